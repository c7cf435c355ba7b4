"""The commands about one call, beside a node on the practice line."""

from __future__ import annotations

import time

import orjson
import pytest

from tests.cli.conftest import Run, command

_SOON_S = 60.0


@pytest.fixture
def live(run: Run) -> str:
    """Have a practice caller phone in; give the id once the audio runs and the agent is there."""
    call_id = str(orjson.loads(run("ring", "--json").stdout)["id"])
    until = time.monotonic() + _SOON_S
    while time.monotonic() < until:
        (call,) = orjson.loads(run("calls", "--json").stdout)["calls"]
        if call["state"] == "live" and call["agent"]["can"]:
            return call_id
    raise AssertionError("the call never went live")


def shown(run: Run, *args: str) -> dict[str, object]:
    result = run(*args, "--json")
    assert result.exit_code == 0, result.output
    answer: dict[str, object] = orjson.loads(result.stdout)
    return answer


def test_an_operator_does_all_of_it_without_a_window(run: Run, live: str) -> None:
    assert shown(run, "engage", live, "take-over")["engagement"] == "take-over"
    assert shown(run, "hold", live)["state"] == "held"
    assert shown(run, "resume", live)["state"] == "live"
    assert shown(run, "engage", live, "off", "--hand-back", "Refund agreed.")["id"] == live
    assert shown(run, "silence", live)["silenced"] is True
    assert shown(run, "silence", live, "--off")["silenced"] is False
    for line in (
        ("interrupt", live),
        ("digits", live, "5"),
        ("note", live, "Ask about the invoice."),
        ("mark-moment", live),
    ):
        assert shown(run, *line)["id"] == live
    said = run("note", live[:6], "Once more.")
    assert said.stdout.startswith(f"Call {live[:8]} with ")
    assert said.stdout.endswith(": noted.\n")


def test_everything_is_silenced_at_once(run: Run, live: str) -> None:
    assert run("silence", "--all").stdout == "Agents silenced: 1.\n"


def test_what_is_turned_down_is_a_sentence(run: Run, live: str) -> None:
    refused = run("answer", live)
    assert (refused.exit_code, refused.output) == (1, "The call does not ring here.\n")
    refused = run("digits", live, "5x")
    assert (refused.exit_code, refused.output[:8]) == (1, "Keys are")


@pytest.mark.parametrize(
    "line", [("silence",), ("silence", "abc", "--all"), ("engage", "abc", "shout")]
)
def test_wrong_use_is_told(line: tuple[str, ...]) -> None:
    assert command(*line).exit_code == 2


def test_a_caller_is_led_elsewhere(run: Run, live: str) -> None:
    led = run("transfer", live[:6], "+14155550123")
    assert (led.exit_code, led.stdout.endswith(": transferred.\n")) == (0, True), led.output
    (call,) = (
        call
        for call in orjson.loads(run("calls", "--ended", "--json").stdout)["calls"]
        if call["id"] == live
    )
    assert (call["state"], call["reason"]) == ("ended", "transferred")


def test_somebody_is_asked_first_and_then_connected(run: Run, live: str) -> None:
    asked = shown(run, "transfer", live, "+14155550123", "--warm")
    assert asked["consultation"] == live
    until = time.monotonic() + _SOON_S
    while (connected := run("connect", live, "--json")).exit_code and time.monotonic() < until:
        assert connected.output == "They have not answered yet.\n"
    answer = orjson.loads(connected.stdout)
    assert (answer["state"], answer["reason"]) == ("ended", "transferred")


def test_keys_are_pressed_by_the_carrier_where_that_is_asked_for(run: Run, live: str) -> None:
    assert shown(run, "digits", live, "5", "--out-of-band")["state"] == "live"


def test_an_agent_that_asks_is_for_warm_transfers() -> None:
    assert command("transfer", "abc", "+14155550123", "--agent", "echo").exit_code == 2
