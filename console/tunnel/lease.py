"""The webhook lease: our number leads here while we run, and where it led before after that.

What the number was is on the disk before it is touched, so that it can be put back after
a crash by the next start or by ``operator-console lease restore``. Nothing is written
before somebody agreed to it once. What somebody else changes meanwhile is left alone.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from console.switchboard.errors import CommandError, NotNow, Refused
from console.switchboard.numbers import NumberBook, OwnNumber
from console.switchboard.ports import TrunkError
from console.tunnel import lease_view as views
from console.tunnel.lease_file import LeaseDamaged, LeaseRecord, LeaseStore
from console.tunnel.lease_plan import Kind, console_at, leads_to, same, undo
from console.tunnel.lease_view import LeaseView, pretty
from console.tunnel.lease_write import LeaseWriter, Restored
from console.tunnel.turns import Turns

_LOG = logging.getLogger(__name__)
_CLOSE_S: Final = 4.0

T = TypeVar("T")


class WebhookLease:
    """Looks after one number's webhook. Engine's loop; use between `start` and `close`.

    ``automatic`` takes the number without being asked; otherwise it is taken by itself only
    once somebody agreed to that with `take`. ``writes`` is False where it is only looked at.
    """

    def __init__(
        self,
        *,
        book: NumberBook,
        store: LeaseStore,
        number: str | None,
        public_url: Callable[[], str | None],
        automatic: bool = False,
        writes: bool = True,
    ) -> None:
        self.view: LeaseView = views.NOT_LOOKED
        self.told: Callable[[LeaseView], None] = lambda _view: None
        """Is told how the number stands whenever that was looked at."""
        self.left: tuple[str, ...] = ()
        """What was put back, or could not be, of what earlier runs left behind."""
        self._book = book
        self._store = store
        self._writer = LeaseWriter(book, store)
        self.number = number
        self.public_url = public_url
        self._automatic = automatic
        self._writes = writes
        self._given_back = False
        self._locked = False
        self._turns = Turns()

    async def start(self) -> None:
        """Put back what an earlier run left behind, and take the number where that is agreed."""
        await self._turns.do(self._start())
        await self.look()

    async def look(self) -> LeaseView:
        """See how the number stands; take it or lead it to our newest address where agreed."""
        try:
            view = await self._turns.do(self._look())
        except TrunkError as exc:
            view = views.unreadable(exc.message)
        except CommandError as exc:
            view = views.unusable(exc.message)
        except LeaseDamaged as exc:
            view = views.unusable(str(exc))
        return self._show(view)

    async def take(self, *, take_over: bool = False) -> LeaseView:
        """Lead the number here now, and from now on whenever a console starts.

        Raises:
            CommandError: it can't be; another console has it and ``take_over`` is False.
        """
        return self._show(await self._turns.do(self._take(take_over)))

    async def restore(self) -> Restored:
        """Put back every number that we hold, and take none again by itself.

        Raises:
            CommandError: another console with this data folder has them.
        """
        restored = await self._turns.do(self._restore())
        await self.look()
        return restored

    async def close(self) -> None:
        """Put numbers back, within a few seconds, and let another console have them."""
        try:
            async with asyncio.timeout(_CLOSE_S):
                restored = await self._turns.do(self._put_all_back())
            if not restored.complete:
                _LOG.warning("A number was not put back; the next start does it")
        except TimeoutError:
            _LOG.warning("A number was not put back in time; the next start does it")
        finally:
            await self._turns.end()
            if self._locked:
                self._locked = False
                await asyncio.to_thread(self._store.unlock)

    # -- inside -----------------------------------------------------------------------

    def _show(self, view: LeaseView) -> LeaseView:
        self.view = view
        self.told(view)
        return view

    async def _start(self) -> None:
        self._locked = await asyncio.to_thread(self._store.lock)
        if self._locked:
            await self._recover()

    async def _take(self, take_over: bool) -> LeaseView:
        self._may_write()
        number, record = await _told(self._find())
        url = self.public_url()
        if url is None:
            raise NotNow("no-public-url", "There is no public address to lead it to yet.")
        view = views.elsewhere(number, url, record.own_urls(url) if record else (url,))
        if not take_over and any(it.kind is Kind.CONSOLE for it in view.cautions):
            raise NotNow("another-console", f"{view.sentence} {view.remedy}")
        if not leads_to(number.settings, url):
            number, record = await _told(self._writer.lead(number, record, url))
        await asyncio.to_thread(self._store.agree, number.id, True)
        self._given_back = False
        return views.here(number, record.taken_at if record else None)

    async def _restore(self) -> Restored:
        self._may_write()
        self._given_back = True
        return await self._writer.put_all_back()

    async def _put_all_back(self) -> Restored:
        return await self._writer.put_own_back() if self._locked else Restored()

    async def _look(self) -> LeaseView:
        if self.number is None:
            return views.NO_NUMBER
        number, record = await self._find()
        now, url = number.settings, self.public_url()
        own_urls = record.own_urls(url) if record else frozenset(filter(None, [url]))
        if url and leads_to(now, url):
            if record and not record.verified and self._locked:
                ours = next((it for it in record.wrote if same(now, it)), now)
                record = await self._writer.verify(record, ours)
            return views.here(number, record.taken_at if record else None)
        if record and _changed(number, record):
            return views.changed(number, record, url)
        other = console_at(now)
        if url is None or (other and other not in own_urls) or not await self._agreed(number.id):
            return views.elsewhere(number, url, own_urls)
        if not self._locked:
            return views.taken_here(number)
        try:
            number, record = await self._writer.lead(number, record, url)
        except (TrunkError, CommandError) as exc:
            return views.failed(number, exc.message)
        return views.here(number, record.taken_at)

    async def _find(self) -> tuple[OwnNumber, LeaseRecord | None]:
        if self.number is None:
            raise Refused("no-number", f"{views.NO_NUMBER.sentence} {views.NO_NUMBER.remedy}")
        number = await self._book.find(self.number)
        if number is None:
            raise Refused(
                "not-our-number",
                f"{pretty(self.number)} is not a number of this Twilio account. Check "
                "TWILIO_PHONE_NUMBER with: operator-console numbers",
            )
        if not number.voice:
            raise Refused(
                "no-voice",
                f"{pretty(self.number)} can't take voice calls: it was bought without them. "
                "Choose another number at Twilio.",
            )
        return number, await self._writer.record_of(number.id)

    async def _recover(self) -> None:
        """Put back what was left behind, but for what is about to be taken again anyway."""
        left = await self._writer.records()
        stays = [it for it in left if it.number == self.number and self.public_url()]
        taken = [it for it in stays if await self._agreed(it.number_id)]
        restored = await self._writer.put_back(it for it in left if it not in taken)
        damaged = await asyncio.to_thread(self._store.damaged)
        self.left = (*restored.sentences, *damaged)

    async def _agreed(self, number_id: str) -> bool:
        if not self._writes or self._given_back:
            return False
        return self._automatic or await asyncio.to_thread(self._store.agreed, number_id)

    def _may_write(self) -> None:
        if not self._writes:
            raise NotNow(
                "lease-off",
                "Numbers are not written here: this is the practice line, or CONSOLE_LEASE is off.",
            )
        if not self._locked:
            raise NotNow("locked", views.TAKEN_HERE)


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
