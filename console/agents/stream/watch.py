"""Is the agent there, is it heard, does it answer: four looks a second."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Final

from console.agents.agent import AgentLine
from console.agents.stream.config import Policy
from console.agents.stream.connection import Connection, Ending
from console.switchboard.call import Doing, Flag
from console.switchboard.events import Speaker

_LOOK_EVERY_S: Final = 0.25
_AT_ONCE_S: Final = 1.0
"""Who is heard until a second before leaving has left on purpose; a crash is silent first."""

Replace = Callable[[], Awaitable[bool]]
"""Brings another agent; False if there is none."""


class View(Enum):
    """How the call with the agent looks; the first five are for good."""

    ENDED = ("", "")
    LEFT = ("", "The agent left the call.")
    LOST = ("The agent was lost and did not come back.", "")
    CUT = ("The connection to Stream was lost and did not come back.", "")
    KICKED = ("The phone was removed from the Stream call.", "")
    NO_LINK = ("", "The connection to Stream is interrupted.")
    AWAY = ("", "The agent is away.")
    NO_AUDIO = ("", "No audio comes from the agent.")
    MUTED = ("", "The agent is muted.")
    SILENT = ("", "The agent does not answer the caller.")
    WELL = ("", "The agent is back.")

    @property
    def fault(self) -> str:
        """Why the agent is gone, where that is a fault."""
        return self.value[0]

    @property
    def note(self) -> str:
        """What the call's transcript says when it begins to look so."""
        return self.value[1]


_FOR_GOOD: Final = (View.ENDED, View.LEFT, View.LOST, View.CUT, View.KICKED)
_NO_MEDIA: Final = (View.NO_LINK, View.AWAY, View.NO_AUDIO)


class Watch:
    """Watches the agent of one call and tells the bridge. Belongs to one loop."""

    def __init__(
        self,
        connection: Connection,
        policy: Policy,
        is_agent: Callable[[str], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.final = False
        """Whether the end was told; the task that runs it must then be left alone."""
        self._connection = connection
        self._policy = policy
        self._is_agent = is_agent
        self._clock = clock
        self._there_at = self._packet_at = self._link_at = clock()
        self._asked_at: float | None = None
        self._hint: Doing | None = None
        self._shown: Doing | None = None
        self._view = View.WELL
        self._fault: str | None = None

    # -- what it is told --------------------------------------------------------------

    def agents(self) -> set[str]:
        """Return the sessions of whoever is taken for the agent."""
        others = self._connection.others
        return {session for session, user in others.items() if self._is_agent(user)}

    def heard(self, sound: bool) -> None:
        """Note a frame of the agent's, with something to be heard in it or without."""
        self._packet_at = self._clock()
        if sound:
            self._asked_at = None

    def caller_speaks(self) -> None:
        self._asked_at = None

    def caller_done(self, ago_s: float) -> None:
        """Note that the caller's turn is over since ``ago_s`` seconds."""
        self._asked_at = self._clock() - ago_s

    def hint(self, word: Doing | None) -> None:
        """Take what the agent says of itself."""
        self._hint = word

    def finish(self, fault: str = "") -> None:
        """End at the next look: the agent said so, with a fault or without."""
        self._fault = fault

    # -- its life ---------------------------------------------------------------------

    async def run(self, line: AgentLine, replace: Replace) -> None:
        """Look until the agent is gone for good."""
        self._there_at = self._packet_at = self._link_at = self._clock()
        while True:
            view = self.look()
            if view is not self._view:
                self._tell(line, view)
                self._view = view
            self._show(line, Doing.NO_MEDIA if view in _NO_MEDIA else self._hint)
            if self._fault is not None:
                return await self._leave(line, self._fault)
            if view in _FOR_GOOD and not (view is View.LOST and await self._replaced(replace)):
                on_purpose = view is not View.LEFT or self._policy.hang_up_when_left
                return await self._leave(line, view.fault if on_purpose else view.note)
            await asyncio.sleep(_LOOK_EVERY_S)

    def look(self) -> View:
        """Say how the call looks now."""
        now, policy, connection = self._clock(), self._policy, self._connection
        match connection.ending:
            case Ending.ENDED:
                return View.ENDED
            case Ending.KICKED:
                return View.KICKED
            case Ending.LOST:
                return View.CUT
        if not connection.up:
            return View.CUT if now - self._link_at > policy.dead_s else View.NO_LINK
        self._link_at = now
        agents = self.agents()
        if not agents:
            on_purpose = self._packet_at > self._there_at - _AT_ONCE_S
            gone = View.LEFT if on_purpose else View.LOST
            return gone if now - self._there_at > policy.rejoin_s else View.AWAY
        self._there_at = now
        if agents <= connection.muted:
            self._packet_at = now
            return View.MUTED
        if now - self._packet_at > policy.no_packets_s:
            return View.LOST if now - self._packet_at > policy.dead_s else View.NO_AUDIO
        if self._asked_at is not None and now - self._asked_at > policy.silent_s:
            return View.SILENT
        return View.WELL

    # -- inside -----------------------------------------------------------------------

    def _tell(self, line: AgentLine, view: View) -> None:
        if view.note and view is not View.LEFT:
            line.said(Speaker.NOTE, view.note)
        if view is View.SILENT:
            line.flag(Flag.LONG_SILENCE)
        elif view in (View.NO_AUDIO, View.MUTED):
            line.flag(Flag.NO_MEDIA)

    def _show(self, line: AgentLine, doing: Doing | None) -> None:
        if doing is not self._shown:
            self._shown = doing
            line.doing(doing)

    async def _replaced(self, replace: Replace) -> bool:
        done = await replace()
        self._there_at = self._packet_at = self._clock()
        return done

    async def _leave(self, line: AgentLine, fault: str) -> None:
        self.final = True
        await line.left(fault)
