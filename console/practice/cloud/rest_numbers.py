"""`IncomingPhoneNumbers`: list, fetch and update."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from console.practice.cloud.network import Network
from console.practice.cloud.numbers import LINKS, METHODS, SWITCHES, WORDS, PracticeNumber
from console.practice.cloud.paging import page_of
from console.practice.cloud.problems import Problem
from console.practice.cloud.rest_forms import is_web_url

_CHANGEABLE: Final = {**LINKS, **METHODS, **WORDS}
_RIVALS: Final = {
    "voice_application_sid": "trunk_sid",
    "trunk_sid": "voice_application_sid",
}
"""Setting one of them deletes the other."""


class NumberResources:
    """The account's numbers over REST."""

    def __init__(self, network: Network, account: str) -> None:
        self._network = network
        self._path = f"{account}/IncomingPhoneNumbers"

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Serve them below the account."""
        router.add_get(f"{self._path}.json", self.index, allow_head=False)
        router.add_get(f"{self._path}/{{sid}}.json", self.fetch, allow_head=False)
        router.add_post(f"{self._path}/{{sid}}.json", self.update)

    async def index(self, request: web.Request) -> web.Response:
        """List the numbers; `PhoneNumber` finds parts of one, `FriendlyName` a whole name."""
        part, name = request.query.get("PhoneNumber", ""), request.query.get("FriendlyName")
        found = [
            number
            for number in self._network.numbers
            if part in number.phone_number and name in (None, number.friendly_name)
        ]
        path = f"{self._path}.json"
        key = "incoming_phone_numbers"
        return web.json_response(
            page_of(key, path, request.query, found, lambda number: number.sid, self._as_json)
        )

    async def fetch(self, request: web.Request) -> web.Response:
        """Return one number."""
        return web.json_response(self._as_json(self._find(request)))

    async def update(self, request: web.Request) -> web.Response:
        """Change what the form names; an empty string clears."""
        number, form = self._find(request), await request.post()
        changes: dict[str, object] = {}
        for name, value in form.items():
            if name in SWITCHES:
                changes[SWITCHES[name]] = value == "true"
            if name not in _CHANGEABLE or not isinstance(value, str):
                continue
            if name in LINKS and value and not is_web_url(value):
                raise Problem(21402)
            if name in METHODS and value not in ("GET", "POST"):
                raise Problem(21403)
            if name == "VoiceReceiveMode" and value not in ("voice", "fax"):
                raise Problem(20422)
            changes[_CHANGEABLE[name]] = value
        for name, rival in _RIVALS.items():
            if changes.get(name):
                changes.setdefault(rival, "")
        return web.json_response(self._as_json(self._network.numbers.update(number, changes)))

    def _find(self, request: web.Request) -> PracticeNumber:
        number = self._network.numbers.by_sid(request.match_info["sid"])
        if number is None:
            raise Problem(20404)
        return number

    def _as_json(self, number: PracticeNumber) -> dict[str, object]:
        return number.as_json(self._network.account_sid)
