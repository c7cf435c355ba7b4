"""What Stream's library raises, as one sentence that says what to do."""

from __future__ import annotations

from typing import Final

from getstream.exceptions import (
    StreamApiException,
    StreamRateLimitException,
    StreamTransportException,
)

from console.agents.stream.connection import JoinError

FAILURES: Final = (StreamApiException, StreamTransportException, JoinError)
"""What a request or a join can fail with, apart from a time-out."""
NONSENSE: Final = (KeyError, ValueError, TypeError, AttributeError)
"""What the library fails with where an answer is not of the shape that Stream's have."""

_KEYS: Final = (
    "Stream refused the API key or its secret. Check STREAM_API_KEY and STREAM_API_SECRET:"
    " they must be of the same app."
)
_TOO_MANY: Final = "Stream has had too many requests from this app. Try again in a minute."
_NO_NETWORK: Final = {
    "dns_failure": "Stream's address could not be looked up. Check the network connection.",
    "timeout": "Stream did not answer in time. Check the network connection.",
    "tls_handshake_failed": (
        "No secure connection to Stream could be made. Check the clock and any proxy."
    ),
}
_REFUSED: Final = "Stream could not be reached. Check the network connection."
_NOT_STREAM: Final = (
    "Something else answered in Stream's place."
    " Check STREAM_BASE_URL, the proxy, and whether this network asks for a login."
)
_AUTH_CODES: Final = frozenset({2, 5, 40, 41, 42, 43})
_HANDSHAKE: Final = ("Reserved bits", "401", "Unauthorized", "JWT", "signature")
"""How a refused key reads where the library expected a WebSocket."""


def sentence(exc: BaseException) -> str:
    """Say what failed and what to do about it."""
    if isinstance(exc, StreamRateLimitException):
        return _TOO_MANY
    if isinstance(exc, JoinError):
        return exc.sentence
    if isinstance(exc, StreamApiException):
        return of_answer(exc.status_code, exc.code, exc.message)
    if isinstance(exc, StreamTransportException):
        return _NO_NETWORK.get(exc.error_type, _REFUSED)
    if isinstance(exc, NONSENSE):
        return _NOT_STREAM
    if isinstance(exc, TimeoutError):
        return "Stream did not connect the call in time. It may be down: status.getstream.io."
    text = str(exc)
    if any(word in text for word in _HANDSHAKE):
        return _KEYS
    if "onnect" in text or "websocket" in text or "dns" in text.lower():
        return _REFUSED
    return "Stream could not connect the call. The log names the fault."


def may_not_speak(capability: str) -> str:
    """Say which permission the phone's user lacks."""
    return (
        "Stream does not let the phone speak in this call."
        f" Allow “{capability}” for the user role in the call type's settings."
    )


def of_answer(status: int | None, code: int, message: str) -> str:
    """Say what a request was answered with."""
    if status == 401 or code in _AUTH_CODES:
        return _KEYS
    if status == 429:
        return _TOO_MANY
    if "blocked" in message:
        return "The phone is blocked from this Stream call. Unblock its user or use a new call."
    if status == 403:
        return "Stream does not allow this. Check the call type's permissions in its dashboard."
    if status is not None and status >= 500:
        return f"Stream has a fault of its own ({status}). Try again; see status.getstream.io."
    if status is not None and status < 400:
        return _NOT_STREAM
    return f"Stream refused the request ({status}, code {code})."
