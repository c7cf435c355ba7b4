"""A live call leg: what it is doing, and what ends it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from console.practice.cloud.amd import Detection
from console.practice.cloud.errands import Errands
from console.practice.cloud.far import FarParty
from console.practice.cloud.forms import progress_fields
from console.practice.cloud.line import AudioEnd, Line
from console.practice.cloud.network import Network
from console.practice.cloud.notices import Notices
from console.practice.cloud.record import CallRecord, Status
from console.practice.cloud.recordings import Recording
from console.practice.cloud.routes import DeliveryError
from console.practice.cloud.webhooks import Link

LONGEST_CALL: Final = 4 * 3600
"""Seconds; the account's default `TimeLimit`."""

_log = logging.getLogger(__name__)

Script = Callable[["Call"], Coroutine[Any, Any, None]]
"""Something that a call does: ring, run a document. When it returns the call has no more to do."""
Start = Callable[["Call", Script], asyncio.Task[None]]
"""Enters a call into the book and lets it live; the task ends with it."""


@dataclass(frozen=True, slots=True)
class Callback:
    """Who is told how a call gets on, and about which events."""

    link: Link
    events: frozenset[str] = frozenset({"completed"})


class Call:
    """One leg, from its first sign to the last callback.

    `live` is its whole life and has one owner, the call book. Everything else may be called
    at any time on the cloud's loop. Whatever happens to it (the far party's hang-up, REST,
    the time limit, no TwiML left) comes down to `end`, and the first one wins.
    """

    def __init__(
        self,
        network: Network,
        record: CallRecord,
        start: Start,
        *,
        party: FarParty | None = None,
        callback: Callback | None = None,
        fallback: Link | None = None,
        detection: Detection | None = None,
        time_limit: float = LONGEST_CALL,
    ) -> None:
        self.network = network
        self.record = record
        self.start = start
        """Starts another leg beside this one."""
        self.notices = Notices()
        self.party = party
        self.callback = callback
        self.fallback = fallback
        """Where TwiML is asked for when the first place fails."""
        self.recording: Recording | None = None
        """What the whole call is recorded as, from its answer on."""
        self._detection = detection
        self._time_limit = time_limit
        self._limit_timer: asyncio.TimerHandle | None = None
        self._line: Line | None = None
        self._errands = Errands()
        self._reported = 0
        self._upcoming: Script | None = None
        self._running: asyncio.Task[None] | None = None
        self._detecting: asyncio.Task[None] | None = None
        self._kept_back: tuple[Link, Mapping[str, str]] | None = None

    async def live(self, script: Script) -> None:
        """Run the script, and whatever replaces it, until the call is over and all is told."""
        self._upcoming = script
        self._arm(LONGEST_CALL)
        try:
            while self._upcoming is not None and not self.record.over:
                upcoming, self._upcoming = self._upcoming, None
                await self._run(upcoming)
            self.end(Status.COMPLETED)
            self.report("completed", self.record.status)
            await self._errands.finished()
        finally:
            self.end(Status.FAILED, 503)
            self.party = self._line = self._running = None
            await self._errands.cancel()

    async def _run(self, script: Script) -> None:
        task = self._running = asyncio.create_task(script(self))
        try:
            await asyncio.wait({task})
        finally:
            # A script that is cut short still says goodbye to its media socket, in bounded time.
            task.cancel()
            await asyncio.wait({task})
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("a practice call failed", exc_info=error)
            self.end(Status.FAILED, 500)

    def replace(self, script: Script) -> None:
        """Drop what the call is doing, and do this."""
        self._upcoming = script
        self._interrupt()

    def end(self, status: Status, sip_code: int = 200) -> None:
        """Bring the call to its final status; nothing happens when it is over already."""
        if self.record.over:
            return
        self.record.finish(status, sip_code)
        if self._line is not None:
            self._line.stop()
        if self._limit_timer is not None:
            self._limit_timer.cancel()
        if self._detecting is not None:
            self._detecting.cancel()
        if self.recording is not None and self.record.answered:
            self.recording.complete(self.record.seconds)
        self._interrupt()

    def hang_up(self) -> None:
        """End it as REST or a time limit does: completed, or canceled before the answer."""
        if self.record.answered:
            self.end(Status.COMPLETED)
        else:
            self.end(Status.CANCELED, 487)

    def dialled(self) -> None:
        """The leg is on its way to the far phone."""
        self.record.dialled()
        self.report("initiated", "initiated")

    def ringing(self) -> None:
        """The far phone rings."""
        self.record.advance(Status.RINGING)
        self.report("ringing", Status.RINGING)

    def answer(self) -> None:
        """Somebody picked up: from here the far party, if this leg has one, lives."""
        self.record.advance(Status.IN_PROGRESS)
        self._arm(self._time_limit)
        if self.party is not None:
            self._line = Line(self.party, self.hang_up)
        self.report("answered", Status.IN_PROGRESS)
        if self.recording is not None:
            self.recording.begin()
        if self._detection is not None:
            self._detecting = self._errands.start(
                self._detection.run(self.record, self.network.timings, self.post)
            )

    def limit(self, seconds: float) -> None:
        """Let the call last so long and no longer: from now, or from an answer to come."""
        self._time_limit = seconds
        if self.record.answered:
            self._arm(seconds)

    @contextmanager
    def connected(self, end: AudioEnd) -> Iterator[None]:
        """Let the far party hear ``end`` and be heard by it, for the length of a block."""
        line = self._line
        if line is None:
            raise RuntimeError("nobody has answered this call")
        line.connect(end)
        try:
            yield
        finally:
            line.disconnect()

    def report(self, event: str, call_status: str) -> None:
        """Send a status callback, if this event was asked for. Does not wait for it."""
        callback = self.callback
        if callback is not None and event in callback.events:
            form = progress_fields(self.record, call_status, self._reported)
            self._reported += 1
            self._tell(callback.link, form)

    def _tell(self, link: Link, form: Mapping[str, str]) -> None:
        """Post a status callback, or what a bad day makes of it."""
        mishaps, kept = self.network.mishaps, self._kept_back
        if mishaps.shuffled and kept is None and not self.record.over:
            self._kept_back = link, form
            return
        self._kept_back = None
        for each in ((link, form), kept):
            if each is not None:
                for _ in range(2 if mishaps.twice else 1):
                    self._errands.start(self._post(*each, after=mishaps.late_s))

    def post(self, link: Link, form: Mapping[str, str]) -> None:
        """Send the customer a form whose answer matters to nobody. Does not wait for it."""
        self._errands.start(self._post(link, form))

    async def _post(self, link: Link, form: Mapping[str, str], after: float = 0.0) -> None:
        await asyncio.sleep(after)
        try:
            status = (await self.network.customer.ask(link, form)).status
            detail = "" if status < 300 else f"Got HTTP {status} response"
        except DeliveryError as error:
            detail = error.detail
        if detail:
            self.notices.add(15003, detail, url=link.url, method=link.method)

    def _arm(self, seconds: float) -> None:
        if self._limit_timer is not None:
            self._limit_timer.cancel()
        delay = seconds * self.network.timings.second
        self._limit_timer = asyncio.get_running_loop().call_later(delay, self.hang_up)

    def _interrupt(self) -> None:
        if self._running is not None:
            self._running.cancel()
