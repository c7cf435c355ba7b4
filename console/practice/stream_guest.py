"""The practice agent as a participant of a Stream call: real SDK, real WebRTC."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from console.agents.agent import AgentError
from console.agents.stream.account import Account, Room
from console.agents.stream.downlink import Downlink
from console.agents.stream.errors import FAILURES
from console.agents.stream.protocol import PREFIX
from console.agents.stream.uplink import Uplink
from console.audio.resample import Samples
from console.practice.agent import PracticeAgent
from console.switchboard.call import Ask, Call, Direction, Doing, Flag
from console.switchboard.events import Speaker

_LOG = logging.getLogger(__name__)
_ASKS: Final = {PREFIX + ask: ask for ask in Ask}
_JOIN_S: Final = 10.0
_MEDIA_S: Final = 10.0
_ALONE_S: Final = 10.0
"""A phone that reconnects leaves and comes back; one that stays away for longer has gone."""
_LOOK_EVERY_S: Final = 0.25
_SENT_S: Final = 1.0
_UNSENT: Final = 100
"""Events that wait for a slow coordinator, at most; later ones are dropped."""


class StreamGuest:
    """One practice agent in one call, from `visit` on. Belongs to one loop.

    It hears everybody else, mixed to the phone's μ-law, and speaks 48 kHz. What it does
    beside speaking goes to the console as custom events (`console.agents.stream.protocol`).
    It is a `Witness` of its connection and the `AgentLine` of its agent.
    """

    def __init__(self, account: Account, room: Room) -> None:
        self._account = account
        self._room = room
        self._connection = account.connection(room, self)
        self._uplink: Uplink | None = None
        self._downlink = Downlink()
        self._agent = PracticeAgent()
        self._phone: asyncio.Future[Call] = asyncio.get_running_loop().create_future()
        """Whom the agent talks to, once the console says that the phone is on the line."""
        self._events: asyncio.Queue[dict[str, object] | None] = asyncio.Queue(_UNSENT)
        """What the console is to be told, in order; None is the end."""

    async def visit(self) -> None:
        """Join, talk until the call is over or everybody has gone, and leave.

        Cancelled, it leaves too, in five seconds at most.
        """
        sending = asyncio.get_running_loop().create_task(self._send_events())
        try:
            async with asyncio.timeout(_JOIN_S):
                await self._connection.join()
            self._uplink = uplink = Uplink(self._connection.track)
            uplink.open()
            async with asyncio.TaskGroup() as tasks:
                talking = tasks.create_task(self._talk(uplink))
                await self._over()
                talking.cancel()
        except (*FAILURES, TimeoutError) as exc:
            # The text of some names the key.
            _LOG.warning("The practice agent could not join a call: %s", type(exc).__name__)
        finally:
            await self._agent.stop()
            if self._uplink:
                await self._uplink.stop()
            await self._connection.leave()
            await self._stop(sending)

    # -- what the connection tells ----------------------------------------------------

    async def heard(self, session: str, samples: Samples) -> None:
        """Have the agent live on for as long as the frame lasts."""
        if frame := self._downlink.mix(session, samples):
            await self._agent.hear(frame)

    def link_up(self, up: bool) -> None:
        """Find out anew whether media flows, or stop speaking."""
        if self._uplink is None:
            return
        if up:
            self._uplink.open()
        else:
            self._uplink.close()

    async def event(self, data: Mapping[str, Any]) -> None:
        """Take what the console says: the phone is on the line, a key was pressed."""
        match data.get("custom"):
            case {
                "type": "console.live",
                "from": str(from_),
                "to": str(to),
                "direction": "inbound" | "outbound" as direction,
            } if not self._phone.done():
                self._phone.set_result(
                    Call(
                        id=self._room.call_id,
                        carrier="",
                        direction=Direction(direction),
                        from_=from_,
                        to=to,
                        line="",
                        created_at=datetime.now(UTC),
                    )
                )
            case {"type": "console.key", "digit": str(digit)}:
                self._agent.key(digit)
            case {"type": str(kind), "id": str(request_id), **rest} if kind in _ASKS:
                await self._obey(_ASKS[kind], str(rest.get("text", "")), request_id)

    # -- what the agent calls ---------------------------------------------------------

    async def speak(self, frame: bytes) -> None:
        """Send some μ-law into the call."""
        if self._uplink:
            await self._uplink.hear(frame, quiet=False)

    async def interrupted(self) -> None:
        self._tell("interrupted")

    def doing(self, word: Doing | None) -> None:
        self._tell("doing", word=word and word.value)

    def said(self, speaker: Speaker, text: str, ago_s: float = 0.0) -> None:  # noqa: ARG002 - it tells at once
        self._tell("said", speaker=speaker.value, text=text)

    def flag(self, flag: Flag, *, on: bool = True) -> None:
        if flag is Flag.WANTS_HUMAN and on:
            self._tell("wants_human")

    def can(self, asks: frozenset[Ask]) -> None:
        self._tell("hello", can=["key", *sorted(asks)])

    def one_moment(self) -> None:
        """Say nothing: the console asks its callers for patience by itself."""

    async def left(self, sentence: str = "") -> None:
        if sentence:
            self._tell("failed", reason=sentence)
        else:
            self._tell("hang_up")

    # -- inside -----------------------------------------------------------------------

    async def _obey(self, ask: Ask, text: str, request_id: str) -> None:
        """Do as the operator asks; without a receipt where that did not work out."""
        try:
            await self._agent.ask(ask, text)
        except AgentError as exc:
            _LOG.info("The practice agent did not do as asked: %s", exc)
        else:
            self._tell("done", id=request_id)

    async def _talk(self, uplink: Uplink) -> None:
        """Wait for the phone, and let the agent hear and be heard."""
        self._tell("hello", can=["key"])
        phone = await self._phone
        try:
            await self._agent.start(phone)
            async with asyncio.timeout(_MEDIA_S):
                await uplink.carries.wait()
        except AgentError as exc:
            await self.left(str(exc))
        except TimeoutError:
            await self.left("no audio got through to Stream")
        else:
            await self._agent.join(self)

    async def _over(self) -> None:
        """Wait until the call is over for the agent."""
        alone_s = 0.0
        while self._connection.ending is None and alone_s < _ALONE_S:
            await asyncio.sleep(_LOOK_EVERY_S)
            alone_s = 0.0 if self._connection.others else alone_s + _LOOK_EVERY_S

    def _tell(self, kind: str, **fields: object) -> None:
        try:
            self._events.put_nowait({"type": PREFIX + kind, **fields})
        except asyncio.QueueFull:
            _LOG.warning("The console was not told what the practice agent does")

    async def _send_events(self) -> None:
        while (event := await self._events.get()) is not None:
            try:
                await self._account.send(self._room, event)
            except AgentError as exc:
                _LOG.info("The console was not told what the practice agent does: %s", exc)

    async def _stop(self, sending: asyncio.Task[None]) -> None:
        """Drop what was not sent, and let a request that is under way come to its end."""
        while not self._events.empty():
            self._events.get_nowait()
        self._events.put_nowait(None)
        await asyncio.wait({sending}, timeout=_SENT_S)
        sending.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sending
