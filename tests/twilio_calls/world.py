"""A whole console's engine and the practice cloud around it, in real time and over sockets.

The tests see it from its two outsides: as the people on the phone, and over the control API.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp
from aiohttp import web

from console.agents.agent import Abilities, AgentError, AgentLine
from console.agents.dialogue.dialogues import Dialogues
from console.agents.nobody import Nobody
from console.carriers.twilio.carrier import TwilioCarrier
from console.practice.cloud import PracticeCloud, PracticeNumber, Timings
from console.practice.cloud.listening import _Ears as Ears
from console.server.control import control_app
from console.server.media import MediaDoor
from console.server.public import public_app
from console.server.sessions import Sessions
from console.switchboard.call import Ask, Call
from console.switchboard.events import EventBus, LampState
from console.switchboard.lamps import LampBoard
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.lines import GuardRails, Line
from console.switchboard.switchboard import Switchboard
from console.switchboard.tally import Tally
from tests.fakes.node_process import eventually
from tests.fakes.served import Served
from tests.practice_cloud.parties import Recorder

ACCOUNT = "AC" + "0123456789abcdef" * 2
TOKEN = "practice-token"
CONTROL_TOKEN = "control-token"
HOST = "practice.invalid"
PUBLIC = f"https://{HOST}"
OURS = "+14155550100"
CALLER = "+14155550111"
FRIEND = "+14155550199"
HUMAN = "+14155550142"
BUSY, DEAF, UNREACHABLE, VOICEMAIL = (f"+1415555010{n}" for n in (1, 2, 3, 4))
LINE = Line(OURS, "Main line", "hand", guard_rails=GuardRails(unassigned=True))
LOUD = bytes([0x10, 0x90]) * 80
"""20 ms that nobody takes for silence."""
QUICK = Timings(
    set_up=0.02,
    ring=0.1,
    no_answer=30,
    word=0.02,
    second=0.1,
    detection=0.15,
    greeting=0.6,
    farewell=0.5,
)

"""A second lasts 100 ms, but audio takes its time; who does not answer rings for ever."""
_SOON_S = 60.0

Json = dict[str, Any]


class Hand:
    """Implements `AgentLeg` and `KnowsCuts`: says what the test has it say."""

    kind = "hand"
    abilities = Abilities()

    def __init__(self) -> None:
        self.line: AgentLine | None = None
        self.joined = asyncio.Event()
        self.keys = ""
        self.heard: list[bytes] = []
        self.cuts: list[int] = []

    async def start(self, call: Call) -> None: ...

    async def join(self, line: AgentLine) -> None:
        self.line = line
        self.joined.set()

    async def hear(self, frame: bytes) -> None:
        self.heard.append(frame)

    def key(self, digit: str) -> None:
        self.keys += digit

    def cut_short(self, heard_ms: int) -> None:
        self.cuts.append(heard_ms)

    async def ask(self, ask: Ask, text: str = "") -> None:
        raise AgentError("This agent takes no requests.")

    async def stop(self) -> None: ...


@dataclass
class World:
    """Everything that a test of a whole call looks at."""

    cloud: PracticeCloud
    control: str
    listen: str
    http: aiohttp.ClientSession
    agents: list[Hand]
    line: Line
    board: Switchboard
    answered_by: Callable[[str], Recorder] = field(default=lambda to: Recorder())
    called: list[str] = field(default_factory=list)

    async def ask(self, method: str, path: str, **body: Any) -> tuple[int, Json]:
        async with self.http.request(method, self.control + path, json=body or None) as response:
            return response.status, await response.json()

    async def do(self, call: str, command: str, **body: Any) -> Json:
        status, answer = await self.ask("POST", f"/api/calls/{call}/{command}", **body)
        assert status == 200, answer
        return answer

    async def ring(self, party: Recorder | None = None) -> Json:
        """Let somebody phone in; return the row of it."""
        sid = await self.cloud.ring(CALLER, OURS, party or Recorder(), caller_name="ADA L")
        return await self.row(lambda call: call["carrier_call_id"] == sid)

    async def talk(self, party: Recorder | None = None) -> tuple[Json, Hand]:
        """Let somebody phone in and be on the line with the agent."""
        call = await self.becomes(await self.ring(party), "live")
        await soon(self.agents[-1].joined.wait())
        return call, self.agents[-1]

    async def dial(self, to: str = FRIEND, **options: Any) -> Json:
        status, call = await self.ask("POST", "/api/calls", to=to, **options)
        assert status == 201, call
        return call

    async def rows(self) -> list[Json]:
        _, answer = await self.ask("GET", "/api/calls?ended=1")
        rows: list[Json] = answer["calls"]
        return rows

    async def row(self, fits: Callable[[Json], Any], seconds: float = _SOON_S) -> Json:
        """Wait for a row that fits, the newest first."""
        async with asyncio.timeout(seconds):
            while True:
                for call in reversed(await self.rows()):
                    if fits(call):
                        return call
                await asyncio.sleep(0.01)

    async def becomes(self, call: Json, state: str, **has: Any) -> Json:
        """Wait until a call is in a state; what else is named holds then."""
        fit = {"id": call["id"], "state": state}
        try:
            found = await self.row(lambda it: fit.items() <= it.items())
        except TimeoutError:
            raise AssertionError((fit, await self.rows(), await self.notes(call))) from None
        assert has.items() <= found.items(), found
        return found

    async def words(self, call: Json) -> list[tuple[str, str]]:
        _, answer = await self.ask("GET", f"/api/calls/{call['id']}/transcript")
        return [(line["speaker"], line["text"]) for line in answer["lines"]]

    async def notes(self, call: Json) -> list[str]:
        return [text for speaker, text in await self.words(call) if speaker == "note"]

    async def told(self, call: Json, text: str) -> None:
        """Wait until somebody has said something, or a note says so."""

        async def look() -> bool:
            return text in [said for _, said in await self.words(call)]

        await eventually(look, text, _SOON_S)

    async def listens(self, call: Json) -> None:
        """Wait until the carrier writes down what the caller of this call says."""
        leg = self.cloud._book.get(call["carrier_call_id"])
        assert leg is not None
        await self.until(lambda: leg._line is not None and isinstance(leg._line._end, Ears))

    async def until(self, holds: Callable[[], Any]) -> None:
        await eventually(holds, "what the test waits for", _SOON_S)


async def soon(wait: Any) -> Any:
    async with asyncio.timeout(_SOON_S):
        return await wait


@dataclass
class Late:
    """How late this loop was in all while a `lateness` block ran."""

    ms: float = 0.0


@asynccontextmanager
async def lateness() -> AsyncIterator[Late]:
    """Measure how much a busy machine holds this loop up: so much later may things happen."""
    late, loop = Late(), asyncio.get_running_loop()

    async def measure() -> None:
        while True:
            due = loop.time() + 0.02
            await asyncio.sleep(0.02)
            late.ms += (loop.time() - due) * 1000

    measuring = asyncio.create_task(measure())
    try:
        yield late
    finally:
        await _cancelled(measuring)


@asynccontextmanager
async def open_world(
    line: Line = LINE,
    timings: Timings = QUICK,
    between: Callable[[str], Awaitable[str]] | None = None,
) -> AsyncIterator[World]:
    """Run everything for one line; ``between`` gives the API's address anew, as a proxy does."""
    async with contextlib.AsyncExitStack() as closing:
        cloud = PracticeCloud(
            account_sid=ACCOUNT,
            auth_token=TOKEN,
            numbers=[
                PracticeNumber(
                    phone_number=OURS,
                    voice_url=f"{PUBLIC}/twilio/voice",
                    status_callback=f"{PUBLIC}/twilio/status/inbound",
                )
            ],
            answer=lambda to: answer(to),
            timings=timings,
        )
        api_url = await cloud.start()
        closing.push_async_callback(cloud.stop)
        if between:
            api_url = await between(api_url)
        agents: list[Hand] = []

        def hand(_line: Line) -> Hand:
            agents.append(Hand())
            return agents[-1]

        bus, tally = EventBus(), Tally()
        carrier = TwilioCarrier(
            account_sid=ACCOUNT, auth_token=TOKEN, api_url=api_url, public_url=lambda: PUBLIC
        )
        closing.push_async_callback(carrier.close)
        sessions = Sessions({"hand": hand, "none": lambda _line: Nobody()})
        life = Lifecycle(bus=bus, trunk=carrier, audio=sessions)
        lamps = LampBoard(("carrier", "tunnel", "agent", "sound"), bus)
        lamps.set("carrier", LampState.OK, "The Twilio account is active.")
        board = Switchboard(
            life,
            lamps=lamps,
            lines=[line],
            agents=frozenset({"hand", "none"}),
        )
        sessions.connect(life, board, lambda _: line)
        dialogues = Dialogues(bus)
        closing.push_async_callback(dialogues.close)
        # Once more when no webhook can come any more, as late reports are heeded until then.
        closing.push_async_callback(life.stop)
        door = MediaDoor(carrier, life, sessions, tally)
        routes = [*carrier.routes(life, lambda _: line, tally, dialogues), door.route()]
        listen = await _serve(public_app(routes), closing)
        control = await _serve(control_app(board, sessions, tally, CONTROL_TOKEN), closing)
        cloud.route(HOST, listen)
        http = aiohttp.ClientSession(headers={"Authorization": f"Bearer {CONTROL_TOKEN}"})
        closing.push_async_callback(http.close)
        ticking = asyncio.create_task(sessions.run())
        closing.push_async_callback(_cancelled, ticking)
        life.start()
        closing.push_async_callback(life.stop)
        world = World(cloud, control, listen, http, agents, line, board)

        def answer(to: str) -> Recorder:
            world.called.append(to)
            return world.answered_by(to)

        yield world


def line_with(**changes: Any) -> Line:
    return replace(LINE, **changes)


async def _serve(app: web.Application, closing: contextlib.AsyncExitStack) -> str:
    served = Served(app)
    closing.push_async_callback(served.stop)
    return await served.start()


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
