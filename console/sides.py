"""What a desk stands before: an engine of its own, or a node elsewhere. Both look alike."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Protocol

from console.config import Settings
from console.control_file import ControlAddress
from console.engine import Engine
from console.operator_audio import OperatorAudio
from console.remote_node.sound import RemotePath
from console.remote_node.switchboard import RemoteSwitchboard
from console.sound_path import LocalPath
from console.switchboard.events import LampState
from console.switchboard.interface import SwitchboardInterface
from console.switchboard.operator_sound import OperatorSound


class Side(Protocol):
    """The far side of one desk. ``open`` and ``close`` belong to one loop, in this order."""

    switchboard: SwitchboardInterface
    sound: OperatorSound
    """The operator's microphone and speaker; both are there from `open` on."""

    @property
    def practice(self) -> bool:
        """Whether it is a practice line."""

    async def open(self) -> None:
        """Be there. Raises `ConfigError` or `ControlError`."""

    async def close(self) -> None:
        """Give everything back; a few seconds at most."""


class OwnEngine:
    """Implements `Side` with an engine in this process."""

    def __init__(self, settings: Settings, *, practice: bool) -> None:
        self.engine = Engine(settings, practice=practice)
        self.practice = practice
        self.switchboard: SwitchboardInterface
        self.sound: OperatorSound
        self._following: asyncio.Task[None]

    async def open(self) -> None:
        engine = self.engine
        await engine.start()
        self.switchboard = engine.switchboard
        show = partial(engine.lamps.set, "sound")
        self.sound = sound = OperatorAudio(engine.switchboard, LocalPath(engine.sessions), show)
        self._following = asyncio.get_running_loop().create_task(sound.run())

    async def close(self) -> None:
        await self.engine.stop()
        await _ended(self._following)


class NodeElsewhere:
    """Implements `Side` with a node that runs somewhere else."""

    def __init__(self, address: ControlAddress) -> None:
        self.switchboard: SwitchboardInterface
        self.sound: OperatorSound
        self._board = RemoteSwitchboard(address)
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def practice(self) -> bool:
        return self._board.practice

    async def open(self) -> None:
        board = self._board
        await board.start()
        self.switchboard = board
        self.sound = sound = OperatorAudio(board, RemotePath(board.client), self._show_sound)
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(board.run()), loop.create_task(sound.run())]

    async def close(self) -> None:
        for task in reversed(self._tasks):
            await _ended(task)
        await self._board.close()

    def _show_sound(self, state: LampState, sentence: str) -> None:
        self._board.show("sound here", state, sentence)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait({task})
