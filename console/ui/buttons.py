"""The desk's button: flat, quiet, drawn from the palette, and fed by an action."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLayout, QMenu, QPushButton, QSizePolicy, QWidget

from console.ui import icons
from console.ui.registry import keys_of
from console.ui.theme import Tokens, tokens

_GAP: Final = 8
_PAD: Final = 12
_MIN_HEIGHT: Final = 32
_RADIUS: Final = 5
_BY_KEYBOARD: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Kind(Enum):
    """How much a button asks to be pressed."""

    PLAIN = "plain"
    QUIET = "quiet"
    PRIMARY = "primary"
    DANGER = "danger"


class DeskButton(QPushButton):
    """A push button of one `Kind`, with an optional icon and its key written beside it.

    With ``mirror`` it shows and triggers an action; with ``drop`` it opens a menu (without
    a nested event loop, which Qt's own menu buttons would start).
    """

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "",
        kind: Kind = Kind.PLAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._kind = kind
        self._keys = ""
        self._menu: QMenu | None = None
        self._ring = False
        self._pad = _PAD
        self.setAutoDefault(True)  # Enter presses the button that has the focus, as Space does
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def mirror(self, action: QAction, *, keys: bool = True, words: bool = True) -> None:
        """Show an action's text, state and (if wanted) key from now on, and trigger it.

        Without ``words`` its icon stands alone, and the tool tip says what it is.
        """

        def follow() -> None:
            self._keys = keys_of(action) if keys and words else ""
            self.setText(action.text() if words else "")
            if not words:
                self.setAccessibleName(action.text())
                self.setToolTip(f"{action.text()}  ({keys_of(action)})")
            self.setEnabled(action.isEnabled())
            self.setCheckable(action.isCheckable())
            self.setChecked(action.isChecked())
            self.updateGeometry()
            self.update()
            if not self.isVisible():
                self._tell_layouts()

        def press() -> None:
            action.trigger()
            follow()  # Qt has checked the button; what is true is for the action to say

        action.changed.connect(follow)
        self.clicked.connect(press)
        follow()

    def make_slim(self) -> None:
        """Take less room at the sides, for many in a row."""
        self._pad = _GAP
        self.updateGeometry()

    def drop(self, menu: QMenu) -> None:
        """Open a menu below when pressed."""
        self._menu = menu
        self.clicked.connect(self._open_menu)
        self.updateGeometry()

    def _open_menu(self) -> None:
        """Open the menu below, within the window: at its right end it grows to the left."""
        assert self._menu
        width, room = self._menu.sizeHint().width(), self.window().width()
        left = min(0, room - self.mapTo(self.window(), QPoint(0, 0)).x() - width)
        self._menu.popup(self.mapToGlobal(QPoint(left, self.height() + 2)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus; a ring shows it to whoever came by the keyboard."""
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._ring = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    def _tell_layouts(self) -> None:
        """Have the layouts around reckon anew; Qt tells them nothing of what is not shown yet."""
        around = self.parentWidget()
        while around is not None:
            around.updateGeometry()
            _reckon_anew(around.layout())
            around = around.parentWidget()

    def _is_ringed(self) -> bool:
        return self.hasFocus() and (self._ring or self.isDefault())

    def sizeHint(self) -> QSize:
        return self._size_for(self.text(), self._keys)

    def minimumSizeHint(self) -> QSize:
        """Return what it needs at least: where room is short, its key is not written."""
        return self._size_for(self.text())

    def _size_for(self, *texts: str) -> QSize:
        metrics = self.fontMetrics()
        parts = [metrics.horizontalAdvance(text) for text in texts if text]
        parts += [icons.side(metrics)] * (bool(self._icon) + self._drops())
        width = sum(parts) + _GAP * (len(parts) - 1) + 2 * self._edge()
        return QSize(width, max(_MIN_HEIGHT, metrics.height() + 14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        fill, ink = self._colours(look)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = QPen(look.line, 1) if look.stark else Qt.PenStyle.NoPen
            painter.setPen(QPen(look.focus, 2) if self._is_ringed() else edge)
            painter.setBrush(fill)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
            self._draw_content(painter, ink, look)

    def _colours(self, look: Tokens) -> tuple[QColor, QColor]:
        """Return the fill and the ink for the state the button is in."""
        clear = QColor(Qt.GlobalColor.transparent)
        rest = clear if self._kind is Kind.QUIET else look.raised
        if not self.isEnabled():
            return clear, look.faint
        touched = self.isDown() or self.underMouse()
        match self._kind:
            case Kind.PRIMARY:
                return (look.dim if self.isDown() else look.text), look.base
            case Kind.DANGER:
                lit = touched or self.isChecked()
                return (look.alarm, look.base) if lit else (rest, look.text)
        return (look.pressed if touched or self.isChecked() else rest), look.text

    def _draw_content(self, painter: QPainter, ink: QColor, look: Tokens) -> None:
        metrics = self.fontMetrics()
        side = icons.side(metrics)
        top = (self.height() - side) // 2
        whole = self._size_for(self.text(), self._keys)
        keys = self._keys if self.width() >= whole.width() else ""
        used = whole if keys else self._size_for(self.text())
        x = max(_GAP, (self.width() - used.width()) // 2 + self._edge())
        if self._icon:
            icons.draw(painter, self._icon, ink, x, top, side)
            x += side + _GAP
        centred = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for text, colour in ((self.text(), ink), (keys, self._hint(ink, look))):
            if text:
                painter.setPen(colour)
                painter.drawText(QRect(x, 0, self.width() - x, self.height()), centred, text)
                x += metrics.horizontalAdvance(text) + _GAP
        if self._drops():
            icons.draw(painter, "chevron-down", ink, x, top, side)

    def _drops(self) -> bool:
        """Say whether to show that a menu opens: beside a word, not beside a bare icon."""
        return self._menu is not None and bool(self.text())

    def _hint(self, ink: QColor, look: Tokens) -> QColor:
        lit = self.isDown() or self.isChecked() or self.underMouse()  # on too light a ground
        return look.dim if ink == look.text and not lit else ink

    def _edge(self) -> int:
        return self._pad if self.text() else _GAP


def _reckon_anew(layout: QLayout | None) -> None:
    """Have a layout, and those within it, forget the sizes that they remember."""
    if layout is None:
        return
    layout.invalidate()
    for at in range(layout.count()):
        item = layout.itemAt(at)
        _reckon_anew(item.layout() if item else None)
