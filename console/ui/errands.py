"""Commands sent off from buttons and keys, so that no slot ever waits."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.switchboard.errors import CommandError
from console.ui.said import said

_LOG = logging.getLogger(__name__)


class Errands(QObject):
    """Runs coroutines as tasks of the desk's loop and says which failed. Qt's thread.

    ``failed`` carries one sentence for people. A caller with a better place for the
    sentence passes ``on_failure`` instead.
    """

    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: set[asyncio.Task[None]] = set()

    def send(
        self, errand: Coroutine[Any, Any, Any], on_failure: Callable[[str], None] | None = None
    ) -> None:
        """Start an errand and return at once. The desk's loop must be running."""
        work = self._run(errand, on_failure or self.failed.emit)
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(
        self, errand: Coroutine[Any, Any, Any], on_failure: Callable[[str], None]
    ) -> None:
        try:
            await errand
        except CommandError as refusal:
            on_failure(said(refusal.message))
        except Exception:  # whatever it is, somebody who pressed a key is owed an answer
            _LOG.exception("An errand failed")
            on_failure(self.tr("That did not work because of a fault in the console. See its log."))
