"""Calls that may wait for somebody for ever: made on a thread that can be left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Final, TypeVar

T = TypeVar("T")
_A_WHILE_S: Final = 2.0


class Patience:
    """Makes one call at a time, so that a hung one holds one thread and not many. Any thread."""

    def __init__(self) -> None:
        self._free = threading.Lock()

    def wait_for(
        self,
        call: Callable[[], T],
        seconds: float,
        after_a_while: Callable[[], None] = lambda: None,
    ) -> T:
        """Return what ``call`` returns. Raises `TimeoutError`, and what it raises.

        ``after_a_while`` is called once it has taken two seconds. Whatever ``call`` hands in
        after ``seconds`` is thrown away. Its thread does not hold up the process's end.
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
        if not wait({answer}, min(_A_WHILE_S, max(0.0, until - time.monotonic()))).done:
            after_a_while()
        return answer.result(max(0.0, until - time.monotonic()))
