"""`Accounts/{AC}`, its `Balance` and its `OutgoingCallerIds`."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from console.practice.cloud.network import Network
from console.practice.cloud.paging import page_of
from console.practice.cloud.shapes import API_VERSION, for_reading, now, rfc2822, sid_for

_SUBRESOURCES: Final = (
    "AvailablePhoneNumbers",
    "Calls",
    "Conferences",
    "IncomingPhoneNumbers",
    "Notifications",
    "OutgoingCallerIds",
    "Recordings",
    "Transcriptions",
    "Addresses",
    "SigningKeys",
    "ConnectApps",
    "AuthorizedConnectApps",
    "Usage",
    "Keys",
    "Applications",
    "Queues",
    "Messages",
    "Balance",
)


class AccountResources:
    """The account over REST."""

    def __init__(self, network: Network, account: str) -> None:
        self._network = network
        self._path = account
        self._opened = rfc2822(now())

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Serve them."""
        path = self._path
        router.add_get(f"{path}.json", self.fetch, allow_head=False)
        router.add_get(f"{path}/Balance.json", self.balance, allow_head=False)
        router.add_get(f"{path}/OutgoingCallerIds.json", self.caller_ids, allow_head=False)

    async def fetch(self, _request: web.Request) -> web.Response:
        """Return the account, with its token in clear, as Twilio does."""
        sid, terms = self._network.account_sid, self._network.terms
        return web.json_response(
            {
                "sid": sid,
                "owner_account_sid": sid,
                "friendly_name": "Practice line",
                "auth_token": self._network.auth_token,
                "status": terms.status,
                "type": "Trial" if terms.trial else "Full",
                "date_created": self._opened,
                "date_updated": self._opened,
                "uri": f"{self._path}.json",
                "subresource_uris": {
                    _snake(name): f"{self._path}/{name}.json" for name in _SUBRESOURCES
                },
            }
        )

    async def balance(self, _request: web.Request) -> web.Response:
        """Return the balance; it is a string."""
        balance = {
            "account_sid": self._network.account_sid,
            "balance": str(self._network.terms.balance),
            "currency": "USD",
        }
        return web.json_response(balance)

    async def caller_ids(self, request: web.Request) -> web.Response:
        """List the verified numbers."""
        wanted = request.query.get("PhoneNumber")
        found = [it for it in self._network.terms.verified if wanted in (None, it)]
        path = f"{self._path}/OutgoingCallerIds.json"
        key = "outgoing_caller_ids"
        return web.json_response(
            page_of(key, path, request.query, found, _caller_id_sid, self._caller_id_json)
        )

    def _caller_id_json(self, number: str) -> dict[str, object]:
        sid, account = _caller_id_sid(number), self._network.account_sid
        return {
            "sid": sid,
            "account_sid": account,
            "phone_number": number,
            "friendly_name": for_reading(number),
            "date_created": self._opened,
            "date_updated": self._opened,
            "uri": f"/{API_VERSION}/Accounts/{account}/OutgoingCallerIds/{sid}.json",
        }


def _caller_id_sid(number: str) -> str:
    return sid_for("PN", number)


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)[1:]
