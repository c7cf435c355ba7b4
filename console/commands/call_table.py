"""The calls in a terminal: a live table where somebody looks on, plain lines elsewhere.

Everything here reads the control API, so that a table looks the same whichever process
runs the engine.
"""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

import click
import orjson
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from console.commands import in_words
from console.control_client import ControlClient, Json

_REFRESH_S: Final = 0.1
_ENDED_SHOWN_S: Final = 60.0
_LINES_KEPT: Final = 1000
_LINES_SHOWN: Final = 12
_PIPE_WIDTH: Final = 240
"""Wide enough for every column in full where no terminal sets a limit."""
_FLOOR_DB: Final = -60.0
_BAR_CELLS: Final = 8
_EIGHTHS: Final = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_WIDE: Final = 120
_HEADINGS: Final = (
    "Id", "State", "Direction", "Party", "Line", "Time", "Doing", "Caller", "Agent", "Last words"
)  # fmt: skip
_WIDE_ONLY: Final = ("Direction", "Line", "Last words")
"""What a narrow terminal leaves out."""
_LEAST: Final = {"State": 11, "Time": 5, "Doing": 15}
"""Characters that the usual words need, so that columns do not jump with every change."""
_STYLES: Final = {"live": "green", "held": "yellow", "ended": "dim"}


def screen() -> Console:
    """Return standard output: as wide as its terminal, or as wide as needed without one."""
    output = Console(highlight=False)
    return output if output.is_terminal else Console(highlight=False, width=_PIPE_WIDTH)


async def show(console: ControlClient, calls: Sequence[Json]) -> None:
    """Print calls once."""
    if not calls:
        click.echo("There are no calls.")
        return
    output = screen()
    words = in_words.last_words(await _said_so_far(console, calls))
    output.print(_table(calls, words, output.width))


async def follow(console: ControlClient, *, ended: bool = False, as_json: bool = False) -> None:
    """Show what happens until the console goes, which is a `ControlError`.

    A terminal gets a live table, everything else a line an event; with ``as_json`` the
    line is the event itself. With ``ended`` the calls that ended before are there too.
    """
    if sys.stdout.isatty() and not as_json:
        await _watch(console, ended=ended)
        return
    async with console.events() as events:
        async for event in events:
            if event["type"] == "snapshot" and ended:
                event |= await console.calls(ended=True)
            tell(event, as_json=as_json)


def tell(event: Json, *, as_json: bool = False) -> None:
    """Print an event on a line of its own, at once."""
    if as_json:
        click.echo(orjson.dumps(event))
    elif event["type"] == "snapshot":
        for call in event["calls"]:
            tell({"type": "call", "call": call, "old_state": None})
    elif words := in_words.happened(event):
        click.echo(f"{datetime.now().astimezone():%H:%M:%S}  {words}")


async def _watch(console: ControlClient, *, ended: bool) -> None:
    output = screen()
    lines: deque[Json] = deque(maxlen=_LINES_KEPT)
    async with console.events() as events:
        hearing = asyncio.create_task(_hear(console, events, lines))
        try:
            with Live(console=output, auto_refresh=False) as live:
                while not hearing.done():
                    # Asked for again and again because levels are no events.
                    calls = (await console.calls(ended=True))["calls"]
                    shown = [call for call in calls if ended or _recent(call)]
                    live.update(_picture(shown, lines, output.width), refresh=True)
                    await asyncio.wait({hearing}, timeout=_REFRESH_S)
            await hearing
        finally:
            hearing.cancel()


async def _hear(console: ControlClient, events: AsyncIterator[Json], lines: deque[Json]) -> None:
    async for event in events:
        if event["type"] == "snapshot":
            lines.extend(await _said_so_far(console, event["calls"]))
        elif event["type"] == "transcript" and event["line"] not in lines:
            lines.append(event["line"])


async def _said_so_far(console: ControlClient, calls: Iterable[Json]) -> list[Json]:
    told = await asyncio.gather(*(console.transcript(call["id"]) for call in calls))
    return [line for lines in told for line in lines]


def _picture(calls: Sequence[Json], lines: deque[Json], width: int) -> RenderableType:
    if not calls:
        return Text("There are no calls.", "dim")
    newest = [Text(in_words.said_on(line), "dim") for line in tuple(lines)[-_LINES_SHOWN:]]
    return Group(_table(calls, in_words.last_words(lines), width), "", *newest)


def _recent(call: Json) -> bool:
    if not call["ended_at"]:
        return True
    age = datetime.now(UTC) - datetime.fromisoformat(call["ended_at"])
    return age.total_seconds() < _ENDED_SHOWN_S


def _table(calls: Iterable[Json], words: Mapping[str, str], width: int) -> Table:
    """Draw calls; ``words`` is the last thing said on each."""
    headings = [heading for heading in _HEADINGS if width >= _WIDE or heading not in _WIDE_ONLY]
    table = Table(box=None, pad_edge=False, collapse_padding=True, header_style="bold")
    for heading in headings:
        # Only the last words give way; their texts keep to one line by themselves.
        least = _LEAST.get(heading)
        table.add_column(heading, no_wrap=heading != "Last words", min_width=least)
    for call in calls:
        cells = _cells(call, words.get(call["id"], ""))
        table.add_row(*(cells[heading] for heading in headings))
    return table


def _cells(call: Json, words: str) -> dict[str, Text]:
    # Texts and not strings: rich would take square brackets in a string for markup.
    return {
        "Id": Text(in_words.short_id(call["id"])),
        "State": Text(in_words.standing(call), _STYLES.get(call["state"], "cyan")),
        "Direction": Text(in_words.direction(call)),
        "Party": Text(in_words.party(call)),
        "Line": Text(in_words.plain(call["line"])),
        "Time": Text(in_words.lasted(call)),
        "Doing": Text(in_words.activity(call), "bold red" if call["flags"] else ""),
        "Caller": Text(bar(call["levels"]["caller"]), "cyan"),
        "Agent": Text(bar(call["levels"]["agent"]), "magenta"),
        "Last words": Text(words, no_wrap=True, overflow="ellipsis"),
    }


def bar(level: float) -> str:
    """Draw a level in dBFS as a bar that is empty at −60 and full at 0."""
    share = min(1.0, max(0.0, 1 - level / _FLOOR_DB))
    full, eighths = divmod(round(share * _BAR_CELLS * 8), 8)
    return ("█" * full + _EIGHTHS[eighths]).ljust(_BAR_CELLS)
