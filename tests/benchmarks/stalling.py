"""The desk's situation: an engine in its thread, and a Qt main thread that stalls.

Run by `media_path`: ``python -m tests.benchmarks.stalling none|sleep|busy``; prints its port.
"""

from __future__ import annotations

import signal
import socket
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from console.config import load_settings
from console.desk import SideThread
from console.sides import OwnEngine

_SWITCH_S = 0.0005
"""As `console.desk` sets it."""
_STALL_S = 0.3
_EVERY_MS = 2000


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _sleep() -> None:
    """Stall and release the interpreter, as a file dialog or a slow disk does."""
    time.sleep(_STALL_S)


def _busy() -> None:
    """Stall and hold the interpreter, as a slow slot in Python does."""
    until = time.monotonic() + _STALL_S
    while time.monotonic() < until:
        pass


_STALLS = {"none": lambda: None, "sleep": _sleep, "busy": _busy}


def main(kind: str) -> None:
    """Run until told to stop."""
    sys.setswitchinterval(_SWITCH_S)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    port = _free_port()
    ports = {"port": port, "control_port": 0}
    runner = SideThread(OwnEngine(load_settings().model_copy(update=ports), practice=False))
    app = QApplication(sys.argv)
    runner.start()
    runner.look_around()
    timer = QTimer()
    timer.timeout.connect(_STALLS[kind])
    timer.start(_EVERY_MS)
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1])
