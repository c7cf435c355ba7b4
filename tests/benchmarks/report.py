"""From rounds to medians, and from medians to a plain table."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from statistics import median
from typing import Any

SEND_LATE_MS = 5.0
"""A round in which 1 % of the load's own frames were later than this does not count."""

Round = Mapping[str, Any]
Rounds = Mapping[tuple[int, str], Sequence[Round]]
"""By number of calls and server."""
Row = dict[str, float]

_COLUMNS = (
    ("p50", "{:.2f}"),
    ("p99", "{:.2f}"),
    ("p99.9", "{:.2f}"),
    ("max", "{:.1f}"),
    ("late", "{:.0f}"),
    ("late %", "{:.3f}"),
    ("lost", "{:.0f}"),
    ("CPU", "{:.2f}"),
    ("sent late", "{:.2f}"),
    ("counted", "{:.0f}"),
    ("of", "{:.0f}"),
)


def header() -> str:
    """Say what this was measured on."""
    return (
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.system()}, "
        f"Python {platform.python_version()}, console on uvloop {version('uvloop')}\n"
        "Medians over alternating rounds, ratios pair by pair. Round trip in ms; late: frames "
        "back after more than 40 ms;\nlost: never back, or not as sent; CPU: ms of the server's "
        "process per call-second;\nsent late: p99 of the load's own delay in ms; a round with "
        f"more than {SEND_LATE_MS:.0f} is not counted,\n"
        "unless none is better (counted 0: the machine was too busy to tell)."
    )


def counts(one: Round) -> bool:
    """Say whether the load kept time, so that a round tells something of the server."""
    return bool(one["send_late_ms"]["p99"] <= SEND_LATE_MS)


def row(rounds: Sequence[Round]) -> Row:
    """Return the medians of one server's rounds, of those that count if any does.

    What was lost is lost: that is summed over all of them.
    """
    good = _good(rounds)
    frames = sum(one["frames"] for one in good)
    late = sum(one["late"] for one in good)
    trips = {name: median(one["trip_ms"][name] for one in good) for name in good[0]["trip_ms"]}
    return trips | {
        "late": late,
        "late %": 100 * late / max(1, frames),
        "lost": sum(one["lost"] + one["misplaced"] for one in rounds),
        "CPU": median(one["server_cpu_ms"] for one in good),
        "sent late": median(one["send_late_ms"]["p99"] for one in good),
        "counted": sum(map(counts, rounds)),
        "of": len(rounds),
    }


def table(title: str, rounds: Rounds) -> str:
    """Lay out the medians, one row for each number of calls and server."""
    names = [name for name, _ in _COLUMNS]
    lines = [["calls", "server", *names]]
    for (calls, server), some in rounds.items():
        values = row(some)
        cells = [form.format(values[name]) for name, form in _COLUMNS]
        lines.append([str(calls), server, *cells])
    return f"\n{title}\n{_laid_out(lines)}"


def against(title: str, rounds: Rounds, base: str, other: str) -> str:
    """Lay out what ``other`` adds to ``base`` and the ratio of their CPU, round by round."""
    lines = [["calls", "compared", "+p50", "+p99", "+p99.9", "CPU ×"]]
    for calls in dict.fromkeys(calls for calls, _ in rounds):
        every = list(zip(rounds[calls, other], rounds[calls, base], strict=True))
        pairs = [pair for pair in every if all(map(counts, pair))] or every
        added = [
            median(mine["trip_ms"][name] - floor["trip_ms"][name] for mine, floor in pairs)
            for name in ("p50", "p99", "p99.9")
        ]
        ratio = median(mine["server_cpu_ms"] / floor["server_cpu_ms"] for mine, floor in pairs)
        cells = [*(f"{ms:+.2f}" for ms in added), f"{ratio:.2f}"]
        lines.append([str(calls), f"{other} − {base}", *cells])
    return f"\n{title}\n{_laid_out(lines)}"


def webhooks(rounds: Rounds) -> str:
    """Lay out the time from webhook to TwiML."""
    lines = [["calls", "server", "p50", "p99", "max", "webhooks"]]
    for (calls, server), some in rounds.items():
        times = [one["webhook_ms"] for one in _good(some)]
        cells = [f"{median(one[name] for one in times):.2f}" for name in ("p50", "p99", "max")]
        lines.append([str(calls), server, *cells, str(sum(one["webhooks_sent"] for one in some))])
    return f"\nWebhook to TwiML, ms\n{_laid_out(lines)}"


def _good(rounds: Sequence[Round]) -> Sequence[Round]:
    return [one for one in rounds if counts(one)] or rounds


def _laid_out(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 1 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )
