"""Twilio's webhooks as the load generator sends them, signed by code of its own."""

from __future__ import annotations

import asyncio
import base64
import hmac
import re
from dataclasses import dataclass
from urllib.parse import urlencode

ACCOUNT_SID = "AC" + "0" * 32
AUTH_TOKEN = "benchmark"
PUBLIC_HOST = "bench.invalid"
_STREAM_URL = re.compile(rb'url="wss://[^/"]+([^"]+)"')


def signature(url: str, form: dict[str, str] | None = None) -> str:
    """Sign a request as Twilio does."""
    text = url + "".join(name + value for name, value in sorted((form or {}).items()))
    return base64.b64encode(hmac.digest(AUTH_TOKEN.encode(), text.encode(), "sha1")).decode()


@dataclass
class Door:
    """Where the server under test listens; posts its webhooks."""

    host: str
    port: int

    async def ring(self, call_sid: str) -> str:
        """Post the voice webhook; return the path of the media socket in its TwiML."""
        body = await self._post("/twilio/voice", call_sid, "ringing")
        found = _STREAM_URL.search(body)
        if not found:
            raise RuntimeError(f"no stream in the TwiML: {body[-300:]!r}")
        return found[1].decode()

    async def completed(self, call_sid: str) -> None:
        """Post the last status callback."""
        await self._post("/twilio/status/inbound", call_sid, "completed")

    async def _post(self, path: str, call_sid: str, status: str) -> bytes:
        form = {
            "AccountSid": ACCOUNT_SID,
            "ApiVersion": "2010-04-01",
            "CallSid": call_sid,
            "CallStatus": status,
            "Direction": "inbound",
            "From": "+14155550199",
            "To": "+14155550100",
        }
        body = urlencode(form)
        reader, writer = await asyncio.open_connection(self.host, self.port)
        writer.write(
            f"POST {path} HTTP/1.1\r\nHost: {PUBLIC_HOST}\r\nConnection: close\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"X-Twilio-Signature: {signature(f'https://{PUBLIC_HOST}{path}', form)}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        answer = await reader.read()
        writer.close()
        if not answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 204")):
            raise RuntimeError(f"{path} answered {answer[:60]!r}")
        return answer
