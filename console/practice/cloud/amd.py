"""Answering-machine detection, asynchronous: the verdict comes as a callback of its own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from console.practice.cloud.numbers import is_voicemail
from console.practice.cloud.record import CallRecord
from console.practice.cloud.timings import Timings
from console.practice.cloud.webhooks import Link, Post


@dataclass(frozen=True, slots=True)
class Detection:
    """What a dial asked for: ``Enable``, or ``DetectMessageEnd`` to hear of the beep."""

    mode: str
    callback: Link | None

    async def run(self, record: CallRecord, timings: Timings, post: Post) -> None:
        """Listen from the answer on and report, unless the call is over first."""
        machine = is_voicemail(record.to)
        to_the_beep = machine and self.mode == "DetectMessageEnd"
        seconds = timings.greeting if to_the_beep else timings.detection
        await asyncio.sleep(seconds)
        if record.over:
            return
        verdict = "machine_end_beep" if to_the_beep else "machine_start" if machine else "human"
        record.answered_by = verdict
        if self.callback is not None:
            form = {
                "AccountSid": record.account_sid,
                "CallSid": record.sid,
                "AnsweredBy": verdict,
                "MachineDetectionDuration": str(round(seconds * 1000)),
            }
            post(self.callback, form)
