"""A client that asks for a WebSocket and is gone before it is there."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

_UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def ask_and_go(url: str, headers: Mapping[str, str] | None = None) -> None:
    """Send the request to a server of this process, and close: it finds both at once."""
    at = urlsplit(url)
    assert at.hostname
    assert at.port
    lines = [f"GET {at.path} HTTP/1.1", f"Host: {at.netloc}"]
    lines += [f"{name}: {value}" for name, value in (_UPGRADE | dict(headers or {})).items()]
    with socket.create_connection((at.hostname, at.port)) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
