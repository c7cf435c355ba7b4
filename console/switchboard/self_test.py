"""What a self-test found: whether what a carrier needs of this console works, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """How a step went."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Step:
    """One step, in a sentence, and what to do where it failed; ``took_ms`` is one answer."""

    name: str
    outcome: Outcome
    sentence: str
    remedy: str = ""
    took_ms: float | None = None


@dataclass(frozen=True, slots=True)
class SelfTestResult:
    """All steps, in their order; ``round_trip_ms`` is the median through the public address."""

    at: datetime
    public_url: str | None
    steps: tuple[Step, ...]
    round_trip_ms: float | None = None

    @property
    def passed(self) -> bool:
        return not any(step.outcome is Outcome.FAILED for step in self.steps)


class SelfTester(Protocol):
    """Whoever can test the way from the public address to here."""

    async def run(self) -> SelfTestResult:
        """Test it without calling anybody. Half a minute at most; never raises."""
