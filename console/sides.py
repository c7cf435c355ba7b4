"""What a desk stands before: an engine of its own, or a node elsewhere. Both look alike."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Protocol

from console.config import Settings
from console.control_file import ControlAddress
from console.engine import Ready
from console.headset.audio import OperatorAudio
from console.headset.choice import choice_of, keep_in
from console.headset.devices import ShowSound
from console.headset.path import LocalPath, SoundPath
from console.running import RunningEngine
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

    async def open(self, *, look: bool = True) -> object:
        """Be there. Raises `ConfigError` or `ControlError`.

        Without ``look``, what takes long and no call needs waits for `look_around`.
        """

    def look_around(self) -> None:
        """Go on with what `open` left for later."""

    async def close(self) -> None:
        """Give everything back; a few seconds at most."""


class OwnEngine(RunningEngine):
    """Implements `Side` with an engine in this process."""

    switchboard: SwitchboardInterface
    sound: OperatorSound
    _following: asyncio.Task[None]

    async def _begin(self, *, look: bool = True) -> Ready:
        ready = await super()._begin(look=look)
        engine = self.engine
        self.switchboard = engine.switchboard
        show = partial(engine.lamps.set, "sound")
        path = LocalPath(engine.sessions)
        self.sound = sound = _sound(engine.switchboard, path, show, self.settings)
        self._following = asyncio.get_running_loop().create_task(sound.run())
        return ready

    async def _end(self) -> None:
        await super()._end()
        await _ended(self._following)


class NodeElsewhere:
    """Implements `Side` with a node that runs somewhere else."""

    def __init__(self, settings: Settings, address: ControlAddress) -> None:
        # Loaded late: most desks have an engine of their own.
        from console.remote_node.switchboard import RemoteSwitchboard

        self._settings = settings
        self.switchboard: SwitchboardInterface
        self.sound: OperatorSound
        self._board = RemoteSwitchboard(address)
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def practice(self) -> bool:
        return self._board.practice

    async def open(self, *, look: bool = True) -> None:  # noqa: ARG002 - a node looks by itself
        from console.remote_node.sound import RemotePath

        board = self._board
        await board.start()
        self.switchboard = board
        path = RemotePath(board.client)
        self.sound = sound = _sound(board, path, self._show_sound, self._settings)
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(board.run()), loop.create_task(sound.run())]

    def look_around(self) -> None:
        pass

    async def close(self) -> None:
        following, sounding = self._tasks
        await _ended(sounding)
        await self._board.leave()
        await _ended(following)
        await self._board.close()

    def _show_sound(self, state: LampState, sentence: str) -> None:
        self._board.show("sound here", state, sentence)


def _sound(
    board: SwitchboardInterface, path: SoundPath, show: ShowSound, settings: Settings
) -> OperatorAudio:
    return OperatorAudio(board, path, show, choice_of(settings), keep_in(settings.data_dir))


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait({task})
