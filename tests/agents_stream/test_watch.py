"""What the operator and the phone are told of an agent, as time passes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from console.agents.stream.config import Policy
from console.agents.stream.connection import Connection, Ending
from console.agents.stream.views import View
from console.agents.stream.watch import Watch
from console.switchboard.call import Ask, Doing, Flag
from tests.agents_stream.far import Line
from tests.virtual_time import ManualClock


class Nowhere(Connection):
    """One that nobody joins."""

    async def join(self) -> None: ...

    async def _quit(self) -> None: ...


class Scene:
    """A connection that nobody joined, with an agent in it, and time to pass."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.connection = Nowhere("phone", self)
        self.connection.up = True
        self.connection.others = {"s1": "agent"}
        self.reaches = True
        self.watch = Watch(
            self.connection,
            Policy(),
            lambda user: user != "guest",
            self.clock,
            lambda: self.reaches,
        )

    async def heard(self, session: str, samples: object) -> None: ...

    def link_up(self, up: bool) -> None: ...

    async def event(self, data: object) -> None: ...

    def pass_by(
        self, seconds: float, *, packets: bool = True, sound: bool = False, attends: bool = True
    ) -> View:
        """Let time pass, with the agent's packets or without; return how it looks then."""
        view = self.watch.look()
        for _ in range(round(seconds * 10)):
            self.clock.pass_by(0.1)
            if attends:
                self.watch.attends()
            if packets:
                self.watch.heard(sound)
            view = self.watch.look()
        return view


@pytest.fixture
async def scene() -> Scene:
    return Scene()


async def test_an_agent_that_listens_is_well(scene: Scene) -> None:
    assert scene.pass_by(60) is View.WELL


async def test_an_agent_that_answers_is_well(scene: Scene) -> None:
    scene.watch.caller_done(0.6)
    assert scene.pass_by(5) is View.WELL
    assert scene.pass_by(0.2, sound=True) is View.WELL
    assert scene.pass_by(60) is View.WELL


async def test_an_agent_that_does_not_answer_is_silent(scene: Scene) -> None:
    scene.watch.caller_done(0.6)
    assert scene.pass_by(9) is View.WELL
    assert scene.pass_by(1) is View.SILENT
    scene.watch.caller_speaks()
    assert scene.pass_by(1) is View.WELL


async def test_no_packets_are_noticed_after_a_second_and_a_half(scene: Scene) -> None:
    scene.pass_by(1)
    assert scene.pass_by(1.4, packets=False) is View.WELL
    assert scene.pass_by(0.2, packets=False) is View.NO_AUDIO
    assert scene.pass_by(0.1) is View.WELL
    assert scene.pass_by(8.2, packets=False) is View.LOST


async def test_a_muted_agent_is_not_lost(scene: Scene) -> None:
    scene.connection.muted = {"s1"}
    assert scene.pass_by(60, packets=False) is View.MUTED


async def test_an_agent_that_comes_back_at_once_was_reconnecting(scene: Scene) -> None:
    scene.pass_by(5)
    scene.connection.others = {}
    assert scene.pass_by(1, packets=False) is View.AWAY
    scene.connection.others = {"s2": "agent"}
    assert scene.pass_by(1) is View.WELL


async def test_an_agent_that_spoke_to_the_end_left_on_purpose(scene: Scene) -> None:
    scene.pass_by(5)
    scene.connection.others = {}
    assert scene.pass_by(2.2, packets=False) is View.LEFT


async def test_an_agent_that_was_silent_before_it_went_is_lost(scene: Scene) -> None:
    scene.pass_by(5)
    scene.pass_by(3, packets=False)
    scene.connection.others = {}
    assert scene.pass_by(2.2, packets=False) is View.LOST


async def test_a_guest_is_no_agent(scene: Scene) -> None:
    scene.connection.others = {"s3": "guest"}
    assert scene.watch.agents() == set()
    assert scene.pass_by(1, packets=False) is View.AWAY


async def test_a_connection_that_does_not_come_back_is_cut(scene: Scene) -> None:
    scene.pass_by(1)
    scene.connection.up = False
    assert scene.pass_by(11, packets=False) is View.NO_LINK
    assert scene.pass_by(2, packets=False) is View.CUT


@pytest.mark.parametrize(
    ("ending", "view"),
    [(Ending.ENDED, View.ENDED), (Ending.KICKED, View.KICKED), (Ending.LOST, View.CUT)],
)
async def test_every_ending_has_its_view(scene: Scene, ending: Ending, view: View) -> None:
    scene.connection.ending = ending
    assert scene.watch.look() is view


async def test_an_agent_that_never_answers_is_taken_as_gone(scene: Scene) -> None:
    scene.watch.caller_done(0.6)
    assert scene.pass_by(40) is View.SILENT
    assert scene.pass_by(5) is View.MUTE


async def test_a_tool_at_work_is_waited_for(scene: Scene) -> None:
    scene.watch.hint(Doing.TOOL)
    scene.watch.caller_done(0.6)
    assert scene.pass_by(90) is View.SILENT


async def test_an_agent_that_is_given_nothing_to_hear_need_not_answer(scene: Scene) -> None:
    scene.watch.caller_done(0.6)
    scene.pass_by(2, attends=False)  # the operator has taken over
    assert scene.pass_by(90) is View.WELL


async def test_an_agent_that_nothing_reaches_is_deaf(scene: Scene) -> None:
    scene.pass_by(1)
    scene.reaches = False
    assert scene.pass_by(1.4) is View.WELL
    assert scene.pass_by(0.2) is View.DEAF
    scene.reaches = True
    assert scene.pass_by(0.1) is View.WELL


class Story:
    """What a line is told while a watch runs, over a story of how the call looks."""

    def __init__(self, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
        self.line, self.replaced = Line(), 0
        self.flags: list[tuple[View, frozenset[Flag]]] = []
        self._scene = scene
        monkeypatch.setattr("console.agents.stream.watch._LOOK_EVERY_S", 0)

    async def replace(self) -> bool:
        self.replaced += 1
        return self.replaced == 1

    async def run(self, *steps: Callable[[], object]) -> None:
        """Run the watch; each step changes the scene, and then it looks."""
        running = asyncio.create_task(self._scene.watch.run(self.line, self.replace))
        await self._turns()
        for step in steps:
            step()
            view = self._scene.watch.look()
            await self._turns()
            self.flags.append((view, frozenset(self.line.flags)))
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    async def _turns(self) -> None:
        for _ in range(3):
            await asyncio.sleep(0)


@pytest.fixture
def story(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Story:
    return Story(scene, monkeypatch)


async def test_flags_are_lowered_when_all_is_well_again(scene: Scene, story: Story) -> None:
    trouble, silence = frozenset({Flag.AGENT_TROUBLE}), frozenset({Flag.LONG_SILENCE})
    await story.run(
        lambda: scene.pass_by(1),
        lambda: scene.pass_by(2, packets=False),
        lambda: scene.pass_by(1),
        lambda: (scene.watch.caller_done(0.6), scene.pass_by(11)),
        lambda: scene.pass_by(0.1, sound=True),
        lambda: scene.connection.muted.add("s1"),
        lambda: (scene.connection.muted.clear(), scene.pass_by(0.1)),
    )
    assert story.flags == [
        (View.WELL, frozenset()),
        (View.NO_AUDIO, trouble),
        (View.WELL, frozenset()),
        (View.SILENT, silence),
        (View.WELL, frozenset()),
        (View.MUTED, trouble),
        (View.WELL, frozenset()),
    ]
    assert Doing.NO_MEDIA in story.line.doings
    assert story.line.doings[-1] is None


async def test_a_caller_who_hears_nothing_is_asked_for_patience_once(
    scene: Scene, story: Story
) -> None:
    await story.run(
        lambda: scene.pass_by(1),
        lambda: scene.pass_by(2, packets=False),
        lambda: scene.pass_by(1),
    )
    assert story.line.moments == 0
    await story.run(
        lambda: scene.pass_by(2, packets=False),
        lambda: scene.pass_by(3.1, packets=False),
        lambda: scene.pass_by(1, packets=False),
    )
    assert story.line.moments == 1


async def test_a_lost_agent_is_replaced_while_the_caller_is_asked_for_patience(
    scene: Scene, story: Story
) -> None:
    story.line.asks = frozenset(Ask)
    await story.run(
        lambda: scene.pass_by(1),
        lambda: scene.pass_by(9, packets=False),
        lambda: scene.pass_by(0.5),
    )
    assert story.replaced == 1
    assert story.line.moments == 1
    assert story.line.asks == frozenset()
    assert story.line.flags == []
    assert story.line.ends == []
    await story.run(lambda: scene.pass_by(1), lambda: scene.pass_by(9, packets=False))
    assert story.line.ends == ["The agent was lost and did not come back."]
    assert story.line.flags == [Flag.AGENT_TROUBLE]
