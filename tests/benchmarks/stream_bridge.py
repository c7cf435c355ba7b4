"""What a call bridged to Stream costs and how late it is, beside the SDK alone.

    python -m tests.benchmarks.stream_bridge [--calls 1,5,10,20,30] [--seconds 8] [--rounds 1]

Everything runs on this machine: the edge, the agents (always the same), and the phone side
in three kinds: ``sdk`` is the SDK's own demo (a track written at 8 kHz, remote tracks
resampled by the SDK, μ-law both ways), ``console`` is the console's leg, and ``workers`` the
console's leg in two worker processes behind local sockets. CPU is of the phone side alone, in
ms for each second of each call; the shares of edge and agents are told beside it. The way is
from the phone's frame handed over to the agent's having it, and back.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import logging
import os
import resource
import sys
import tempfile
import time
from statistics import median, quantiles
from typing import Any, Final

_CPU: Final = resource.RUSAGE_SELF
_SETTLE_S: Final = 2.0
_WORKERS: Final = 2
_READY_S: Final = 90.0


def _spent_ms() -> float:
    used = resource.getrusage(_CPU)
    return (used.ru_utime + used.ru_stime) * 1000


# -- the other processes ------------------------------------------------------------------


async def _stdin_line() -> str:
    return await asyncio.to_thread(sys.stdin.readline)


def _tell(**facts: Any) -> None:
    print(json.dumps(facts), flush=True)


async def _measured() -> float:
    """Wait for the parent's word that the time begins and ends; return the CPU spent, ms."""
    await _stdin_line()
    before = _spent_ms()
    await _stdin_line()
    return _spent_ms() - before


async def _edge() -> None:
    from console.practice.edge import StreamEdge
    from tests.agents_stream.far import KEY, SECRET

    edge = StreamEdge(api_key=KEY, api_secret=SECRET)
    _tell(base=await edge.start())
    _tell(cpu_ms=await _measured())
    await edge.stop()


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
        os._exit(0)  # its calls are over anyway: nobody waits for so many of them to leave
    account = agents.account
    assert account
    ids = [f"{number:016x}" for number in range(calls)]
    people: dict[str, Any] = {}
    for number, call in enumerate(ids):
        offset = number * 7 % 25
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
    spent = await _measured()
    over.set()
    await asyncio.gather(*saying)
    _tell(cpu_ms=spent, calls=parts.told(people))
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(10):
            await asyncio.gather(*(each.leave() for each in people.values()))
            await agents.close()


# -- the measuring one --------------------------------------------------------------------


class Process:
    """One of the other processes."""

    def __init__(self, *role: str) -> None:
        self._role = role
        self._process: asyncio.subprocess.Process

    async def start(self) -> dict[str, Any]:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.benchmarks.stream_bridge", "--role", *self._role),
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
        with contextlib.suppress(ProcessLookupError, TimeoutError):
            async with asyncio.timeout(15):
                await self._process.wait()
                return
        self._process.kill()


async def _run(kind: str, calls: int, seconds: float) -> dict[str, float]:
    from tests.benchmarks.stream_parties import latencies_ms

    with tempfile.TemporaryDirectory() as folder:
        edge = Process("edge")
        base = (await edge.start())["base"]
        paths = [f"{folder}/{n}" for n in range(_WORKERS)] if kind == "workers" else []
        workers = [Process("worker", base, str(calls), path) for path in paths]
        await asyncio.gather(*(worker.start() for worker in workers))
        agents = Process("agents", base, str(calls))
        await agents.start()
        phones = Process(kind, base, str(calls), *paths)
        await phones.start()
        await asyncio.sleep(_SETTLE_S)
        everybody = [edge, *workers, agents, phones]
        begun = time.monotonic()
        for process in everybody:
            process.say()
        await asyncio.sleep(seconds)
        for process in everybody:
            process.say()
        took = time.monotonic() - begun
        answers = [await process.answer() for process in everybody]
        await asyncio.gather(*(process.end() for process in everybody))
    edge_ms, agents_ms = answers[0]["cpu_ms"], answers[-2]["cpu_ms"]
    phone_ms = sum(a["cpu_ms"] for a in answers[1 : 1 + len(workers)]) + answers[-1]["cpu_ms"]
    there, here = answers[-2]["calls"], answers[-1]["calls"]

    def ways(said: Any, heard: Any) -> list[float]:
        return [
            ms
            for call in said
            for ms in latencies_ms(
                [at for at in said[call]["said"] if begun < at < begun + took - 0.5],
                heard[call]["heard"],
            )
        ]

    out, back = ways(here, there), ways(there, here)
    pulses = 2 * calls * (took - 0.5) * 2
    return {
        "cpu": phone_ms / took / calls,
        "edge": edge_ms / took / calls,
        "agents": agents_ms / took / calls,
        "cores": (phone_ms + edge_ms + agents_ms) / took / 1000,
        "out50": median(out) if out else float("nan"),
        "out95": _p95(out),
        "back50": median(back) if back else float("nan"),
        "back95": _p95(back),
        "lost": 100 * max(0.0, 1 - (len(out) + len(back)) / pulses),
    }


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1] if len(values) > 1 else float("nan")


async def _main(sizes: list[int], seconds: float, rounds: int, kinds: list[str]) -> None:
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {seconds:g} s each")
    head = "calls kind      CPU  ×sdk   edge agents cores   →p50  →p95   ←p50  ←p95  lost %"
    print(head, flush=True)
    for calls in sizes:
        found: dict[str, list[dict[str, float]]] = {kind: [] for kind in kinds}
        for _ in range(rounds):
            for kind in kinds:
                try:
                    found[kind].append(await _run(kind, calls, seconds))
                except (TimeoutError, ValueError) as exc:
                    print(f"{calls:5} {kind:8} did not get ready: {type(exc).__name__}")
        for kind in kinds:
            if not found[kind]:
                continue
            row = {key: median(r[key] for r in found[kind]) for key in found[kind][0]}
            alone = median(r["cpu"] for r in found["sdk"]) if found.get("sdk") else float("nan")
            print(
                f"{calls:5} {kind:8} {row['cpu']:5.1f} {row['cpu'] / alone:5.2f}"
                f" {row['edge']:6.1f} {row['agents']:6.1f} {row['cores']:5.2f}"
                f" {row['out50']:6.1f} {row['out95']:5.1f} {row['back50']:6.1f}"
                f" {row['back95']:5.1f} {row['lost']:5.1f}",
                flush=True,
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", default="1,5,10,20,30")
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--kinds", default="sdk,console,workers")
    parser.add_argument("--role", nargs="+")
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    match given.role:
        case None:
            counts = [int(n) for n in given.calls.split(",")]
            asyncio.run(_main(counts, given.seconds, given.rounds, given.kinds.split(",")))
        case ["edge"]:
            asyncio.run(_edge())
        case [kind, base, calls, *sockets]:
            asyncio.run(_parties(kind, base, int(calls), sockets))
