"""The shipped line icons, in whatever colour the palette asks for."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from console.paths import resource

APP: Final = "operator-console"


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Draw ``resources/icons/NAME.svg`` in a colour, ``size`` logical pixels square.

    The icons draw themselves in ``currentColor``, which Qt does not know: it is put in
    here. Needs the application; Qt's thread.
    """
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
    side = round(size * ratio)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        renderer.render(painter, QRectF(0, 0, side, side))
    made.setDevicePixelRatio(ratio)
    return made


def side(metrics: QFontMetrics) -> int:
    """Return the side of an icon beside text, which grows with the text."""
    return metrics.height() + 3


def draw(painter: QPainter, name: str, colour: QColor, x: int, y: int, size: int) -> None:
    """Draw an icon with its upper left corner at a point, sharp at any scale."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(x, y, pixmap(name, colour.name(), size, ratio))


def app_icon() -> QIcon:
    """Return the program's own icon, which has its own colours."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(pixmap(APP, "#000000", size))
    return icon
