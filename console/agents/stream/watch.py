"""Is the agent there, is it heard, does it hear and answer: four looks a second."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

from console.agents.agent import AgentLine
from console.agents.stream.config import Policy
from console.agents.stream.connection import Connection, Ending
from console.agents.stream.views import EXCUSED, FOR_GOOD, NO_MEDIA, REPLACEABLE, View
from console.switchboard.call import Doing
from console.switchboard.events import Speaker

_LOOK_EVERY_S: Final = 0.25
_AT_ONCE_S: Final = 1.0
"""Who is heard until a second before leaving has left on purpose; a crash is silent first."""
_ATTENDS_S: Final = 1.0
"""An agent that was given nothing to hear for so long is not expected to answer: the
operator talks, or the call is held."""

Replace = Callable[[], Awaitable[bool]]
"""Brings another agent; False if there is none."""


class Watch:
    """Watches the agent of one call and tells the bridge. Belongs to one loop."""

    def __init__(
        self,
        connection: Connection,
        policy: Policy,
        is_agent: Callable[[str], bool],
        clock: Callable[[], float] = time.monotonic,
        reaches: Callable[[], bool] = lambda: True,
    ) -> None:
        """``reaches`` says whether what the caller says gets into the call."""
        self.final = False
        """Whether the end was told; the task that runs it must then be left alone."""
        self._connection = connection
        self._policy = policy
        self._is_agent = is_agent
        self._clock = clock
        self._reaches = reaches
        now = clock()
        self._there_at = self._packet_at = self._link_at = self._reached_at = now
        self._attended_at = self._view_at = now
        self._asked_at: float | None = None
        self._hint: Doing | None = None
        self._shown: Doing | None = None
        self._view = View.WELL
        self._excused = False
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

    def attends(self) -> None:
        """Note that the agent was given a frame of the caller's to hear."""
        self._attended_at = self._clock()

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
        self._begin_afresh()
        while True:
            view = self.look()
            if view is not self._view:
                self._tell(line, view)
            self._show(line, Doing.NO_MEDIA if view in NO_MEDIA else self._hint)
            self._excuse(line, view)
            if self._fault is not None:
                return await self._leave(line, self._fault)
            if view in FOR_GOOD and not (
                view in REPLACEABLE and await self._replaced(line, replace)
            ):
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
            return View.CUT if now - self._link_at > policy.link_s else View.NO_LINK
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
        if self._reaches():
            self._reached_at = now
        elif now - self._reached_at > policy.no_packets_s:
            return View.DEAF
        return self._answers(now)

    # -- inside -----------------------------------------------------------------------

    def _answers(self, now: float) -> View:
        if now - self._attended_at > _ATTENDS_S:
            self._asked_at = None
        if self._asked_at is None:
            return View.WELL
        waited = now - self._asked_at
        if waited > self._policy.give_up_s and self._hint is not Doing.TOOL:
            return View.MUTE
        return View.SILENT if waited > self._policy.silent_s else View.WELL

    def _begin_afresh(self) -> None:
        now = self._clock()
        self._there_at = self._packet_at = self._link_at = self._reached_at = now
        self._asked_at = self._hint = None

    def _tell(self, line: AgentLine, view: View) -> None:
        before, self._view, self._view_at = self._view, view, self._clock()
        if before.flag and before.flag is not view.flag:
            line.flag(before.flag, on=False)
        if view.flag:
            line.flag(view.flag)
        if view.note and view is not View.LEFT:
            line.said(Speaker.NOTE, view.note)
        if view is View.WELL:
            self._excused = False

    def _excuse(self, line: AgentLine, view: View) -> None:
        """Have the caller, who hears nothing, asked for patience; once, until all is well."""
        lasts_s = self._clock() - self._view_at
        due = view is View.SILENT or (view in EXCUSED and lasts_s > self._policy.excuse_s)
        if due and not self._excused:
            self._excused = True
            line.one_moment()

    def _show(self, line: AgentLine, doing: Doing | None) -> None:
        if doing is not self._shown:
            self._shown = doing
            line.doing(doing)

    async def _replaced(self, line: AgentLine, replace: Replace) -> bool:
        self._hint = None
        line.can(frozenset())
        if not self._excused:
            self._excused = True
            line.one_moment()
        done = await replace()
        self._begin_afresh()
        return done

    async def _leave(self, line: AgentLine, fault: str) -> None:
        self.final = True
        await line.left(fault)
