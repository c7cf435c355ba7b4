"""ngrok as the way in: opened, lost and found again, refused, and what it is told."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from console.switchboard.events import LampState
from console.tunnel.ngrok import Ngrok
from console.tunnel.ngrok_order import Order
from console.tunnel.ngrok_settings import CONFIG_FILE
from console.tunnel.wake import WakeWatch
from tests.conftest import ExpectLog
from tests.fakes.node_process import ROOT
from tests.fakes.served import Served
from tests.tunnel.conftest import SECRET, TOKEN, FakeNgrok, alive
from tests.virtual_time import ManualClock

LOSS_S = 60.0
"""A loss is noticed within 5 s where the machine has time for it."""
SOON_S = 60.0


class Watched(Ngrok):
    """A tunnel whose looks are waited for."""

    async def open_to(self, port: int) -> None:
        self._news = asyncio.Condition()
        await self.open(port, lambda: self._tell.append(asyncio.create_task(self._notify())))

    _tell: list[asyncio.Task[None]]

    async def _notify(self) -> None:
        async with self._news:
            self._news.notify_all()

    async def until(self, holds: Callable[[], bool], seconds: float = SOON_S) -> None:
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(holds)

    async def shows(self, state: LampState, *words: str, seconds: float = SOON_S) -> None:
        """Wait until the lamp shows a state, with words in its cause or remedy."""
        await self.until(
            lambda: self.health[0] is state and all(w in " ".join(self.health[1:]) for w in words),
            seconds,
        )


async def _hello(request: web.Request) -> web.StreamResponse:
    socket = web.WebSocketResponse()
    if not socket.can_prepare(request):
        return web.json_response({**request.headers, "path": request.raw_path})
    await socket.prepare(request)
    async for message in socket:
        await socket.send_str(message.data[::-1])
    return socket


@pytest.fixture
async def upstream() -> AsyncIterator[int]:
    """Serve something on a local port, and give the port."""
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", _hello)
    served = Served(app)
    yield int((await served.start()).rpartition(":")[2])
    await served.stop()


@asynccontextmanager
async def tunnel_to(
    port: int, folder: Path, token: str | None = TOKEN, url: str | None = None, **more: object
) -> AsyncIterator[Watched]:
    hidden = frozenset({"TWILIO_AUTH_TOKEN"})
    tunnel = Watched(token=token, url=url, folder=folder, hidden=hidden, **more)  # type: ignore[arg-type]
    tunnel._tell = []
    await tunnel.open_to(port)
    try:
        yield tunnel
    finally:
        async with asyncio.timeout(LOSS_S):
            await tunnel.close()
        await asyncio.gather(*tunnel._tell)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    return data


# -- opened -----------------------------------------------------------------------------


async def test_an_open_tunnel_leads_here(agent: FakeNgrok, upstream: int, folder: Path) -> None:
    async with tunnel_to(upstream, folder, url="calls.ngrok.app") as tunnel:
        await tunnel.settled()
        assert tunnel.health == (
            LampState.OK,
            "Calls come in at https://calls.ngrok.app, through ngrok.",
            "",
        )
        assert tunnel.url == "https://calls.ngrok.app"
        edge = f"http://127.0.0.1:{agent.runs()[0]['edge']}"
        async with aiohttp.ClientSession(edge) as http:
            async with http.get("/a%2Fb?c=d") as answer:
                seen = await answer.json()
            assert (seen["path"], seen["Host"]) == ("/a%2Fb?c=d", "calls.ngrok.app")
            assert seen["X-Forwarded-Proto"] == "https"
            async with http.ws_connect("/socket") as socket:
                await socket.send_str("abc")
                assert await socket.receive_str() == "cba"
    assert not alive(agent.runs()[0]["pid"])


async def test_no_secret_is_where_others_may_look(
    agent: FakeNgrok, upstream: int, folder: Path
) -> None:
    async with tunnel_to(upstream, folder) as tunnel:
        await tunnel.shows(LampState.OK)
        (run,) = agent.runs()
        assert run["settings"]["agent"]["authtoken"] == TOKEN
        assert run["settings_mode"] == 0o600
        assert run["settings"]["agent"]["web_addr"].startswith("127.0.0.1:")
        assert not any(SECRET in text for text in (*run["argv"], *run["environ"].values()))
        assert os.listdir(folder) == []
        assert_no_secret_in(_descendants())


def assert_no_secret_in(pids: list[int]) -> None:
    for pid in pids:
        for part in ("cmdline", "environ"):
            content = Path(f"/proc/{pid}/{part}").read_bytes()
            assert SECRET.encode() not in content, f"{part} of a child holds a secret"


def _descendants() -> list[int]:
    """Return the processes below this one."""
    parents = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(file.parent.name)] = int(fields[1])
    found = [os.getpid()]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    assert len(found) >= 3, "the driver and its agent run"
    return found[1:]


async def test_the_agents_inspection_of_traffic_is_off(
    agent: FakeNgrok, upstream: int, folder: Path
) -> None:
    async with tunnel_to(upstream, folder) as tunnel:
        await tunnel.shows(LampState.OK)
    assert agent.runs()[0]["settings"]["agent"]["inspect_db_size"] == -1


# -- lost -------------------------------------------------------------------------------


async def test_an_agent_that_dies_is_noticed_and_replaced(
    agent: FakeNgrok, upstream: int, folder: Path, expected_log: ExpectLog
) -> None:
    expected_log("The ngrok program has ended")
    async with tunnel_to(upstream, folder) as tunnel:
        await tunnel.shows(LampState.OK)
        assert tunnel.url == "https://run-1.ngrok-free.app"
        agent.signal(signal.SIGKILL)
        await tunnel.shows(LampState.ERROR, "has ended", seconds=LOSS_S)
        assert tunnel.url is None
        await tunnel.shows(LampState.OK)
        assert tunnel.url == "https://run-2.ngrok-free.app"


async def test_a_session_that_drops_keeps_its_address_until_it_is_back(
    agent: FakeNgrok, upstream: int, folder: Path, expected_log: ExpectLog
) -> None:
    expected_log("lost its connection")
    async with tunnel_to(upstream, folder) as tunnel:
        await tunnel.shows(LampState.OK)
        await agent.tell("drop")
        await tunnel.shows(LampState.ERROR, "lost its connection", seconds=LOSS_S)
        assert tunnel.url == "https://run-1.ngrok-free.app"
        await agent.tell("restore?url=https://other.ngrok-free.app")
        await tunnel.shows(LampState.OK, seconds=LOSS_S)
        assert tunnel.url == "https://other.ngrok-free.app"
    assert len(agent.runs()) == 1


async def test_why_a_session_does_not_come_back_is_told(
    agent: FakeNgrok, upstream: int, folder: Path, expected_log: ExpectLog
) -> None:
    expected_log("lost its connection|is in use")
    async with tunnel_to(upstream, folder) as tunnel:
        await tunnel.shows(LampState.OK)
        await agent.tell("drop?code=334")
        await tunnel.shows(LampState.ERROR, "in use by another", seconds=LOSS_S)


async def test_an_agent_that_stands_still_is_noticed(
    agent: FakeNgrok, upstream: int, folder: Path, expected_log: ExpectLog
) -> None:
    expected_log("does not answer")
    async with tunnel_to(upstream, folder) as tunnel:
        await tunnel.shows(LampState.OK)
        agent.signal(signal.SIGSTOP)
        await tunnel.shows(LampState.ERROR, "does not answer", seconds=LOSS_S)
        agent.signal(signal.SIGCONT)
        await tunnel.shows(LampState.OK)
        assert tunnel.url == "https://run-1.ngrok-free.app"


# -- refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("105", ("does not know the token", "dashboard.ngrok.com/get-started/your-authtoken")),
        ("107", ("does not know the token", "credentials set NGROK_AUTHTOKEN")),
        ("108", ("as many agents running", "dashboard.ngrok.com/agents")),
    ],
)
async def test_an_account_that_is_refused_is_told_why(
    agent: FakeNgrok,
    upstream: int,
    folder: Path,
    code: str,
    words: tuple[str, ...],
    expected_log: ExpectLog,
) -> None:
    expected_log("The tunnel: ")
    agent.behave(refuses=code)
    async with tunnel_to(upstream, folder) as tunnel:
        await tunnel.shows(LampState.ERROR, *words)
        assert tunnel.url is None
        assert TOKEN not in str(tunnel.health)
        assert os.listdir(folder) == []


async def test_a_token_that_is_not_set_is_asked_for(
    agent: FakeNgrok, upstream: int, folder: Path, expected_log: ExpectLog
) -> None:
    expected_log("asks for the token")
    async with tunnel_to(upstream, folder, token=None, url="calls.ngrok.app") as tunnel:
        await tunnel.shows(LampState.ERROR, "asks for the token", "NGROK_AUTHTOKEN")


async def test_an_address_in_use_is_tried_again_until_it_is_free(
    agent: FakeNgrok, upstream: int, folder: Path, expected_log: ExpectLog
) -> None:
    expected_log("is in use by another")
    agent.behave(taken=["https://calls.ngrok.app"])
    async with tunnel_to(upstream, folder, url="https://calls.ngrok.app") as tunnel:
        await tunnel.shows(LampState.ERROR, "is in use by another", "dashboard")
        agent.behave()
        await tunnel.shows(LampState.OK)
        assert tunnel.url == "https://calls.ngrok.app"


async def test_where_ngrok_is_not_installed_that_is_said(
    upstream: int, folder: Path, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectLog
) -> None:
    expected_log("is not installed")
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setenv("PYNGROK_NGROK_PATH", str(folder / "ngrok"))
    async with tunnel_to(upstream, folder) as tunnel:
        await tunnel.shows(
            LampState.ERROR, "is not installed", "https://ngrok.com/download", "tunnel --install"
        )


@pytest.mark.parametrize("url", ["http://calls.ngrok.app", "tcp://x:1", "https://a.b/path", "?"])
def test_an_address_that_cannot_be_is_a_sentence(folder: Path, url: str) -> None:
    with pytest.raises(ValueError, match="NGROK_URL must be like"):
        Ngrok(token=TOKEN, url=url, folder=folder)


async def test_without_a_network_that_is_told_while_it_is_tried(
    agent: FakeNgrok, upstream: int, folder: Path, expected_log: ExpectLog
) -> None:
    expected_log("can't be reached")
    agent.behave(offline=True)
    async with tunnel_to(upstream, folder) as tunnel:
        await agent.ran(1)
        await tunnel.shows(LampState.ERROR, "can't be reached from here", seconds=LOSS_S)
        assert os.listdir(folder) == []


# -- left -------------------------------------------------------------------------------


async def test_one_that_never_gets_ready_is_left_in_time(
    agent: FakeNgrok, upstream: int, folder: Path
) -> None:
    agent.behave(silent=True)
    async with tunnel_to(upstream, folder):
        run = await agent.ran(1)
    assert not alive(run["pid"])
    assert not (folder / CONFIG_FILE).exists()


async def test_an_agent_does_not_outlive_a_console_that_was_killed(
    agent: FakeNgrok, upstream: int, folder: Path
) -> None:
    driver = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "console.tunnel.ngrok_driver"),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert driver.stdin
    assert driver.stdout
    driver.stdin.write(Order(str(agent.program), str(folder), upstream, TOKEN).as_line())
    async with asyncio.timeout(SOON_S):
        assert b'"open"' in await driver.stdout.readline()
        driver.stdin.close()  # as when its console is no more
        assert await driver.wait() == 0
    assert not alive(agent.runs()[0]["pid"])


# -- slept ------------------------------------------------------------------------------


@pytest.mark.parametrize("stands", [True, False])
async def test_after_the_computer_slept_the_tunnel_is_looked_at(
    agent: FakeNgrok, upstream: int, folder: Path, stands: bool, expected_log: ExpectLog
) -> None:
    asked: list[str] = []

    async def reach(url: str) -> bool:
        asked.append(url)
        return stands

    if not stands:
        expected_log("lost its connection")
    wall = ManualClock()
    watch = WakeWatch(wall, lambda: 0.0)
    async with tunnel_to(upstream, folder, reach=reach, wake=watch) as tunnel:
        await tunnel.shows(LampState.OK)
        wall.pass_by(3600)
        await tunnel.until(lambda: bool(asked), LOSS_S)
        assert asked[0] == "https://run-1.ngrok-free.app"
        if stands:
            await tunnel.shows(LampState.OK)
        else:
            await tunnel.until(lambda: tunnel.url == "https://run-2.ngrok-free.app")
    assert len(agent.runs()) == (1 if stands else 2)
