"""What the desk remembers of its user's choices: an INI file in the data folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings

from console.ui.theme import Theme

FILE: Final = "desk.ini"
LEAST_PERCENT: Final = 100
MOST_PERCENT: Final = 200
CHIMES_DB: Final = {"quiet": -12.0, "normal": 0.0}
_OFF: Final = "off"


class Preferences:
    """Choices, each with what it is while nothing was chosen. Qt's thread.

    Without a file they last as long as the program. What a file holds that can't be used
    counts as not chosen; Qt writes the file by itself soon after a change.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = QSettings(str(file), QSettings.Format.IniFormat) if file else None
        self._kept: dict[str, object] = {}

    # -- the look -----------------------------------------------------------------------

    @property
    def theme(self) -> Theme:
        chosen = self._text("look/theme")
        return Theme(chosen) if chosen in set(Theme) else Theme.SYSTEM

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._put("look/theme", theme.value)

    @property
    def text_percent(self) -> int:
        chosen = self._text("look/text_percent")
        percent = int(chosen) if chosen.isdecimal() else LEAST_PERCENT
        return min(max(percent, LEAST_PERCENT), MOST_PERCENT)

    @text_percent.setter
    def text_percent(self, percent: int) -> None:
        self._put("look/text_percent", str(percent))

    @property
    def calm(self) -> bool:
        """Whether motion is reduced."""
        return self._text("look/calm") == "true"

    @calm.setter
    def calm(self, calm: bool) -> None:
        self._put("look/calm", str(calm).lower())

    @property
    def masked(self) -> bool:
        return self._text("look/masked") == "true"

    @masked.setter
    def masked(self, masked: bool) -> None:
        self._put("look/masked", str(masked).lower())

    # -- manners ------------------------------------------------------------------------

    @property
    def chimes(self) -> str:
        """How loud the desk's own sounds are: ``off``, ``quiet`` or ``normal``."""
        chosen = self._text("manners/chimes")
        return chosen if chosen in (_OFF, *CHIMES_DB) else "normal"

    @chimes.setter
    def chimes(self, volume: str) -> None:
        self._put("manners/chimes", volume)

    @property
    def notifies(self) -> bool:
        """Whether the system shows who rings."""
        return self._text("manners/notifies") != "false"

    @notifies.setter
    def notifies(self, notifies: bool) -> None:
        self._put("manners/notifies", str(notifies).lower())

    # -- the layout ---------------------------------------------------------------------

    @property
    def hidden_columns(self) -> frozenset[str]:
        return frozenset(filter(None, self._text("layout/hidden_columns").split(" ")))

    @hidden_columns.setter
    def hidden_columns(self, names: Iterable[str]) -> None:
        self._put("layout/hidden_columns", " ".join(sorted(names)))

    @property
    def detail_width(self) -> int:
        """How wide the detail was made, in pixels; 0 is never."""
        chosen = self._text("layout/detail_width")
        return int(chosen) if chosen.isdecimal() else 0

    @detail_width.setter
    def detail_width(self, width: int) -> None:
        self._put("layout/detail_width", str(width))

    def place(self, what: str) -> QByteArray:
        """Return how a window stood, in Qt's own writing; empty for never."""
        kept = self._get(f"layout/{what}")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_place(self, what: str, state: QByteArray) -> None:
        self._put(f"layout/{what}", state)

    def save(self) -> None:
        """Write now: the program ends."""
        if self._file:
            self._file.sync()

    # -- inside -------------------------------------------------------------------------

    def _text(self, key: str) -> str:
        kept = self._get(key)
        return kept if isinstance(kept, str) else ""

    def _get(self, key: str) -> object:
        return self._file.value(key) if self._file else self._kept.get(key)

    def _put(self, key: str, value: object) -> None:
        if self._file:
            self._file.setValue(key, value)
        else:
            self._kept[key] = value
