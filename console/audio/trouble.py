"""What can be wrong with sound, for those who do without its libraries."""

from __future__ import annotations


class SoundError(Exception):
    """A sound device can't be used; the text says why and what to do."""
