"""The agent's side of one call's audio: got ready, joined to the bridge, asked things, let go."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterator
from typing import Final

from console.agents.agent import AgentError, AgentLeg, AgentLine, KnowsCuts, Meets
from console.audio.bridge import Bridge
from console.switchboard.call import Ask, Call
from console.switchboard.errors import NotNow
from console.switchboard.meeting import Meeting, MeetingStep

_LOG = logging.getLogger(__name__)
_START_S: Final = 15.0
_ASK_S: Final = 10.0


class AgentSide:
    """One call's agent. Engine's loop."""

    def __init__(self, leg: AgentLeg) -> None:
        self.there = False
        """Whether the agent is ready and has not been lost since."""
        self._leg = leg

    # -- its life ---------------------------------------------------------------------

    async def start(self, call: Call) -> None:
        """Get the agent ready. Raises `AgentError`, whatever it is that goes wrong."""
        try:
            async with asyncio.timeout(_START_S):
                await self._leg.start(call)
        except AgentError:
            raise
        except TimeoutError as exc:
            raise AgentError(f"The agent was not ready after {_START_S:.0f} seconds.") from exc
        except Exception as exc:  # whatever it is, the caller must not be left in silence
            _LOG.exception("Call %s: its agent could not start", call.id)
            raise AgentError("The agent could not start.") from exc
        self.there = True

    async def join(self, line: AgentLine, bridge: Bridge) -> None:
        """Let the agent hear and speak; ``line`` is what it calls."""
        if isinstance(self._leg, KnowsCuts):
            bridge.on_cut = self._leg.cut_short
        await self._leg.join(line)
        can = self._leg.abilities
        await bridge.connect_agent(self._leg.hear, transparent=can.transparent, live=can.live)

    async def stop(self) -> None:
        """Have the agent leave."""
        await self._leg.stop()

    # -- what it is told and asked ----------------------------------------------------

    def key(self, digit: str) -> None:
        """Pass on a key that the caller pressed."""
        if self.there:
            self._leg.key(digit)

    async def ask(self, ask: Ask, text: str) -> None:
        """Have the agent do something. Raises `NotNow` where it can't or does not confirm it."""
        if not self.there:
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
