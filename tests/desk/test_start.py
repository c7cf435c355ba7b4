"""A desk whose engine does not start."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest

from console import desk
from console.desk import SideThread
from console.early import NoDesk
from console.sides import Side


class NeverThere:
    """A side that opens for ever."""

    def __init__(self) -> None:
        self.given_up = False

    async def open(self, *, look: bool = True) -> None:
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            self.given_up = True


def test_an_engine_that_never_starts_is_given_up_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desk, "_START_S", 0.05)
    side = NeverThere()
    with pytest.raises(NoDesk, match="has not started"):
        SideThread(cast(Side, side)).start()
    assert side.given_up
