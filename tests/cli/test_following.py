"""listen and calls --follow: what goes on until the call ends, or Ctrl+C."""

from __future__ import annotations

import signal
import time
import wave
from pathlib import Path

import numpy as np
import orjson

from tests.cli.conftest import Run, lines_until, running


def test_each_event_is_a_line(run: Run, node: Path) -> None:
    run("dial", "+14155550123")
    with running("calls", "--follow", data_dir=node) as following:
        lines_until(following, "outbound to +1 415-555-0123")
        run("hang-up", "--all")
        ended = lines_until(following, "Ended: ")[-1]
        assert ended.endswith(", outbound to +1 415-555-0123")
        following.send_signal(signal.SIGINT)
        assert following.wait() == 0
        assert following.stderr
        assert following.stderr.read() == ""


def test_calls_that_ended_before_come_first_when_asked_for(run: Run, node: Path) -> None:
    run("dial", "+14155550101", "--wait")
    with running("calls", "--follow", "--ended", data_dir=node) as following:
        lines_until(following, "Ended: busy, outbound to +1 415-555-0101")


def test_json_gives_each_event_as_the_api_does(run: Run, node: Path) -> None:
    with running("calls", "--follow", "--json", data_dir=node) as following:
        assert following.stdout
        first = orjson.loads(following.stdout.readline())
        assert (first["seq"], first["type"], first["calls"]) == (1, "snapshot", [])
        run("dial", "+14155550101", "--wait")
        second = orjson.loads(following.stdout.readline())
        assert (second["seq"], second["type"], second["call"]["state"]) == (2, "call", "preparing")


def test_a_call_is_saved_with_the_agent_on_the_right(run: Run, node: Path, tmp_path: Path) -> None:
    call = orjson.loads(run("ring", "--json").stdout)
    file = tmp_path / "call.wav"
    with running("listen", call["id"][:12], "--save", str(file), data_dir=node) as listening:
        lines_until(listening, "Saving to")
        _wait_for_the_agent(run)
        run("hang-up", call["id"])
        assert lines_until(listening, "Saved")[-1].endswith(f" s to {file}.")
        assert listening.wait() == 0
    caller, agent = _channels(file)
    # The two take turns, and whoever speaks now is the agent.
    speaks = np.abs(agent) > 1000
    assert speaks.any()
    assert np.abs(caller[speaks]).max() < 1000


def test_ctrl_c_ends_listening_and_leaves_a_whole_file(
    run: Run, node: Path, tmp_path: Path
) -> None:
    call = orjson.loads(run("ring", "--json").stdout)
    file = tmp_path / "call.wav"
    with running("listen", call["id"], "--save", str(file), data_dir=node) as listening:
        lines_until(listening, "Saving to")
        listening.send_signal(signal.SIGINT)
        assert listening.wait() == 0
    _channels(file)
    assert orjson.loads(run("calls", "--json").stdout)["calls"], "the call goes on"


def test_a_file_that_cannot_be_written_is_a_sentence(run: Run, tmp_path: Path) -> None:
    call = orjson.loads(run("ring", "--json").stdout)
    file = tmp_path / "nowhere" / "call.wav"
    result = run("listen", call["id"], "--save", str(file))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{file} can't be used: No such file or directory.\n"


def test_an_ended_call_has_nothing_to_hear(run: Run) -> None:
    call = orjson.loads(run("dial", "+14155550101", "--wait", "--json").stdout)
    result = run("listen", call["id"])
    assert result.exit_code == 1
    assert result.stderr == "The call has ended; there is nothing to hear.\n"


def _wait_for_the_agent(run: Run) -> None:
    until, loud = time.monotonic() + 60, 0
    while time.monotonic() < until:
        calls = orjson.loads(run("calls", "--json").stdout)["calls"]
        # Not only at the quiet beginning of a word.
        loud += calls[0]["levels"]["agent"] > -25
        if loud == 5:
            return
    raise AssertionError("the agent was never heard")


def _channels(file: Path) -> tuple[np.ndarray, np.ndarray]:
    with wave.open(str(file)) as wav:
        assert (wav.getnchannels(), wav.getsampwidth(), wav.getframerate()) == (2, 2, 8000)
        both = np.frombuffer(wav.readframes(wav.getnframes()), "<i2").astype(int).reshape(-1, 2)
    return both[:, 0], both[:, 1]
