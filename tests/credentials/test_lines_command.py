"""``operator-console lines``: what lines there are, added, changed and taken away."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest

from console.config import load_settings
from console.settings.line_fields import FIELDS, KEYS, flat, nested
from console.settings.line_tables import lines_of
from console.switchboard.lines import Answer, Line
from tests.credentials.conftest import Program

MAIN, SUPPORT = "+14155550100", "+14155550199"


@pytest.fixture
def with_main(in_process: Program) -> Program:
    """Give the program where the carrier's number is set and no line has a table."""
    in_process("settings", "set", "TWILIO_PHONE_NUMBER", MAIN)
    return in_process


def lines() -> tuple[Line, ...]:
    return lines_of(load_settings(), "stream")


def test_a_second_line_leaves_the_first_one_there(with_main: Program) -> None:
    assert "It is the carrier's number in the settings." in with_main("lines").stdout
    done = with_main(
        *("lines", "set", "+1 415 555 0199", "name=Support", "answer=ask", "answer_after_s=15"),
        *("guard_rails.countries=us, CA", "agent_loss.forward_to=+1 415 555 0198"),
    )
    assert done.returncode == 0, done.stderr
    main, support = lines()
    assert (main.number, main.name) == (MAIN, "Main line")
    assert (support.number, support.name, support.answer) == (SUPPORT, "Support", Answer.ASK)
    assert support.guard_rails.countries == {"US", "CA"}
    assert support.agent_loss.forward_to == "+14155550198"
    shown = with_main("lines").stdout.splitlines()
    assert shown[0] == "+1 415-555-0100  Main line: the agent answers"
    assert shown[1] == ("+1 415-555-0199  Support: it rings for you; after 15 s the agent answers")


def test_what_is_changed_leaves_the_rest_and_an_empty_value_takes_back(
    with_main: Program, data_dir: Path
) -> None:
    with_main("lines", "set", MAIN, "recording=yes", "guard_rails.max_minutes=5")
    file = data_dir / "settings.toml"
    file.write_text(file.read_text().replace('name = "Main line"', 'name = "Main line" # ours'))
    with_main("lines", "set", MAIN, "recording=", "agent=echo")
    (line,) = lines()
    assert (line.recording, line.guard_rails.max_minutes, line.agent) == (False, 5, "echo")
    assert "# ours" in file.read_text()
    told = orjson.loads(with_main("lines", "--json").stdout)["lines"]
    assert [it["set"] for it in told] == [["number", "name", "agent", "guard_rails.max_minutes"]]
    assert told[0]["values"]["guard_rails.max_minutes"] == 5
    assert set(told[0]["values"]) == set(KEYS)


def test_a_number_is_changed_in_its_place(with_main: Program) -> None:
    with_main("lines", "set", SUPPORT, "name=Support")
    assert with_main("lines", "set", MAIN, "number=+14155550101").returncode == 0
    assert [line.number for line in lines()] == ["+14155550101", SUPPORT]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("answer=forward", "with answer “forward” it needs a forward_to"),
        ("answer=maybe", "it has to be 'agent', 'ask'"),
        ("agent=robot", "it has to be stream, practice, echo or none"),
        ("recording=often", "it has to be yes or no"),
        ("answer_after_s=soon", "it has to be a whole number"),
        ("answer_after_s=-1", "it can't be below 0"),
        ("guard_rails.max_minutes=0", "it has to be 1 or more"),
        ("guard_rails.countries=XQ", "XQ is no country's"),
        ("forward_to=12", "country code"),
        ("number=12", "country code"),
        ("colour=red", "A line has no “colour”"),
        ("red", "is no KEY=VALUE"),
        (f"number={SUPPORT}", "two of them have the same number"),
        ("name=Support", "two of them have the same name"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_kept(
    with_main: Program, data_dir: Path, change: str, says: str
) -> None:
    with_main("lines", "set", SUPPORT, "name=Support")
    before = (data_dir / "settings.toml").read_bytes()
    done = with_main("lines", "set", MAIN, change)
    assert done.returncode == 1
    assert says in done.stderr
    assert (data_dir / "settings.toml").read_bytes() == before


def test_lines_are_removed_and_the_carriers_number_goes_by_its_setting(with_main: Program) -> None:
    with_main("lines", "set", SUPPORT, "name=Support")
    assert "is no line any more" in with_main("lines", "remove", SUPPORT).stdout
    assert "is as usual again" in with_main("lines", "remove", MAIN).stdout
    refused = with_main("lines", "remove", MAIN)
    assert (refused.returncode, "reset TWILIO_PHONE_NUMBER" in refused.stderr) == (1, True)
    assert "no line with this number" in with_main("lines", "remove", SUPPORT).stderr
    with_main("settings", "reset", "TWILIO_PHONE_NUMBER")
    assert "There is no line." in with_main("lines").stdout


def test_a_number_written_by_hand_is_known_however_it_is_spelt(
    in_process: Program, data_dir: Path
) -> None:
    data_dir.mkdir()
    (data_dir / "settings.toml").write_text("[[line]]\nnumber = '+1 (415) 555-0100'\n")
    assert in_process("lines", "set", MAIN, "name=Shop").returncode == 0
    assert [line.name for line in lines()] == ["Shop"]
    assert in_process("lines", "remove", MAIN).returncode == 0
    assert lines() == ()


def test_every_field_of_a_line_can_be_said_but_what_is_practices_own() -> None:
    def keys(model: Any, before: str = "") -> list[str]:
        found: list[str] = []
        for field in fields(model):
            value = getattr(model, field.name)
            name = f"{before}{field.name}"
            found += keys(value, f"{name}.") if is_dataclass(value) else [name]
        return found

    every = keys(Line(MAIN, "Main", "echo"))
    assert set(every) == set(KEYS)
    assert set(every) - {field.key for field in FIELDS} == {"guard_rails.unassigned"}
    assert {key for field in FIELDS for key in field.only_if[:1]} <= set(every)


def test_a_table_within_a_table_is_the_same_after_both_ways() -> None:
    table = {"number": MAIN, "guard_rails": {"max_minutes": 5}, "agent_loss": {"sentence": ""}}
    assert nested(flat(table)) == table
