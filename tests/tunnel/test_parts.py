"""The tunnel's small parts: what a trouble says, whether the computer slept, what is set."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.config import ConfigError, Settings, load_settings
from console.switchboard.events import EventBus, LampState
from console.switchboard.lamps import LampBoard
from console.tunnel import ngrok_trouble
from console.tunnel.fixed import FixedUrl, NoWayIn
from console.tunnel.ngrok import Ngrok
from console.tunnel.ngrok_process import find_ngrok
from console.tunnel.ngrok_trouble import told_in, trouble
from console.tunnel.wake import WakeWatch
from console.way_in import WayIn, choose_tunnel
from tests.virtual_time import ManualClock

# -- troubles ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("authentication failed: No.\r\nERR_NGROK_107\r\n", "107"),
        ("The endpoint is already online.\n\nERR_NGROK_334", "334"),
        ("dial tcp: lookup connect.ngrok-agent.com: no such host", "unreachable"),
        ("read tcp 10.0.0.1:1->3.1.1.1:443: i/o timeout", "unreachable"),
        ("x509: certificate signed by unknown authority", "intercepted"),
        ("nil", None),
    ],
)
def test_what_ngrok_tells_is_found_in_its_words(text: str, name: str | None) -> None:
    assert told_in(text) == name


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    name = told_in(text)
    assert name is None or trouble(name).cause


@given(st.integers(min_value=0, max_value=99_999))
def test_every_code_has_its_sentence_and_its_remedy(code: int) -> None:
    found = trouble(str(code))
    assert found.cause.endswith(".")
    assert found.remedy


def test_a_code_that_is_not_known_names_its_page() -> None:
    assert trouble("8999").remedy == "See https://ngrok.com/docs/errors/err_ngrok_8999"


def test_what_somebody_must_cure_is_not_tried_every_second() -> None:
    lasting = {name for name in ("105", "107", "108", "334", "4018") if trouble(name).lasting}
    assert lasting == {"105", "107", "4018"}
    assert not trouble(ngrok_trouble.UNREACHABLE).lasting


# -- sleep ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wall_s", "mono_s", "woke"),
    [(2, 2, False), (9, 2, False), (3600, 2, True), (3600, 3600, True), (-3600, 2, False)],
    ids=["awake", "slow", "slept", "slept on Windows", "set back"],
)
def test_time_that_nobody_lived_through_was_slept(wall_s: float, mono_s: float, woke: bool) -> None:
    wall, mono = ManualClock(), ManualClock(5.0)
    watch = WakeWatch(wall, mono)
    wall.pass_by(wall_s)
    mono.pass_by(mono_s)
    assert watch.woke(2.0) is woke
    wall.pass_by(2)
    mono.pass_by(2)
    assert watch.woke(2.0) is False


# -- settings ---------------------------------------------------------------------------


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Settings]:
    """Give a function that reads the settings of an environment."""
    for name in os.environ:
        if name.startswith(("NGROK_", "CONSOLE_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CONSOLE_DATA_DIR", str(tmp_path))

    def given(**variables: str) -> Settings:
        with monkeypatch.context() as environment:
            for name, value in variables.items():
                environment.setenv(name, value)
            return load_settings()

    return given


def test_the_way_in_is_what_the_settings_say(given: Callable[..., Settings]) -> None:
    assert isinstance(choose_tunnel(given()), NoWayIn)
    assert isinstance(choose_tunnel(given(NGROK_AUTHTOKEN="x")), Ngrok)
    assert isinstance(choose_tunnel(given(NGROK_URL="calls.ngrok.app")), Ngrok)
    own = given(CONSOLE_PUBLIC_URL="https://phone.example/", NGROK_AUTHTOKEN="x")
    assert choose_tunnel(own).url == "https://phone.example"


@pytest.mark.parametrize(
    ("variable", "value"),
    [("CONSOLE_PUBLIC_URL", "http://phone.example"), ("NGROK_URL", "ftp://phone.example")],
)
def test_an_address_that_cannot_be_is_refused(
    given: Callable[..., Settings], variable: str, value: str
) -> None:
    with pytest.raises(ConfigError, match=variable):
        choose_tunnel(given(**{variable: value}))


def test_ngrok_is_found_on_the_path_or_where_it_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "ngrok"
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYNGROK_NGROK_PATH", str(program))
    assert find_ngrok() is None
    program.write_text("#!/bin/sh\n")
    assert find_ngrok() is None
    program.chmod(0o755)
    assert find_ngrok() == program
    monkeypatch.delenv("PYNGROK_NGROK_PATH")
    assert find_ngrok() == program


# -- the way in -------------------------------------------------------------------------


class Changeable(FixedUrl):
    """A tunnel whose address and health a test changes."""

    def __init__(self) -> None:
        super().__init__("https://first.example")
        self.state = LampState.OK

    @property
    def health(self) -> tuple[LampState, str, str]:
        return self.state, f"It is {self.url}.", ""

    async def open(self, port: int, changed: object) -> None:
        self.changed = changed


async def test_another_address_is_told_once_and_the_lamp_follows() -> None:
    tunnel, told = Changeable(), []
    lamps = LampBoard(("tunnel",), EventBus())
    way_in = WayIn(tunnel, lamps, told.append)
    await way_in.open(1)
    assert told == ["https://first.example"]
    for url, state in (
        ("https://first.example", LampState.OK),
        (None, LampState.ERROR),
        ("https://second.example", LampState.OK),
    ):
        tunnel.url, tunnel.state = url, state
        tunnel.changed()  # type: ignore[operator]
        assert lamps.get("tunnel").state is state
        assert way_in.url == url
    assert told == ["https://first.example", None, "https://second.example"]
