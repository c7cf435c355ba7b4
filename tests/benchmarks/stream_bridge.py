"""What a call bridged to Stream costs, how late and how clear it is, beside the SDK alone.

    python -m tests.benchmarks.stream_bridge [--calls 1,5,10,20,30] [--seconds 6] [--rounds 2]
        [--kinds sdk,console,workers]

Everything runs on this machine: the edge, the agents (always the same), and the phone side
in up to three kinds: ``sdk`` is the SDK's own demo (a track written at 8 kHz, remote tracks
resampled by the SDK, μ-law both ways), ``console`` is the console's leg, and ``workers`` the
console's leg in two worker processes behind local sockets. They take turns, and a cell is the
median of the rounds.

    CPU, ×sdk            of the phone side alone, ms for each second of a call, and over the SDK's
    edge, agents         their shares of all CPU that was used, %; cores: how much that was
    → p50 p95 Δ50 Δ95    the way from the phone's frame handed over to the agent's having it, ms,
                         and what of it is beyond the SDK's own in the same round; ← the way back
    SINAD → ←            of a steady tone at the other end, dB, the worst call's; G.711 alone: above
                         At the agent a call has either some 37 dB or some 24, with a noise that
                         ends at 8 kHz: as it looks, Opus takes the tone for speech then.
    lost                 pulses that came late by half a second or not at all, %

Last it looks for the most calls that are carried in time.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import tempfile
import time
from collections.abc import Mapping
from statistics import median, quantiles
from typing import Any, Final

from tests.benchmarks.stream_processes import Process
from tests.benchmarks.stream_pulses import Told, g711_alone_db, ways_ms

_TONE_S: Final = 5.0
"""Opus takes some seconds to find out that it is one."""
_WORKERS: Final = 2
_LATE_MS: Final = 80.0

Row = dict[str, float]


async def _run(kind: str, calls: int, seconds: float) -> Row:
    async with contextlib.AsyncExitStack() as closing:
        folder = closing.enter_context(tempfile.TemporaryDirectory())

        async def start(*role: str) -> tuple[Process, dict[str, Any]]:
            process = Process(*role)
            told = await process.start()
            closing.push_async_callback(process.end)
            return process, told

        edge, told = await start("edge")
        about = (told["base"], str(calls))
        paths = [f"{folder}/{n}" for n in range(_WORKERS)] if kind == "workers" else []
        workers = [process for process, _ in [await start("worker", *about, p) for p in paths]]
        agents, _ = await start("agents", *about)
        phones, _ = await start(kind, *about, *paths)
        everybody = [edge, agents, phones, *workers]

        def say() -> float:
            for process in everybody:
                process.say()
            return time.monotonic()

        await asyncio.sleep(_TONE_S)
        begun = say()
        await asyncio.sleep(seconds)
        ended = say()
        answers = [await process.answer() for process in everybody]
    edge_ms, agents_ms, *phone_ms = (answer["cpu_ms"] for answer in answers)
    all_ms = edge_ms + agents_ms + sum(phone_ms)
    there, here = (_told(answer) for answer in answers[1:3])
    ways = {
        "out": [ms for call in here for ms in ways_ms(here[call], there[call], begun, ended)],
        "back": [ms for call in here for ms in ways_ms(there[call], here[call], begun, ended)],
    }
    pulses = sum(
        begun < at < ended - 0.45 for told in (*here.values(), *there.values()) for at in told.said
    )
    row = {
        "cpu": sum(phone_ms) / (ended - begun) / calls,
        "edge": 100 * edge_ms / all_ms,
        "agents": 100 * agents_ms / all_ms,
        "cores": all_ms / (ended - begun) / 1000,
        "out_db": min(each.sinad_db for each in there.values()),
        "back_db": min(each.sinad_db for each in here.values()),
        "lost": 100 * (1 - sum(map(len, ways.values())) / max(1, pulses)),
    }
    for way, found in ways.items():
        row |= {f"{way}50": _quantile(found, 50), f"{way}95": _quantile(found, 95)}
    return row


def _told(answer: Mapping[str, Any]) -> dict[str, Told]:
    return {call: Told(**told) for call, told in answer["calls"].items()}


def _quantile(values: list[float], percent: int) -> float:
    return quantiles(values, n=100)[percent - 1] if len(values) > 1 else float("nan")


async def _rounds(kinds: list[str], calls: int, seconds: float, rounds: int) -> dict[str, Row]:
    """Measure one number of calls; return each kind's medians, with what is beyond the SDK."""
    found: dict[str, list[Row]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        turn: dict[str, Row] = {}
        for kind in kinds:
            try:
                turn[kind] = await _run(kind, calls, seconds)
            except (TimeoutError, ValueError) as exc:
                print(f"{calls:5} {kind:8} did not get ready: {type(exc).__name__}", flush=True)
        for kind, row in turn.items():
            alone = turn.get("sdk", {})
            row["ratio"] = row["cpu"] / alone.get("cpu", float("nan"))
            for key in ("out50", "out95", "back50", "back95"):
                row[f"beyond_{key}"] = row[key] - alone.get(key, float("nan"))
            found[kind].append(row)
    return {
        kind: {key: median(row[key] for row in rows) for key in rows[0]}
        for kind, rows in found.items()
        if rows
    }


def _print_row(calls: int, kind: str, row: Row) -> None:
    ways = "".join(
        f"  {row[f'{way}50']:5.1f} {row[f'{way}95']:5.1f}"
        f" {row[f'beyond_{way}50']:+5.1f} {row[f'beyond_{way}95']:+5.1f}"
        for way in ("out", "back")
    )
    print(
        f"{calls:5} {kind:8} {row['cpu']:5.1f} {row['ratio']:4.2f}"
        f" {row['edge']:4.0f} {row['agents']:6.0f} {row['cores']:5.2f}{ways}"
        f"  {row['out_db']:5.1f} {row['back_db']:5.1f} {row['lost']:5.1f}",
        flush=True,
    )


async def _main(sizes: list[int], seconds: float, rounds: int, kinds: list[str]) -> None:
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {rounds} × {seconds:g} s each")
    print(
        f"G.711 alone: SINAD {g711_alone_db(440):.1f} dB at 440 Hz, {g711_alone_db(880):.1f} at 880"
    )
    print(
        "calls kind       CPU ×sdk edge agents cores"
        "  →p50  →p95   Δ50   Δ95   ←p50  ←p95   Δ50   Δ95  SINAD→    ←  lost"
    )
    in_time, late = dict.fromkeys(kinds, 0), dict.fromkeys(kinds, 0)
    for calls in sizes:
        for kind, row in (await _rounds(kinds, calls, seconds, rounds)).items():
            _print_row(calls, kind, row)
            if _is_in_time(row):
                in_time[kind] = calls
            elif not late[kind]:
                late[kind] = calls
    for kind in kinds:
        most = await _most(kind, in_time[kind], late[kind], seconds)
        print(f"{kind}: {most} calls are the most with p95 under {_LATE_MS:.0f} ms each way")


def _is_in_time(row: Row) -> bool:
    return max(row["out95"], row["back95"]) < _LATE_MS


async def _most(kind: str, in_time: int, late: int, seconds: float) -> int:
    """Look between two numbers of calls, of which the first is carried in time."""
    while late - in_time > 2:
        calls = (in_time + late) // 2
        try:
            row = await _run(kind, calls, seconds)
        except (TimeoutError, ValueError):
            late = calls
            continue
        if _is_in_time(row):
            in_time = calls
        else:
            late = calls
    return in_time


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--calls", default="1,5,10,20,30")
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--kinds", default="sdk,console")
    given = parser.parse_args()
    numbers = [int(n) for n in given.calls.split(",")]
    asyncio.run(_main(numbers, given.seconds, given.rounds, given.kinds.split(",")))
