"""The shipped scenarios and their recordings, and what the loader says of broken ones."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import phonenumbers
import pytest

from console.audio.g711 import FRAME_BYTES, SAMPLE_RATE, Samples
from console.audio.turns import Turn, TurnDetector
from console.paths import resource
from console.practice.scenarios import (
    Scenario,
    ScenarioError,
    Step,
    Who,
    find_scenario,
    load_scenarios,
    load_stranger,
    read_scenario,
    read_voice,
)

SCRIPTS = (*load_scenarios(), load_stranger())
SPOKEN = [step for scenario in SCRIPTS for step in scenario.step if step.text]


def samples(voice: str) -> Samples:
    with wave.open(str(resource("practice", *voice.split("/")))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 8000)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2")


def test_they_come_in_their_own_order_and_the_first_is_somebody_phoning_in() -> None:
    names = [scenario.name for scenario in load_scenarios()]
    assert names[:6] == [
        "order-status",
        "interruption",
        "account-number",
        "asks-for-a-human",
        "long-silence",
        "wrong-number",
    ]
    assert load_scenarios()[0].kind == "inbound"
    assert {s.name for s in load_scenarios() if s.kind == "outbound"} == {
        "delivery-time",
        "voicemail",
    }


@pytest.mark.parametrize("scenario", load_scenarios(), ids=lambda s: s.name)
def test_a_scenario_is_one_whole_call(scenario: Scenario) -> None:
    assert phonenumbers.is_valid_number(phonenumbers.parse(scenario.caller))
    assert scenario.title
    assert scenario.summary
    assert scenario.step[-1].hang_up
    assert {step.who for step in scenario.step if step.text} == set(Who)


@pytest.mark.parametrize("step", SPOKEN, ids=lambda s: s.voice)
def test_a_recording_is_fit_for_the_phone(step: Step) -> None:
    audio = samples(step.voice).astype(np.float64) / 32768
    assert 20 * np.log10(np.sqrt(np.mean(audio**2))) == pytest.approx(-20, abs=0.5)
    assert np.abs(audio).max() < 0.99
    # Roughly how fast people speak; a text that was changed without its recording shows here.
    assert 6 < len(step.text) / (len(audio) / 8000) < 25
    spectrum = np.abs(np.fft.rfft(audio)) ** 2
    beyond = np.fft.rfftfreq(len(audio), 1 / 8000) > 3600
    assert spectrum[beyond].sum() / spectrum.sum() < 1e-3


@pytest.mark.parametrize("step", SPOKEN, ids=lambda s: s.voice)
def test_a_recording_is_one_turn_without_long_pauses_and_begins_at_once(step: Step) -> None:
    speech = step.speech()
    assert len(speech) % FRAME_BYTES == 0
    ears = TurnDetector(hangover_ms=460)
    edges = [
        (edge, at)
        for at in range(0, len(speech), FRAME_BYTES)
        if (edge := ears.feed(speech[at : at + FRAME_BYTES]))
    ]
    assert [edge for edge, _ in edges] == [Turn.BEGAN]
    assert edges[0][1] < 0.25 * SAMPLE_RATE
    assert ears.since_speech_ms < 200


def test_no_recording_is_left_over() -> None:
    root = resource("practice")
    shipped = {path.relative_to(root).as_posix() for path in root.glob("*/*.wav")}
    assert shipped == {step.voice for step in SPOKEN}


def test_the_number_chooses_the_person() -> None:
    for scenario in load_scenarios():
        assert find_scenario(scenario.kind, scenario.caller) is scenario
    assert find_scenario("inbound", "+4930901820") is None
    voicemail = find_scenario("outbound", "+442079460104")
    anybody = find_scenario("outbound", "+442079460999")
    assert voicemail is not None
    assert voicemail.name == "voicemail"
    assert anybody is not None
    assert anybody.name == "delivery-time"


SCENARIO = """
title = "T"
summary = "S"
kind = "inbound"
caller = "+14155550119"
[[step]]
who = "agent"
text = "Hello."
voice = "x/01-agent.wav"
"""


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('kind = "inbound"', 'kind = "sideways"', "kind"),
        ('title = "T"', "", "title"),
        ('who = "agent"', 'who = "agent"\nsilense_ms = 3', "step, 1, silense_ms"),
        ('who = "agent"', 'who = "nobody"', "step, 1, who"),
        ('text = "Hello."', "", "a text needs a voice"),
        ('text = "Hello."\nvoice = "x/01-agent.wav"', "", "the agent's step needs a text"),
        ("[[step]]", "[[step]", "cannot be read"),
    ],
)
def test_a_mistake_is_named_in_a_sentence(tmp_path: Path, old: str, new: str, place: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SCENARIO.replace(old, new))
    with pytest.raises(ScenarioError, match=place) as caught:
        read_scenario(path)
    assert str(caught.value).startswith("The scenario mine.toml ")
    assert str(caught.value).endswith(".")


def test_a_missing_recording_is_named_in_a_sentence() -> None:
    with pytest.raises(ScenarioError, match=r"The practice voice x/01-agent\.wav cannot be read"):
        read_voice("x/01-agent.wav")
