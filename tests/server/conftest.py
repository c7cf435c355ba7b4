"""A house for a test, with an echo or with an agent that the test plays."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.server.house import House, open_house


@pytest_asyncio.fixture
async def house() -> AsyncIterator[House]:
    async with open_house() as house:
        yield house


@pytest_asyncio.fixture
async def hand() -> AsyncIterator[House]:
    async with open_house(agent="hand") as house:
        yield house
