"""Twilio's own messages, as its documentation shows them."""

from __future__ import annotations

import base64
import json
from typing import Any

STREAM = "MZ" + "0" * 32
CALL = "CA" + "1" * 32


def written(message: Any) -> str:
    return json.dumps(message)


def start(**changes: Any) -> dict[str, Any]:
    body = {
        "accountSid": "AC" + "2" * 32,
        "streamSid": STREAM,
        "callSid": CALL,
        "tracks": ["inbound"],
        "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
        "customParameters": {},
    }
    return {"event": "start", "sequenceNumber": "1", "start": body | changes, "streamSid": STREAM}


def media(frame: bytes, chunk: int | str = 1, **changes: Any) -> dict[str, Any]:
    body = {
        "track": "inbound",
        "chunk": str(chunk),
        "timestamp": "5",
        "payload": base64.b64encode(frame).decode(),
    }
    return {
        "event": "media",
        "sequenceNumber": "3",
        "media": body | changes,
        "streamSid": STREAM,
    }


def mark(name: str) -> dict[str, Any]:
    return {"event": "mark", "sequenceNumber": "4", "streamSid": STREAM, "mark": {"name": name}}


def dtmf(digit: Any) -> dict[str, Any]:
    return {
        "event": "dtmf",
        "streamSid": STREAM,
        "sequenceNumber": "5",
        "dtmf": {"track": "inbound_track", "digit": digit},
    }


def stop() -> dict[str, Any]:
    return {
        "event": "stop",
        "sequenceNumber": "5",
        "stop": {"accountSid": "AC" + "2" * 32, "callSid": CALL},
        "streamSid": STREAM,
    }


CONNECTED = {"event": "connected", "protocol": "Call", "version": "1.0.0"}
EVERY_KIND = [CONNECTED, start(), media(b"\x01" * 160), mark("p1"), dtmf("5"), stop()]
