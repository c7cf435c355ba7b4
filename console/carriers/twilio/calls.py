"""Calls through Twilio's REST API.

Placing a call is not idempotent: it is never tried twice. Where it is not known whether a
call was placed, the account's calls are looked through for it instead.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from console.carriers.carrier import OpenCall
from console.carriers.twilio.api import GONE, TwilioApi
from console.switchboard.call import Bill
from console.switchboard.ports import TrunkError

_UNSURE: Final = frozenset({"timeout", "unreachable", "twilio", "20500", "20503"})
"""Failures after which the call may have been placed all the same."""
_ALIVE: Final = frozenset({"queued", "initiated", "ringing", "in-progress"})
_OPEN: Final = ("queued", "ringing", "in-progress")
_MOST_OPEN: Final = 200
_STATUS_EVENTS: Final = ["initiated", "ringing", "answered", "completed"]


class TwilioCalls:
    """Places, ends and looks up one account's calls. Used on the engine's loop."""

    def __init__(self, api: TwilioApi) -> None:
        self._api = api
        self._placed: deque[str] = deque(maxlen=1000)
        """SIDs that were given to dials; no other dial is to be taken for one of them."""

    async def create_call(
        self, *, to: str, from_: str, twiml: str, status_url: str, **more: Any
    ) -> str:
        """Place a call and return its SID; ``more`` is as in `dialling`. Raises `TrunkError`."""
        asked = datetime.now(UTC)
        try:
            call = await self._api.ask(
                lambda client: client.calls.create_async(
                    to=to,
                    from_=from_,
                    twiml=twiml,
                    status_callback=status_url,
                    status_callback_method="POST",
                    status_callback_event=_STATUS_EVENTS,
                    **more,
                )
            )
        except TrunkError as exc:
            if exc.code not in _UNSURE:
                raise
            call = await self._find_placed(to, from_, asked, exc)
        self._placed.append(str(call.sid))
        return str(call.sid)

    async def end_call(self, sid: str) -> None:
        """End a call in whatever state; one that is gone is as good. Raises `TrunkError`."""
        try:
            await self._api.ask(lambda client: client.calls(sid).update_async(status="completed"))
        except TrunkError as exc:
            if exc.code not in GONE:
                raise

    async def redirect_call(self, sid: str, twiml: str) -> None:
        """Have a call that was answered go on with other TwiML. Raises `TrunkError`."""
        await self._api.ask(lambda client: client.calls(sid).update_async(twiml=twiml))

    async def record_call(self, sid: str, asked: dict[str, Any]) -> None:
        """Record a call that is in progress from now on. Raises `TrunkError`."""
        await self._api.ask(lambda client: client.calls(sid).recordings.create_async(**asked))

    async def fetch_status(self, sid: str) -> str | None:
        """Return a call's status word, or None where Twilio knows none. Raises `TrunkError`."""
        try:
            call = await self._api.read(lambda client: client.calls(sid).fetch_async())
        except TrunkError as exc:
            if exc.code in GONE:
                return None
            raise
        return str(call.status)

    async def open_calls(self) -> tuple[OpenCall, ...]:
        """Return the account's calls that have not ended, oldest first. Raises `TrunkError`."""
        found: list[OpenCall] = []
        for status in _OPEN:
            # The answer to one word doesn't hold what a call becomes meanwhile: see them all.
            found += map(_open_call, await self._standing_at(status))
        unique = {call.carrier_call_id: call for call in found}
        return tuple(sorted(unique.values(), key=_began))

    async def bill(self, sid: str) -> Bill | None:
        """Return an ended call's price; None while Twilio has none yet. Raises `TrunkError`."""
        call = await self._api.read(lambda client: client.calls(sid).fetch_async())
        if call.price is None:
            return None
        return Bill(int(call.duration or 0), str(call.price), str(call.price_unit or ""))

    async def _standing_at(self, status: str) -> Iterable[Any]:
        found: Iterable[Any] = await self._api.read(
            lambda client: client.calls.list_async(status=status, limit=_MOST_OPEN)
        )
        return found

    async def _find_placed(self, to: str, from_: str, asked: datetime, failure: TrunkError) -> Any:
        try:
            calls = await self._api.read(
                lambda client: client.calls.list_async(to=to, from_=from_, limit=20)
            )
        except TrunkError:
            raise failure from None
        since = asked - timedelta(seconds=5)
        for call in calls:
            fresh = call.date_created is None or call.date_created >= since
            if fresh and call.status in _ALIVE and call.sid not in self._placed:
                return call
        raise TrunkError(failure.code, f"{failure.message} The call was not placed.")


def _open_call(call: Any) -> OpenCall:
    return OpenCall(
        carrier_call_id=str(call.sid),
        direction="inbound" if call.direction == "inbound" else "outbound",
        from_=str(call._from or ""),  # noqa: SLF001 - the library's own name for it
        to=str(call.to or ""),
        status=str(call.status),
        began_at=call.date_created,
        parent=str(call.parent_call_sid or ""),
    )


def _began(call: OpenCall) -> float:
    return call.began_at.timestamp() if call.began_at else 0.0
