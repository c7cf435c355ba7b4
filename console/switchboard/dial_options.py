"""How a number is dialled, where that is not as usual."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class OnMachine(StrEnum):
    """What happens when an answering machine picks up."""

    IGNORE = "ignore"
    """Nobody looks whether it is one."""
    CARRY_ON = "carry-on"
    """It is noted on the call, and the agent talks on."""
    HANG_UP = "hang-up"
    LEAVE_MESSAGE = "leave-message"
    """The agent begins after the beep."""


@dataclass(frozen=True, slots=True)
class DialOptions:
    """One dial's own wishes.

    ``ring_s`` is how long it may ring; ``max_minutes`` can only shorten what the line's
    guard rails allow. ``digits`` are pressed once somebody answers (``w`` waits half a
    second). ``record`` has the carrier record the call.
    """

    ring_s: int = 45
    max_minutes: int | None = None
    on_machine: OnMachine = OnMachine.IGNORE
    digits: str = ""
    record: bool = False


AS_USUAL: Final = DialOptions()
