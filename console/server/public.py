"""The public app: what the tunnel leads to. The carrier's routes and nothing else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Final

from aiohttp import web

_MAX_FORM_BYTES: Final = 64 * 1024

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def public_app(routes: Iterable[web.RouteDef]) -> web.Application:
    """Build the app. Whatever is not one of the routes is 404, whichever the method."""
    app = web.Application(middlewares=[_say_little], client_max_size=_MAX_FORM_BYTES)
    app.add_routes(list(routes))
    return app


@web.middleware
async def _say_little(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Give strangers no word of what there is, nor of what answers them."""
    try:
        response = await handler(request)
    except web.HTTPException as exc:
        response = web.Response(status=404 if exc.status == 405 else exc.status)
    except (ConnectionResetError, web.RequestPayloadError):
        # Whoever asked for a socket is gone before it is there; a body is not packed as it says.
        response = web.Response(status=400)
    if not response.prepared:
        response.headers["Server"] = "console"
    return response
