"""A line to type a telephone number into, which spaces it out as it grows."""

from __future__ import annotations

from typing import Final

import phonenumbers
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from console.ui.text_line import Line
from console.ui.text_scale import follow_font

_KEPT: Final = frozenset("+0123456789")
_SPACING: Final = frozenset(" ()-./")


class NumberField(Line):
    """Formats digits as people write them in ``region``; anything else stays as typed."""

    def __init__(self, region: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._region = region
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.4)
        self.setFont(font)
        follow_font(self, lambda: self.setMinimumHeight(self.fontMetrics().height() + 16))
        self.setTextMargins(6, 0, 6, 0)
        self.textEdited.connect(self._space_out)

    def _space_out(self, text: str) -> None:
        if set(text) - _KEPT - _SPACING:
            return
        before = sum(character in _KEPT for character in text[: self.cursorPosition()])
        spaced = spaced_out(text, self._region)
        if spaced != text:
            self.setText(spaced)
            self.setCursorPosition(_after(spaced, before))


def spaced_out(text: str, region: str) -> str:
    """Return a number, or the beginning of one, with its usual spaces."""
    formatter = phonenumbers.AsYouTypeFormatter(region)
    spaced = ""
    for character in text:
        if character in _KEPT:
            spaced = formatter.input_digit(character)
    return spaced


def region_of(number: str) -> str:
    """Return the ISO 3166 country of an E.164 number, for what is typed without one."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return "ZZ"
    code = int(parsed.country_code or 0)
    region = phonenumbers.region_code_for_number(parsed)
    return str(region or phonenumbers.region_code_for_country_code(code))


def _after(text: str, count: int) -> int:
    """Return the place just behind the first ``count`` digits of a text."""
    for place, character in enumerate(text):
        if count == 0:
            return place
        count -= character in _KEPT
    return len(text)
