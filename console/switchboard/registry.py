"""The calls of this console: by id, by the carrier's id, and the one place they change."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from console.switchboard.call import Agent, Bill, Call, CallError, CallId, Direction, Reason, State
from console.switchboard.events import CallChanged, EventBus, Speaker, TranscriptLine
from console.switchboard.transitions import may_follow

_ENDED_KEPT: Final = 100
_LINES_KEPT: Final = 1000


def _now() -> datetime:
    return datetime.now(UTC)


class CallRegistry:
    """Live calls and the last 100 that ended. Every change is published, old and new.

    Writes belong to the engine's loop. Readings are safe from any thread: each hands out
    immutable snapshots taken in one step.
    """

    def __init__(self, bus: EventBus, now: Callable[[], datetime] = _now) -> None:
        self._bus = bus
        self._now = now
        self._live: dict[CallId, Call] = {}
        self._ended: dict[CallId, Call] = {}
        self._by_carrier: dict[tuple[str, str], CallId] = {}
        self._transcripts: dict[CallId, tuple[TranscriptLine, ...]] = {}

    # -- readings: any thread ---------------------------------------------------------

    def live(self) -> tuple[Call, ...]:
        """Return the calls that have not ended, oldest first."""
        return tuple(self._live.copy().values())

    def ended(self) -> tuple[Call, ...]:
        """Return the last calls that ended, in the order in which they did."""
        return tuple(self._ended.copy().values())

    def get(self, call_id: CallId) -> Call | None:
        """Return a call's snapshot, live or lately ended."""
        return self._live.get(call_id) or self._ended.get(call_id)

    def find(self, carrier: str, carrier_call_id: str) -> Call | None:
        """Return the call that a carrier knows by this id."""
        call_id = self._by_carrier.get((carrier, carrier_call_id))
        return self.get(call_id) if call_id else None

    def transcript(self, call_id: CallId) -> tuple[TranscriptLine, ...]:
        """Return what was said on a call so far."""
        return self._transcripts.get(call_id, ())

    # -- writes: the engine's loop ----------------------------------------------------

    def open(
        self,
        *,
        carrier: str,
        direction: Direction,
        from_: str,
        to: str,
        line: str,
        agent: str | None,
        cause: str,
    ) -> Call:
        """Add a call from its first intent on, in state ``preparing``, agent and all."""
        call = Call(
            id=secrets.token_hex(8),
            carrier=carrier,
            direction=direction,
            from_=from_,
            to=to,
            line=line,
            agent=Agent(agent) if agent else None,
            created_at=self._now(),
        )
        self._live[call.id] = call
        self._bus.publish(CallChanged(None, call, cause))
        return call

    def bind(self, call_id: CallId, carrier_call_id: str) -> bool:
        """Tie a call to the carrier's id, once; False when either is tied to another already."""
        call = self._live.get(call_id)
        if call is None:
            return False
        if self._by_carrier.get((call.carrier, carrier_call_id), call_id) != call_id:
            return False
        if call.carrier_call_id is None:
            self._by_carrier[call.carrier, carrier_call_id] = call_id
            self.put(replace(call, carrier_call_id=carrier_call_id), "carrier id known")
            return True
        return call.carrier_call_id == carrier_call_id

    def put(self, new: Call, cause: str) -> Call:
        """Replace a live call's snapshot by one of the same state; equal ones are no change.

        A call that has ended meanwhile stays as it ended.
        """
        old = self._live.get(new.id)
        if old is None or old == new:
            return self.get(new.id) or new
        if old.state is not new.state:
            raise ValueError(f"put() keeps the state; move() changes it ({old.state}→{new.state})")
        self._live[new.id] = new
        self._bus.publish(CallChanged(old, new, cause))
        return new

    def learn(self, new: Call, cause: str) -> None:
        """Replace a snapshot, ended or not, by one of the same state that says more."""
        old = self.get(new.id)
        if old is None or old == new or old.state is not new.state:
            return
        (self._ended if old.ended else self._live)[new.id] = new
        self._bus.publish(CallChanged(old, new, cause))

    def release(self, call_id: CallId) -> None:
        """Free the carrier's id of an ended call for another one."""
        call = self._ended.get(call_id)
        if call and call.carrier_call_id:
            self._by_carrier.pop((call.carrier, call.carrier_call_id), None)

    def move(self, call_id: CallId, state: State, cause: str) -> bool:
        """Take a live call to another state; False, and no change, where the table forbids it."""
        old = self._live.get(call_id)
        if old is None or state is State.ENDED or not may_follow(state, old.state):
            return False
        new = replace(old, state=state)
        if state is State.LIVE and new.answered_at is None:
            new = replace(new, answered_at=self._now())
        self._live[call_id] = new
        self._bus.publish(CallChanged(old, new, cause))
        return True

    def answered(self, call_id: CallId) -> None:
        """Note that the far end picked up, the first time it is heard of."""
        call = self._live.get(call_id)
        if call and call.answered_at is None:
            self.put(replace(call, answered_at=self._now()), "answered")

    def end(self, call_id: CallId, reason: Reason, cause: str) -> bool:
        """End a call for good; False when it has ended already."""
        old = self._live.get(call_id)
        if old is None:
            return False
        new = replace(old, state=State.ENDED, reason=reason, ended_at=self._now(), doing=None)
        # In this order, so that another thread finds it at every moment.
        self._ended[call_id] = new
        del self._live[call_id]
        if len(self._ended) > _ENDED_KEPT:
            self._forget(self._ended.pop(next(iter(self._ended))))
        self._bus.publish(CallChanged(old, new, cause))
        return True

    def note(
        self,
        call_id: CallId,
        cause: str,
        *,
        error: CallError | None = None,
        bill: Bill | None = None,
    ) -> None:
        """Add to an ended call what was only learnt after its end, while it is remembered."""
        old = self._ended.get(call_id)
        if old is None:
            return
        new = replace(old, error=error or old.error, bill=bill or old.bill)
        self._ended[call_id] = new
        if new != old:
            self._bus.publish(CallChanged(old, new, cause))

    def say(self, line: TranscriptLine) -> None:
        """Add a line to a call's transcript; the oldest go when there are over 1,000.

        A call that has ended takes notes only.
        """
        noted = line.speaker is Speaker.NOTE and line.call_id in self._ended
        if line.call_id in self._live or noted:
            lines = (*self.transcript(line.call_id), line)
            self._transcripts[line.call_id] = lines[-_LINES_KEPT:]
            self._bus.publish(line)

    def _forget(self, call: Call) -> None:
        self._transcripts.pop(call.id, None)
        key = (call.carrier, call.carrier_call_id or "")
        if self._by_carrier.get(key) == call.id:
            del self._by_carrier[key]
