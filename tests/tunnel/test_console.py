"""A console behind ngrok, the practice cloud standing for Twilio: calls, self-test, loss."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from console.practice.cloud import PracticeCloud, PracticeNumber
from tests.fakes.certificate import make_certificate
from tests.fakes.node_process import Desk, Node, eventually
from tests.practice_cloud.parties import Recorder
from tests.tunnel.conftest import SECRET, TOKEN, FakeNgrok, Json, alive, free_port
from tests.tunnel.test_ngrok import LOSS_S, assert_no_secret_in

pytestmark = pytest.mark.asyncio(loop_scope="module")
ACCOUNT = "AC" + "0123456789abcdef" * 2
LINE = "+14155550100"
CALLER = "+14155550111"
AUTH_TOKEN = f"auth-{SECRET}"


@dataclass
class World:
    """A node, the tunnel to it, and the cloud that comes in by it."""

    node: Node
    desk: Desk
    cloud: PracticeCloud
    agent: FakeNgrok
    public_url: str

    @property
    def edge(self) -> str:
        """Where ngrok's cloud takes requests, TLS taken off."""
        return f"http://127.0.0.1:{self.agent.runs()[-1]['edge']}"

    def find_the_edge(self) -> None:
        self.cloud.route("localhost", self.edge)

    async def lamp(self, name: str, state: str, seconds: float = LOSS_S) -> Json:
        async def look() -> Json | None:
            lamp = await self.desk.lamp(name)
            return lamp if lamp["state"] == state else None

        return await eventually(look, f"{name} {state}", seconds) or {}


@asynccontextmanager
async def open_world(agent: FakeNgrok, data_dir: Path, tls_port: int) -> AsyncIterator[World]:
    certificate = make_certificate(agent.folder, "localhost")
    agent.behave(tls_port=tls_port)
    public_url = f"https://localhost:{tls_port}"
    async with AsyncExitStack() as closing:
        cloud = PracticeCloud(
            account_sid=ACCOUNT,
            auth_token=AUTH_TOKEN,
            numbers=[PracticeNumber(LINE, voice_url=f"{public_url}/twilio/voice")],
            answer=lambda number: Recorder(),
        )
        api_url = await cloud.start()
        closing.push_async_callback(cloud.stop)
        settings = {
            "CONSOLE_AGENT": "echo",
            "CONSOLE_TWILIO_API_URL": api_url,
            "NGROK_AUTHTOKEN": TOKEN,
            "PATH": f"{agent.bin}:/usr/bin:/bin",
            "SSL_CERT_FILE": str(certificate),
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
            "TWILIO_PHONE_NUMBER": LINE,
        }
        node = Node(data_dir, settings)
        await node.start()
        closing.push_async_callback(node.end)
        desk = Desk(node)
        closing.push_async_callback(desk.close)
        await desk.open()
        world = World(node, desk, cloud, agent, public_url)
        # A node on a busy machine may be ready before its tunnel is.
        await world.lamp("tunnel", "ok")
        world.find_the_edge()
        yield world
    assert SECRET not in node.words()
    assert "Traceback" not in node.words()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """One console for all tests that leave it as it was."""
    folder = tmp_path_factory.mktemp("shared")
    agent = FakeNgrok(folder / "ngrok")
    async with open_world(agent, folder / "data", free_port()) as world:
        yield world
    agent.end()


@pytest_asyncio.fixture(loop_scope="module")
async def lost_world(agent: FakeNgrok, tmp_path: Path) -> AsyncIterator[World]:
    """A console whose end a test may bring about."""
    async with open_world(agent, tmp_path / "data", free_port()) as world:
        yield world


async def test_a_signed_call_comes_in_and_nothing_else(world: World) -> None:
    assert world.node.ready["public_url"] in (world.public_url, None)
    before = len(world.desk.calls)
    sid = await world.cloud.ring(CALLER, LINE, Recorder())
    await world.desk.call(sid, "live")
    async with aiohttp.ClientSession(world.edge) as stranger:
        form = {"CallSid": "CA1", "From": CALLER, "To": LINE}
        for signature in ({}, {"X-Twilio-Signature": "nonsense"}):
            async with stranger.post("/twilio/voice", data=form, headers=signature) as answer:
                assert (answer.status, await answer.text()) == (403, "")
        for path in ("/api/calls", "/api/health", "/metrics", "/"):
            async with stranger.get(path) as answer:
                assert (answer.status, answer.headers["Server"]) == (404, "console")
    assert len(world.desk.calls) == before + 1
    signature = await world.desk.lamp("signature")
    assert (signature["state"], signature["age_s"] is not None) == ("warn", True)
    assert (await world.desk.lamp("media"))["state"] == "ok"


async def test_the_self_test_goes_out_and_comes_back_in_over_tls(world: World) -> None:
    before = len(world.desk.calls)
    status, result = await world.desk.post("/api/self-test")
    assert (status, result["passed"], result["public_url"]) == (200, True, world.public_url)
    assert [step["outcome"] for step in result["steps"]] == ["passed"] * 3
    assert result["round_trip_ms"] > 0
    assert len(world.desk.calls) == before


async def test_a_dropped_session_refuses_dials_and_lets_calls_go_on(world: World) -> None:
    sid = await world.cloud.ring(CALLER, LINE, Recorder())
    await world.desk.call(sid, "live")
    await world.agent.tell("drop")
    lamp = await world.lamp("tunnel", "error")
    status, body = await world.desk.post("/api/calls", to="+14155550122")
    assert (status, body["error"]["code"]) == (422, "tunnel-not-ready")
    assert lamp["cause"] in body["error"]["message"]
    failed = (await world.desk.post("/api/self-test"))[1]["steps"][0]
    assert "No ngrok agent serves this address" in failed["sentence"]
    assert (await world.desk.call(sid))["state"] == "live"
    await world.agent.tell("restore")
    await world.lamp("tunnel", "warn")
    assert (await world.desk.post("/api/self-test"))[1]["passed"] is True
    await world.lamp("tunnel", "ok")
    status, call = await world.desk.post("/api/calls", to="+14155550122")
    assert status == 201
    await world.desk.call((await world.desk.get(f"/api/calls/{call['id']}"))["carrier_call_id"])


async def test_no_secret_is_where_others_may_look(world: World) -> None:
    (run,) = world.agent.runs()
    pids = [run["pid"], _parent(run["pid"])]
    assert _parent(pids[1]) == world.node.pid
    assert_no_secret_in(pids)
    for file in (f for f in world.node.data_dir.rglob("*") if f.is_file()):
        assert SECRET.encode() not in file.read_bytes(), f"{file} holds a secret"


async def test_calls_come_in_again_after_the_agents_death_and_none_after_the_consoles(
    lost_world: World,
) -> None:
    world = lost_world
    world.agent.signal(signal.SIGKILL)
    await world.lamp("tunnel", "error")
    await world.agent.ran(2)
    await world.lamp("tunnel", "ok")
    world.find_the_edge()
    sid = await world.cloud.ring(CALLER, LINE, Recorder())
    await world.desk.call(sid, "live")
    world.node.tell(signal.SIGKILL)
    await eventually(lambda: not alive(world.agent.runs()[-1]["pid"]), "the agent's end")


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


async def test_a_number_that_leads_here_follows_to_another_address(lost_world: World) -> None:
    desk = lost_world.desk
    status, _ = await desk.post("/api/lease/take")
    assert status == 200

    async def voice_url() -> str:
        (number,) = (await desk.get("/api/numbers"))["numbers"]
        return str(number["settings"]["voice_url"])

    assert await voice_url() == f"{lost_world.public_url}/twilio/voice"
    await lost_world.agent.tell("drop")
    await lost_world.lamp("tunnel", "error")
    await lost_world.agent.tell("restore?url=https://moved.ngrok-free.app")

    async def has_moved() -> bool:
        return await voice_url() == "https://moved.ngrok-free.app/twilio/voice"

    await eventually(has_moved, "the number's new address")
    assert (await lost_world.lamp("webhook", "ok"))["remedy"] == ""


async def test_a_token_that_is_refused_is_on_the_lamp(agent: FakeNgrok, tmp_path: Path) -> None:
    agent.behave(refuses="107")
    settings = {"NGROK_AUTHTOKEN": TOKEN, "PATH": f"{agent.bin}:/usr/bin:/bin"}
    node = Node(tmp_path / "data", settings)
    await node.start()
    desk = Desk(node)
    try:
        assert node.ready["public_url"] is None

        async def refused() -> bool:
            lamp = await desk.lamp("tunnel")
            return lamp["state"] == "error" and "does not know the token" in lamp["cause"]

        await eventually(refused, "what is wrong with the token")
    finally:
        await desk.close()
        await node.end()
    assert SECRET not in node.words()
