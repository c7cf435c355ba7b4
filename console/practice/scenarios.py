"""Practice conversations as data: who says what, when, and in which recording.

A scenario is a file ``resources/practice/<name>.toml``; its README says what may stand in
it. Everything here but the dataclasses reads files the first time and belongs in a thread
or at start-up (`preload`), never on a loop; afterwards it answers from memory.
"""

from __future__ import annotations

import tomllib
import wave
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import ClassVar, Final, Literal

import numpy as np
from pydantic import ConfigDict, TypeAdapter, ValidationError

from console.audio.g711 import FRAME_BYTES, SAMPLE_RATE, encode
from console.paths import resource

Kind = Literal["inbound", "outbound"]
"""Who began the call, seen from the console."""


class ScenarioError(Exception):
    """A scenario or a recording is unusable; the text is a sentence to act on."""


class Who(StrEnum):
    """Whose turn a step is."""

    AGENT = "agent"
    CALLER = "caller"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does. Times are milliseconds.

    ``text`` is spoken in the recording ``voice``. A caller pauses ``after_ms`` once nobody
    speaks any more, or cuts in ``interrupts_after_ms`` after the agent began; it may keep
    quiet for ``silence_ms``, key ``digits`` and ``hang_up``, in that order. An agent's line
    may tell the operator that the caller ``wants_human``.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    who: Who
    text: str = ""
    voice: str = ""
    after_ms: int = 0
    interrupts_after_ms: int | None = None
    silence_ms: int = 0
    digits: str = ""
    wants_human: bool = False
    hang_up: bool = False

    def __post_init__(self) -> None:
        if bool(self.text) != bool(self.voice):
            raise ValueError("a text needs a voice, and a voice its text")
        if self.who is Who.AGENT and not self.text:
            raise ValueError("the agent's step needs a text")

    def speech(self) -> bytes:
        """Return the recording as whole frames of μ-law; nothing where nothing is said."""
        return read_voice(self.voice) if self.voice else b""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One practice call. ``caller`` is the other party's number, whoever dialled, in E.164;
    it is empty in the one script for people whom no scenario knows.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    name: str
    title: str
    summary: str
    kind: Kind
    step: tuple[Step, ...]
    caller: str = ""
    order: int = 0


_SCENARIO: Final = TypeAdapter(Scenario)


@cache
def load_scenarios() -> tuple[Scenario, ...]:
    """Return the scenarios in their own order; somebody who just phones in is the first.

    Raises:
        ScenarioError: a file has a mistake, or two share a caller's number.
    """
    scenarios = sorted((s for s in _read_all() if s.caller), key=lambda s: s.order)
    for number in {s.caller for s in scenarios}:
        sharing = [s.name for s in scenarios if s.caller == number]
        if len(sharing) > 1:
            names = " and ".join(sharing)
            raise ScenarioError(f"The scenarios {names} share the number {number}; change one.")
    return tuple(scenarios)


def find_scenario(kind: Kind, number: str) -> Scenario | None:
    """Return the scenario of the person at a number; None for a caller nobody knows.

    Whoever is dialled on the practice line answers: the number's last four digits choose
    the person, and the first one stands in for all numbers that nobody has.
    """
    people = [s for s in load_scenarios() if s.kind == kind]
    if kind == "outbound":
        return next((s for s in people if s.caller[-4:] == number[-4:]), people[0])
    return next((s for s in people if s.caller == number), None)


@cache
def load_stranger() -> Scenario:
    """Return the agent's lines for a caller whom no scenario knows."""
    for scenario in _read_all():
        if not scenario.caller:
            return scenario
    raise ScenarioError("A practice scenario without a caller is missing, for unknown callers.")


@cache
def read_voice(name: str) -> bytes:
    """Return a recording below ``resources/practice/`` as whole frames of μ-law.

    Raises:
        ScenarioError: there is no such file, or it is no 16-bit mono WAV at 8 kHz.
    """
    try:
        with wave.open(str(resource("practice", *name.split("/"))), "rb") as file:
            shape = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
    except (OSError, EOFError, wave.Error) as exc:
        raise ScenarioError(f"The practice voice {name} cannot be read: {exc}.") from exc
    if shape != (1, 2, SAMPLE_RATE):
        raise ScenarioError(f"The practice voice {name} must be 16-bit mono at 8 kHz.")
    ulaw = encode(samples.astype(np.int16))
    return ulaw + b"\xff" * (-len(ulaw) % FRAME_BYTES)


def preload() -> None:
    """Read every scenario and recording, once: in a thread, or before there is a loop."""
    for scenario in (*load_scenarios(), load_stranger()):
        for step in scenario.step:
            step.speech()


@cache
def _read_all() -> tuple[Scenario, ...]:
    return tuple(read_scenario(path) for path in sorted(resource("practice").glob("*.toml")))


def read_scenario(path: Path) -> Scenario:
    """Return the scenario in a file.

    Raises:
        ScenarioError: the file has a mistake; the sentence says where.
    """
    try:
        fields = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as exc:
        raise ScenarioError(f"The scenario {path.name} cannot be read: {exc}.") from exc
    fields.pop("cast", None)  # which synthetic voices speak: packaging/make-voices' business
    try:
        return _SCENARIO.validate_python({**fields, "name": path.stem})
    except ValidationError as exc:
        mistake = exc.errors()[0]
        place = ", ".join(str(key + 1 if isinstance(key, int) else key) for key in mistake["loc"])
        what = mistake["msg"][:1].lower() + mistake["msg"][1:]
        raise ScenarioError(f"The scenario {path.name} has a mistake at {place}: {what}.") from exc
