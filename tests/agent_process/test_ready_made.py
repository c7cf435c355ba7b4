"""The ready-made agent before it loads anything: what it lacks is a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

AGENTS = Path(__file__).parents[2] / "packaging" / "agents"


def chosen(**environment: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", "import kits; print(kits.chosen())"],
        cwd=AGENTS,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "The kit gemini needs GOOGLE_API_KEY: put it into the file .env"),
        ({"AGENT_KIT": "openai", "OPENAI_API_KEY": ""}, "The kit openai needs OPENAI_API_KEY"),
        (
            {"AGENT_KIT": "pipeline"},
            "The kit pipeline needs DEEPGRAM_API_KEY and OPENAI_API_KEY",
        ),
        ({"AGENT_KIT": "parrot"}, "AGENT_KIT is parrot, which is none of: gemini, openai"),
    ],
)
def test_what_it_lacks_is_a_sentence(environment: dict[str, str], sentence: str) -> None:
    code, said = chosen(**environment)
    assert code == 1
    assert said.startswith(sentence)


def test_what_it_needs_is_enough() -> None:
    assert chosen(OPENAI_API_KEY="a key", AGENT_KIT="openai") == (0, "openai\n")
    assert chosen(AGENT_KIT="rehearsal") == (0, "rehearsal\n")
