"""Which models the agent is made of: ``AGENT_KIT`` says so. Add your own here.

A kit is a list of packages in ``kits/NAME.txt`` and a function here, which returns the parts
that go into `vision_agents.core.Agent`. Packages are imported when their kit is used.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

Parts = dict[str, Any]


def gemini() -> Parts:
    """Google's speech-to-speech model. Needs GOOGLE_API_KEY."""
    from vision_agents.plugins import gemini

    return {"llm": gemini.Realtime()}


def openai() -> Parts:
    """OpenAI's speech-to-speech model. Needs OPENAI_API_KEY."""
    from vision_agents.plugins import openai

    return {"llm": openai.Realtime(send_video=False)}


def pipeline() -> Parts:
    """Deepgram hears and speaks, OpenAI thinks. Needs DEEPGRAM_API_KEY and OPENAI_API_KEY."""
    from vision_agents.plugins import deepgram, openai

    return {"stt": deepgram.STT(), "llm": openai.LLM(), "tts": deepgram.TTS()}


def rehearsal() -> Parts:
    """Tones instead of words. Needs nothing."""
    from rehearsal import Loudness, Parrot, Tones

    return {"stt": Loudness(), "llm": Parrot(), "tts": Tones()}


KITS: dict[str, Callable[[], Parts]] = {
    kit.__name__: kit for kit in (gemini, openai, pipeline, rehearsal)
}
NEEDS = {
    "gemini": ["GOOGLE_API_KEY"],
    "openai": ["OPENAI_API_KEY"],
    "pipeline": ["DEEPGRAM_API_KEY", "OPENAI_API_KEY"],
}
"""The variables that a kit can't do without."""


def chosen() -> str:
    """Return the name of the chosen kit; end with a sentence where it can't be used."""
    name = os.environ.get("AGENT_KIT", "gemini")
    if name not in KITS:
        raise SystemExit(f"AGENT_KIT is {name}, which is none of: {', '.join(KITS)}.")
    if missing := [need for need in NEEDS.get(name, []) if not os.environ.get(need)]:
        raise SystemExit(
            f"The kit {name} needs {' and '.join(missing)}: put it into the file .env beside "
            "agent.py, or set it and name it in CONSOLE_AGENT_VARIABLES."
        )
    return name


def parts() -> Parts:
    """Return new parts of the chosen kit; an agent is made of them once."""
    return KITS[chosen()]()
