"""A stand-in for the engine, behind the switchboard's interface, with a loop in a thread.

The desk meets it exactly as it meets the engine: readings from any thread, commands and
events on a loop that is not Qt's. A test puts calls, levels and words on it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from console.switchboard.call import (
    Agent,
    AgentState,
    Ask,
    Call,
    Direction,
    Engagement,
    Reason,
    State,
)
from console.switchboard.dial_options import AS_USUAL, DialOptions
from console.switchboard.errors import CommandError, Refused
from console.switchboard.events import (
    CallChanged,
    Event,
    EventBus,
    Lamp,
    LampChanged,
    LampState,
    Speaker,
    TranscriptLine,
)
from console.switchboard.interface import CallLevels, CallQuality, PracticeScenario
from console.switchboard.lines import GuardRails, Line
from console.switchboard.readiness import Load, Readiness, check
from console.switchboard.self_test import Outcome, SelfTestResult
from console.switchboard.self_test import Step as SelfTestStep

LINE = Line(
    "+14155550100",
    "Practice line",
    "practice",
    guard_rails=GuardRails(frozenset({"US", "GB"}), unassigned=True),
)
LAMPS = (
    Lamp("carrier", LampState.OK, "The practice carrier answers."),
    Lamp("tunnel", LampState.OK, "Calls arrive through the practice cloud."),
    Lamp("agent", LampState.OK, "The practice agent is ready."),
    Lamp("sound", LampState.OK, "Built-in speakers."),
)
SCENARIOS = (
    PracticeScenario("order", "Where is my order?", "A patient caller asks after a parcel."),
    PracticeScenario("human", "A human, please", "A caller who soon asks for a human."),
    PracticeScenario("silence", "A long silence", "A caller who puts the phone down for a while."),
)


def call(name: str, **changes: Any) -> Call:
    """Make a call: live and inbound unless told otherwise."""
    made = Call(
        id=name,
        carrier="twilio",
        direction=Direction.INBOUND,
        from_="+14155550142",
        to=LINE.number,
        line=LINE.name,
        created_at=datetime.now(UTC),
        state=State.LIVE,
        answered_at=datetime.now(UTC),
        agent=Agent("practice", AgentState.READY, frozenset(Ask)),
    )
    return replace(made, **changes)


TESTED = (
    SelfTestStep("webhook", Outcome.PASSED, "A signed webhook comes in.", took_ms=9.6),
    SelfTestStep("media", Outcome.FAILED, "No socket comes through.", "Let sockets pass."),
)
"""What the self-test finds."""


class Stage:
    """A switchboard whose every call, level and word is put there by the test.

    ``refusal`` makes every command fail with it; ``asked`` lists the commands that came.
    After `ponder` no request to an agent gets its receipt before `confirm`.
    """

    def __init__(self, *, practice: bool = True, lines: Sequence[Line] = (LINE,)) -> None:
        self.loop = asyncio.new_event_loop()
        self.refusal: CommandError | None = None
        self._receipts = asyncio.Event()
        self._receipts.set()
        self.asked: list[tuple[Any, ...]] = []
        self.threads: set[str] = set()
        self.now_levels: dict[str, CallLevels] = {}
        self.now_qualities: dict[str, CallQuality] = {}
        self._practice = practice
        self._lines = tuple(lines)
        self._bus = EventBus()
        self._calls: dict[str, Call] = {}
        self._said: dict[str, tuple[TranscriptLine, ...]] = {}
        self._lamps = {lamp.name: lamp for lamp in LAMPS}
        self._thread = threading.Thread(target=self._run, name="stage", daemon=True)
        self._thread.start()

    # -- what a test does, from its own thread ------------------------------------------

    def put(self, changed: Call) -> Call:
        """Put a call on the stage, or its next snapshot."""
        self._on_loop(self._set, changed)
        return changed

    def change(self, call_id: str, **changes: Any) -> Call:
        return self.put(replace(self._calls[call_id], **changes))

    def end(self, call_id: str, reason: Reason = Reason.COMPLETED, **changes: Any) -> Call:
        return self.change(
            call_id, state=State.ENDED, reason=reason, ended_at=datetime.now(UTC), **changes
        )

    def utter(
        self, call_id: str, speaker: Speaker, text: str, at_ms: int, latency_ms: int | None = None
    ) -> None:
        """Add a line to a call's transcript."""
        line = TranscriptLine(call_id, speaker, text, at_ms, latency_ms)
        self._said[call_id] = (*self._said.get(call_id, ()), line)
        self._on_loop(self._bus.publish, line)

    def ponder(self) -> None:
        """Keep back the receipts of what agents are asked from now on."""
        self._on_loop(self._receipts.clear)

    def confirm(self) -> None:
        """Give the receipts that were kept back."""
        self._on_loop(self._receipts.set)

    def light(self, lamp: Lamp) -> None:
        self._lamps[lamp.name] = lamp
        self._on_loop(self._bus.publish, LampChanged(lamp))

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    # -- the interface: readings ----------------------------------------------------------

    def calls(self) -> tuple[Call, ...]:
        return tuple(c for c in self._calls.values() if not c.ended)

    def ended_calls(self) -> tuple[Call, ...]:
        return tuple(c for c in self._calls.values() if c.ended)

    def levels(self) -> Mapping[str, CallLevels]:
        return self.now_levels

    def qualities(self) -> Mapping[str, CallQuality]:
        return self.now_qualities

    def transcript(self, call_id: str) -> tuple[TranscriptLine, ...]:
        return self._said.get(call_id, ())

    def lamps(self) -> tuple[Lamp, ...]:
        return tuple(self._lamps.values())

    def lines(self) -> tuple[Line, ...]:
        return self._lines

    def readiness(self, to: str) -> Readiness:
        return check(to, self._lines[0], Load(), self.lamps())

    def practice_scenarios(self) -> Sequence[PracticeScenario]:
        return SCENARIOS if self._practice else ()

    async def self_test(self) -> SelfTestResult:
        return SelfTestResult(datetime.now(UTC), "https://here.example", TESTED, 12.3)

    # -- the interface: the stage's loop --------------------------------------------------

    def listen_to_events(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        return self._bus.listen(listener)

    async def dial(
        self,
        to: str,
        from_: str | None = None,
        agent: str | None = None,
        options: DialOptions = AS_USUAL,
    ) -> Call:
        self._hear("dial", to)
        readiness = self.readiness(to)
        if not readiness.ready or readiness.number is None:
            raise Refused(readiness.code, readiness.sentence)
        dialled = call(
            f"dialled-{len(self._calls)}",
            direction=Direction.OUTBOUND,
            from_=LINE.number,
            to=readiness.number,
            state=State.QUEUED,
            answered_at=None,
        )
        self._set(dialled)
        return dialled

    async def answer(self, call_id: str) -> Call:
        self._hear("answer", call_id)
        now = datetime.now(UTC)
        return self._alter(call_id, state=State.LIVE, answered_at=now)

    async def decline(self, call_id: str) -> Call:
        self._hear("decline", call_id)
        return self._finish(call_id, Reason.REJECTED)

    async def hang_up(self, call_id: str) -> Call:
        self._hear("hang_up", call_id)
        return self._finish(call_id, Reason.COMPLETED)

    async def hang_up_all(self) -> tuple[Call, ...]:
        self._hear("hang_up_all")
        return tuple(self._finish(one.id, Reason.COMPLETED) for one in self.calls())

    async def engage(self, call_id: str, mode: Engagement, hand_back: str = "") -> Call:
        self._hear("engage", call_id, mode, *filter(None, [hand_back]))
        return self._alter(call_id, engagement=mode)

    async def hold(self, call_id: str) -> Call:
        self._hear("hold", call_id)
        return self._alter(call_id, state=State.HELD)

    async def resume(self, call_id: str) -> Call:
        self._hear("resume", call_id)
        return self._alter(call_id, state=State.LIVE)

    async def transfer(self, call_id: str, to: str) -> Call:
        self._hear("transfer", call_id, to)
        return self._finish(call_id, Reason.TRANSFERRED)

    async def consult(self, call_id: str, to: str, agent: str = "none") -> Call:
        self._hear("consult", call_id, to)
        await self.hold(call_id)
        asked = await self.dial(to)
        self._alter(call_id, consultation=asked.id)
        return self._alter(asked.id, consultation=call_id)

    async def connect(self, call_id: str) -> Call:
        self._hear("connect", call_id)
        self._finish(str(self._calls[call_id].consultation), Reason.TRANSFERRED)
        return self._finish(call_id, Reason.TRANSFERRED)

    async def say_to_caller(self, call_id: str, text: str) -> Call:
        self._hear("say_to_caller", call_id, text)
        return self._calls[call_id]

    async def send_digits(self, call_id: str, digits: str, *, out_of_band: bool = False) -> Call:
        self._hear("send_digits", call_id, digits, *["out of band"] * out_of_band)
        return self._calls[call_id]

    async def instruct(self, call_id: str, text: str) -> Call:
        self._hear("instruct", call_id, text)
        await self._receipts.wait()
        return self._calls[call_id]

    async def say(self, call_id: str, text: str) -> Call:
        self._hear("say", call_id, text)
        await self._receipts.wait()
        return self._calls[call_id]

    async def interrupt(self, call_id: str) -> Call:
        self._hear("interrupt", call_id)
        return self._calls[call_id]

    async def silence(self, call_id: str, on: bool = True) -> Call:
        self._hear("silence", call_id, on)
        return self._alter(call_id, silenced=on)

    async def silence_all(self) -> tuple[Call, ...]:
        self._hear("silence_all")
        live = [one for one in self.calls() if one.state in (State.LIVE, State.HELD)]
        return tuple(self._alter(one.id, silenced=True) for one in live)

    async def mark_moment(self, call_id: str) -> Call:
        self._hear("mark_moment", call_id)
        return self._calls[call_id]

    async def note(self, call_id: str, text: str) -> Call:
        self._hear("note", call_id, text)
        return self._calls[call_id]

    async def ring_practice(self, scenario: str | None = None) -> Call:
        self._hear("ring_practice", scenario)
        ringing = call(f"rung-{len(self._calls)}", state=State.RINGING, answered_at=None)
        self._set(ringing)
        return ringing

    # -- behind the stage -----------------------------------------------------------------

    def _hear(self, *command: Any) -> None:
        self.asked.append(command)
        self.threads.add(threading.current_thread().name)
        if self.refusal:
            raise self.refusal

    def _alter(self, call_id: str, **changes: Any) -> Call:
        changed = replace(self._calls[call_id], **changes)
        self._set(changed)
        return changed

    def _finish(self, call_id: str, reason: Reason) -> Call:
        now = datetime.now(UTC)
        return self._alter(call_id, state=State.ENDED, reason=reason, ended_at=now)

    def _set(self, changed: Call) -> None:
        old = self._calls.get(changed.id)
        self._calls[changed.id] = changed
        self._bus.publish(CallChanged(old, changed, "test"))

    def _on_loop(self, function: Callable[..., None], *args: Any) -> None:
        done = threading.Event()

        def work() -> None:
            function(*args)
            done.set()

        self.loop.call_soon_threadsafe(work)
        done.wait(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()
