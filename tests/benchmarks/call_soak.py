"""Thousands of short calls over Twilio's wire: does anything stay behind?

    python -m tests.benchmarks.call_soak [--calls 10000] [--at-once 10]

A console with the echo agent is a process of its own. Each call rings, opens its media
socket, gets its frames back, stops, and is reported completed. Every 500 calls it prints
what the console's process holds: resident memory, threads, files. Linux only.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from tests.benchmarks.line import Line, Script
from tests.benchmarks.servers import servers
from tests.benchmarks.wire import Door
from tests.fakes.node_process import eventually

_EVERY = 500
_FRAMES = 8
"""160 ms: what an echo may send ahead at once."""
_BACK_S = 5.0
_STREAM_SID = "MZ" + "0" * 32


def _holds(pid: int) -> str:
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    facts = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    mib = int(facts["VmRSS"].split()[0]) / 1024
    files = len(os.listdir(f"/proc/{pid}/fd"))
    return f"{mib:6.1f} MiB {facts['Threads'].strip():>3} threads {files:3} files"


async def _call(door: Door, script: Script) -> bool:
    """Hold one call; return whether every frame came back."""
    line = Line(script, "CA" + token_hex(16), _STREAM_SID)
    await line.open(door, await door.ring(line.call_sid))
    for _ in range(_FRAMES):
        line.send(time.monotonic())
    with suppress(AssertionError):
        await eventually(lambda: all(line.back), "every frame", _BACK_S)
    await line.close()
    await door.completed(line.call_sid)
    return all(line.back) and not line.misplaced


async def _soak(pid: int, port: int, calls: int, at_once: int) -> None:
    door, script = Door("127.0.0.1", port), Script(_FRAMES, len(_STREAM_SID))
    begun, done, bad = time.monotonic(), 0, 0
    print(f"{done:6} calls {0:5.0f} s {_holds(pid)}", flush=True)
    while done < calls:
        batch = min(at_once, calls - done)
        whole = await asyncio.gather(*(_call(door, script) for _ in range(batch)))
        bad += whole.count(False)
        done += batch
        if done // _EVERY > (done - batch) // _EVERY or done == calls:
            took = time.monotonic() - begun
            print(f"{done:6} calls {took:5.0f} s {_holds(pid)}; not whole: {bad}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--at-once", type=int, default=10)
    given = parser.parse_args()
    with servers(["console"]) as (server,):
        asyncio.run(_soak(server.pid, server.port, given.calls, given.at_once))
