"""REST errors in Stream's words."""

from __future__ import annotations

from typing import Final

BAD_INPUT: Final = 4
DOES_NOT_EXIST: Final = 16
NOT_ALLOWED: Final = 17
INTERNAL: Final = -1

_STATUS: Final = {
    INTERNAL: 500,
    2: 401,
    BAD_INPUT: 400,
    5: 401,
    DOES_NOT_EXIST: 404,
    NOT_ALLOWED: 403,
    40: 401,
    43: 401,
}


class Problem(Exception):
    """A request that cannot be met; ``code`` is Stream's own, and settles the HTTP status."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.status = _STATUS[code]

    def as_json(self) -> dict[str, object]:
        """Return the body, as the SDK's ``APIError`` has it."""
        return {
            "code": self.code,
            "message": str(self),
            "StatusCode": self.status,
            "duration": "0.00ms",
            "more_info": "https://getstream.io/chat/docs/api_errors_response",
            "details": [],
        }
