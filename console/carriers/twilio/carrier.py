"""Twilio as a carrier: its REST API, its webhooks and its media sockets in one piece."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from aiohttp import web
from multidict import CIMultiDictProxy

from console.carriers.carrier import (
    AccountStatus,
    LineFor,
    MediaCodec,
    Probe,
    PublicUrl,
)
from console.carriers.twilio import dialling, twiml
from console.carriers.twilio.account import TwilioAccount
from console.carriers.twilio.api import TwilioApi
from console.carriers.twilio.calls import TwilioCalls
from console.carriers.twilio.codec import TwilioCodec
from console.carriers.twilio.signature import HEADER, SignatureCheck
from console.carriers.twilio.webhooks import TwilioWebhooks, report_of
from console.switchboard.call import Call, CallId
from console.switchboard.dialogue import Dialogues
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.lines import NO_LOSS, AgentLoss
from console.switchboard.ports import Attempt, Report, TrunkError
from console.switchboard.tally import Tally

_TRIAL: Final = (
    "The Twilio account is a trial: it calls verified numbers only, ends calls after ten "
    "minutes, and may not let agents speak on calls at all."
)


class TwilioCarrier:
    """Implements `Carrier`. Built inside the engine's loop.

    Without credentials it refuses every webhook and every command, and says so.
    """

    name = "twilio"
    media_route = "/twilio/media/{call_id}/{token}"

    def __init__(
        self,
        *,
        account_sid: str | None,
        auth_token: str | None,
        api_url: str | None,
        public_url: PublicUrl,
    ) -> None:
        self._public_url = public_url
        self._check = SignatureCheck(auth_token) if auth_token else None
        self._api = (
            TwilioApi(account_sid, auth_token, api_url) if account_sid and auth_token else None
        )
        self._calls = TwilioCalls(self._api) if self._api else None
        self.account_side = TwilioAccount(self._api) if self._api else None

    async def dial(self, attempt: Attempt) -> str:
        ways = self._ways(attempt.call_id)
        return await self._calling().create_call(
            to=attempt.to,
            from_=attempt.from_,
            twiml=twiml.connect(
                ways, attempt.token, attempt.agent_loss, attempt.from_, sentence=attempt.notice
            ),
            status_url=ways.of("status"),
            **dialling.parameters(attempt, ways),
        )

    async def hang_up(self, carrier_call_id: str) -> None:
        await self._calling().end_call(carrier_call_id)

    async def transfer(self, call: Call, to: str, from_: str, sentence: str = "") -> None:
        await self._redirect(call, twiml.transfer(self._ways(call.id), to, from_, sentence))

    async def aside(
        self,
        call: Call,
        token: str | None,
        *,
        sentence: str = "",
        digits: str = "",
        loss: AgentLoss = NO_LOSS,
    ) -> None:
        if token is None:
            await self._redirect(call, twiml.say(sentence))
            return
        document = twiml.connect(
            self._ways(call.id), token, loss, call.ours, sentence=sentence, digits=digits
        )
        await self._redirect(call, document)

    async def confer(self, call: Call, room: str) -> None:
        await self._redirect(call, twiml.conference(room))

    async def record(self, call: Call) -> None:
        if call.carrier_call_id is not None:
            asked = dialling.recording(self._ways(call.id))
            await self._calling().record_call(call.carrier_call_id, asked)

    async def look_up(self, carrier_call_id: str) -> Report | None:
        status = await self._calling().fetch_status(carrier_call_id)
        return report_of(status) if status else None

    async def check_account(self) -> AccountStatus:
        if self.account_side is None:
            return AccountStatus(
                False,
                "There are no Twilio credentials.",
                "Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or try the practice line.",
            )
        try:
            status, kind = await self.account_side.state()
        except TrunkError as exc:
            return AccountStatus(False, exc.message)
        if status != "active":
            return AccountStatus(
                False, f"The Twilio account is {status}.", "Look at it in the Twilio console."
            )
        if kind == "Trial":
            return AccountStatus(True, _TRIAL, "Upgrade it at Twilio before you rely on it.")
        return AccountStatus(True, "The Twilio account is active.")

    def routes(
        self,
        lifecycle: Lifecycle,
        line_for: LineFor,
        tally: Tally,
        dialogues: Dialogues | None = None,
    ) -> list[web.RouteDef]:
        return TwilioWebhooks(
            check=self._check,
            public_url=self._public_url,
            lifecycle=lifecycle,
            line_for=line_for,
            tally=tally,
            carrier=self.name,
            dialogues=dialogues,
        ).routes()

    def probe(self, public_url: str) -> Probe | None:
        if self._check is None:
            return None
        path, form = "/twilio/status/self-test", {"CallSid": "self-test", "CallStatus": "completed"}
        signature = self._check.sign(public_url + path, form)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return Probe(
            path,
            urlencode(form).encode(),
            forged={**headers, HEADER: signature[::-1]},
            signed={**headers, HEADER: signature},
        )

    def handshake_is_genuine(self, headers: CIMultiDictProxy[str], raw_path: str) -> bool:
        public_url = self._public_url()
        if self._check is None or public_url is None:
            return False
        return self._check.handshake(public_url, raw_path, headers)

    def codec(self) -> MediaCodec:
        return TwilioCodec()

    async def close(self) -> None:
        if self._api:
            await self._api.close()

    def _ways(self, call_id: CallId) -> twiml.Ways:
        public_url = self._public_url()
        if public_url is None:
            raise TrunkError("tunnel-not-ready", "There is no public address for the call yet.")
        return twiml.Ways(public_url, call_id)

    async def _redirect(self, call: Call, document: str) -> None:
        if call.carrier_call_id is None:
            raise TrunkError("not-placed", "The carrier does not have the call yet.")
        await self._calling().redirect_call(call.carrier_call_id, document)

    def _calling(self) -> TwilioCalls:
        if self._calls is None:
            raise TrunkError("no-credentials", "There are no Twilio credentials to call with.")
        return self._calls
