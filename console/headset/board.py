"""How the operator's sound stands, for whoever wants to see it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from console.switchboard.operator_sound import SoundChoice, SoundState

Listener = Callable[[SoundState], None]


class SoundBoard:
    """The one place where the state is replaced. `put` belongs to one loop, the rest to any."""

    def __init__(self, choice: SoundChoice) -> None:
        self.state = SoundState(choice=choice)
        self._listeners: list[Listener] = []
        self._lock = threading.RLock()

    def put(self, **changes: Any) -> None:
        """Replace the state and tell it, where it is another."""
        state = replace(self.state, **changes)
        if state == self.state:
            return
        self.state = state
        with self._lock:
            for listener in tuple(self._listeners):
                listener(state)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Have each new state passed on until what comes back is called."""
        with self._lock:
            self._listeners.append(listener)

        def stop() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return stop
