"""An agent program for the tests: a server on the port of its first word, which obeys.

``GET /about`` tells its environment, its words and whom it has started; ``POST /print``
prints, ``/die`` ends it, ``/hang`` lets it answer no more. As further words it takes
``stubborn`` (deaf to SIGTERM), ``family`` (starts somebody) and ``unready``.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

FAMILY: list[int] = []


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/about":
            about = {
                "environment": dict(os.environ),
                "words": sys.argv,
                "pid": os.getpid(),
                "guard": os.getppid(),
                "family": FAMILY,
            }
            return self._answer(200, json.dumps(about).encode())
        ready = self.path == "/health" or "unready" not in sys.argv
        return self._answer(200 if ready else 503)

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/print":
            say(text)
        self._answer(200)
        if self.path == "/die":
            say(text)
            os._exit(7)
        if self.path == "/hang":
            time.sleep(60)

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


if __name__ == "__main__":
    if "stubborn" in sys.argv:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if "family" in sys.argv:
        FAMILY.append(subprocess.Popen(["sleep", "600"]).pid)
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Server).serve_forever()
