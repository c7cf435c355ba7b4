"""numbers, account and lease beside a node on a real line, with the practice cloud as Twilio."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import orjson
import pytest
import pytest_asyncio
from click.testing import Result

from console.carriers.twilio.api import TwilioApi
from console.carriers.twilio.calls import TwilioCalls
from console.practice.cloud import PracticeCloud, PracticeNumber, Terms
from tests.cli.conftest import TOKEN as CONTROL_TOKEN
from tests.cli.conftest import command
from tests.fakes.node_process import GONE_S, Node, eventually
from tests.lease.conftest import ACCOUNT, HERE, NUMBER, SECOND, THEIRS, TOKEN
from tests.practice_cloud.parties import Recorder

MUTE = "+14155550111"
BEFORE = PracticeNumber(phone_number=NUMBER, friendly_name="Main line", **THEIRS)
TRIAL = Terms(trial=True, balance=Decimal("1.50"), verified=("+14155550122",))


@dataclass
class World:
    """A node and its cloud, and the command line beside them."""

    cloud: PracticeCloud
    node: Node
    url: str

    async def run(self, *args: str, given: str | None = None) -> Result:
        data_dir = str(self.node.data_dir)
        result = await asyncio.to_thread(command, "--data-dir", data_dir, *args, given=given)
        assert TOKEN not in result.output
        assert CONTROL_TOKEN not in result.output
        return result

    def answers_at(self) -> str:
        return self.cloud.number(NUMBER).voice_url

    async def kill(self) -> None:
        self.node.tell(signal.SIGKILL)
        await self.node.exit_code(GONE_S)


@pytest.fixture
def terms() -> Terms:
    return Terms()


@pytest.fixture
def mode() -> str:
    return "ask"


@pytest_asyncio.fixture
async def world(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terms: Terms, mode: str
) -> AsyncIterator[World]:
    cloud = PracticeCloud(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        numbers=[
            BEFORE,
            PracticeNumber(phone_number=MUTE, voice=False),
            PracticeNumber(phone_number=SECOND),
        ],
        answer=lambda _number: Recorder(),
        terms=terms,
    )
    url = await cloud.start()
    settings = {
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_PHONE_NUMBER": NUMBER,
        "CONSOLE_TWILIO_API_URL": url,
        "CONSOLE_PUBLIC_URL": HERE,
        "CONSOLE_AGENT": "echo",
        "CONSOLE_LEASE": mode,
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    node = Node(tmp_path / "data", settings)
    await node.start()
    yield World(cloud, node, url)
    await node.end()
    await cloud.stop()


@pytest.mark.parametrize("terms", [TRIAL])
async def test_from_the_first_look_to_a_number_put_back(world: World) -> None:
    numbers = (await world.run("numbers")).stdout.splitlines()
    assert numbers == [
        "+1 415-555-0100    answered by ivr.example  Main line",
        "+1 415-555-0111    takes no voice calls  (415) 555-0111",
        "+1 415-555-0199    answered by nobody  (415) 555-0199",
    ]
    account = (await world.run("account")).stdout
    assert "is a trial: it calls verified numbers only" in account
    assert "Balance: 1.50 USD" in account
    assert "Verified numbers of others: +1 415-555-0122" in account

    shown = await world.run("lease", "show")
    assert f"{THEIRS['voice_url']} → {HERE}/twilio/voice" in shown.stdout
    refused = await world.run("lease", "take", given="n\n")
    assert refused.exit_code == 1
    assert world.answers_at() == THEIRS["voice_url"]
    taken = await world.run("lease", "take", given="y\n")
    assert taken.exit_code == 0
    assert "Calls of +1 415-555-0100 come here." in taken.stdout
    assert world.answers_at() == f"{HERE}/twilio/voice"
    assert "answered here" in (await world.run("numbers")).stdout
    doctor = orjson.loads((await world.run("doctor", "--json")).stdout)
    lamps = {lamp["name"]: lamp["state"] for lamp in doctor["lamps"]}
    assert (lamps["number"], lamps["webhook"], lamps["carrier"]) == ("ok", "ok", "warn")

    restored = await world.run("lease", "restore")
    assert restored.stdout == "+1 415-555-0100 is as it was, answered by ivr.example.\n"
    assert world.answers_at() == THEIRS["voice_url"]


async def test_a_line_that_is_added_while_it_runs_is_leased_and_answered_too(world: World) -> None:
    await world.run("lease", "take", "--yes")
    assert (await world.run("lines", "set", SECOND, "name=Shop", "answer=busy")).exit_code == 0

    async def both() -> bool:
        shown = orjson.loads((await world.run("lease", "show", "--json")).stdout)
        return [it["number"] for it in shown["numbers"]] == [NUMBER, SECOND]

    await eventually(both, "both numbers")
    # Each is agreed to on its own.
    assert world.cloud.number(SECOND).voice_url == ""
    taken = await world.run("lease", "take", "+1 415 555 0199", "--yes")
    assert taken.stdout.startswith("Calls of +1 415-555-0199 come here.")
    assert world.cloud.number(SECOND).voice_url == world.answers_at() == f"{HERE}/twilio/voice"
    doctor = orjson.loads((await world.run("doctor", "--json")).stdout)
    causes = {lamp["name"]: lamp["cause"] for lamp in doctor["lamps"]}
    assert causes["webhook"].startswith("Calls of +1 415-555-0100 and +1 415-555-0199 come here.")
    assert (await world.run("lease", "take", "+14155550122", "--yes")).exit_code == 1

    assert (await world.run("lines", "remove", SECOND)).exit_code == 0
    await eventually(lambda: world.cloud.number(SECOND).voice_url == "", "it is as it was")
    assert world.answers_at() == f"{HERE}/twilio/voice"


async def taken(world: World) -> None:
    """Wait until the number leads here and that is known: a node may be ready before."""

    async def held() -> bool:
        shown = orjson.loads((await world.run("lease", "show", "--json")).stdout)
        return str(shown["standing"]) == "held"

    await eventually(held, "the number as ours")
    assert world.answers_at() == f"{HERE}/twilio/voice"


@pytest.mark.parametrize("mode", ["auto"])
async def test_a_node_takes_its_number_and_puts_it_back_on_sigterm(world: World) -> None:
    await taken(world)
    shown = orjson.loads((await world.run("lease", "show", "--json")).stdout)
    assert (shown["standing"], shown["differences"]) == ("held", [])
    world.node.tell(signal.SIGTERM)
    assert await world.node.exit_code(GONE_S) == 0
    assert world.answers_at() == THEIRS["voice_url"]
    assert world.cloud.number(NUMBER).status_callback == THEIRS["status_callback"]


@pytest.mark.parametrize("mode", ["auto"])
async def test_after_a_kill_the_number_is_put_back_without_a_console(world: World) -> None:
    await taken(world)
    await world.kill()
    assert world.answers_at() == f"{HERE}/twilio/voice"
    restored = await world.run("lease", "restore")
    assert restored.exit_code == 0
    assert "is as it was" in restored.stdout
    assert world.answers_at() == THEIRS["voice_url"]
    again = await world.run("lease", "restore", "--json")
    assert orjson.loads(again.stdout) == {"sentences": [], "complete": True}


async def test_a_call_that_is_open_at_the_carrier_is_shown_and_can_be_ended(world: World) -> None:
    api = TwilioApi(ACCOUNT, TOKEN, world.url)
    twiml = "<Response><Pause length='600'/></Response>"
    calls = TwilioCalls(api)
    sid = await calls.create_call(
        to="+14155550123", from_=NUMBER, twiml=twiml, status_url="https://gone.example/status"
    )
    await api.close()
    told = orjson.loads((await world.run("account", "--json")).stdout)
    assert [call["carrier_call_id"] for call in told["open_calls"]] == [sid]
    assert "operator-console account --end SID" in (await world.run("account")).stdout
    ended = await world.run("account", "--end", sid)
    assert ended.stdout.startswith(sid)
    assert (await world.run("account", "--end", sid)).exit_code == 1
    assert orjson.loads((await world.run("account", "--json")).stdout)["open_calls"] == []


async def test_what_went_wrong_lately_is_said_with_what_to_do(world: World) -> None:
    party = Recorder()
    await world.cloud.ring("+14155550123", NUMBER, party)
    async with asyncio.timeout(60):
        while not (told := orjson.loads((await world.run("account", "--json")).stdout))["troubles"]:
            pass
    trouble = told["troubles"][0]
    assert (trouble["code"], trouble["error"]) == ("11210", True)
    assert "Check CONSOLE_PUBLIC_URL" in trouble["sentence"]
    assert "Lately: Twilio can't find our host name." in (await world.run("account")).stdout
