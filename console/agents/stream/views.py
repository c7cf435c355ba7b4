"""How a call with its agent can look, and what the operator is told of each."""

from __future__ import annotations

from enum import Enum
from typing import Final

from console.switchboard.call import Flag


class View(Enum):
    """How the call with the agent looks; the first six are for good."""

    ENDED = ("", "")
    LEFT = ("", "The agent left the call.")
    LOST = ("The agent was lost and did not come back.", "")
    MUTE = ("The agent did not answer the caller any more.", "")
    CUT = ("The connection to Stream was lost and did not come back.", "")
    KICKED = ("The phone was removed from the Stream call.", "")
    NO_LINK = ("", "The connection to Stream is interrupted.")
    AWAY = ("", "The agent is away.")
    NO_AUDIO = ("", "No audio comes from the agent.")
    MUTED = ("", "The agent is muted.")
    DEAF = ("", "The agent does not hear the caller.")
    SILENT = ("", "The agent does not answer the caller.")
    WELL = ("", "The agent is back.")

    @property
    def fault(self) -> str:
        """Why the agent is gone, where that is a fault."""
        return self.value[0]

    @property
    def note(self) -> str:
        """What the call's transcript says when it begins to look so."""
        return self.value[1]

    @property
    def flag(self) -> Flag | None:
        """What is raised for as long as it looks so."""
        if self in (View.ENDED, View.WELL):
            return None
        return Flag.LONG_SILENCE if self is View.SILENT else Flag.AGENT_TROUBLE


FOR_GOOD: Final = (View.ENDED, View.LEFT, View.LOST, View.MUTE, View.CUT, View.KICKED)
REPLACEABLE: Final = (View.LOST, View.MUTE)
"""Here another agent can carry on."""
NO_MEDIA: Final = (View.NO_LINK, View.AWAY, View.NO_AUDIO, View.MUTED, View.DEAF, *REPLACEABLE)
"""Here caller and agent do not hear each other."""
EXCUSED: Final = (View.NO_LINK, View.AWAY, View.NO_AUDIO, View.DEAF)
"""Here the caller hears nothing, and is asked for patience after a while."""
