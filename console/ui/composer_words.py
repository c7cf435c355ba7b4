"""What the line under the transcript is for, and the words that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication

from console.ui.mask import MASK

_LONGEST: Final = 60
"""Characters of sent words that a receipt repeats."""


class Purpose(Enum):
    """What is typed for."""

    WHISPER = "whisper"
    HAND_BACK = "hand back"
    NOTE = "note"
    SAY = "say to the caller"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of the words sent last: a sentence about them, an icon, an ink of the theme."""

    sentence: str
    icon: str = ""
    ink: str = "dim"
    words: str = ""

    def __str__(self) -> str:
        shown = self.words if len(self.words) <= _LONGEST else f"{self.words[: _LONGEST - 1]}…"
        return self.sentence.format(words=MASK.words(shown)) if shown else self.sentence


def title(purpose: Purpose) -> str:
    """Return what the line is for, in words."""
    return {
        Purpose.WHISPER: _tr("Whisper to the agent"),
        Purpose.HAND_BACK: _tr("What was agreed?"),
        Purpose.NOTE: _tr("Note on this call"),
        Purpose.SAY: _tr("Say to the caller"),
    }[purpose]


def hint(purpose: Purpose) -> str:
    """Return what stands in the line while nothing does."""
    return {
        Purpose.WHISPER: _tr("Enter instructs, Ctrl+Enter says it word for word"),
        Purpose.HAND_BACK: _tr("One line for the agent, if you like"),
        Purpose.NOTE: _tr("Enter keeps it in the call's record"),
        Purpose.SAY: _tr("Enter says it in the console's own voice"),
    }[purpose]


def button(purpose: Purpose) -> str:
    """Return the word of the button that Enter presses."""
    return {
        Purpose.WHISPER: _tr("Instruct"),
        Purpose.HAND_BACK: _tr("Hand back"),
        Purpose.NOTE: _tr("Keep note"),
        Purpose.SAY: _tr("Say it"),
    }[purpose]


def limits(instructs: bool, says: bool) -> Receipt | None:
    """Say what an agent does not take, if there is anything."""
    if instructs and says:
        return None
    if instructs:
        return Receipt(_tr("This agent takes instructions, but no words to say."))
    if says:
        return Receipt(_tr("This agent says what it is given, but takes no instructions."))
    return Receipt(_tr("This call's agent reads nothing. Join or take over to be heard."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Composer", text)
