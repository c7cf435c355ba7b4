"""Twilio Media Streams messages ⇄ frames of μ-law.

The messages are those of Twilio's "Media Streams – WebSocket Messages" (JSON text frames;
``sequenceNumber``, ``chunk`` and ``timestamp`` are strings). What is sent carries exactly
the documented fields: extra ones are refused there with warning 31951.
"""

from __future__ import annotations

import binascii
from typing import Any

import orjson

from console.carriers.carrier import (
    BadFrame,
    Control,
    Ignored,
    Key,
    Marked,
    Started,
    Stopped,
)

_KEYS = frozenset("0123456789*#ABCD")
_TAIL = b'"}}'
"""What follows the payload in a message of ours."""


class TwilioCodec:
    """One socket's codec. ``decode`` must see ``start`` before anything can be written."""

    def __init__(self) -> None:
        self.gaps = 0
        self._stream_id: str | None = None
        self._chunk = 0
        self._before = b""

    def decode(self, text: str) -> bytes | Control:
        try:
            message = orjson.loads(text)
            event = message["event"]
            return self._media(message) if event == "media" else self._control(event, message)
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as exc:
            raise BadFrame("a message that is not Twilio's") from exc

    def audio(self, frame: bytes) -> bytes:
        return self._before + binascii.b2a_base64(frame, newline=False) + _TAIL

    def mark(self, name: str) -> bytes:
        message = {"event": "mark", "streamSid": self._stream_id, "mark": {"name": name}}
        return orjson.dumps(message)

    def clear(self) -> bytes:
        return orjson.dumps({"event": "clear", "streamSid": self._stream_id})

    def _media(self, message: dict[str, Any]) -> bytes:
        if message["streamSid"] != self._stream_id:
            raise BadFrame("audio of another stream")
        media = message["media"]
        if media["track"] != "inbound":
            raise BadFrame("audio of another track")
        frame = binascii.a2b_base64(media["payload"], strict_mode=True)
        if not frame:
            raise BadFrame("audio without any")
        chunk = int(media["chunk"])
        if (step := chunk - self._chunk) > 0:
            self.gaps += step - 1
            self._chunk = chunk
        return frame

    def _control(self, event: str, message: dict[str, Any]) -> Control:
        if event == "start":
            return self._start(message["start"])
        if event in ("mark", "dtmf", "stop") and message["streamSid"] != self._stream_id:
            raise BadFrame("a message of another stream")
        if event == "mark":
            return Marked(str(message["mark"]["name"]))
        if event == "dtmf":
            digit = message["dtmf"]["digit"]
            if digit not in _KEYS:
                raise BadFrame("a key that no phone has")
            return Key(digit)
        if event == "stop":
            return Stopped()
        if event == "connected":
            return Ignored()
        raise BadFrame("an event that is not known")

    def _start(self, start: dict[str, Any]) -> Started:
        if self._stream_id:
            raise BadFrame("a second start")
        encoding = start["mediaFormat"]
        if encoding["encoding"] != "audio/x-mulaw" or int(encoding["sampleRate"]) != 8000:
            raise BadFrame("audio that is not 8 kHz μ-law")
        stream, call = start["streamSid"], start["callSid"]
        if not all(isinstance(sid, str) and sid for sid in (stream, call)):
            raise BadFrame("a start of no stream or no call")
        empty = orjson.dumps({"event": "media", "streamSid": stream, "media": {"payload": ""}})
        self._before = empty.removesuffix(_TAIL)
        self._stream_id = stream
        given = start.get("customParameters")
        parameters = given if isinstance(given, dict) else {}
        return Started(call, {str(name): str(value) for name, value in parameters.items()})
