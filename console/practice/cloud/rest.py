"""The cloud's REST API: `https://api.twilio.com/2010-04-01`, as far as this cloud has it.

Resources and their shapes: Twilio's own OpenAPI document, against which a test holds every
request and response. What calls cost is in the account's terms; the balance never changes.
"""

from __future__ import annotations

import base64
import hmac
import logging

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from console.practice.cloud.book import CallBook
from console.practice.cloud.mishaps import Mishaps
from console.practice.cloud.network import Network
from console.practice.cloud.problems import Problem
from console.practice.cloud.rest_account import AccountResources
from console.practice.cloud.rest_calls import CallResources
from console.practice.cloud.rest_numbers import NumberResources
from console.practice.cloud.rest_products import ProductResources
from console.practice.cloud.shapes import API_VERSION

_log = logging.getLogger(__name__)


def rest_app(network: Network, book: CallBook) -> web.Application:
    """Build the API of one account; it is served on the cloud's loop."""
    account = f"/{API_VERSION}/Accounts/{network.account_sid}"
    app = web.Application(middlewares=[_in_twilios_words(network)])
    AccountResources(network, account).add_routes(app.router)
    CallResources(network, book, account).add_routes(app.router)
    NumberResources(network, account).add_routes(app.router)
    ProductResources(network, book).add_routes(app.router)
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
            if request.method == "POST" and network.mishaps.rest:
                return await _mishap(network.mishaps, request, handler)
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


async def _mishap(mishaps: Mishaps, request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer something else than what was asked, or nothing."""
    status = mishaps.rest.popleft()
    if mishaps.rest_done:
        await handler(request)
    if status == 0 and request.transport is not None:
        request.transport.abort()
    code = {429: 20429, 503: 20503}.get(status, 20500)
    return _answer(Problem(code))


def _answer(problem: Problem, headers: dict[str, str] | None = None) -> web.Response:
    return web.json_response(problem.as_json(), status=problem.status, headers=headers)
