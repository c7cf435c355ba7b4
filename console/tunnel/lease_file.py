"""What is kept of leases on disk, so that nothing that was written is ever left behind.

A record is on the disk before the number is touched. It names no secret, and nobody else
may read it.
"""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import orjson
from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from console.private_file import write_private
from console.switchboard.numbers import VoiceSettings
from console.tunnel.lease_plan import console_at

_FOLDER: Final = "lease"
_AGREED: Final = "agreed.json"
_LOCK: Final = "lock"


class LeaseDamaged(Exception):
    """A record can't be read; the text names the file."""


@dataclass(frozen=True, slots=True)
class LeaseRecord:
    """One number that we wrote to, or were about to.

    ``before`` is what it goes back to. ``wrote`` is all that it may hold of ours, the newest
    last; more than one while it isn't known which write arrived.
    """

    account: str
    number_id: str
    number: str
    before: VoiceSettings
    wrote: tuple[VoiceSettings, ...]
    taken_at: datetime
    verified: bool = False

    def own_urls(self, url: str | None = None) -> frozenset[str]:
        """Return the public addresses that are ours: all that we wrote, and the newest."""
        wrote = (console_at(it) for it in self.wrote)
        return frozenset(it for it in (*wrote, url) if it)


_RECORD: Final = TypeAdapter(LeaseRecord)


class LeaseStore:
    """The records of one data folder. It blocks: call it off the loop.

    Writing needs the lock, which the system gives back when its holder dies.
    """

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / _FOLDER
        self._lock = FileLock(self._folder / _LOCK, thread_local=False)

    def lock(self) -> bool:
        """Become the one process that writes leases here; False when another is."""
        self._make_folder()
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    def unlock(self) -> None:
        """Let others write."""
        self._lock.release()

    def records(self) -> tuple[LeaseRecord, ...]:
        """Return every record that can be read."""
        return self._read_all()[0]

    def damaged(self) -> tuple[str, ...]:
        """Return a sentence for each record that can't be read."""
        return self._read_all()[1]

    def get(self, number_id: str) -> LeaseRecord | None:
        """Return the record of a number. Raises `LeaseDamaged`."""
        file = self._file(number_id)
        return _read(file) if file.exists() else None

    def save(self, record: LeaseRecord) -> None:
        """Write a record so that it outlives a power cut."""
        self._write(self._file(record.number_id), asdict(record))

    def remove(self, record: LeaseRecord) -> None:
        """Forget a record: the number holds nothing of ours."""
        self._file(record.number_id).unlink(missing_ok=True)
        self._sync_folder()

    def agreed(self, number_id: str) -> bool:
        """Say whether somebody agreed to have this number taken whenever a console starts."""
        return number_id in self._agreed()

    def agree(self, number_id: str, yes: bool) -> None:
        """Remember or forget that agreement."""
        numbers = self._agreed() - {number_id} | ({number_id} if yes else set())
        self._write(self._folder / _AGREED, {"numbers": sorted(numbers)})

    # -- inside -----------------------------------------------------------------------

    def _read_all(self) -> tuple[tuple[LeaseRecord, ...], tuple[str, ...]]:
        records, damaged = [], []
        for file in sorted(self._folder.glob("*.json")):
            if file.name == _AGREED:
                continue
            try:
                records.append(_read(file))
            except LeaseDamaged as exc:
                damaged.append(str(exc))
        return tuple(records), tuple(damaged)

    def _agreed(self) -> set[str]:
        try:
            return set(orjson.loads((self._folder / _AGREED).read_bytes())["numbers"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            # What can't be read is no agreement.
            return set()

    def _file(self, number_id: str) -> Path:
        if not number_id.isalnum():
            raise LeaseDamaged("The carrier gave a number an id that can't be one.")
        return self._folder / f"{number_id}.json"

    def _write(self, file: Path, content: dict[str, Any]) -> None:
        write_private(file, orjson.dumps(content, option=orjson.OPT_INDENT_2))
        self._sync_folder()

    def _make_folder(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def _sync_folder(self) -> None:
        if sys.platform == "win32":
            # Folders can't be opened there; NTFS keeps a journal of renames itself.
            return
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _read(file: Path) -> LeaseRecord:
    try:
        return _RECORD.validate_json(file.read_bytes())
    except ValidationError as exc:
        raise LeaseDamaged(_damaged(file)) from exc


def _damaged(file: Path) -> str:
    return (
        f"{file} is damaged, so a number can't be put back by itself. Set the number's webhook "
        "in the Twilio console, then delete the file."
    )
