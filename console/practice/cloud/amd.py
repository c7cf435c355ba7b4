"""Answering-machine detection, asynchronous: the verdict comes as a callback of its own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from console.practice.cloud.numbers import is_voicemail
from console.practice.cloud.webhooks import Link

if TYPE_CHECKING:
    from console.practice.cloud.call import Call


@dataclass(frozen=True, slots=True)
class Detection:
    """What a dial asked for: ``Enable``, or ``DetectMessageEnd`` to hear of the beep."""

    mode: str
    callback: Link | None

    async def run(self, call: Call) -> None:
        """Listen from the answer on and report, unless the call is over first."""
        timings = call.network.timings
        machine = is_voicemail(call.record.to)
        to_the_beep = machine and self.mode == "DetectMessageEnd"
        seconds = timings.greeting if to_the_beep else timings.detection
        await asyncio.sleep(seconds)
        if call.record.over:
            return
        verdict = "machine_end_beep" if to_the_beep else "machine_start" if machine else "human"
        call.record.answered_by = verdict
        if self.callback is not None:
            form = {
                "AccountSid": call.record.account_sid,
                "CallSid": call.record.sid,
                "AnsweredBy": verdict,
                "MachineDetectionDuration": str(round(seconds * 1000)),
            }
            call.post(self.callback, form)
