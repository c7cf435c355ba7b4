"""The engine's rooms behind real sockets: the public app, the control app, Twilio's API."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

import aiohttp
from aiohttp import ClientResponse, ClientWebSocketResponse, WSMsgType, web
from yarl import URL

from console.agents.agent import Abilities, AgentLeg, AgentLine
from console.agents.echo import EchoAgent
from console.agents.nobody import Nobody
from console.carriers.twilio.carrier import TwilioCarrier
from console.server.control import control_app
from console.server.echo_door import EchoDoor
from console.server.media import MediaDoor
from console.server.public import public_app
from console.server.self_test import SelfTest
from console.server.sessions import Sessions
from console.switchboard.call import Ask, Call, State
from console.switchboard.events import EventBus, LampState
from console.switchboard.lamps import LampBoard
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.lines import AgentLoss, Line
from console.switchboard.self_test import SelfTestResult
from console.switchboard.switchboard import Switchboard
from console.switchboard.tally import Count, Tally
from tests.carriers.twilio import messages
from tests.carriers.twilio.signing import sign
from tests.carriers.twilio.twilio_api import ACCOUNT, TOKEN, TwilioApi
from tests.fakes.served import Served
from tests.virtual_time import ManualClock

HOST = "console.example"
PUBLIC = f"https://{HOST}"
WSS = f"wss://{HOST}"
LINE = Line("+14155550100", "Main line", "echo")
CALLER = "+14155550123"
CONTROL_TOKEN = "control-token"
_SOON_S = 60.0
_TURN_S = 0.002
_SIDS = itertools.count(1)


class HandAgent:
    """Implements `AgentLeg`: does what the test tells it to."""

    kind = "hand"
    abilities = Abilities()

    def __init__(self) -> None:
        self.line: AgentLine | None = None
        self.heard: list[bytes] = []
        self.keys: list[str] = []
        self.asked: list[tuple[Ask, str]] = []
        self.ask_fails: Exception | None = None
        self.stopped = 0
        self.may_start = asyncio.Event()
        self.may_start.set()
        self.start_fails: Exception | None = None
        self.hear_fails: Exception | None = None
        self.stop_fails: Exception | None = None

    async def start(self, call: Call) -> None:
        await self.may_start.wait()
        if self.start_fails:
            raise self.start_fails

    async def join(self, line: AgentLine) -> None:
        self.line = line

    async def hear(self, frame: bytes) -> None:
        if self.hear_fails:
            raise self.hear_fails
        self.heard.append(frame)

    def key(self, digit: str) -> None:
        self.keys.append(digit)

    async def ask(self, ask: Ask, text: str = "") -> None:
        if self.ask_fails:
            raise self.ask_fails
        self.asked.append((ask, text))

    async def stop(self) -> None:
        self.stopped += 1
        if self.stop_fails:
            raise self.stop_fails


class Media:
    """Twilio's end of one media socket."""

    def __init__(self, socket: ClientWebSocketResponse, sid: str) -> None:
        self.raw = socket
        self._sid = sid
        self._chunk = itertools.count(1)

    async def begin(self, **changes: Any) -> None:
        await self.raw.send_json(messages.CONNECTED)
        await self.raw.send_json(messages.start(callSid=self._sid, **changes))

    async def say(self, frame: bytes) -> None:
        await self.raw.send_json(messages.media(frame, next(self._chunk)))

    async def hear(self) -> dict[str, Any]:
        """Return the next message that comes."""
        async with asyncio.timeout(_SOON_S):
            message = await self.raw.receive()
        assert message.type is WSMsgType.TEXT, message
        body: dict[str, Any] = message.json()
        return body

    def abort(self) -> None:
        """Break the connection off without a word."""
        response: aiohttp.ClientResponse = self.raw._response
        assert response.connection is not None
        assert response.connection.transport is not None
        response.connection.transport.abort()

    def drop(self) -> None:
        """Give the connection back, whatever became of it."""
        if connection := self.raw._response.connection:
            connection.close()

    async def closed(self) -> int | None:
        """Read until the server closes; return the code."""
        async with asyncio.timeout(_SOON_S):
            async for _ in self.raw:
                pass
        return self.raw.close_code


@dataclass
class House:
    """Everything that a test of the server looks at and talks to."""

    api: TwilioApi
    time: ManualClock
    life: Lifecycle
    sessions: Sessions
    switchboard: Switchboard
    lamps: LampBoard
    tally: Tally
    agents: list[HandAgent]
    agent_like: Callable[[HandAgent], None]
    """Told of each new agent before it starts."""
    http: aiohttp.ClientSession
    listen: str
    control: str
    control_app: web.Application
    echo: EchoDoor
    tested: list[SelfTestResult]
    """What each self-test found."""
    opened: list[Media] = field(default_factory=list)

    # -- the public side --------------------------------------------------------------

    async def webhook(
        self, path: str, form: Mapping[str, str], *, signature: str | None = None
    ) -> ClientResponse:
        """Post a form, signed as Twilio signs it unless a signature is given."""
        if signature is None:
            signature = sign(TOKEN, PUBLIC + path, form.items())
        headers = {"X-Twilio-Signature": signature} if signature else {}
        response = await self.http.post(self.listen + path, data=form, headers=headers)
        await response.read()
        return response

    async def rings(self, sid: str = "", **fields: str) -> tuple[Call, str]:
        """Have a call come in; return it and the path of its media socket."""
        sid = sid or new_sid()
        form = {"CallSid": sid, "From": CALLER, "To": LINE.number, "Direction": "inbound"} | fields
        response = await self.webhook("/twilio/voice", form)
        assert response.status == 200
        stream = ET.fromstring(await response.text()).find("Connect/Stream")
        assert stream is not None
        call = self.life.registry.find("twilio", sid)
        assert call is not None
        return call, stream.attrib["url"].removeprefix(WSS)

    async def knock(
        self, path: str, *, sid: str = "", signature: str | None = None, **options: Any
    ) -> Media:
        """Open a media socket, signed as Twilio signs it unless a signature is given."""
        if signature is None:
            signature = sign(TOKEN, WSS + path)
        headers = {"X-Twilio-Signature": signature} if signature else {}
        socket = await self.http.ws_connect(self.listen + path, headers=headers, **options)
        media = Media(socket, sid)
        self.opened.append(media)
        return media

    async def talks(self, **fields: str) -> tuple[Call, Media]:
        """Have a call come in and its audio begin."""
        call, path = await self.rings(**fields)
        media = await self.knock(path, sid=str(call.carrier_call_id))
        await media.begin()
        return await self.becomes(call, State.LIVE), media

    # -- the control side -------------------------------------------------------------

    async def ask(
        self, method: str, path: str, body: Any = None, *, token: str | None = CONTROL_TOKEN
    ) -> tuple[int, Any]:
        """Ask the control API; return status and JSON."""
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        async with self.http.request(
            method, self.control + path, json=body, headers=headers
        ) as response:
            return response.status, await response.json()

    async def break_events(self) -> None:
        """Close every stream of the control API, as a node does that goes."""
        await self.control_app.shutdown()

    async def watch(self, path: str) -> ClientWebSocketResponse:
        headers = {"Authorization": f"Bearer {CONTROL_TOKEN}"}
        return await self.http.ws_connect(self.control + path, headers=headers)

    # -- waiting ----------------------------------------------------------------------

    def now(self, call: Call) -> Call:
        return self.switchboard.call(call.id)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Give the sockets their turn until something holds."""
        for _ in range(round(_SOON_S / _TURN_S)):
            if holds():
                return
            await asyncio.sleep(_TURN_S)
        raise AssertionError("it never came to hold")

    async def becomes(self, call: Call, state: State) -> Call:
        await self.until(lambda: self.now(call).state is state)
        return self.now(call)

    def count(self, what: Count) -> int:
        return self.tally[what]


def new_sid() -> str:
    return f"CA{next(_SIDS):032x}"


@asynccontextmanager
async def open_house(
    *,
    agent: str = "echo",
    auth_token: str | None = TOKEN,
    public_url: str | None = PUBLIC,
    start_s: float = 5.0,
    agent_loss: AgentLoss | None = None,
) -> AsyncIterator[House]:
    """Run everything; the agents' kind is ``echo``, ``hand`` or ``none``."""
    async with contextlib.AsyncExitStack() as closing:
        api = TwilioApi()
        await api.start()
        closing.push_async_callback(api.stop)
        agents: list[HandAgent] = []

        def hand(_line: Line) -> AgentLeg:
            agents.append(HandAgent())
            house.agent_like(agents[-1])
            return agents[-1]

        bus, tally, time = EventBus(), Tally(), ManualClock()
        carrier = TwilioCarrier(
            account_sid=ACCOUNT,
            auth_token=auth_token,
            api_url=api.url,
            public_url=lambda: public_url,
        )
        closing.push_async_callback(carrier.close)
        sessions = Sessions(
            {"echo": lambda _: EchoAgent(), "hand": hand, "none": lambda _: Nobody()}, time
        )
        life = Lifecycle(bus=bus, trunk=carrier, audio=sessions, clock=time)
        lamps = LampBoard(("carrier", "tunnel", "agent", "sound"), bus)
        lamps.set("carrier", LampState.OK, "The Twilio account is active.")
        line = Line(LINE.number, LINE.name, agent, agent_loss=agent_loss or AgentLoss())
        switchboard = Switchboard(
            life,
            lamps=lamps,
            lines=[line],
            agents=frozenset({"echo", "hand"}),
        )
        sessions.connect(life, switchboard, lambda _: line)
        door = MediaDoor(carrier, life, sessions, tally, start_s)
        echo = EchoDoor(time)
        tested: list[SelfTestResult] = []
        switchboard.tester = SelfTest(
            public_url=lambda: public_url,
            probe=carrier.probe,
            door=echo,
            aim=lambda url: (URL(listen + url.partition("://")[2].removeprefix(HOST)), {}),
            told=tested.append,
        )
        routes = [*carrier.routes(life, lambda number: line, tally), door.route(), echo.route()]
        listen = await _serve(public_app(routes), closing)
        app = control_app(switchboard, sessions, tally, CONTROL_TOKEN)
        control = await _serve(app, closing)
        http = aiohttp.ClientSession()
        closing.push_async_callback(http.close)
        life.start()
        closing.push_async_callback(life.stop)
        house = House(
            api,
            time,
            life,
            sessions,
            switchboard,
            lamps,
            tally,
            agents,
            lambda agent: None,
            http,
            listen,
            control,
            app,
            echo,
            tested,
        )
        yield house
        for media in house.opened:
            media.drop()


async def _serve(app: web.Application, closing: contextlib.AsyncExitStack) -> str:
    served = Served(app)
    closing.push_async_callback(served.stop)
    return await served.start()
