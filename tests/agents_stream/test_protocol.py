"""The custom events of agents: what is read in them, and what is left alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.agents.stream import protocol
from console.agents.stream.protocol import Does, Done, Failed, Hello, Latency, Said, Sign
from console.switchboard.call import Doing
from console.switchboard.events import Speaker

PHONE = "phone-1"


def custom(sender: str = "agent", **fields: Any) -> dict[str, object]:
    return {"type": "custom", "custom": fields, "user": {"id": sender}}


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"type": "console.hello", "can": ["say", "key"]}, Hello(frozenset({"say", "key"}))),
        ({"type": "console.doing", "word": "thinking"}, Does(Doing.THINKING)),
        ({"type": "console.doing", "word": None}, Does(None)),
        ({"type": "console.doing"}, Does(None)),
        (
            {"type": "console.said", "speaker": "caller", "text": " Hello. "},
            Said(Speaker.CALLER, "Hello."),
        ),
        ({"type": "console.latency", "ms": 640}, Latency(640)),
        ({"type": "console.done", "id": "ab12"}, Done("ab12")),
        ({"type": "console.failed", "reason": "no model"}, Failed("no model")),
        ({"type": "console.interrupted"}, Sign("interrupted")),
        ({"type": "console.wants_human"}, Sign("wants_human")),
        ({"type": "console.hang_up"}, Sign("hang_up")),
    ],
)
def test_an_agents_words_are_read(fields: dict[str, Any], word: protocol.Word) -> None:
    assert protocol.read(custom(**fields), PHONE) == word


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"type": "agent_metrics", "latency": 1},
        {"type": "console.doing", "word": "dreaming"},
        {"type": "console.doing", "word": 7},
        {"type": "console.said", "speaker": "operator", "text": "No."},
        {"type": "console.said", "speaker": "agent", "text": "  "},
        {"type": "console.latency", "ms": -1},
        {"type": "console.latency", "ms": "soon"},
        {"type": "console.hello", "can": "say"},
    ],
)
def test_what_is_none_of_it_is_left_alone(fields: dict[str, Any]) -> None:
    assert protocol.read(custom(**fields), PHONE) is None


def test_the_consoles_own_requests_are_not_heard() -> None:
    assert protocol.read(custom(PHONE, type="console.hang_up"), PHONE) is None


def test_captions_are_lines_of_the_transcript() -> None:
    def caption(speaker: str) -> dict[str, object]:
        said = {"speaker_id": speaker, "text": "Good morning."}
        return {"type": "call.closed_caption", "closed_caption": said}

    assert protocol.read(caption(PHONE), PHONE) == Said(Speaker.CALLER, "Good morning.", True)
    assert protocol.read(caption("ada"), PHONE) == Said(Speaker.AGENT, "Good morning.", True)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda of: st.lists(of, max_size=3) | st.dictionaries(st.text(max_size=8), of, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(["custom", "call.closed_caption", "other"]), anything, anything)
def test_no_event_breaks_it(kind: str, body: Any, user: Any) -> None:
    event = {"type": kind, "custom": body, "closed_caption": body, "user": user}
    protocol.read(event, PHONE)


def test_a_request_is_flat_and_bounded() -> None:
    assert protocol.request("say", id="1", text="Hi.") == {
        "type": "console.say",
        "id": "1",
        "text": "Hi.",
    }
    with pytest.raises(ValueError, match="too long"):
        protocol.request("say", text="é" * 2_001)
