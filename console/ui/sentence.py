"""A call in one spoken sentence, for those who hear the desk instead of seeing it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.switchboard.call import Call, Direction, Engagement
from console.ui import figures, words
from console.ui.alerts import flags_of
from console.ui.said import line_name


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sentence", text)


def row_sentence(call: Call, doing: str, now: datetime) -> str:
    """Say everything a row shows: warning first, then state, time, party, line and doing."""
    towards = _tr("inbound from") if call.direction is Direction.INBOUND else _tr("outbound to")
    head = _tr("{state} {time}, {towards} {party}, {line}.").format(
        state=words.standing(call),
        time=_spoken(int(figures.lasted(call, now))),
        towards=towards,
        party=words.party(call),
        line=line_name(call.line),
    )
    parts = [_tr("Warning.")] if flags_of(call) or call.error else []
    parts.append(head)
    parts += [_sentence(word) for word in map(words.flag, flags_of(call)) if word not in doing]
    if call.silenced and not call.ended and words.silenced() not in doing:
        parts.append(_sentence(words.silenced()))
    if doing:
        parts.append(_sentence(doing))
    if call.engagement is not Engagement.OFF and not call.ended:
        parts.append(f"{words.engagement(call.engagement)}.")
    if colleague := words.colleague(call):
        parts.append(colleague)
    return " ".join(parts)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _spoken(seconds: int) -> str:
    minutes, rest = divmod(max(0, seconds), 60)
    parts = [_tr("1 second") if rest == 1 else _tr("{n} seconds").format(n=rest)]
    if minutes:
        parts.insert(0, _tr("1 minute") if minutes == 1 else _tr("{n} minutes").format(n=minutes))
    return " ".join(parts)
