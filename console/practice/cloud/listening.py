"""`<Gather>` and `<Record>`: the verbs for which the carrier itself listens.

No speech is recognised here: what a far party says in words it gives along with its sound
(`FarTick.words`), and that is what Twilio would have written down.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Final

from console.audio.g711 import FRAME_MS, SAMPLE_RATE, SILENCE
from console.audio.levels import rms_dbfs
from console.practice.cloud.recordings import Recording
from console.practice.cloud.tones import Announcement, beep
from console.practice.cloud.twiml import Document, Step, fetch

_AUDIBLE_DBFS: Final = -45.0
_KEYS: Final = frozenset("0123456789*#ABCD")
_LONGEST_RECORD_S: Final = 3600
_TIMEOUT_S: Final = 5


class _Ears:
    """Takes what a far party says and presses, and plays them nothing."""

    def __init__(self, *, finish: str = "", most_keys: int = 0) -> None:
        self.words = ""
        self.keys = ""
        self.finish_key = ""
        self.sound = bytearray()
        self.done = asyncio.Event()
        """Set once something was said in words, the last key was pressed, or `quiet_for` is."""
        self._quiet_ms = 0
        self._patience_ms = float("inf")
        self._finish = finish
        self._most_keys = most_keys

    def play(self) -> bytes:
        return SILENCE

    def hear(self, frame: bytes, digits: str, words: str = "") -> None:
        if self.done.is_set():
            return  # who is done hears no more, however late somebody notices
        self.sound += frame
        audible = bool(digits or words) or (frame != SILENCE and rms_dbfs(frame) > _AUDIBLE_DBFS)
        self._quiet_ms = 0 if audible else self._quiet_ms + FRAME_MS
        if words:
            self.words = f"{self.words} {words}".strip()
            self.done.set()
        for digit in digits:
            if digit in self._finish:
                self.finish_key = digit
                self.done.set()
                break
            self.keys += digit
            if len(self.keys) == self._most_keys:
                self.done.set()
                break
        if self._quiet_ms >= self._patience_ms:
            self.done.set()

    async def quiet_for(self, seconds: float) -> None:
        """Wait until the far party is done, or has been silent for so long from now on."""
        self._quiet_ms, self._patience_ms = 0, seconds * 1000
        await self.done.wait()


async def gather(step: Step, prompt: Coroutine[Any, Any, None]) -> Document | None:
    """Listen for keys or words, while the prompt runs and for ``timeout`` after it.

    An answer goes to ``action``, or to the document's own page; none to the next verb.
    """
    verb, second = step.verb, step.call.network.timings.second
    wanted = verb.get("input", "dtmf").split()
    most = step.whole("numDigits", 0) if "dtmf" in wanted else 0
    finish = verb.get("finishOnKey", "#") if "dtmf" in wanted else ""
    ears = _Ears(finish=finish, most_keys=most)
    with step.call.connected(ears):
        prompting = asyncio.create_task(prompt)
        try:
            answered = asyncio.create_task(ears.done.wait())
            await asyncio.wait({prompting, answered}, return_when=asyncio.FIRST_COMPLETED)
            await ears.quiet_for(step.whole("timeout", _TIMEOUT_S) * second)
        finally:
            prompting.cancel()
            answered.cancel()
            await asyncio.gather(prompting, answered, return_exceptions=True)
    words = ears.words if "speech" in wanted else ""
    keys = ears.keys if "dtmf" in wanted else ""
    if not words and not keys and verb.get("actionOnEmptyResult") != "true":
        return None
    form = {"SpeechResult": words, "Confidence": "0.92"} if words else {}
    if keys or not words:
        form["Digits"] = keys
    return await fetch(step.call, step.link(verb.get("action", ""), "method"), form)


async def record(step: Step) -> Document | None:
    """Beep, and record until silence, a key, or ``maxLength``; then ask ``action``.

    A message that is nothing but silence is thrown away, and the next verb runs.
    """
    call, verb = step.call, step.verb
    second = call.network.timings.second
    if verb.get("playBeep", "true") == "true":
        announcement = Announcement(beep())
        with call.connected(announcement):
            await announcement.over.wait()
    ears = _Ears(finish=verb.get("finishOnKey", "1234567890*#"))
    recording = _recording_of(step)
    try:
        with call.connected(ears):
            async with asyncio.timeout(step.whole("maxLength", _LONGEST_RECORD_S) * second):
                await ears.quiet_for(step.whole("timeout", _TIMEOUT_S) * second)
    except TimeoutError:
        pass
    finally:
        if _audible(ears.sound):
            recording.complete(len(ears.sound) / SAMPLE_RATE)
    if not recording.url:
        return None
    form = {
        "RecordingUrl": recording.url,
        "RecordingSid": recording.sid,
        "RecordingDuration": str(recording.seconds),
        "Digits": ears.finish_key,
    }
    return await fetch(call, step.link(verb.get("action", ""), "method"), form)


def _recording_of(step: Step) -> Recording:
    callback = step.verb.get("recordingStatusCallback")
    link = step.link(callback, "recordingStatusCallbackMethod") if callback else None
    return Recording(step.call.record, step.call.post, link, "RecordVerb")


def _audible(sound: bytes | bytearray) -> bool:
    frames = (bytes(sound[at : at + 160]) for at in range(0, len(sound), 160))
    return any(frame != SILENCE and rms_dbfs(frame) > _AUDIBLE_DBFS for frame in frames)
