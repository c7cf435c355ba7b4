"""The foot of the window: ten lamps find room, and what is wrong keeps its words."""

from __future__ import annotations

from itertools import pairwise

import pytest

from console.switchboard.events import Lamp, LampState
from tests.ui.conftest import Desk, until

PARTS = ("number", "webhook", "signature", "media", "keyring", "disk")
"""What the stage does not have lit from the start."""
ALL = ("carrier", "tunnel", "agent", "sound", *PARTS)
LONG = "The tunnel has lost its connection to ngrok and tries to get it back."


async def light(desk: Desk, **causes: str) -> None:
    """Have ten lamps, some of them with a warning."""
    for name in ALL:
        state = LampState.WARN if name in causes else LampState.OK
        desk.stage.light(Lamp(name, state, causes.get(name, "Well.")))
    await until(lambda: {lamp for lamp in ALL if lamp in desk.window._foot.lamps._lamps} == {*ALL})
    await desk.settle()


async def shows_all(desk: Desk, width: int) -> None:
    """Give the window a width, and see that the lamps stay within it, side by side."""
    desk.window.resize(width, 640)
    foot = desk.window._foot
    lamps = [foot.lamps.lamp(name) for name in ALL]
    await until(lambda: desk.window.width() == width and foot.lamps.width() < width)
    await until(lambda: lamps[-1].geometry().right() < foot.lamps.width())
    for left, right in pairwise(lamps):
        assert left.geometry().right() < right.geometry().left()


@pytest.mark.parametrize("width", [900, 1280])
async def test_ten_lamps_have_room_and_their_words(desk: Desk, width: int) -> None:
    await light(desk)
    await shows_all(desk, width)
    bar = desk.window._foot.lamps
    assert all(bar.lamp(name).width() >= bar.lamp(name).full_width() for name in ALL)


async def test_where_room_is_short_what_is_well_gives_way(desk: Desk) -> None:
    await light(desk, tunnel=LONG, disk=LONG, number=LONG)
    await shows_all(desk, 900)
    bar = desk.window._foot.lamps
    wide = min(bar.lamp(name).width() for name in ("tunnel", "disk", "number"))
    assert wide > 3 * bar.lamp("carrier").width()
    assert bar.lamp("carrier").accessibleName() == "Carrier: Working. Well."
    assert "Carrier: Working" in bar.lamp("carrier").toolTip()
    await light(desk)
    await until(lambda: bar.lamp("carrier").width() >= bar.lamp("carrier").full_width())
