"""Leading numbers here and putting them back, so that no moment of it can be lost.

A record of what a number was is on the disk before each write, and each write is looked
at afterwards. Whoever calls holds the store's lock.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from console.switchboard.errors import CommandError, NotNow
from console.switchboard.numbers import NumberBook, OwnNumber, VoiceSettings
from console.switchboard.ports import TrunkError
from console.tunnel.lease_file import LeaseRecord, LeaseStore
from console.tunnel.lease_plan import answered_by, console_at, differences, leads_to, undo, wanted
from console.tunnel.lease_view import pretty

_WRITES_KEPT: Final = 50


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of putting numbers back: a sentence each, and whether all went well."""

    sentences: tuple[str, ...] = ()
    complete: bool = True


class LeaseWriter:
    """Writes numbers and the records of them. Engine's loop, one call at a time."""

    def __init__(self, book: NumberBook, store: LeaseStore) -> None:
        self._book = book
        self._store = store

    async def records(self) -> tuple[LeaseRecord, ...]:
        """Return all records that can be read."""
        return await asyncio.to_thread(self._store.records)

    async def put_all_back(self, number: str | None = None) -> Restored:
        """Put every number back that we hold, or were left behind, and take none by itself.

        With ``number``, in E.164, only that one.
        """
        records = [it for it in await self.records() if number in (None, it.number)]
        for record in records:
            await asyncio.to_thread(self._store.agree, record.number_id, False)
        restored = await self.put_back(records)
        damaged = await asyncio.to_thread(self._store.damaged)
        return Restored((*restored.sentences, *damaged), restored.complete and not damaged)

    async def put_own_back(self) -> Restored:
        """Put the numbers of this account back."""
        records = await self.records()
        return await self.put_back(it for it in records if it.account == self._book.account)

    async def record_of(self, number_id: str) -> LeaseRecord | None:
        """Return a number's record. Raises `LeaseDamaged`."""
        return await asyncio.to_thread(self._store.get, number_id)

    async def lead(
        self, number: OwnNumber, record: LeaseRecord | None, url: str
    ) -> tuple[OwnNumber, LeaseRecord]:
        """Lead a number to a public address. Raises `TrunkError` or `CommandError`."""
        before = _before(number.settings, record)
        new = wanted(before, url)
        noted = LeaseRecord(
            account=self._book.account,
            number_id=number.id,
            number=number.number,
            before=before,
            wrote=(*(record.wrote if record else ()), new)[-_WRITES_KEPT:],
            taken_at=record.taken_at if record else datetime.now(UTC),
        )
        await asyncio.to_thread(self._store.save, noted)
        await self._book.write(number.id, number.settings, new)
        now = await self._book.fetch(number.id)
        if now is None or not leads_to(now.settings, url):
            raise NotNow("not-written", "Twilio took the change, but does not show it.")
        return now, await self.verify(noted, now.settings)

    async def verify(self, record: LeaseRecord, now: VoiceSettings) -> LeaseRecord:
        """Note that the number was seen as we wrote it last."""
        seen = replace(record, wrote=(now,), verified=True)
        await asyncio.to_thread(self._store.save, seen)
        return seen

    async def put_back(self, records: Iterable[LeaseRecord]) -> Restored:
        """Put numbers back, all at once; what fails is kept for the next time."""
        done = await asyncio.gather(*map(self._try_to_put_back, records))
        return Restored(tuple(it for it, _ in done), all(well for _, well in done))

    async def _try_to_put_back(self, record: LeaseRecord) -> tuple[str, bool]:
        try:
            return await self._put_back(record), True
        except (TrunkError, CommandError) as exc:
            sentence = (
                f"{pretty(record.number)} could not be put back: {exc.message} It is tried "
                "at the next start, or with: operator-console lease restore"
            )
            return sentence, False

    async def _put_back(self, record: LeaseRecord) -> str:
        name = pretty(record.number)
        if record.account != self._book.account:
            raise NotNow(
                "another-account",
                f"It is of another Twilio account, {record.account[:6]}…: set its credentials.",
            )
        number = await self._book.fetch(record.number_id)
        if number is None:
            await self._forget(record)
            return f"{name} is not a number of the account any more."
        other = console_at(number.settings)
        if other and other not in record.own_urls() and other != console_at(record.before):
            # It puts our address back when it closes; then ours can be taken out, too.
            return f"Another console has {name} now; it is left alone."
        undone = undo(number.settings, record.before, record.wrote)
        if undone.settings != number.settings:
            await self._book.write(number.id, number.settings, undone.settings)
            seen = await self._book.fetch(number.id)
            if seen is None or not _shows(seen.settings, number.settings, undone.settings):
                raise NotNow("not-written", "Twilio took the change, but does not show it.")
        await self._forget(record)
        if undone.theirs:
            return f"Somebody changed {name} ({', '.join(undone.theirs)}); that is left alone."
        return f"{name} is as it was, answered by {answered_by(undone.settings)}."

    async def _forget(self, record: LeaseRecord) -> None:
        await asyncio.to_thread(self._store.remove, record)


def _shows(now: VoiceSettings, old: VoiceSettings, new: VoiceSettings) -> bool:
    """Say whether what was to change did."""
    return all(getattr(now, it.field) == getattr(new, it.field) for it in differences(old, new))


def _before(now: VoiceSettings, record: LeaseRecord | None) -> VoiceSettings:
    """Return what a number goes back to: what it is, without anything of ours."""
    if record is None:
        return now
    other = console_at(now)
    if other and other not in record.own_urls():
        # It stands in our place for now; what was before both of us is what counts.
        return replace(record.before, voice_caller_id_lookup=now.voice_caller_id_lookup)
    return undo(now, record.before, record.wrote).settings


async def restore_all(book: NumberBook, store: LeaseStore, number: str | None = None) -> Restored:
    """Put every number back where no console runs, or one, and take none again by itself.

    Raises:
        CommandError: a console of this data folder does run.
    """
    if not await asyncio.to_thread(store.lock):
        raise NotNow("locked", "A console of this data folder is running: ask it instead.")
    try:
        return await LeaseWriter(book, store).put_all_back(number)
    finally:
        await asyncio.to_thread(store.unlock)
