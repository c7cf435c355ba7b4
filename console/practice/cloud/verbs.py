"""Executing TwiML on a call, verb by verb."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from console.practice.cloud.call import Call
from console.practice.cloud.dialling import dial
from console.practice.cloud.listening import gather, record
from console.practice.cloud.record import Status
from console.practice.cloud.stream import run_stream
from console.practice.cloud.tones import DIGITS, Announcement, tones
from console.practice.cloud.twiml import Document, Step, fetch

_NOTHING_MORE: Final = Document()


async def perform(call: Call, document: Document) -> None:
    """Run a document and what it leads to; return when no verb is left.

    The first verb that needs a voice path answers an inbound call. Verbs that this cloud
    does not have are noted (12200) and skipped.
    """
    pending = list(reversed(document.verbs))
    while pending:
        verb = pending.pop()
        run = _VERBS.get(verb.tag)
        if run is None:
            call.notices.add(12200, f"<{verb.tag}> is not known here and was skipped")
            continue
        if verb.tag not in _BEFORE_ANSWER and verb.get("answerOnBridge") != "true":
            pick_up(call)
        following = await run(Step(call, verb, document))
        if following is not None:
            document, pending = following, list(reversed(following.verbs))


def pick_up(call: Call) -> None:
    """Answer an inbound call that still rings."""
    if not call.record.answered and not call.record.over:
        call.answer()


async def send_digits(call: Call, digits: str) -> None:
    """Let the far party hear keypad tones, and wait until they have."""
    announcement = Announcement(tones(digits))
    with call.connected(announcement):
        await announcement.over.wait()


async def _say(step: Step) -> None:
    """Take the time that the words take. The far party hears silence: no voice is bundled."""
    words = "".join(step.verb.itertext()).split()
    await asyncio.sleep(len(words) * step.call.network.timings.word)


async def _pause(step: Step) -> None:
    """Wait; an inbound call whose first verb this is goes on ringing meanwhile."""
    await asyncio.sleep(step.whole("length", 1) * step.call.network.timings.second)


async def _play(step: Step) -> None:
    """Sound the keypad tones in `digits`. Audio files are not fetched: noted and skipped."""
    digits = step.verb.get("digits", "")
    if DIGITS.fullmatch(digits):
        await send_digits(step.call, digits)
    else:
        step.call.notices.add(12200, "<Play> does nothing here but valid digits")


async def _hang_up(_step: Step) -> Document:
    """End the document, and the call with it."""
    return _NOTHING_MORE


async def _reject(step: Step) -> Document:
    """Refuse an inbound call unanswered: busy, or no-answer for `rejected` (the default)."""
    if not step.call.record.answered:
        if step.verb.get("reason") == "busy":
            step.call.end(Status.BUSY, 486)
        else:
            step.call.end(Status.NO_ANSWER, 603)
    return _NOTHING_MORE


async def _redirect(step: Step) -> Document:
    """Go on with another document."""
    return await fetch(step.call, step.link(step.verb.text or "", "method"))


async def _connect(step: Step) -> Document | None:
    """Run the one `<Stream>` in it until that ends; then `action`, or the next verb."""
    stream = step.verb.find("Stream")
    if stream is None:
        step.call.notices.add(12200, "<Connect> without <Stream> does nothing here")
        return None
    await run_stream(Step(step.call, stream, step.document))
    action = step.verb.get("action")
    return await fetch(step.call, step.link(action, "method")) if action else None


async def _gather(step: Step) -> Document | None:
    """Listen, and say or pause meanwhile what stands in it."""

    async def prompt() -> None:
        for inner in step.verb:
            if inner.tag in ("Say", "Pause"):
                await (_say if inner.tag == "Say" else _pause)(
                    Step(step.call, inner, step.document)
                )

    return await gather(step, prompt())


_VERBS: Final[dict[str, Callable[[Step], Awaitable[Document | None]]]] = {
    "Say": _say,
    "Pause": _pause,
    "Play": _play,
    "Hangup": _hang_up,
    "Reject": _reject,
    "Redirect": _redirect,
    "Connect": _connect,
    "Dial": dial,
    "Gather": _gather,
    "Record": record,
}
_BEFORE_ANSWER: Final = frozenset({"Reject", "Redirect", "Pause"})
