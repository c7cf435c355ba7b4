"""The switchboard: every command that there is, named once and meant alike everywhere."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from console.switchboard.call import Bill, Call, CallId, State
from console.switchboard.consulting import Consultations
from console.switchboard.dialling import Dialling
from console.switchboard.errors import NotNow, Refused
from console.switchboard.events import Event, Lamp, Subscription, TranscriptLine
from console.switchboard.interface import CallLevels, CallQuality, PracticeScenario
from console.switchboard.lamps import LampBoard
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.limits import Limits
from console.switchboard.lines import GuardRails, Line
from console.switchboard.ports import PracticeRinger
from console.switchboard.recorder import Recorder
from console.switchboard.self_test import SelfTester, SelfTestResult

_RING_WAIT_S: Final = 15.0
"""Much longer than a ring takes, unless the computer is busy with much else."""
_CLOSE_S: Final = 5.0
"""Whoever stops a console kills it after ten seconds, often."""


class Switchboard(Dialling):
    """Implements `SwitchboardInterface` over the calls' life, their carrier and their audio.

    ``agents`` are the kinds that may be asked for. Everything but the readings belongs to the
    engine's loop.
    """

    def __init__(
        self,
        lifecycle: Lifecycle,
        *,
        lamps: LampBoard,
        lines: Sequence[Line],
        agents: frozenset[str],
    ) -> None:
        super().__init__(lifecycle, lamps=lamps, lines=lines, agents=agents)
        self._bus = lifecycle.bus
        # These two follow the calls by themselves.
        Limits(lifecycle, self._most_minutes, self.hang_up)
        Recorder(lifecycle, self._is_recorded)
        self._consultations = Consultations(self, lifecycle)
        self.practice: PracticeRinger | None = None
        """Who rings the practice line; None where this is a real one."""
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

    async def hang_up_all(self) -> tuple[Call, ...]:
        """End every call; return them all, those that would not end with their error."""
        ids = [call.id for call in self.calls()]
        ended = await asyncio.gather(*map(self.hang_up, ids), return_exceptions=True)
        return tuple(
            call if isinstance(call, Call) else self.call(call_id)
            for call_id, call in zip(ids, ended, strict=True)
        )

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
        line = self._line_of(self.call(call_id))
        if line is None or not line.agent_loss.forward_to:
            return False
        try:
            await self.lead_to(call_id, line.agent_loss.forward_to, line.agent_loss.sentence)
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

    # -- inside -----------------------------------------------------------------------

    def _most_minutes(self, call: Call) -> int:
        """Return how long a call may last, by its line."""
        line = self._line_of(call)
        return (line.guard_rails if line else GuardRails()).max_minutes

    def _is_recorded(self, call: Call) -> bool:
        """Say whether a call's line wants its calls recorded."""
        line = self._line_of(call)
        return line is not None and line.recording
