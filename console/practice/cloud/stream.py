"""`<Connect><Stream>`: from the TwiML to an open socket, and what the customer is told.

As Twilio's "TwiML Voice: <Stream>" has it; codes are those of its error dictionary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from console.practice.cloud.call import Call
from console.practice.cloud.media import MediaStream
from console.practice.cloud.messages import Writer
from console.practice.cloud.notices import CODES
from console.practice.cloud.routes import DeliveryError
from console.practice.cloud.shapes import new_sid, now
from console.practice.cloud.twiml import Step
from console.practice.cloud.webhooks import Link

_LONGEST_PARAMETER: Final = 500
"""Characters of a `<Parameter>`, name and value together; it must be shorter."""


async def run_stream(step: Step) -> None:
    """Run a `<Stream>` until either side ends it; what goes wrong is noted.

    When cancelled (the call ended, or its TwiML was replaced) the customer gets ``stop``
    and a closing handshake, in at most `Timings.farewell`.
    """
    call, order = step.call, _Order.read(step)
    try:
        if step.verb.get("track", "inbound_track") != "inbound_track":
            raise DeliveryError(31941, "only inbound_track can be streamed both ways")
        socket = await call.network.customer.socket(order.url)
    except DeliveryError as fault:
        call.notices.add(fault.code, fault.detail, url=order.url, method="GET")
        order.report(call, "stream-error", CODES[fault.code].text)
        return
    order.report(call, "stream-started")
    write = Writer(call.record.account_sid, call.record.sid, order.sid)
    farewell = call.network.timings.farewell
    mishaps = call.network.mishaps
    stream = MediaStream(write, order.parameters, call.notices, farewell, mishaps)
    try:
        with call.connected(stream):
            code = await stream.run(socket)
        call.notices.add(code, url=order.url, method="GET")
    finally:
        order.report(call, "stream-stopped")


@dataclass(frozen=True, slots=True)
class _Order:
    """What a `<Stream>` asks for."""

    sid: str
    url: str
    name: str
    parameters: Mapping[str, str]
    callback: Link | None

    @classmethod
    def read(cls, step: Step) -> _Order:
        element, parameters = step.verb, {}
        for parameter in element.findall("Parameter"):
            name, value = parameter.get("name", ""), parameter.get("value", "")
            if name and len(name) + len(value) < _LONGEST_PARAMETER:
                parameters[name] = value
            else:
                step.call.notices.add(12200, "a <Parameter> has no name or is too long")
        callback = element.get("statusCallback")
        sid = new_sid("MZ")
        return cls(
            sid=sid,
            # The live cloud drops a query string: openclaw/openclaw issue 8814.
            url=element.get("url", "").partition("?")[0],
            name=element.get("name") or sid,
            parameters=parameters,
            callback=step.link(callback, "statusCallbackMethod") if callback else None,
        )

    def report(self, call: Call, event: str, error: str = "") -> None:
        """Send a stream status callback; its time is ISO 8601, unlike a call's."""
        if self.callback is None:
            return
        form = {
            "AccountSid": call.record.account_sid,
            "CallSid": call.record.sid,
            "StreamSid": self.sid,
            "StreamName": self.name,
            "StreamEvent": event,
            "Timestamp": now().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        }
        call.post(self.callback, form | ({"StreamError": error} if error else {}))
