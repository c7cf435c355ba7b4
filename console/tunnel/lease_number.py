"""One number at a time: how it stands, and leading it here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from console.switchboard.errors import CommandError, NotNow, Refused
from console.switchboard.numbers import NumberBook, OwnNumber
from console.switchboard.ports import TrunkError
from console.tunnel import lease_view as views
from console.tunnel.lease_file import LeaseDamaged, LeaseRecord
from console.tunnel.lease_plan import Kind, console_at, leads_to, same, undo
from console.tunnel.lease_view import LeaseView, pretty
from console.tunnel.lease_write import LeaseWriter

T = TypeVar("T")


class NumberLooker:
    """Looks at numbers and takes them. Engine's loop, one call for a number at a time.

    ``agreed`` says whether a number, by its id, may be taken without being asked.
    """

    def __init__(
        self,
        book: NumberBook,
        writer: LeaseWriter,
        public_url: Callable[[], str | None],
        agreed: Callable[[OwnNumber], Awaitable[bool]],
    ) -> None:
        self._book = book
        self._writer = writer
        self._public_url = public_url
        self._agreed = agreed

    async def look(self, number: str, *, locked: bool) -> LeaseView:
        """See how a number stands; take it or lead it to our newest address where agreed.

        ``locked`` says that this process is the one that may write. Raises nothing.
        """
        try:
            return await self._look(number, locked)
        except TrunkError as exc:
            return views.unreadable(exc.message)
        except CommandError as exc:
            return views.unusable(exc.message)
        except LeaseDamaged as exc:
            return views.unusable(str(exc))

    async def take(self, number: str, *, take_over: bool) -> tuple[LeaseView, OwnNumber]:
        """Lead a number here; return how it stands then. Raises `CommandError`."""
        found, record = await _told(self._find(number))
        url = self._public_url()
        if url is None:
            raise NotNow("no-public-url", "There is no public address to lead it to yet.")
        view = views.elsewhere(found, url, record.own_urls(url) if record else (url,))
        if not take_over and any(it.kind is Kind.CONSOLE for it in view.cautions):
            raise NotNow("another-console", f"{view.sentence} {view.remedy}")
        if not leads_to(found.settings, url):
            found, record = await _told(self._writer.lead(found, record, url))
        return views.here(found, record.taken_at if record else None), found

    async def _look(self, asked: str, locked: bool) -> LeaseView:
        number, record = await self._find(asked)
        now, url = number.settings, self._public_url()
        own_urls = record.own_urls(url) if record else frozenset(filter(None, [url]))
        if url and leads_to(now, url):
            if record and not record.verified and locked:
                ours = next((it for it in record.wrote if same(now, it)), now)
                record = await self._writer.verify(record, ours)
            return views.here(number, record.taken_at if record else None)
        if record and _changed(number, record):
            return views.changed(number, record, url)
        other = console_at(now)
        if url is None or (other and other not in own_urls) or not await self._agreed(number):
            return views.elsewhere(number, url, own_urls)
        if not locked:
            return views.taken_here(number)
        try:
            number, record = await self._writer.lead(number, record, url)
        except (TrunkError, CommandError) as exc:
            return views.failed(number, exc.message)
        return views.here(number, record.taken_at)

    async def _find(self, asked: str) -> tuple[OwnNumber, LeaseRecord | None]:
        number = await self._book.find(asked)
        if number is None:
            raise Refused(
                "not-our-number",
                f"{pretty(asked)} is not a number of this Twilio account. Check the line's "
                "number with: operator-console numbers",
            )
        if not number.voice:
            raise Refused(
                "no-voice",
                f"{pretty(asked)} can't take voice calls: it was bought without them. "
                "Choose another number at Twilio.",
            )
        return number, await self._writer.record_of(number.id)


def _changed(number: OwnNumber, record: LeaseRecord) -> bool:
    """Say whether somebody changed a number after we wrote it."""
    now = number.settings
    put_back = record.verified and not any(same(now, it) for it in record.wrote)
    return put_back or bool(undo(now, record.before, record.wrote).theirs)


async def _told(work: Awaitable[T]) -> T:
    """Turn what a carrier or the disk does not do into a command's refusal."""
    try:
        return await work
    except TrunkError as exc:
        raise NotNow(exc.code, exc.message) from exc
    except LeaseDamaged as exc:
        raise NotNow("damaged", str(exc)) from exc
