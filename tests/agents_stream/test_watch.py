"""What the operator and the phone are told of an agent, as time passes."""

from __future__ import annotations

import pytest

from console.agents.stream.config import Policy
from console.agents.stream.connection import Connection, Ending
from console.agents.stream.watch import View, Watch
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
        self.watch = Watch(self.connection, Policy(), lambda user: user != "guest", self.clock)

    async def heard(self, session: str, samples: object) -> None: ...

    def link_up(self, up: bool) -> None: ...

    async def event(self, data: object) -> None: ...

    def pass_by(self, seconds: float, *, packets: bool = True, sound: bool = False) -> View:
        """Let time pass, with the agent's packets or without; return how it looks then."""
        view = self.watch.look()
        for _ in range(round(seconds * 10)):
            self.clock.pass_by(0.1)
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
    assert scene.pass_by(1, packets=False) is View.NO_LINK
    assert scene.pass_by(8, packets=False) is View.CUT


@pytest.mark.parametrize(
    ("ending", "view"),
    [(Ending.ENDED, View.ENDED), (Ending.KICKED, View.KICKED), (Ending.LOST, View.CUT)],
)
async def test_every_ending_has_its_view(scene: Scene, ending: Ending, view: View) -> None:
    scene.connection.ending = ending
    assert scene.watch.look() is view
