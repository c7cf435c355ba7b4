"""The switchboard: every command that there is, named once and meant alike everywhere."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from console.switchboard.asides import Asides
from console.switchboard.call import Bill, Call, CallError, CallId, Direction, Reason, State
from console.switchboard.consulting import Consultations
from console.switchboard.dial_options import AS_USUAL, DialOptions, OnMachine
from console.switchboard.errors import NotNow, Refused
from console.switchboard.events import Event, EventBus, Lamp, Subscription, TranscriptLine
from console.switchboard.interface import CallLevels, CallQuality, PracticeScenario
from console.switchboard.lamps import LampBoard
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.limits import Limits
from console.switchboard.lines import GuardRails, Line
from console.switchboard.ports import Attempt, Audio, PracticeRinger, Trunk, TrunkError
from console.switchboard.readiness import Load, Readiness, check
from console.switchboard.recorder import Recorder
from console.switchboard.self_test import SelfTester, SelfTestResult
from console.switchboard.spending import Spending

_HOUR_S: Final = 3600.0
_RING_WAIT_S: Final = 5.0
_RING_S: Final = (5, 600)
_DIGITS: Final = re.compile(r"[0-9A-Da-d*#wW]{1,32}")
_CLOSE_S: Final = 5.0
"""Whoever stops a console kills it after ten seconds, often."""


class Switchboard(Asides):
    """Implements `SwitchboardInterface` over a carrier's trunk and the calls' audio.

    Everything but the readings belongs to the engine's loop.
    """

    def __init__(
        self,
        *,
        bus: EventBus,
        lifecycle: Lifecycle,
        lamps: LampBoard,
        lines: Sequence[Line],
        trunk: Trunk,
        audio: Audio,
        agents: frozenset[str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(lifecycle, trunk, audio, lines)
        self._bus = bus
        self._lamps = lamps
        self._agents = agents
        self._clock = clock
        self._dialled: deque[float] = deque(maxlen=10_000)
        self.spending = Spending(bus, clock)
        self._limits = Limits(bus, lifecycle, self._most_minutes, self.hang_up)
        self._recorder = Recorder(bus, lifecycle, trunk, self._is_recorded)
        self._consultations = Consultations(self, lifecycle, trunk, bus)
        self.practice: PracticeRinger | None = None
        """Who rings the practice line; None where this is a real one."""
        self.barred: Callable[[str], str | None] = lambda _country: None
        """Says why the carrier does not let us call a country (ISO 3166), from memory."""
        self.may_show: Callable[[str], bool] = lambda _number: False
        """Says whether a number that is no line of ours may be called from, from memory."""
        self.tester: SelfTester | None = None
        """Who tests the way in; None where nothing leads in."""

    async def close(self) -> None:
        """Refuse new calls and end those that live, at the carrier too if it answers in time."""
        self._life.open = False
        ending = (self.hang_up(call.id) for call in self.calls())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_CLOSE_S):
                await asyncio.gather(*ending, return_exceptions=True)

    def use_lines(self, lines: Sequence[Line]) -> None:
        """Have these lines from now on; calls that are under way stay as they are."""
        self._lines = tuple(lines)

    # -- readings: any thread ---------------------------------------------------------

    def calls(self) -> tuple[Call, ...]:
        return self._life.registry.live()

    def ended_calls(self) -> tuple[Call, ...]:
        return self._life.registry.ended()

    def carrier_ids(self) -> frozenset[str]:
        """Return the carrier's ids of all calls that are remembered."""
        every = (*self.calls(), *self.ended_calls())
        return frozenset(it.carrier_call_id for it in every if it.carrier_call_id)

    def levels(self) -> Mapping[CallId, CallLevels]:
        return self._audio.levels()

    def qualities(self) -> Mapping[CallId, CallQuality]:
        return self._audio.qualities()

    def transcript(self, call_id: CallId) -> tuple[TranscriptLine, ...]:
        return self._life.registry.transcript(call_id)

    def lamps(self) -> tuple[Lamp, ...]:
        return self._lamps.all()

    def lines(self) -> tuple[Line, ...]:
        return self._lines

    def readiness(self, to: str) -> Readiness:
        return self._ready(to, self._lines[0] if self._lines else None)

    def practice_scenarios(self) -> Sequence[PracticeScenario]:
        return self.practice.scenarios() if self.practice else ()

    def billed(self, call_id: CallId, bill: Bill) -> None:
        """Take what the carrier asks for a call that has ended."""
        self._life.registry.note(call_id, "the carrier says what it cost", bill=bill)
        # It is written as what is taken off our balance.
        self.spending.priced(call_id, abs(float(bill.price)))

    # -- events -----------------------------------------------------------------------

    def listen_to_events(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        return self._bus.listen(listener)

    def subscribe(self) -> Subscription:
        """Queue events for a reader that takes its time. The engine's loop."""
        return self._bus.subscribe()

    # -- commands ---------------------------------------------------------------------

    async def dial(
        self,
        to: str,
        from_: str | None = None,
        agent: str | None = None,
        options: DialOptions = AS_USUAL,
    ) -> Call:
        if not self._life.open:
            raise Refused("closing", "The console is closing; nothing more is dialled.")
        line = self._line(from_)
        ready = self._ready(to, line)
        if not ready.ready or ready.number is None or line is None:
            raise Refused(ready.code, ready.sentence)
        kind = agent or line.agent
        if kind not in self._agents:
            known = ", ".join(sorted(self._agents))
            raise Refused("no-such-agent", f"There is no agent “{kind}” here. There are: {known}.")
        _check(options)
        if line and line.recording:
            options = replace(options, record=True)
        self._dialled.append(self._clock())
        registry = self._life.registry
        call = registry.open(
            carrier=self._trunk.name,
            direction=Direction.OUTBOUND,
            from_=line.number,
            to=ready.number,
            line=line.name,
            agent=kind,
            cause="dialled",
        )
        self._life.machines.expect(call.id, options.on_machine)
        self._life.prepare(call.id)
        self._life.spawn(self._place(call, line, options))
        return call

    async def hang_up_all(self) -> tuple[Call, ...]:
        """End every call; return them all, those that would not end with their error."""
        ids = [call.id for call in self.calls()]
        ended = await asyncio.gather(*map(self.hang_up, ids), return_exceptions=True)
        return tuple(
            call if isinstance(call, Call) else self.call(call_id)
            for call_id, call in zip(ids, ended, strict=True)
        )

    async def transfer(self, call_id: CallId, to: str) -> Call:
        ready = self._may_lead_to(to)
        if not ready.ready or ready.number is None:
            raise Refused(ready.code, ready.sentence)
        return await self.lead_to(call_id, ready.number)

    async def consult(self, call_id: CallId, to: str, agent: str = "none") -> Call:
        number = self.call(call_id).ours
        from_ = number if any(line.number == number for line in self._lines) else None
        return await self._consultations.consult(call_id, to, from_, agent)

    async def connect(self, call_id: CallId) -> Call:
        return await self._consultations.connect(call_id)

    async def silence_all(self) -> tuple[Call, ...]:
        with_audio = [call for call in self.calls() if call.state in (State.LIVE, State.HELD)]
        await asyncio.gather(
            *(self.silence(call.id) for call in with_audio), return_exceptions=True
        )
        return tuple(self.call(call.id) for call in with_audio)

    async def agent_lost(self, call_id: CallId) -> bool:
        """Lead a call whose agent is gone to a person, where its line names one."""
        name = self.call(call_id).line
        loss = next((line.agent_loss for line in self._lines if line.name == name), None)
        if loss is None or not loss.forward_to:
            return False
        try:
            await self.lead_to(call_id, loss.forward_to, loss.sentence)
        except NotNow:
            return False
        return True

    async def ring_practice(self, scenario: str | None = None) -> Call:
        if self.practice is None:
            raise Refused("not-practice", "Only the practice line can be made to ring.")
        if scenario is not None and scenario not in {s.name for s in self.practice.scenarios()}:
            names = ", ".join(s.name for s in self.practice.scenarios())
            raise Refused(
                "no-such-scenario", f"There is no caller “{scenario}”. There are: {names}."
            )
        subscription = self._bus.subscribe()
        try:
            async with asyncio.timeout(_RING_WAIT_S):
                carrier_call_id = await self.practice.ring(scenario)
                if call := self._life.registry.find(self._trunk.name, carrier_call_id):
                    return call
                async for _ in subscription:
                    if call := self._life.registry.find(self._trunk.name, carrier_call_id):
                        return call
        except TimeoutError:
            pass
        finally:
            subscription.close()
        raise NotNow("did-not-ring", "The practice call did not come in. Look at the lamps.")

    async def self_test(self) -> SelfTestResult:
        if self.tester is None:
            raise NotNow("no-self-test", "There is no way in to test.")
        return await self.tester.run()

    # -- dialling ---------------------------------------------------------------------

    def _line(self, from_: str | None) -> Line | None:
        if from_ is None:
            return self._lines[0] if self._lines else None
        for line in self._lines:
            if line.number == from_:
                return line
        if self._lines and self.may_show(from_):
            return replace(self._lines[0], number=from_)
        raise Refused("no-such-line", "That is not one of our numbers to call from.")

    def _most_minutes(self, call: Call) -> int:
        """Return how long a call may last, by its line."""
        rails = (line.guard_rails for line in self._lines if line.name == call.line)
        return next(rails, GuardRails()).max_minutes

    def _is_recorded(self, call: Call) -> bool:
        """Say whether a call's line wants its calls recorded."""
        return any(line.recording for line in self._lines if line.name == call.line)

    def _ready(self, to: str, line: Line | None) -> Readiness:
        if line is None:
            sentence = "There is no line to dial from. Set TWILIO_PHONE_NUMBER to your number."
            return Readiness(False, sentence, "no-line")
        since = self._clock() - _HOUR_S
        out = sum(call.direction is Direction.OUTBOUND for call in self.calls())
        cost = self.spending.last_hour(line.guard_rails.cost_a_minute)
        load = Load(out, sum(at > since for at in self._dialled.copy()), cost)
        ready = self._permitted(check(to, line, load, self.lamps()))
        full = self._life.full if ready.ready else ""
        return replace(ready, ready=False, sentence=full, code="too-many-calls") if full else ready

    def _may_lead_to(self, to: str) -> Readiness:
        """Say whether a call may be led to a number: as for a dial, but for how many there are."""
        line = self._lines[0] if self._lines else None
        if line is None:
            return self._ready(to, None)
        return self._permitted(check(to, line, Load(), self.lamps()))

    def _permitted(self, ready: Readiness) -> Readiness:
        """Turn down what the carrier would, as far as it is known."""
        why = self.barred(ready.country) if ready.ready and ready.country else None
        return replace(ready, ready=False, sentence=why, code="country-barred") if why else ready

    async def _place(self, call: Call, line: Line, options: DialOptions) -> None:
        token = self._life.media_token(call.id)
        if token is None:
            return
        try:
            attempt = Attempt(
                call.id,
                call.to,
                call.from_,
                token,
                _limit_s(line, options),
                options,
                line.agent_loss,
                line.recording_notice if options.record else "",
            )
            sid = await self._trunk.dial(attempt)
        except TrunkError as exc:
            # A carrier that has told us of the call took it, whatever became of its answer.
            if self.call(call.id).carrier_call_id is None:
                error = CallError(exc.code, exc.message)
                self._life.end(call.id, Reason.FAILED, "the carrier did not take it", error)
            return
        if self.call(call.id).ended:
            # Hung up while the carrier was being asked: what it placed must not ring on.
            with contextlib.suppress(TrunkError):
                await self._trunk.hang_up(sid)
            return
        self._life.registry.bind(call.id, sid)
        self._life.registry.move(call.id, State.QUEUED, "the carrier has it")


def _check(options: DialOptions) -> None:
    """See that a dial's wishes can be met together. Raises `Refused`."""
    if not _RING_S[0] <= options.ring_s <= _RING_S[1]:
        raise Refused("bad-ring", "A phone may ring for 5 to 600 seconds.")
    if options.max_minutes is not None and options.max_minutes < 1:
        raise Refused("bad-minutes", "A call lasts a minute at least.")
    if options.digits and not _DIGITS.fullmatch(options.digits):
        raise Refused("bad-digits", "Keys are 0-9, * and #, A-D, and w for a pause: up to 32.")
    if options.digits and options.on_machine is not OnMachine.IGNORE:
        raise Refused(
            "digits-and-machine",
            "Keys can't be pressed on answer while the carrier listens for a machine. Choose one.",
        )


def _limit_s(line: Line, options: DialOptions) -> int:
    """Return how long a call may last, in seconds: the shorter of what line and dial say."""
    most = line.guard_rails.max_minutes
    return 60 * min(most, options.max_minutes or most)
