"""The operator's ears: the speaker follows whichever call the operator listens to."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

from console.audio.speaker import Speaker, SpeakerError
from console.server.sessions import Sessions
from console.switchboard.call import Call, CallId, Engagement
from console.switchboard.errors import CommandError
from console.switchboard.events import CallChanged, Event, LampState
from console.switchboard.lamps import LampBoard
from console.switchboard.switchboard import Switchboard

_LINGER_S: Final = 30.0
"""The device stays open so long after a call, so that the next one is heard at once."""


class OperatorEars:
    """One operator hears one call at a time. Belongs to the engine's loop.

    It opens no microphone and knows of none.
    """

    def __init__(self, switchboard: Switchboard, sessions: Sessions, lamps: LampBoard) -> None:
        self._board = switchboard
        self._sessions = sessions
        self._lamps = lamps
        self._speaker = Speaker()
        self._changed = asyncio.Event()
        self._heard: CallId | None = None

    async def run(self) -> None:
        """Follow the operator until cancelled."""
        self._sessions.ears = self._speaker.play
        stop_listening = self._board.listen_to_events(self._note)
        try:
            await self._look_at_device()
            while True:
                await self._follow()
        finally:
            stop_listening()
            self._sessions.ears = None
            await self._speaker.close()

    def _note(self, event: Event) -> None:
        if not isinstance(event, CallChanged):
            return
        old, new = event.old, event.new
        if _listened_to(new) and not (old and _listened_to(old)):
            self._heard = new.id
            self._changed.set()
        elif new.id == self._heard and not _listened_to(new):
            self._heard = None
            self._changed.set()

    async def _follow(self) -> None:
        try:
            async with asyncio.timeout(None if self._heard else _LINGER_S):
                await self._changed.wait()
        except TimeoutError:
            await self._speaker.close()
            await self._changed.wait()
        self._changed.clear()
        if self._heard is None:
            return
        try:
            await self._speaker.open()
        except SpeakerError as exc:
            self._lamps.set("sound", LampState.ERROR, str(exc))
        else:
            await self._look_at_device()
        await self._leave_others(self._heard)

    async def _leave_others(self, heard: CallId) -> None:
        for call in self._board.calls():
            if _listened_to(call) and call.id != heard:
                # One that ended meanwhile is left as well.
                with contextlib.suppress(CommandError):
                    await self._board.engage(call.id, Engagement.OFF)

    async def _look_at_device(self) -> None:
        try:
            name = await self._speaker.check()
        except SpeakerError as exc:
            self._lamps.set("sound", LampState.ERROR, str(exc))
        else:
            self._lamps.set("sound", LampState.OK, f"Sound plays on {name}.")


def _listened_to(call: Call) -> bool:
    return call.engagement is Engagement.LISTEN and not call.ended
