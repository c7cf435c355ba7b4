"""Ringing a practice number: for a call of its own, and for `<Dial>`."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final

from console.audio.g711 import SILENCE
from console.practice.cloud.call import LONGEST_CALL, Call, Callback
from console.practice.cloud.far import FarParty
from console.practice.cloud.numbers import Fate, fate_of
from console.practice.cloud.record import CallRecord, Status
from console.practice.cloud.shapes import is_e164
from console.practice.cloud.twiml import Document, Step, fetch

_DIAL_TIMEOUT: Final = 30
"""Seconds that `<Dial>` lets it ring, unless told otherwise."""


async def ring_out(call: Call, timeout: float) -> FarParty | None:
    """Ring the number the call goes to, for at most ``timeout`` seconds.

    Returns who answered, or nobody: then the call has been ended as the number's rule says,
    with its SIP code (486 busy, 487 no answer, 404 unreachable).
    """
    timings, to = call.network.timings, call.record.to
    fate = fate_of(to)
    call.dialled()
    await asyncio.sleep(timings.set_up)
    if fate is Fate.BUSY:
        call.end(Status.BUSY, 486)
        return None
    if fate is Fate.FAILED:
        call.notices.add(13224)
        call.end(Status.FAILED, 404)
        return None
    call.ringing()
    patience = timeout * timings.second
    needed = timings.no_answer if fate is Fate.NO_ANSWER else timings.ring
    await asyncio.sleep(min(needed, patience))
    if fate is Fate.NO_ANSWER or needed > patience:
        call.end(Status.NO_ANSWER, 487)
        return None
    return call.network.answer(to)


class Bridge:
    """Lets the far party of one call talk to somebody else's; both live by one clock."""

    def __init__(self, party: FarParty) -> None:
        self._party = party
        self._said = SILENCE
        self.over = asyncio.Event()
        """Set when the other one has hung up."""

    def play(self) -> bytes:
        """Return what the other one says now."""
        if self.over.is_set():
            return SILENCE
        tick = self._party.tick(self._said)
        if tick.hang_up:
            self.over.set()
        return tick.frame

    def hear(self, frame: bytes, _digits: str, _words: str = "") -> None:
        """Keep what was said for the other one's next 20 ms."""
        self._said = frame


async def dial(step: Step) -> Document | None:
    """Run `<Dial>`: a number as its text or in one `<Number>`, or one `<Conference>`.

    The verb is over when the other party hangs up or cannot be had. Ringing is silent.
    """
    call, verb = step.call, step.verb
    conference = verb.find("Conference")
    if conference is not None:
        name = (conference.text or "").strip()
        ends_it = conference.get("endConferenceOnExit") == "true"
        await call.network.rooms.confer(name, call.connected, ends_it=ends_it)
        return None
    number = (verb.findtext("Number") or verb.text or "").strip()
    caller_id = verb.get("callerId") or call.record.from_
    child = None
    if not is_e164(number):
        call.notices.add(13223)
    elif not _may_show(call, caller_id):
        call.notices.add(13214)
    else:
        child = await _second_leg(step, number, caller_id)
    action = verb.get("action")
    if action is None:
        return None
    return await fetch(call, step.link(action, "method"), _outcome(child))


async def _second_leg(step: Step, number: str, caller_id: str) -> Call:
    network = step.call.network
    record = CallRecord(
        account_sid=network.account_sid,
        direction="outbound-dial",
        from_=caller_id,
        to=number,
        status=Status.QUEUED,
        parent_call_sid=step.call.record.sid,
    )
    child = Call(
        network,
        record,
        step.call.start,
        callback=_told_of_child(step),
        time_limit=step.whole("timeLimit", LONGEST_CALL),
    )
    timeout = step.whole("timeout", _DIAL_TIMEOUT)
    life = step.call.start(child, partial(_meet, parent=step.call, timeout=timeout))
    try:
        await asyncio.wait({life})
    finally:
        child.hang_up()
    return child


async def _meet(child: Call, *, parent: Call, timeout: int) -> None:
    """Be the second leg: ring, answer, talk to the first leg's far party."""
    party = await ring_out(child, timeout)
    if party is None:
        return
    bridge = Bridge(party)
    child.answer()
    if not parent.record.answered:
        parent.answer()  # `answerOnBridge`
    with parent.connected(bridge):
        await bridge.over.wait()


def _told_of_child(step: Step) -> Callback | None:
    """Return whom a ``<Number>`` wants told of the second leg."""
    number = step.verb.find("Number")
    url = number.get("statusCallback") if number is not None else None
    if number is None or not url:
        return None
    link = Step(step.call, number, step.document).link(url, "statusCallbackMethod")
    return Callback(link, frozenset(number.get("statusCallbackEvent", "completed").split()))


def _may_show(call: Call, caller_id: str) -> bool:
    """A `callerId` must be the account's own, or one of the two parties' of the call."""
    record = call.record
    return caller_id in (record.from_, record.to) or bool(call.network.numbers.owned(caller_id))


def _outcome(child: Call | None) -> dict[str, str]:
    """Return what `<Dial action>` adds to its form (4.3)."""
    if child is None:
        return {"DialCallStatus": Status.FAILED, "DialBridged": "false"}
    record = child.record
    fields = {
        "DialCallStatus": str(record.status),
        "DialCallSid": record.sid,
        "DialBridged": "true" if record.answered else "false",
    }
    return fields | ({"DialCallDuration": str(record.seconds)} if record.answered else {})
