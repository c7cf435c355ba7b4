"""A caller who says nothing: asked once, and then let go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from console.audio.bridge import Bridge
from console.switchboard.errors import CommandError
from console.switchboard.lines import CallerSilence

Say = Callable[[str], Awaitable[object]]
"""Says a sentence to the caller; raises `CommandError`."""


class SilenceWatch:
    """One call's. Silence counts while nobody is heard and the agent attends the caller.

    Belongs to the engine's loop; times are of the bridge's clock.
    """

    def __init__(
        self,
        wish: CallerSilence,
        ask: Say,
        let_go: Say,
        spawn: Callable[[Coroutine[Any, Any, None]], object],
    ) -> None:
        self._wish = wish
        self._ask = ask
        self._let_go = let_go
        self._spawn = spawn
        self._quiet_since: float | None = None
        self._asked = self._saying = False

    def tick(self, bridge: Bridge, now: float) -> None:
        """Notice how long nobody has said anything."""
        if not self._wish.question_s:
            return
        activity = bridge.activity
        if activity.caller_speaking:
            self._asked = False
        waits = not bridge.agent_attends or bridge.silenced or self._saying
        heard = activity.caller_speaking or activity.agent_speaking(now) or bridge.buffered_ms > 0
        if self._quiet_since is None or waits or heard:
            self._quiet_since = now
            return
        patience = self._wish.goodbye_s if self._asked else self._wish.question_s
        if now - self._quiet_since >= patience:
            self._saying = True
            if self._asked:
                self._spawn(self._say(self._let_go, self._wish.goodbye))
            else:
                self._spawn(self._say(self._ask, self._wish.question))
            self._asked = True

    async def _say(self, say: Say, sentence: str) -> None:
        try:
            await say(sentence)
        except CommandError:
            return  # the call has ended, or is being led elsewhere
        finally:
            self._saying = False
