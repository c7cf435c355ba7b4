"""A stand-in for the operator's microphone and speaker, which does at once as it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from console.switchboard.operator_sound import Chime, SoundChoice, SoundState


class Headset:
    """An `OperatorSound` without sound; ``asked`` lists what the desk asked of it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []
        self.chimes: list[tuple[Chime, float]] = []
        self._talks = False
        self._state = SoundState(
            microphone="Jabra", speaker="Jabra", level_dbfs=-24.0, latency_ms=38.0
        )
        self._listeners: list[Callable[[SoundState], None]] = []

    @property
    def state(self) -> SoundState:
        return self._state

    def talk(self, on: bool) -> None:
        self.asked.append(("talk", on))
        self._talks = on
        self.change(open=on and not self._state.muted)

    def mute(self, on: bool) -> None:
        self.asked.append(("mute", on))
        self.change(muted=on, open=self._talks and not on)

    def catch_up(self, on: bool = True) -> None:
        self.asked.append(("catch up", on))
        self.change(behind_ms=12_000 if on else 0)

    def choose(self, choice: SoundChoice) -> None:
        self.asked.append(("choose", True))
        self.change(choice=choice)

    def look_again(self) -> None:
        """It has the devices that it has."""

    def test_tone(self) -> None:
        self.asked.append(("tone", True))

    def check_microphone(self, on: bool) -> None:
        self.asked.append(("check", on))

    def chime(self, which: Chime, volume_db: float) -> None:
        self.chimes.append((which, volume_db))

    def change(self, **changes: object) -> None:
        """Have something about the headset be otherwise, and tell the desk."""
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]
        for listener in self._listeners:
            listener(self._state)

    def listen_to_sound(self, listener: Callable[[SoundState], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
