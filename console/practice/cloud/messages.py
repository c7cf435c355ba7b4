"""The wire format of Media Streams, from Twilio's side.

As Twilio's "Media Streams – WebSocket Messages" has it: what Twilio sends has strings for
sequence numbers, chunks and timestamps; what it takes has exactly these fields.
"""

from __future__ import annotations

import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import orjson

from console.audio.g711 import FRAME_MS, SAMPLE_RATE

CONNECTED: Final = b'{"event":"connected","protocol":"Call","version":"1.0.0"}'

_MEDIA: Final = (
    b'{"event":"media","sequenceNumber":"%d","media":{"track":"inbound","chunk":"%d",'
    b'"timestamp":"%d","payload":"%b"},"streamSid":"%b"}'
)


class InvalidMessage(Exception):
    """The customer sent something that the protocol does not know (31951)."""


@dataclass(frozen=True, slots=True)
class Media:
    """Audio to play, any length."""

    ulaw: bytes


@dataclass(frozen=True, slots=True)
class Mark:
    """A name to echo when what came before it has been played."""

    name: str


@dataclass(frozen=True, slots=True)
class Clear:
    """Forget what was not played yet."""


def parse(text: str, stream_sid: str) -> Media | Mark | Clear:
    """Read one text frame of the customer's.

    Raises:
        InvalidMessage: not JSON, a field missing or too many, an unknown event, another
            stream's SID, or a payload that is not base64.
    """
    try:
        message = orjson.loads(text)
    except ValueError as error:
        raise InvalidMessage("not JSON") from error
    found: Media | Mark | Clear
    match message:
        case {"event": "media", "streamSid": sid, "media": {"payload": str(payload)} as body} if (
            len(message) == 3 and len(body) == 1
        ):
            found = Media(_decode(payload))
        case {"event": "mark", "streamSid": sid, "mark": {"name": str(name)} as body} if (
            len(message) == 3 and len(body) == 1
        ):
            found = Mark(name)
        case {"event": "clear", "streamSid": sid} if len(message) == 2:
            found = Clear()
        case _:
            raise InvalidMessage("an unknown event, or fields missing or too many")
    if sid != stream_sid:
        raise InvalidMessage("another stream's streamSid")
    return found


def _decode(payload: str) -> bytes:
    try:
        return binascii.a2b_base64(payload, strict_mode=True)
    except ValueError as error:
        raise InvalidMessage("a payload that is not base64") from error


class Writer:
    """Writes one stream's messages and counts them: from 1, on ``start``."""

    def __init__(self, account_sid: str, call_sid: str, stream_sid: str) -> None:
        self._call = {"accountSid": account_sid, "callSid": call_sid}
        self.stream_sid = stream_sid
        self._sid_bytes = stream_sid.encode()
        self._sequence = 0
        self._chunk = 0

    def start(self, parameters: Mapping[str, str]) -> bytes:
        """Write ``start``, which says what will come and carries the TwiML's parameters."""
        start = {
            "accountSid": self._call["accountSid"],
            "streamSid": self.stream_sid,
            "callSid": self._call["callSid"],
            "tracks": ["inbound"],
            "mediaFormat": {
                "encoding": "audio/x-mulaw",
                "sampleRate": SAMPLE_RATE,
                "channels": 1,
            },
            "customParameters": dict(parameters),
        }
        return self._message("start", "start", start)

    def media(self, frame: bytes) -> bytes:
        """Write 20 ms of what the far party said; its timestamp is ms since the start."""
        self._sequence += 1
        self._chunk += 1
        payload = binascii.b2a_base64(frame, newline=False)
        at_ms = (self._chunk - 1) * FRAME_MS
        return _MEDIA % (self._sequence, self._chunk, at_ms, payload, self._sid_bytes)

    def dtmf(self, digit: str) -> bytes:
        """Write that the far party pressed a key."""
        return self._message("dtmf", "dtmf", {"track": "inbound_track", "digit": digit})

    def mark(self, name: str) -> bytes:
        """Write that everything before a mark has been played, or cleared."""
        return self._message("mark", "mark", {"name": name})

    def stop(self) -> bytes:
        """Write that the stream is over."""
        return self._message("stop", "stop", self._call)

    def _message(self, event: str, key: str, value: Mapping[str, object]) -> bytes:
        self._sequence += 1
        return orjson.dumps(
            {
                "event": event,
                "sequenceNumber": str(self._sequence),
                key: value,
                "streamSid": self.stream_sid,
            }
        )
