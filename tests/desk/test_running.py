"""One engine in another's place: what stays the same, and what is there when that fails."""

from __future__ import annotations

import asyncio
import json
import os
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from console.config import ConfigError, Settings, load_settings
from console.running import RunningEngine
from console.switchboard.events import LampState

_FOREIGN = ("CONSOLE_", "TWILIO_", "TELNYX_", "STREAM_", "NGROK_")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in os.environ:
        if name.startswith(_FOREIGN):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CONSOLE_DATA_DIR", str(tmp_path))
    return load_settings()


@pytest_asyncio.fixture
async def running(settings: Settings) -> AsyncIterator[RunningEngine]:
    made = RunningEngine(settings, practice=True, port=0, control_port=0)
    await made.open()
    yield made
    await made.close()


def control(settings: Settings) -> dict[str, object]:
    """Return where the control API is, and its key, as others find it."""
    told: dict[str, object] = json.loads((settings.data_dir / "control.json").read_text())
    return {name: told[name] for name in ("url", "token")}


async def test_ports_and_key_stay_when_another_engine_comes(
    running: RunningEngine, settings: Settings
) -> None:
    told: list[bool] = []
    running.changed = lambda: told.append(True)
    first, port, before = running.engine, running.engine.port, control(settings)
    await running.change(settings.model_copy(), practice=True)
    assert running.engine is not first
    assert (running.engine.port, control(settings)) == (port, before)
    assert told == [True]


async def test_calls_come_before_what_takes_long_was_looked_at(settings: Settings) -> None:
    running = RunningEngine(settings, practice=True)
    await running.open(look=False)
    board = running.engine.switchboard

    def carrier() -> LampState:
        return next(lamp.state for lamp in board.lamps() if lamp.name == "carrier")

    await board.ring_practice()
    assert (len(board.calls()), carrier()) == (1, LampState.OFF)
    running.look_around()
    await running.engine.checked()
    assert carrier() is LampState.OK
    await running.close()


async def test_what_ran_before_runs_again_where_the_next_cannot(settings: Settings) -> None:
    running = RunningEngine(settings, practice=True)
    await running.open()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match="CONSOLE_PORT"):
            await running.change(settings.model_copy(update={"port": port}), practice=True)
    assert running.settings is settings
    assert running.engine.switchboard.lines()
    assert control(settings)["token"] == running.engine.control_token
    await running.close()
    assert not (settings.data_dir / "control.json").exists()


async def test_an_end_waits_for_a_change_that_is_under_way(settings: Settings) -> None:
    running = RunningEngine(settings, practice=True)
    await running.open()
    first = running.engine
    changing = asyncio.create_task(running.change(settings.model_copy(), practice=True))
    await asyncio.sleep(0)
    await running.close()
    await changing
    assert running.engine is not first
    assert not (settings.data_dir / "control.json").exists()
