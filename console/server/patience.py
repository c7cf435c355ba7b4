"""The console asks a caller for patience while there is no agent to speak with them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final

from console.audio.bridge import Bridge
from console.audio.voice import VoiceError, speak
from console.server.telling import Telling
from console.switchboard.call import Flag
from console.switchboard.events import Speaker

_LOG = logging.getLogger(__name__)
_AGENT_LATE_S: Final = 4.0
"""A caller who has waited so long for the agent is asked for patience."""

Spawn = Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]


class Patience:
    """One call's: a sentence in the console's own voice, where nobody else speaks.

    Belongs to the engine's loop. An empty sentence leaves the caller alone.
    """

    def __init__(
        self, sentence: str, telling: Telling, spawn: Spawn, clock: Callable[[], float]
    ) -> None:
        self._sentence = sentence
        self._telling = telling
        self._spawn = spawn
        self._clock = clock
        self._bridge: Bridge | None = None
        self._awaited_since: float | None = None
        """When the caller began to wait for the agent; None where they do not, or were told."""

    def begin(self, bridge: Bridge, *, agent_ready: bool) -> None:
        """Note that the caller is on the line."""
        self._bridge = bridge
        self._awaited_since = None if agent_ready else self._clock()

    def agent_came(self) -> None:
        """Note that the agent is ready."""
        self._awaited_since = None
        self._telling.flag(Flag.AGENT_TROUBLE, on=False)

    def end(self) -> None:
        """Say nothing any more: the call is led out, or over."""
        self._bridge = self._awaited_since = None

    def ask(self) -> None:
        """Ask for patience now. Returns at once."""
        if self._sentence and self._nobody_speaks:
            self._spawn(self._say())

    def tick(self) -> None:
        """Notice an agent that is late."""
        since = self._awaited_since
        if since is not None and self._clock() - since > _AGENT_LATE_S:
            self._awaited_since = None
            self._telling.flag(Flag.AGENT_TROUBLE)
            self.ask()

    # -- inside -----------------------------------------------------------------------

    @property
    def _nobody_speaks(self) -> bool:
        """Whether there is a caller on the line whom no operator speaks with."""
        return self._bridge is not None and not self._bridge.attended

    async def _say(self) -> None:
        try:
            sound = await speak(self._sentence)
            if (bridge := self._bridge) and self._nobody_speaks:
                self._telling.said(Speaker.NOTE, f"The caller hears: {self._sentence}")
                await bridge.play(sound)
        except (VoiceError, RuntimeError) as exc:  # no voice, or too much is to be said already
            _LOG.info("A caller was not asked for patience: %s", exc)
