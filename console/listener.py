"""One aiohttp app on one loopback port."""

from __future__ import annotations

import logging
from typing import Final

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from console.config import ConfigError

_LOG = logging.getLogger(__name__)
_HOST: Final = "127.0.0.1"
_STOP_S: Final = 5.0


class Listener:
    """Serves an app between `start` and `stop`. Nothing that it serves is logged by it:
    addresses carry tokens, and so may what only looks like a request."""

    def __init__(self, app: web.Application, setting: str) -> None:
        self.port = 0
        self._runner = web.AppRunner(app, access_log=None, logger=_LOG, shutdown_timeout=_STOP_S)
        self._setting = setting

    async def start(self, port: int) -> str:
        """Listen and return the address. Raises `ConfigError` when the port is taken."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, _HOST, port)
        try:
            await site.start()
        except OSError as exc:
            await self._runner.cleanup()
            raise ConfigError(
                f"Port {port} can't be used ({exc.strerror or exc}). Is another console running? "
                f"Set {self._setting} to another port, or to 0 for a free one."
            ) from exc
        self.port = self._runner.addresses[0][1]
        return f"http://{_HOST}:{self.port}"

    async def stop(self) -> None:
        await self._runner.cleanup()


def _without_its_bytes(record: logging.LogRecord) -> bool:
    """Leave of a request that is none, which aiohttp quotes with a traceback, one line."""
    exc = record.exc_info[1] if record.exc_info else None
    if isinstance(exc, HttpProcessingError | web.RequestPayloadError):
        record.msg, record.args = "Refused what is no HTTP: %s", (type(exc).__name__,)
        record.exc_info = None
        record.levelno, record.levelname = logging.WARNING, "WARNING"
    return True


_LOG.addFilter(_without_its_bytes)
