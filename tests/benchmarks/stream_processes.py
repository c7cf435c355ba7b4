"""The processes of `stream_bridge`: the edge, the agents and the phones, told when to begin.

    python -m tests.benchmarks.stream_processes edge | KIND BASE_URL CALLS [SOCKET...]

Each prints a line of JSON when it is ready and one with its figures at the end; the time
that is measured begins and ends with a line on its standard input.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final

_READY_S: Final = 60.0


class Process:
    """One of the other processes."""

    def __init__(self, *role: str) -> None:
        self._role = role
        self._process: asyncio.subprocess.Process

    async def start(self) -> dict[str, Any]:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.benchmarks.stream_processes", *self._role),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=1 << 26,
        )
        return await self.answer()

    def say(self) -> None:
        assert self._process.stdin
        self._process.stdin.write(b"\n")

    async def answer(self) -> dict[str, Any]:
        assert self._process.stdout
        async with asyncio.timeout(_READY_S):
            line = await self._process.stdout.readline()
        answer: dict[str, Any] = json.loads(line)
        return answer

    async def end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


# -- what they are ------------------------------------------------------------------------


def _spent_ms() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return (used.ru_utime + used.ru_stime) * 1000


async def _stdin_line() -> None:
    await asyncio.to_thread(sys.stdin.readline)


def _tell(**facts: Any) -> None:
    print(json.dumps(facts), flush=True)


async def _measured(begins: Callable[[], None] = lambda: None) -> float:
    """Wait for the parent's word that the time begins and ends; return the CPU spent, ms."""
    await _stdin_line()
    begins()
    before = _spent_ms()
    await _stdin_line()
    return _spent_ms() - before


async def _edge() -> None:
    from console.practice.edge import StreamEdge
    from tests.agents_stream.far import KEY, SECRET

    _tell(base=await StreamEdge(api_key=KEY, api_secret=SECRET).start())
    _tell(cpu_ms=await _measured())


async def _parties(kind: str, base: str, calls: int, sockets: list[str]) -> None:
    from console.agents.stream.agents import StreamAgents
    from console.agents.stream.config import Policy, StreamConfig
    from tests.agents_stream.far import KEY, SECRET
    from tests.benchmarks import stream_parties as parts

    patient = Policy(patience_s=60.0, silent_s=9_999.0, dead_s=60.0, give_up_s=9_999.0)
    agents = StreamAgents(StreamConfig(KEY, SECRET, base, policy=patient))
    await agents.warm_up()
    if kind == "worker":
        server = await parts.serve_legs(sockets[0], agents.make)
        _tell(ready=True)
        _tell(cpu_ms=await _measured())
        server.close()
        return
    account = agents.account
    assert account
    people: dict[str, Any] = {}
    for number in range(calls):
        call, offset = f"{number:016x}", number * 7 % 25
        if kind == "agents":
            people[call] = parts.Agent(account, call, offset)
        elif kind == "sdk":
            people[call] = parts.SdkPhone(base, call, "phone", offset)
        elif kind == "console":
            people[call] = parts.ConsolePhone(agents.make(), call, offset)
        else:
            people[call] = parts.WorkerPhone(sockets[number % len(sockets)], call, offset)
    for at in range(0, calls, 5):
        await asyncio.gather(*(each.join() for each in list(people.values())[at : at + 5]))
    _tell(ready=True)
    over = asyncio.Event()
    saying = [asyncio.create_task(each.pulses.say(each.hand, over)) for each in people.values()]

    def pulse() -> None:
        for each in people.values():
            each.pulses.steady = False

    spent = await _measured(pulse)
    over.set()
    await asyncio.gather(*saying)
    _tell(cpu_ms=spent, calls={call: asdict(each.pulses.told()) for call, each in people.items()})


async def _main(role: list[str]) -> None:
    match role:
        case ["edge"]:
            await _edge()
        case [kind, base, calls, *sockets]:
            await _parties(kind, base, int(calls), sockets)
    os._exit(0)  # its calls are over anyway: nobody waits for so many of them to leave


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    asyncio.run(_main(sys.argv[1:]))
