"""A node that has its secrets from the real keyring, and none of them anywhere else."""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.credentials.conftest import Program
from tests.fakes.foreign_cloud import LINE, PUBLIC, ForeignCloud
from tests.fakes.foreign_rest import ForeignRest, new_sid
from tests.fakes.node_process import Desk, Json, Node, eventually
from tests.fakes.secret_service import SecretService

TOKEN = secrets.token_hex(16)
NGROK = secrets.token_hex(16)


@asynccontextmanager
async def console(
    data_dir: Path, environment: dict[str, str], **changed: str
) -> AsyncIterator[tuple[Node, Desk, ForeignCloud]]:
    """Run a node for an account whose token is `TOKEN`, which its environment does not have."""
    account_sid = new_sid("AC")
    rest = ForeignRest(account_sid, TOKEN)
    async with AsyncExitStack() as closing:
        await rest.start()
        closing.push_async_callback(rest.stop)
        settings = {
            "CONSOLE_AGENT": "echo",
            "CONSOLE_PUBLIC_URL": PUBLIC,
            "CONSOLE_TWILIO_API_URL": rest.url,
            "TWILIO_ACCOUNT_SID": account_sid,
            "TWILIO_PHONE_NUMBER": LINE,
        }
        node = Node(data_dir, environment | settings | changed)
        cloud = ForeignCloud(rest, account_sid, TOKEN)
        closing.push_async_callback(cloud.close)
        await node.start()
        closing.push_async_callback(node.end)
        await cloud.lead_to(node)
        desk = Desk(node)
        closing.push_async_callback(desk.close)
        await desk.open()
        yield node, desk, cloud


async def lit(desk: Desk, name: str) -> Json:
    """Wait until a lamp is green: a busy machine's keyring may count only after the start."""

    async def look() -> Json | None:
        try:
            lamp = await desk.lamp(name)
        except aiohttp.ClientError:
            return None  # the engine is being changed for another
        return lamp if lamp["state"] == "ok" else None

    found = await eventually(look, f"the lamp {name} in green")
    assert found
    return found


def keep(program: Program, service: SecretService, **given: str) -> None:
    for name, secret in given.items():
        done = program("credentials", "set", name, environment=service.environment, typed=secret)
        assert done.returncode == 0, done.stderr


def family(pid: int) -> Iterator[int]:
    """Give a process and all below it."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from family(int(child))


def of_processes(pid: int) -> dict[str, bytes]:
    """Return what anybody may read of a process and those below it."""
    files = (Path(f"/proc/{one}/{what}") for one in family(pid) for what in ("cmdline", "environ"))
    return {str(file): file.read_bytes() for file in files}


def of_files(folder: Path) -> dict[str, bytes]:
    """Return what all files of a folder hold."""
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="there is no /proc here")
async def test_a_node_with_secrets_from_the_keyring_shows_them_nowhere(
    service: SecretService, program: Program, data_dir: Path
) -> None:
    keep(program, service, TWILIO_AUTH_TOKEN=TOKEN, NGROK_AUTHTOKEN=NGROK)
    async with console(data_dir, service.environment) as (node, desk, cloud):
        await lit(desk, "carrier")
        assert (await lit(desk, "keyring"))["cause"] == "Secrets are kept in Secret Service."
        # That a signed call comes in and is heard shows that the token is the right one.
        _, stream = await cloud.talk()
        await stream.say(b"hello")
        assert await stream.hear() == b"hello"
        traces = of_processes(node.pid)
        assert b"serve" in traces[f"/proc/{node.pid}/cmdline"]
        answers = f"{await desk.get('/api/health')} {await desk.get('/api/calls')}"
    traces |= of_files(data_dir)
    traces |= {"what it wrote": node.words().encode(), "what it answered": answers.encode()}
    assert any(name.endswith("console.log") for name in traces)
    for secret in (TOKEN, NGROK):
        assert [name for name, trace in traces.items() if secret.encode() in trace] == []


async def test_the_environment_wins_over_the_keyring(
    service: SecretService, program: Program, data_dir: Path
) -> None:
    keep(program, service, TWILIO_AUTH_TOKEN="an-older-token")
    changed = {"TWILIO_AUTH_TOKEN": TOKEN}
    async with console(data_dir, service.environment, **changed) as (_, desk, _):
        await lit(desk, "carrier")


async def test_a_keyring_that_hangs_does_not_hang_the_start_and_counts_once_it_is_unlocked(
    service: SecretService, program: Program, data_dir: Path
) -> None:
    keep(program, service, TWILIO_AUTH_TOKEN=TOKEN)
    service.lock()
    with service.silent_prompter():
        async with console(data_dir, service.environment) as (node, desk, cloud):
            lamp = await desk.lamp("keyring")
            assert lamp["state"] == "error"
            assert lamp["cause"].startswith("The keyring is locked or hangs: it gave no answer")
            assert "Unlock it" in lamp["remedy"]
            # A console without its token takes no calls; it never lets everybody in instead.
            assert (await desk.lamp("carrier"))["state"] == "error"
            answer = await cloud.tell("/twilio/voice", cloud.voice_form(new_sid("CA")))
            assert answer.status == 503

            before = node.control_file.read_text()
            service.unlock()

            await lit(desk, "carrier")
            assert (await lit(desk, "keyring"))["cause"] == "Secrets are kept in Secret Service."
            # The same process, ports and key to the control API; and calls come in now.
            assert node.control_file.read_text() == before
            _, stream = await cloud.talk()
            await stream.say(b"hello")
            assert await stream.hear() == b"hello"


async def test_guard_rails_change_while_it_runs(
    service: SecretService, program: Program, data_dir: Path
) -> None:
    keep(program, service, TWILIO_AUTH_TOKEN=TOKEN)
    async with console(data_dir, service.environment) as (node, desk, _):

        async def refused() -> str | None:
            status, answer = await desk.post("/api/calls", to="+4930901820")
            assert status == 422
            sentence: str = answer["error"]["message"]
            return sentence if "France" in sentence else None

        assert await refused() is None
        done = program("settings", "set", "CONSOLE_COUNTRIES", "FR")
        assert done.stdout == "CONSOLE_COUNTRIES is FR at once.\n"
        sentence = await eventually(refused, "the country that may be called")
        assert re.search(r"may not call Germany. Countries it may call: France", sentence or "")
        file = data_dir / "settings.toml"
        file.write_text("countries = 'XQ'\n")
        await eventually(lambda: "Settings stay as they were" in node.words(), "a line in the log")
        assert await refused()
        file.unlink()

        async def back() -> bool:
            return await refused() is None

        await eventually(back, "the default")
