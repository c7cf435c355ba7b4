"""A line: one of our numbers, who answers it, and how far it may be used."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class GuardRails:
    """What a line's calls out may cost at most.

    ``countries`` are ISO 3166 codes; none means the line's own country. ``unassigned``
    lets through numbers of the right shape that no numbering plan has given out, which
    is what practice numbers are.
    """

    countries: frozenset[str] = frozenset()
    dials_at_once: int = 20
    dials_an_hour: int = 100
    unassigned: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A number in E.164 with its name, the kind of agent on it, and its guard rails.

    A call that comes in rings for ``answer_after_s`` seconds before the agent answers.
    """

    number: str
    name: str
    agent: str
    answer_after_s: int = 0
    guard_rails: GuardRails = field(default_factory=GuardRails)
