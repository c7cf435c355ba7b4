"""The commands about the selected call: the ladder, and what else can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication

from console.switchboard.call import Ask, Call, Engagement
from console.ui import words
from console.ui.command import Command, Group, Where
from console.ui.controls import Controls
from console.ui.ladder import RUNGS

_ladder: Final = partial(Command, group=Group.LADDER, where=Where.CALLS)
_call: Final = partial(Command, group=Group.CALL, where=Where.CALLS)


def ladder_commands(controls: Controls) -> Iterator[Command]:
    """Yield how the operator goes up and down, and speaks."""
    selected, microphone = controls.selected, controls.microphone
    catching_up = controls.catching_up
    for key, rung in enumerate(RUNGS):
        yield _ladder(
            rung.value,
            words.engagement(rung),
            partial(selected.engage, rung),
            str(key),
            applies=selected.can_engage,
            checked=partial(selected.is_on, rung),
        )
    yield _ladder(
        "step-down",
        _tr("One step down"),
        selected.step_down,
        "Esc",
        applies=lambda: selected.can_engage() and not selected.is_on(Engagement.OFF),
    )
    yield _ladder(
        "talk",
        _tr("Talk, while held (Join)"),
        partial(microphone.hold_to_talk, True),
        "V",
        applies=lambda: microphone.spoken_to is not None,
        held=True,
    )
    yield _ladder(
        "catch-up",
        _tr("Catch me up: the last 15 s"),
        catching_up.press,
        "R",
        applies=catching_up.can,
        checked=catching_up.is_on,
        says=catching_up.says,
    )
    yield _ladder(
        "mute",
        _tr("Mute my microphone"),
        microphone.toggle_mute,
        "Ctrl+M",
        where=Where.EVERYWHERE,
        applies=lambda: microphone.exists,
        checked=lambda: microphone.state.muted,
    )
    yield _ladder(
        "undo", _tr("Undo handing back"), selected.undo, "Ctrl+Z", applies=selected.can_undo
    )
    yield _ladder(
        "hold",
        _tr("Hold or resume"),
        selected.toggle_hold,
        "H",
        applies=selected.has_audio,
        checked=selected.held,
        says=lambda: _tr("On hold") if selected.held() else _tr("Hold"),
    )


def agent_commands(controls: Controls) -> Iterator[Command]:
    """Yield what is asked of the agent, and of the call's record."""
    selected, composer = controls.selected, controls.composer
    yield _call(
        "instruct",
        _tr("Instruct the agent with what is typed"),
        partial(composer.send, False),
        where=Where.WINDOW,
        applies=lambda: composer.can_send(Ask.INSTRUCT),
        listed=False,
    )
    yield _call(
        "say",
        _tr("Have the agent say what is typed"),
        partial(composer.send, True),
        where=Where.WINDOW,
        applies=lambda: composer.can_send(Ask.SAY),
        listed=False,
    )
    yield _call(
        "interrupt",
        _tr("Cut the agent short"),
        selected.interrupt,
        "X",
        applies=partial(selected.takes, Ask.INTERRUPT),
    )
    yield _call(
        "silence",
        _tr("Silence the agent, or let it speak"),
        selected.toggle_silence,
        "S",
        applies=selected.has_audio,
        checked=selected.silenced,
        says=lambda: _tr("Let speak") if selected.silenced() else _tr("Silence"),
    )
    yield _call(
        "mark",
        _tr("Mark this moment"),
        selected.mark,
        "M",
        applies=selected.is_there,
        says=lambda: _tr("Mark"),
    )
    yield _call(
        "say-to-caller",
        _tr("Say to the caller in the console's voice…"),
        composer.say_to_caller,
        "Y",
        applies=selected.has_audio,
    )
    yield _call("note", _tr("Note…"), composer.note, "N", applies=selected.is_there)


def call_commands(
    controls: Controls,
    open_keypad: Callable[[], None],
    open_transfer: Callable[[], None],
    select: Callable[[Call], None],
) -> Iterator[Command]:
    """Yield how a call begins and ends, and where else it goes."""
    selected, hang_up = controls.selected, controls.hang_up
    yield _call(
        "answer", _tr("Answer"), selected.answer, "Space", where=Where.LIST, applies=selected.rings
    )
    yield _call("decline", _tr("Decline"), selected.decline, "D", applies=selected.rings)
    yield _call("keypad", _tr("Keypad"), open_keypad, "#", applies=selected.has_audio)
    yield _call("transfer", _tr("Transfer…"), open_transfer, "T", applies=selected.has_audio)
    yield _call(
        "connect",
        _tr("Connect the caller with who was asked"),
        selected.connect_both,
        "C",
        applies=selected.can_connect,
        says=lambda: _tr("Connect them"),
    )
    yield _call(
        "other-call",
        _tr("Other call of a consultation"),
        lambda: select(other) if (other := selected.other_call()) else None,
        "O",
        applies=lambda: selected.other_call() is not None,
        says=lambda: _tr("Other call"),
    )
    yield _call(
        "call-off",
        _tr("Call a consultation off"),
        selected.call_off,
        where=Where.WINDOW,
        applies=lambda: selected.other_call() is not None,
        says=lambda: _tr("Call it off"),
    )
    yield _call(
        "hang-up",
        _tr("Hang up"),
        hang_up.press,
        "Ctrl+H",
        where=Where.WINDOW,
        applies=hang_up.can,
        checked=hang_up.asking,
        says=hang_up.says,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)
