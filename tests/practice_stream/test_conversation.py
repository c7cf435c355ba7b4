"""The practice agent, met in a Stream call as a real one is: over the SDK and WebRTC."""

from __future__ import annotations

import asyncio
import gc
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from console.agents.agent import AgentError, AgentLine
from console.agents.stream.agents import StreamAgents
from console.agents.stream.sdk import VERSION
from console.audio.g711 import FRAME_BYTES, decode
from console.practice import stream_line
from console.practice.agent import PracticeAgent
from console.practice.scenarios import Who
from console.practice.stream_line import PracticeStream
from console.switchboard.call import Doing, Flag
from console.switchboard.events import Speaker
from tests.agents_stream.far import PATIENT, until
from tests.practice_stream.conversation import BY_NAME, Conversation

SPEAKERS = {Who.AGENT: Speaker.AGENT, Who.CALLER: Speaker.CALLER}
LINES = {"order-status": 3, "interruption": 3, "account-number": 2}
"""How many lines of each are waited for."""
ALIKE = 0.85
_FILES = Path("/proc/self/fd")


AT_ONCE = {7: 3, 6: 2}[VERSION]
"""How many of them are played: every end of them is in this one process."""


async def test_conversations_go_as_written(agents: StreamAgents) -> None:
    names = tuple(LINES)[:AT_ONCE]
    talks = await asyncio.gather(*(held(name, agents) for name in names))
    for name, talk in zip(names, talks, strict=True):
        # A busy machine may lose so much of a voice that whoever listens takes it for over, once
        # and, of one call alone, again, but what always goes wrong does so the third time, too.
        for _ in range(2):
            if told(talk) != written(talk):
                talk = await held(name, agents)
        assert told(talk) == written(talk), name
        assert await comes_whole(talk, agents), name


async def held(name: str, agents: StreamAgents) -> Conversation:
    """Have a conversation for as many lines as are waited for."""
    talk, interruptions = Conversation(BY_NAME[name]), int(name == "interruption")
    line, lines = talk.line, LINES[name]
    await talk.play(
        agents.make(),
        lambda: len(line.words) >= lines and line.interruptions >= interruptions,
    )
    return talk


def told(talk: Conversation) -> dict[str, object]:
    """Return what became of a conversation."""
    line = talk.line
    return {
        "words": line.words,
        "doings": {Doing.THINKING, Doing.HEARING} & set(line.doings),
        "interruptions": line.interruptions,
        "ends": line.ends,
        "flags": line.flags,
    }


def written(talk: Conversation) -> dict[str, object]:
    """Return what is to become of it."""
    name = talk.scenario.name
    # An agent's line after a caller's shows that it heard them: it goes by sound alone.
    script = [(SPEAKERS[step.who], step.text) for step in talk.scenario.step if step.text]
    return {
        "words": script[: LINES[name]],
        "doings": {Doing.THINKING, Doing.HEARING},
        "interruptions": int(name == "interruption"),
        "ends": [],
        "flags": [],
    }


async def test_what_an_agent_does_beside_speaking_arrives_in_order(
    agents: StreamAgents, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def join(self: PracticeAgent, line: AgentLine) -> None:
        line.said(Speaker.AGENT, "I'll get you a colleague.")
        line.flag(Flag.WANTS_HUMAN)
        line.said(Speaker.CALLER, "Thank you.")
        line.doing(Doing.TOOL)
        await line.interrupted()
        await asyncio.sleep(0.5)
        await line.left()

    monkeypatch.setattr(PracticeAgent, "join", join)
    talk = Conversation(BY_NAME["order-status"])
    await talk.play(agents.make(), lambda: talk.line.ends)
    assert talk.line.words == [
        (Speaker.AGENT, "I'll get you a colleague."),
        (Speaker.CALLER, "Thank you."),
    ]
    assert talk.line.flags == [Flag.WANTS_HUMAN]
    assert Doing.TOOL in talk.line.doings
    assert talk.line.interruptions == 1
    assert talk.line.ends == [""]


@pytest.mark.skipif(not _FILES.exists(), reason="sockets are counted in /proc")
async def test_nothing_is_left_of_it() -> None:
    async def ring() -> None:
        stream = PracticeStream()
        agents = StreamAgents(replace(await stream.start(), policy=PATIENT))
        await agents.warm_up()
        talks = [Conversation(BY_NAME["order-status"]) for _ in range(2)]
        try:
            assert await agents.check() == ""
            await asyncio.gather(*(greeted(talk, agents) for talk in talks))
        finally:
            await agents.close()
            await stream.stop()
        await stream.stop()
        assert [len(talk.line.words) for talk in talks] == [1, 1]

    async def greeted(talk: Conversation, agents: StreamAgents) -> None:
        line = talk.line
        await talk.play(agents.make(), lambda: line.words and len(line.frames) > 50)

    await ring()  # what the SDK keeps for the whole process, it makes now
    gc.collect()
    tasks, files = len(asyncio.all_tasks()), len(os.listdir(_FILES))
    await ring()
    gc.collect()
    await until(lambda: len(asyncio.all_tasks()) <= tasks and len(os.listdir(_FILES)) <= files + 2)


async def test_without_the_sdk_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def load() -> None:
        raise ImportError("No module named 'getstream_rtc'")

    monkeypatch.setattr(stream_line, "_load", load)
    stream = PracticeStream()
    with pytest.raises(AgentError, match="Set CONSOLE_AGENT to practice"):
        await stream.start()
    await stream.stop()


async def comes_whole(talk: Conversation, agents: StreamAgents) -> bool:
    """Say whether what the agent says first comes as it was recorded, and not chopped.

    A busy machine may lose some of it more than once, but what always chops does so each time.
    """
    first = next(step for step in talk.scenario.step if step.who is Who.AGENT).speech()
    for _ in range(5):
        if likeness(talk.sound, first) > ALIKE:
            return True
        talk = Conversation(talk.scenario)
        frames = talk.line.frames
        await talk.play(agents.make(), lambda frames=frames: len(frames) > 300)
    return likeness(talk.sound, first) > ALIKE


def likeness(heard: bytes, written: bytes) -> float:
    """Return how much like a recording is what was heard: 1 is the same.

    Loudness by 20 ms, second by second, each at its best delay: codecs on the way leave no
    sample as it was, and a busy machine may lose a frame between two seconds.
    """
    there, wanted = _loudness(heard), _loudness(written)
    if there.size < 50:
        return 0.0
    whole = wanted[: len(wanted) // 50 * 50].reshape(-1, 50)
    parts = [p for p in np.lib.stride_tricks.sliding_window_view(there, 50) if p.std() > 0]
    found = [max(np.corrcoef(part, second)[0, 1] for part in parts) for second in whole]
    return float(np.median(found))


def _loudness(ulaw: bytes) -> npt.NDArray[np.float64]:
    samples = decode(ulaw[: len(ulaw) // FRAME_BYTES * FRAME_BYTES]).astype(np.float64)
    power = (samples.reshape(-1, FRAME_BYTES) ** 2).mean(axis=1)
    loudness: npt.NDArray[np.float64] = np.log10(np.sqrt(power) + 10)
    return loudness
