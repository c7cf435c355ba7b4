"""A console for the tests: it runs one agent program, tells its address, and waits."""

from __future__ import annotations

import asyncio
import os
import sys

from console.agents.process.programs import AgentPrograms


async def main(command: str) -> None:
    programs = AgentPrograms(os.environ)
    url = programs.run(command, {})
    await programs.started(url)
    sys.stdout.write(f"{url if programs.ready(url) else programs.fault(url)}\n")
    sys.stdout.flush()
    await asyncio.sleep(120)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
