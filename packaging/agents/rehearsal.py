"""A voice, an ear and a mind that need no model and no account, to try the way of a call.

The ear tells speech from silence by its loudness, the mind counts turns, and the voice speaks
tones, one a syllable. `agent.py` uses them with ``AGENT_KIT=rehearsal``.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import AsyncIterator
from typing import ClassVar

import numpy as np
from getstream.video.rtc import PcmData
from vision_agents.core.edge.types import Participant
from vision_agents.core.llm.llm import LLM, LLMResponseDelta, LLMResponseFinal
from vision_agents.core.stt.stt import STT, TranscriptResponse
from vision_agents.core.tts.tts import TTS

RATE = 48_000
LOUD = 300.0
"""RMS of 16-bit samples above which somebody speaks: about -41 dBFS."""
PAUSE_MS = 500.0
"""So long a pause ends a turn."""
SHORT_MS = 120.0
"""What is shorter is a noise."""


class Loudness(STT):
    """Hears that somebody speaks, not what; takes 16-bit mono of any rate."""

    turn_detection = True

    def __init__(self) -> None:
        super().__init__(provider_name="rehearsal")
        self._spoken_ms = 0.0
        self._silent_ms = 0.0
        self._in_turn = False

    async def process_audio(self, pcm_data: PcmData, participant: Participant) -> None:
        samples = pcm_data.samples.astype(np.float64)
        if not samples.size:
            return
        if np.sqrt(np.mean(samples**2)) > LOUD:
            self._spoken_ms += pcm_data.duration_ms
            self._silent_ms = 0.0
            if not self._in_turn and self._spoken_ms >= SHORT_MS:
                self._in_turn = True
                self._emit_turn_started_event(participant)
            return
        self._silent_ms += pcm_data.duration_ms
        if self._silent_ms < PAUSE_MS:
            return
        if self._in_turn:
            text = f"(speech of {self._spoken_ms / 1000:.1f} seconds)"
            self._emit_transcript_event(text, participant, TranscriptResponse())
            self._emit_turn_ended_event(participant, trailing_silence_ms=self._silent_ms)
        self._in_turn = False
        self._spoken_ms = 0.0


class Parrot(LLM):
    """Answers every turn with its number; the keys 0 and 9 are a human and goodbye."""

    provider_name = "rehearsal"
    tools: ClassVar = {"typed 0 ": "get_a_human", "typed 9 ": "hang_up"}

    def __init__(self) -> None:
        super().__init__()
        self._turns = 0

    async def simple_response(
        self, text: str, participant: Participant | None = None
    ) -> AsyncIterator[LLMResponseDelta | LLMResponseFinal]:
        self._turns += 1
        answer = f"This is answer number {self._turns}. You said: {text[:40]}"
        item = str(uuid.uuid4())
        yield LLMResponseDelta(delta=answer, item_id=item, content_index=0)
        yield LLMResponseFinal(text=answer, item_id=item)
        for words, tool in self.tools.items():
            if words in text:
                await self._execute_tools([{"type": "tool_call", "name": tool}])


class Tones(TTS):
    """Speaks a tone for each syllable, higher for every vowel."""

    def __init__(self) -> None:
        super().__init__(provider_name="rehearsal")

    async def stream_audio(self, text: str, *_: object, **__: object) -> PcmData:
        vowels = re.findall(r"[aeiouy0-9]+", text.lower()) or ["a"]
        samples = np.concatenate([_syllable(vowel) for vowel in vowels[:60]])
        return PcmData(sample_rate=RATE, format="s16", samples=samples)

    async def stop_audio(self) -> None:
        pass


def _syllable(vowel: str) -> np.ndarray:
    """Return 120 ms of a soft tone of 300 to 1000 Hz, and 30 ms of silence."""
    hz = 300 + 140 * ("aeiouy".find(vowel[0]) % 6)
    time = np.arange(RATE * 120 // 1000) / RATE
    tone = np.sin(2 * np.pi * hz * time) * np.hanning(time.size) * 8000
    return np.concatenate([tone, np.zeros(RATE * 30 // 1000)]).astype(np.int16)
