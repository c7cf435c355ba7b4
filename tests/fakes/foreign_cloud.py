"""Another program that plays Twilio's cloud: not the practice cloud, nor written like it.

It rings a node with signed webhooks, reads the TwiML that it gets, opens media sockets
and answers REST. It signs with Twilio's own library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

import aiohttp
from multidict import CIMultiDictProxy
from streamdouble.protocol import StreamIdentity
from twilio.request_validator import RequestValidator
from yarl import URL

from tests.fakes.foreign_media import SIGNATURE, SigningTunnel, Stream, open_socket
from tests.fakes.foreign_rest import ForeignRest, new_sid
from tests.fakes.node_process import Node

PUBLIC = "https://console.example.org"
HOST = "console.example.org"
LINE = "+14155550100"
CALLER = "+14155552671"
AUTH_TOKEN = "0f4b1d7c9e2a48358d6b3a7c5e9f1b20"


@dataclass(frozen=True)
class Answer:
    """What a webhook was answered."""

    status: int
    headers: CIMultiDictProxy[str]
    body: str

    @property
    def stream_url(self) -> str:
        """The address of the media socket that the TwiML names."""
        stream = ElementTree.fromstring(self.body).find("./Connect/Stream")
        assert stream is not None, self.body
        return stream.attrib["url"]

    @property
    def call_id(self) -> str:
        return stream_parts(self.stream_url)[0]

    @property
    def media_token(self) -> str:
        return stream_parts(self.stream_url)[1]


def stream_parts(url: str) -> tuple[str, str]:
    """Return our call id and the token of a media socket's address."""
    assert url.startswith(f"wss://{HOST}/twilio/media/"), url
    call_id, token = urlsplit(url).path.removeprefix("/twilio/media/").split("/")
    return call_id, token


class ForeignCloud:
    """Twilio, as one account and one console's node see it."""

    def __init__(self, rest: ForeignRest, account_sid: str, auth_token: str = AUTH_TOKEN) -> None:
        self.rest = rest
        self.account_sid = account_sid
        self.said: list[str] = []
        """Secrets and numbers that passed through: none of them may be in a log."""
        self._auth_token = auth_token
        self._validator = RequestValidator(auth_token)
        # A connection for each request, so that what a node holds open are its calls.
        self._http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True))
        self._node: Node | None = None
        self._tunnel: SigningTunnel | None = None

    async def lead_to(self, node: Node) -> None:
        """Be the cloud of this node."""
        self._node = node
        self._tunnel = SigningTunnel(self._auth_token, node.listen)
        await self._tunnel.start()

    async def close(self) -> None:
        if self._tunnel:
            await self._tunnel.stop()
        await self._http.close()

    @property
    def tunnel(self) -> SigningTunnel:
        assert self._tunnel
        return self._tunnel

    @property
    def node(self) -> Node:
        assert self._node
        return self._node

    # -- webhooks ---------------------------------------------------------------------

    def sign(self, url: str, form: Mapping[str, str] | None = None) -> str:
        return str(self._validator.compute_signature(url, form or {}))

    async def ask(
        self,
        path: str,
        form: Mapping[str, str] | None = None,
        signature: str | None = None,
        method: str = "POST",
        more: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send a request as it stands, signed or not, with more headers."""
        headers = {
            "Host": HOST,
            "User-Agent": "TwilioProxy/1.1",
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            **(more or {}),
        }
        if signature is not None:
            headers[SIGNATURE] = signature
        url = URL(self.node.listen + path, encoded=True)
        body = urlencode(form or {})
        async with self._http.request(method, url, data=body, headers=headers) as response:
            return Answer(response.status, response.headers, await response.text())

    async def tell(
        self, path: str, form: Mapping[str, str], more: Mapping[str, str] | None = None
    ) -> Answer:
        """Send a signed webhook, with more headers."""
        answer = await self.ask(path, form, self.sign(PUBLIC + path, form), more=more)
        numbers = (form.get(name, "") for name in ("From", "To"))
        self.said += [number for number in numbers if number.startswith("+")]
        return answer

    def voice_form(self, sid: str, **fields: str) -> dict[str, str]:
        """Fill in what Twilio posts when the number rings."""
        return {
            "CallSid": sid,
            "AccountSid": self.account_sid,
            "ApiVersion": "2010-04-01",
            "Direction": "inbound",
            "CallStatus": "ringing",
            "From": CALLER,
            "Caller": CALLER,
            "To": LINE,
            "Called": LINE,
            "CallerName": "O'Brien & Sons",
            "CallToken": '{"parentCallInfoToken":"x"}',
            "StirVerstat": "TN-Validation-Passed-A",
            "FromCity": "",
            "FromCountry": "US",
            "ToCity": "SAN FRANCISCO",
        } | fields

    async def ring(self, sid: str = "", **fields: str) -> tuple[str, Answer]:
        """Let somebody phone in; return the call's SID and what the node answers."""
        sid = sid or new_sid("CA")
        self.rest.statuses.setdefault(sid, "in-progress")
        answer = await self.tell("/twilio/voice", self.voice_form(sid, **fields))
        assert answer.status == 200, answer
        if "<Stream" in answer.body:
            self.said.append(answer.media_token)
        return sid, answer

    async def report(self, path: str, sid: str, status: str, **fields: str) -> None:
        """Send a call's status callback."""
        self.rest.reported(sid, status)
        form = {
            "CallSid": sid,
            "AccountSid": self.account_sid,
            "CallStatus": status,
            "CallbackSource": "call-progress-events",
            "Timestamp": "Thu, 17 Sep 2026 10:00:00 +0000",
        }
        answer = await self.tell(path, form | fields)
        assert answer.status in (200, 204), answer
        assert answer.body == ""

    # -- media ------------------------------------------------------------------------

    async def knock(self, url: str, signature: str | None = None) -> Any:
        """Open a media socket with some signature; return it, or the status of a refusal."""
        headers = {} if signature is None else {SIGNATURE: signature}
        return await open_socket(self.node.listen, url, headers)

    async def stream(self, sid: str, url: str) -> Stream:
        """Open the media socket of a call, signed, and begin."""
        socket = await self.knock(url, self.sign(url))
        assert not isinstance(socket, int), f"the media socket was refused with {socket}"
        stream = Stream(socket, StreamIdentity(account_sid=self.account_sid, call_sid=sid))
        await stream.begin()
        return stream

    async def talk(self, **fields: str) -> tuple[str, Stream]:
        """Let somebody phone in and be heard."""
        sid, answer = await self.ring(**fields)
        return sid, await self.stream(sid, answer.stream_url)
