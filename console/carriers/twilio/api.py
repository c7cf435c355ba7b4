"""The way to Twilio's REST API through its own library, with every wait bounded.

Reading may be tried again after 429 and 5xx, later where Twilio says so (``Retry-After``);
whatever changes something is asked once.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar, Final

import aiohttp
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    wait_random_exponential,
)
from twilio.base.exceptions import TwilioException

from console.carriers.twilio.errors import as_trunk_error
from console.switchboard.ports import TrunkError

if TYPE_CHECKING:
    from console.carriers.twilio.library import Http

Request = Callable[[Any], Awaitable[Any]]
"""Makes one request of the library's client."""
_LIBRARY: Final = "console.carriers.twilio.library"
GONE: Final = frozenset({"20404", "21220"})
"""What Twilio says of a thing that it does not know, or a call that has ended."""
_TIMEOUT_S: Final = 10.0
_PAUSE_S: Final = 0.5
_READS: Final = 3
_PASSING: Final = frozenset({"20429", "20500", "20503"})
"""Failures that may be over in a moment."""
_LONGEST_WAIT_S: Final = 5.0
"""Where Twilio wants more patience than this, it is not asked again."""
_wanted_s: ContextVar[float] = ContextVar("wanted_s", default=0.0)
"""How long Twilio's last answer to this task asks to wait."""


class TwilioApi:
    """One account's API. Built and used on the engine's loop; `close` gives it back.

    ``pause_s`` is about how long the first pause between two readings may be.
    """

    _library: ClassVar[ModuleType | None] = None
    """Once it is there; what `sys.modules` has may still be loading."""

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        api_url: str | None,
        timeout_s: float = _TIMEOUT_S,
        pause_s: float = _PAUSE_S,
    ) -> None:
        self.account_sid = account_sid
        self._auth_token = auth_token
        self._api_url = api_url
        self._timeout_s = timeout_s
        self._pause_s = pause_s
        self._http: Http | None = None
        self._client: Any = None

    async def close(self) -> None:
        if self._http:
            await self._http.close()

    async def ask(self, request: Request) -> Any:
        """Await one request. Raises `TrunkError`."""
        if self._client is None:
            await self._load()
        answer = request(self._client)
        try:
            async with asyncio.timeout(self._timeout_s):
                return await answer
        except (TwilioException, aiohttp.ClientError, OSError, TimeoutError) as exc:
            raise as_trunk_error(exc) from exc
        except (ValueError, TypeError, AttributeError) as exc:
            # Something answered in Twilio's place: no JSON, or none of Twilio's.
            raise as_trunk_error(TwilioException()) from exc

    async def read(self, request: Request) -> Any:
        """Ask for something that may be asked again: three times at most. Raises `TrunkError`."""
        pause = wait_random_exponential(self._pause_s, max=4 * self._pause_s)
        tries = AsyncRetrying(
            stop=_enough,
            wait=lambda state: max(pause(state), _wanted_s.get()),
            retry=retry_if_exception(_is_passing),
            reraise=True,
        )

        async def once() -> Any:
            _wanted_s.set(0.0)
            return await self.ask(request)

        return await tries(once)

    async def _load(self) -> None:
        """Have the library there, without the loop waiting for it."""
        if (library := TwilioApi._library) is None:
            library = await asyncio.to_thread(importlib.import_module, _LIBRARY)
            TwilioApi._library = library
        if self._client is None:  # several may have asked at once
            self._http = library.Http(self._api_url, _heed)
            self._client = library.make_client(self.account_sid, self._auth_token, self._http)


def _heed(headers: Mapping[str, str]) -> None:
    _wanted_s.set(_seconds(headers.get("Retry-After")))


def _is_passing(exc: BaseException) -> bool:
    return isinstance(exc, TrunkError) and exc.code in _PASSING


def _enough(state: RetryCallState) -> bool:
    return state.attempt_number >= _READS or _wanted_s.get() > _LONGEST_WAIT_S


def _seconds(given: str | None) -> float:
    """Read a ``Retry-After``; 0 where it is none, or a date."""
    try:
        return max(0.0, float(given or 0))
    except ValueError:
        return 0.0
