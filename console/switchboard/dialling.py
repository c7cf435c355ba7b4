"""Dialling: whether a number may be called, and calling it."""

from __future__ import annotations

import contextlib
import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from console.switchboard.asides import Asides
from console.switchboard.call import Call, CallError, CallId, Direction, Reason, State
from console.switchboard.dial_options import AS_USUAL, DialOptions, OnMachine
from console.switchboard.errors import Refused
from console.switchboard.lamps import LampBoard
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.lines import Line
from console.switchboard.ports import Attempt, TrunkError
from console.switchboard.readiness import Load, Readiness, check
from console.switchboard.spending import Spending

_HOUR_S: Final = 3600.0
_RING_S: Final = (5, 600)
_DIGITS: Final = re.compile(r"[0-9A-Da-d*#wW]{1,32}")


class Dialling(Asides):
    """The commands that call somebody. The engine's loop, but for `readiness`."""

    def __init__(
        self,
        lifecycle: Lifecycle,
        *,
        lamps: LampBoard,
        lines: Sequence[Line],
        agents: frozenset[str],
    ) -> None:
        super().__init__(lifecycle, lines)
        self.spending = Spending(lifecycle.bus, lifecycle.clock)
        self.barred: Callable[[str], str | None] = lambda _country: None
        """Says why the carrier does not let us call a country (ISO 3166), from memory."""
        self.may_show: Callable[[str], bool] = lambda _number: False
        """Says whether a number that is no line of ours may be called from, from memory."""
        self._lamps = lamps
        self._agents = agents
        self._clock = lifecycle.clock
        self._dialled: deque[float] = deque(maxlen=10_000)

    def readiness(self, to: str) -> Readiness:
        return self._ready(to, self._line(None))

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

    async def transfer(self, call_id: CallId, to: str) -> Call:
        ready = self._may_lead_to(to)
        if not ready.ready or ready.number is None:
            raise Refused(ready.code, ready.sentence)
        return await self.lead_to(call_id, ready.number)

    # -- inside -----------------------------------------------------------------------

    def _line(self, from_: str | None) -> Line | None:
        if from_ is None:
            return self._lines[0] if self._lines else None
        for line in self._lines:
            if line.number == from_:
                return line
        if self._lines and self.may_show(from_):
            return replace(self._lines[0], number=from_)
        raise Refused(
            "no-such-line",
            "That is not one of our numbers to call from. Choose a line's, or one of the account.",
        )

    def _ready(self, to: str, line: Line | None) -> Readiness:
        if line is None:
            sentence = "There is no line to dial from. Set TWILIO_PHONE_NUMBER to your number."
            return Readiness(False, sentence, "no-line")
        since = self._clock() - _HOUR_S
        out = sum(call.direction is Direction.OUTBOUND for call in self._life.registry.live())
        cost = self.spending.last_hour(line.guard_rails.cost_a_minute)
        load = Load(out, sum(at > since for at in self._dialled.copy()), cost)
        ready = self._permitted(check(to, line, load, self._lamps.all()))
        full = self._life.full if ready.ready else ""
        return replace(ready, ready=False, sentence=full, code="too-many-calls") if full else ready

    def _may_lead_to(self, to: str) -> Readiness:
        """Say whether a call may be led to a number: as for a dial, but for how many there are."""
        line = self._line(None)
        if line is None:
            return self._ready(to, None)
        return self._permitted(check(to, line, Load(), self._lamps.all()))

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
