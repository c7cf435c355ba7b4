"""A switchboard with a carrier and audio played by hand: they do as the test says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from console.switchboard.call import Ask, Call, CallId, Engagement
from console.switchboard.errors import NotNow
from console.switchboard.events import CallChanged, Event, EventBus, LampState, Speaker
from console.switchboard.interface import CallLevels, CallQuality
from console.switchboard.lamps import LampBoard
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.lines import NO_LOSS, AgentLoss, Line
from console.switchboard.ports import Attempt, Report, TrunkError
from console.switchboard.switchboard import Switchboard
from tests.virtual_time import clock

NUMBER = "+14155550100"
PARTY = "+14155550123"
LINE = Line(NUMBER, "Main line", "practice")
DOWN = TrunkError("unreachable", "The carrier can't be reached. Check the network.")


class HandTrunk:
    """Implements `Trunk`: a carrier whose every answer the test decides."""

    name = "twilio"

    def __init__(self) -> None:
        self.attempts: list[Attempt] = []
        self.hung_up: list[str] = []
        self.looked_up: list[tuple[float, str]] = []
        self.takes_dials = asyncio.Event()
        self.takes_dials.set()
        self.dial_fails: TrunkError | None = None
        self.hang_up_fails: TrunkError | None = None
        self.recorded: list[CallId] = []
        self.transferred: list[tuple[str, str, str, str]] = []
        self.transfer_fails: TrunkError | None = None
        self.asides: list[tuple[str, str | None, str]] = []
        self.rooms: list[tuple[str, str]] = []
        self.look_up_says: list[Report | Exception | None] = []
        """One answer after the other; the last is repeated, and without any it is None."""

    async def dial(self, attempt: Attempt) -> str:
        self.attempts.append(attempt)
        await self.takes_dials.wait()
        if self.dial_fails:
            raise self.dial_fails
        return f"CA{len(self.attempts)}"

    async def hang_up(self, carrier_call_id: str) -> None:
        if self.hang_up_fails:
            raise self.hang_up_fails
        self.hung_up.append(carrier_call_id)

    async def transfer(self, call: Call, to: str, from_: str, sentence: str = "") -> None:
        if self.transfer_fails:
            raise self.transfer_fails
        self.transferred.append((call.carrier_call_id or "", to, from_, sentence))

    async def aside(
        self,
        call: Call,
        token: str | None,
        *,
        sentence: str = "",
        digits: str = "",
        loss: AgentLoss = NO_LOSS,
    ) -> None:
        if self.transfer_fails:
            raise self.transfer_fails
        self.asides.append((call.carrier_call_id or "", token, sentence or digits))

    async def confer(self, call: Call, room: str) -> None:
        if self.transfer_fails:
            raise self.transfer_fails
        self.rooms.append((call.carrier_call_id or "", room))

    async def record(self, call: Call) -> None:
        self.recorded.append(call.id)

    async def look_up(self, carrier_call_id: str) -> Report | None:
        self.looked_up.append((clock(), carrier_call_id))
        if not self.look_up_says:
            return None
        says = self.look_up_says.pop(0) if len(self.look_up_says) > 1 else self.look_up_says[0]
        if isinstance(says, Exception):
            raise says
        return says


class HandAudio:
    """Implements `Audio`: remembers what it was asked, and prepares when told to."""

    def __init__(self) -> None:
        self.prepared: list[CallId] = []
        self.given_up: list[CallId] = []
        self.released: list[CallId] = []
        self.engaged: list[tuple[CallId, Engagement]] = []
        self.did: list[tuple[object, ...]] = []
        """What else was asked, in order."""
        self.ask_fails: NotNow | None = None
        self.agents_come = asyncio.Event()
        self.agents_come.set()

    async def prepare(self, call: Call, *, wait: bool = False) -> None:
        try:
            await self.agents_come.wait()
        except asyncio.CancelledError:
            self.given_up.append(call.id)
            raise
        self.prepared.append(call.id)

    async def release(self, call_id: CallId) -> None:
        self.released.append(call_id)

    async def engage(self, call_id: CallId, mode: Engagement, *, here: bool = True) -> None:
        self.engaged.append((call_id, mode))

    async def hold(self, call_id: CallId, on: bool) -> None:
        self.did.append(("hold", on))

    async def silence(self, call_id: CallId, on: bool) -> None:
        self.did.append(("silence", on))

    async def send_digits(self, call_id: CallId, digits: str) -> None:
        self.did.append(("digits", digits))

    async def ask(self, call_id: CallId, ask: Ask, text: str = "") -> None:
        if self.ask_fails:
            raise self.ask_fails
        self.did.append((ask, text))

    async def begin(self, call_id: CallId) -> None:
        self.did.append(("begin", call_id))

    async def speak(self, call_id: CallId, text: str) -> None:
        if self.ask_fails:
            raise self.ask_fails
        self.did.append(("speak", text))

    def note(self, call_id: CallId, speaker: Speaker, text: str) -> bool:
        self.did.append((speaker, text))
        return True

    def qualities(self) -> Mapping[CallId, CallQuality]:
        return {}

    def levels(self) -> Mapping[CallId, CallLevels]:
        return {}


@dataclass
class Board:
    """Everything that a test of the switchboard looks at."""

    bus: EventBus
    trunk: HandTrunk
    audio: HandAudio
    life: Lifecycle
    lamps: LampBoard
    switchboard: Switchboard
    events: list[Event] = field(default_factory=list)

    def changes(self, call_id: CallId) -> list[CallChanged]:
        return [
            event
            for event in self.events
            if isinstance(event, CallChanged) and event.new.id == call_id
        ]

    def now(self, call_id: CallId) -> Call:
        return self.switchboard.call(call_id)

    def call_comes_in(self, sid: str = "CA77", from_: str = PARTY, caller_name: str = "") -> Call:
        """Take an inbound call as a webhook does, TwiML and all."""
        call = self.life.incoming(
            carrier_call_id=sid, from_=from_, to=NUMBER, line=LINE, caller_name=caller_name
        )
        assert call is not None
        self.life.media_token(call.id)
        self.life.invited(call.id)
        return self.now(call.id)

    def call_goes_live(self, sid: str = "CA77") -> Call:
        call = self.call_comes_in(sid)
        token = self.life.media_token(call.id)
        assert token is not None
        assert self.life.admit(call.id, token)
        assert self.life.media_began(call.id, sid)
        return self.now(call.id)

    async def dialled_and_live(self) -> Call:
        call = await self.switchboard.dial(PARTY)
        await settle()
        sid = self.now(call.id).carrier_call_id
        assert sid is not None
        assert self.life.admit(call.id, self.trunk.attempts[-1].token)
        assert self.life.media_began(call.id, sid)
        return self.now(call.id)


@asynccontextmanager
async def open_board(
    lines: tuple[Line, ...] = (LINE,), time: Callable[[], float] = clock
) -> AsyncIterator[Board]:
    """Run a switchboard with every part well."""
    bus, trunk, audio = EventBus(), HandTrunk(), HandAudio()
    lamps = LampBoard(("carrier", "tunnel", "agent", "sound"), bus)
    for name in ("carrier", "tunnel", "agent"):
        lamps.set(name, LampState.OK, "It is well.")
    life = Lifecycle(bus=bus, trunk=trunk, audio=audio, clock=time)
    switchboard = Switchboard(
        life,
        lamps=lamps,
        lines=lines,
        agents=frozenset({"practice", "echo"}),
    )
    board = Board(bus, trunk, audio, life, lamps, switchboard)
    bus.listen(board.events.append)
    life.start()
    try:
        yield board
    finally:
        await life.stop()


async def settle() -> None:
    """Let everything happen that needs no time."""
    for _ in range(10):
        await asyncio.sleep(0)
