"""What the driver of ngrok's agent is told to do."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Order:
    """What to open: ``program`` is the agent, ``folder`` where its settings may lie a moment.

    ``url`` is a reserved address, None for one of ngrok's choice. Without ``port`` nothing
    is opened: the agent is fetched from ngrok's server to ``program``.
    """

    program: str
    folder: str
    port: int | None = None
    token: str | None = field(default=None, repr=False)
    url: str | None = None

    def as_line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"
