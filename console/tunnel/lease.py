"""The webhook lease: our numbers lead here while we run, and where they led before after that.

The lease is per number, and a console holds one for each line that has a number. What a
number was is on the disk before it is touched, so that it can be put back after a crash by
the next start or by ``operator-console lease restore``. Nothing is written before somebody
agreed to it once. What somebody else changes meanwhile is left alone.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Final

from console.switchboard.errors import CommandError, NotNow, Refused
from console.switchboard.numbers import NumberBook, OwnNumber
from console.tunnel import lease_view as views
from console.tunnel.lease_file import LeaseStore
from console.tunnel.lease_number import NumberLooker
from console.tunnel.lease_together import most_pressing
from console.tunnel.lease_view import LeaseView, pretty
from console.tunnel.lease_write import LeaseWriter, Restored
from console.tunnel.turns import Turns

_LOG = logging.getLogger(__name__)
_CLOSE_S: Final = 4.0


class WebhookLease:
    """Looks after the webhooks of numbers. Engine's loop; use between `start` and `close`.

    ``automatic`` takes numbers without being asked; otherwise one is taken by itself only
    once somebody agreed to that with `take`. ``writes`` is False where they are only looked at.
    """

    def __init__(
        self,
        *,
        book: NumberBook,
        store: LeaseStore,
        numbers: Sequence[str],
        public_url: Callable[[], str | None],
        automatic: bool = False,
        writes: bool = True,
    ) -> None:
        self.told: Callable[[Sequence[LeaseView]], None] = lambda _views: None
        """Is told how the numbers stand whenever they were looked at."""
        self.left: tuple[str, ...] = ()
        """What was put back, or could not be, of what earlier runs left behind."""
        self.numbers = tuple(numbers)
        """Those that are looked after, in E.164."""
        self.public_url = public_url
        self._store = store
        self._writer = LeaseWriter(book, store)
        self._looker = NumberLooker(book, self._writer, public_url, self._agreed)
        self._views: dict[str, LeaseView] = {}
        self._automatic = automatic
        self._writes = writes
        self._given_back: set[str] = set()
        self._locked = False
        self._dropped = False
        self._turns = Turns()

    @property
    def views(self) -> tuple[LeaseView, ...]:
        """How each number stood last, in the order of `numbers`; one that says so without any."""
        if not self.numbers:
            return (views.NO_NUMBER,)
        return tuple(self._views.get(it, views.NOT_LOOKED) for it in self.numbers)

    @property
    def view(self) -> LeaseView:
        """How the number stood that needs somebody's attention most, the first of several."""
        return most_pressing(self.views)

    async def start(self) -> None:
        """Put back what an earlier run left behind, and take the numbers where that is agreed."""
        await self._turns.do(self._start())
        await self.look()

    def follow(self, numbers: Sequence[str]) -> None:
        """Look after other numbers from the next `look` on, which puts back what is dropped."""
        self._dropped = self._dropped or not set(self.numbers) <= set(numbers)
        self.numbers = tuple(numbers)

    async def look(self) -> LeaseView:
        """See how the numbers stand; take them or lead them to our newest address where agreed.

        Returns what `view` does.
        """
        await self._turns.do(self._look())
        return self._show()

    async def take(self, number: str | None = None, *, take_over: bool = False) -> LeaseView:
        """Lead a number here now, or all of them, and from now on whenever a console starts.

        Raises:
            CommandError: it can't be; another console has it and ``take_over`` is False. Of
                several, those that can be taken are.
        """
        try:
            await self._turns.do(self._take(self._chosen(number), take_over))
        finally:
            self._show()
        return self._views[number] if number else self.view

    async def restore(self, number: str | None = None) -> Restored:
        """Put one number back, or every one that we hold, and take it no more by itself.

        Raises:
            CommandError: another console with this data folder has them.
        """
        restored = await self._turns.do(self._restore(number))
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

    def _show(self) -> LeaseView:
        self.told(self.views)
        return self.view

    async def _start(self) -> None:
        self._locked = await asyncio.to_thread(self._store.lock)
        if self._locked:
            await self._recover()

    async def _look(self) -> None:
        if self._dropped and self._locked:
            self._dropped = False
            await self._let_go()
        numbers = self.numbers
        found = await asyncio.gather(
            *(self._looker.look(it, locked=self._locked) for it in numbers)
        )
        self._views = dict(zip(numbers, found, strict=True))

    async def _take(self, numbers: Sequence[str], take_over: bool) -> None:
        self._may_write()
        refused: CommandError | None = None
        for number in numbers:
            try:
                self._views[number], found = await self._looker.take(number, take_over=take_over)
            except CommandError as exc:
                refused = refused or exc
                continue
            await asyncio.to_thread(self._store.agree, found.id, True)
            self._given_back.discard(found.number)
        if refused:
            raise refused

    async def _restore(self, number: str | None) -> Restored:
        self._may_write()
        self._given_back |= {number} if number else set(self.numbers)
        return await self._writer.put_all_back(number)

    async def _put_all_back(self) -> Restored:
        return await self._writer.put_own_back() if self._locked else Restored()

    async def _recover(self) -> None:
        """Put back what was left behind, but for what is about to be taken again anyway."""
        left = await self._writer.records()
        stays = [it for it in left if it.number in self.numbers and self.public_url()]
        taken = [it for it in stays if await self._may_take(it.number, it.number_id)]
        restored = await self._writer.put_back(it for it in left if it not in taken)
        damaged = await asyncio.to_thread(self._store.damaged)
        self.left = (*restored.sentences, *damaged)

    async def _let_go(self) -> None:
        """Put back the numbers that are no line's any more."""
        held = await self._writer.records()
        restored = await self._writer.put_back(it for it in held if it.number not in self.numbers)
        for sentence in restored.sentences if not restored.complete else ():
            self.left = (*self.left, sentence)

    def _chosen(self, number: str | None) -> Sequence[str]:
        if number and number not in self.numbers:
            raise Refused(
                "no-such-line",
                f"No line has the number {pretty(number)}. See them with: operator-console lines",
            )
        if not self.numbers:
            raise Refused("no-number", f"{views.NO_NUMBER.sentence} {views.NO_NUMBER.remedy}")
        return (number,) if number else self.numbers

    async def _agreed(self, number: OwnNumber) -> bool:
        return await self._may_take(number.number, number.id)

    async def _may_take(self, number: str, number_id: str) -> bool:
        if not self._writes or number in self._given_back:
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
