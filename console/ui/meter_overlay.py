"""The level bars of the call list: one paint for all rows, past the table and its model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from console.switchboard.call import CallId
from console.ui.columns import METERS, PADDING
from console.ui.meters import Floats, Meters
from console.ui.theme import tokens

BAR: Final = 8
_TICK: Final = 2


Metered = tuple[list[int], list[CallId], int | None]
"""The visible rows with audio (tops in pixels, calls), and the top of the selected one."""


class MeterOverlay(QWidget):
    """Covers the meter columns of a call list and paints them whole, rows' ground included.

    It is opaque, so a frame never makes the table beneath repaint, and it lets the mouse
    through. A child of the list and not of its viewport, which scrolling would move.
    """

    def __init__(self, table: QTableView, rows: Callable[[], Metered], meters: Meters) -> None:
        super().__init__(table)
        self._table = table
        self._rows = rows
        self._meters = meters
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def place(self) -> None:
        """Lie over the meter columns as they are now."""
        left = self._table.columnViewportPosition(METERS[0])
        width = sum(self._table.columnWidth(column) for column in METERS)
        viewport = self._table.viewport().geometry()
        column = QRect(viewport.left() + left, viewport.top(), width, viewport.height())
        self.setGeometry(column & viewport)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens(self.palette())
        height = self._table.verticalHeader().defaultSectionSize()
        tops, calls, selected = self._rows()
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), look.base)
            if selected is not None:
                painter.fillRect(0, selected, self.width(), height, look.selection)
            if not calls:
                return
            down = (height - BAR) // 2
            tops = [top + down for top in tops]
            bars, peaks = self._meters.bars(calls)
            left = 0
            for lane, column in enumerate(METERS):
                width = self._table.columnWidth(column)
                span = left + PADDING, max(0, width - 2 * PADDING)
                colour = look.agent if lane else look.caller
                self._paint_lane(painter, tops, bars[lane], peaks[lane], span, colour)
                left += width

    def _paint_lane(
        self,
        painter: QPainter,
        tops: list[int],
        bars: Floats,
        peaks: Floats,
        span: tuple[int, int],
        colour: QColor,
    ) -> None:
        left, width = span
        long = (bars * width).astype(int).tolist()
        ticks = (peaks * (width - _TICK)).astype(int).tolist()
        look = tokens(self.palette())
        rail, bar = look.rail, QBrush(colour)
        if look.stark and colour is look.agent:
            bar.setStyle(Qt.BrushStyle.Dense4Pattern)
        fill = painter.fillRect
        for top, length, tick in zip(tops, long, ticks, strict=True):
            fill(left, top, width, BAR, rail)
            if length:
                fill(left, top, length, BAR, bar)
            if tick > length:
                fill(left + tick, top, _TICK, BAR, colour)
