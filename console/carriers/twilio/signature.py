"""X-Twilio-Signature: whether a webhook or a media handshake is really Twilio's.

Webhooks are checked with Twilio's own validator over the public URL, which is configured
and never read from a header. A media handshake signs the ``wss`` URL alone; Twilio's
security page warns that its trailing slash may differ, so both forms count.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from multidict import CIMultiDictProxy
from twilio.request_validator import RequestValidator

HEADER = "X-Twilio-Signature"


class SignatureCheck:
    """Checks one account's signatures. Only the primary auth token signs."""

    def __init__(self, auth_token: str) -> None:
        self._validator = RequestValidator(auth_token)

    def webhook(
        self,
        public_url: str,
        raw_path: str,
        form: Mapping[str, Any],
        headers: CIMultiDictProxy[str],
    ) -> bool:
        """Check a form that was posted to ``public_url`` + ``raw_path`` (path and query).

        ``form`` is a multi-dictionary: Twilio signs every value of a repeated name.
        """
        return self._signed(public_url + raw_path, form, headers)

    def handshake(self, public_url: str, raw_path: str, headers: CIMultiDictProxy[str]) -> bool:
        """Check a media socket's opening request, with and without port and trailing slash."""
        host, slash, base = public_url.partition("://")[2].partition("/")
        if ":" not in host:
            # The validator tries a URL with its port and without; of wss it knows no port.
            host += ":443"
        url = f"wss://{host}{slash}{base}{raw_path.rstrip('/')}"
        return self._signed(url, {}, headers) or self._signed(url + "/", {}, headers)

    def sign(self, url: str, form: Mapping[str, str]) -> str:
        """Return the signature that Twilio would send with a form."""
        return str(self._validator.compute_signature(url, form))

    def _signed(
        self,
        url: str,
        form: Mapping[str, Any],
        headers: CIMultiDictProxy[str],
    ) -> bool:
        signature = headers.get(HEADER)
        if not signature:
            return False
        try:
            return bool(self._validator.validate(url, form, signature))
        except (TypeError, ValueError):
            # What the validator can't even read (a file in the form, say) is not Twilio's.
            return False
