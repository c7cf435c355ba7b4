"""The load: one process that phones a server, times every frame and prints its figures.

Run by `media_path`: ``python -m tests.benchmarks.load '{"port": …, "pid": …, "calls": …}'``.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import time
from array import array
from collections.abc import Awaitable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex

import orjson
import uvloop

from tests.benchmarks.line import Line, Script
from tests.benchmarks.pacing import FRAME_S, Pacer
from tests.benchmarks.wire import Door

_WARM_UP_S = 1.0
_DRAIN_S = 0.5
_SPARE_S = 10.0
"""Of script: what goes on beside the window may take so long to end."""
_AT_ONCE = 8
_CHURN_CALL_S = 2.0
_CHURN_EVERY_S = 0.25
_RING_EVERY_S = 0.05
LATE_S = 0.040


@dataclass(frozen=True)
class Job:
    """One round: how many calls, how long, and what else goes on meanwhile."""

    port: int
    pid: int
    """The server's, whose CPU time is read."""
    calls: int
    seconds: float
    churn: bool = False
    webhooks: bool = False
    cpu: int | None = None
    """The core to run on."""


class Load:
    """One round of a job."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._door = Door("127.0.0.1", job.port)
        self._pacer = Pacer()
        frames = (job.seconds + _WARM_UP_S + _SPARE_S) / FRAME_S
        self._script = Script(int(frames), len(_stream_sid()))
        self._beside: set[asyncio.Task[None]] = set()
        self._rings = array("d")

    async def run(self) -> dict[str, object]:
        """Phone, wait, measure, hang up; return the figures."""
        job = self._job
        lines = [Line(self._script, _call_sid(), _stream_sid()) for _ in range(job.calls)]
        await _some_at_once(self._open(line) for line in lines)
        start = time.monotonic() + 0.1
        for place, line in enumerate(lines):
            self._pacer.join(line, start + FRAME_S * place / job.calls)
        gc.collect()
        gc.disable()
        await asyncio.sleep(_WARM_UP_S)
        began, server_cpu, own_cpu = time.monotonic(), _cpu_s(job.pid), time.process_time()
        self._pacer.lateness = array("d")
        await self._meanwhile(began + job.seconds)
        ended, server_cpu, own_cpu = (
            time.monotonic(),
            _cpu_s(job.pid) - server_cpu,
            time.process_time() - own_cpu,
        )
        await asyncio.gather(*self._beside)
        lateness = self._pacer.lateness
        self._pacer.stop()
        await asyncio.sleep(_DRAIN_S)
        figures = _figures(lines, began, ended, lateness)
        figures["server_cpu_ms"] = server_cpu * 1000 / (job.calls * (ended - began))
        figures["own_cpu_share"] = own_cpu / (ended - began)
        if self._rings:
            figures["webhook_ms"] = _percentiles(self._rings)
            figures["webhooks_sent"] = len(self._rings)
        await _some_at_once(self._hang_up(line) for line in lines)
        return figures

    async def _meanwhile(self, until: float) -> None:
        """Let the window pass, with other calls beginning and ending where the job says so."""
        job = self._job
        every = _CHURN_EVERY_S if job.churn else _RING_EVERY_S
        due = time.monotonic()
        while (job.churn or job.webhooks) and due + every < until:
            due += every
            await asyncio.sleep(due - time.monotonic())
            work = self._short_call() if job.churn else self._ring_only()
            task = asyncio.create_task(work)
            self._beside.add(task)
        await asyncio.sleep(until - time.monotonic())

    async def _short_call(self) -> None:
        line = Line(self._script, _call_sid(), _stream_sid())
        await self._open(line)
        self._pacer.join(line, time.monotonic())
        await asyncio.sleep(_CHURN_CALL_S)
        self._pacer.leave(line)
        await self._hang_up(line)

    async def _ring_only(self) -> None:
        sid = _call_sid()
        asked = time.monotonic()
        await self._door.ring(sid)
        self._rings.append(time.monotonic() - asked)
        await self._door.completed(sid)

    async def _open(self, line: Line) -> None:
        await line.open(self._door, await self._door.ring(line.call_sid))

    async def _hang_up(self, line: Line) -> None:
        await line.close()
        await self._door.completed(line.call_sid)


def _figures(
    lines: list[Line], began: float, ended: float, lateness: array[float]
) -> dict[str, object]:
    trips, lost = array("d"), 0
    for line in lines:
        for sent, back in zip(line.sent, line.back, strict=True):
            if began <= sent < ended:
                if back:
                    trips.append(back - sent)
                else:
                    lost += 1
    return {
        "frames": len(trips),
        "lost": lost,
        "misplaced": sum(line.misplaced for line in lines),
        "late": sum(trip > LATE_S for trip in trips),
        "trip_ms": _percentiles(trips),
        "send_late_ms": _percentiles(lateness),
    }


def _percentiles(seconds: Iterable[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    last = len(ordered) - 1
    ranks = {"p50": 0.5, "p99": 0.99, "p99.9": 0.999, "max": 1.0}
    return {name: ordered[round(last * rank)] * 1000 for name, rank in ranks.items()}


def _cpu_s(pid: int) -> float:
    """Return the CPU time of a process, all its threads, as the system counts it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _some_at_once(work: Iterable[Awaitable[None]]) -> None:
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(what: Awaitable[None]) -> None:
        async with gate:
            await what

    await asyncio.gather(*map(one, work))


def _call_sid() -> str:
    return "CA" + token_hex(16)


def _stream_sid() -> str:
    return "MZ" + token_hex(16)


if __name__ == "__main__":
    asked_for = Job(**orjson.loads(sys.argv[1]))
    if asked_for.cpu is not None:
        os.sched_setaffinity(0, {asked_for.cpu})
    figures = uvloop.run(Load(asked_for).run())
    sys.stdout.write(orjson.dumps(asdict(asked_for) | figures).decode() + "\n")
