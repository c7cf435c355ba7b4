"""Where the console finds what it ships and keeps what it writes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import platformdirs

DATA_DIR: Final = "CONSOLE_DATA_DIR"
_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped file below ``resources/``.

    A wheel carries the folder inside the package; a checkout has it at its top.
    """
    shipped = _PACKAGE / "_resources"
    root = shipped if shipped.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def data_dir() -> Path:
    """Return the data folder that the environment names, or this user's own."""
    named = os.environ.get(DATA_DIR, "").strip()
    return Path(named) if named else default_data_dir()


def default_data_dir() -> Path:
    """Return this user's data folder, by the system's own custom (it may not exist yet)."""
    return Path(platformdirs.user_data_dir("operator-console", appauthor=False))
