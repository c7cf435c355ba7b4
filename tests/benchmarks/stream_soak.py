"""Many short calls bridged to Stream: is any silent, and does anything stay behind?

    python -m tests.benchmarks.stream_soak [--calls 1000] [--at-once 10] [--seconds 2]

Edge, agent server and practice agents are another process; this one holds the console's
legs alone. Each call is joined, talked on for some seconds with frames every 20 ms, and
left; it is silent if nothing of the agent's was heard. Every hundred calls it prints what
this process holds: resident memory, threads, files, tasks.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import logging
import os
import secrets
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

from console.agents.stream.agents import StreamAgents
from console.agents.stream.config import StreamConfig
from console.audio.g711 import SILENCE, decode
from console.practice.scenarios import load_scenarios
from tests.agents_stream.far import Line
from tests.practice.room import call_with

_LOUD = 1_000


def _holds() -> str:
    status = Path("/proc/self/status").read_text("utf-8")
    facts = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    mib = int(facts["VmRSS"].split()[0]) / 1024
    files = len(os.listdir("/proc/self/fd"))
    return f"{mib:6.1f} MiB {facts['Threads'].strip():>4} threads {files:4} files"


async def _cloud() -> None:
    from console.practice.stream_line import PracticeStream

    stream = PracticeStream()
    config = await stream.start()
    facts = {name: value for name, value in asdict(config).items() if name != "policy"}
    print(json.dumps(facts), flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await stream.stop()


async def _call(agents: StreamAgents, seconds: float) -> bool:
    """Hold one call; return whether the agent was heard."""
    scenario = load_scenarios()[0]
    call = replace(call_with(scenario.caller, scenario.kind), id=secrets.token_hex(8))
    leg, line = agents.make(), Line()
    try:
        await leg.start(call)
        await leg.join(line)
        begun = time.monotonic()
        for frame in range(round(seconds * 50)):
            await leg.hear(SILENCE)
            await asyncio.sleep(max(0.0, begun + (frame + 1) * 0.02 - time.monotonic()))
    finally:
        await leg.stop()
    heard = any(int(decode(sound).max()) > _LOUD for _, sound in line.frames)
    if not heard:
        waited = line.frames[0][0] - begun if line.frames else float("nan")
        print(
            f"      silent: {len(line.frames)} frames, the first after {waited:.2f} s;"
            f" {len(line.words)} lines of the transcript; load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
    return heard


async def _main(calls: int, at_once: int, seconds: float) -> None:
    cloud = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.benchmarks.stream_soak", "--cloud"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert cloud.stdin
    assert cloud.stdout
    facts = json.loads(await cloud.stdout.readline())
    facts["servers"] = tuple(facts["servers"])
    agents = StreamAgents(StreamConfig(**facts))
    await agents.warm_up()
    silent = failed = done = 0
    begun = time.monotonic()
    while done < calls:
        batch = min(at_once, calls - done)
        heard = await asyncio.gather(
            *(_call(agents, seconds) for _ in range(batch)), return_exceptions=True
        )
        failed += sum(isinstance(each, BaseException) for each in heard)
        silent += sum(each is False for each in heard)
        done += batch
        if done % 100 == 0 or done == batch:
            gc.collect()
            print(
                f"{done:5} calls {time.monotonic() - begun:6.0f} s {_holds()}"
                f" {len(asyncio.all_tasks()):3} tasks; silent {silent}, failed {failed}",
                flush=True,
            )
            for each in heard:
                if isinstance(each, BaseException):
                    print(f"      {type(each).__name__}: {each}", flush=True)
    await agents.close()
    cloud.stdin.write(b"\n")
    await cloud.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--at-once", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--cloud", action="store_true")
    given = parser.parse_args()
    logging.disable(logging.ERROR)
    asyncio.run(_cloud() if given.cloud else _main(given.calls, given.at_once, given.seconds))
