"""`Calls`: create, update, fetch, list, and each call's `Notifications`.

Of the create parameters, synchronous machine detection and SIP credentials are taken and
not acted on, and a recorded call is only told to be. Calls start at once, with no queue of
one a second.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from aiohttp import web

from console.practice.cloud import rest_forms as forms
from console.practice.cloud.book import CallBook
from console.practice.cloud.call import LONGEST_CALL, Call
from console.practice.cloud.legs import outbound, redirected
from console.practice.cloud.network import Network
from console.practice.cloud.paging import page_of
from console.practice.cloud.problems import Problem
from console.practice.cloud.record import CallRecord, Status
from console.practice.cloud.shapes import now


class CallResources:
    """The account's calls over REST."""

    def __init__(self, network: Network, book: CallBook, account: str) -> None:
        self._network = network
        self._book = book
        self._path = f"{account}/Calls"

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Serve them below the account."""
        router.add_post(f"{self._path}.json", self.create)
        router.add_get(f"{self._path}.json", self.index, allow_head=False)
        router.add_get(f"{self._path}/{{sid}}.json", self.fetch, allow_head=False)
        router.add_post(f"{self._path}/{{sid}}.json", self.update)
        router.add_post(f"{self._path}/{{sid}}/Recordings.json", self.record)
        router.add_get(
            f"{self._path}/{{sid}}/Notifications.json", self.notifications, allow_head=False
        )

    async def create(self, request: web.Request) -> web.Response:
        """Place a call: 201 and the queued call, at once."""
        form, network = await forms.read_form(request), self._network
        to, from_, number_sid = forms.parties(form, network.numbers, network.terms)
        source = forms.source(form)
        record = CallRecord(
            account_sid=network.account_sid,
            direction="outbound-api",
            from_=from_,
            to=to,
            status=Status.QUEUED,
            phone_number_sid=number_sid,
        )
        call = Call(
            network,
            record,
            self._book.start,
            callback=forms.callback(form),
            fallback=forms.fallback(form),
            detection=forms.detection(form),
            time_limit=forms.time_limit(form) or LONGEST_CALL,
        )
        script = outbound(source, timeout=forms.timeout(form), digits=forms.send_digits(form))
        call.recording = forms.recording(form, call)
        body = self._as_json(call)
        self._book.start(call, script)
        await asyncio.sleep(network.mishaps.slow_create_s)
        return web.json_response(body, status=201)

    async def fetch(self, request: web.Request) -> web.Response:
        """Return one call."""
        return web.json_response(self._as_json(self._find(request)))

    async def update(self, request: web.Request) -> web.Response:
        """End a call, or give it other TwiML, another limit or another callback."""
        form, call = await forms.read_form(request), self._find(request)
        if call.record.over:
            raise Problem(21220)
        limit, callback = forms.time_limit(form), forms.callback(form)
        status = form.get("Status", "")
        if status not in ("", "canceled", "completed"):
            raise Problem(20422)
        if not status and (form.get("Url") or form.get("Twiml")):
            if not call.record.answered:
                raise Problem(21220)
            source, fallback = forms.source(form), forms.fallback(form)
            call.fallback = fallback or call.fallback
            call.replace(redirected(source))
        call.callback = callback or call.callback
        if limit is not None:
            call.limit(limit)
        # `canceled` stops a call that has not been answered, and nothing else.
        if status == "completed" or (status == "canceled" and not call.record.answered):
            call.hang_up()
        return web.json_response(self._as_json(call))

    async def record(self, request: web.Request) -> web.Response:
        """Begin to record a call that is in progress."""
        form, call = await forms.read_form(request), self._find(request)
        if call.record.over or not call.record.answered:
            raise Problem(21220)
        call.recording = recording = forms.started_recording(form, call)
        recording.begin()
        return web.json_response(recording.as_json(), status=201)

    async def index(self, request: web.Request) -> web.Response:
        """List the calls, newest first."""
        query = request.query
        found = [call for call in self._book.newest_first() if _matches(call, query)]
        path = f"{self._path}.json"
        return web.json_response(
            page_of("calls", path, query, found, lambda call: call.record.sid, self._as_json)
        )

    async def notifications(self, request: web.Request) -> web.Response:
        """List what went wrong on a call, newest first; `Log` filters by level."""
        call, log = self._find(request), request.query.get("Log")
        found = [notice for notice in reversed(list(call.notices)) if log in (None, notice.level)]
        return web.json_response(
            page_of(
                "notifications",
                request.path,
                request.query,
                found,
                lambda notice: notice.sid,
                lambda notice: notice.as_json(self._network.account_sid, call.record.sid),
            )
        )

    def _as_json(self, call: Call) -> dict[str, object]:
        """Return the resource, with what the call cost once that is known."""
        record, network = call.record, self._network
        known = record.ended is not None and (
            (now() - record.ended).total_seconds() >= network.timings.price
        )
        return record.as_json() | {"price": network.terms.price_of(record) if known else None}

    def _find(self, request: web.Request) -> Call:
        call = self._book.get(request.match_info["sid"])
        if call is None:
            raise Problem(20404)
        return call


def _matches(call: Call, query: Mapping[str, str]) -> bool:
    record = call.record
    exact = {
        "To": record.to,
        "From": record.from_,
        "Status": record.status,
        "ParentCallSid": record.parent_call_sid,
    }
    if any(name in query and query[name] != value for name, value in exact.items()):
        return False
    return _within("StartTime", record.started, query) and _within("EndTime", record.ended, query)


def _within(name: str, when: datetime | None, query: Mapping[str, str]) -> bool:
    """Hold a time against `Name`, `Name<` and `Name>` (both of which include the bound)."""
    exact, until, since = query.get(name), query.get(f"{name}<"), query.get(f"{name}>")
    if exact is None and until is None and since is None:
        return True
    if when is None:
        return False
    if exact is not None and when.date() != _time(exact).date():
        return False
    when = when.replace(microsecond=0)
    return (until is None or when <= _time(until)) and (since is None or when >= _time(since))


def _time(text: str) -> datetime:
    """Read a filter's time: ISO 8601, or a date alone (its first moment, UTC)."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise Problem(20422) from None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
