"""Consoles for these tests, each with a carrier and a Stream in miniature."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.stream_calls.console import Open, consoles


@pytest_asyncio.fixture
async def open_console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Open]:
    async with consoles(tmp_path, monkeypatch) as open_one:
        yield open_one
