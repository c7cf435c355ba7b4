"""A practice Stream, and the legs that meet its agent."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from console.agents.stream.agents import StreamAgents
from console.agents.stream.sdk import VERSION
from console.practice.scenarios import preload
from console.practice.stream_line import PracticeStream
from tests.agents_stream.far import PATIENT


@pytest.fixture(autouse=True, scope="session")
def _before_anything_is_timed() -> None:
    """Read the voices, and start the SDK's one thread for its log, which lives for ever."""
    if VERSION == 7:
        import getstream_rtc

        getstream_rtc.configure_logging(logging.getLogger("getstream"), logging.CRITICAL)
    preload()


@pytest_asyncio.fixture
async def agents() -> AsyncIterator[StreamAgents]:
    stream = PracticeStream()
    agents = StreamAgents(replace(await stream.start(), policy=PATIENT))
    await agents.warm_up()
    yield agents
    await agents.close()
    await stream.stop()
