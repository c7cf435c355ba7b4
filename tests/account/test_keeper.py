"""What is looked at beside the calls: countries, calls left open, the number's lamps."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from console.carriers.carrier import AccountSide, CountryPermission, OpenCall, Trouble
from console.switchboard.errors import Refused
from console.switchboard.events import LampState
from console.switchboard.lamps import LampBoard
from console.switchboard.numbers import OwnNumber, VoiceSettings
from console.tunnel.lease import WebhookLease
from console.tunnel.lease_file import LeaseStore
from console.tunnel.lease_plan import wanted
from console.upkeep.account_keeper import AccountKeeper
from tests.switchboard.board import DOWN, NUMBER, PARTY, Board, open_board
from tests.virtual_time import ManualClock

HERE = "https://here.example"
NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)


class HandNumbers:
    """The account's numbers."""

    def __init__(self, account: HandAccount) -> None:
        self._account = account

    async def numbers(self) -> list[OwnNumber]:
        return self._account.owned


class HandAccount:
    """The parts of an account that are asked here, as the test says."""

    account = "AC1"

    def __init__(self) -> None:
        self.closed: set[str] = set()
        self.asked: list[str] = []
        self.calls: list[OpenCall] = []
        self.noted: list[Trouble] = []
        self.settings = VoiceSettings()
        self.numbers = HandNumbers(self)
        self.fails = False
        self.verified: list[str] = []
        self.owned: list[OwnNumber] = []
        self.on_find: Callable[[], None] = lambda: None

    async def permission(self, country: str) -> CountryPermission | None:
        self.asked.append(country)
        if self.fails:
            raise DOWN
        return CountryPermission(country, country not in self.closed) if country != "XX" else None

    async def caller_ids(self) -> list[str]:
        if self.fails:
            raise DOWN
        return self.verified

    async def open_calls(self) -> list[OpenCall]:
        if self.fails:
            raise DOWN
        return self.calls

    async def recent_troubles(self) -> list[Trouble]:
        if self.fails:
            raise DOWN
        return self.noted

    async def find(self, number: str) -> OwnNumber:
        self.on_find()
        return OwnNumber("PN1", number, "Main line", True, self.settings)


@dataclass
class World:
    """A keeper, the account that it asks, and the lamps that it sets."""

    board: Board
    account: HandAccount
    lamps: LampBoard
    keeper: AccountKeeper
    clock: ManualClock

    def lamp(self) -> tuple[LampState, str, str]:
        lamp = self.lamps.get("number")
        return lamp.state, lamp.cause, lamp.remedy


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    clock, account = ManualClock(), HandAccount()
    async with open_board(time=time.monotonic) as board:
        side: AccountSide = account  # type: ignore[assignment]  # the parts that are asked
        lease = WebhookLease(
            book=account,  # type: ignore[arg-type]  # it is only looked at
            store=LeaseStore(tmp_path),
            numbers=[NUMBER],
            public_url=lambda: HERE,
        )
        lamps = LampBoard(("number", "webhook"), board.bus)
        known = board.switchboard.carrier_ids
        keeper = AccountKeeper(side, lease, lamps, lambda: ("US", "XX"), known, clock, lambda: NOW)
        board.switchboard.barred = keeper.permissions.barred
        board.switchboard.may_show = keeper.permissions.may_show
        yield World(board, account, lamps, keeper, clock)
        await lease.close()


def open_call(sid: str, to: str = NUMBER) -> OpenCall:
    return OpenCall(sid, "inbound", PARTY, to, "in-progress", None)


async def test_a_country_that_the_carrier_bars_is_not_dialled(world: World) -> None:
    assert world.board.switchboard.readiness(PARTY).ready
    world.account.closed = {"US"}
    await world.keeper.start(recover=False)
    ready = world.board.switchboard.readiness(PARTY)
    assert (ready.ready, ready.code) == (False, "country-barred")
    assert "does not permit this account to call United States" in ready.sentence
    assert "Geo permissions" in ready.sentence
    with pytest.raises(Refused, match="Geo permissions"):
        await world.board.switchboard.dial(PARTY)
    assert world.board.trunk.attempts == []


async def test_permissions_are_asked_for_again_after_a_while_and_never_by_readiness(
    world: World,
) -> None:
    world.account.closed = {"US"}
    await world.keeper.start(recover=False)
    world.account.closed = set()
    await world.keeper.look()
    assert not world.board.switchboard.readiness(PARTY).ready
    assert world.account.asked == ["US", "XX"]
    world.clock.now += 601
    await world.keeper.look()
    assert world.account.asked == ["US", "XX"] * 2
    assert world.board.switchboard.readiness(PARTY).ready


async def test_a_carrier_that_cannot_be_asked_bars_nothing(world: World) -> None:
    world.account.fails = True
    await world.keeper.start(recover=False)
    assert world.board.switchboard.readiness(PARTY).ready
    world.account.fails, world.account.closed = False, {"US"}
    await world.keeper.look()
    assert not world.board.switchboard.readiness(PARTY).ready


async def test_calls_that_an_earlier_run_left_open_are_said_until_they_end(world: World) -> None:
    ours = world.board.call_goes_live("CA1")
    world.account.calls = [
        open_call("CA1"), open_call("CA2"), open_call("CA3"), open_call("CA4", "+14155550177"),
    ]  # fmt: skip
    await world.keeper.start(recover=False)
    assert ours.carrier_call_id == "CA1"
    assert world.lamp() == (
        LampState.WARN,
        "2 calls of an earlier run are still open at Twilio.",
        "See and end them with: operator-console account",
    )
    # What begins later is none of an earlier run's.
    world.account.calls = [open_call("CA3"), open_call("CA5")]
    await world.keeper.look()
    assert world.lamp()[1] == "A call of an earlier run is still open at Twilio."
    world.account.calls = [open_call("CA5")]
    await world.keeper.look()
    assert world.lamp()[0] is LampState.OK


async def test_another_address_is_heeded_at_once(world: World) -> None:
    running = asyncio.create_task(world.keeper.run())
    await world.keeper.start(recover=False)
    looked = asyncio.Event()
    world.account.on_find = looked.set
    world.keeper.look_now()
    async with asyncio.timeout(60):
        await looked.wait()
    running.cancel()
    await asyncio.wait({running})


def noted(minutes: int, about: str = f"{HERE}/twilio/voice", error: bool = True) -> Trouble:
    at, link = NOW + timedelta(minutes=minutes), "https://www.twilio.com/docs/errors/11200"
    return Trouble("11200", "Twilio got no good answer.", at, error, link, about)


async def test_what_the_carrier_met_at_our_address_lately_is_said_beside_it(world: World) -> None:
    world.account.settings = wanted(VoiceSettings(), HERE)
    await world.keeper.start(recover=False)
    assert world.lamps.get("webhook").state is LampState.OK
    for others in (
        noted(1, "https://elsewhere.example/twilio/voice"),
        noted(1, error=False),
        noted(-1),
    ):
        world.account.noted = [others]
        await world.keeper.look()
        assert world.lamps.get("webhook").state is LampState.OK
    world.account.noted = [noted(1), noted(0, "wss://here.example/twilio/media/x")]
    await world.keeper.look()
    lamp = world.lamps.get("webhook")
    assert (lamp.state, lamp.cause) == (
        LampState.WARN, "Twilio noted at 12:31 UTC: Twilio got no good answer.",
    )  # fmt: skip
    assert lamp.remedy == "See https://www.twilio.com/docs/errors/11200"
    world.account.fails = True
    await world.keeper.look()
    assert world.lamps.get("webhook").state is LampState.OK


async def test_owned_and_verified_numbers_may_be_called_from(world: World) -> None:
    dial, account = world.board.switchboard.dial, world.account
    account.verified = ["+14155552671"]
    account.owned = [
        OwnNumber("PN2", "+14155552672", "Second", True, account.settings),
        OwnNumber("PN3", "+14155552673", "Texts only", False, account.settings),
    ]
    for number in ("+14155552671", "+14155552672"):
        with pytest.raises(Refused):
            await dial(PARTY, number)
    await world.keeper.start(recover=False)
    for number in ("+14155552671", "+14155552672"):
        assert (await dial(PARTY, number)).from_ == number
    with pytest.raises(Refused) as turned_down:
        await dial(PARTY, "+14155552673")
    assert turned_down.value.code == "no-such-line"
