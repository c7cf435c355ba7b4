"""Takes over what changes in ``settings.toml``, by whatever hand: desk, command line, editor."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from console.config import DECLARED, SETTINGS_FILE, ConfigError, Settings, load_settings
from console.settings.declared import Effect

_LOG = logging.getLogger(__name__)
_LOOK_S: Final = 1.0

T = TypeVar("T")
Stamp = tuple[int, int, int] | None


def stamp(data_dir: Path) -> Stamp:
    """Return what differs from version to version of the file; None where there is none."""
    try:
        found = (data_dir / SETTINGS_FILE).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


async def follow(
    settings: Settings, last: Stamp, read: Callable[[Settings], T], take: Callable[[T], None]
) -> None:
    """Look at the file every second for ever, and hand over what a new version means.

    ``last`` is the version that is known. ``read`` gets the settings with what takes effect
    at once as the file has it now, in a thread; ``take`` gets what it returns, on the loop.
    What can't be used is told to the log, and all stays as it was.
    """

    def again() -> T:
        now = load_settings()
        live = (one.name for one in DECLARED if one.effect is Effect.LIVE)
        return read(settings.model_copy(update={name: getattr(now, name) for name in live}))

    while True:
        await asyncio.sleep(_LOOK_S)
        found = await asyncio.to_thread(stamp, settings.data_dir)
        if found == last:
            continue
        last = found
        try:
            take(await asyncio.to_thread(again))
        except (ConfigError, OSError) as exc:
            _LOG.warning("Settings stay as they were: %s", exc)
        else:
            _LOG.info("Changed settings are taken over")
