"""Desks as they stand in the pictures and the benchmark: calls with levels and words."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

from console.switchboard.call import (
    Agent,
    AgentState,
    CallError,
    Direction,
    Doing,
    Engagement,
    Flag,
    Reason,
    State,
)
from console.switchboard.events import Lamp, LampState, Speaker
from console.switchboard.interface import CallLevels, CallQuality
from tests.ui.stage import Stage, call

_TALK = (
    (Speaker.AGENT, "Acme support, good morning. How can I help?", 400, None),
    (
        Speaker.CALLER,
        "Hello. I ordered a grinder last week and it has not come.",
        3100,
        None,
    ),
    (Speaker.AGENT, "Sorry about that. Could you read me the order number?", 8400, 612),
    (Speaker.CALLER, "Yes, one moment. It is A ten forty-three.", 12_900, None),
    (Speaker.NOTE, "lookup_order(A-1043), 220 ms", 16_500, None),
    (
        Speaker.AGENT,
        "Thank you. I can see it: the parcel left Rotterdam on Tuesday and is out for delivery "
        "today. You should have it before six this evening.",
        17_100,
        588,
    ),
    (Speaker.CALLER, "That is good news. Can I have it left with a neighbour?", 27_300, None),
    (Speaker.AGENT, "Of course. I have told the driver to try next door first.", 31_800, 540),
)


def one_call(stage: Stage) -> None:
    """One inbound call in the middle of a conversation, listened to."""
    _put(
        stage,
        "a",
        42,
        from_="+14155550142",
        doing=Doing.AGENT_SPEAKING,
        engagement=Engagement.LISTEN,
        latency_ms=540,
    )
    _talk(stage, "a")
    stage.now_qualities["a"] = CallQuality(buffered_ms=180, jitter_ms=3.2)


def happenings(stage: Stage, call_id: str) -> None:
    """Have somebody mark the moment, press keys and interrupt."""
    stage.utter(call_id, Speaker.NOTE, "Caller pressed 7", 33_000)
    stage.utter(call_id, Speaker.MARK, "Marked", 35_000)
    for doing in (Doing.CALLER_SPEAKING, Doing.AGENT_SPEAKING, Doing.CALLER_SPEAKING):
        stage.change(call_id, doing=doing)


def twelve_calls(stage: Stage) -> None:
    """A busy desk: every state, an alert, a warning, a failure and names."""
    _put(stage, "a", 102, from_="+31201234471", doing=Doing.AGENT_SPEAKING, latency_ms=540)
    _talk(stage, "a")
    _put(stage, "b", 18, from_="+14155550199", doing=Doing.THINKING, line="Support")
    wants = frozenset({Flag.WANTS_HUMAN})
    _put(stage, "c", 185, caller_name="Ada Lovelace", flags=wants, doing=Doing.CALLER_SPEAKING)
    _put(stage, "d", 6, state=State.RINGING, direction=Direction.OUTBOUND, to="+442079460788")
    _put(stage, "e", 371, caller_name="Harbour Dental", engagement=Engagement.LISTEN, line="Sales")
    stage.change("e", doing=Doing.CALLER_SPEAKING)
    silent = frozenset({Flag.NO_MEDIA})
    _put(stage, "f", 63, from_="+14155550123", doing=Doing.NO_MEDIA, flags=silent)
    _put(stage, "g", 3, state=State.RINGING, from_="anonymous")
    _put(stage, "h", 241, state=State.HELD, doing=Doing.HOLD, from_="+442079460123")
    _put(stage, "i", 2, state=State.CONNECTING, direction=Direction.OUTBOUND, to="+31612345678")
    _put(stage, "j", 4011, from_="sip:reception@harbour-dental.example", doing=Doing.HEARING)
    _put(stage, "k", 1, state=State.PREPARING, direction=Direction.OUTBOUND, to="+14155550107")
    _put(stage, "l", 24, direction=Direction.OUTBOUND, to="+14155550103", state=State.RINGING)
    refused = CallError("21215", "Twilio does not permit calls to this country for this account.")
    stage.end("l", Reason.FAILED, error=refused)
    stage.light(
        Lamp(
            "tunnel",
            LampState.WARN,
            "Reconnecting for 12 s.",
            "Calls keep their sound; new ones cannot arrive.",
            datetime.now(UTC) - timedelta(seconds=12),
        )
    )
    stage.light(Lamp("sound", LampState.OFF, "No sound device was found.", "Plug in a headset."))


def many_calls(stage: Stage, count: int) -> None:
    """So many live calls, for measuring."""
    for n in range(count):
        _put(stage, f"call-{n}", n, from_=f"+1415555{n:04}", doing=Doing.AGENT_SPEAKING)


def hundred_calls(stage: Stage) -> None:
    """More calls than rows are in sight."""
    many_calls(stage, 100)
    _talk(stage, "call-0")


def degraded(stage: Stage) -> None:
    """A busy desk whose parts fail one after another."""
    twelve_calls(stage)
    lost = "Lost for 12 s. 4 calls keep their sound; new ones do not arrive."
    stage.light(Lamp("tunnel", LampState.ERROR, lost, "Trying again (3)."))
    stage.light(Lamp("agent", LampState.WARN, "Answers slowly: 4.1 s."))
    stage.light(Lamp("sound", LampState.ERROR, "Jabra is not plugged in.", "Plug in a headset."))


def all_become(stage: Stage, state: State) -> None:
    for one in stage.calls():
        stage.change(one.id, state=state)


def speak(stage: Stage, frame: int) -> None:
    """Set every live call's levels to those of a conversation, so many frames in."""
    levels = {}
    for n, live in enumerate(stage.calls()):
        if live.state in (State.LIVE, State.HELD) and Flag.NO_MEDIA not in live.flags:
            caller, agent = _voices(frame, n)
            levels[live.id] = CallLevels(caller, agent, caller + 5, agent + 5)
    stage.now_levels = levels


def _voices(frame: int, n: int) -> tuple[float, float]:
    t = frame / 30 + 7.3 * n
    syllables = 12 * math.sin(9.1 * t) * math.sin(2.3 * t + n) + 8 * math.sin(17 * t + n) - 6
    return (-22 + syllables, -62.0) if math.sin(0.75 * t + n) > 0 else (-60.0, -20 + syllables)


def _put(stage: Stage, name: str, seconds: float, **changes: object) -> None:
    began = datetime.now(UTC) - timedelta(seconds=seconds)
    live = changes.get("state", State.LIVE) in (State.LIVE, State.HELD)
    fields = {"created_at": began, "answered_at": began if live else None, **changes}
    if changes.get("state") is State.PREPARING:
        fields["agent"] = Agent("practice", AgentState.PREPARING)
    stage.put(call(name, **fields))


def _talk(stage: Stage, call_id: str) -> None:
    for speaker, text, at_ms, latency_ms in _TALK:
        stage.utter(call_id, speaker, text, at_ms, latency_ms)
