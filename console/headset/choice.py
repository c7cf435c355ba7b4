"""The operator's choice of devices, as the settings have it and as they keep it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from console.config import ConfigError, Settings
from console.settings.file import SettingsFile
from console.switchboard.operator_sound import SoundChoice

_LOG = logging.getLogger(__name__)
_KEEP_AFTER_S: Final = 0.5

Keep = Callable[[SoundChoice], None]
"""Keeps a choice for the next start. Blocks."""


def choice_of(settings: Settings) -> SoundChoice:
    """Return the devices and gains that the settings name."""
    return SoundChoice(
        settings.microphone or "",
        settings.speaker or "",
        settings.microphone_db,
        settings.speaker_db,
    )


def keep_in(data_dir: Path) -> Keep:
    """Return what writes a choice into a data folder's settings, and logs where it can't."""
    file = SettingsFile(data_dir)

    def keep(choice: SoundChoice) -> None:
        try:
            for name, device in (("microphone", choice.microphone), ("speaker", choice.speaker)):
                if device:
                    file.set(name, device)
                else:
                    file.reset(name)
            file.set("microphone_db", choice.microphone_db)
            file.set("speaker_db", choice.speaker_db)
        except (ConfigError, OSError) as exc:
            _LOG.warning("The choice of sound devices is not kept: %s", exc)

    return keep


class KeptSoon:
    """Keeps the choice that was made last, once the user has made up their mind. One loop's."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._choice: SoundChoice | None = None
        """What is not kept yet."""
        self._keeping: asyncio.Task[None] | None = None

    def put(self, choice: SoundChoice) -> None:
        """Have a choice kept in a moment, unless another is made until then."""
        self._choice = choice
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.get_running_loop().create_task(self._keep_in_a_moment())

    async def close(self) -> None:
        """Keep now what is not kept yet."""
        if self._keeping:
            self._keeping.cancel()
            await asyncio.wait({self._keeping})
        await self._keep_now()

    async def _keep_in_a_moment(self) -> None:
        while self._choice:
            await asyncio.sleep(_KEEP_AFTER_S)
            await self._keep_now()

    async def _keep_now(self) -> None:
        if choice := self._choice:
            await asyncio.to_thread(self._keep, choice)
            if self._choice is choice:
                self._choice = None
