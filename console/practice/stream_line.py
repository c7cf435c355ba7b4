"""The practice line's Stream: the cloud in miniature, and a server that sends its agent."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from console.agents.agent import AgentError
from console.agents.stream.config import StreamConfig
from console.practice.scenarios import preload

if TYPE_CHECKING:
    from console.practice.agent_server import AgentServer
    from console.practice.edge import StreamEdge

_NO_SDK: Final = (
    "Stream's real-time library is not installed, so there is no practice Stream call."
    " Set CONSOLE_AGENT to practice: that agent needs nothing."
)


class PracticeStream:
    """An account at Stream that is new at every start, with an agent server to go with it.

    Whoever has its `StreamConfig` meets the practice agent the way that real agents are met:
    over Stream's SDK, in a call with WebRTC, on loopback. It belongs to the loop that awaits
    `start`, and lives once. Importing this does not import the SDK; `start` does, in a thread.
    """

    def __init__(self) -> None:
        self._closing = contextlib.AsyncExitStack()

    async def start(self) -> StreamConfig:
        """Open the cloud and the agent server on free ports; return how to reach both.

        Raises:
            AgentError: Stream's library is not installed.
            OSError: there is no free port.
        """
        try:
            make_edge, make_server = await asyncio.to_thread(_load)
        except ImportError as exc:
            raise AgentError(_NO_SDK) from exc
        key, secret = secrets.token_hex(6), secrets.token_hex(32)
        edge = make_edge(api_key=key, api_secret=secret)
        async with contextlib.AsyncExitStack() as closing:
            closing.push_async_callback(edge.stop)
            config = StreamConfig(key, secret, await edge.start())
            server = make_server(config)
            closing.push_async_callback(server.stop)
            config = replace(config, servers=(await server.start(),))
            self._closing = closing.pop_all()
        return config

    async def stop(self) -> None:
        """Have the agents leave and close both, in some seconds at most. Twice is once."""
        await self._closing.aclose()


def _load() -> tuple[type[StreamEdge], type[AgentServer]]:
    """Import what takes long to import, and read the voices. Blocks, for about a second."""
    from console.practice.agent_server import AgentServer
    from console.practice.edge import StreamEdge

    preload()
    return StreamEdge, AgentServer
