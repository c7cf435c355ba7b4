"""How a call's cells are drawn: grey and quiet, but for what wants an eye."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.switchboard.call import Call, Direction, Doing, Engagement, Flag, State
from console.ui import icons
from console.ui.alerts import alert_of
from console.ui.call_model import CallModel
from console.ui.call_row import Row
from console.ui.columns import GAP, METERS, PADDING, Column
from console.ui.ladder import rings_here
from console.ui.theme import Tokens, tokens

_MARK: Final = 4
"""How wide the selected row's mark is, at its left end, while its keys work."""
_FAINT_MARK: Final = 1

Index = QModelIndex | QPersistentModelIndex


class CallDelegate(QStyledItemDelegate):
    """Draws every cell but the meters, which have an overlay of their own."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = Column(index.column())
        if column in METERS:
            return
        model = index.model()
        assert isinstance(model, CallModel)
        row, look = model.row(index.row()), tokens(option.palette)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, look.selection)
        if column is Column.ALERT:
            _draw_alert(painter, option, row.call, look)
            return
        cell = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        text, ink = model.text(row, column), _ink(row, column, look)
        side = icons.side(option.fontMetrics)
        top = cell.center().y() - side // 2 + 1
        if column is Column.DIRECTION:
            icon = "inbound" if row.call.direction is Direction.INBOUND else "outbound"
            icons.draw(painter, icon, ink, cell.left(), top, side)
            cell.setLeft(cell.left() + side + GAP)
        elif column is Column.STATE:
            after = cell.left() + option.fontMetrics.horizontalAdvance(text) + GAP
            for icon, colour in _standing_icons(row.call, look):
                if after + side > option.rect.right():
                    break
                icons.draw(painter, icon, colour, after, top, side)
                after += side + GAP // 2
        self._draw_text(painter, option, cell, text, row, column)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize()  # the view sets widths and heights for all

    def _draw_text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        cell: QRect,
        text: str,
        row: Row,
        column: Column,
    ) -> None:
        font = QFont(option.font)
        if column is Column.PARTY and not row.call.ended:
            font.setWeight(QFont.Weight.Medium)
        right = column is Column.TIME
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(_ink(row, column, tokens(option.palette)))
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
        painter.drawText(cell, side | Qt.AlignmentFlag.AlignVCenter, shown)


def _draw_alert(painter: QPainter, option: QStyleOptionViewItem, call: Call, look: Tokens) -> None:
    cell = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        focused = bool(option.state & QStyle.StateFlag.State_Active) and option.widget.hasFocus()
        mark = _MARK if focused else _FAINT_MARK
        painter.fillRect(cell.left(), cell.top(), mark, cell.height(), look.focus)
    alert = alert_of(call)
    icon = alert.icon if alert else "phone" if rings_here(call) else ""
    if icon:
        colour = look.text
        if alert:
            colour = look.alarm if alert.urgent else look.dim if call.ended else look.warn
        side = icons.side(option.fontMetrics)
        left = cell.left() + _MARK + (cell.width() - _MARK - side) // 2
        icons.draw(painter, icon, colour, left, cell.center().y() - side // 2 + 1, side)


def _standing_icons(call: Call, look: Tokens) -> Iterator[tuple[str, QColor]]:
    """Yield how far the operator is in the call, or that another is on it, and that its agent
    is kept silent."""
    if call.ended:
        return
    if call.engagement is not Engagement.OFF:
        yield {
            Engagement.LISTEN: ("ear", look.text),
            Engagement.WHISPER: ("whisper", look.text),
        }.get(call.engagement, ("you", look.you))
    elif call.elsewhere is not Engagement.OFF:
        yield "colleague", look.text
    if call.silenced:
        yield "silenced", look.you


def _ink(row: Row, column: Column, look: Tokens) -> QColor:
    call = row.call
    if call.ended:
        return look.dim
    if column in (Column.DIRECTION, Column.LINE):
        return look.dim
    if column is Column.STATE and call.state not in (State.LIVE, State.HELD):
        return look.text if rings_here(call) else look.dim
    if column is Column.DOING:
        return _doing_ink(call, look)
    return look.text


def _doing_ink(call: Call, look: Tokens) -> QColor:
    if Flag.WANTS_HUMAN in call.flags:
        return look.alarm
    if call.silenced:
        return look.you
    if call.flags or call.doing is Doing.NO_MEDIA:
        return look.warn
    return {Doing.CALLER_SPEAKING: look.caller, Doing.AGENT_SPEAKING: look.agent}.get(
        call.doing or Doing.HOLD, look.dim
    )
