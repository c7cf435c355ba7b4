"""What goes wrong on purpose: a cloud has bad days, and its customers must live with them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field


@dataclass(slots=True)
class Mishaps:
    """The faults of one practice cloud, none by default. Changed at any time, on its loop.

    ``late_s`` keeps status callbacks back; ``twice`` sends each once more; ``shuffled`` sends
    each one after the next. ``slow_create_s`` has a created call live before REST answers.
    ``rest`` are HTTP statuses (429, 503) that answer the next posts in place of what was
    asked, done or not (`rest_done`); 0 breaks the connection off. ``no_stop`` breaks media
    sockets off without a word, and ``no_close`` leaves them open after the ``stop``. ``held``
    keeps back what media sockets send, up to five seconds of it; it comes at once afterwards.
    """

    late_s: float = 0.0
    twice: bool = False
    shuffled: bool = False
    slow_create_s: float = 0.0
    rest: deque[int] = field(default_factory=deque)
    rest_done: bool = False
    no_stop: bool = False
    no_close: bool = False
    held: bool = False
