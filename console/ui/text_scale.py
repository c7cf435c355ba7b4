"""The size of all text, from 100 to 200 %, while the desk runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

_PROPERTY: Final = "text_percent"
STEPS: Final = (100, 110, 125, 150, 175, 200)


class TextScale:
    """Scales the application's font and every font that a widget has of its own. Qt's thread."""

    def __init__(self, app: QApplication, percent: int) -> None:
        self._app = app
        self.set(percent)

    @property
    def percent(self) -> int:
        """What the application's text is scaled to, by whichever desk: it has but one font."""
        return int(self._app.property(_PROPERTY) or 100)

    def next(self, by: int) -> int:
        """Return the next larger or smaller percentage there is."""
        beyond = [step for step in STEPS if (step - self.percent) * by > 0]
        return min(beyond, key=lambda step: abs(step - self.percent), default=self.percent)

    def set(self, percent: int) -> None:
        ratio = percent / self.percent
        if ratio == 1:
            return
        self._app.setProperty(_PROPERTY, percent)
        own = [
            (widget, widget.font().pointSizeF())
            for widget in self._app.allWidgets()
            if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont)
        ]
        self._app.setFont(_scaled(self._app.font(), self._app.font().pointSizeF() * ratio))
        for widget, size in own:
            widget.setFont(_scaled(widget.font(), size * ratio))


def follow_font(widget: QWidget, fit: Callable[[], None]) -> None:
    """Have something fitted to a widget's font now, and whenever it becomes another."""
    fit()
    widget.installEventFilter(_Follower(widget, fit))


class _Follower(QObject):
    def __init__(self, widget: QWidget, fit: Callable[[], None]) -> None:
        super().__init__(widget)
        self._fit = fit

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        return False


def _scaled(font: QFont, points: float) -> QFont:
    scaled = QFont(font)
    scaled.setPointSizeF(points)
    return scaled
