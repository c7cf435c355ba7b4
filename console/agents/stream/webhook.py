"""Stream's webhook: ``POST /stream/webhook``, set in its dashboard by whoever wants it.

It is not needed for calls. It tells what happens when the console is no longer in a call,
above all that a recording is ready. Signature: ``X-Signature`` is the HMAC-SHA256 of the
body with the account's secret, in hexadecimal; bodies may be gzipped (Stream's docs,
"Webhooks").
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import orjson
from aiohttp import web

from console.agents.stream.notices import Notice
from console.switchboard.tally import Count, Tally

if TYPE_CHECKING:
    from console.agents.stream.account import Account

_LOG = logging.getLogger(__name__)
_GZIP: Final = b"\x1f\x8b"
_MOST_BYTES: Final = 1 << 20


class StreamWebhook:
    """Checks what comes and turns it into notes. Belongs to one loop.

    Without an account nothing can be checked, and all is refused with 503; what is not
    signed is refused with 403.
    """

    def __init__(
        self,
        account: Callable[[], Account | None],
        take: Callable[[Notice], None],
        tally: Tally,
    ) -> None:
        self._account = account
        self._take = take
        self._tally = tally

    def route(self) -> web.RouteDef:
        """Return where it listens."""
        return web.post("/stream/webhook", self._handle)

    async def _handle(self, request: web.Request) -> web.Response:
        account = self._account()
        if account is None:
            return self._refuse(503, "there is no Stream account to check it with")
        body = _unpacked(await request.read())
        signature = request.headers.get("X-Signature", "")
        if body is None or not signature.isascii() or not account.signed(body, signature):
            return self._refuse(403, "it is not signed by this account")
        self._tally.add(Count.WEBHOOK_ANSWERED)
        if notice := account.notices.note(_event(body)):
            self._take(notice)
        return web.Response()

    def _refuse(self, status: int, why: str) -> web.Response:
        self._tally.add(Count.WEBHOOK_REFUSED)
        _LOG.warning("Refused a webhook of Stream's: %s", why)
        return web.Response(status=status)


def _unpacked(body: bytes) -> bytes | None:
    """Return a body as it was signed; None where it is damaged, or far too large."""
    if not body.startswith(_GZIP):
        return body
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        plain = unpack.decompress(body, _MOST_BYTES)
    except zlib.error:
        return None
    return plain if unpack.eof else None


def _event(body: bytes) -> dict[str, Any]:
    try:
        event = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return event if isinstance(event, dict) else {}
