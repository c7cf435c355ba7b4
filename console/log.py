"""Logging: one file in the data folder, written beside the loops, with numbers masked."""

from __future__ import annotations

import atexit
import logging
import queue
import re
import sys
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from typing import Any, Final

LOG_FILE: Final = Path("logs") / "console.log"
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_NUMBER: Final = re.compile(r"\+?\d(?:[ ().-]?\d){6,14}")
_BACKLOG: Final = 10_000


def mask(text: str) -> str:
    """Leave only the last two digits of whatever could be a phone number."""
    return _NUMBER.sub(lambda found: f"•••{found.group()[-2:]}", text)


class _Masking(logging.Formatter):
    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = mask(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:
        return mask(super().formatException(ei))


def start_logging(data_dir: Path, *, echo: bool = False) -> None:
    """Write the log into the data folder, and warnings to standard error with ``echo``.

    Whoever logs only queues; a thread of logging's own writes. Call once per process.
    """
    file = data_dir / LOG_FILE
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handlers: list[logging.Handler] = [
        RotatingFileHandler(file, maxBytes=2_000_000, backupCount=3, encoding="utf-8")
    ]
    if echo:
        screen = logging.StreamHandler(sys.stderr)
        screen.setLevel(logging.WARNING)
        handlers.append(screen)
    for handler in handlers:
        handler.setFormatter(_Masking(_FORMAT))
    backlog: queue.Queue[logging.LogRecord] = queue.Queue(_BACKLOG)
    listener = QueueListener(backlog, *handlers, respect_handler_level=True)
    root = logging.getLogger()
    root.addHandler(QueueHandler(backlog))
    root.setLevel(logging.INFO)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    listener.start()
    atexit.register(listener.stop)
