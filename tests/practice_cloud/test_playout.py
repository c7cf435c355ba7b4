"""The playout buffer, held against a model that is too simple to be wrong."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from console.audio.g711 import FRAME_BYTES, SILENCE
from console.practice.cloud.playout import MOST_BYTES, MOST_MARKS, Playout

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("media"), st.binary(max_size=700)),
        st.tuples(st.just("mark"), st.uuids().map(str)),
        st.tuples(st.just("clear"), st.none()),
        st.tuples(st.just("play"), st.none()),
    ),
    max_size=60,
)


class Model:
    """One list of samples and marks, walked through one by one."""

    def __init__(self) -> None:
        self.queue: list[int | str] = []
        self.echoes: list[str] = []

    def add(self, items: Iterator[int | str]) -> None:
        self.queue.extend(items)
        self._release()

    def clear(self) -> None:
        self.echoes += [item for item in self.queue if isinstance(item, str)]
        self.queue.clear()

    def play(self) -> bytes:
        frame = bytearray()
        while self.queue and len(frame) < FRAME_BYTES:
            item = self.queue.pop(0)
            assert isinstance(item, int)
            frame.append(item)
            self._release()
        return bytes(frame).ljust(FRAME_BYTES, b"\xff")

    def _release(self) -> None:
        while self.queue and isinstance(self.queue[0], str):
            self.echoes.append(self.queue.pop(0))  # type: ignore[arg-type]


@given(STEPS)
def test_everything_is_played_in_order_and_marks_come_back_when_they_should(
    steps: list[tuple[str, bytes | str | None]],
) -> None:
    echoes: list[str] = []
    playout, model = Playout(echoes.append), Model()
    for step, value in steps:
        if isinstance(value, bytes):
            assert playout.media(value)
            model.add(iter(value))
        elif isinstance(value, str):
            assert playout.mark(value)
            model.add(iter([value]))
        elif step == "clear":
            playout.clear()
            model.clear()
        else:
            assert playout.play() == model.play()
        assert echoes == model.echoes


def test_underrun_is_silence_and_a_mark_on_nothing_comes_at_once() -> None:
    echoes: list[str] = []
    playout = Playout(echoes.append)
    assert playout.play() == SILENCE
    assert playout.mark("now")
    assert echoes == ["now"]


def test_ten_minutes_are_kept_and_no_more() -> None:
    playout = Playout(lambda _name: None)
    assert playout.media(bytes(MOST_BYTES))
    assert not playout.media(b"\x00")
    playout.play()
    assert playout.media(bytes(FRAME_BYTES))


def test_marks_that_wait_are_bounded() -> None:
    echoes: list[str] = []
    playout = Playout(echoes.append)
    playout.media(b"\x00")
    assert all(playout.mark(str(number)) for number in range(MOST_MARKS))
    assert not playout.mark("one too many")
    playout.play()
    assert len(echoes) == MOST_MARKS
