"""The practice cloud as a whole: Twilio in miniature, on loopback."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AsyncExitStack
from typing import Any, Final

from aiohttp import web
from yarl import URL

from console.practice.cloud.book import CallBook
from console.practice.cloud.call import Call, Callback
from console.practice.cloud.far import AnswerPhone, FarParty
from console.practice.cloud.legs import inbound
from console.practice.cloud.mishaps import Mishaps
from console.practice.cloud.network import Network
from console.practice.cloud.numbers import Numbers, PracticeNumber
from console.practice.cloud.record import CallRecord, Status
from console.practice.cloud.rest import rest_app
from console.practice.cloud.routes import Routes
from console.practice.cloud.terms import Terms
from console.practice.cloud.timings import Timings
from console.practice.cloud.webhooks import Customer, Link

_HOST: Final = "127.0.0.1"


class PracticeCloud:
    """A carrier that reaches its customer only as Twilio does: over HTTP and WebSocket.

    It belongs to the loop that awaits `start`. ``numbers`` are the account's own; ``answer``
    is asked for a far party whenever a number it called is answered (voicemail included);
    ``hosts`` maps public host names to loopback URLs, and `route` adds to it.

    Raises:
        ValueError: a number is not in E.164 form.
    """

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        numbers: Iterable[PracticeNumber],
        answer: AnswerPhone,
        hosts: Mapping[str, str] | None = None,
        timings: Timings | None = None,
        terms: Terms | None = None,
    ) -> None:
        timings = timings or Timings()
        self._routes = Routes(hosts or {})
        self._network = Network(
            account_sid=account_sid,
            auth_token=auth_token,
            customer=Customer(auth_token, self._routes, timings),
            numbers=Numbers(numbers),
            answer=answer,
            timings=timings,
            terms=terms or Terms(),
        )
        self._book = CallBook()
        self._running: AsyncExitStack | None = None

    @property
    def mishaps(self) -> Mishaps:
        """What goes wrong on purpose; to be changed at any time."""
        return self._network.mishaps

    def rooms(self) -> list[str]:
        """Return the names of the conferences in which somebody is."""
        return self._network.rooms.names()

    def route(self, host: str, url: str) -> None:
        """Reach a public host name at this loopback URL from now on."""
        self._routes.add(host, url)

    def change_number(self, phone_number: str, **settings: Any) -> PracticeNumber:
        """Change a number as somebody does in the carrier's own web pages.

        Raises:
            LookupError: the account does not have it.
        """
        return self._network.numbers.update(self.number(phone_number), settings)

    def number(self, phone_number: str) -> PracticeNumber:
        """Return one of the account's numbers as it is now.

        Raises:
            LookupError: the account does not have it.
        """
        number = self._network.numbers.owned(phone_number)
        if number is None:
            raise LookupError("the practice account does not have this number")
        return number

    def aim(self, url: str) -> tuple[URL, dict[str, str]]:
        """Return what is dialled for a public URL, and a tunnel's headers.

        Raises:
            DeliveryError: it is no URL, or its host has no route.
        """
        return self._routes.aim(url)

    async def start(self, port: int = 0) -> str:
        """Serve the REST API and return its URL; port 0 takes a free one.

        Raises:
            OSError: the port is taken.
        """
        network = self._network
        runner = web.AppRunner(rest_app(network, self._book), access_log=None, shutdown_timeout=1)
        async with AsyncExitStack() as stack:
            await network.customer.open()
            stack.push_async_callback(network.customer.close)
            stack.push_async_callback(self._book.close)
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            await web.TCPSite(runner, _HOST, port).start()
            self._running = stack.pop_all()
        return f"http://{_HOST}:{runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Cut every call off and give back everything; nothing when it is not running.

        Open streams get ``stop`` and a close; nobody gets a callback.
        """
        running, self._running = self._running, None
        if running is not None:
            await running.aclose()

    async def ring(self, from_: str, to: str, party: FarParty, caller_name: str = "") -> str:
        """Let somebody phone one of the account's numbers; return the call's SID.

        Raises:
            LookupError: the account does not have the number ``to``.
            RuntimeError: the cloud is not running.
        """
        if self._running is None:
            raise RuntimeError("the practice cloud is not running")
        network, number = self._network, self.number(to)
        record = CallRecord(
            account_sid=network.account_sid,
            direction="inbound",
            from_=from_,
            to=to,
            status=Status.RINGING,
            phone_number_sid=number.sid,
            caller_name=caller_name,
        )
        record.dialled()
        told = _link(number.status_callback, number.status_callback_method)
        call = Call(
            network,
            record,
            self._book.start,
            party=party,
            callback=Callback(told) if told else None,
            fallback=_link(number.voice_fallback_url, number.voice_fallback_method),
        )
        sent_elsewhere = number.voice_application_sid or number.trunk_sid
        page = Link("" if sent_elsewhere else number.voice_url, number.voice_method)
        self._book.start(call, inbound(page))
        return record.sid


def _link(url: str, method: str) -> Link | None:
    return Link(url, method) if url else None
