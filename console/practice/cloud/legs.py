"""The scripts of the two kinds of call: what each does from its first sign on."""

from __future__ import annotations

from console.practice.cloud.call import Call, Script
from console.practice.cloud.dialling import ring_out
from console.practice.cloud.twiml import load
from console.practice.cloud.verbs import perform, pick_up, send_digits
from console.practice.cloud.webhooks import Link


def inbound(source: Link | str) -> Script:
    """Somebody phones in: the number's page is asked what to do."""

    async def script(call: Call) -> None:
        await perform(call, await load(call, source))
        pick_up(call)  # an empty document is an answer too, and the call ends answered

    return script


def outbound(source: Link | str, *, timeout: float, digits: str = "") -> Script:
    """The customer phones out: ring, press keys, ask what to do."""

    async def script(call: Call) -> None:
        call.party = await ring_out(call, timeout)
        if call.party is None:
            return
        call.answer()
        if digits:
            await send_digits(call, digits)
        await perform(call, await load(call, source))

    return script


def redirected(source: Link | str) -> Script:
    """A call in progress goes on with other TwiML."""

    async def script(call: Call) -> None:
        await perform(call, await load(call, source))

    return script
