"""What the console adds to a call's audio, beside a bare aiohttp echo in the same run.

``python -m tests.benchmarks.media_path`` phones the console's echo agent over Twilio's wire
from a process of its own, in rounds that alternate with the floor. Linux only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks import report
from tests.benchmarks.servers import FLOORS, Server, servers

_SIDE_BY_SIDE = (FLOORS[0], "console", FLOORS[1])
_STEADY_CALLS = 20
_WEBHOOK_CALLS = 100

Rounds = dict[tuple[int, str], list[dict[str, Any]]]


class Bench:
    """What was asked for on the command line, and all rounds so far."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self._asked = asked
        self._engine_cpu = 0 if asked.pin else None
        self._load_cpu = 1 if asked.pin else None
        self.done: dict[str, Rounds] = {}

    def measure(self, what: str, names: Sequence[str], calls: Sequence[int], **job: bool) -> Rounds:
        """Run the rounds of some servers, alternating, for each number of calls."""
        rounds = self.done[what] = {(n, name): [] for n in calls for name in names}
        with servers(names, self._engine_cpu) as running:
            for n in calls:
                for number in range(self._asked.rounds):
                    # There and back again: a drift of the machine's speed cancels out.
                    for server in running if number % 2 == 0 else reversed(running):
                        rounds[n, server.name].append(self._round(what, server, n, job))
        return rounds

    def _round(self, what: str, server: Server, calls: int, more: dict[str, bool]) -> Any:
        job = {"port": server.port, "pid": server.pid, "calls": calls, "cpu": self._load_cpu}
        job |= {"seconds": self._asked.seconds} | more
        _progress(f"{what}: {calls} calls, {server.name}")
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.load", json.dumps(job)],
            cwd=Path(__file__).parents[2],
            check=True,
            stdout=subprocess.PIPE,
        )
        _progress("")
        return json.loads(done.stdout)


def _steady(bench: Bench, calls: Sequence[int]) -> None:
    rounds = bench.measure("steady", _SIDE_BY_SIDE, calls)
    print(report.table("Steady calls", rounds))
    for floor in FLOORS:
        print(report.against("What the console adds", rounds, floor, "console"))


def _churn(bench: Bench, _: Sequence[int]) -> None:
    rounds = bench.measure("churn", _SIDE_BY_SIDE, [_STEADY_CALLS], churn=True)
    print(report.table("Steady calls while four a second begin and end", rounds))


def _stall(bench: Bench, _: Sequence[int]) -> None:
    names = ("desk", "desk, sleeping", "desk, busy")
    rounds = bench.measure("stall", names, [_STEADY_CALLS])
    print(report.table("The window stalls for 300 ms every 2 s", rounds))
    for name in names[1:]:
        print(report.against("What the stall adds", rounds, names[0], name))


def _webhook(bench: Bench, _: Sequence[int]) -> None:
    names = (FLOORS[1], "console")
    rounds = bench.measure("webhook", names, [_WEBHOOK_CALLS], webhooks=True)
    print(report.webhooks(rounds))


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{text:60}\r", end="", file=sys.stderr, flush=True)


def main() -> None:
    """Run what the command line asks for and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", default="10,50,100,200", help="none: only the other parts")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--churn", action="store_true", help="calls that come and go")
    parser.add_argument("--stall", action="store_true", help="a window that stalls")
    parser.add_argument("--webhook", action="store_true", help="webhooks amid 100 calls")
    parser.add_argument("--pin", action="store_true", help="server on core 0, load on core 1")
    parser.add_argument("--json", type=Path, help="write every round to this file")
    asked = parser.parse_args()
    calls = [int(text) for text in asked.calls.split(",") if text.isdigit()]
    parts: list[tuple[bool, Callable[[Bench, Sequence[int]], None]]] = [
        (bool(calls), _steady),
        (asked.churn, _churn),
        (asked.stall, _stall),
        (asked.webhook, _webhook),
    ]
    bench = Bench(asked)
    print(report.header())
    for wanted, part in parts:
        if wanted:
            part(bench, calls)
    if asked.json:
        every = [
            {"part": part, "server": server} | one
            for part, rounds in bench.done.items()
            for (_, server), some in rounds.items()
            for one in some
        ]
        asked.json.write_text(json.dumps(every, indent=1))


if __name__ == "__main__":
    main()
