"""``credentials.json``: which secrets were put into which keyring, and when. Never a secret."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import orjson

from console.private_file import write_private

_NAME: Final = "credentials.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a secret was put, and since when it is there."""

    store: str
    since: datetime


class Ledger:
    """The file of a data folder. It only adds ages to what a keyring holds."""

    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / _NAME

    def entries(self) -> Mapping[str, Entry]:
        """Return what is written down by name; nothing where the file is missing or damaged."""
        with contextlib.suppress(OSError, orjson.JSONDecodeError, AttributeError):
            content = orjson.loads(self._file.read_bytes())
            pairs = ((name, _entry(value)) for name, value in content.items())
            return {name: entry for name, entry in pairs if entry}
        return {}

    def put(self, name: str, store: str) -> None:
        """Write down that a secret was put into a store just now."""
        self._write({**self.entries(), name: Entry(store, datetime.now(UTC))})

    def drop(self, name: str) -> None:
        """Forget a secret."""
        entries = self.entries()
        if name in entries:
            self._write({kept: entry for kept, entry in entries.items() if kept != name})

    def _write(self, entries: Mapping[str, Entry]) -> None:
        content = {
            name: {"store": entry.store, "since": entry.since} for name, entry in entries.items()
        }
        options = orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z
        write_private(self._file, orjson.dumps(content, option=options))


def _entry(value: object) -> Entry | None:
    match value:
        case {"store": str(store), "since": str(since)}:
            with contextlib.suppress(ValueError):
                at = datetime.fromisoformat(since)
                return Entry(store, at if at.tzinfo else at.replace(tzinfo=UTC))
    return None
