"""A clean profile, with everything around it that a new user would have: a keyring, an account
at a carrier, ngrok's program, and an app at Stream."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from console.practice.cloud import PracticeCloud, PracticeNumber
from console.practice.edge import StreamEdge
from tests.fakes.certificate import make_certificate
from tests.fakes.secret_service import SecretService, missing, secret_service
from tests.fakes.setup_process import SetupProcess, setup_process
from tests.practice_cloud.parties import Recorder
from tests.tunnel.conftest import SECRET, TOKEN, FakeNgrok, free_port

ACCOUNT = "AC" + "0123456789abcdef" * 2
AUTH_TOKEN = f"auth-{SECRET}"
NUMBER, FAX, FREE = "+14155550100", "+14155550198", "+14155550199"
STREAM_KEY, STREAM_SECRET = "streamkey", f"stream-{SECRET}-that-is-long-enough-to-sign"
_FOREIGN = ("CONSOLE_", "TWILIO_", "TELNYX_", "STREAM_", "NGROK_")


@dataclass
class Surroundings:
    """What is there before the console is. ``environment`` is that of its process."""

    cloud: PracticeCloud
    agent: FakeNgrok
    public_url: str
    data_dir: Path
    environment: dict[str, str]

    def with_keyring(self, service: SecretService) -> dict[str, str]:
        """Return the environment with a keyring in it, and nothing that says to use none."""
        both = service.environment | self.environment
        names = "HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"
        own = {name: service.environment[name] for name in names}
        return {k: v for k, v in both.items() if k != "PYTHON_KEYRING_BACKEND"} | own

    def lead(self) -> None:
        """Have the carrier reach the tunnel's address, once it is open."""
        self.cloud.route("localhost", f"http://127.0.0.1:{self.agent.runs()[-1]['edge']}")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def around(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Surroundings]:
    folder = tmp_path_factory.mktemp("around")
    agent, port = FakeNgrok(folder / "ngrok"), free_port()
    certificate = make_certificate(agent.folder, "localhost")
    agent.behave(tls_port=port)
    async with AsyncExitStack() as closing:
        cloud = PracticeCloud(
            account_sid=ACCOUNT,
            auth_token=AUTH_TOKEN,
            numbers=[
                PracticeNumber(NUMBER, voice_url="https://ivr.example/answer"),
                PracticeNumber(FAX, voice=False),
                PracticeNumber(FREE, friendly_name="Spare"),
            ],
            answer=lambda number: Recorder(),
        )
        api_url = await cloud.start()
        closing.push_async_callback(cloud.stop)
        edge = StreamEdge(api_key=STREAM_KEY, api_secret=STREAM_SECRET)
        stream_url = await edge.start()
        closing.push_async_callback(edge.stop)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
        environment = kept | {
            "CONSOLE_DATA_DIR": str(folder / "data"),
            "CONSOLE_PORT": "0",
            "CONSOLE_CONTROL_PORT": "0",
            "CONSOLE_TWILIO_API_URL": api_url,
            "STREAM_BASE_URL": stream_url,
            "PATH": f"{agent.bin}:/usr/bin:/bin",
            "SSL_CERT_FILE": str(certificate),
        }
        yield Surroundings(cloud, agent, f"https://localhost:{port}", folder / "data", environment)
    agent.end()


@pytest.fixture(scope="module")
def keyring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecretService]:
    if lacking := missing():
        pytest.skip(f"not installed: {', '.join(lacking)}")
    with secret_service(tmp_path_factory.mktemp("session")) as service:
        service.unlock()
        yield service


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def setup(around: Surroundings) -> AsyncIterator[SetupProcess]:
    """A set-up on a system without a keyring, for what keeps no secret."""
    folder = str(around.data_dir.with_name("without"))
    async with setup_process(around.environment | {"CONSOLE_DATA_DIR": folder}) as process:
        assert {step["state"] for step in await process.ask("steps")} == {"to do"}
        yield process


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kept_setup(around: Surroundings, keyring: SecretService) -> AsyncIterator[SetupProcess]:
    """A set-up from a clean profile, with an open keyring."""
    async with setup_process(around.with_keyring(keyring)) as process:
        yield process


__all__ = ["TOKEN"]
