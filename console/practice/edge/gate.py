"""Who may come in: the API key, and tokens signed with the API secret."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

import jwt

from console.practice.edge.problems import NOT_ALLOWED, Problem

_ALGORITHM = "HS256"


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says. ``user_id`` is empty in a server's own token."""

    user_id: str = ""
    cid: str = ""


class Gate:
    """Checks what clients show, and signs the SFU's tokens.

    The messages are Stream's (codes 2, 5, 40 and 43). That of a wrong secret tells the key,
    as Stream's does.
    """

    def __init__(self, api_key: str, api_secret: str) -> None:
        self._api_key = api_key
        self._api_secret = api_secret

    def check_key(self, api_key: str) -> None:
        """Raises:
        Problem: 2, not this account's key.
        """
        if not hmac.compare_digest(api_key.encode(), self._api_key.encode()):
            raise Problem(2, "api_key not valid")

    def claims(self, token: str) -> Claims:
        """Read a token of the account's.

        Raises:
            Problem: 43 signed with another secret, 40 expired, 5 not a token.
        """
        try:
            found = jwt.decode(
                token, self._api_secret, algorithms=[_ALGORITHM], options={"verify_iat": False}
            )
        except jwt.ExpiredSignatureError as error:
            raise Problem(40, "JWTAuth error: token is expired (exp)") from error
        except jwt.InvalidSignatureError as error:
            raise Problem(
                43,
                "JWTAuth error: signature is not valid. Make sure the token is created using the "
                f'secret for API key "{self._api_key}"',
            ) from error
        except jwt.PyJWTError as error:
            raise Problem(5, "JWTAuth error: token is not valid") from error
        return Claims(str(found.get("user_id", "")), str(found.get("cid", "")))

    def sfu_token(self, user_id: str, cid: str) -> str:
        """Sign what lets one user into one call's SFU."""
        return jwt.encode({"user_id": user_id, "cid": cid}, self._api_secret, _ALGORITHM)

    def sfu_claims(self, token: str) -> Claims:
        """Read a token that `sfu_token` signed.

        Raises:
            Problem: it is not one.
        """
        claims = self.claims(token)
        if not (claims.user_id and claims.cid):
            raise Problem(NOT_ALLOWED, "not a token for the SFU")
        return claims
