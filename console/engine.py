"""The engine: every part that takes and places calls, chosen and wired in one place.

A node runs it in its main thread, a desk in a thread of its own; it neither knows nor
cares. It belongs to one asyncio loop from `start` to `stop`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Final

from console import control_file
from console import engine_parts as parts
from console.agents.dialogue.dialogues import Dialogues
from console.carriers.carrier import AccountSide, Carrier
from console.config import ConfigError, Settings
from console.crew import Crew
from console.lines_in_use import LinesInUse
from console.listener import Listener
from console.practice.ringer import PUBLIC_URL, PracticeLine
from console.server.control import control_app
from console.server.control_account import AccountRoutes
from console.server.echo_door import EchoDoor
from console.server.media import MediaDoor
from console.server.public import public_app
from console.server.self_test import SelfTest, directly
from console.server.sessions import Sessions
from console.server.traffic_lamps import TrafficLamps
from console.settings import watch as settings_watch
from console.switchboard import readiness
from console.switchboard.call import Call
from console.switchboard.events import EventBus, LampState
from console.switchboard.lamps import LampBoard
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.lines import Line
from console.switchboard.switchboard import Switchboard
from console.switchboard.tally import Tally
from console.tunnel.fixed import FixedUrl
from console.tunnel.lease import WebhookLease
from console.upkeep.account_keeper import AccountKeeper
from console.upkeep.aftermath import Aftermath
from console.upkeep.bills import Bills
from console.upkeep.keyring_health import keyring_health
from console.upkeep.part_lamps import PartLamps
from console.way_in import WayIn, choose_tunnel

_LOG = logging.getLogger(__name__)
LAMPS: Final = (
    *("carrier", "number", "webhook", "tunnel", "signature"),
    *("media", "agent", "sound", "keyring", "disk"),
)
_FIRST_CHECK_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Ready:
    """Where a started engine listens: local addresses, and the public one if there is one."""

    listen: str
    control: str
    public_url: str | None


class Engine:
    """All parts of one console. Raises `ConfigError` where the settings can't work."""

    def __init__(
        self,
        settings: Settings,
        *,
        practice: bool,
        port: int | None = None,
        control_port: int | None = None,
        control_token: str | None = None,
    ) -> None:
        if settings.carrier != "twilio":
            raise ConfigError("This version speaks to Twilio only: set CONSOLE_CARRIER to twilio.")
        self._settings = settings
        self._port = parts.local_port(settings, "port", port, practice=practice)
        self._control_port = parts.local_port(
            settings, "control_port", control_port, practice=practice
        )
        self._practice = PracticeLine() if practice else None
        self._crew = Crew(settings, practice=practice)
        self._settings_stamp = settings_watch.stamp(settings.data_dir)
        self._lines = LinesInUse(settings, self._crew.kind, practice=practice)
        self._bus = EventBus()
        self._first_looks: list[asyncio.Task[None]] = []
        self._closing = contextlib.AsyncExitStack()
        self._keeper: AccountKeeper | None = None
        self.lamps = LampBoard(LAMPS, self._bus)
        tunnel = FixedUrl(PUBLIC_URL) if practice else choose_tunnel(settings, self._reaches)
        self._way_in = WayIn(tunnel, self.lamps, self._url_changed)
        self.tally = Tally()
        self.sessions = Sessions(self._crew.makers)
        self.switchboard: Switchboard
        self.door = EchoDoor()
        self.port = self.control_port = 0
        """The local ports of the public app and of the control API, once they listen."""
        self.control_token = parts.control_token(settings, control_token)
        """The key to the control API: as set, as given, or a new one."""
        self.lease: WebhookLease | None = None
        """What leads our numbers here; None without credentials."""
        self.account: AccountSide | None = None
        """What the carrier says of our account; None without credentials."""
        self._self_test: SelfTest
        self._looked_at: PartLamps

    async def start(self, *, look: bool = True) -> Ready:
        """Listen, wire everything up and begin to look around. Raises `ConfigError`.

        Without ``look`` that is left to `look_around`: calls come and go already.
        """
        try:
            ready = await self._start()
        except BaseException:
            await self._closing.aclose()
            raise
        if look:
            self.look_around()
        return ready

    def look_around(self) -> None:
        """Begin to look at carrier, agent and numbers, again and again; more than once is once."""
        if self._first_looks:
            return
        looked_at = self._looked_at
        self._first_looks = [
            self._run(looked_at.look()),
            self._run(self.way_in_settled()),
            self._run(asyncio.to_thread(readiness.load, self._lines.all)),
        ]
        self._run(looked_at.run())
        self._run(looked_at.hear_of_agents())
        if keeper := self._keeper:
            self._first_looks.append(self._run(self._look_at_number(keeper)))
            self._run(keeper.run())

    async def stop(self) -> None:
        """Hang up, let everybody go and stop listening, in the order in which it is safe."""
        await self.switchboard.close()
        await self._closing.aclose()

    @property
    def real(self) -> Settings | None:
        """The settings of the real line; None on the practice line."""
        return None if self._practice else self._settings

    @property
    def public_url(self) -> str | None:
        """The public base URL; None while nothing leads here."""
        return self._way_in.url

    async def way_in_settled(self) -> None:
        """Wait until the way in is open or known not to be."""
        await self._way_in.settled()

    async def checked(self) -> None:
        """Wait until carrier, agent and tunnel were looked at, five seconds at most."""
        if self._first_looks:
            await asyncio.wait(self._first_looks, timeout=_FIRST_CHECK_S)
        self._looked_at.give_up_waiting()

    async def _start(self) -> Ready:
        """Make the parts and begin them, in this order; `stop` undoes it from the last on."""
        self._settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        await self._crew.start(self._lines.all)
        self._closing.push_async_callback(self._crew.stop)
        carrier = await self._make_carrier()
        lifecycle = self._make_switchboard(carrier)
        self._show_parts(carrier)
        if carrier.account_side:
            self._take_up_account(carrier.account_side)
        control = await self._listen_for_control(carrier)
        public = await self._listen_publicly(carrier, lifecycle)
        if self._practice:
            self._practice.lead_to(public)
        if self.lease:
            self._closing.push_async_callback(self.lease.close)
        lifecycle.start()
        self._closing.push_async_callback(lifecycle.stop)
        self._run(self.sessions.run())
        self._begin_upkeep(carrier, lifecycle)
        control_file.write(self._settings.data_dir, control, self.control_token)
        self._closing.callback(control_file.remove, self._settings.data_dir)
        return Ready(public, control, self.public_url)

    # -- parts ------------------------------------------------------------------------

    async def _make_carrier(self) -> Carrier:
        account = None
        if self._practice:
            account = await self._practice.start()
            self._closing.push_async_callback(self._practice.stop)
        carrier = parts.make_carrier(self._settings, account, lambda: self.public_url)
        self._closing.push_async_callback(carrier.close)
        return carrier

    def _make_switchboard(self, carrier: Carrier) -> Lifecycle:
        lifecycle = Lifecycle(bus=self._bus, trunk=carrier, audio=self.sessions)
        lifecycle.capacity = self._crew.capacity
        self.switchboard = board = Switchboard(
            lifecycle,
            lamps=self.lamps,
            lines=self._lines.all,
            agents=frozenset(self._crew.makers),
        )
        board.practice = self._practice
        self.sessions.connect(lifecycle, board, self._line_of)
        self._closing.callback(self._bus.listen_to_calls(self._crew.take))
        return lifecycle

    def _take_up_account(self, account: AccountSide) -> None:
        """Have what the carrier keeps of us looked after."""
        self.account = account
        self.lease = parts.make_lease(
            self._settings,
            account,
            self._lines.numbers,
            lambda: self.public_url,
            practice=self._practice is not None,
        )
        self._keeper = keeper = AccountKeeper(
            account,
            self.lease,
            self.lamps,
            lambda: self._lines.countries,
            self.switchboard.carrier_ids,
        )
        self.switchboard.barred = keeper.permissions.barred
        self.switchboard.may_show = keeper.permissions.may_show

    def _begin_upkeep(self, carrier: Carrier, lifecycle: Lifecycle) -> None:
        """Begin what goes on beside the calls, but for `look_around`."""
        self._looked_at = PartLamps(
            self.lamps,
            carrier,
            self._crew.check,
            self._crew.news,
            self._settings.data_dir,
            practice=self._practice is not None,
        )
        self._run(self._follow_settings())
        if account := self.account:
            self._run(Bills(self._bus, account, self.switchboard.billed).run())
            self._run(Aftermath(self._bus, account, lifecycle.registry).run())

    def _use_lines(self, lines: tuple[Line, ...]) -> None:
        self._lines.all = lines
        self.switchboard.use_lines(lines)
        self._crew.expect(lines)
        if self.lease and self._keeper:
            self.lease.follow(self._lines.numbers)
            self._keeper.look_now()

    def _line_of(self, call: Call) -> Line:
        return self._lines.line_for(call.ours)

    async def _listen_publicly(self, carrier: Carrier, lifecycle: Lifecycle) -> str:
        door = MediaDoor(carrier, lifecycle, self.sessions, self.tally)
        self.switchboard.tester = self._self_test = SelfTest(
            public_url=lambda: self.public_url,
            probe=carrier.probe,
            door=self.door,
            aim=self._practice.aim if self._practice else directly,
            told=self._way_in.tested,
        )
        dialogues = Dialogues(self._bus)
        self._closing.push_async_callback(dialogues.close)
        routes = [
            *carrier.routes(lifecycle, self._lines.line_for, self.tally, dialogues),
            *self._crew.routes(lifecycle.remark, self.tally),
            door.route(),
            self.door.route(),
        ]
        listener = Listener(public_app(routes), "CONSOLE_PORT")
        url = await listener.start(self._port)
        self.port = listener.port
        self._closing.push_async_callback(listener.stop)
        self._closing.push_async_callback(self._way_in.close)
        await self._way_in.open(listener.port)
        return url

    async def _reaches(self, url: str) -> bool:
        return await self._self_test.reaches(url)

    def _url_changed(self, url: str | None) -> None:
        """Heed another public address, or that there is none. Must not wait."""
        if url:
            _LOG.info("The public address is %s", url)
        if self._keeper:
            self._keeper.look_now()

    async def _listen_for_control(self, carrier: Carrier) -> str:
        more = AccountRoutes(carrier, self.lease, self.switchboard).routes()
        app = control_app(self.switchboard, self.sessions, self.tally, self.control_token, more)
        listener = Listener(app, "CONSOLE_CONTROL_PORT")
        url = await listener.start(self._control_port)
        self.control_port = listener.port
        self._closing.push_async_callback(listener.stop)
        return url

    # -- lamps ------------------------------------------------------------------------

    def _show_parts(self, carrier: Carrier) -> None:
        """Say how the parts are that nobody looks at again."""
        practice = self._practice is not None
        self.lamps.set("keyring", *keyring_health(self._settings, practice=practice))
        can_check = practice or self._settings.twilio_auth_token is not None
        TrafficLamps(self.lamps, self.tally, can_check=can_check)
        self.lamps.set("sound", LampState.OFF, "This console has no speaker of its own.")
        if carrier.account_side is None:
            for name in ("number", "webhook"):
                self.lamps.set(name, LampState.OFF, "There are no credentials to look with.")

    async def _look_at_number(self, keeper: AccountKeeper) -> None:
        """Look at the number once it is known where its calls should come."""
        await self._way_in.settled()
        await keeper.start(recover=self._practice is None)

    async def _follow_settings(self) -> None:
        await settings_watch.follow(
            self._settings, self._settings_stamp, self._lines.read, self._use_lines
        )

    def _run(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._closing.push_async_callback(_cancelled, task)
        return task


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
