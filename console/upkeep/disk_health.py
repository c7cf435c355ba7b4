"""What the disk's lamp shows: whether there is room for recordings and history."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from console.switchboard.events import Health, LampState

_GB: Final = 1e9
_WARN_BYTES: Final = 2e9
"""Some hours of recordings, of which one takes 115 MB an hour."""
_ERROR_BYTES: Final = 0.2e9


def disk_health(data_dir: Path) -> Health:
    """Return the lamp's state, cause and remedy. Blocks on the disk."""
    try:
        free = shutil.disk_usage(data_dir).free
    except OSError as exc:
        return (
            LampState.ERROR,
            f"The data folder can't be looked at: {exc.strerror}.",
            f"Look at {data_dir}.",
        )
    cause = f"{free / _GB:.1f} GB are free for recordings and history."
    remedy = f"Make room on the disk of {data_dir}."
    if free < _ERROR_BYTES:
        return LampState.ERROR, cause, remedy
    if free < _WARN_BYTES:
        return LampState.WARN, cause, remedy
    # Rounded, so that a lamp that is well is no news every minute.
    return LampState.OK, f"{round(free / _GB)} GB are free for recordings and history.", ""
