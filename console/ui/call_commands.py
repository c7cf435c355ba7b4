"""The commands about the selected call: the ladder, and what else can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QCoreApplication

from console.switchboard.call import Ask, Call, Engagement
from console.ui import words
from console.ui.catching_up import CatchingUp
from console.ui.command import Command, Group, Where
from console.ui.composer import Composer
from console.ui.hang_up import HangUp
from console.ui.ladder import RUNGS
from console.ui.microphone import Microphone
from console.ui.selected import Selected


def ladder_commands(
    selected: Selected, microphone: Microphone, catching_up: CatchingUp
) -> Iterator[Command]:
    """Yield how the operator goes up and down, and speaks."""
    for key, rung in enumerate(RUNGS):
        yield Command(
            rung.value,
            words.engagement(rung),
            Group.LADDER,
            partial(selected.engage, rung),
            str(key),
            Where.CALLS,
            applies=selected.can_engage,
            checked=partial(selected.is_on, rung),
        )
    yield Command(
        "step-down",
        _tr("One step down"),
        Group.LADDER,
        selected.step_down,
        "Esc",
        Where.CALLS,
        applies=lambda: selected.can_engage() and not selected.is_on(Engagement.OFF),
    )
    yield Command(
        "talk",
        _tr("Talk, while held (Join)"),
        Group.LADDER,
        partial(microphone.hold_to_talk, True),
        "V",
        Where.CALLS,
        applies=lambda: microphone.spoken_to is not None,
        held=True,
    )
    yield Command(
        "catch-up",
        _tr("Catch me up: the last 15 s"),
        Group.LADDER,
        catching_up.press,
        "R",
        Where.CALLS,
        applies=catching_up.can,
        checked=catching_up.is_on,
        says=catching_up.says,
    )
    yield Command(
        "mute",
        _tr("Mute my microphone"),
        Group.LADDER,
        microphone.toggle_mute,
        "Ctrl+M",
        Where.EVERYWHERE,
        applies=lambda: microphone.exists,
        checked=lambda: microphone.state.muted,
    )
    yield Command(
        "undo",
        _tr("Undo handing back"),
        Group.LADDER,
        selected.undo,
        "Ctrl+Z",
        Where.CALLS,
        applies=selected.can_undo,
    )
    yield Command(
        "hold",
        _tr("Hold or resume"),
        Group.LADDER,
        selected.toggle_hold,
        "H",
        Where.CALLS,
        applies=selected.has_audio,
        checked=selected.held,
        says=lambda: _tr("On hold") if selected.held() else _tr("Hold"),
    )


def agent_commands(selected: Selected, composer: Composer) -> Iterator[Command]:
    """Yield what is asked of the agent, and of its record."""
    yield Command(
        "instruct",
        _tr("Instruct the agent with what is typed"),
        Group.CALL,
        partial(composer.send, False),
        applies=lambda: composer.can_send(Ask.INSTRUCT),
        listed=False,
    )
    yield Command(
        "say",
        _tr("Have the agent say what is typed"),
        Group.CALL,
        partial(composer.send, True),
        applies=lambda: composer.can_send(Ask.SAY),
        listed=False,
    )
    yield Command(
        "interrupt",
        _tr("Cut the agent short"),
        Group.CALL,
        selected.interrupt,
        "X",
        Where.CALLS,
        applies=partial(selected.takes, Ask.INTERRUPT),
    )
    yield Command(
        "silence",
        _tr("Silence the agent, or let it speak"),
        Group.CALL,
        selected.toggle_silence,
        "S",
        Where.CALLS,
        applies=selected.has_audio,
        checked=selected.silenced,
        says=lambda: _tr("Let speak") if selected.silenced() else _tr("Silence"),
    )
    yield Command(
        "mark",
        _tr("Mark this moment"),
        Group.CALL,
        selected.mark,
        "M",
        Where.CALLS,
        applies=selected.is_there,
        says=lambda: _tr("Mark"),
    )
    yield Command(
        "say-to-caller",
        _tr("Say to the caller in the console's voice…"),
        Group.CALL,
        composer.say_to_caller,
        "Y",
        Where.CALLS,
        applies=selected.has_audio,
    )
    yield Command(
        "note",
        _tr("Note…"),
        Group.CALL,
        composer.note,
        "N",
        Where.CALLS,
        applies=selected.is_there,
    )


def call_commands(
    selected: Selected,
    hang_up: HangUp,
    open_keypad: Callable[[], None],
    open_transfer: Callable[[], None],
    select: Callable[[Call], None],
) -> Iterator[Command]:
    """Yield how a call begins and ends, and where else it goes."""
    yield Command(
        "answer",
        _tr("Answer"),
        Group.CALL,
        selected.answer,
        "Space",
        Where.LIST,
        applies=selected.rings,
    )
    yield Command(
        "decline",
        _tr("Decline"),
        Group.CALL,
        selected.decline,
        "D",
        Where.CALLS,
        applies=selected.rings,
    )
    yield Command(
        "keypad",
        _tr("Keypad"),
        Group.CALL,
        open_keypad,
        "#",
        Where.CALLS,
        applies=selected.has_audio,
    )
    yield Command(
        "transfer",
        _tr("Transfer…"),
        Group.CALL,
        open_transfer,
        "T",
        Where.CALLS,
        applies=selected.has_audio,
    )
    yield Command(
        "connect",
        _tr("Connect the caller with who was asked"),
        Group.CALL,
        selected.connect_both,
        "C",
        Where.CALLS,
        applies=selected.can_connect,
        says=lambda: _tr("Connect them"),
    )
    yield Command(
        "other-call",
        _tr("Other call of a consultation"),
        Group.CALL,
        lambda: select(other) if (other := selected.other_call()) else None,
        "O",
        Where.CALLS,
        applies=lambda: selected.other_call() is not None,
        says=lambda: _tr("Other call"),
    )
    yield Command(
        "call-off",
        _tr("Call a consultation off"),
        Group.CALL,
        selected.call_off,
        applies=lambda: selected.other_call() is not None,
        says=lambda: _tr("Call it off"),
    )
    yield Command(
        "hang-up",
        _tr("Hang up"),
        Group.CALL,
        hang_up.press,
        "Ctrl+H",
        applies=hang_up.can,
        checked=hang_up.asking,
        says=hang_up.says,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)
