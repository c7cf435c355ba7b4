"""The settings that ngrok's agent reads: https://ngrok.com/docs/agent/config/v3."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import Final

CONFIG_FILE: Final = "ngrok.yml"


def write_settings(file: Path, token: str | None) -> None:
    """Write them with mode 0600. The token is in them, so the file is to go when it was read."""
    lines = [
        "version: 3",
        "agent:",
        f"  web_addr: 127.0.0.1:{_free_port()}",
        "  console_ui: false",
        "  update_check: false",
        # Its inspection page would keep what callers' webhooks hold.
        "  inspect_db_size: -1",
    ]
    if token:
        # A string of JSON's is one of YAML's.
        lines.append(f"  authtoken: {json.dumps(token)}")
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as settings:
        settings.write("\n".join(lines) + "\n")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
