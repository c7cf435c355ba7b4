"""The health of each part, as lamps that remember when they were last well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from console.switchboard.events import EventBus, Lamp, LampChanged, LampState


def _now() -> datetime:
    return datetime.now(UTC)


class LampBoard:
    """All lamps, in a fixed order. Set on the engine's loop, read from any thread."""

    def __init__(
        self, names: tuple[str, ...], bus: EventBus, now: Callable[[], datetime] = _now
    ) -> None:
        self._bus = bus
        self._now = now
        self._lamps = {name: Lamp(name, LampState.OFF, "Not checked yet.") for name in names}

    def all(self) -> tuple[Lamp, ...]:
        """Return every lamp as it shows now."""
        return tuple(self._lamps.copy().values())

    def get(self, name: str) -> Lamp:
        return self._lamps[name]

    def set(
        self,
        name: str,
        state: LampState,
        cause: str,
        remedy: str = "",
        *,
        seen: bool | None = None,
    ) -> None:
        """Make a lamp show a state and why; it is published only where that is news.

        ``seen`` says whether the part was seen well by that; else ``ok`` and ``warn`` count.
        """
        old = self._lamps[name]
        well = state in (LampState.OK, LampState.WARN) if seen is None else seen
        new = Lamp(name, state, cause, remedy, self._now() if well else old.last_seen)
        self._lamps[name] = new
        if (old.state, old.cause, old.remedy) != (state, cause, remedy):
            self._bus.publish(LampChanged(new))
