"""Twilio's debugger: what went wrong on a call after it was taken, in sentences.

Sources: Twilio's "Call Notification" and Monitor "Alert" resources. Both hold their words
as a form (``Msg=…&ErrorCode=…``) in one text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from urllib.parse import parse_qs

from console.carriers.carrier import Trouble
from console.carriers.twilio.api import GONE, TwilioApi
from console.carriers.twilio.errors import link_for, sentence_for
from console.switchboard.ports import TrunkError

_NEWEST: Final = 20
_OUR_OWN_END: Final = "31921"
"""Twilio notes it of every stream that our side closes, however well."""


class TwilioDebugger:
    """One account's debugger. Used on the engine's loop; everything raises `TrunkError`."""

    def __init__(self, api: TwilioApi) -> None:
        self._api = api

    async def of_call(self, sid: str) -> tuple[Trouble, ...]:
        """Return what was noted on a call, the newest first; nothing of one that is gone."""
        try:
            found = await self._api.read(
                lambda client: client.calls(sid).notifications.list_async(limit=_NEWEST)
            )
        except TrunkError as exc:
            if exc.code in GONE:
                return ()
            raise
        return _newest_first(
            _trouble(it, it.message_text, it.message_date, error=it.log == "0") for it in found
        )

    async def lately(self) -> tuple[Trouble, ...]:
        """Return what was noted on the account lately, the newest first."""
        found = await self._api.read(
            lambda client: client.monitor.v1.alerts.list_async(limit=_NEWEST)
        )
        return _newest_first(
            _trouble(it, it.alert_text, it.date_generated, error=it.log_level == "error")
            for it in found
        )


def _trouble(it: Any, text: Any, at: datetime | None, *, error: bool) -> Trouble | None:
    code = str(it.error_code)
    if code == _OUR_OWN_END:
        return None
    number = int(code) if code.isdecimal() else 0
    said = parse_qs(str(text or "")).get("Msg", [str(text or "")])[0]
    return Trouble(
        code=code,
        sentence=sentence_for(number, said),
        at=at,
        error=error,
        link=str(it.more_info or link_for(number)),
        about=str(it.request_url or ""),
    )


def _newest_first(found: Iterable[Trouble | None]) -> tuple[Trouble, ...]:
    troubles = [it for it in found if it is not None]
    return tuple(sorted(troubles, key=_moment, reverse=True))


def _moment(trouble: Trouble) -> float:
    return trouble.at.timestamp() if trouble.at else 0.0
