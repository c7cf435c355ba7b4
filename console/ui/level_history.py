"""The last twenty seconds of the selected call, caller above agent."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.switchboard.call import CallId
from console.ui.meters import HISTORY_S, Floats, Meters
from console.ui.theme import tokens

_LANE: Final = 40
_GAP: Final = 6
_STEPS: Final = 8
"""How many heights there are to a pixel, so that edges are smooth."""

Pixels = npt.NDArray[np.uint32]


class LevelHistory(QWidget):
    """Two lanes of level over time, the newest at the right end.

    Each frame a lane is put together anew from ready-made columns of pixels, one for each
    height there is: that costs less than scrolling a pixmap and stays sharp at any scale.
    """

    def __init__(self, meters: Meters, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meters = meters
        self._call: CallId | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Levels of the last {n} seconds").format(n=HISTORY_S))

    def show_call(self, call_id: CallId | None) -> None:
        self._call = call_id
        self.update()

    def show_levels(self) -> None:
        """Paint the lanes anew, and not their names: once a frame."""
        left = self._label_width()
        self.update(left, 0, self.width() - left, self.height())

    def sizeHint(self) -> QSize:
        return QSize(200, 2 * _LANE + _GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens(self.palette())
        left = self._label_width()
        history = self._meters.history(self._call) if self._call else None
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), look.panel)
            for lane, colour in enumerate((look.caller, look.agent)):
                top = lane * (_LANE + _GAP)
                if event.rect().left() < left:
                    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
                    painter.setPen(colour)
                    painter.drawText(QRect(0, top, left, _LANE), middle, _names()[lane])
                area = QRect(left, top, self.width() - left, _LANE)
                if history is not None and area.width() > 0:
                    self._draw_lane(painter, area, history[lane], look.base, colour)

    def _draw_lane(
        self, painter: QPainter, area: QRect, levels: Floats, ground: QColor, colour: QColor
    ) -> None:
        """Draw levels as a shape about the lane's middle, in device pixels."""
        ratio = self.devicePixelRatioF()
        width, height = round(area.width() * ratio), round(area.height() * ratio)
        heights = np.interp(*_positions(width, len(levels)), levels) * (height // 2 * _STEPS)
        columns = _columns(height, ground.rgb(), colour.rgb())
        pixels = columns.take(heights.astype(np.intp), axis=1)
        picture = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32)
        painter.drawImage(area, picture)

    def _label_width(self) -> int:
        return max(self.fontMetrics().horizontalAdvance(name) for name in _names()) + 12


def _names() -> tuple[str, str]:
    return (
        QCoreApplication.translate("LevelHistory", "Caller"),
        QCoreApplication.translate("LevelHistory", "Agent"),
    )


@lru_cache(maxsize=4)
def _positions(width: int, frames: int) -> tuple[Floats, Floats]:
    """Return where each pixel stands among the frames, and where the frames do."""
    along = np.linspace(0, frames - 1, width, dtype=np.float32)
    return along, np.arange(frames, dtype=np.float32)


@lru_cache(maxsize=8)
def _columns(height: int, ground: int, colour: int) -> Pixels:
    """Return a column of pixels for each height from none to all, side by side.

    The lowest is a hairline: silence is not nothing.
    """
    half = np.arange(height // 2 * _STEPS + 1) / _STEPS
    from_middle = np.abs(np.arange(height) + 0.5 - height / 2)
    cover = (half.clip(0.5)[np.newaxis, :] - from_middle[:, np.newaxis] + 0.5).clip(0, 1)
    pixels = np.zeros(cover.shape, np.uint32)
    for shift in (24, 16, 8, 0):
        low, high = ground >> shift & 0xFF, colour >> shift & 0xFF
        pixels |= (low + (high - low) * cover).astype(np.uint32) << shift
    return pixels
