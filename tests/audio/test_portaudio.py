"""What a sound device is opened and closed by: a thread that may have to wait for it."""

from __future__ import annotations

import asyncio
import threading

import pytest

from console.audio import portaudio
from console.audio.portaudio import SoundError, in_thread

_SOON_S = 30.0


class SlowDevice:
    """Opens when it may, on a loop's thread; `closed` is set when it was closed."""

    def __init__(self) -> None:
        self.may_open = threading.Event()
        self.opening = threading.Event()
        self.closed = threading.Event()

    def open(self) -> SlowDevice:
        self.opening.set()
        assert self.may_open.wait(_SOON_S)
        return self

    def close(self) -> None:
        self.closed.set()


async def _is_set(event: threading.Event) -> None:
    assert await asyncio.to_thread(event.wait, _SOON_S)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portaudio, "_ANSWER_S", 0.05)


@pytest.mark.usefixtures("impatient")
async def test_a_device_that_opens_too_late_is_closed_again() -> None:
    device = SlowDevice()
    with pytest.raises(SoundError, match="does not answer"):
        await in_thread(device.open, undo=SlowDevice.close)
    device.may_open.set()
    await _is_set(device.closed)


async def test_a_device_that_opens_for_somebody_who_has_left_is_closed_again() -> None:
    device = SlowDevice()
    opening = asyncio.create_task(in_thread(device.open, undo=SlowDevice.close))
    await _is_set(device.opening)
    opening.cancel()
    await asyncio.wait({opening})
    device.may_open.set()
    await _is_set(device.closed)


async def test_a_device_that_opens_in_time_stays_open() -> None:
    device = SlowDevice()
    device.may_open.set()
    assert await in_thread(device.open, undo=SlowDevice.close) is device
    assert not device.closed.is_set()


@pytest.mark.usefixtures("impatient")
async def test_nothing_is_done_beside_a_device_that_does_not_answer() -> None:
    device, done = SlowDevice(), list[str]()
    opening = asyncio.create_task(in_thread(device.open))
    await _is_set(device.opening)
    for work in (in_thread(lambda: done.append("looked")), opening):
        with pytest.raises(SoundError, match="does not answer"):
            await work
    assert done == []
    device.may_open.set()


async def test_what_comes_next_waits_for_its_turn() -> None:
    device, done = SlowDevice(), list[str]()
    opening = asyncio.create_task(in_thread(device.open))
    await _is_set(device.opening)
    looking = asyncio.create_task(in_thread(lambda: done.append("looked")))
    device.may_open.set()
    await asyncio.gather(opening, looking)
    assert done == ["looked"]
