"""Twilio's webhooks: a call that comes in, and what becomes of calls.

Answering never waits for an agent or for Twilio: the call is noted, its agent begins to
get ready beside it, and the TwiML goes out. Reports may come late, twice or in any order.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final

from aiohttp import web
from multidict import MultiDictProxy

from console.carriers.carrier import LineFor, PublicUrl
from console.carriers.twilio import twiml
from console.carriers.twilio.answering import Answering
from console.carriers.twilio.call_webhooks import CallWebhooks, xml
from console.carriers.twilio.forms import Form, VoiceRequest
from console.carriers.twilio.retries import MARKER, Retries
from console.carriers.twilio.signature import SignatureCheck
from console.switchboard.call import Call, CallError, Reason, State
from console.switchboard.dialogue import Dialogues
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.ports import Report
from console.switchboard.tally import Count, Tally

_LOG = logging.getLogger(__name__)
_STATES: Final = {
    "queued": State.QUEUED,
    "initiated": State.QUEUED,
    "ringing": State.RINGING,
    "in-progress": State.CONNECTING,
}
_REASONS: Final = {
    "completed": Reason.COMPLETED,
    "busy": Reason.BUSY,
    "no-answer": Reason.NO_ANSWER,
    "canceled": Reason.CANCELED,
    "failed": Reason.FAILED,
}
_INBOUND: Final = "inbound"

Handler = Callable[[web.Request], Awaitable[web.Response]]


def report_of(status: str, sip_code: str = "") -> Report | None:
    """Read one of Twilio's status words; None for one that we don't know."""
    if state := _STATES.get(status):
        return Report(state)
    reason = _REASONS.get(status)
    if reason is None:
        return None
    error = None
    if reason is Reason.FAILED:
        told = f" (SIP {sip_code})" if sip_code else ""
        error = CallError(f"sip-{sip_code or 'none'}", f"The number could not be reached{told}.")
    return Report(State.ENDED, reason, error)


class TwilioWebhooks:
    """The public routes of one account. Belongs to the engine's loop."""

    def __init__(
        self,
        *,
        check: SignatureCheck | None,
        public_url: PublicUrl,
        lifecycle: Lifecycle,
        line_for: LineFor,
        tally: Tally,
        carrier: str,
        dialogues: Dialogues | None = None,
    ) -> None:
        self._check = check
        self._public_url = public_url
        self._life = lifecycle
        self._line_for = line_for
        self._tally = tally
        self._carrier = carrier
        self._answering = Answering(lifecycle, dialogues)
        self._of_calls = CallWebhooks(lifecycle, line_for, self._answering, dialogues)
        self._retries = Retries()

    def routes(self) -> list[web.RouteDef]:
        answer = self._of_calls.answer
        return [
            web.post("/twilio/voice", self._signed(self._voice)),
            web.post("/twilio/status/{attempt}", self._signed(self._status)),
            web.post("/twilio/stream-status", self._signed(self._stream_status)),
            *(
                web.post(f"/twilio/{what}/{{call_id}}", self._signed(partial(answer, what)))
                for what in self._of_calls.answers
            ),
        ]

    def _signed(
        self, answer: Callable[[web.Request, Form, str], Awaitable[web.Response]]
    ) -> Handler:
        """Let only requests through that the account's own token signed."""

        async def handler(request: web.Request) -> web.Response:
            public_url = self._public_url()
            if self._check is None or public_url is None:
                self._refuse(request, "there is no auth token or public address to check it with")
                return web.Response(status=503)
            try:
                form = await _form(request)
            except web.HTTPRequestEntityTooLarge:
                self._refuse(request, "it is too large")
                raise
            if form is None or not self._check.webhook(
                public_url, request.raw_path, form, request.headers
            ):
                self._tally.add(Count.WEBHOOK_FORGED)
                self._refuse(request, "it is not signed by this account")
                return web.Response(status=403)
            self._tally.add(Count.WEBHOOK_ANSWERED)
            texts = {name: value for name, value in form.items() if isinstance(value, str)}
            marker = request.headers.get(MARKER)
            if not marker:
                return await answer(request, texts, public_url)
            return await self._retries.answer(
                (request.path, texts.get("CallSid", ""), marker),
                lambda: answer(request, texts, public_url),
            )

        return handler

    def _refuse(self, request: web.Request, why: str) -> None:
        self._tally.add(Count.WEBHOOK_REFUSED)
        route = request.match_info.route.resource
        _LOG.warning("Refused a webhook on %s: %s", route.canonical if route else "?", why)

    # -- the three webhooks -----------------------------------------------------------

    async def _voice(self, _request: web.Request, form: Form, public_url: str) -> web.Response:
        asked = VoiceRequest.read(form)
        if asked is None:
            return web.Response(status=400)
        return xml(await self._document(asked, public_url))

    async def _document(self, asked: VoiceRequest, public_url: str) -> str:
        line = self._line_for(asked.to if asked.inbound else asked.from_)
        call = self._life.registry.find(self._carrier, asked.call_sid)
        if call is None and asked.inbound:
            call = self._life.incoming(
                carrier_call_id=asked.call_sid,
                from_=asked.from_,
                to=asked.to,
                line=line,
                caller_name=asked.caller_name,
                caller=asked.caller,
            )
            if call is None:
                return twiml.reject(busy=True)
        if call is None:
            return twiml.say(line.agent_loss.sentence)
        return await self._answering.document(call, line, public_url)

    async def _status(self, request: web.Request, form: Form, _public_url: str) -> web.Response:
        attempt, sid = request.match_info["attempt"], form.get("CallSid", "")
        call = self._call_of(attempt, sid)
        report = report_of(form.get("CallStatus", ""), form.get("SipResponseCode", ""))
        if call and report:
            self._life.report(call.id, report)
        elif sid and report and report.reason is None:
            self._life.spawn(self._life.inquiry.end_stray(attempt, sid))
        return web.Response(status=204)

    async def _stream_status(self, _request: web.Request, form: Form, _url: str) -> web.Response:
        call = self._life.registry.find(self._carrier, form.get("CallSid", ""))
        if call and form.get("StreamEvent") == "stream-error":
            self._life.fault(
                call.id,
                CallError("stream-error", "Twilio could not open the call's audio connection."),
            )
        return web.Response(status=204)

    def _call_of(self, attempt: str, sid: str) -> Call | None:
        """Find whom a status report is about; a dial's may be the first to bring its SID."""
        if attempt == _INBOUND:
            return self._life.registry.find(self._carrier, sid)
        if sid and self._life.registry.bind(attempt, sid):
            return self._life.registry.get(attempt)
        # One that came back from a transfer is another call by now.
        known = self._life.registry.get(attempt)
        found = self._life.registry.find(self._carrier, sid)
        return found if known and known.ended and known.carrier_call_id == sid else None


async def _form(request: web.Request) -> MultiDictProxy[Any] | None:
    """Read a form as Twilio posts it; None for anything else, whoever sent it."""
    if request.content_type != "application/x-www-form-urlencoded":
        return None
    try:
        return await request.post()
    except (ValueError, LookupError):
        # It is not in the character set that it names, or there is none of that name.
        return None
