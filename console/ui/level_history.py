"""The last twenty seconds of the selected call, caller above agent."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, qRgb
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.switchboard.call import CallId
from console.ui.meters import HISTORY_S, Floats, Meters
from console.ui.theme import tokens

_LANE: Final = 40
_GAP: Final = 6
_SHADES: Final = 256


class LevelHistory(QWidget):
    """Two lanes of level over time, the newest at the right end.

    Each lane is one picture of 8-bit shades worked out by numpy, edges smoothed, and
    coloured by its colour table: a whole repaint costs less than scrolling a pixmap did.
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

    def sizeHint(self) -> QSize:
        return QSize(200, 2 * _LANE + _GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        left = self._label_width()
        history = self._meters.history(self._call) if self._call else None
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look.panel)
            for lane, colour in enumerate((look.caller, look.agent)):
                top = lane * (_LANE + _GAP)
                painter.setPen(colour)
                middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
                painter.drawText(QRect(0, top, left, _LANE), middle, _names()[lane])
                area = QRect(left, top, self.width() - left, _LANE)
                painter.fillRect(area, look.base)
                if history is not None and area.width() > 0:
                    picture = self._picture(history[lane], area.size(), look.base, colour)
                    painter.drawImage(area, picture)

    def _picture(self, levels: Floats, size: QSize, ground: QColor, colour: QColor) -> QImage:
        """Return levels as a shape about the lane's middle, in device pixels."""
        ratio = self.devicePixelRatioF()
        width, height = round(size.width() * ratio), round(size.height() * ratio)
        at = np.linspace(0, len(levels) - 1, width, dtype=np.float32)
        half = np.interp(at, np.arange(len(levels)), levels).astype(np.float32) * (height / 2)
        half = half.clip(ratio / 2)  # silence is a hairline, not nothing
        from_middle = np.abs(np.arange(height, dtype=np.float32) + 0.5 - height / 2)
        cover = (half[np.newaxis, :] - from_middle[:, np.newaxis] + 0.5).clip(0, 1)
        shades = np.zeros((height, -(-width // 4) * 4), np.uint8)  # Qt wants whole words a line
        shades[:, :width] = cover * (_SHADES - 1)
        picture = QImage(
            shades.data, width, height, shades.shape[1], QImage.Format.Format_Indexed8
        ).copy()
        picture.setColorTable(_blends(ground.rgb(), colour.rgb()))
        return picture

    def _label_width(self) -> int:
        return max(self.fontMetrics().horizontalAdvance(name) for name in _names()) + 12


def _names() -> tuple[str, str]:
    return (
        QCoreApplication.translate("LevelHistory", "Caller"),
        QCoreApplication.translate("LevelHistory", "Agent"),
    )


def _blends(ground: int, colour: int) -> list[int]:
    """Return the shades from the ground to the colour."""
    low, high = QColor(ground), QColor(colour)
    steps = np.linspace(0, 1, _SHADES)

    def mix(a: int, b: int) -> list[int]:
        return (a + (b - a) * steps).astype(int).tolist()  # type: ignore[no-any-return]

    channels = (
        mix(low.red(), high.red()),
        mix(low.green(), high.green()),
        mix(low.blue(), high.blue()),
    )
    return [qRgb(*rgb) for rgb in zip(*channels, strict=True)]
