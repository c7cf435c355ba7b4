"""The operator's own sound, as the desk asks for it and shows it.

The one thing about microphone and speaker that the desk and whoever works them both know.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol


class Chime(StrEnum):
    """A sound of the desk's own for the operator, shorter than 0.3 s; a file's name."""

    NEW_CALL = "new-call"
    ALERT = "alert"
    MIC_OPENED = "mic-opened"
    MIC_CLOSED = "mic-closed"
    HAND_BACK = "hand-back"


@dataclass(frozen=True, slots=True)
class SoundChoice:
    """Which devices to use, by name; empty follows the system. Gains are in dB."""

    microphone: str = ""
    speaker: str = ""
    microphone_db: float = 0.0
    speaker_db: float = 0.0


AS_THE_SYSTEM_HAS_IT: Final = SoundChoice()


@dataclass(frozen=True, slots=True)
class SoundState:
    """How the operator's microphone and speaker stand now.

    ``open`` says that the microphone's frames leave now, as far as `OperatorSound.talk` and
    `OperatorSound.mute` go; the rung decides beside whether anybody hears them.
    ``microphone`` and ``speaker`` are the devices' names, empty where there is none.
    ``problem`` is a sentence for people, empty while all is well; ``lost`` is one while the
    call's own sound can't be reached, devices or not. Either shuts the microphone. ``notice``
    tells of what is used in place of a chosen device. ``level_dbfs`` is the
    microphone's RMS (floor −96); ``latency_ms`` is how long a word takes from the
    microphone to the carrier's frame, None until it was measured. ``microphones`` and
    ``speakers`` are the names to choose from. ``behind_ms`` is how far behind the call is
    what the speaker plays, after `OperatorSound.catch_up`; 0 is live.
    """

    open: bool = False
    muted: bool = False
    microphone: str = ""
    speaker: str = ""
    problem: str = ""
    lost: str = ""
    notice: str = ""
    level_dbfs: float = -96.0
    latency_ms: float | None = None
    microphones: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    choice: SoundChoice = AS_THE_SYSTEM_HAS_IT
    behind_ms: int = 0

    @property
    def trouble(self) -> str:
        """Why the microphone can't be heard whatever the rung, or nothing."""
        return self.problem or self.lost


class OperatorSound(Protocol):
    """One operator's microphone and speaker. Every method: any thread, returns at once.

    Frames go to the call that the operator is engaged in only while its rung lets the
    phone hear the operator (join, take over), *and* ``talk`` is on, *and* ``mute`` is off.
    """

    @property
    def state(self) -> SoundState:
        """What stands now."""

    def talk(self, on: bool) -> None:
        """Open the microphone, or shut it.

        It is shut on each new rung but for take over, where it opens by itself; a problem
        shuts it.
        """

    def mute(self, on: bool) -> None:
        """Keep the microphone shut whatever ``talk`` says, or let it be open again."""

    def catch_up(self, on: bool = True) -> None:
        """Play what was said in the last 15 s on the call that is listened to, and catch up.

        It is played faster than it was spoken, until the call is heard as it goes on; off
        does that at once. Speaking does too. Nothing where no call is listened to.
        """

    def choose(self, choice: SoundChoice) -> None:
        """Use other devices or gains from now on, in the middle of a call too."""

    def look_again(self) -> None:
        """Look for devices anew; open ones are opened again."""

    def chime(self, which: Chime, volume_db: float) -> None:
        """Play a chime on the speaker, whatever the gain of calls is."""

    def test_tone(self) -> None:
        """Play a second of a soft tone, left then right."""

    def check_microphone(self, on: bool) -> None:
        """Open the microphone for its level alone: nobody hears it."""

    def listen_to_sound(self, listener: Callable[[SoundState], None]) -> Callable[[], None]:
        """Have each change of the state passed on, the level at most ten times a second.

        The listener is called on some thread and must not wait. Call what comes back to
        stop it; once that has returned the listener is not called any more.
        """
