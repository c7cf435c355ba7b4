"""Calls that may wait for somebody for ever: made on a thread that can be left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


class Patience:
    """Makes one call at a time, so that a hung one holds one thread and not many. Any thread."""

    def __init__(self) -> None:
        self._free = threading.Lock()

    def wait_for(self, call: Callable[[], T], seconds: float) -> T:
        """Return what ``call`` returns. Raises `TimeoutError`, and what it raises.

        Whatever it hands in after that is thrown away. Its thread does not hold up the
        process's end.
        """
        until = time.monotonic() + seconds
        if not self._free.acquire(timeout=seconds):
            raise TimeoutError
        answer: Future[T] = Future()

        def work() -> None:
            try:
                answer.set_result(call())
            # Handed to whoever waits, whatever it is.
            except BaseException as exc:
                answer.set_exception(exc)
            finally:
                self._free.release()

        threading.Thread(target=work, name="keyring", daemon=True).start()
        return answer.result(max(0.0, until - time.monotonic()))
