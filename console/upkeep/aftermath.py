"""After a call that failed: what the carrier's debugger says of it, in one sentence."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from console.carriers.carrier import AccountSide, Trouble
from console.switchboard.call import Call, CallError, Reason
from console.switchboard.events import CallChanged, EventBus
from console.switchboard.ports import TrunkError
from console.switchboard.registry import CallRegistry

_ASKED_AFTER_S: Final = (3.0, 10.0, 30.0)
"""Since the call's end: the debugger learns of things some seconds late."""
_AT_ONCE: Final = 50
_FAILED: Final = (Reason.FAILED, Reason.LOST)


class Aftermath:
    """Explains calls that failed, while `run` runs. The engine's loop.

    Of many failures at once fifty are looked into; the others keep our own sentence.
    """

    def __init__(self, bus: EventBus, account: AccountSide, registry: CallRegistry) -> None:
        self.skipped = 0
        self._bus = bus
        self._account = account
        self._registry = registry
        self._asking: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Listen to the calls until cancelled."""
        stop = self._bus.listen_to_calls(self._note)
        try:
            await asyncio.Event().wait()
        finally:
            stop()
            asking = self._asking.copy()
            for task in asking:
                task.cancel()
            await asyncio.gather(*asking, return_exceptions=True)

    def _note(self, event: CallChanged) -> None:
        if not _has_failed(event):
            return
        if len(self._asking) >= _AT_ONCE:
            self.skipped += 1
            return
        task = asyncio.get_running_loop().create_task(self._explain(event.new))
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _explain(self, call: Call) -> None:
        waited = 0.0
        for after in _ASKED_AFTER_S:
            await asyncio.sleep(after - waited)
            waited = after
            try:
                trouble = _worst(await self._account.troubles(call.carrier_call_id or ""))
            except TrunkError:
                # Whether the carrier can be reached is the carrier's lamp to say.
                continue
            if trouble:
                error = CallError(trouble.code, trouble.sentence)
                self._registry.note(call.id, "the carrier says why", error=error)
                return


def _has_failed(event: CallChanged) -> bool:
    """Say whether a call just ended badly, without the carrier's own word for it."""
    call = event.new
    if not call.ended or not call.carrier_call_id or (event.old and event.old.ended):
        return False
    if call.error is None:
        return call.reason in _FAILED
    return not call.error.code.isdecimal()


def _worst(troubles: Sequence[Trouble]) -> Trouble | None:
    """Return the newest error; warnings explain no failure."""
    return next((it for it in troubles if it.error), None)
