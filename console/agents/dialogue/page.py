"""An address that answers calls, one POST an event."""

from __future__ import annotations

import contextlib
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
import orjson

from console.agents.agent import AgentError

_LONGEST: Final = 64 * 1024
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def is_address(dialogue: str) -> bool:
    """Say whether a line's ``dialogue`` is an address and not a command."""
    return dialogue.startswith(("https://", "http://"))


class Page:
    """One call at an address. ``http`` is shared by all of them."""

    def __init__(self, url: str, http: aiohttp.ClientSession) -> None:
        address = urlsplit(url)
        if address.scheme != "https" and address.hostname not in _LOCAL:
            raise AgentError(
                "The line's dialogue must be an https address: callers' words go there."
            )
        self._url = url
        self._http = http

    async def ask(self, event: dict[str, Any]) -> bytes:
        """Post an event and return the body that answers it. Raises `AgentError`."""
        headers = {"Content-Type": "application/json"}
        try:
            async with self._http.post(
                self._url, data=orjson.dumps(event), headers=headers, allow_redirects=False
            ) as response:
                if response.status >= 300:
                    raise AgentError(f"The line's dialogue answered with HTTP {response.status}.")
                body = b""
                async for chunk in response.content.iter_any():
                    body += chunk
                    if len(body) > _LONGEST:
                        raise AgentError("The line's dialogue answered with more than 64 KiB.")
        except (aiohttp.ClientError, OSError) as exc:
            raise AgentError("The line's dialogue can't be reached. Check its address.") from exc
        return body

    async def end(self, event: dict[str, Any]) -> None:
        """Tell it of the end, whether or not it hears that. Never raises."""
        with contextlib.suppress(AgentError):
            await self.ask(event)
