"""Stream's edge for Vision Agents, with two more things that can be chosen.

``STREAM_BASE_URL`` leads it to another address, such as the practice line's Stream on this
machine. ``AGENT_CHAT=no`` keeps what is said out of Stream Chat, which not every account has.
"""

from __future__ import annotations

import functools
import ipaddress
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv import load_dotenv
from getstream import AsyncStream
from getstream.video.rtc import connection_manager
from getstream.video.rtc.coordinator.ws import StreamAPIWS
from vision_agents.core import User
from vision_agents.core.agents.conversation import Conversation, InMemoryConversation
from vision_agents.plugins import getstream

load_dotenv(Path(__file__).with_name(".env"))
BASE_URL = os.environ.get("STREAM_BASE_URL", "").rstrip("/")


def is_local(url: str) -> bool:
    """Whether an address is on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Edge(getstream.Edge):
    """One agent's way into its call."""

    def __init__(self) -> None:
        super().__init__()
        if BASE_URL:
            self.client = AsyncStream(base_url=BASE_URL)

    async def create_conversation(self, call: Any, user: User, instructions: str) -> Conversation:
        """Keep what is said in Stream Chat, or in memory only."""
        if os.environ.get("AGENT_CHAT") == "no" or is_local(BASE_URL):
            return InMemoryConversation(instructions, [])
        return await super().create_conversation(call, user, instructions)


if is_local(BASE_URL):
    # The address of the socket that brings custom events does not follow from the base URL:
    # getstream 4 has Stream's own built in.
    connection_manager.StreamAPIWS = functools.partial(
        StreamAPIWS, uri=f"{BASE_URL.replace('http', 'ws', 1)}/api/v2/connect"
    )
