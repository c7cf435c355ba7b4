"""The lines, as the desk shows and changes them: the one thing that both it and the set-up know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from console.switchboard.settings_interface import SettingView


@dataclass(frozen=True, slots=True)
class LineView:
    """One line as it is kept now; ``number`` is empty for one that is to be added.

    ``summary`` says who answers, ``shown`` is the number as people read it. ``fields`` is all
    that can be said of it, and ``only_if`` names for some of them another one and the values
    with which they matter. ``fixed`` says why it can't be removed.
    """

    number: str
    name: str
    shown: str
    summary: str
    fields: tuple[SettingView, ...]
    only_if: Mapping[str, Sequence[str]] = field(default_factory=dict)
    fixed: str = ""


class LinesBook(Protocol):
    """The lines of a data folder. Coroutines of the engine's loop.

    Each raises `CommandError` with a sentence where it can't be done.
    """

    async def lines(self) -> tuple[LineView, ...]:
        """Return every line; the first is what is dialled from."""

    async def blank(self) -> LineView:
        """Return a line that is to be added."""

    async def put(self, number: str, changes: Mapping[str, str]) -> LineView:
        """Keep changes to a line, by field, as they are typed; an empty text takes one back.

        An empty ``number`` adds a line.
        """

    async def remove(self, number: str) -> None:
        """Take a line away."""
