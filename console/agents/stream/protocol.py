"""The custom call events that an agent and the console exchange.

Stream carries them: the agent sends them with ``call.send_call_event`` (or any client's
``sendCustomEvent``) and hears them as events of type ``custom``. Each is one flat object
with a ``type``; unknown types and fields are ignored by both sides. An agent that speaks
none of this works; the operator just sees less of it.

From the agent:

    console.hello        can: [..]       which of the requests below it obeys
    console.doing        word            hearing, thinking, tool; none while it speaks
    console.said         speaker, text   one line of the transcript: caller or agent
    console.latency      ms              its own view of its last answer's latency
    console.interrupted                  the caller cut it short: forget what it said last
    console.wants_human                  somebody should take over
    console.done         id              a request was carried out
    console.hang_up                      the conversation is over
    console.failed       reason          it can't go on; the reason is shown to the operator

To the agent:

    console.live         from, to, direction   the phone is on the line: greet it now; it is
                                               told again after each hello
    console.instruct     id, text              know this from now on, say nothing about it
    console.say          id, text              say exactly this
    console.interrupt    id                    stop speaking
    console.key          digit                 the caller pressed a key
    console.heard        ms                    it was cut short: so much of its last answer
                                               was heard (digits; where hello named "heard")
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from console.switchboard.call import Doing
from console.switchboard.events import Speaker

PREFIX: Final = "console."
MAX_TEXT: Final = 4_000
"""Bytes of UTF-8: Stream refuses custom events of more than 5 kB."""

_SPEAKERS: Final = {"caller": Speaker.CALLER, "agent": Speaker.AGENT}
_WORDS: Final = {"hearing": Doing.HEARING, "thinking": Doing.THINKING, "tool": Doing.TOOL}


@dataclass(frozen=True, slots=True)
class Hello:
    can: frozenset[str]


@dataclass(frozen=True, slots=True)
class Does:
    word: Doing | None


@dataclass(frozen=True, slots=True)
class Said:
    speaker: Speaker
    text: str
    caption: bool = False
    """Whether it is Stream's guess and not the agent's own word."""
    at: datetime | None = None
    """When it began to be said, by Stream's clock; None for now."""


@dataclass(frozen=True, slots=True)
class Latency:
    ms: int


@dataclass(frozen=True, slots=True)
class Done:
    id: str


@dataclass(frozen=True, slots=True)
class Failed:
    reason: str


@dataclass(frozen=True, slots=True)
class Sign:
    """An event that says all by its name: interrupted, wants_human, hang_up."""

    name: str


Word = Hello | Does | Said | Latency | Done | Failed | Sign


def read(event: Mapping[str, Any], phone: str) -> Word | None:
    """Return what one of Stream's events says to the console; None if nothing.

    ``phone`` is the console's own user: its requests come back to it and are none, and
    what is captioned as its words the caller said.
    """
    if event.get("type") == "call.closed_caption":
        return _caption(event.get("closed_caption"), phone)
    custom = event.get("custom")
    if event.get("type") != "custom" or not isinstance(custom, Mapping):
        return None
    return None if _text(event.get("user"), "id") == phone else _word(custom)


def request(kind: str, **fields: str) -> dict[str, object]:
    """Build an event to the agent. Raises ``ValueError`` where it is too long for Stream."""
    if sum(len(value.encode()) for value in fields.values()) > MAX_TEXT:
        raise ValueError("That is too long for one message to the agent.")
    return {"type": PREFIX + kind, **fields}


def _word(custom: Mapping[str, Any]) -> Word | None:
    match custom:
        case {"type": "console.hello", "can": [*can]}:
            return Hello(frozenset(word for word in can if isinstance(word, str)))
        case {"type": "console.doing", "word": str(word)}:
            return Does(_WORDS[word]) if word in _WORDS else None
        case {"type": "console.doing"} if custom.get("word") is None:
            return Does(None)  # some of Stream's libraries leave out what is null
        case {"type": "console.said", "speaker": str(speaker), "text": str(text)}:
            known = _SPEAKERS.get(speaker)
            return Said(known, text.strip()) if known and text.strip() else None
        case {"type": "console.latency", "ms": int(ms)} if 0 <= ms < 600_000:
            return Latency(ms)
        case {"type": "console.done", "id": str(request_id)}:
            return Done(request_id)
        case {"type": "console.failed"}:
            return Failed(_text(custom, "reason"))
        case {"type": "console.interrupted" | "console.wants_human" | "console.hang_up" as kind}:
            return Sign(kind.removeprefix(PREFIX))
    return None


def _caption(caption: object, phone: str) -> Said | None:
    text = _text(caption, "text").strip()
    by_phone = _text(caption, "speaker_id") == phone
    speaker = Speaker.CALLER if by_phone else Speaker.AGENT
    at = moment(_text(caption, "start_time"))
    return Said(speaker, text, caption=True, at=at) if text else None


def _text(of: object, key: str) -> str:
    value = of.get(key) if isinstance(of, Mapping) else None
    return value if isinstance(value, str) else ""


def moment(text: object) -> datetime | None:
    """Read a time as Stream's events have it, RFC 3339; None for anything else."""
    if not isinstance(text, str):
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None
