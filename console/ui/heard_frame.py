"""The frame round the window that is amber while somebody hears the operator."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.ui.theme import tokens

WIDTH: Final = 4


class HeardFrame(QWidget):
    """Has its room always, so that nothing moves when it lights up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lit = False

    def light(self, on: bool) -> None:
        if self.lit != on:
            self.lit = on
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look.you if self.lit else look.window)
