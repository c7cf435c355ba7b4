"""Times as Stream writes them.

The REST models of the Python SDK read integers, nanoseconds since 1970; events on the
coordinator's socket carry RFC 3339.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime


def nanoseconds() -> int:
    """Return the time now, for a REST body."""
    return time.time_ns()


def rfc3339(ns: int | None = None) -> str:
    """Return a time, or now, for an event."""
    seconds = (time.time_ns() if ns is None else ns) / 1e9
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
