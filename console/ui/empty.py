"""What the desk says while there is no call: one sentence and what to press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.switchboard.lines import Line
from console.ui import figures
from console.ui.buttons import DeskButton, Kind
from console.ui.labels import Icon, label, wrapped
from console.ui.registry import Registry
from console.ui.text_scale import follow_font

_READ_WELL: Final = 64
"""How many characters of a sentence stand in one line."""


class Empty(QWidget):
    """A headline, a sentence, and a button per action, the first being the one to press."""

    def __init__(
        self,
        icon: str,
        headline: str,
        sentence: str,
        actions: Sequence[QAction] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.says: Callable[[], str] = lambda: sentence
        """What its sentence is now; one that has a number in it may become another."""
        self._text = text = wrapped(sentence, ink=QPalette.ColorRole.PlaceholderText)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.buttons: list[DeskButton] = []
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for at, action in enumerate(actions):
            button = DeskButton(kind=Kind.PLAIN if at else Kind.PRIMARY)
            button.mirror(action, keys=at > 0)
            if at == 0:
                self.setFocusProxy(button)
            self.buttons.append(button)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(5)
        column.addWidget(Icon(icon, scale=2.5), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        head = label(headline, scale=1.35, bold=True)
        column.addWidget(head, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        follow_font(text, self._fit)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addStretch(6)

    def write_anew(self) -> None:
        """Write the sentence again: the mask has come or gone."""
        self._text.setText(self.says())
        self._fit()

    def _fit(self) -> None:
        """Have the sentence as wide as is read well, and as high as it is then."""
        text = self._text
        wide = text.fontMetrics().averageCharWidth() * _READ_WELL
        text.setFixedSize(wide, text.heightForWidth(wide))


def idle_practice(registry: Registry) -> Empty:
    """Return what the practice line says while there is no call."""
    return Empty(
        "practice",
        _tr("No calls now"),
        _tr("Have a practice caller phone in, and watch the agent answer."),
        _there(registry, "practice-call", "dial", "setup"),
    )


def idle_line(registry: Registry, line: Line | None) -> Empty:
    """Return what a real line says while there is no call, or that there is none."""
    if line is None:
        return Empty(
            "phone",
            _tr("No number is set up"),
            _tr(
                "Nothing rings here yet. Set up a number of your own, or try everything with "
                "practice callers first: without an account, without a network."
            ),
            _there(registry, "setup", "practise"),
        )

    def rings() -> str:
        return _tr("Your number is {number}.").format(number=figures.number(line.number))

    made = Empty("ready", _tr("Ready"), rings(), [registry["dial"]])
    made.says = rings
    return made


def _there(registry: Registry, *names: str) -> list[QAction]:
    """Return the actions of those commands that this desk has."""
    return [registry[name] for name in names if name in registry]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Empty", text)
