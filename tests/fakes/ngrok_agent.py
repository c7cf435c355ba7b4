"""ngrok's agent and its cloud, in one executable of the tests' own.

It takes the agent's command line and its settings (configuration version 3), writes the
agent's log lines, serves the agent's API on loopback, and leads a public address to the local
port by a real reverse proxy with WebSockets, over TLS where it has a certificate.

``behaviour.json`` in its folder says how it behaves; ``run-N.json`` tells of the Nth run.
Log lines and errors are worded as in https://ngrok.com/docs/errors and in people's reports.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import ssl
import stat
import sys
from pathlib import Path
from typing import Any

import aiohttp
import yaml
from aiohttp import WSMsgType, web
from multidict import CIMultiDict
from yarl import URL

KNOWN_SETTINGS = {
    "authtoken",
    "console_ui",
    "heartbeat_interval",
    "heartbeat_tolerance",
    "inspect_db_size",
    "log_format",
    "log_level",
    "metadata",
    "remote_management",
    "update_check",
    "web_addr",
}
SKIP_WARNING = "ngrok-skip-browser-warning"
_PER_HOP = {"connection", "host", "transfer-encoding", "upgrade", "keep-alive", "content-length"}
_PER_SOCKET = {f"sec-websocket-{name}" for name in ("key", "version", "extensions", "protocol")}

ERRORS = {
    "105": "The authtoken you specified does not look like a proper ngrok authtoken.\n"
    "Your authtoken: {token}",
    "107": "The authtoken you specified is properly formed, but it is invalid.\n"
    "Your authtoken: {token}",
    "108": "Your account is limited to 1 simultaneous ngrok agent sessions.",
    "334": "The endpoint '{url}' is already online. Either\n1. stop your existing endpoint first, "
    "or\n2. start both endpoints with `--pooling-enabled` to load balance between them.",
    "4018": "Usage of ngrok requires a verified account and authtoken.",
}


class Refused(Exception):
    """The cloud does not let the agent in."""

    def __init__(self, code: str, **names: str) -> None:
        super().__init__(f"{ERRORS[code].format(**names)}\n\nERR_NGROK_{code}\n")


def _read(file: Path) -> dict[str, Any]:
    settings = yaml.safe_load(file.read_text())
    assert settings["version"] == 3
    assert set(settings["agent"]) <= KNOWN_SETTINGS, settings
    log("info", "open config file", path=str(file), err="nil")
    return {"settings": settings, "settings_mode": stat.S_IMODE(file.stat().st_mode)}


def log(level: str, message: str, **more: str) -> None:
    pairs = "".join(f" {name}={_quoted(value)}" for name, value in more.items())
    line = f"t=2026-01-01T00:00:00+0000 lvl={level} msg={_quoted(message)}{pairs}"
    print(line, flush=True)  # noqa: T201 — a program's output


def _quoted(text: str) -> str:
    return json.dumps(text) if any(char in text for char in ' "\n=') else text


class Agent:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.behaviour: dict[str, Any] = json.loads((folder / "behaviour.json").read_text())
        self.run = 1 + len(list(folder.glob("run-*.json")))
        self.endpoints: dict[str, dict[str, Any]] = {}
        self.session = False
        self.ended = asyncio.Event()

    # -- the life of an agent ---------------------------------------------------------

    async def live(self, arguments: list[str]) -> int:
        told = {"argv": sys.argv, "environ": dict(os.environ), "pid": os.getpid()}
        assert arguments[:4] == ["start", "--none", "--log", "stdout"], arguments
        assert arguments[4] == "--config", arguments
        settings = _read(Path(arguments[5]))
        agent = settings["settings"]["agent"]
        told |= settings
        if self.behaviour.get("silent"):
            self._tell(told)
            await self.ended.wait()
        host, port = agent.get("web_addr", "127.0.0.1:4040").rsplit(":", 1)
        self.http = aiohttp.ClientSession()
        api = await _serve(self._api(), host, int(port))
        self.plain = await _serve(self._edge(), "127.0.0.1", 0)
        tls_port = self.behaviour.get("tls_port", 0)
        self.tls = await _serve(self._edge(), "127.0.0.1", tls_port, self._certificate())
        self._tell(told | {"api": f"http://{host}:{api}", "edge": self.plain})
        log("info", "starting web service", obj="web", addr=f"{host}:{api}", allow_hosts="[]")
        while self.behaviour.get("offline") and not self.ended.is_set():
            said = "dial tcp: lookup connect.ngrok-agent.com: no such host"
            log("eror", "failed to reconnect session", obj="tunnels.session", err=said)
            await asyncio.sleep(0.5)
        try:
            self._connect(agent.get("authtoken", ""))
        except Refused as exc:
            said = f"authentication failed: {exc}"
            for level, message in (
                ("eror", "failed to reconnect session"),
                ("eror", "terminating with error"),
                ("crit", "command failed"),
            ):
                log(level, message, obj="tunnels.session", err=said)
            sys.stderr.write(f"ERROR:  {said}\n")
            return 1
        await self.ended.wait()
        return 0

    def _tell(self, told: dict[str, Any]) -> None:
        draft = self.folder / "draft"
        draft.write_text(json.dumps(told))
        draft.rename(self.folder / f"run-{self.run}.json")

    def _connect(self, token: str) -> None:
        if not token:
            raise Refused("4018")
        if code := self.behaviour.get("refuses"):
            raise Refused(code, token=token)
        self._established()

    def _established(self) -> None:
        self.session = True
        log("info", "client session established", obj="tunnels.session")
        log("info", "tunnel session started", obj="tunnels.session")

    def _certificate(self) -> ssl.SSLContext | None:
        file = self.folder / "certificate.pem"
        if not file.exists():
            return None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    # -- the agent's API --------------------------------------------------------------

    def _api(self) -> web.Application:
        app = web.Application()
        app.add_routes(
            [
                web.get("/api/endpoints", self._list),
                web.post("/api/endpoints", self._start),
                web.delete("/api/endpoints/{name}", self._stop),
                web.post("/tests/drop", self._drop),
                web.post("/tests/restore", self._restore),
            ]
        )
        return app

    async def _list(self, _request: web.Request) -> web.Response:
        return web.json_response({"endpoints": list(self.endpoints.values())})

    async def _start(self, request: web.Request) -> web.Response:
        asked = await request.json()
        assert set(asked) <= {"name", "url", "upstream"}, asked
        url = asked.get("url") or self._some_url()
        if url in self.behaviour.get("taken", []):
            said = f"failed to start tunnel: {Refused('334', url=url)}"
            log("warn", "failed to start tunnel", pg="/api/endpoints", err=said)
            body = {"error_code": 103, "status_code": 502, "msg": "failed to start tunnel"}
            return web.json_response(body | {"details": {"err": said}}, status=502)
        name = asked["name"]
        endpoint = {"name": name, "uri": f"/api/endpoints/{name}", "url": url}
        self.endpoints[name] = endpoint | {"upstream": asked["upstream"]}
        log("info", "started tunnel", obj="tunnels", name=name, url=url)
        return web.json_response(self.endpoints[name], status=201)

    def _some_url(self) -> str:
        if self._certificate():
            return f"https://localhost:{self.tls}"
        return f"https://run-{self.run}.ngrok-free.app"

    async def _stop(self, request: web.Request) -> web.Response:
        self.endpoints.pop(request.match_info["name"])
        return web.Response(status=204)

    async def _drop(self, request: web.Request) -> web.Response:
        self.session = False
        log(
            "eror",
            "session closed, starting reconnect loop",
            obj="tunnels.session",
            err="read EOF from remote peer",
        )
        if code := request.query.get("code"):
            said = str(Refused(code, url="https://taken.ngrok.app"))
            log("eror", "failed to reconnect session", obj="tunnels.session", err=said)
        return web.Response()

    async def _restore(self, request: web.Request) -> web.Response:
        if url := request.query.get("url"):
            for endpoint in self.endpoints.values():
                endpoint["url"] = url
        self._established()
        return web.Response()

    # -- the cloud's edge -------------------------------------------------------------

    def _edge(self) -> web.Application:
        app = web.Application(client_max_size=2**24)
        app.router.add_route("*", "/{rest:.*}", self._forward)
        return app

    async def _forward(self, request: web.Request) -> web.StreamResponse:
        if not self.session or not self.endpoints:
            return _error_page(404, "3200", "The endpoint is offline.")
        agent = request.headers.get("User-Agent", "")
        if agent.startswith("Mozilla/") and SKIP_WARNING not in request.headers:
            return _error_page(200, "6024", "You are about to visit a site served for free.")
        endpoint = next(iter(self.endpoints.values()))
        public = URL(endpoint["url"])
        base = endpoint["upstream"]["url"]
        headers = CIMultiDict(
            (name, value) for name, value in request.headers.items() if name.lower() not in _PER_HOP
        )
        headers["Host"] = public.host_port_subcomponent or ""
        headers["X-Forwarded-For"] = "203.0.113.7"
        headers["X-Forwarded-Host"] = headers["Host"]
        headers["X-Forwarded-Proto"] = "https"
        target = URL(base + request.raw_path, encoded=True)
        try:
            if web.WebSocketResponse().can_prepare(request):
                return await self._forward_socket(request, target, headers)
            return await self._forward_request(request, target, headers)
        except aiohttp.ClientConnectorError:
            return _error_page(502, "8012", "The agent failed to reach the upstream service.")

    async def _forward_request(
        self, request: web.Request, target: URL, headers: CIMultiDict[str]
    ) -> web.Response:
        body = await request.read()
        async with self.http.request(
            request.method, target, data=body, headers=headers, allow_redirects=False
        ) as answer:
            kept = [(n, v) for n, v in answer.headers.items() if n.lower() not in _PER_HOP]
            return web.Response(
                status=answer.status, headers=CIMultiDict(kept), body=await answer.read()
            )

    async def _forward_socket(
        self, request: web.Request, target: URL, headers: CIMultiDict[str]
    ) -> web.StreamResponse:
        for name in _PER_SOCKET:
            headers.popall(name, None)
        try:
            far = await self.http.ws_connect(target, headers=headers)
        except aiohttp.WSServerHandshakeError as exc:
            return web.Response(status=exc.status)
        near = web.WebSocketResponse(compress=False)
        await near.prepare(request)
        both = [asyncio.create_task(_pump(near, far)), asyncio.create_task(_pump(far, near))]
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        await near.close(code=far.close_code or 1000)
        await far.close(code=near.close_code or 1000)
        await asyncio.wait(both)
        return near


async def _pump(source: Any, sink: Any) -> None:
    async for message in source:
        if message.type is WSMsgType.TEXT:
            await sink.send_str(message.data)
        elif message.type is WSMsgType.BINARY:
            await sink.send_bytes(message.data)


def _error_page(status: int, code: str, text: str) -> web.Response:
    return web.Response(
        status=status,
        text=f"<!DOCTYPE html><html><body>{text} (ERR_NGROK_{code})</body></html>",
        content_type="text/html",
        headers={"Ngrok-Error-Code": f"ERR_NGROK_{code}"},
    )


async def _serve(
    app: web.Application, host: str, port: int, context: ssl.SSLContext | None = None
) -> int:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, host, port, ssl_context=context).start()
    bound: int = runner.addresses[0][1]
    return bound


async def main(folder: Path, arguments: list[str]) -> int:
    agent = Agent(folder)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, agent.ended.set)
    return await agent.live(arguments)
