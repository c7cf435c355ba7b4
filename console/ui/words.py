"""The words of the desk for what the switchboard knows: one word for one thing, everywhere."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.contacts import CONTACTS
from console.switchboard.call import (
    AgentState,
    Call,
    Direction,
    Doing,
    Engagement,
    Flag,
    Reason,
    State,
)
from console.switchboard.events import LampState, Speaker, TranscriptLine
from console.ui import figures
from console.ui.alerts import flags_of
from console.ui.ladder import Hearing, has_agent
from console.ui.mask import MASK
from console.ui.said import line_name, said


def _tr(text: str) -> str:
    return QCoreApplication.translate("Words", text)


def direction(call: Call) -> str:
    return _tr("Inbound") if call.direction is Direction.INBOUND else _tr("Outbound")


def directions() -> list[str]:
    """Return both words for the way a call goes."""
    return [_tr("Inbound"), _tr("Outbound")]


def on_line(call: Call) -> str:
    """Return which way the call goes and on which of our lines."""
    if call.direction is Direction.INBOUND:
        return _tr("Inbound to {line}").format(line=line_name(call.line))
    return _tr("Outbound from {line}").format(line=line_name(call.line))


def state(of: State) -> str:
    return {
        State.PREPARING: _tr("Preparing"),
        State.QUEUED: _tr("Queued"),
        State.RINGING: _tr("Ringing"),
        State.CONNECTING: _tr("Connecting"),
        State.LIVE: _tr("Live"),
        State.HELD: _tr("On hold"),
        State.ENDED: _tr("Ended"),
    }[of]


def reason(call: Call) -> str:
    """Return why a call ended, in a word."""
    return reason_word(call.reason)


def reason_word(of: Reason | None) -> str:
    return {
        None: _tr("Ended"),
        Reason.COMPLETED: _tr("Completed"),
        Reason.BUSY: _tr("Busy"),
        Reason.NO_ANSWER: _tr("No answer"),
        Reason.CANCELED: _tr("Cancelled"),
        Reason.REJECTED: _tr("Declined"),
        Reason.FAILED: _tr("Failed"),
        Reason.TRANSFERRED: _tr("Transferred"),
        Reason.LOST: _tr("Lost"),
    }[of]


def doing(of: Doing) -> str:
    return {
        Doing.CALLER_SPEAKING: _tr("caller speaking"),
        Doing.HEARING: _tr("hearing"),
        Doing.THINKING: _tr("thinking"),
        Doing.TOOL: _tr("using a tool"),
        Doing.AGENT_SPEAKING: _tr("agent speaking"),
        Doing.BUFFERED: _tr("buffered"),
        Doing.HOLD: _tr("on hold"),
        Doing.NO_MEDIA: _tr("no media"),
    }[of]


def flag(of: Flag) -> str:
    return {
        Flag.WANTS_HUMAN: _tr("asked for a human"),
        Flag.LONG_SILENCE: _tr("long silence"),
        Flag.NO_MEDIA: _tr("no media"),
        Flag.AGENT_SLOW: _tr("agent slow"),
        Flag.DOUBLE_TALK: _tr("double talk"),
        Flag.AGENT_TROUBLE: _tr("agent trouble"),
    }[of]


def engagement(of: Engagement) -> str:
    return {
        Engagement.OFF: _tr("Off"),
        Engagement.LISTEN: _tr("Listen"),
        Engagement.WHISPER: _tr("Whisper"),
        Engagement.JOIN: _tr("Join"),
        Engagement.TAKE_OVER: _tr("Take over"),
    }[of]


def colleague(call: Call) -> str:
    """Return a sentence on an operator at another desk who is on the call, if one is."""
    if call.ended:
        return ""
    return {
        Engagement.OFF: "",
        Engagement.LISTEN: _tr("Another operator is listening to this call."),
        Engagement.WHISPER: _tr("Another operator is whispering to the agent."),
        Engagement.JOIN: _tr("Another operator has joined this call."),
        Engagement.TAKE_OVER: _tr("Another operator has taken this call over."),
    }[call.elsewhere]


def hearing(of: Hearing) -> str:
    """Return the permanent words on who hears the operator."""
    return {
        Hearing.NOBODY: _tr("NOBODY HEARS YOU"),
        Hearing.AGENT_READS: _tr("AGENT READS YOU"),
        Hearing.EVERYONE: _tr("EVERYONE HEARS YOU"),
        Hearing.CALLER: _tr("CALLER HEARS YOU"),
    }[of]


def speaker(of: Speaker) -> str:
    return {
        Speaker.CALLER: _tr("Caller"),
        Speaker.AGENT: _tr("Agent"),
        Speaker.OPERATOR: _tr("You"),
        Speaker.NOTE: _tr("Note"),
        Speaker.MARK: _tr("Mark"),
    }[of]


def line_text(line: TranscriptLine) -> str:
    """Return what a line says: what was spoken or typed as it was, our own notes translated."""
    ours = line.speaker in (Speaker.NOTE, Speaker.MARK)
    return MASK.words(said(line.text) if ours else line.text)


def lamp_state(of: LampState) -> str:
    return {
        LampState.OK: _tr("Working"),
        LampState.WARN: _tr("Attention"),
        LampState.ERROR: _tr("Not working"),
        LampState.OFF: _tr("Not in use"),
    }[of]


def lamp(name: str) -> str:
    """Return the word for a part; one we do not know keeps its own name."""
    known = {
        "carrier": _tr("Carrier"),
        "number": _tr("Number"),
        "webhook": _tr("Webhook"),
        "tunnel": _tr("Tunnel"),
        "signature": _tr("Signature"),
        "media": _tr("Media"),
        "agent": _tr("Agent"),
        "sound": _tr("Sound"),
        "keyring": _tr("Keyring"),
        "disk": _tr("Disk"),
    }
    return known.get(name, name.capitalize())


def agent(call: Call) -> str:
    """Return who answers and where it is, or nothing for a call without an agent."""
    if not call.agent:
        return ""
    if not has_agent(call):
        return _tr("No agent")
    where = {
        AgentState.PREPARING: _tr("{kind} agent is getting ready"),
        AgentState.READY: _tr("{kind} agent"),
        AgentState.FAILED: _tr("{kind} agent failed"),
        AgentState.LEFT: _tr("{kind} agent has left"),
    }[call.agent.state]
    kinds = {
        "practice": _tr("Practice"),
        "stream": _tr("Stream"),
        "echo": _tr("Echo"),
        "dialogue": _tr("Dialogue"),
    }
    return where.format(kind=kinds.get(call.agent.kind, call.agent.kind.capitalize()))


def name(call: Call) -> str:
    """Return the other party's name, from our contacts or the network, where there is one."""
    return MASK.words(CONTACTS.name_of(call.party) or call.caller_name)


def party(call: Call) -> str:
    return name(call) or figures.number(call.party)


def standings() -> list[str]:
    """Return every word for where a call stands."""
    return [*map(state, State), *map(reason_word, Reason), _tr("You"), _tr("Taken over")]


def activities() -> list[str]:
    """Return every word for what goes on in a call, with the seconds where it lasts."""
    return [*(lasting(doing(each), 10) for each in Doing), *map(flag, Flag), silenced()]


def lasting(activity: str, seconds: int) -> str:
    """Return what goes on and for how long already."""
    return _tr("{activity} {n} s").format(activity=activity, n=seconds)


def calls(count: int) -> str:
    """Return how many calls there are."""
    text = _tr("1 call") if count == 1 else _tr("{n} calls")
    return text.format(n=count) if count else _tr("No calls")


def alerts(count: int) -> str:
    """Return how many calls want an eye."""
    return _tr("1 alert") if count == 1 else _tr("{n} alerts").format(n=count)


def silenced() -> str:
    return _tr("agent silenced")


def activity(call: Call) -> str:
    """Return what goes on in a call now, or the code it failed with; not for how long."""
    if call.ended:
        return _tr("error {code}").format(code=call.error.code) if call.error else ""
    if call.silenced and Flag.WANTS_HUMAN not in call.flags:
        return silenced()
    for raised in flags_of(call):
        return flag(raised)
    return doing(call.doing) if call.doing else ""


def going_on(call: Call) -> str:
    """Return what caller and agent do now, whatever is wrong with the call."""
    if call.ended:
        return ""
    if call.silenced:
        return silenced()
    return doing(call.doing) if call.doing else ""


def standing(call: Call) -> str:
    """Return where a call stands in one word: its state, or why it ended."""
    return reason(call) if call.ended else state(call.state)


def place(call: Call) -> str:
    """Return where a call stands, in the list: there it is “you” who has it, or a colleague."""
    if call.state is State.LIVE and call.rung is Engagement.TAKE_OVER:
        return _tr("You") if call.engagement is call.rung else _tr("Taken over")
    return standing(call)


def problem(call: Call) -> str:
    """Return a sentence for a call that wants an eye and has no error of its own."""
    if Flag.WANTS_HUMAN in call.flags:
        return _tr("The caller asked for a human.")
    if Flag.NO_MEDIA in call.flags:
        return _tr("No sound is coming from the phone network.")
    if Flag.AGENT_TROUBLE in call.flags:
        return _tr("Caller and agent do not hear each other. You can take the call over.")
    if Flag.LONG_SILENCE in call.flags:
        return _tr("Nobody has spoken for a long time.")
    if Flag.AGENT_SLOW in call.flags:
        return _tr("The agent takes long to answer.")
    if Flag.DOUBLE_TALK in call.flags:
        return _tr("Caller and agent speak at the same time.")
    return _tr("The call ended unexpectedly.")
