"""What Twilio says of the account itself: its state, its balance, where it may call.

Sources: Twilio's "Account", "Balance" and "Dialing Permissions: Country" resources.
"""

from __future__ import annotations

from console.carriers.carrier import Account, CountryPermission, OpenCall, Trouble
from console.carriers.twilio.api import GONE, TwilioApi
from console.carriers.twilio.calls import TwilioCalls
from console.carriers.twilio.debugger import TwilioDebugger
from console.carriers.twilio.numbers import TwilioNumbers
from console.switchboard.call import Bill
from console.switchboard.ports import TrunkError


class TwilioAccount:
    """Implements `AccountSide`. Used on the engine's loop."""

    def __init__(self, api: TwilioApi) -> None:
        self.numbers = TwilioNumbers(api)
        self._api = api
        self._calls = TwilioCalls(api)
        self._debugger = TwilioDebugger(api)

    async def state(self) -> tuple[str, str]:
        """Return the account's status (``active``, …) and type (``Full``, ``Trial``).

        The answer holds the auth token in clear: nothing else of it is kept.
        """
        sid = self._api.account_sid
        answer = await self._api.read(lambda client: client.api.accounts(sid).fetch_async())
        return str(answer.status), str(answer.type)

    async def account(self) -> Account:
        status, kind = await self.state()
        sid = self._api.account_sid
        try:
            answer = await self._api.read(
                lambda client: client.api.accounts(sid).balance.fetch_async()
            )
        except TrunkError:
            # Only main accounts have one.
            return Account(sid, status, kind == "Trial")
        return Account(sid, status, kind == "Trial", str(answer.balance), str(answer.currency))

    async def caller_ids(self) -> tuple[str, ...]:
        return await self.numbers.caller_ids()

    async def permission(self, country: str) -> CountryPermission | None:
        try:
            answer = await self._api.read(
                lambda client: client.voice.v1.dialing_permissions.countries(country).fetch_async()
            )
        except TrunkError as exc:
            if exc.code in GONE:
                return None
            raise
        allowed = answer.low_risk_numbers_enabled
        return CountryPermission(country, allowed) if isinstance(allowed, bool) else None

    async def open_calls(self) -> tuple[OpenCall, ...]:
        return await self._calls.open_calls()

    async def troubles(self, carrier_call_id: str) -> tuple[Trouble, ...]:
        return await self._debugger.of_call(carrier_call_id)

    async def recent_troubles(self) -> tuple[Trouble, ...]:
        return await self._debugger.lately()

    async def bill(self, carrier_call_id: str) -> Bill | None:
        return await self._calls.bill(carrier_call_id)
