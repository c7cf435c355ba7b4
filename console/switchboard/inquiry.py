"""Asking the carrier what became of calls of which nothing more is heard, and giving them up."""

from __future__ import annotations

import contextlib
import logging
from typing import Final

from console.switchboard.call import Call, CallError, CallId, Direction, Reason, State
from console.switchboard.life import Life
from console.switchboard.ports import Report, Trunk, TrunkError
from console.switchboard.watch import Watch

_LOG = logging.getLogger(__name__)
_LOOK_UPS_AFTER_S: Final = (2.0, 5.0, 10.0, 20.0)
"""When the carrier is asked what became of a call whose socket broke: its words after the
stream take some seconds to be said."""
_UNHEARD: Final = CallError(
    "no-reports",
    "The call was answered and is over, and the carrier could tell this console of neither. "
    "Check the tunnel or the public address.",
)


class Inquiry:
    """Sees to it that no call hangs for ever. Belongs to the engine's loop."""

    def __init__(self, life: Life, trunk: Trunk, watch: Watch) -> None:
        self._life = life
        self._trunk = trunk
        self._watch = watch

    async def find_out(self, call_id: CallId) -> None:
        """Ask the carrier what became of a call whose socket broke, until it has ended."""
        waited = 0.0
        for at in _LOOK_UPS_AFTER_S:
            if await self._watch.ended_within(call_id, at - waited):
                return
            waited = at
            with contextlib.suppress(TrunkError):  # it may have an answer the next time
                report = await self.look_up(call_id)
                if report is None:
                    break
                self._life.report(call_id, report)
        await self.give_up(call_id, Reason.LOST)

    async def look_up(self, call_id: CallId) -> Report | None:
        """Ask the carrier about a call; None where it knows of none. Raises `TrunkError`."""
        call = self._life.registry.get(call_id)
        if call is None or call.carrier_call_id is None:
            return None
        try:
            return await self._trunk.look_up(call.carrier_call_id)
        except TrunkError as exc:
            _LOG.warning("Call %s: %s", call_id, exc.message)
            raise
        except Exception as exc:  # whatever it is, the call must not hang for it
            _LOG.exception("Call %s: the carrier could not be asked about it", call_id)
            raise TrunkError("look-up", "The carrier could not be asked about the call.") from exc

    async def overdue(self, call_id: CallId) -> None:
        """Deal with a call that has been on its way for too long."""
        call = self._life.registry.get(call_id)
        if call is None or call.ended:
            return
        if call.state is not State.CONNECTING:
            with contextlib.suppress(TrunkError):
                if report := await self.look_up(call_id):
                    self._take(call, report)
                    return
        error = CallError("no-media", "The carrier never opened the call's audio connection.")
        await self.give_up(call_id, Reason.LOST, error)

    def _take(self, call: Call, report: Report) -> None:
        """Take what a carrier says when asked, of a call of which it told nothing by itself."""
        unheard = call.direction is Direction.OUTBOUND and call.answered_at is None
        if unheard and report.reason is Reason.COMPLETED:
            self._life.end(call.id, Reason.LOST, "it was over unheard", _UNHEARD)
        else:
            self._life.report(call.id, report)

    async def give_up(
        self,
        call_id: CallId,
        reason: Reason,
        error: CallError | None = None,
        cause: str = "nothing more was heard of it",
    ) -> None:
        """End a call for a reason of our own, at the carrier too as far as it listens."""
        call = self._life.registry.get(call_id)
        if call is None or call.ended:
            return
        if call.carrier_call_id:
            await self._end_there(call_id, call.carrier_call_id)
        self._life.end(call_id, reason, cause, error or call.error)

    async def end_stray(self, call_id: CallId, carrier_call_id: str) -> None:
        """End what the carrier placed for a dial that was over before we knew of that."""
        call = self._life.registry.get(call_id)
        if call is None or not call.ended or call.carrier_call_id:
            return
        if await self._end_there(call_id, carrier_call_id) and call.reason is Reason.FAILED:
            self._life.remark(call_id, "The carrier placed it all the same; it was hung up")

    async def _end_there(self, call_id: CallId, carrier_call_id: str) -> bool:
        """Have the carrier end a call, and say whether it did."""
        try:
            await self._trunk.hang_up(carrier_call_id)
        except TrunkError as exc:
            _LOG.warning("Call %s: %s", call_id, exc.message)
        except Exception:  # whatever it is, the call must not hang for it
            _LOG.exception("Call %s: it could not be ended at the carrier", call_id)
        else:
            return True
        return False
