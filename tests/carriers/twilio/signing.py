"""Twilio's signature, written from its documentation and apart from its library."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable

from multidict import CIMultiDict, CIMultiDictProxy

Pairs = Iterable[tuple[str, str]]


def sign(token: str, url: str, form: Pairs = ()) -> str:
    text = url + "".join(name + value for name, value in sorted(set(form)))
    return base64.b64encode(hmac.digest(token.encode(), text.encode(), hashlib.sha1)).decode()


def signed(signature: str, name: str = "X-Twilio-Signature") -> CIMultiDictProxy[str]:
    return CIMultiDictProxy(CIMultiDict({name: signature}))
