"""How the bars of every call move: at once up, slowly down, with a tick for the last peak.

Everything is kept in arrays with a column per call, so that a hundred calls cost hardly
more than one. No Qt in here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from console.switchboard.call import CallId
from console.switchboard.interface import CallLevels

FLOOR_DBFS: Final = -60.0
RELEASE_DB_PER_S: Final = 20.0
PEAK_HOLD_S: Final = 1.0
HISTORY_S: Final = 20
RATE: Final = 30
"""Frames of history a second, which is how often `advance` is meant to be called."""

_FRAMES: Final = HISTORY_S * RATE
_CALLER, _AGENT = 0, 1

Floats = npt.NDArray[np.float32]


class Meters:
    """The bars and the last 20 seconds of each call. Qt's thread.

    Levels are shown as a share of the scale: 0 at −60 dBFS and below, 1 at 0 dBFS.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._at = clock()
        self._column: dict[CallId, int] = {}
        self._free: list[int] = []
        self._bar = np.zeros((2, 0), np.float32)
        self._peak = np.zeros((2, 0), np.float32)
        self._peak_age = np.zeros((2, 0), np.float32)
        self._history = np.zeros((2, _FRAMES, 0), np.float32)
        self._frame = int(self._at * RATE)

    @property
    def quiet(self) -> bool:
        """Whether every bar and tick is down, so that nothing needs painting any more."""
        return not self._peak.any()

    @property
    def at(self) -> float:
        """When everything was last moved on, on the clock."""
        return self._at

    def newest(self, call_id: CallId) -> tuple[float, float]:
        """Return the levels of one call's caller and agent as they were read last."""
        caller, agent = self._history[:, self._frame % _FRAMES, self._column_of(call_id)]
        return float(caller), float(agent)

    def advance(self, levels: Mapping[CallId, CallLevels]) -> None:
        """Move everything on to now; a call that is not in ``levels`` is silent."""
        now = self._clock()
        passed, self._at = now - self._at, now
        columns = [self._column_of(call_id) for call_id in levels]
        rms = np.zeros_like(self._bar)
        peak = np.zeros_like(self._peak)
        if columns:
            read = np.array(
                [(v.caller, v.agent, v.caller_peak, v.agent_peak) for v in levels.values()],
                np.float32,
            ).T
            share = np.clip(1 - read / FLOOR_DBFS, 0, 1)
            rms[:, columns], peak[:, columns] = share[:2], share[2:]
        fall = np.float32(passed * RELEASE_DB_PER_S / -FLOOR_DBFS)
        self._bar = np.maximum(rms, self._bar - fall).clip(0)
        self._move_peaks(peak, passed, fall)
        self._remember(rms, now)

    def bars(self, calls: Sequence[CallId]) -> tuple[Floats, Floats]:
        """Return the bars and the peak ticks of some calls, each as 2 (caller, agent) × calls."""
        columns = [self._column_of(call_id) for call_id in calls]
        return self._bar[:, columns], self._peak[:, columns]

    def history(self, call_id: CallId) -> Floats:
        """Return the last 20 s of one call, oldest first, as 2 (caller, agent) × frames."""
        column = self._column_of(call_id)
        oldest = self._frame + 1
        return np.roll(self._history[:, :, column], -oldest % _FRAMES, axis=1)

    def keep(self, calls: Iterable[CallId]) -> None:
        """Forget every call but these."""
        for gone in self._column.keys() - set(calls):
            column = self._column.pop(gone)
            self._free.append(column)
            for array in (self._bar, self._peak, self._peak_age, self._history):
                array[..., column] = 0

    def _move_peaks(self, peak: Floats, passed: float, fall: np.float32) -> None:
        age = self._peak_age + np.float32(passed)
        held = np.where(age < PEAK_HOLD_S, self._peak, self._peak - fall).clip(0)
        higher = peak >= held
        np.copyto(self._peak, np.where(higher, peak, held))
        np.copyto(self._peak_age, np.where(higher, np.float32(0), age))

    def _remember(self, rms: Floats, now: float) -> None:
        """Write the frames up to now; a time nobody watched is silence, as it is not known."""
        missed = min(_FRAMES, int(now * RATE) - self._frame) - 1
        self._frame = int(now * RATE)
        for back in range(missed, 0, -1):
            self._history[:, (self._frame - back) % _FRAMES] = rms if missed < RATE // 3 else 0
        at = self._frame % _FRAMES
        # A second reading within one frame: the louder one stays.
        self._history[:, at] = np.maximum(rms, self._history[:, at]) if missed < 0 else rms

    def _column_of(self, call_id: CallId) -> int:
        if call_id not in self._column:
            if not self._free:
                self._grow()
            self._column[call_id] = self._free.pop()
        return self._column[call_id]

    def _grow(self) -> None:
        have = self._bar.shape[-1]
        more = max(8, have)
        for name in ("_bar", "_peak", "_peak_age", "_history"):
            array = getattr(self, name)
            wider = [(0, 0)] * (array.ndim - 1) + [(0, more)]
            setattr(self, name, np.pad(array, wider))
        self._free.extend(reversed(range(have, have + more)))
