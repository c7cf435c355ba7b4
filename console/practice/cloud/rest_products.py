"""Twilio's other products, as far as the account side needs them: Monitor and Voice.

`https://monitor.twilio.com/v1/Alerts` and
`https://voice.twilio.com/v1/DialingPermissions/Countries/{ISO}`; their documents are
Twilio's pages on the "Alert" and "Dialing Permissions: Country" resources. Both are served
beside the API's own paths, as one address stands for every product.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import phonenumbers
from aiohttp import web

from console.practice.cloud.book import CallBook
from console.practice.cloud.network import Network
from console.practice.cloud.notices import Notice
from console.practice.cloud.paging import page_of_v1
from console.practice.cloud.problems import Problem
from console.practice.cloud.shapes import API_VERSION, rfc3339

_COUNTRY: Final = re.compile("[A-Za-z]{2}")
_LEVELS: Final = {"0": "error", "1": "warning"}


class ProductResources:
    """Alerts and dialling permissions over REST."""

    def __init__(self, network: Network, book: CallBook) -> None:
        self._network = network
        self._book = book

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Serve them."""
        router.add_get("/v1/Alerts", self.alerts, allow_head=False)
        router.add_get("/v1/DialingPermissions/Countries/{iso}", self.permission, allow_head=False)

    async def permission(self, request: web.Request) -> web.Response:
        """Say what of a country may be called."""
        iso = request.match_info["iso"].upper()
        code = phonenumbers.country_code_for_region(iso) if _COUNTRY.fullmatch(iso) else 0
        if not code:
            raise Problem(20404)
        url = str(request.url)
        return web.json_response(
            {
                "iso_code": iso,
                "name": iso,
                "continent": None,
                "country_codes": [f"+{code}"],
                "low_risk_numbers_enabled": iso not in self._network.terms.closed,
                "high_risk_special_numbers_enabled": False,
                "high_risk_tollfraud_numbers_enabled": False,
                "url": url,
                "links": {"highrisk_special_prefixes": f"{url}/HighRiskSpecialPrefixes"},
            }
        )

    async def alerts(self, request: web.Request) -> web.Response:
        """List what went wrong on any call, the newest first."""
        level, query = request.query.get("LogLevel"), request.query
        since, until = _time(query.get("StartDate")), _time(query.get("EndDate"))
        found = [
            (sid, notice)
            for sid, notice in self._noted()
            if level in (None, _LEVELS[notice.level])
            and (since is None or notice.at >= since)
            and (until is None or notice.at <= until)
        ]
        found.sort(key=lambda it: it[1].at, reverse=True)
        return web.json_response(
            page_of_v1("alerts", request.url, found, lambda it: self._alert_json(*it))
        )

    def _noted(self) -> Iterator[tuple[str, Notice]]:
        for call in self._book.newest_first():
            for notice in call.notices:
                yield call.record.sid, notice

    def _alert_json(self, call_sid: str, notice: Notice) -> dict[str, object]:
        at, sid = rfc3339(notice.at), notice.sid
        return {
            "sid": sid,
            "account_sid": self._network.account_sid,
            "resource_sid": call_sid,
            "service_sid": None,
            "alert_text": notice.text,
            "api_version": API_VERSION,
            "error_code": str(notice.code),
            "log_level": _LEVELS[notice.level],
            "more_info": notice.more_info,
            "request_method": notice.method,
            "request_url": notice.url,
            "date_created": at,
            "date_generated": at,
            "date_updated": at,
            "url": f"https://monitor.twilio.com/v1/Alerts/{sid}",
        }


def _time(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise Problem(20422) from None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
