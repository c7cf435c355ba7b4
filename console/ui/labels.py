"""Small things to read: text in the palette's inks, text that elides, an icon, a notice."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from console.ui import icons
from console.ui.text_scale import follow_font
from console.ui.theme import tokens

DIM: Final = QPalette.ColorRole.PlaceholderText
TEXT: Final = QPalette.ColorRole.WindowText


def label(
    text: str = "", *, ink: QPalette.ColorRole = TEXT, scale: float = 1.0, bold: bool = False
) -> QLabel:
    """Make a plain-text label in an ink of the palette, so that it follows the theme."""
    return _styled(QLabel(text), ink, scale, bold)


def wrapped(text: str = "", *, ink: QPalette.ColorRole = TEXT) -> QLabel:
    """Make a label for a sentence, which takes as many lines as it needs."""
    made = label(text, ink=ink)
    made.setWordWrap(True)
    return made


def _styled(made: QLabel, ink: QPalette.ColorRole, scale: float, bold: bool) -> QLabel:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setForegroundRole(ink)
    font = QFont(made.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setFont(font)
    return made


class ElidedLabel(QLabel):
    """One line that gives way: what does not fit ends in “…” and is in the tool tip."""

    def __init__(
        self, *, ink: QPalette.ColorRole = TEXT, scale: float = 1.0, bold: bool = False
    ) -> None:
        super().__init__()
        _styled(self, ink, scale, bold)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            shown = self.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideRight, self.width()
            )
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)


class Icon(QWidget):
    """One icon in one of the theme's colours, by the token's name."""

    def __init__(self, name: str = "", ink: str = "dim", scale: float = 1.0) -> None:
        super().__init__()
        self._name, self._ink = name, ink
        self._scale = scale
        follow_font(self, self._fit_font)

    def _fit_font(self) -> None:
        side = round(icons.side(self.fontMetrics()) * self._scale)
        self.setFixedSize(side, side)

    def show_icon(self, name: str, ink: str) -> None:
        self._name, self._ink = name, ink
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._name:
            ink = getattr(tokens(self.palette()), self._ink)
            with QPainter(self) as painter:
                icons.draw(painter, self._name, ink, 0, 0, self.width())


class Notice(QWidget):
    """A sentence with an icon that says what kind of sentence it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon()
        self._text = wrapped()
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._lines = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        follow_font(self, self._fit_font)

    def say(self, sentence: str, icon: str = "", ink: str = "dim") -> None:
        """Show a sentence; without an icon it is plain information."""
        self._text.setText(sentence)
        self._icon.show_icon(icon, ink)
        self._icon.setVisible(bool(icon))

    def sentence(self) -> str:
        return self._text.text()

    def reserve(self, lines: int) -> None:
        """Keep the height of so many lines, so that a longer sentence moves nothing."""
        self._lines = lines
        self._fit_font()

    def _fit_font(self) -> None:
        metrics = self.fontMetrics()
        self._text.setMinimumHeight(metrics.lineSpacing() * self._lines)
        # The icon is higher than a line: so far down stands the first one beside it.
        beside = (icons.side(metrics) - metrics.height()) // 2
        self._text.setContentsMargins(0, beside, 0, 0)
