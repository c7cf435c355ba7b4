"""An operator's ears in a process of their own: ``python -m tests.fakes.ears_process``.

`OperatorAudio` on this machine's devices, listening to a made-up call: a tone on the caller's
side that is lower in its last three seconds than it is now. It chimes, catches up, and tells
its state in lines of JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

import numpy as np

from console.audio.ears import Plays
from console.headset.audio import OperatorAudio
from console.switchboard.call import Call, CallId, Direction, Engagement, State
from console.switchboard.events import CallChanged, EventBus
from console.switchboard.interface import SwitchboardInterface
from console.switchboard.operator_sound import Chime

BEFORE_HZ, NOW_HZ = 700.0, 1500.0
RECENT_S = 3


def tone(hertz: float, first: int, count: int) -> bytes:
    """Return stereo PCM with a tone on the left."""
    at = np.arange(first, first + count) / 8000
    both = np.zeros((count, 2), "<i2")
    both[:, 0] = 6000 * np.sin(2 * np.pi * hertz * at)
    return both.tobytes()


class Board:
    """As much of a switchboard as ears need."""

    def __init__(self) -> None:
        self.bus = EventBus()
        self.listen_to_events = self.bus.listen

    def calls(self) -> tuple[Call, ...]:
        return ()


class Path:
    """Implements `SoundPath`: the made-up call."""

    latency_ms: float | None = None
    problem = ""
    speaker: Plays | None = None
    passed_s = 0.0
    """How much of the call has been brought to the ears, however long that took."""

    def lead_to(self, speaker: Plays, changed: Callable[[], None]) -> None:
        self.speaker = speaker

    async def follow(self, call_id: CallId | None) -> None:
        """It is always the same call."""

    async def recent(self) -> bytes:
        return tone(BEFORE_HZ, 0, RECENT_S * 8000)

    def speak(self, ulaw: bytes, spoken_at: float) -> None:
        raise AssertionError("a listener's microphone is shut")

    async def close(self) -> None:
        self.speaker = None

    async def go_on(self) -> None:
        """Let the call go on, 20 ms at a time; later where the machine is busy, never faster."""
        due, at = time.monotonic(), 0
        while True:
            if self.speaker:
                self.speaker.play_pcm(tone(NOW_HZ, at, 160))
            at, due = at + 160, max(due + 0.02, time.monotonic())
            self.passed_s = at / 8000
            await asyncio.sleep(max(0.0, due - time.monotonic()))


async def main() -> None:
    board, path = Board(), Path()
    sound = OperatorAudio(cast(SwitchboardInterface, board), path, lambda *_: None)
    running = asyncio.create_task(sound.run())

    def tell(what: str) -> None:
        told = {"what": what, "at": path.passed_s, "behind": sound.state.behind_ms}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()

    async def until(holds: Callable[[], object]) -> None:
        while not holds():  # noqa: ASYNC110  the state is told to any thread, without an event
            await asyncio.sleep(0.01)

    await until(lambda: sound.state.speaker)
    for _ in range(2):  # a sound card that sleeps wakes too late for the first
        sound.chime(Chime.NEW_CALL, 0.0)
        await until(lambda: sound._devices.speaker.is_open)
        await asyncio.sleep(1.5)
    tell("chimed")
    now = datetime.now(UTC)
    call = Call("a", "twilio", Direction.INBOUND, "", "", "", now, State.LIVE)
    listening = replace(call, engagement=Engagement.LISTEN)
    board.bus.publish(CallChanged(call, listening, "test"))
    going = asyncio.create_task(path.go_on())
    await asyncio.sleep(1.0)
    tell("listening")
    sound.catch_up()
    await until(lambda: sound.state.behind_ms)
    tell("behind")
    await until(lambda: not sound.state.behind_ms)
    tell("live")
    await asyncio.sleep(0.7)
    for task in (going, running):
        task.cancel()
    await asyncio.wait({going, running})


if __name__ == "__main__":
    asyncio.run(main())
