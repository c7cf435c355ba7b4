"""A call's life as carriers and media sockets tell it, in whatever order they do.

Three things can end a call (the media socket closed, a ``stop`` on it, a terminal status
report); any may come first, be missing or come twice. Everything here is idempotent.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from console.switchboard.absences import Absences
from console.switchboard.call import (
    NO_FACTS,
    Call,
    CallerFacts,
    CallError,
    CallId,
    Direction,
    Reason,
    State,
)
from console.switchboard.elsewhere import Elsewhere
from console.switchboard.events import EventBus, Speaker, TranscriptLine
from console.switchboard.inquiry import Inquiry
from console.switchboard.lines import Line
from console.switchboard.machines import Machines
from console.switchboard.ports import Audio, Report, Trunk
from console.switchboard.registry import CallRegistry
from console.switchboard.tokens import MediaTokens
from console.switchboard.watch import Watch

_LOG = logging.getLogger(__name__)
_STOP_S: Final = 5.0


@dataclass(slots=True)
class _Course:
    """What a live call's snapshot does not say of how it is to go on."""

    preparing: asyncio.Task[None] | None = None
    """Gets its agent ready."""
    answered: bool = False
    """The operator took it while it rang."""
    hanging_up: bool = False
    """We want its end, so that one nobody answered ends as canceled."""
    asking: bool = False
    """The carrier is being asked what became of it."""


class Lifecycle:
    """Drives the registry. Belongs to the engine's loop; use between `start` and `stop`.

    Whoever has it has the calls' ``bus``, ``trunk``, ``audio`` and ``clock`` as well.
    """

    def __init__(
        self,
        *,
        bus: EventBus,
        trunk: Trunk,
        audio: Audio,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.bus = bus
        self.trunk = trunk
        self.audio = audio
        self.clock = clock
        self.registry = CallRegistry(bus)
        self.open = False
        """Whether new calls are taken."""
        self.capacity: int | None = None
        """How many calls with an agent are carried at once; None is no bound."""
        self._tokens = MediaTokens(clock)
        self._courses: defaultdict[CallId, _Course] = defaultdict(_Course)
        """From what is first noted of a call until it ends."""
        self._over = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._watch = Watch(bus, clock)
        self.inquiry = Inquiry(self, trunk, self._watch)
        self.elsewhere = Elsewhere(self, self._watch, self.inquiry)
        self.away = Absences(
            self._tokens,
            self._watch,
            self.spawn,
            lambda call_id: self.media_ended(call_id, stopped=False),
        )
        self.machines = Machines(self.registry, self.note, audio.begin, self._no_person)

    def start(self) -> None:
        """Begin to take calls."""
        self.open = True
        self.spawn(self._watch.run(self._overdue))

    async def stop(self) -> None:
        """End every call that is left and every task; the carrier is not told."""
        self.open = False
        for call in self.registry.live():
            self.end(call.id, Reason.COMPLETED if call.answered_at else Reason.CANCELED, "quit")
        self._watch.stop()
        # Agents and sockets are let go in time; a carrier that does not answer is left.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_STOP_S):
                while tasks := self._tasks.copy():
                    await asyncio.wait(tasks)
        self._over = True
        late = self._tasks.copy()
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something on the side until `stop`; its failure is logged."""
        task = asyncio.get_running_loop().create_task(work)
        if self._over:  # a webhook may come yet
            task.cancel()
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    # -- what the carrier's webhooks tell ---------------------------------------------

    def incoming(
        self,
        *,
        carrier_call_id: str,
        from_: str,
        to: str,
        line: Line,
        caller_name: str = "",
        caller: CallerFacts = NO_FACTS,
    ) -> Call | None:
        """Take a call that came in, or find it again; None when it is not taken.

        Where there is no room for it, its row ends at once with the reason.
        """
        known = self.registry.find(self.trunk.name, carrier_call_id)
        if known or not self.open:
            return known
        full = self.full if line.has_agent else ""
        call = self.registry.open(
            carrier=self.trunk.name,
            direction=Direction.INBOUND,
            from_=from_,
            to=to,
            line=line.name,
            agent=line.agent if line.has_agent else None,
            cause="a call came in",
        )
        self.registry.bind(call.id, carrier_call_id)
        if full:
            self.end(call.id, Reason.REJECTED, "no room", CallError("too-many-calls", full))
            return None
        if named := self.registry.get(call.id):
            known = replace(named, caller_name=caller_name, caller=caller)
            self.registry.put(known, "caller known")
            for told in caller.remarks:
                self.note(call.id, Speaker.NOTE, told)
        self.registry.move(call.id, State.RINGING, "the carrier asks what to do")
        if line.has_agent:
            self.prepare(call.id)
        return self.registry.get(call.id)

    @property
    def full(self) -> str:
        """Why no further call with an agent can be carried now; nothing if one can."""
        carried = sum(call.agent is not None for call in self.registry.live())
        if self.capacity is None or carried < self.capacity:
            return ""
        if carried == 1:
            why = "1 call is under way, as many as this console carries."
        else:
            why = f"{carried} calls are under way, as many as this console carries."
        return " ".join((why, "Wait for one to end, or run another console."))

    def media_token(self, call_id: CallId) -> str | None:
        """Return the token for a call's media socket; None once it was used."""
        call = self.registry.get(call_id)
        return self._tokens.issue(call_id) if call and not call.ended else None

    def invited(self, call_id: CallId, *, rings_on: bool = False) -> None:
        """Note that the carrier was told to open its media socket: a minute is left for it."""
        self._tokens.start_clock(call_id)
        if not rings_on:
            self.registry.move(call_id, State.CONNECTING, "the carrier was told to connect")

    def answer(self, call_id: CallId) -> None:
        """Note that the operator takes a call that rings: the carrier is told when it next asks."""
        self._courses[call_id].answered = True

    def was_answered_here(self, call_id: CallId) -> bool:
        """Say whether the operator took a call that rings."""
        return call_id in self._courses and self._courses[call_id].answered

    def report(self, call_id: CallId, report: Report) -> None:
        """Take what a carrier says of a call, in any order and any number of times."""
        if report.reason is not None:
            self.end(call_id, report.reason, "the carrier says so", report.error)
            return
        if report.state is State.CONNECTING:
            self.registry.answered(call_id)
            self._tokens.start_clock(call_id)
        self.registry.move(call_id, report.state, "the carrier says so")

    def fault(self, call_id: CallId, error: CallError) -> None:
        """Note what went wrong on a call that goes on."""
        if call := self.registry.get(call_id):
            self.registry.put(replace(call, error=error), error.message)

    def remark(self, call_id: CallId, text: str) -> None:
        """Put a note into a call's record, be it over or not."""
        call = self.registry.get(call_id)
        if call is None:
            return
        if not call.ended:
            self.note(call_id, Speaker.NOTE, text)
            return
        begun = call.answered_at or call.created_at
        at_ms = round((datetime.now(UTC) - begun).total_seconds() * 1000)
        self.registry.say(TranscriptLine(call_id, Speaker.NOTE, text, at_ms))

    # -- what the media socket tells --------------------------------------------------

    def admit(self, call_id: CallId, token: str) -> bool:
        """Use up the token of a call that has not ended; False for anything else."""
        call = self.registry.get(call_id)
        if not self._tokens.redeem(call_id, token) or call is None or call.ended:
            return False
        self.registry.move(call_id, State.CONNECTING, "the carrier opens its audio")
        return True

    def media_began(self, call_id: CallId, carrier_call_id: str) -> bool:
        """Make a call live; False when the socket is another call's than its token."""
        if not self.registry.bind(call_id, carrier_call_id):
            return False
        self.away.came_back(call_id)
        call = self.registry.get(call_id)
        if call and call.state is not State.HELD:
            self.registry.move(call_id, State.LIVE, "its audio began")
        return True

    def media_ended(
        self, call_id: CallId, *, stopped: bool, error: CallError | None = None
    ) -> None:
        """Take the end of a call's audio; ``stopped`` when the carrier announced it."""
        call = self.registry.get(call_id)
        if call is None or call.ended or call_id in self.away:
            return
        if error:
            self.fault(call_id, error)
        if stopped:
            self.end(call_id, Reason.COMPLETED, "the carrier stopped the audio")
        elif not self._courses[call_id].asking:
            self._courses[call_id].asking = True
            self.spawn(self.inquiry.find_out(call_id))

    # -- ends -------------------------------------------------------------------------

    def hanging_up(self, call_id: CallId) -> None:
        """Note that we want a call's end, so that an unanswered one ends as canceled."""
        self._courses[call_id].hanging_up = True

    def hang_up_failed(self, call_id: CallId) -> None:
        """Take that back: the call goes on, and however it ends is not our doing."""
        self._courses[call_id].hanging_up = False

    def end(
        self, call_id: CallId, reason: Reason, cause: str, error: CallError | None = None
    ) -> None:
        """End a call, once: cancel its preparation, let its agent and socket go."""
        call = self.registry.get(call_id)
        if call is None or call.ended:
            return
        course = self._courses.pop(call_id, _Course())
        if course.hanging_up and call.answered_at is None:
            reason = Reason.CANCELED
        reason = self.away.reason(call_id, reason)
        if error:
            self.fault(call_id, error)
        self.registry.end(call_id, reason, cause)
        self.away.over(call_id)
        self.machines.forget(call_id)
        self._tokens.revoke(call_id)
        if course.preparing:
            course.preparing.cancel()
        self.spawn(self.audio.release(call_id))

    async def ended_within(self, call_id: CallId, seconds: float) -> bool:
        """Wait for a call to end, at most so long; say whether it did."""
        return await self._watch.ended_within(call_id, seconds)

    def note(self, call_id: CallId, speaker: Speaker, text: str) -> None:
        """Put a line into a call's record, on the clock of its audio if it has some."""
        if not self.audio.note(call_id, speaker, text):
            self.elsewhere.said(call_id, speaker, text)

    def prepare(self, call_id: CallId) -> None:
        """Begin to get a call's agent ready, beside everything else."""
        if call := self.registry.get(call_id):
            wait = self.machines.holds_back(call_id)
            self._courses[call_id].preparing = self.spawn(self.audio.prepare(call, wait=wait))

    async def _overdue(self, call_id: CallId) -> None:
        if call_id not in self.elsewhere:
            await self.inquiry.overdue(call_id)

    def _no_person(self, call_id: CallId) -> None:
        self.hanging_up(call_id)
        self.spawn(self.inquiry.give_up(call_id, Reason.COMPLETED, cause="no person answered"))

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (failure := task.exception()):
            _LOG.error("A task of the switchboard failed", exc_info=failure)
