"""Masking: with one key, nobody who looks over a shoulder reads a number, a name or a word."""

from __future__ import annotations

import re
from typing import Final

_DOT: Final = "•"
_DIGIT: Final = re.compile(r"\d")
_NUMBERS: Final = re.compile(r"\+\d[\d ()-]{5,}\d")
_SHOWN_DIGITS: Final = 4


class Mask:
    """Whether the desk shows less, for every text that it writes. Qt's thread."""

    def __init__(self) -> None:
        self.on = False

    def number(self, text: str) -> str:
        """Leave the country's digits and the last four of a number, as it is written."""
        places = [match.start() for match in _DIGIT.finditer(text)]
        if not self.on:
            return text
        if len(places) <= _SHOWN_DIGITS:
            return self.words(text)
        country = text.split(" ", 1)[0] if text.startswith("+") and " " in text else ""
        hidden = {at for at in places[:-_SHOWN_DIGITS] if at >= len(country)}
        return "".join(_DOT if at in hidden else letter for at, letter in enumerate(text))

    def sentence(self, text: str) -> str:
        """Mask the telephone numbers within a sentence."""
        return _NUMBERS.sub(lambda found: self.number(found[0]), text) if self.on else text

    def words(self, text: str) -> str:
        """Leave nothing of a text but its length, roughly, and where its words part."""
        return re.sub(r"\S", _DOT, text) if self.on else text


MASK: Final = Mask()
"""The one that every text asks. One desk to a process, so one mask."""
