"""Turns out of a Vision Agents chat channel, put together and given out once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.agents.agent import AgentError
from console.agents.stream import chat
from console.agents.stream.chat import ChatReader, Message, Pieces, TurnWritten
from tests.virtual_time import ManualClock

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)


def pieces(
    turn: str, *texts: str, user: str = "agent", at_s: int = 0, growing: bool = False
) -> list[Message]:
    """Return a turn's messages, as Vision Agents write them."""
    return [
        Message(
            f"{turn}-{index}",
            user,
            text,
            BEGUN + timedelta(seconds=at_s),
            {
                "chunk_group": turn,
                "chunk_index": index,
                "total_chunks": len(texts),
                "generating": growing and index == len(texts) - 1,
            },
        )
        for index, text in enumerate(texts)
    ]


def told(found: Pieces, messages: list[Message]) -> list[tuple[str, str]]:
    return [(turn.user_id, turn.text) for turn in found.take(messages)]


def test_a_turn_is_told_once_it_is_whole() -> None:
    found = Pieces()
    assert told(found, pieces("a", "We are op", growing=True)) == []
    assert told(found, pieces("a", "We are open until six.")) == [
        ("agent", "We are open until six.")
    ]
    assert told(found, pieces("a", "We are open until six.")) == []


def test_turns_come_in_the_order_in_which_they_began() -> None:
    both = [*pieces("b", "Until six.", at_s=3), *pieces("a", "Open today?", user="phone", at_s=1)]
    assert told(Pieces(), both) == [("phone", "Open today?"), ("agent", "Until six.")]


@given(st.lists(st.text(min_size=1), min_size=1, max_size=6), st.randoms())
def test_pieces_in_any_order_are_one_turn(texts: list[str], random: object) -> None:
    messages = pieces("a", *texts)
    random.shuffle(messages)  # type: ignore[attr-defined] - hypothesis gives a Random
    whole = "".join(texts).strip()
    assert told(Pieces(), messages) == ([("agent", whole)] if whole else [])


@given(st.integers(2, 6).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1))))
def test_a_turn_with_a_piece_missing_waits(shape: tuple[int, int]) -> None:
    count, missing = shape
    messages = pieces("a", *(f"{n} " for n in range(count)))
    found = Pieces()
    assert told(found, [m for n, m in enumerate(messages) if n != missing]) == []
    assert len(told(found, messages)) == 1


def test_what_people_write_is_not_what_was_said() -> None:
    typed = Message("m", "somebody", "Who is on this call?", BEGUN, {})
    odd = Message("n", "somebody", "?", BEGUN, {"chunk_group": 3, "chunk_index": "0"})
    assert told(Pieces(), [typed, odd]) == []


class Channel:
    """A channel that answers as the test says."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.messages: list[Message] | None = []
        self.fault: AgentError | None = None
        self.turns: list[TurnWritten] = []
        self.wanted = True
        self.clock = ManualClock()
        self.pauses: list[float] = []
        self.reader = ChatReader(self.read, self.turns.append, lambda: self.wanted, self.clock)
        real = asyncio.sleep

        async def sleep(seconds: float) -> None:
            self.pauses.append(seconds)
            self.clock.pass_by(seconds)
            if len(self.pauses) > 100:
                self.wanted = False
            await real(0)

        monkeypatch.setattr(chat.asyncio, "sleep", sleep)

    async def read(self) -> list[Message] | None:
        if self.fault:
            raise self.fault
        return self.messages


@pytest.fixture
def channel(monkeypatch: pytest.MonkeyPatch) -> Channel:
    return Channel(monkeypatch)


async def test_it_is_read_once_a_second_while_somebody_speaks(channel: Channel) -> None:
    await channel.reader.run()
    assert channel.pauses[:10] == [3.0] + [1.0] * 9
    assert set(channel.pauses[16:]) == {5.0}


async def test_it_is_given_up_where_there_is_no_channel(channel: Channel) -> None:
    channel.messages = None
    await channel.reader.run()
    assert sum(channel.pauses) == pytest.approx(60, abs=5)


async def test_faults_make_it_slower(channel: Channel) -> None:
    channel.fault = AgentError("It is down.")
    await channel.reader.run()
    assert channel.pauses == [3.0, 6.0, 12.0, 24.0, 30.0]


async def test_nobody_reads_what_nobody_wants(channel: Channel) -> None:
    channel.wanted = False
    await channel.reader.run()
    assert channel.pauses == []
