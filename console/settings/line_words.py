"""What becomes of calls that come in on a line, in a few words."""

from __future__ import annotations

from typing import Final

from console.switchboard.lines import Answer, Line

_ASK_S: Final = 20
_WORDS: Final = {
    Answer.DECLINE: "calls are declined",
    Answer.BUSY: "callers hear the busy tone",
    Answer.SAY: "callers hear a sentence",
    Answer.MESSAGE: "callers leave a message",
    Answer.DIALOGUE: "a program answers in text",
}
_AGENTS: Final = {
    "stream": "the agent answers",
    "practice": "the practice agent answers",
    "echo": "the echo agent answers",
    "none": "nobody answers until you take the call",
}


def answered(line: Line) -> str:
    """Return who takes a line's calls, as the second half of a sentence."""
    agent = _AGENTS.get(line.agent, f"the {line.agent} agent answers")
    match line.answer:
        case Answer.AGENT:
            return f"{agent} after {line.answer_after_s} s" if line.answer_after_s else agent
        case Answer.ASK:
            return f"it rings for you; after {line.answer_after_s or _ASK_S} s {agent}"
        case Answer.FORWARD:
            return f"calls are led to {line.forward_to}"
    return _WORDS[line.answer]
