"""Reading the forms of `Calls` requests, with Twilio's checks in Twilio's order."""

from __future__ import annotations

from typing import Final

from aiohttp import web
from multidict import MultiDict
from yarl import URL

from console.practice.cloud.amd import Detection
from console.practice.cloud.call import LONGEST_CALL, Call, Callback
from console.practice.cloud.numbers import Numbers
from console.practice.cloud.problems import Problem
from console.practice.cloud.recordings import Recording
from console.practice.cloud.shapes import is_e164, whole
from console.practice.cloud.terms import Terms, country_of
from console.practice.cloud.tones import DIGITS
from console.practice.cloud.twiml import BIGGEST_INLINE
from console.practice.cloud.webhooks import Link

Form = MultiDict[str]

_EVENTS: Final = frozenset({"initiated", "ringing", "answered", "completed"})
_DEFAULT_TIMEOUT: Final = 60
_LONGEST_TIMEOUT: Final = 600


async def read_form(request: web.Request) -> Form:
    """Return the text fields of a posted form."""
    fields = (await request.post()).items()
    return MultiDict((name, value) for name, value in fields if isinstance(value, str))


def is_web_url(url: str) -> bool:
    """Tell whether this is an absolute ``http`` or ``https`` URL."""
    try:
        parsed = URL(url)
    except ValueError:
        return False
    return parsed.scheme in ("http", "https") and bool(parsed.host)


def parties(form: Form, numbers: Numbers, terms: Terms) -> tuple[str, str, str | None]:
    """Return `To`, `From`, and the SID of the account's number that `From` is, if it is one.

    Raises:
        Problem: 21201, 21211, 21213, 21212, 21210, 21215 or 21219.
    """
    to, from_ = form.get("To", ""), form.get("From", "")
    if not to:
        raise Problem(21201)
    if not from_:
        raise Problem(21213)
    if not is_e164(to):
        raise Problem(21211)
    if not is_e164(from_):
        raise Problem(21212)
    number = numbers.owned(from_)
    if number is None and from_ not in terms.verified:
        raise Problem(21210)
    if country_of(to) in terms.closed:
        raise Problem(21215)
    if terms.trial and to not in terms.verified:
        raise Problem(21219)
    return to, from_, number.sid if number else None


def source(form: Form) -> Link | str:
    """Return where the call's TwiML comes from: a link, which wins, or the TwiML itself.

    Raises:
        Problem: 21205, 21209, 21218 (there are no applications here) or 32018.
    """
    if form.get("ApplicationSid"):
        raise Problem(21218)
    url, twiml = form.get("Url", ""), form.get("Twiml", "")
    if url or not twiml:
        if not is_web_url(url):
            raise Problem(21205)
        return Link(url, method(form, "Method"))
    if len(twiml) > BIGGEST_INLINE:
        raise Problem(32018)
    return twiml


def fallback(form: Form) -> Link | None:
    """Return where TwiML is asked for when the first place fails.

    Raises:
        Problem: 21205 or 21209.
    """
    url = form.get("FallbackUrl", "")
    if not url:
        return None
    if not is_web_url(url):
        raise Problem(21205)
    return Link(url, method(form, "FallbackMethod"))


def callback(form: Form) -> Callback | None:
    """Return who is told about the call, and of which events (only ``completed`` unless named).

    Raises:
        Problem: 21609, 21209 or 21626.
    """
    url = form.get("StatusCallback", "")
    if not url:
        return None
    if not is_web_url(url):
        raise Problem(21609)
    events = frozenset(form.getall("StatusCallbackEvent", ["completed"]))
    if not events <= _EVENTS:
        raise Problem(21626)
    return Callback(Link(url, method(form, "StatusCallbackMethod")), events)


def method(form: Form, name: str) -> str:
    """Return an HTTP method.

    Raises:
        Problem: 21209.
    """
    value = form.get(name, "") or "POST"
    if value not in ("GET", "POST"):
        raise Problem(21209)
    return value


def timeout(form: Form) -> int:
    """Return how many seconds the phone may ring.

    Raises:
        Problem: 21208.
    """
    text = form.get("Timeout", "")
    seconds = whole(text) if text else _DEFAULT_TIMEOUT
    if seconds is None or not 0 < seconds <= _LONGEST_TIMEOUT:
        raise Problem(21208)
    return seconds


def time_limit(form: Form) -> int | None:
    """Return after how many seconds the call ends whatever happens, if the form says so.

    Raises:
        Problem: 20422.
    """
    text = form.get("TimeLimit", "")
    if not text:
        return None
    seconds = whole(text)
    if not seconds:
        raise Problem(20422)
    return min(seconds, LONGEST_CALL)


def detection(form: Form) -> Detection | None:
    """Return what listens for a machine: only asynchronously here, and not beside keys.

    Raises:
        Problem: 20422 or 21209.
    """
    mode = form.get("MachineDetection", "")
    if mode not in ("", "Enable", "DetectMessageEnd"):
        raise Problem(20422)
    if not mode or form.get("AsyncAmd") != "true" or form.get("SendDigits"):
        return None
    url = form.get("AsyncAmdStatusCallback", "")
    return Detection(mode, Link(url, method(form, "AsyncAmdStatusCallbackMethod")) if url else None)


def recording(form: Form, call: Call) -> Recording | None:
    """Return what a call is recorded as, if it is.

    Raises:
        Problem: 21209.
    """
    return _recording(form, call, "OutboundAPI") if form.get("Record") == "true" else None


def started_recording(form: Form, call: Call) -> Recording:
    """Return what a call that is in progress is recorded as from now on. Raises `Problem` 21209."""
    return _recording(form, call, "StartCallRecordingAPI")


def _recording(form: Form, call: Call, source: str) -> Recording:
    url = form.get("RecordingStatusCallback", "")
    link = Link(url, method(form, "RecordingStatusCallbackMethod")) if url else None
    events = form.getall("RecordingStatusCallbackEvent", ["completed"])
    channels = 2 if form.get("RecordingChannels") == "dual" else 1
    return Recording(call.record, call.post, link, source, frozenset(events), channels)


def send_digits(form: Form) -> str:
    """Return the keys to press on answer.

    Raises:
        Problem: 21206.
    """
    digits = form.get("SendDigits", "")
    if digits and not DIGITS.fullmatch(digits):
        raise Problem(21206)
    return digits
