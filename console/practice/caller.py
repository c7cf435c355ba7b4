"""The person at the other end of a practice call, who follows a scenario by ear.

Pure and synchronous: its time is the number of 20 ms ticks it was given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from console.audio.g711 import FRAME_BYTES, FRAME_MS, SILENCE
from console.audio.turns import Turn, TurnDetector
from console.practice.scenarios import Scenario, Step, Who

_PATIENCE_MS: Final = 7_000
"""A caller who hears nothing for so long says the next line anyway."""
_LONGEST_TURN_MS: Final = 30_000
"""Whatever sounds for longer (music on hold, a noise) is not waited out."""
_KEY_MS: Final = 300


@dataclass(frozen=True, slots=True)
class CallerTick:
    """What the caller does in 20 ms: one frame of μ-law, perhaps a key, perhaps the end."""

    frame: bytes
    digits: str = ""
    words: str = ""
    hang_up: bool = False


_QUIET: Final = CallerTick(SILENCE)
_GONE: Final = CallerTick(SILENCE, hang_up=True)


class PracticeCaller:
    """One caller on one call. Belongs to the media clock that ticks it.

    It answers when the agent has finished, whatever kind of agent that is: it only knows
    sound from silence. With an agent that never says a word it still gets to the end.
    Recordings are shared by all callers; read them first (`scenarios.preload`).
    """

    def __init__(self, scenario: Scenario) -> None:
        self._ears = TurnDetector()
        self._agent_finished = False
        """Whether the agent has ended a turn since the caller last had theirs."""
        self._own_silence_ms = 0
        self._life = self._live(scenario.step)

    def tick(self, heard: bytes) -> CallerTick:
        """Live on for 20 ms: take the frame just heard, return what the caller does.

        Every tick after the end says ``hang_up`` again.
        """
        if self._ears.feed(heard) is Turn.ENDED:
            self._agent_finished = True
        done = next(self._life, _GONE)
        self._own_silence_ms = 0 if done.frame is not SILENCE else self._own_silence_ms + FRAME_MS
        return done

    def _live(self, steps: tuple[Step, ...]) -> Iterator[CallerTick]:
        for step, following in zip_longest(steps, steps[1:]):
            if step.who is Who.AGENT:
                yield from self._listen(following.interrupts_after_ms if following else None)
            else:
                yield from self._act(step)

    def _listen(self, cut_in_ms: int | None) -> Iterator[CallerTick]:
        """Wait until the agent has finished, or has spoken for ``cut_in_ms``."""
        longest = _LONGEST_TURN_MS if cut_in_ms is None else cut_in_ms
        quiet = spoken = 0
        while not self._agent_finished and quiet < _PATIENCE_MS and spoken < longest:
            yield _QUIET
            if self._ears.speaking:
                spoken, quiet = spoken + FRAME_MS, 0
            else:
                quiet += FRAME_MS

    def _act(self, step: Step) -> Iterator[CallerTick]:
        # What the agent says while the caller keeps quiet counts for the step after.
        self._agent_finished = False
        yield from _wait(step.silence_ms)
        if step.interrupts_after_ms is None:
            yield from _wait(step.after_ms - min(self._ears.since_speech_ms, self._own_silence_ms))
        speech = step.speech()
        last = len(speech) - FRAME_BYTES
        for at in range(0, len(speech), FRAME_BYTES):
            yield CallerTick(speech[at : at + FRAME_BYTES], words=step.text if at == last else "")
        for digit in step.digits:
            yield CallerTick(SILENCE, digits=digit)
            yield from _wait(_KEY_MS - FRAME_MS)
        if speech or step.digits:
            # An agent that was talked over has not answered what was said.
            self._agent_finished = False


def _wait(ms: float) -> Iterator[CallerTick]:
    for _ in range(0, round(ms), FRAME_MS):
        yield _QUIET
