"""The practice agent server as a program of its own, as a user's agent is one."""

from __future__ import annotations

import asyncio
import os
import sys

from console.agents.stream.config import StreamConfig
from console.practice.agent_server import AgentServer
from console.practice.scenarios import preload


async def main(port: int) -> None:
    given = (os.environ[f"STREAM_{name}"] for name in ("API_KEY", "API_SECRET", "BASE_URL"))
    preload()
    await AgentServer(StreamConfig(*given)).start(port)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
