"""The way between the operator's devices and the call that the operator is engaged in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from console.audio.ears import Plays
from console.audio.stereo import stereo
from console.server.sessions import Sessions
from console.switchboard.call import CallId


class SoundPath(Protocol):
    """Brings a call's sound to a speaker, and the operator's words to the call. One loop's."""

    @property
    def latency_ms(self) -> float | None:
        """From the operator's mouth to the carrier's socket, where it was measured."""

    @property
    def problem(self) -> str:
        """Why nothing goes either way now, in a sentence; nothing while it does."""

    def lead_to(self, speaker: Plays, changed: Callable[[], None]) -> None:
        """Play on this speaker whatever the operator hears, and say when `problem` changes."""

    async def follow(self, call_id: CallId | None) -> None:
        """Be the way to this call from now on; None is to none."""

    async def recent(self) -> bytes:
        """Return the call's last 15 s as 16-bit stereo PCM; nothing where they can't be had."""

    def speak(self, ulaw: bytes, spoken_at: float) -> None:
        """Take 20 ms of the operator's; the call's rung decides whether anybody hears them."""

    async def close(self) -> None:
        """Play nothing more."""


class LocalPath:
    """Implements `SoundPath` to calls of this process."""

    problem = ""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._call_id: CallId | None = None

    @property
    def latency_ms(self) -> float | None:
        session = self._sessions.get(self._call_id) if self._call_id else None
        return session.bridge.operator_latency_ms if session and session.bridge else None

    def lead_to(self, speaker: Plays, changed: Callable[[], None]) -> None:  # noqa: ARG002 - it never changes
        self._sessions.ears = speaker.play

    async def follow(self, call_id: CallId | None) -> None:
        self._call_id = call_id

    async def recent(self) -> bytes:
        session = self._sessions.get(self._call_id) if self._call_id else None
        return stereo(*session.bridge.recent()) if session and session.bridge else b""

    def speak(self, ulaw: bytes, spoken_at: float) -> None:
        if self._call_id and (session := self._sessions.get(self._call_id)):
            session.from_operator(ulaw, spoken_at)

    async def close(self) -> None:
        self._sessions.ears = None
