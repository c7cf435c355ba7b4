"""One setting: what it is called, what it holds, where that came from, and how to change it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
)

from console.switchboard.settings_interface import SettingKind, SettingView
from console.ui.buttons import DeskButton, Kind
from console.ui.choice_list import ChoiceList
from console.ui.labels import DIM, ElidedLabel, Notice, label, wrapped
from console.ui.said import line_name, said
from console.ui.setup.beside import BesideRow
from console.ui.text_line import Line
from console.ui.text_scale import follow_font

_ENTRY_IN_DIGITS: Final = 34


def is_found(view: SettingView, words: str) -> bool:
    """Whether a search finds a setting: each word somewhere in what is said of it."""
    told = view.title, view.group, view.description
    # By what is read, and by what the manual calls it.
    text = " ".join((view.variable, *told, *map(said, told))).casefold()
    return all(word in text for word in words.casefold().split())


class SettingRow(BesideRow):
    """``chosen`` carries the name and what was typed; ``given_up`` the name of what is to be
    left to its default. Qt's thread.
    """

    chosen = Signal(str, str)
    given_up = Signal(str)

    def __init__(self, view: SettingView) -> None:
        super().__init__()
        self.view = view
        self.problem = Notice()
        self._about = wrapped(ink=DIM)
        self._source = ElidedLabel(ink=DIM)
        self.reset = DeskButton(kind=Kind.QUIET)
        self.reset.clicked.connect(lambda: self.given_up.emit(self.view.name))
        self.entry = self._choice() if view.kind is SettingKind.CHOICE else self._line()
        self.entry.setAccessibleName(said(view.title))
        self.entry.setAccessibleDescription(said(view.description))
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(said(view.title), bold=True))
        head.addWidget(self._source, 1)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(head)
        words.addWidget(self._about)
        words.addWidget(self.problem)
        self.put(words, self.entry, self.reset)
        follow_font(self, self._fit_font)
        self.show_setting(view)

    def show_setting(self, view: SettingView) -> None:
        """Show what is kept now."""
        self.view = view
        default = self._label(view.default).rstrip(".")
        default = self.tr("Default: {value}.").format(value=default) if default else ""
        when = self.tr("Counts {when}.").format(when=said(view.effect)) if view.effect else ""
        notes = (said(view.description), default, when, said(view.kept), said(view.locked))
        self._about.setText(" ".join(filter(None, notes)))
        self._source.setText(f"{view.variable}   {self._origin()}")
        self._show_value()
        self.entry.setEnabled(not view.locked)
        secret = view.kind is SettingKind.SECRET
        self.reset.setText(self._reset_words()[secret])
        self.reset.setAccessibleName(f"{self.reset.text()}: {said(view.title)}")
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)
        self.reset.setVisible(view.is_set and not view.locked)
        self.say("")

    def _reset_words(self) -> tuple[str, str]:
        return self.tr("Reset"), self.tr("Remove")

    def _fit_font(self) -> None:
        metrics = self.fontMetrics()
        self.entry.setFixedWidth(metrics.horizontalAdvance("0") * _ENTRY_IN_DIGITS)
        self.entry.setMinimumHeight(max(32, metrics.height() + 14))
        widest = max(map(metrics.horizontalAdvance, self._reset_words()))
        self.reset.setFixedWidth(widest + 26)

    def say(self, problem: str) -> None:
        """Say what is wrong with what was typed; nothing where all is well."""
        self.problem.say(problem, "error", "alarm")
        self.problem.setVisible(bool(problem))

    def _origin(self) -> str:
        if not self.view.is_set:
            return self.tr("not set")
        return self.tr("from {source}").format(source=said(self.view.source))

    def _show_value(self) -> None:
        match self.entry:
            case QComboBox():
                at = self.entry.findData(self.view.value if self.view.is_set else "")
                self.entry.setCurrentIndex(max(0, at))
            case QLineEdit():
                secret = self.view.kind is SettingKind.SECRET
                self.entry.setText("" if secret or not self.view.is_set else self.view.value)
                kept = self.tr("Kept. Type another to replace it.") if self.view.kept else ""
                self.entry.setPlaceholderText(kept if secret else line_name(self.view.default))

    def _choice(self) -> QComboBox:
        box = ChoiceList()
        default = self._label(self.view.default) or self.tr("as usual")
        box.addItem(self.tr("Default ({value})").format(value=default), "")
        for choice in self.view.choices:
            box.addItem(self._label(choice), choice)
        box.activated.connect(lambda _at: self._choose(str(box.currentData())))
        return box

    def _label(self, value: str) -> str:
        """Return what people call a value."""
        view = self.view
        called = dict(zip(view.choices, view.labels or view.choices, strict=True))
        return said(called[value]) if value in called else line_name(value)

    def _line(self) -> QLineEdit:
        line = Line()
        if self.view.kind is SettingKind.SECRET:
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        line.editingFinished.connect(lambda: self._finish(line))
        return line

    def _finish(self, line: QLineEdit) -> None:
        """Keep what was typed, once it is another than what is kept."""
        if not line.isModified():
            return
        line.setModified(False)
        secret = self.view.kind is SettingKind.SECRET
        if line.text() or (self.view.is_set and not secret):
            self._choose(line.text())

    def _choose(self, text: str) -> None:
        if text:
            self.chosen.emit(self.view.name, text)
        elif self.view.is_set:
            self.given_up.emit(self.view.name)
