"""The edge as a whole: Stream in miniature, on loopback."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

from console.practice.edge.call import Book
from console.practice.edge.conditions import Conditions
from console.practice.edge.coordinator_socket import CoordinatorSocket
from console.practice.edge.dtls import Certificate
from console.practice.edge.faults import Faults
from console.practice.edge.gate import Gate
from console.practice.edge.ice import MediaPort
from console.practice.edge.peer import Peer
from console.practice.edge.region import Region
from console.practice.edge.rest import AccountResources, in_streams_words
from console.practice.edge.rest_calls import CallResources
from console.practice.edge.rest_chat import ChatResources
from console.practice.edge.rest_moderation import ModerationResources
from console.practice.edge.sfu_socket import SfuSocket
from console.practice.edge.snapshots import CallSnapshot
from console.practice.edge.twirp import SERVICE, Twirp
from console.practice.edge.users import Users
from console.practice.edge.watchers import Watchers

_HOST: Final = "127.0.0.1"


class StreamEdge:
    """A coordinator and an SFU for clients on this machine, for one API key.

    It belongs to the loop that awaits `start`, and lives once. Clients are the unmodified SDK
    with ``base_url`` set to what `start` returns. getstream 7.0.0's ``ConnectionManager`` has
    to be told the coordinator's socket besides: its ``getstream_rtc.Call`` must come from a
    ``getstream_rtc.Client`` made with ``ws_url=`` `socket_url`.

    ``conditions`` are faults that last until they are taken back, ``faults`` happen at once.
    The edge killed is `stop`: nobody is told.
    """

    def __init__(self, *, api_key: str, api_secret: str) -> None:
        certificate = Certificate()
        port, watchers, self.conditions = MediaPort(), Watchers(), Conditions()

        def new_peer(heard: Callable[[bytes], None] | None) -> Peer:
            return Peer(port, certificate, heard)

        calls = Book(new_peer, self.conditions)
        self.faults = Faults(calls, watchers)
        self._region = Region(
            Gate(api_key, api_secret), Users(), calls, watchers, self.conditions, port
        )
        self._sfu = SfuSocket(self._region)
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1)

    @property
    def socket_url(self) -> str:
        """Where the coordinator's WebSocket is, once the edge runs."""
        return socket_url(self._region.base_url)

    @property
    def media_address(self) -> tuple[str, int]:
        """The UDP host and port that all media goes through, once the edge runs."""
        return self._region.port.address

    async def start(self, port: int = 0) -> str:
        """Serve, and return the ``base_url`` for clients; port 0 takes a free one.

        Raises:
            OSError: the port is taken.
        """
        try:
            await self._region.port.open(_HOST)
            await self._runner.setup()
            await web.TCPSite(self._runner, _HOST, port).start()
        except OSError:
            await self.stop()
            raise
        self._region.base_url = f"http://{_HOST}:{self._runner.addresses[0][1]}"
        return self._region.base_url

    async def stop(self) -> None:
        """Break every connection and give everything back. Stopping twice is stopping once."""
        for call in self._region.calls.all():
            call.abandon()
        self._region.watchers.cut_all()
        self._sfu.close()
        await self._runner.cleanup()
        await self._region.port.close()

    def calls(self) -> list[CallSnapshot]:
        """Return every call that was not deleted, oldest first, the ended ones included."""
        return [call.snapshot() for call in self._region.calls.all()]

    def _app(self) -> web.Application:
        region = self._region
        api = web.Application(middlewares=[in_streams_words(region)])
        AccountResources(region).add_routes(api.router)
        CallResources(region).add_routes(api.router)
        ModerationResources(region).add_routes(api.router)
        ChatResources(region).add_routes(api.router)
        app = web.Application(middlewares=[_cut_off])
        app.router.add_get("/api/v2/connect", CoordinatorSocket(region).handle)
        app.router.add_get("/sfu/ws", self._sfu.handle)
        app.router.add_post(f"/sfu/twirp/{SERVICE}/{{method}}", Twirp(region).handle)
        app.add_subapp("/api/v2", api)
        return app


@web.middleware
async def _cut_off(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Say nothing of a client that is gone before its socket is there."""
    try:
        return await handler(request)
    except ConnectionResetError:
        return web.Response(status=400)


def socket_url(base_url: str) -> str:
    """Return the coordinator's WebSocket for a ``base_url``."""
    return base_url.replace("http", "ws", 1) + "/api/v2/connect"
