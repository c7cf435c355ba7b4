"""The cloud's REST API: `https://api.twilio.com/2010-04-01`, as far as this cloud has it.

Resources and their shapes: Twilio's own OpenAPI document, against which a test holds every
request and response. Practice calls cost nothing and the balance never changes.
"""

from __future__ import annotations

import base64
import hmac
import logging
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from console.practice.cloud.network import Network
from console.practice.cloud.problems import Problem
from console.practice.cloud.rest_calls import CallResources
from console.practice.cloud.rest_numbers import NumberResources
from console.practice.cloud.shapes import API_VERSION, now, rfc2822

_SUBRESOURCES: Final = (
    "AvailablePhoneNumbers",
    "Calls",
    "Conferences",
    "IncomingPhoneNumbers",
    "Notifications",
    "OutgoingCallerIds",
    "Recordings",
    "Transcriptions",
    "Addresses",
    "SigningKeys",
    "ConnectApps",
    "AuthorizedConnectApps",
    "Usage",
    "Keys",
    "Applications",
    "Queues",
    "Messages",
    "Balance",
)

_log = logging.getLogger(__name__)


def rest_app(network: Network) -> web.Application:
    """Build the API of one account; it is served on the cloud's loop."""
    account = f"/{API_VERSION}/Accounts/{network.account_sid}"
    calls, numbers = CallResources(network, account), NumberResources(network, account)
    own = AccountResources(network, account)
    app = web.Application(middlewares=[_in_twilios_words(network)])
    app.router.add_get(f"{account}.json", own.fetch, allow_head=False)
    app.router.add_get(f"{account}/Balance.json", own.balance, allow_head=False)
    calls.add_routes(app.router)
    numbers.add_routes(app.router)
    return app


def _in_twilios_words(network: Network) -> Middleware:
    """Check the caller's name and token, and put every failure into Twilio's error body."""
    basic = base64.b64encode(f"{network.account_sid}:{network.auth_token}".encode())
    expected = b"Basic " + basic

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        given = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, expected):
            return _answer(Problem(20003), {"WWW-Authenticate": 'Basic realm="Twilio API"'})
        try:
            return await handler(request)
        except Problem as problem:
            return _answer(problem)
        except web.HTTPNotFound:
            return _answer(Problem(20404))
        except web.HTTPMethodNotAllowed:
            return _answer(Problem(20004))
        except web.HTTPException:
            return _answer(Problem(20422))
        except Exception:  # whatever it is, the client gets an answer of Twilio's shape
            _log.exception("the practice cloud's API failed")
            return _answer(Problem(20500))

    return middleware


def _answer(problem: Problem, headers: dict[str, str] | None = None) -> web.Response:
    return web.json_response(problem.as_json(), status=problem.status, headers=headers)


class AccountResources:
    """`Accounts/{AC}.json` and `Balance.json`."""

    def __init__(self, network: Network, path: str) -> None:
        self._network = network
        self._path = path
        self._opened = rfc2822(now())

    async def fetch(self, _request: web.Request) -> web.Response:
        """Return the account, with its token in clear, as Twilio does."""
        sid = self._network.account_sid
        return web.json_response(
            {
                "sid": sid,
                "owner_account_sid": sid,
                "friendly_name": "Practice line",
                "auth_token": self._network.auth_token,
                "status": "active",
                "type": "Full",
                "date_created": self._opened,
                "date_updated": self._opened,
                "uri": f"{self._path}.json",
                "subresource_uris": {
                    _snake(name): f"{self._path}/{name}.json" for name in _SUBRESOURCES
                },
            }
        )

    async def balance(self, _request: web.Request) -> web.Response:
        """Return the balance; it is a string."""
        balance = {"account_sid": self._network.account_sid, "balance": "100.00", "currency": "USD"}
        return web.json_response(balance)


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)[1:]
