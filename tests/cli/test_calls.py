"""calls, dial, hang-up, ring and doctor beside a node on the practice line."""

from __future__ import annotations

import re

import orjson
import pytest

from tests.cli.conftest import Run

BUSY = "+14155550101"
VOICEMAIL = "+14155550104"
ANSWERS = "+14155550123"


def test_without_calls_it_says_so(run: Run) -> None:
    result = run("calls")
    assert (result.exit_code, result.stdout) == (0, "There are no calls.\n")
    assert orjson.loads(run("calls", "--json").stdout) == {"calls": []}


def test_a_practice_call_is_a_row(run: Run) -> None:
    rung = run("ring")
    assert rung.exit_code == 0
    assert "from +1 415-555-0111 rings." in rung.stdout

    before = orjson.loads(run("calls", "--json").stdout)["calls"]
    table = run("calls").stdout.splitlines()
    after = orjson.loads(run("calls", "--json").stdout)["calls"]
    headings = "Id State Direction Party Line Time Doing Caller Agent Last words"
    assert " ".join(table[0].split()) == headings
    assert len(table) == 2
    for word in ("Inbound", "+1 415-555-0111", "Practice line"):
        assert word in table[1]
    # It rings for two seconds, which may be over by now.
    assert table[1].split()[1] in [call["state"].capitalize() for call in before + after]
    assert re.search(r" \d:\d\d ", table[1])


def test_json_is_the_apis_own(run: Run) -> None:
    rung = orjson.loads(run("ring", "--json").stdout)
    shown = orjson.loads(run("calls", "--json").stdout)["calls"]
    assert [call["id"] for call in shown] == [rung["id"]]
    assert {"levels", "latency_ms", "from", "agent", "flags"} <= shown[0].keys()


def test_a_dial_comes_back_at_once_with_the_call(run: Run) -> None:
    result = run("dial", ANSWERS, "--json")
    call = orjson.loads(result.stdout)
    assert (result.exit_code, call["to"], call["state"]) == (0, ANSWERS, "preparing")
    assert run("dial", ANSWERS).stdout.startswith("Dialling +1 415-555-0123: call ")


def test_waiting_for_a_busy_number_ends_with_its_reason(run: Run) -> None:
    result = run("dial", BUSY, "--wait")
    assert result.exit_code == 1
    assert [line.split("  ")[2] for line in result.stdout.splitlines()][-1] == (
        "Ended: busy, outbound to +1 415-555-0101"
    )


def test_waiting_with_json_prints_the_ended_call_and_nothing_else(run: Run) -> None:
    result = run("dial", BUSY, "--wait", "--json")
    call = orjson.loads(result.stdout)
    assert (result.exit_code, call["state"], call["reason"]) == (1, "ended", "busy")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("911", "Emergency calls are not possible from this console. Use a phone.\n"),
        ("", "Type a number to dial.\n"),
        ("+493012345", "Practice line may not call Germany. "),
    ],
)
def test_a_refused_dial_is_a_sentence(run: Run, number: str, sentence: str) -> None:
    result = run("dial", number)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(sentence)


def test_a_dial_as_somebody_else_is_refused(run: Run) -> None:
    result = run("dial", ANSWERS, "--from", "+14155550199")
    assert result.stderr == (
        "That is not one of our numbers to call from. Choose a line's, or one of the account.\n"
    )
    assert run("dial", ANSWERS, "--agent", "nosuch").stderr.startswith("There is no agent “nosuch”")


def test_a_call_is_hung_up_by_the_beginning_of_its_id(run: Run) -> None:
    call = orjson.loads(run("dial", ANSWERS, "--json").stdout)
    result = run("hang-up", call["id"][:10])
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Call {call['id'][:8]} with +1 415-555-0123 has ended: ")

    again = run("hang-up", call["id"], "--json")
    assert (again.exit_code, orjson.loads(again.stdout)["state"]) == (0, "ended")


def test_all_calls_are_hung_up(run: Run) -> None:
    run("dial", ANSWERS)
    run("ring")
    assert run("hang-up", "--all").stdout.count("has ended") == 2
    assert run("hang-up", "--all").stdout == "There are no calls.\n"
    assert orjson.loads(run("hang-up", "--all", "--json").stdout) == {"calls": []}


def test_ended_calls_are_shown_when_asked_for(run: Run) -> None:
    call = orjson.loads(run("dial", BUSY, "--wait", "--json").stdout)
    assert run("calls").stdout == "There are no calls.\n"
    rows = run("calls", "--ended").stdout.splitlines()
    assert [row.split()[1] for row in rows if call["id"].startswith(row.split()[0])] == ["Busy"]


@pytest.mark.parametrize("args", [("hang-up", "zz"), ("listen", "zz"), ("hang-up", "zz", "--json")])
def test_an_unknown_id_is_a_sentence(run: Run, args: tuple[str, ...]) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "There is no call “zz”. See them with: operator-console calls --ended\n"
    )


@pytest.mark.parametrize("args", [(), ("abc", "--all")])
def test_hang_up_wants_one_thing_or_everything(run: Run, args: tuple[str, ...]) -> None:
    assert run("hang-up", *args).exit_code == 2


def test_an_unknown_practice_caller_is_a_sentence(run: Run) -> None:
    result = run("ring", "nobody-of-that-name")
    assert result.exit_code == 1
    assert result.stderr.startswith("There is no caller “nobody-of-that-name”. There are: ")


def test_the_doctor_shows_each_part(run: Run) -> None:
    result = run("doctor")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()][:10] == [
        "Carrier",
        "Number",
        "Webhook",
        "Tunnel",
        "Signature",
        "Media",
        "Agent",
        "Sound",
        "Keyring",
        "Disk",
    ]
    lamps = orjson.loads(run("doctor", "--json").stdout)["lamps"]
    assert {"name", "state", "cause", "remedy", "last_seen", "age_s"} == lamps[0].keys()


def test_the_doctor_tests_the_way_in(run: Run) -> None:
    result = run("doctor", "--self-test")
    assert result.exit_code == 0
    rows = [line for line in result.stdout.splitlines() if line.startswith("Self-test")]
    assert [row.split()[1] for row in rows] == ["Passed"] * 3
    told = orjson.loads(run("doctor", "--self-test", "--json").stdout)
    assert told["self_test"]["passed"] is True
    assert told["self_test"]["public_url"] == "https://practice.invalid"
    assert run("calls", "--json", "--ended").stdout.count("self-test") == 0
    lamps = {lamp["name"]: lamp["state"] for lamp in told["lamps"]}
    assert (lamps["signature"], lamps["tunnel"], lamps["disk"]) == ("ok", "ok", "ok")


def test_a_dial_takes_its_wishes_along(run: Run) -> None:
    line = ("--max-minutes", "5", "--digits", "1w2", "--record", "--ring-seconds", "30")
    assert run("dial", ANSWERS, *line).exit_code == 0
    assert run("dial", ANSWERS, "--amd", "leave-message").exit_code == 0
    refused = run("dial", ANSWERS, "--ring-seconds", "3")
    assert (refused.exit_code, refused.output) == (1, "A phone may ring for 5 to 600 seconds.\n")
    assert run("dial", ANSWERS, "--amd", "shout").exit_code == 2


def test_a_machine_that_is_hung_up_on_is_nobody_reached(run: Run) -> None:
    result = run("dial", VOICEMAIL, "--amd", "hang-up", "--wait")
    assert result.exit_code == 1
    assert "Note: An answering machine answered" in result.stdout
    call = orjson.loads(run("calls", "--ended", "--json").stdout)["calls"][-1]
    assert (call["reason"], call["answered_by"]) == ("completed", "machine")
