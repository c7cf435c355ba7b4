"""Where Stream agents come from: one account and its agent servers, shared by all calls.

Importing this does not import Stream's SDK (about a second); `warm_up` does.
"""

from __future__ import annotations

import asyncio
import importlib
import itertools
from collections.abc import Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Final

from console.agents.agent import AgentLeg
from console.agents.stream.config import StreamConfig
from console.agents.stream.vision_agents import OwnServers, VisionAgents
from console.agents.unavailable import Unavailable

if TYPE_CHECKING:
    from console.agents.stream.account import Account

_ROOM: Final = "console.agents.stream"
_NO_SDK: Final = (
    "Stream's real-time library is not installed, so no Stream agent can be met."
    " Install the console anew, or set CONSOLE_AGENT to practice."
)
_COLD: Final = "The Stream agents are not ready yet. Try again in some seconds."


class StreamAgents:
    """Makes one `AgentLeg` a call. Belongs to the engine's loop."""

    def __init__(self, config: StreamConfig, own: OwnServers | None = None) -> None:
        self.doubts = ""
        """What `check` found that calls can be held without; ``""`` if nothing."""
        self._config = config
        self._own = own
        self._servers = {config.servers: VisionAgents(config.servers, own)}
        """The agent servers by their addresses: those of the settings, those of lines."""
        self._account: Account | None = None
        self._agent: ModuleType | None = None
        self._fault = _COLD

    async def warm_up(self) -> None:
        """Import the SDK in a thread, so that no call waits for it. Once, before *ready*."""
        try:
            account = await asyncio.to_thread(importlib.import_module, f"{_ROOM}.account")
            self._agent = await asyncio.to_thread(importlib.import_module, f"{_ROOM}.agent")
        except ImportError:
            self._fault = _NO_SDK
            return
        self._account = await asyncio.to_thread(account.Account, self._config)

    def make(self, servers: Sequence[str] = ()) -> AgentLeg:
        """Return a new leg; one that says why not, where there can be none.

        ``servers`` are a line's own, best first; without any it is those of the settings.
        """
        if self._agent is None or self._account is None:
            return Unavailable("stream", self._fault)
        leg: AgentLeg = self._agent.StreamAgent(
            self._config, self._account, self._servers_of(tuple(servers))
        )
        return leg

    def prefer(self, server: str) -> None:
        """Ask this agent server first from now on, where it is one of several."""
        for servers in self._servers.values():
            servers.prefer(server)

    async def check(self) -> str:
        """Return what is wrong with the account or with all agent servers; ``""`` if nothing is.

        It takes one request to the account, and one to each server. That one of several
        servers is not well, or a line's own, is told in `doubts`.
        """
        self.doubts = ""
        if self._account is None:
            return self._fault
        if fault := await self._account.check():
            return fault
        usual, *others = [await servers.health() for servers in tuple(self._servers.values())]
        if usual and len(usual) == len(self._config.servers):
            return " ".join(usual)
        self.doubts = " ".join(dict.fromkeys(itertools.chain(usual, *others)))
        return ""

    @property
    def account(self) -> Account | None:
        """The account, once it is there."""
        return self._account

    async def close(self) -> None:
        """Close all connections. The calls are over by then."""
        for servers in self._servers.values():
            await servers.close()
        if self._account:
            await self._account.close()
            self._account = None

    def _servers_of(self, addresses: tuple[str, ...]) -> VisionAgents:
        """Return a line's agent servers, the same ones each time."""
        wanted = addresses or self._config.servers
        if wanted not in self._servers:
            self._servers[wanted] = VisionAgents(wanted, self._own)
        return self._servers[wanted]
