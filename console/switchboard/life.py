"""What those who look after a call in the carrier's hands need of its life."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Protocol

from console.switchboard.call import CallError, CallId, Reason
from console.switchboard.ports import Report
from console.switchboard.registry import CallRegistry


class Life(Protocol):
    """The calls' life, as `Lifecycle` drives it. Belongs to the engine's loop."""

    @property
    def registry(self) -> CallRegistry: ...

    @property
    def open(self) -> bool:
        """Whether new calls are taken."""

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something on the side until the console stops."""

    def prepare(self, call_id: CallId) -> None:
        """Begin to get a call's agent ready."""

    def report(self, call_id: CallId, report: Report) -> None:
        """Take what a carrier says of a call."""

    def fault(self, call_id: CallId, error: CallError) -> None:
        """Note what went wrong on a call that goes on."""

    def remark(self, call_id: CallId, text: str) -> None:
        """Put a note into a call's record, be it over or not."""

    def end(
        self, call_id: CallId, reason: Reason, cause: str, error: CallError | None = None
    ) -> None:
        """End a call, once."""
