"""A ready-made agent for Operator console, made with Vision Agents. Change it to be yours.

    python agent.py serve --host 127.0.0.1 --port 8000

What it is to do stands in ``instructions.md``, what it is made of in ``kits.py``.
"""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path

from console_link import ConsoleLink, HearsThePhone
from edge import Edge
from kits import chosen, parts
from vision_agents.core import Agent, AgentLauncher, Runner, User

INSTRUCTIONS = Path(__file__).with_name("instructions.md")
GREET = "The caller is on the line now. Greet them in one short sentence, and ask how you can help."


async def create_agent() -> Agent:
    """Make the agent of one call; at the start one more is made, to load what they need."""
    return Agent(
        edge=Edge(),
        agent_user=User(name=os.environ.get("AGENT_NAME", "Agent")),
        instructions=await asyncio.to_thread(INSTRUCTIONS.read_text, "utf-8"),
        multi_speaker_filter=HearsThePhone(),
        **parts(),
    )


async def join_call(agent: Agent, call_type: str, call_id: str) -> None:
    """Hold one call, from the caller's first word to the end."""
    call = await agent.create_call(call_type, call_id)
    console = ConsoleLink(agent)
    give_tools(agent, console)
    async with agent.join(call), console:
        await console.phone()
        await agent.simple_response(GREET)
        await agent.finish()


def give_tools(agent: Agent, console: ConsoleLink) -> None:
    """Let the model do things; before it joins, since some models learn of them only then."""

    @agent.llm.register_function(description="Bring a human operator into the call.")
    async def get_a_human() -> str:
        console.wants_human()
        return "The operator has been told. Ask the caller to hold on for a moment."

    @agent.llm.register_function(description="End the phone call, after you have said goodbye.")
    async def hang_up() -> str:
        console.hang_up()
        return "The call ends in a moment."


if __name__ == "__main__":
    chosen()  # before all that it loads
    # At a finer level it writes down what people say.
    logging.getLogger("vision_agents.core.agents").setLevel(logging.WARNING)
    Runner(AgentLauncher(create_agent, join_call, maintenance_interval=1.0)).cli()
