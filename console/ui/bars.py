"""What lies over the foot of the list while there is something to say: nothing moves for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Bars(QWidget):
    """Some bars, one above the other, at the foot of a widget, over whatever is there.

    In a layout they would push what is above them from under the pointer as they come and
    go. ``covers`` carries how many pixels are lain over, whenever that changes. Qt's thread.
    """

    covers = Signal(int)

    def __init__(self, over: QWidget, *bars: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._bars = bars
        self._covered = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for bar in bars:
            column.addWidget(bar)
            bar.installEventFilter(self)
        over.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.Resize)
        if event.type() in kinds:
            self._fit()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # another sentence, a larger text
            self._fit()
        return done

    def _fit(self) -> None:
        """Lie as wide as what is below, and as high as the sentences are then."""
        high = 0
        column = self.layout()
        if column and any(not bar.isHidden() for bar in self._bars):
            wide = self._over.width()
            high = column.totalHeightForWidth(wide)
            self.setGeometry(0, self._over.height() - high, wide, high)
            self.raise_()
        self.setVisible(high > 0)
        if high != self._covered:
            self._covered = high
            self.covers.emit(high)
