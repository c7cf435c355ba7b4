"""An aiohttp app on a free port of this machine, for as long as a test wants it."""

from __future__ import annotations

import ssl

from aiohttp import web


class Served:
    """Serves from `start` to `stop`; a request that is still open then has ``goodbye_s``."""

    def __init__(self, app: web.Application, goodbye_s: float = 0.5) -> None:
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=goodbye_s)

    async def start(self, context: ssl.SSLContext | None = None) -> str:
        """Return the base URL that it is at."""
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=context).start()
        scheme = "https" if context else "http"
        return f"{scheme}://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        await self._runner.cleanup()
