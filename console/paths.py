"""Where the console finds what it ships and keeps what it writes."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped file below ``resources/``.

    A wheel carries the folder inside the package; a checkout has it at its top.
    """
    shipped = _PACKAGE / "_resources"
    root = shipped if shipped.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def default_data_dir() -> Path:
    """Return this user's data folder, by the system's own custom (it may not exist yet)."""
    return Path(platformdirs.user_data_dir("operator-console", appauthor=False))
