"""The operator's ears and mouth: both follow whichever call the operator is engaged in."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from console.audio.ears import Ears
from console.audio.g711 import encode
from console.audio.levels import rms_dbfs
from console.audio.trouble import SoundError
from console.headset.board import SoundBoard
from console.headset.choice import Keep, KeptSoon
from console.headset.devices import HeadsetDevices, ShowSound
from console.headset.own_sounds import OwnSounds
from console.headset.path import SoundPath
from console.headset.place import Place
from console.switchboard.call import CallId, Engagement
from console.switchboard.errors import CommandError
from console.switchboard.events import CallChanged, Event
from console.switchboard.interface import SwitchboardInterface
from console.switchboard.operator_sound import AS_THE_SYSTEM_HAS_IT, Chime, SoundChoice, SoundState

_LINGER_S: Final = 30.0
"""The speaker stays open so long after a call, so that the next one is heard at once."""
_TELL_EVERY_S: Final = 0.1
_BEHIND_STEP_MS: Final = 500


class OperatorAudio:
    """Implements `OperatorSound` on the devices of this machine.

    ``run`` and what it calls belong to the loop of the switchboard. One call is heard at a
    time. The microphone's device is open on the rungs that speak and nowhere else.
    """

    def __init__(
        self,
        switchboard: SwitchboardInterface,
        path: SoundPath,
        show: ShowSound,
        choice: SoundChoice = AS_THE_SYSTEM_HAS_IT,
        keep: Keep = lambda _choice: None,
    ) -> None:
        self._board = switchboard
        self._path = path
        self._kept = KeptSoon(keep)
        self._changed = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._shown = SoundBoard(choice)
        self._devices = HeadsetDevices(self._shown, show, self._spoken)
        self._ears = Ears(self._devices.speaker, self._be_behind)
        self._own = OwnSounds(self._devices.speaker, self._changed.set)
        self._place = Place()
        self._talks = False
        self._checking = False
        self._idle_since = time.monotonic()
        self._told_at = 0.0
        self._wants_catching_up = False

    # -- the interface: any thread ----------------------------------------------------

    @property
    def state(self) -> SoundState:
        return self._shown.state

    def talk(self, on: bool) -> None:
        self._on_loop(self._set_talk, on)

    def mute(self, on: bool) -> None:
        self._on_loop(lambda: self._put(muted=on))

    def catch_up(self, on: bool = True) -> None:
        self._on_loop(self._want_catching_up, on)

    def choose(self, choice: SoundChoice) -> None:
        self._on_loop(self._set_choice, choice)

    def look_again(self) -> None:
        self._on_loop(self._want_devices_anew)

    def chime(self, which: Chime, volume_db: float) -> None:
        self._on_loop(self._own.chime, which, volume_db)

    def test_tone(self) -> None:
        self._on_loop(self._own.tone)

    def check_microphone(self, on: bool) -> None:
        self._on_loop(self._set_checking, on)

    def listen_to_sound(self, listener: Callable[[SoundState], None]) -> Callable[[], None]:
        return self._shown.listen(listener)

    # -- its life: the engine's loop --------------------------------------------------

    async def run(self) -> None:
        """Follow the operator until cancelled."""
        self._path.lead_to(self._ears, self._path_changed)
        stop_listening = self._board.listen_to_events(self._note)
        try:
            self._devices.apply_gains()
            await self._devices.look()
            while True:
                await self._wait()
                await self._follow()
        finally:
            stop_listening()
            await self._path.close()
            self._own.close()
            await self._kept.close()
            await self._devices.close()

    async def _wait(self) -> None:
        """Return when something changed, or a device is to be looked at."""
        try:
            async with asyncio.timeout(self._devices.wait_s):
                await self._changed.wait()
        except TimeoutError:
            return
        self._changed.clear()

    async def _follow(self) -> None:
        """Have the devices open that the operator's rung needs, and no others."""
        try:
            await self._path.follow(self._place.call_id)
            await self._devices.renew()
            await self._follow_speaker()
            await self._devices.speak(self._place.speaks or self._checking)
            self._devices.be_well()
            await self._catch_up()
        except SoundError as exc:
            self._talks = False
            self._own.forget()
            self._put()
            self._devices.fail(exc, needed=self._place.call_id is not None)
        if self._place.call_id:
            await self._leave_others(self._place.call_id)

    async def _follow_speaker(self) -> None:
        if self._place.call_id or self._own.wanted:
            self._idle_since = time.monotonic()
            await self._devices.hear(True)
            await self._own.begin(hears_call=self._place.call_id is not None)
        elif time.monotonic() - self._idle_since > _LINGER_S:
            await self._devices.hear(False)

    async def _catch_up(self) -> None:
        if self._wants_catching_up:
            self._wants_catching_up = False
            if self._place.listens and (heard := await self._path.recent()):
                self._ears.catch_up(heard)

    async def _leave_others(self, engaged: CallId) -> None:
        for call in self._board.calls():
            if call.engagement is not Engagement.OFF and not call.ended and call.id != engaged:
                # One that ended meanwhile is left as well.
                with contextlib.suppress(CommandError):
                    await self._board.engage(call.id, Engagement.OFF)

    # -- what it is told: the engine's loop -------------------------------------------

    def _note(self, event: Event) -> None:
        if not isinstance(event, CallChanged):
            return
        before, self._place = self._place, self._place.after(event)
        if self._place == before:
            return
        other_call = self._place.call_id != before.call_id
        if self._place.call_id and other_call:
            self._devices.speaker.fade_in()
        if other_call or not self._place.listens:
            self._ears.be_live()
        self._devices.be_prompt()
        # Who takes over speaks at once; who joins holds a key to.
        self._set_talk(self._place.rung is Engagement.TAKE_OVER)

    def _set_talk(self, on: bool) -> None:
        self._talks = on
        self._put()
        self._changed.set()

    def _want_catching_up(self, on: bool) -> None:
        self._wants_catching_up = on
        if not on:
            self._ears.be_live()
        self._changed.set()

    def _be_behind(self, ms: int) -> None:
        """Tell how far behind the call the speaker is, in steps that a person can read."""
        shown = -(-ms // _BEHIND_STEP_MS) * _BEHIND_STEP_MS
        if shown != self.state.behind_ms:
            self._put(behind_ms=shown)

    def _set_checking(self, on: bool) -> None:
        self._checking = on
        self._changed.set()

    def _set_choice(self, choice: SoundChoice) -> None:
        before = self.state.choice
        self._put(choice=choice)
        self._devices.apply_gains()
        if choice != before:
            self._kept.put(choice)
        if (before.microphone, before.speaker) != (choice.microphone, choice.speaker):
            self._want_devices_anew()

    def _want_devices_anew(self) -> None:
        self._devices.want_anew()
        self._changed.set()

    def _path_changed(self) -> None:
        self._put(lost=self._path.problem)

    # -- samples ----------------------------------------------------------------------

    def _spoken(self, samples: npt.NDArray[np.int16], spoken_at: float) -> None:
        """Take 20 ms of the microphone: to the call if all agree, and to the level in any case."""
        ulaw = encode(samples)
        if self.state.open:
            self._path.speak(ulaw, spoken_at)
        now = time.monotonic()
        if now - self._told_at >= _TELL_EVERY_S:
            self._told_at = now
            self._put(level_dbfs=rms_dbfs(ulaw), latency_ms=self._path.latency_ms)

    # -- inside -----------------------------------------------------------------------

    def _put(self, **changes: Any) -> None:
        muted = changes.get("muted", self.state.muted)
        speaks = self._talks and not muted and self._place.speaks
        self._shown.put(open=speaks and not self._path.problem, **changes)
        self._devices.speaker.ducked = speaks

    def _on_loop(self, work: Callable[..., None], *args: object) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(work, *args)
