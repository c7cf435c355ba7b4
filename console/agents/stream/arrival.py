"""How an agent comes into a call: a server sends it, or somebody joins."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

from console.agents.agent import AgentError
from console.agents.stream.account import Room
from console.agents.stream.config import Policy
from console.agents.stream.connection import Connection
from console.agents.stream.vision_agents import AgentSession, VisionAgents
from console.agents.stream.watch import Watch

_ASK_AGAIN_S: Final = 1.0


class Arrival:
    """Brings the agent of one call, and another where it is lost. Belongs to one loop."""

    def __init__(
        self,
        room: Room,
        connection: Connection,
        watch: Watch,
        servers: VisionAgents,
        policy: Policy,
    ) -> None:
        self._room = room
        self._connection = connection
        self._watch = watch
        self._servers = servers
        self._policy = policy
        self._replacements = policy.replacements
        self._session: AgentSession | None = None

    async def bring(self) -> None:
        """Return when an agent is in the call. The caller sets the time for it.

        Raises:
            AgentError: none of the servers could send one that joins.
        """
        if not self._servers:
            return await self._present()
        fault = AgentError("No agent server could send an agent.")
        for _ in range(len(self._servers)):
            room = self._room
            session = await self._servers.invite(room.call_type, room.call_id)
            self._session = session
            if await self._came(session):
                return None
            self._servers.avoid(session.server)
            fault = AgentError(f"The agent of {session.server} could not join. Look at its log.")
        self._session = None
        raise fault

    async def replace(self) -> bool:
        """Bring another agent for one that was lost; False if there is none."""
        if not self._servers or not self._replacements:
            return False
        self._replacements -= 1
        lost = self._session
        if lost:
            self._servers.avoid(lost.server)
        try:
            async with asyncio.timeout(self._policy.patience_s):
                await self.bring()
        except (AgentError, TimeoutError):
            return False
        if lost:
            await self._servers.dismiss(lost)
        return True

    async def report(self) -> tuple[str, dict[str, float]]:
        """Return the server that sent the agent, empty if none did, and what it counts of it."""
        session = self._session
        return (session.server, await self._servers.metrics(session)) if session else ("", {})

    async def dismiss(self) -> None:
        """Release the agent that a server sent. Never raises."""
        session, self._session = self._session, None
        if session:
            await self._servers.dismiss(session)

    async def _came(self, session: AgentSession) -> bool:
        """Wait for a server's agent; False once the server has given it up."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_ASK_AGAIN_S):
                    await self._present()
                    return True
            if not await self._servers.alive(session):
                return False

    async def _present(self) -> None:
        while not self._watch.agents():
            self._connection.arrival.clear()
            await self._connection.arrival.wait()
