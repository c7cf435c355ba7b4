"""What an agent program prints, line by line, in the console's log: bounded and masked."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterable
from typing import Final

_LINE: Final = 500
"""Characters of a line that are kept."""
_LAST_WORDS: Final = 160
_BURST: Final = 200
_LINES_A_SECOND: Final = 20
_SHORT: Final = 6
"""Whatever is shorter is no secret, and masking it would spoil every other word."""

_COLOUR: Final = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_TOKEN: Final = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]*")
_LEVELS: Final = {"WARNING": logging.WARNING, "ERROR": logging.ERROR, "CRITICAL": logging.ERROR}
_LEVEL: Final = re.compile(rf"\b({'|'.join(_LEVELS)})\b")
_OURS: Final = re.compile(r'"GET /(?:health|ready) ')
"""The console's own questions, in a server's log of requests."""
_REQUEST: Final = re.compile(r'"(?:GET|POST|DELETE) /')
"""A request in a server's log: never why it ended."""
_SPOKEN: Final = re.compile(
    r"(\[(?:Transcript|LLM response|User transcript|Agent transcript)[^\]]*\]:"
    r"|Agent say:|for transcript) .*"
)
"""What people said, in Vision Agents' own log: no word of it belongs into ours."""


class Output:
    """Takes one program's lines; its loggers are ``agent.NAME``."""

    def __init__(
        self, name: str, secrets: Iterable[str], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.last_words = ""
        """The last line that was neither empty nor a request, masked and shortened."""
        self._log = logging.getLogger(f"agent.{name}")
        self._secrets = sorted((s for s in secrets if len(s) >= _SHORT), key=len, reverse=True)
        self._clock = clock
        self._allowed = float(_BURST)
        self._allowed_at = clock()
        self._left_out = 0
        self._rest = b""

    def feed(self, chunk: bytes) -> None:
        """Take what it printed, in whatever pieces it comes."""
        *lines, rest = (self._rest + chunk).replace(b"\r", b"\n").split(b"\n")
        for line in lines:
            self.take(line)
        # The head of a long line is enough: what follows is cut off anyway.
        self._rest = rest[: 16 * _LINE]

    def finish(self) -> None:
        """Take a last line that has no end: the program is over."""
        rest, self._rest = self._rest, b""
        self.take(rest)

    def take(self, raw: bytes) -> None:
        """Log one line, unless there are too many."""
        line = self.masked(raw.decode("utf-8", "replace")).strip()
        if not line or _OURS.search(line):
            return
        if not _REQUEST.search(line):
            self.last_words = line if len(line) <= _LAST_WORDS else line[:_LAST_WORDS] + "…"
        if not self._may_log():
            self._left_out += 1
            return
        if self._left_out:
            self._log.warning("%d lines of the agent program were left out", self._left_out)
            self._left_out = 0
        level = _LEVEL.search(line[:80])
        self._log.log(_LEVELS[level[1]] if level else logging.INFO, "%s", line)

    def masked(self, line: str) -> str:
        """Return a line without colours, secrets and what was said, cut to its length.

        Phone numbers are masked where the log is written, as in every other line.
        """
        line = _COLOUR.sub("", line)
        for secret in self._secrets:
            line = line.replace(secret, "•••")
        line = _SPOKEN.sub(r"\1 …", _TOKEN.sub("•••", line))
        line = "".join(char if char.isprintable() else " " for char in line)
        return line if len(line) <= _LINE else line[:_LINE] + "…"

    def _may_log(self) -> bool:
        now = self._clock()
        gained = (now - self._allowed_at) * _LINES_A_SECOND
        self._allowed, self._allowed_at = min(self._allowed + gained, float(_BURST)), now
        if self._allowed < 1:
            return False
        self._allowed -= 1
        return True
