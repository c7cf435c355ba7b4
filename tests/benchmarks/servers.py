"""The processes under test, and the tiny stand-in for Twilio's REST API that they ask."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from tests.benchmarks.wire import ACCOUNT_SID, AUTH_TOKEN, PUBLIC_HOST

_ROOT = Path(__file__).parents[2]
FLOORS = ("floor/asyncio", "floor/uvloop")
_COMMANDS = {
    "console": ["console", "serve", "--port", "0", "--control-port", "0"],
    "floor/asyncio": ["tests.benchmarks.floor", "asyncio"],
    "floor/uvloop": ["tests.benchmarks.floor", "uvloop"],
    "desk": ["tests.benchmarks.stalling", "none"],
    "desk, sleeping": ["tests.benchmarks.stalling", "sleep"],
    "desk, busy": ["tests.benchmarks.stalling", "busy"],
}


@dataclass(frozen=True)
class Server:
    """A process that echoes calls."""

    name: str
    pid: int
    port: int


@contextmanager
def servers(names: Sequence[str], cpu: int | None = None) -> Iterator[list[Server]]:
    """Run some servers side by side, on one core where ``cpu`` names it."""
    with ExitStack() as stack:
        rest = stack.enter_context(_rest())
        yield [stack.enter_context(_server(name, rest, cpu)) for name in names]


@contextmanager
def _server(name: str, rest: str, cpu: int | None) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="console-bench-") as folder:
        ours = {
            "CONSOLE_AGENT": "echo",
            "CONSOLE_CARRIER": "twilio",
            "CONSOLE_DATA_DIR": folder,
            "CONSOLE_PUBLIC_URL": f"https://{PUBLIC_HOST}",
            "CONSOLE_TWILIO_API_URL": rest,
            "QT_QPA_PLATFORM": "offscreen",
            "TWILIO_ACCOUNT_SID": ACCOUNT_SID,
            "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
            "TWILIO_PHONE_NUMBER": "+14155550100",
        }
        command = [sys.executable, "-m", *_COMMANDS[name]]
        log = Path(folder, "stderr.txt")
        with (
            log.open("wb") as errors,
            subprocess.Popen(
                command, cwd=_ROOT, env=os.environ | ours, stdout=subprocess.PIPE, stderr=errors
            ) as process,
        ):
            try:
                line = process.stdout.readline() if process.stdout else b""
                if not line:
                    raise RuntimeError(f"{name} did not start:\n{log.read_text()[-2000:]}")
                if cpu is not None:
                    _pin(process.pid, cpu)
                yield Server(name, process.pid, _port(line))
            finally:
                process.terminate()
                if trouble := log.read_text().strip():
                    print(f"{name} wrote: {trouble[-500:]}", file=sys.stderr)


def _port(line: bytes) -> int:
    said = json.loads(line)
    return said if isinstance(said, int) else urlsplit(said["listen"]).port or 0


def _pin(pid: int, cpu: int) -> None:
    for thread in Path(f"/proc/{pid}/task").iterdir():
        os.sched_setaffinity(int(thread.name), {cpu})


class _Account(BaseHTTPRequestHandler):
    """Says that the account is active, whatever is asked."""

    def do_GET(self) -> None:
        body = json.dumps({"sid": ACCOUNT_SID, "status": "active", "type": "Full"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *args: object) -> None:
        """Write nothing."""


@contextmanager
def _rest() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Account) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
