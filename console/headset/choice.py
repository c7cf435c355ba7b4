"""The operator's choice of devices, as the settings have it and as they keep it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from console.config import ConfigError, Settings
from console.settings.file import SettingsFile
from console.switchboard.operator_sound import SoundChoice

_LOG = logging.getLogger(__name__)

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
