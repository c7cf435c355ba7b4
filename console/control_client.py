"""A client of the control API, for whoever stands outside the running console.

It speaks the API's own JSON and adds no shapes of its own. Everything that can go wrong
between here and there is a `ControlError` with a sentence.
"""

from __future__ import annotations

import contextlib
import io
import wave
from collections.abc import AsyncIterator, Awaitable, Callable
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import aiohttp
import orjson

from console.control_file import ControlAddress
from console.control_wire import LOST, ControlWire
from console.control_wire import Json as Json
from console.trouble import ControlError as ControlError

Speak = Callable[[bytes], Awaitable[None]]


class ControlClient:
    """One connection to a running console; use it as ``async with ControlClient(…) as console``."""

    def __init__(self, address: ControlAddress) -> None:
        self._address = address
        self._wire: ControlWire

    async def __aenter__(self) -> Self:
        self._wire = ControlWire(self._address)
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self._wire.close()

    # -- readings ---------------------------------------------------------------------

    async def calls(self, *, ended: bool = False) -> Json:
        """Return ``{"calls": […]}``, oldest first; with ``ended`` the last ended ones too."""
        return await self._wire.ask("GET", "/api/calls?ended=1" if ended else "/api/calls")

    async def find(self, prefix: str) -> Json:
        """Return the call whose id begins so; one that goes on comes before ended ones."""
        calls: list[Json] = (await self.calls(ended=True))["calls"]
        fitting = [call for call in calls if prefix and call["id"].startswith(prefix)]
        found = [call for call in fitting if call["state"] != "ended"] or fitting
        if len(found) == 1:
            return found[0]
        if not found:
            raise ControlError(
                f"There is no call “{prefix}”. See them with: operator-console calls --ended"
            )
        ids = ", ".join(call["id"] for call in found)
        raise ControlError(f"“{prefix}” fits {len(found)} calls: {ids}. Give more of the id.")

    async def transcript(self, call_id: str) -> list[Json]:
        """Return the lines said on a call so far."""
        lines: list[Json] = (await self._wire.ask("GET", f"/api/calls/{call_id}/transcript"))[
            "lines"
        ]
        return lines

    async def health(self) -> Json:
        """Return ``{"lamps": […]}``."""
        return await self._wire.ask("GET", "/api/health")

    # -- commands ---------------------------------------------------------------------

    async def dial(
        self, to: str, from_: str | None = None, agent: str | None = None, **wishes: Any
    ) -> Json:
        """Dial a number and return the call, which is there at once.

        ``wishes`` are the control API's: max_minutes, on_machine, digits, record, ring_s.
        """
        body = {"to": to, "from": from_, "agent": agent, **wishes}
        return await self._wire.ask("POST", "/api/calls", body)

    async def hang_up(self, call_id: str) -> Json:
        """End a call and return it."""
        return await self._wire.ask("POST", f"/api/calls/{call_id}/hang-up")

    async def on_call(self, call_id: str, command: str, **body: Any) -> Json:
        """Have one of the commands done that one call gets, and return the call."""
        return await self._wire.ask("POST", f"/api/calls/{call_id}/{command}", body)

    async def silence_all(self) -> Json:
        """Silence every agent and return the calls as ``{"calls": […]}``."""
        return await self._wire.ask("POST", "/api/silence-all")

    async def hang_up_all(self) -> Json:
        """End every call and return them as ``{"calls": […]}``."""
        return await self._wire.ask("POST", "/api/hang-up-all")

    async def self_test(self) -> Json:
        """Have the console test its way in and return what it found."""
        return await self._wire.ask("POST", "/api/self-test")

    async def ring(self, scenario: str | None = None) -> Json:
        """Have a practice caller phone in and return the call."""
        return await self._wire.ask("POST", "/api/practice/ring", {"scenario": scenario})

    async def meeting(self, call_id: str) -> Json:
        """Return the Stream call that a call's agent is met in."""
        return await self._wire.ask("GET", f"/api/calls/{call_id}/stream")

    async def meeting_step(self, call_id: str, step: str, **body: Any) -> Json:
        """Do something in it, and return it."""
        return await self._wire.ask("POST", f"/api/calls/{call_id}/stream/{step}", body)

    # -- the account ------------------------------------------------------------------

    async def numbers(self) -> Json:
        """Return ``{"numbers": […]}`` of the account, with who answers each."""
        return await self._wire.ask("GET", "/api/numbers")

    async def account(self) -> Json:
        """Return what the carrier says of the account."""
        return await self._wire.ask("GET", "/api/account")

    async def end_open_call(self, sid: str) -> Json:
        """End a call that is open at the carrier and unknown here, and return it."""
        return await self._wire.ask("POST", f"/api/account/calls/{quote(sid, safe='')}/hang-up")

    async def lease(self) -> Json:
        """Return how the webhooks of our numbers stand."""
        return await self._wire.ask("GET", "/api/lease")

    async def take_lease(self, number: str | None = None, *, take_over: bool = False) -> Json:
        """Lead a number to the console, or all, and return how they stand then."""
        body = {"number": number, "take_over": take_over}
        return await self._wire.ask("POST", "/api/lease/take", body)

    async def restore_lease(self, number: str | None = None) -> Json:
        """Put a number back, or all; return ``{"sentences": […], "complete": …}``."""
        return await self._wire.ask("POST", "/api/lease/restore", {"number": number})

    async def get(self, path: str) -> Json:
        """Ask for something by its path."""
        return await self._wire.ask("GET", path)

    async def post(self, path: str, body: Json) -> Json:
        """Have something done by its path; what is None in the body is left out."""
        return await self._wire.ask("POST", path, body)

    async def last_sound(self, call_id: str) -> bytes:
        """Return a call's last 15 seconds: 16-bit stereo PCM at 8 kHz, caller left."""
        status, body = await self._wire.fetch("GET", f"/api/calls/{call_id}/audio/last")
        if status != 200:
            raise ControlError("There is nothing to hear of this call now.", status)
        with wave.open(io.BytesIO(body), "rb") as wav:
            return wav.readframes(wav.getnframes())

    # -- streams ----------------------------------------------------------------------

    @contextlib.asynccontextmanager
    async def events(self, *, levels_hz: int = 0) -> AsyncIterator[AsyncIterator[Json]]:
        """Give everything that happens from entering on, a snapshot first.

        With ``levels_hz`` the levels of all calls come so often beside it. It ends only
        with a `ControlError`, when the console goes.
        """
        path = f"/api/events?levels={levels_hz}" if levels_hz else "/api/events"
        async with self._wire.socket(path) as socket:
            yield _events(socket)

    @contextlib.asynccontextmanager
    async def audio(self, call_id: str) -> AsyncIterator[AsyncIterator[bytes]]:
        """Give a call's sound, 20 ms of 16-bit stereo PCM at a time, until the call ends."""
        async with self._wire.socket(f"/api/calls/{call_id}/audio") as socket:
            yield _audio(socket)

    @contextlib.asynccontextmanager
    async def sound(self, call_id: str) -> AsyncIterator[tuple[AsyncIterator[bytes], Speak]]:
        """Give an operator a call's sound, and a way to speak on it: 16-bit mono PCM at 8 kHz."""
        async with self._wire.socket(f"/api/calls/{call_id}/audio?operator=1") as socket:
            yield _audio(socket), socket.send_bytes


async def _events(socket: aiohttp.ClientWebSocketResponse) -> AsyncIterator[Json]:
    async for message in socket:
        if message.type is aiohttp.WSMsgType.TEXT:
            yield orjson.loads(message.data)
    closed = socket.close_code == aiohttp.WSCloseCode.GOING_AWAY
    raise ControlError("The console was closed." if closed else LOST)


async def _audio(socket: aiohttp.ClientWebSocketResponse) -> AsyncIterator[bytes]:
    async for message in socket:
        if message.type is aiohttp.WSMsgType.BINARY:
            yield message.data
    if socket.close_code != aiohttp.WSCloseCode.OK:
        raise ControlError(LOST)
