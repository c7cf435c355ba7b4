"""The control API's part about our account: numbers, leases, what the carrier says of us."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Final

import orjson
from aiohttp import web

from console.carriers.carrier import AccountSide, Carrier, OpenCall, Trouble
from console.server.requests import read_body
from console.switchboard.errors import NoSuchCall, NotNow
from console.switchboard.numbers import OwnNumber
from console.switchboard.ports import TrunkError
from console.switchboard.switchboard import Switchboard
from console.tunnel.lease import WebhookLease
from console.tunnel.lease_plan import answered_by, leads_to
from console.tunnel.lease_view import LeaseView

Json = dict[str, Any]
_TROUBLES: Final = 5
_TIMES: Final = orjson.OPT_UTC_Z | orjson.OPT_OMIT_MICROSECONDS


class AccountRoutes:
    """Requests about the account. Belongs to the engine's loop."""

    def __init__(
        self, carrier: Carrier, lease: WebhookLease | None, switchboard: Switchboard
    ) -> None:
        self._carrier = carrier
        self._lease = lease
        self._board = switchboard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes; they stand behind the control API's token."""
        return [
            web.get("/api/numbers", self.numbers),
            web.get("/api/account", self.account),
            web.post("/api/account/calls/{sid}/hang-up", self.hang_up),
            web.get("/api/lease", self.lease),
            web.post("/api/lease/take", self.take),
            web.post("/api/lease/restore", self.restore),
        ]

    async def numbers(self, _request: web.Request) -> web.Response:
        """List the account's numbers with who answers them."""
        try:
            found = await self._account().numbers.numbers()
        except TrunkError as exc:
            raise NotNow(exc.code, exc.message) from exc
        return _json({"numbers": [self._number_json(number) for number in found]})

    async def account(self, _request: web.Request) -> web.Response:
        """Tell what the carrier says of the account, and what lately went wrong on it."""
        side, status = self._account(), await self._carrier.check_account()
        try:
            account, verified, open_calls, troubles = await asyncio.gather(
                side.account(), side.caller_ids(), side.open_calls(), _lately(side)
            )
        except TrunkError as exc:
            raise NotNow(exc.code, exc.message) from exc
        return _json(
            {
                "account": account,
                "usable": status.usable,
                "sentence": status.sentence,
                "remedy": status.remedy,
                "caller_ids": verified,
                "open_calls": [_open_call_json(it) for it in self._strange(open_calls)],
                "troubles": troubles,
            }
        )

    async def hang_up(self, request: web.Request) -> web.Response:
        """End a call that is open at the carrier and not one of ours."""
        sid = request.match_info["sid"]
        try:
            found = self._strange(await self._account().open_calls())
            call = next((it for it in found if it.carrier_call_id == sid), None)
            if call is None:
                raise NoSuchCall
            await self._carrier.hang_up(sid)
        except TrunkError as exc:
            raise NotNow(exc.code, exc.message) from exc
        return _json(_open_call_json(call))

    async def lease(self, _request: web.Request) -> web.Response:
        """Tell how the webhooks of our numbers stand, looked at now."""
        lease = self._held()
        await lease.look()
        return _json(_lease_json(lease, lease.left))

    async def take(self, request: web.Request) -> web.Response:
        """Lead ``number`` here, or all; ``take_over`` has it from another console, too."""
        lease, body = self._held(), await read_body(request)
        await lease.take(_number_in(body), take_over=body.get("take_over") is True)
        return _json(_lease_json(lease))

    async def restore(self, request: web.Request) -> web.Response:
        """Put ``number`` back, or every one that we hold."""
        return _json(await self._held().restore(_number_in(await read_body(request))))

    # -- inside -----------------------------------------------------------------------

    def _account(self) -> AccountSide:
        if self._carrier.account_side is None:
            raise _no_credentials()
        return self._carrier.account_side

    def _held(self) -> WebhookLease:
        if self._lease is None:
            raise _no_credentials()
        return self._lease

    def _strange(self, calls: Sequence[OpenCall]) -> list[OpenCall]:
        """Leave out the calls that this console knows of."""
        known = self._board.carrier_ids()
        return [it for it in calls if it.strange_to(known)]

    def _number_json(self, number: OwnNumber) -> Json:
        url = self._lease.public_url() if self._lease else None
        return {
            "id": number.id,
            "number": number.number,
            "name": number.name,
            "voice": number.voice,
            "answered_by": answered_by(number.settings),
            "here": url is not None and leads_to(number.settings, url),
            "changed_at": number.changed_at,
            "settings": number.settings,
        }


def _no_credentials() -> NotNow:
    return NotNow(
        "no-credentials",
        "There are no Twilio credentials to ask with. Set TWILIO_ACCOUNT_SID and "
        "TWILIO_AUTH_TOKEN.",
    )


async def _lately(side: AccountSide) -> Sequence[Trouble]:
    try:
        return (await side.recent_troubles())[:_TROUBLES]
    except TrunkError:
        # Keys may be kept from the debugger; the account is shown without it.
        return ()


def _open_call_json(call: OpenCall) -> Json:
    return {
        "carrier_call_id": call.carrier_call_id,
        "direction": call.direction,
        "from": call.from_,
        "to": call.to,
        "status": call.status,
        "began_at": call.began_at,
    }


def _number_in(body: Json) -> str | None:
    """Return the number that a request names, in E.164; None where it means all of them."""
    number = body.get("number")
    return str(number) if number else None


def _lease_json(lease: WebhookLease, left: Sequence[str] = ()) -> Json:
    """Write how the number stands that needs attention most, and all of them beside it."""
    view = lease.view
    number = view.number.number if view.number else None
    each = [_view_json(it, view) for it, view in zip(lease.numbers, lease.views, strict=False)]
    return {**_view_json(number, view), "numbers": each, "left": left}


def _view_json(number: str | None, view: LeaseView) -> Json:
    return {
        "standing": view.standing,
        "state": view.state,
        "sentence": view.sentence,
        "remedy": view.remedy,
        "number": number,
        "taken_at": view.taken_at,
        "differences": view.differences,
        "cautions": view.cautions,
    }


def _json(body: Any) -> web.Response:
    return web.Response(body=orjson.dumps(body, option=_TIMES), content_type="application/json")
