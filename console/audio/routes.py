"""The table of who hears whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Row:
    """Who hears whom in one mode of engagement.

    The operator hears the phone and what of the agent the phone hears: never the agent
    alone, never themselves.
    """

    phone_hears_agent: bool
    phone_hears_operator: bool
    agent_hears_phone: bool
    agent_hears_operator: bool
    operator_hears: bool


ROUTES: Final[dict[str, Row]] = {
    "off": Row(True, False, True, False, False),
    "listen": Row(True, False, True, False, True),
    "whisper": Row(True, False, True, False, True),
    "join": Row(True, True, True, True, True),
    "take-over": Row(False, True, False, False, True),
}
"""The rungs of the ladder. Whisper is listen, and words for the agent beside the audio."""

HOLD: Final = Row(False, False, False, False, False)
"""Beside the ladder: the phone hears music, nobody hears the phone."""
