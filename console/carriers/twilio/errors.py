"""What Twilio or the way to it did not do, as one sentence that says what to do.

Codes without a sentence of ours show Twilio's own words and where it explains them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from twilio.base.exceptions import (
    TwilioException,
    TwilioRestException,
    TwilioServiceException,
)

from console.carriers.twilio.sentences import SENTENCES
from console.switchboard.ports import TrunkError

if TYPE_CHECKING:
    from twilio.http.response import Response

_OWN_CODES: Final = range(10_000, 1_000_000)
"""What is below is an HTTP status."""
_NUMBER: Final = re.compile(r"\+?\d{7,15}")
_BEFORE: Final = re.compile(r"^Unable to \w+ \w+: ")
"""What Twilio's library puts before Twilio's own words."""


def sentence_for(code: int, message: str) -> str:
    """Return what to tell a person for one of Twilio's codes, without the number called."""
    if code in SENTENCES:
        return SENTENCES[code]
    told = " ".join(_NUMBER.sub("this number", _BEFORE.sub("", message)).split()).rstrip(".")
    link = f": {link_for(code)}" if code in _OWN_CODES else ""
    return f"Twilio says: {told or 'no reason'} (error {code}{link})."


def link_for(code: int | str) -> str:
    """Return where Twilio explains one of its codes."""
    return f"https://www.twilio.com/docs/errors/{code}"


def as_trunk_error(exc: Exception) -> TrunkError:
    """Turn what Twilio's library or the network raised into a sentence."""
    if isinstance(exc, TwilioRestException):
        return _refusal(exc.code, exc.status, str(exc.msg))
    if isinstance(exc, TwilioServiceException):
        return _refusal(exc.code, exc.status, str(exc.detail or exc.title))
    if isinstance(exc, TimeoutError):
        return TrunkError("timeout", "Twilio did not answer in time. Check the network.")
    if isinstance(exc, TwilioException):
        # There since the client is, which raised this; it loads much for whoever has no client.
        from twilio.http.response import Response

        for response in exc.args:
            # A list that is refused comes as the whole answer.
            if isinstance(response, Response):
                return _refused_list(response)
        return TrunkError("twilio", "Twilio's answer could not be read.")
    return TrunkError("unreachable", "Twilio can't be reached. Check the network.")


def _refused_list(response: Response) -> TrunkError:
    try:
        body = json.loads(response.text)
        code, message = body["code"], str(body["message"])
    except (ValueError, TypeError, KeyError):
        code, message = None, ""
    return _refusal(code, response.status_code, message)


def _refusal(given: object, status: int, message: str) -> TrunkError:
    # A body that is not Twilio's JSON leaves the HTTP status as the code.
    code = given if isinstance(given, int) and given else status
    code = {401: 20003, 404: 20404, 429: 20429}.get(code, code)
    if 500 <= code < 600:
        code = 20500
    return TrunkError(str(code), sentence_for(code, message))
