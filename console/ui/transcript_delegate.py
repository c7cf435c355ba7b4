"""How a line of the transcript is drawn: when, who, what, and how long the caller waited."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.switchboard.events import Speaker, TranscriptLine
from console.ui import figures, words
from console.ui.theme import Tokens, tokens

_PAD: Final = 10
_GAP: Final = 10
_ABOVE: Final = 5
_WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

Index = QModelIndex | QPersistentModelIndex


class TranscriptDelegate(QStyledItemDelegate):
    """Draws the columns time, speaker, text (wrapped) and latency, the last at the right."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        line, metrics = _line(index), self._view.fontMetrics()
        area = _text_area(QRect(0, 0, width, 0), line, metrics)
        wrapped = metrics.boundingRect(
            QRect(0, 0, area.width(), 1 << 20), _WRAP, words.line_text(line)
        )
        return QSize(width, wrapped.height() + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, look, metrics = _line(index), tokens(option.palette), option.fontMetrics
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, look.selection)
        row = option.rect.adjusted(_PAD, _ABOVE, -_PAD, -_ABOVE)
        left = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        right = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        painter.setPen(look.dim)
        painter.drawText(row, left, figures.position(line.at_ms))
        if line.latency_ms is not None:
            painter.drawText(row, right, figures.latency(line.latency_ms))
        painter.setPen(_speaker_ink(line.speaker, look))
        speaker = row.adjusted(_time_width(metrics) + _GAP, 0, 0, 0)
        painter.drawText(speaker, left, words.speaker(line.speaker))
        painter.setPen(look.dim if line.speaker in (Speaker.NOTE, Speaker.MARK) else look.text)
        area = _text_area(option.rect, line, metrics)
        painter.drawText(area, _WRAP, words.line_text(line))


def _line(index: Index) -> TranscriptLine:
    line: TranscriptLine = index.model().line(index.row())  # type: ignore[attr-defined]
    return line


def _text_area(row: QRect, line: TranscriptLine, metrics: QFontMetrics) -> QRect:
    """Return where the words go: between the speaker and the latency, where there is one."""
    speakers = max(metrics.horizontalAdvance(words.speaker(speaker)) for speaker in Speaker)
    before = _PAD + _time_width(metrics) + _GAP + speakers + _GAP
    after = _PAD
    if line.latency_ms is not None:
        after += metrics.horizontalAdvance(figures.latency(line.latency_ms)) + _GAP
    return row.adjusted(before, _ABOVE, -after, 0)


def _time_width(metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance("00:00")


def _speaker_ink(speaker: Speaker, look: Tokens) -> QColor:
    return {Speaker.CALLER: look.caller, Speaker.AGENT: look.agent}.get(speaker, look.dim)
