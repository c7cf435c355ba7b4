"""What an operator asks of a call's agent, each refusal a sentence."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from typing import Final

from console.agents.agent import AgentError, AgentLeg, Meets
from console.switchboard.call import Ask
from console.switchboard.errors import NotNow
from console.switchboard.meeting import Meeting, MeetingStep

_ASK_S: Final = 10.0


class Requests:
    """Passes requests on to one call's agent. Engine's loop."""

    def __init__(self, leg: AgentLeg) -> None:
        self.open = False
        """Whether the agent is there to be asked."""
        self._leg = leg

    async def ask(self, ask: Ask, text: str) -> None:
        """Have the agent do something. Raises `NotNow` where it can't or does not confirm it."""
        if not self.open:
            raise NotNow("no-agent", "There is no agent on the call to be asked.")
        try:
            with _sentences():
                async with asyncio.timeout(_ASK_S):
                    await self._leg.ask(ask, text)
        except TimeoutError as exc:
            raise NotNow("agent", "The agent did not answer in time.") from exc

    async def meeting(self) -> Meeting:
        """Look into the call that the agent is met in. Raises `NotNow`."""
        leg = self._meets()
        with _sentences():
            return await leg.meeting()

    async def meeting_step(self, step: MeetingStep) -> Meeting:
        """Do something in that call, and look again. Raises `NotNow`."""
        leg = self._meets()
        with _sentences():
            await leg.meeting_step(step)
            return await leg.meeting()

    def _meets(self) -> Meets:
        if isinstance(self._leg, Meets):
            return self._leg
        raise NotNow("no-meeting", "This call's agent is not met in a Stream call.")


@contextlib.contextmanager
def _sentences() -> Iterator[None]:
    """Turn what an agent could not do into a refusal."""
    try:
        yield
    except AgentError as exc:
        raise NotNow("agent", str(exc)) from exc
