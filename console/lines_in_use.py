"""The lines that one console works with: those of the settings, or the practice line's one.

A table of the practice line's number says how that one answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from console.config import Settings
from console.practice.ringer import NUMBER
from console.settings.line_tables import guard_rails, kept_lines, lines_of
from console.switchboard.lines import Line
from console.switchboard.readiness import allowed_countries

_PRACTICE_RING_S: Final = 2
"""Practice calls ring for a moment, so that somebody sees it."""


class LinesInUse:
    """The lines as they count now; ``agent`` is the kind that answers where none is named.

    Raises `ConfigError` where the settings have lines that can't be.
    """

    def __init__(self, settings: Settings, agent: str, *, practice: bool) -> None:
        self._agent = agent
        self._practice = practice
        self.all = self.read(settings)

    def read(self, settings: Settings) -> tuple[Line, ...]:
        """Return the lines that settings mean; none is used yet. Raises `ConfigError`."""
        if not self._practice:
            return lines_of(settings, self._agent)
        rails = guard_rails(settings)
        usual = Line(NUMBER, "Practice line", self._agent, _PRACTICE_RING_S, rails)
        kept = kept_lines(settings, self._agent)
        line = next((it for it in kept if it.number == NUMBER), usual)
        # Wherever its owner may call, the practice line can be called.
        rails = replace(line.guard_rails, countries=frozenset(), unassigned=True)
        return (replace(line, guard_rails=rails),)

    @property
    def numbers(self) -> Sequence[str]:
        """The lines' numbers, in E.164."""
        return [line.number for line in self.all]

    @property
    def countries(self) -> frozenset[str]:
        """The countries that may be called by one of them, as ISO 3166 codes."""
        return frozenset().union(*map(allowed_countries, self.all))

    def line_for(self, number: str) -> Line:
        """Return the line of a number of ours; a plain one where there is none."""
        found = (line for line in self.all if line.number == number)
        return next(found, Line(number, "Other line", self._agent))
