"""Getting TwiML: from the customer's server, its fallback, or a REST parameter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError, fromstring

from console.practice.cloud.call import Call
from console.practice.cloud.forms import voice_fields
from console.practice.cloud.routes import DeliveryError
from console.practice.cloud.shapes import whole
from console.practice.cloud.webhooks import BIGGEST_TWIML, Link

BIGGEST_INLINE: Final = 4000
"""Characters of the `Twiml` parameter."""

_NO_EXTRA: Final[Mapping[str, str]] = {}
_XML_TYPES: Final = frozenset({"text/xml", "application/xml"})


@dataclass(frozen=True, slots=True)
class Document:
    """The verbs of one TwiML response, and the URL that relative ones in it start from."""

    verbs: tuple[Element, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One verb (or a noun in it) that a call is about to run."""

    call: Call
    verb: Element
    document: Document

    def link(self, url: str, method_attribute: str) -> Link:
        """Return where an attribute or text points; relative ones start from the document."""
        method = "GET" if self.verb.get(method_attribute) == "GET" else "POST"
        return Link(urljoin(self.document.url, url.strip()), method)

    def whole(self, attribute: str, default: int) -> int:
        """Return an attribute that is a whole number, or the default for anything else."""
        number = whole(self.verb.get(attribute, ""))
        return default if number is None else number


def parse(text: str | bytes, url: str = "") -> Document:
    """Read a document.

    Raises:
        DeliveryError: 12100, it is not XML or not a `<Response>`.
    """
    try:
        root = fromstring(text)
    except (ParseError, ValueError, LookupError) as error:
        raise DeliveryError(12100, f"not XML: {error}") from error
    if root.tag != "Response":
        raise DeliveryError(12100, "the root is not <Response>")
    return Document(tuple(root), url)


APOLOGY: Final = parse(
    "<Response><Say>We are sorry, an application error has occurred. Goodbye.</Say></Response>"
)
"""What the caller gets when neither the page nor its fallback can be used (3.4)."""


async def load(call: Call, source: Link | str) -> Document:
    """Return the document behind a link, or inline TwiML (which has no fallback)."""
    if isinstance(source, Link):
        return await fetch(call, source)
    try:
        return parse(source)
    except DeliveryError as fault:
        call.notices.add(fault.code, fault.detail)
        return APOLOGY


async def fetch(call: Call, link: Link, extra: Mapping[str, str] = _NO_EXTRA) -> Document:
    """Ask the customer for a document; a failure is noted and its fallback asked, once."""
    form = {**voice_fields(call.record), **extra}
    try:
        return await _fetch(call, link, form)
    except DeliveryError as fault:
        call.notices.add(fault.code, fault.detail, url=link.url, method=link.method)
        if call.fallback is None:
            return APOLOGY
        form |= {"ErrorCode": str(fault.code), "ErrorUrl": link.url}
    try:
        return await _fetch(call, call.fallback, form)
    except DeliveryError as fault:
        fallback = call.fallback
        call.notices.add(fault.code, fault.detail, url=fallback.url, method=fallback.method)
        return APOLOGY


async def _fetch(call: Call, link: Link, form: Mapping[str, str]) -> Document:
    reply = await call.network.customer.ask(link, form)
    if reply.status >= 300:
        raise DeliveryError(11200, f"Got HTTP {reply.status} response")
    if reply.content_type.partition(";")[0].strip().lower() not in _XML_TYPES:
        raise DeliveryError(12300, f"Content-Type is '{reply.content_type}'")
    if len(reply.body) > BIGGEST_TWIML:
        raise DeliveryError(11750, "more than 64 kB")
    return parse(reply.body, link.url)
