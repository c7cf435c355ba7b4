"""The lamps of the parts that have to be looked at: carrier, agent and disk."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from console.carriers.carrier import Carrier
from console.switchboard.events import Health, LampState
from console.switchboard.lamps import LampBoard
from console.upkeep.disk_health import disk_health

_EVERY_S: Final = 60.0
_PRACTICE: Final = "The practice line stands in for Twilio. No real number is called."


class PartLamps:
    """Looks at the parts of one console and sets their lamps. Engine's loop.

    ``look_at_agent`` says how the usual agent is; ``agent_news`` is set when that may be
    otherwise than before.
    """

    def __init__(
        self,
        lamps: LampBoard,
        carrier: Carrier,
        look_at_agent: Callable[[], Awaitable[Health]],
        agent_news: asyncio.Event,
        data_dir: Path,
        *,
        practice: bool,
    ) -> None:
        self._lamps = lamps
        self._carrier = carrier
        self._agent_health = look_at_agent
        self._agent_news = agent_news
        self._data_dir = data_dir
        self._practice = practice

    async def look(self) -> None:
        """Look at all of them. Never raises."""
        await asyncio.gather(self._look_at_carrier(), self._look_at_agent(), self._look_at_disk())

    async def run(self) -> None:
        """Look every minute, for ever."""
        while True:
            await asyncio.sleep(_EVERY_S)
            await self.look()

    async def hear_of_agents(self) -> None:
        """Look at the agent whenever there is news of it, for ever."""
        while True:
            await self._agent_news.wait()
            self._agent_news.clear()
            await self._look_at_agent()

    def give_up_waiting(self) -> None:
        """Say of what has not answered since the start that it has not."""
        for lamp, whose in (("carrier", "Twilio"), ("agent", "The agent's side")):
            if self._lamps.get(lamp).state is LampState.OFF:
                self._lamps.set(lamp, LampState.WARN, f"{whose} has not answered yet.")

    async def _look_at_disk(self) -> None:
        self._lamps.set("disk", *await asyncio.to_thread(disk_health, self._data_dir))

    async def _look_at_agent(self) -> None:
        self._lamps.set("agent", *await self._agent_health())

    async def _look_at_carrier(self) -> None:
        status = await self._carrier.check_account()
        state = LampState.OK if status.usable else LampState.ERROR
        if status.usable and status.remedy:
            state = LampState.WARN
        sentence = _PRACTICE if self._practice and status.usable else status.sentence
        self._lamps.set("carrier", state, sentence, status.remedy)
