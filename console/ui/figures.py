"""How the desk writes numbers: telephone numbers, times and lengths."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

import phonenumbers
from PySide6.QtCore import QCoreApplication

from console.switchboard.call import Call
from console.ui.mask import MASK


def _tr(text: str) -> str:
    return QCoreApplication.translate("Figures", text)


def number(text: str) -> str:
    """Return an E.164 number as people write it, anything else as it is, masked if so wished."""
    return MASK.number(as_written(text)) if text not in ("", "anonymous") else as_written(text)


def as_written(text: str) -> str:
    """Return an E.164 number as people write it, anything else as it is, never masked."""
    # Not kept: it is a word of the desk's language.
    return _tr("Number withheld") if text in ("", "anonymous") else _grouped(text)


@lru_cache(maxsize=1024)
def _grouped(text: str) -> str:
    try:
        parsed = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return text
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def duration(seconds: float) -> str:
    """Return ``m:ss``, or ``h:mm:ss`` from an hour on."""
    minutes, second = divmod(max(0, int(seconds)), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def position(milliseconds: int) -> str:
    """Return ``mm:ss``, the place of something within a call."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes:02}:{seconds:02}"


def latency(milliseconds: int) -> str:
    return _tr("{n} ms").format(n=milliseconds)


def lasted(call: Call, now: datetime) -> float:
    """Return the seconds of conversation so far, or of waiting while there is none yet."""
    return ((call.ended_at or now) - (call.answered_at or call.created_at)).total_seconds()


def seen(seconds: float) -> str:
    """Return how long ago a part was last seen well, roughly."""
    if seconds < 60:
        return _tr("Last seen well {n} s ago").format(n=max(0, int(seconds)))
    if seconds < 3600:
        return _tr("Last seen well {n} min ago").format(n=int(seconds // 60))
    return _tr("Last seen well {n} h ago").format(n=int(seconds // 3600))


def ago(seconds: float) -> str:
    """Return how long ago something was, roughly and shortly."""
    if seconds < 60:
        return _tr("{n} s ago").format(n=max(0, int(seconds)))
    if seconds < 3600:
        return _tr("{n} min ago").format(n=int(seconds // 60))
    return _tr("{n} h ago").format(n=int(seconds // 3600))
