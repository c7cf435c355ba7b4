"""The console's account at Stream: users, calls and custom events, over REST."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from getstream import AsyncStream
from getstream.exceptions import StreamApiException
from getstream.models import CallRequest, UserRequest
from getstream.video.async_call import Call as AsyncCall

from console.agents.agent import AgentError
from console.agents.stream.chat import KEPT, Message
from console.agents.stream.config import StreamConfig
from console.agents.stream.connection import Connection, Witness
from console.agents.stream.errors import FAILURES, NONSENSE, sentence
from console.agents.stream.notices import Notices
from console.agents.stream.sdk import real_time
from console.switchboard.call import Call

_LOG = logging.getLogger(__name__)
_REQUEST_S: Final = 6.0
_CONSOLE: Final = "operator-console"
_CHAT: Final = "messaging"

T = TypeVar("T")


class NotThere(AgentError):
    """Stream has no such thing."""


@dataclass(frozen=True, slots=True)
class Room:
    """One call at Stream, and the phone's user in it."""

    call_type: str
    call_id: str
    user_id: str

    @property
    def address(self) -> str:
        """What Stream's events call it."""
        return f"{self.call_type}:{self.call_id}"


class Account:
    """One account, shared by all calls. Belongs to the engine's loop; made in a thread.

    Every request takes six seconds at most and fails with `AgentError`, a sentence.
    """

    def __init__(self, config: StreamConfig) -> None:
        self.notices = Notices()
        """What events of this account's calls are worth a note, socket's and webhook's."""
        self._config = config
        address = {"base_url": config.base_url} if config.base_url else {}
        # They log addresses with the key and the ids of users, and each failure once more.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        logging.getLogger("getstream").setLevel(logging.CRITICAL)
        self._rest = AsyncStream(
            api_key=config.api_key,
            api_secret=config.api_secret,
            request_timeout=_REQUEST_S,
            connect_timeout=_REQUEST_S / 2,
            **address,
        )
        # Made now and not within a call: each loads the system's certificates, for 40 ms.
        self._video, self._chat = self._rest.video, self._rest.chat
        self._real_time = real_time(config, self._rest)

    async def check(self) -> str:
        """Try key and secret in one request. Returns the fault as a sentence, else ``""``."""
        try:
            await self.ask(
                self._rest.upsert_users(UserRequest(id=_CONSOLE, name="Operator console"))
            )
        except AgentError as exc:
            return str(exc)
        return ""

    def room_for(self, call: Call) -> Room:
        """Return what a call is called at Stream."""
        config = self._config
        names = {"id": call.id, "carrier": call.carrier, "direction": call.direction.value}
        return Room(
            config.call_type, config.call_id.format(**names), config.user_id.format(**names)
        )

    async def open(self, room: Room, call: Call) -> None:
        """Create the phone's user and the call; raises `AgentError`."""
        config = self._config
        await self.ask(self._rest.upsert_users(UserRequest(id=room.user_id, name=config.user_name)))
        custom: dict[str, object] = {
            "console_call_id": call.id,
            "carrier": call.carrier,
            "carrier_call_id": call.carrier_call_id,
            "direction": call.direction.value,
            "from": call.from_,
            "to": call.to,
        }
        data = CallRequest(created_by_id=room.user_id, custom=custom)
        await self.ask(self.call(room).get_or_create(data=data))
        self.notices.expect(room.address, call.id, room.user_id)

    async def write_down(self, room: Room) -> None:
        """Have Stream caption and transcribe the call, as configured; raises `AgentError`."""
        there, config = self.call(room), self._config
        if config.closed_captions:
            await self.ask(there.start_closed_captions())
        if config.transcription:
            await self.ask(there.start_transcription())

    def call(self, room: Room) -> AsyncCall:
        """Return the call as the SDK has it; what it raises, `ask` turns into sentences."""
        return self._video.call(room.call_type, room.call_id)

    async def messages(self, room: Room) -> list[Message] | None:
        """Return the last messages of the call's chat channel; None where there is no channel.

        Raises `AgentError`.
        """
        channel = self._chat.channel(_CHAT, room.call_id)
        try:
            state = await self.ask(channel.get(state=True, messages_limit=KEPT))
        except NotThere:
            return None
        return [
            Message(each.id, each.user.id, each.text, each.created_at, each.custom)
            for each in state.data.messages
        ]

    def signed(self, body: bytes, signature: str) -> bool:
        """Whether a webhook's body is signed with this account's secret."""
        verified: bool = self._rest.verify_signature(body, signature)
        return verified

    def connection(self, room: Room, witness: Witness) -> Connection:
        """Return the phone's place in the call, not joined yet."""
        return self._real_time.connection(room.call_type, room.call_id, room.user_id, witness)

    async def send(self, room: Room, custom: Mapping[str, object]) -> None:
        """Send a custom event to all participants; raises `AgentError`."""
        await self.ask(self.call(room).send_call_event(user_id=room.user_id, custom=dict(custom)))

    async def clear_away(self, room: Room) -> None:
        """End the call and delete its user, as configured. Never raises."""
        config = self._config
        try:
            if config.end_call:
                await self.ask(self.call(room).end())
            if config.delete_user and "{id}" in config.user_id:
                await self.ask(self._rest.delete_users(user_ids=[room.user_id], user="hard"))
        except AgentError as exc:
            _LOG.warning("A call stays behind at Stream: %s", exc)

    async def ask(self, request: Awaitable[T]) -> T:
        """Wait for an answer, six seconds at most; raises `AgentError`, a sentence."""
        try:
            async with asyncio.timeout(_REQUEST_S):
                return await request
        except (*FAILURES, *NONSENSE, TimeoutError) as exc:
            missing = isinstance(exc, StreamApiException) and exc.status_code == 404
            raise (NotThere if missing else AgentError)(sentence(exc)) from exc

    async def close(self) -> None:
        """Close the connections."""
        await self._rest.aclose()
