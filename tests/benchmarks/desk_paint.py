"""What the desk's moving meters cost: ``python -m tests.benchmarks.desk_paint``.

A hundred calls with sound, thirty frames a second, as many rows in sight as fit a tall
window. Measured is the processor time of the whole process, by turns with a reference in
the same run: a stock `QTableView` whose delegate draws the bars and which is told of
both columns with one ``dataChanged`` a frame, which is the obvious way. The desk also
shows the selected call's waveform, with something happening on it; it is measured once more
with the waveform out of sight, and with motion reduced. Medians of the turns; the budget is
8 % of a core. Runs off-screen and, where there is a ``DISPLAY``, on X11 too.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial

import qasync
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from console.switchboard.call import State
from console.switchboard.interface import CallLevels
from console.ui.app import make_application
from console.ui.hop import EngineHop
from console.ui.meters import RATE
from console.ui.theme import Theme
from console.ui.window import DeskWindow
from tests.ui import scenes
from tests.ui.stage import Stage

_CALLS = 100
_SIZE = (1280, 1200)
_BARS = (7, 8)
_BUDGET = 0.08


class Talking(Stage):
    """A stage whose levels are worked out beforehand, so that reading them costs nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._frames: list[Mapping[str, CallLevels]] = []
        self._at = 0
        self.silent = False

    def rehearse(self) -> None:
        for frame in range(RATE * 4):
            scenes.speak(self, frame)
            self._frames.append(self.now_levels)

    def levels(self) -> Mapping[str, CallLevels]:
        self._at += 1
        return {} if self.silent else self._frames[self._at % len(self._frames)]


class StockBars(QStyledItemDelegate):
    """Draws a bar in a cell as long as the frame says."""

    at = 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        area = option.rect.adjusted(8, 9, -8, -9)
        painter.fillRect(area, Qt.GlobalColor.darkGray)
        area.setWidth((index.row() * 37 + self.at * 11) % area.width())
        painter.fillRect(area, Qt.GlobalColor.blue)


class StockTable:
    """The reference: stock rows with bars drawn by a delegate, all changed in each frame."""

    def __init__(self) -> None:
        self.model = QStandardItemModel(_CALLS, 9)
        for row in range(_CALLS):
            for column in range(9):
                self.model.setItem(row, column, QStandardItem(f"{row} {column}"))
        self.view = QTableView()
        self.view.setModel(self.model)
        self.bars = StockBars()
        for column in _BARS:
            self.view.setItemDelegateForColumn(column, self.bars)
            self.view.setColumnWidth(column, 80)
        self.view.verticalHeader().setDefaultSectionSize(26)
        self.view.resize(*_SIZE)
        self.timer = QTimer(interval=1000 // RATE)
        self.timer.timeout.connect(self._frame)

    def _frame(self) -> None:
        self.bars.at += 1
        first, last = self.model.index(0, _BARS[0]), self.model.index(_CALLS - 1, _BARS[-1])
        self.model.dataChanged.emit(first, last)


async def _cost(seconds: float) -> float:
    """Return the share of a core used while nothing here does anything but wait."""
    cpu, began = time.process_time(), time.monotonic()
    await asyncio.sleep(seconds)
    return (time.process_time() - cpu) / (time.monotonic() - began)


async def _measure(turns: int, seconds: float) -> None:
    stage = Talking()
    hop = EngineHop(stage, stage.loop)
    desk = DeskWindow(hop, practice=True, theme=Theme.DARK)
    desk.resize(*_SIZE)
    scenes.many_calls(stage, _CALLS)
    stage.rehearse()
    desk.show()
    await asyncio.sleep(1)
    desk.workspace.calls.select("call-0")
    rows = len(desk.workspace.calls.metered_rows()[0])
    stock = StockTable()

    async def moving(*, waveform: bool = True, calm: bool = False) -> float:
        desk.workspace.detail.waveform.setVisible(waveform)
        desk.workspace.detail.waveform.calm = calm
        scenes.happenings(stage, "call-0")
        stage.silent = False
        scenes.all_become(stage, State.LIVE)
        desk.show()
        await asyncio.sleep(1)
        assert desk.workspace.clock.running
        return await _cost(seconds)

    async def still() -> float:
        """Show the same desk while no call has sound: times run, meters do not."""
        stage.silent = True
        scenes.all_become(stage, State.RINGING)
        await asyncio.sleep(6)
        assert not desk.workspace.clock.running
        return await _cost(seconds)

    async def reference() -> float:
        desk.hide()
        stock.view.show()
        stock.timer.start()
        await asyncio.sleep(1)
        cost = await _cost(seconds)
        stock.timer.stop()
        stock.view.hide()
        return cost

    parts: dict[str, Callable[[], object]] = {
        "desk, meters moving": moving,
        "desk, no waveform": partial(moving, waveform=False),
        "desk, motion reduced": partial(moving, calm=True),
        "desk, meters still": still,
        "stock table": reference,
    }
    costs: dict[str, list[float]] = {name: [] for name in parts}
    for _ in range(turns):
        for name, part in parts.items():
            costs[name].append(await part())  # type: ignore[misc]
    desk.hide()
    await hop.close()
    stage.close()
    _report({name: statistics.median(each) for name, each in costs.items()}, rows)


def _report(costs: Mapping[str, float], rows: int) -> None:
    moving, stock = costs["desk, meters moving"], costs["stock table"]
    print(f"{os.environ['QT_QPA_PLATFORM']}: {_CALLS} calls, {rows} rows in sight, {RATE} frames/s")
    for name, cost in costs.items():
        print(f"  {name:22} {cost:6.1%} of a core   {cost / stock:5.2f} × the stock table")
    verdict = "within" if moving <= _BUDGET else "OVER"
    print(f"  {verdict} the budget of {_BUDGET:.0%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--platform", help="measure this one only, in this process")
    options = parser.parse_args()
    if options.platform:
        os.environ["QT_QPA_PLATFORM"] = options.platform
        with qasync.QEventLoop(make_application(["desk_paint"])) as loop:
            loop.run_until_complete(_measure(options.turns, options.seconds))
        return
    for platform in ["offscreen"] + (["xcb"] if os.environ.get("DISPLAY") else []):
        command = [sys.executable, "-m", "tests.benchmarks.desk_paint", "--platform", platform]
        command += ["--turns", str(options.turns), "--seconds", str(options.seconds)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
