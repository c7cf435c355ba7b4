"""The figures of the selected call: how fast it answers, how it travels, what it costs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.switchboard.call import Call, Direction
from console.switchboard.events import TranscriptLine
from console.switchboard.interface import CallQuality
from console.switchboard.lines import Line
from console.ui import figures
from console.ui.labels import DIM, ElidedLabel

_MINUTE_S: Final = 60


class CallFigures(QWidget):
    """Two quiet lines: the latencies, and below them how the audio travels and the cost.

    ``lines`` and ``quality`` are asked once a second. Qt's thread.
    """

    def __init__(
        self,
        lines: Callable[[], Sequence[Line]],
        quality: Callable[[str], CallQuality | None],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self._quality = quality
        self._now = now
        self._call: Call | None = None
        self._latencies: list[int] = []
        self._speed = ElidedLabel(ink=DIM)
        self._travel = ElidedLabel(ink=DIM)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._speed)
        column.addWidget(self._travel)

    def show_call(self, call: Call) -> None:
        self._call = call
        self._show_speed()
        self.show_time()

    def show_lines(self, lines: Iterable[TranscriptLine]) -> None:
        """Take the call's transcript, whole."""
        self._latencies = [line.latency_ms for line in lines if line.latency_ms is not None]
        self._show_speed()

    def show_time(self) -> None:
        """Look at what is measured anew: once a second."""
        if self._call:
            told = [*self._travelling(self._call), self._cost(self._call)]
            self._travel.setText("  ·  ".join(filter(None, told)))

    def _show_speed(self) -> None:
        call = self._call
        if call is None or call.latency_ms is None:
            self._speed.setText("")
            return
        told = [self.tr("Latency {latency}").format(latency=figures.latency(call.latency_ms))]
        if len(self._latencies) > 1:
            told.append(self.tr("p50 {n}").format(n=percentile(self._latencies, 50)))
            told.append(self.tr("p95 {n}").format(n=percentile(self._latencies, 95)))
        self._speed.setText("  ·  ".join(told))
        self._speed.setToolTip(
            self._speed.text()
            + "\n"
            + self.tr(
                "How long the caller waits for an answer: the last turn, half of all turns, and "
                "all but one in twenty, in milliseconds."
            )
        )

    def _travelling(self, call: Call) -> list[str]:
        quality = None if call.ended else self._quality(call.id)
        if quality is None:
            return []
        told = [
            self.tr("Buffered {n} s").format(n=f"{quality.buffered_ms / 1000:.1f}"),
            self.tr("jitter {n} ms").format(n=round(quality.jitter_ms)),
        ]
        if quality.gaps:
            gaps = self.tr("1 gap") if quality.gaps == 1 else self.tr("{n} gaps")
            told.append(gaps.format(n=quality.gaps))
        if quality.dropped:
            told.append(self.tr("{n} dropped").format(n=quality.dropped))
        return told

    def _cost(self, call: Call) -> str:
        """Return what the call cost, or what it is taken to cost so far, where that is known."""
        if call.bill:
            price = abs(float(call.bill.price))
            return self.tr("Cost {price} {currency}").format(
                price=f"{price:.4g}", currency=call.bill.currency.upper()
            )
        line = next((each for each in self._lines() if each.number == call.ours), None)
        if line is None or call.direction is Direction.INBOUND or call.answered_at is None:
            return ""
        minutes = max(1, math.ceil(figures.lasted(call, self._now()) / _MINUTE_S))
        cost = minutes * line.guard_rails.cost_a_minute
        text = self.tr("about {price}") if call.ended else self.tr("about {price} so far")
        return text.format(price=f"{cost:.2f}")


def percentile(values: Sequence[int], percent: int) -> int:
    """Return the smallest of some values that so many percent of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]
