"""The operator's own sound, as the desk asks for it and shows it.

The one thing about microphone and speaker that the desk and whoever works them both know.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SoundState:
    """How the operator's microphone and speaker stand now.

    ``open`` says that the microphone's frames leave now, as far as `OperatorSound.talk` and
    `OperatorSound.mute` go; the rung decides beside whether anybody hears them.
    ``microphone`` and ``speaker`` are the devices' names, empty where there is none.
    ``problem`` is a sentence for people, empty while all is well. ``level_dbfs`` is the
    microphone's RMS (floor −96); ``latency_ms`` is how long a word takes from the
    microphone to the carrier's frame, None until it was measured.
    """

    open: bool = False
    muted: bool = False
    microphone: str = ""
    speaker: str = ""
    problem: str = ""
    level_dbfs: float = -96.0
    latency_ms: float | None = None


class OperatorSound(Protocol):
    """One operator's microphone and speaker. Every method: any thread, returns at once.

    Frames go to the call that the operator is engaged in only while its rung lets the
    phone hear the operator (join, take over), *and* ``talk`` is on, *and* ``mute`` is off.
    """

    @property
    def state(self) -> SoundState:
        """What stands now."""

    def talk(self, on: bool) -> None:
        """Open the microphone, or shut it. It begins shut, and a problem shuts it."""

    def mute(self, on: bool) -> None:
        """Keep the microphone shut whatever ``talk`` says, or let it be open again."""

    def listen_to_sound(self, listener: Callable[[SoundState], None]) -> Callable[[], None]:
        """Have each change of the state passed on, the level at most ten times a second.

        The listener is called on some thread and must not wait. Call what comes back to
        stop it; once that has returned the listener is not called any more.
        """
