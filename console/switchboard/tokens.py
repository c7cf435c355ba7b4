"""Single-use keys that let exactly one media socket into exactly one call."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from console.switchboard.call import CallId

TOKEN_LIFE_S: Final = 60.0
"""How long a token works once its clock is started."""

_TOKEN_BYTES: Final = 32


@dataclass(slots=True)
class _Token:
    text: str = field(repr=False)
    expires_at: float | None = None
    used: bool = False


class MediaTokens:
    """One token per call: 256 bits, used once, compared in constant time, never logged.

    Belongs to the engine's loop. A call that is over is told with `revoke`.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tokens: dict[CallId, _Token] = {}

    def issue(self, call_id: CallId) -> str | None:
        """Return the call's token, the same one each time; None once it was used."""
        token = self._tokens.setdefault(call_id, _Token(secrets.token_urlsafe(_TOKEN_BYTES)))
        return None if token.used else token.text

    def renew(self, call_id: CallId) -> str:
        """Return a new token for the call; the one before it works no longer."""
        self._tokens[call_id] = token = _Token(secrets.token_urlsafe(_TOKEN_BYTES))
        return token.text

    def start_clock(self, call_id: CallId) -> None:
        """Let the call's token expire in a minute; a repeat changes nothing."""
        token = self._tokens.get(call_id)
        if token and token.expires_at is None:
            token.expires_at = self._clock() + TOKEN_LIFE_S

    def redeem(self, call_id: CallId, text: str) -> bool:
        """Use up the call's token if ``text`` is it and it still works."""
        token = self._tokens.get(call_id)
        # Something is compared even for an unknown call, so that both take as long.
        expected = token.text if token else secrets.token_urlsafe(_TOKEN_BYTES)
        matches = hmac.compare_digest(expected.encode(), text.encode("utf-8", "replace"))
        if token is None or not matches or token.used:
            return False
        if token.expires_at is not None and self._clock() >= token.expires_at:
            return False
        token.used = True
        return True

    def revoke(self, call_id: CallId) -> None:
        """Forget the call's token; it never works again."""
        self._tokens.pop(call_id, None)
