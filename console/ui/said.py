"""What the engine says, in the desk's language.

The rooms without Qt say English sentences, so that log, command line and control API agree.
The desk knows their patterns (``resources/translations/sentences.txt``, written by
``packaging/make-translations`` from the rooms themselves), finds the one that a sentence was
made of, and translates that. A sentence of no pattern, a vendor's own for example, stays as
it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from babel import Locale
from PySide6.QtCore import QCoreApplication

from console.paths import resource
from console.ui.mask import MASK

_CONTEXT: Final = "Sentences"
_SLOT: Final = re.compile(r"\{(\d+)\}")
_END: Final = re.compile(r"(?<=[.!?]) (?=\S)")
_ENGLISH: Final = Locale("en")
_AND: Final = re.compile("(, | and )")
_NAMES: Final = ("Practice line", "Main line", "Other line", "Line {1}")
"""What lines are called that nobody has named."""
Piece = tuple[str, tuple[str, ...]]
"""A pattern and what fills it; a text of its own has no pattern and is the one thing in it."""


def said(text: str) -> str:
    """Return some sentences of the engine as the desk says them. Qt's thread."""
    return MASK.sentence(text if language() == "en" else _in_language(text))


def line_name(name: str) -> str:
    """Return what a line is called: a name of somebody's own stays as it is."""
    piece = None if language() == "en" else _piece(name)
    return _spoken(*piece) if piece and piece[0] in _NAMES else name


def country(code: str) -> str:
    """Return a country's name for its ISO 3166 code, or the code where none is known."""
    name: str = Locale(language()).territories.get(code, code)
    return name


def language() -> str:
    """Return the ISO 639 code of the language that the desk speaks."""
    return QCoreApplication.translate("Language", "en")


def _in_language(text: str) -> str:
    return " ".join(_spoken(*piece) for piece in _apart(text))


def _spoken(pattern: str, filled: tuple[str, ...]) -> str:
    if not pattern:
        return _as_reason(filled[0])
    text = QCoreApplication.translate(_CONTEXT, pattern)
    quotes = pattern.endswith(": {1}")  # what somebody said stays as it was said
    filled = filled if quotes else tuple(map(_filling, filled))
    return _SLOT.sub(lambda slot: filled[int(slot[1]) - 1], text)


def _as_reason(text: str) -> str:
    """Return a text of no pattern, or the reason that it is, written as a sentence."""
    if text.endswith(".") and " " in text and (piece := _piece(f"{text[0].lower()}{text[1:-1]}")):
        reason = _spoken(*piece)
        return f"{reason[0].upper()}{reason[1:]}."
    return text


def _filling(text: str) -> str:
    """Return what fills a pattern: more sentences, a reason, names, or what has no language."""
    if text.endswith((".", "!", "?")):
        words = text.lstrip()
        return text.removesuffix(words) + _in_language(words)
    if text.startswith("“") and text.endswith("”"):
        return QCoreApplication.translate("Said", "“{words}”").format(words=said(text[1:-1]))
    if text[:1].islower() and (piece := _piece(text)):
        return _spoken(*piece)
    if text in _months():
        month: str = Locale(language()).months["format"]["wide"][_months()[text]]
        return month
    lead = ", " if text.startswith(", ") else ""
    names, codes = _AND.split(text.removeprefix(lead)), _codes()
    if not all(name in codes for name in names[::2]):
        return line_name(text)
    names[::2] = [country(codes[name]) for name in names[::2]]
    return lead + "".join(names).replace(" and ", QCoreApplication.translate("Said", " and "))


@lru_cache(maxsize=1024)
def _apart(text: str) -> tuple[Piece, ...]:
    """Take sentences apart, as many at a time as one pattern makes."""
    sentences = _END.split(text)
    pieces: list[Piece] = []
    at = 0
    while at < len(sentences):
        for end in range(len(sentences), at, -1):
            if piece := _piece(" ".join(sentences[at:end])):
                break
        else:
            piece, end = ("", (sentences[at],)), at + 1
        pieces.append(piece)
        at = end
    return tuple(pieces)


def _piece(text: str) -> Piece | None:
    for pattern, finds in _patterns():
        if found := finds.fullmatch(text):
            return pattern, found.groups()
    return None


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return every pattern, the one that leaves the least open first."""
    lines = resource("translations", "sentences.txt").read_text(encoding="utf-8").splitlines()
    lines.sort(key=lambda line: len(_SLOT.sub("", line)), reverse=True)
    return [(line, re.compile(_expression(line), re.DOTALL)) for line in lines]


def _expression(pattern: str) -> str:
    parts = _SLOT.split(pattern)
    return "".join("(.*?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Return the ISO 3166 code of each country's English name."""
    return {name: code for code, name in _ENGLISH.territories.items() if len(code) == 2}


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Return the number of each month's English name."""
    return {name: number for number, name in _ENGLISH.months["format"]["wide"].items()}
