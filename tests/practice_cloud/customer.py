"""The customer's web server, as the tests play it: it trusts nothing but valid signatures."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable

from aiohttp import WSMsgType, web
from twilio.request_validator import RequestValidator

from tests.fakes.served import Served

PUBLIC = "https://practice.invalid"
HOST = "practice.invalid"

Form = dict[str, str]


class Socket:
    """The customer's end of one media socket."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self.request = request
        self.raw = socket
        self.stream_sid = ""
        self.start: dict[str, object] = {}

    async def next(self, event: str = "") -> dict[str, object]:
        """Return the next message; with a name, the next of that name."""
        while True:
            message = await self.raw.receive()
            if message.type is not WSMsgType.TEXT:
                raise ConnectionError(message.type.name)
            body: dict[str, object] = message.json()
            if body["event"] == "start":
                self.start = body
                self.stream_sid = str(body["streamSid"])
            if event in ("", body["event"]):
                return body

    async def send(self, event: str, **fields: object) -> None:
        await self.raw.send_json({"event": event, "streamSid": self.stream_sid, **fields})

    async def say(self, payload: str) -> None:
        await self.send("media", media={"payload": payload})

    async def mark(self, name: str) -> None:
        await self.send("mark", mark={"name": name})


OnSocket = Callable[[Socket], Awaitable[None]]


class CustomerServer:
    """Serves TwiML from `pages`, keeps every form, and runs `on_socket` on media sockets."""

    def __init__(self, auth_token: str) -> None:
        self._validator = RequestValidator(auth_token)
        self._forms: dict[str, asyncio.Queue[Form]] = defaultdict(asyncio.Queue)
        self.headers: dict[str, list[dict[str, str]]] = defaultdict(list)
        self.pages: dict[str, web.Response | Callable[[web.Request], Awaitable[web.Response]]] = {}
        self.on_socket: OnSocket = self._echo
        self.streaming = asyncio.Event()
        """Set once an echoing socket hears its caller, and its caller hears it."""
        self.refuse_media = False
        self.closing = asyncio.Event()
        """Set at the end; what hangs on purpose waits for it."""
        self.refused: list[str] = []
        app = web.Application()
        app.router.add_get("/media/{token}", self._media)
        app.router.add_route("*", "/{path:.*}", self._page)
        self._served = Served(app, 0.1)

    async def start(self) -> str:
        return await self._served.start()

    async def stop(self) -> None:
        self.closing.set()
        await self._served.stop()

    def twiml(self, path: str, body: str, **kwargs: object) -> None:
        """Serve the inside of a `<Response>` at a path."""
        options: dict[str, object] = {"content_type": "text/xml", **kwargs}
        text = f"<?xml version='1.0' encoding='UTF-8'?><Response>{body}</Response>"
        self.pages[path] = web.Response(text=text, **options)  # type: ignore[arg-type]

    async def form(self, path: str) -> Form:
        """Return the next form that came to a path."""
        return await self._forms[path].get()

    def left(self, path: str) -> int:
        """How many forms nobody has looked at yet."""
        return self._forms[path].qsize()

    def _signed(self, request: web.Request, scheme: str, form: object) -> bool:
        forwarded = request.headers["X-Forwarded-Proto"] == "https"
        signature = request.headers.get("X-Twilio-Signature", "")
        url = f"{scheme}://{HOST}{request.raw_path}"
        valid = self._validator.validate(url, form, signature)
        if request.host == HOST and forwarded and valid:
            return True
        self.refused.append(request.path)
        return False

    async def _page(self, request: web.Request) -> web.StreamResponse:
        posted = await request.post()
        if not self._signed(request, "https", posted):
            return web.Response(status=403)
        fields = posted if request.method == "POST" else request.query
        self.headers[request.path].append(dict(request.headers))
        self._forms[request.path].put_nowait({k: str(v) for k, v in fields.items()})
        page = self.pages.get(request.path, web.Response(status=204))
        if isinstance(page, web.Response):
            return web.Response(
                status=page.status,
                body=page.body,
                headers={"Content-Type": page.headers.get("Content-Type", "text/plain")},
            )
        return await page(request)

    async def _echo(self, socket: Socket) -> None:
        """Send every frame back as it came, until the cloud closes."""
        while True:
            message = await socket.raw.receive()
            if message.type is not WSMsgType.TEXT:
                return
            self.streaming.set()
            body = message.json()
            if body["event"] == "media":
                await socket.raw.send_json(
                    {
                        "event": "media",
                        "streamSid": body["streamSid"],
                        "media": {"payload": body["media"]["payload"]},
                    }
                )

    async def _media(self, request: web.Request) -> web.StreamResponse:
        if not self._signed(request, "wss", {}):
            return web.Response(status=403)
        if self.refuse_media:
            return web.Response(status=403)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await self.on_socket(Socket(request, socket))
        await socket.close()
        return socket
