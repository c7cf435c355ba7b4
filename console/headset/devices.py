"""The operator's devices: open while they are wanted, and found again when they were away."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from console.audio.levels import FLOOR_DBFS
from console.audio.microphone import Heard, Microphone
from console.audio.portaudio import Devices, in_thread, list_devices, look_again
from console.audio.speaker import Speaker
from console.audio.trouble import SoundError
from console.headset.board import SoundBoard
from console.switchboard.events import LampState
from console.switchboard.operator_sound import AS_THE_SYSTEM_HAS_IT, SoundChoice

_LOOK_EVERY_S: Final = 1.0
"""How often an open device is looked at: one that was unplugged falls silent without a word."""
_AGAIN_S: Final = 2.0
_SELDOM_S: Final = 30.0
"""Devices that are missing are looked for so soon, then less and less often. What is open
has to be closed for it, which is heard."""

ShowSound = Callable[[LampState, str], None]
"""Shows on a lamp how the sound stands, with a sentence."""


class HeadsetDevices:
    """One speaker and one microphone, by the choice on the board. One loop's.

    The speaker is wanted by `hear`, the microphone by `speak`; both raise `SoundError` where
    they can't be had, which is for `fail` to say.
    """

    def __init__(self, shown: SoundBoard, show: ShowSound, heard: Heard) -> None:
        self.speaker = Speaker()
        self.microphone = Microphone(heard)
        self._shown = shown
        self._show = show
        self._wanted_anew = False
        self._found = False
        self._needed = False
        self._again_s = _AGAIN_S
        self._looked_at = time.monotonic()

    @property
    def wait_s(self) -> float | None:
        """How long the devices may be left alone; None is until something changes."""
        if self._misses:
            due = self._looked_at + self._again_s - time.monotonic()
            return max(0.0, min(due, _LOOK_EVERY_S if self._is_open else due))
        return _LOOK_EVERY_S if self._is_open else None

    def apply_gains(self) -> None:
        """Follow the gains that are chosen."""
        choice = self._shown.state.choice
        self.speaker.set_gain(choice.speaker_db)
        self.microphone.set_gain(choice.microphone_db)

    def want_anew(self) -> None:
        """Have the next `renew` look for devices, whatever is open."""
        self._wanted_anew = True

    def be_prompt(self) -> None:
        """Look for what is missing as often as at first: the operator needs it."""
        self._again_s = _AGAIN_S

    async def renew(self) -> None:
        """Look for devices again where one was unplugged or is missing, or on demand."""
        gone = (self.speaker.is_open and not self.speaker.alive) or (
            self.microphone.is_open and not self.microphone.alive
        )
        due = self._is_due()
        if not (gone or self._wanted_anew or due):
            return
        self._wanted_anew = False
        self._again_s = min(2 * self._again_s, _SELDOM_S) if due else _AGAIN_S
        await self.microphone.close()
        await self.speaker.close()
        self._looked_at = time.monotonic()
        try:
            await in_thread(look_again)
        except SoundError as exc:
            self._find_none(exc)
        else:
            await self.look()

    async def look(self) -> None:
        """Say which devices there are, and which of those that were chosen are missing."""
        try:
            devices = await in_thread(list_devices)
        except SoundError as exc:
            self._find_none(exc)
            return
        self._found = True
        choice = self._shown.state.choice
        speaker = _chosen(choice.speaker, devices.speakers, devices.speaker)
        self._shown.put(
            notice=_missing(choice, devices),
            microphones=devices.microphones,
            speakers=devices.speakers,
            microphone=_chosen(choice.microphone, devices.microphones, devices.microphone),
            speaker=speaker,
        )
        self._show(LampState.OK, f"Sound plays on {speaker}.")

    async def hear(self, on: bool) -> None:
        """Have the speaker open, or closed. Raises `SoundError`."""
        if on:
            self._must_have_some()
            await self.speaker.open(self._shown.state.choice.speaker)
        else:
            await self.speaker.close()

    async def speak(self, on: bool) -> None:
        """Have the microphone open, or closed. Raises `SoundError`."""
        if on:
            self._must_have_some()
            await self.microphone.open(self._shown.state.choice.microphone)
        elif self.microphone.is_open:
            await self.microphone.close()
            self._shown.put(level_dbfs=FLOOR_DBFS, latency_ms=None)

    def fail(self, error: SoundError, *, needed: bool) -> None:
        """Say that a device can't be had; it is looked for again.

        Calls go on without it; it is ``needed`` while somebody is engaged in one.
        """
        self._needed = needed
        self._shown.put(problem=str(error))
        self._show(LampState.ERROR if needed else LampState.WARN, str(error))

    def be_well(self) -> None:
        """Take back what `fail` said: whatever is wanted is open."""
        problem = self._shown.state.problem
        if self._needed and not self._found:
            self.fail(SoundError(problem), needed=False)
        elif self._found and problem:
            self._needed = False
            self._again_s = _AGAIN_S
            self._shown.put(problem="")
            self._show(LampState.OK, f"Sound plays on {self._shown.state.speaker}.")

    async def close(self) -> None:
        """Close both."""
        await self.microphone.close()
        await self.speaker.close()

    # -- inside -----------------------------------------------------------------------

    def _must_have_some(self) -> None:
        """Keep to the one sentence while there are no devices at all."""
        if not self._found:
            raise SoundError(self._shown.state.problem)

    def _find_none(self, error: SoundError) -> None:
        self._found = False
        self._shown.put(microphones=(), speakers=(), microphone="", speaker="", notice="")
        self.fail(error, needed=self._needed)

    @property
    def _is_open(self) -> bool:
        return self.speaker.is_open or self.microphone.is_open

    @property
    def _misses(self) -> bool:
        """Whether a device is missing that may come back.

        One that was chosen is looked for only while nothing is open: another serves.
        """
        state = self._shown.state
        return bool(state.problem or (state.notice and not self._is_open))

    def _is_due(self) -> bool:
        return self._misses and time.monotonic() >= self._looked_at + self._again_s


def _chosen(wanted: str, known: tuple[str, ...], usual: str) -> str:
    return wanted if wanted in known else usual


def _missing(choice: SoundChoice, devices: Devices) -> str:
    """Say which chosen device is not there, and what is used instead."""
    if choice == AS_THE_SYSTEM_HAS_IT:
        return ""
    for wanted, known, usual in (
        (choice.speaker, devices.speakers, devices.speaker),
        (choice.microphone, devices.microphones, devices.microphone),
    ):
        if wanted and wanted not in known:
            return f"{wanted} is not plugged in. {usual or 'Nothing'} is used instead."
    return ""
