"""What makes the meters move: thirty frames a second while somebody can see them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from console.switchboard.interface import SwitchboardInterface
from console.ui.meters import RATE, Meters


class MeterClock(QObject):
    """Reads the levels, moves the meters and has them painted. Qt's thread.

    It stands still while ``watched`` says that nobody can see it, and once ``audible``
    says that no call has sound and every bar is down. `wake` starts it again.
    """

    def __init__(
        self,
        switchboard: SwitchboardInterface,
        meters: Meters,
        *,
        watched: Callable[[], bool],
        audible: Callable[[], bool],
        paint: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._switchboard = switchboard
        self._meters = meters
        self._watched = watched
        self._audible = audible
        self._paint = paint
        self._timer = QTimer(self, interval=1000 // RATE)
        self._timer.timeout.connect(self.frame)

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def wake(self) -> None:
        """Run if there is something to see and somebody to see it."""
        if not self.running and self._needed():
            self._timer.start()

    def frame(self) -> None:
        """Show one frame, and stop where it was the last one needed."""
        self._meters.advance(self._switchboard.levels())
        self._paint()
        if not self._needed():
            self._timer.stop()

    def _needed(self) -> bool:
        return self._watched() and (self._audible() or not self._meters.quiet)
