"""Taking over a ``.env`` at the first step: what is in it, then that it is done, then the file."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from console.switchboard.setup_interface import ImportView, Setup
from console.ui.buttons import DeskButton
from console.ui.errands import Errands
from console.ui.hop import LoopHop
from console.ui.labels import DIM, Notice, label, wrapped


class ImportBox(QWidget):
    """``taken`` comes when settings were taken over. Qt's thread."""

    taken = Signal()

    def __init__(self, setup: Setup, hop: LoopHop, errands: Errands) -> None:
        super().__init__()
        self._setup = setup
        self._hop = hop
        self._errands = errands
        self.choose = DeskButton(self.tr("Import a .env file…"))
        self.take = DeskButton(self.tr("Take these over"))
        self.remove = DeskButton(self.tr("Take them out of the file"))
        self.verdict = Notice()
        self._list = wrapped(ink=DIM)
        self.choose.clicked.connect(self._browse)
        self.take.clicked.connect(lambda: errands.send(self._take(), self._fail))
        self.remove.clicked.connect(lambda: errands.send(self._clear(), self._fail))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.choose, self.take, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Settings of another program"), bold=True))
        column.addWidget(
            wrapped(
                self.tr(
                    "Keys that stand in a .env file can be taken over: secrets into the keyring, "
                    "the rest into settings.toml."
                ),
                ink=DIM,
            )
        )
        column.addLayout(buttons)
        column.addWidget(self._list)
        column.addWidget(self.verdict)
        self._show(None)

    def plan(self, file: str) -> None:
        """Look at a file and say what is in it."""
        self._errands.send(self._plan(file), self._fail)

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Import a .env file"))
        # Files that begin with a dot are hidden unless they are asked for.
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, True)
        dialog.setFilter(dialog.filter() | dialog.filter().Hidden)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.plan)
        dialog.open()

    async def _plan(self, file: str) -> None:
        self._show(await self._hop.ask(self._setup.plan_import(file)))

    async def _take(self) -> None:
        view = await self._hop.ask(self._setup.take_import())
        self._show(view)
        self.verdict.say(
            self.tr("Taken over. The file still holds the secrets for everybody who can read it."),
            "warning",
            "warn",
        )
        self.taken.emit()

    async def _clear(self) -> None:
        await self._hop.ask(self._setup.clear_import())
        self._show(None)
        self.verdict.say(self.tr("They are out of the file."), "ready", "good")
        self.verdict.show()

    def _fail(self, sentence: str) -> None:
        self._show(None)
        self.verdict.say(sentence, "warning", "warn")
        self.verdict.show()

    def _show(self, view: ImportView | None) -> None:
        self.take.setVisible(view is not None and not view.taken)
        self.remove.setVisible(view is not None and view.taken)
        lines = (
            [self._line(it.variable, it.goes_to, it.replaces) for it in view.items] if view else []
        )
        self._list.setText("\n".join(lines))
        self._list.setVisible(bool(lines))
        self.verdict.setVisible(view is not None and view.taken)

    def _line(self, variable: str, goes_to: str, replaces: bool) -> str:
        if replaces:
            return self.tr("{name} → {store}, in place of another").format(
                name=variable, store=goes_to
            )
        return self.tr("{name} → {store}").format(name=variable, store=goes_to)
