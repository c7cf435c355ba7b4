"""What an agent program gets of the console's, and what of its output is logged."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.agents.agent import AgentError
from console.agents.process.output import Output
from console.agents.process.programs import AgentPrograms
from tests.agent_process.conftest import ACCOUNT, Run, command, one_liner
from tests.agents_stream.far import until
from tests.conftest import ExpectLog
from tests.virtual_time import ManualClock

SECRET = ACCOUNT["STREAM_API_SECRET"]
CONSOLES = {
    "PATH": os.environ["PATH"],
    "LC_ALL": "C.UTF-8",
    "TWILIO_AUTH_TOKEN": "of-the-phone",
    "CONSOLE_CONTROL_TOKEN": "of-the-console",
    "PYTHONPATH": "/of/the/console",
    "VIRTUAL_ENV": "/of/the/console",
    "OPENAI_API_KEY": "of-the-model",
}


async def test_it_gets_a_clean_environment_and_what_it_needs(run: Run) -> None:
    program = run(command(), given=CONSOLES, wanted=["OPENAI_API_KEY", "NOT_THERE"])
    await until(lambda: program.ready)
    environment = (await program.about())["environment"]
    environment.pop("LC_CTYPE", None)  # Python's own
    assert environment == ACCOUNT | {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "OPENAI_API_KEY": "of-the-model",
        "PYTHONUNBUFFERED": "1",
        "PYTHONIOENCODING": "utf-8",
    }


@pytest.mark.parametrize("name", ["TWILIO_AUTH_TOKEN", "console_control_token", "NGROK_AUTHTOKEN"])
def test_what_is_no_business_of_an_agents_is_refused(name: str) -> None:
    with pytest.raises(AgentError, match=f"{name} is not for agent programs"):
        AgentPrograms(CONSOLES, [name]).run("agent {port}", ACCOUNT)


async def test_no_secret_is_among_the_words_that_everybody_can_read(run: Run) -> None:
    program = run(command())
    await until(lambda: program.ready)
    about = await program.about()
    for pid in (about["pid"], about["guard"]):
        line = await asyncio.to_thread(Path(f"/proc/{pid}/cmdline").read_bytes)
        assert b"program.py" in line
        assert SECRET.encode() not in line


async def test_its_lines_arrive_in_the_log_masked(
    run: Run, caplog: pytest.LogCaptureFixture, expected_log: ExpectLog
) -> None:
    expected_log(r"WARNING agent\.program: 12:00 WARNING key •••, secret •••, token •••")
    caplog.set_level(logging.INFO)
    program = run(command())
    await until(lambda: program.ready)
    key = ACCOUNT["STREAM_API_KEY"]
    token = "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoiYSJ9.c2lnbmF0dXJl"
    await program.tell("print", f"12:00 WARNING key {key}, secret {SECRET}, token {token}")
    await program.tell("print", "\x1b[32mhello\x1b[0m")
    await program.tell("print", '127.0.0.1:4711 | "GET /health HTTP/1.1" | 200 OK')
    await program.tell("print", "INFO 🎤 [Transcript Complete]: my card number")
    await until(lambda: "Transcript" in caplog.text)
    lines = [record.getMessage() for record in caplog.records if record.name == "agent.program"]
    assert lines == [
        "12:00 WARNING key •••, secret •••, token •••",
        "hello",
        "INFO 🎤 [Transcript Complete]: …",
    ]


async def test_what_it_is_given_is_masked_where_it_is_a_secret(
    run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    given = CONSOLES | {"DB_PASSWORD": "hunter2", "AGENT_KIT": "gemini", "DSN": "db://me:pw@host/x"}
    text = one_liner(
        "import os, time; print(*map(os.environ.get, "
        "['OPENAI_API_KEY', 'DB_PASSWORD', 'AGENT_KIT', 'DSN'])); time.sleep(60)"
    )
    run(text, given=given, wanted=["OPENAI_API_KEY", "DB_PASSWORD", "AGENT_KIT", "DSN"])
    await until(lambda: "gemini" in caplog.text)
    assert "••• ••• gemini •••" in caplog.text


async def test_two_programs_can_be_told_apart_in_the_log(
    run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    program = run(one_liner("print('I am one'); import time; time.sleep(60)"))
    program.programs.run(one_liner("print('I am two'); import time; time.sleep(60)"), {})
    await until(lambda: "I am one" in caplog.text and "I am two" in caplog.text)
    names = {record.getMessage(): record.name for record in caplog.records}
    assert names["I am one"] != names["I am two"]


@given(st.binary(max_size=3000), st.binary(max_size=3000))
def test_no_line_is_too_long_or_holds_a_secret(before: bytes, after: bytes) -> None:
    line = Output("x", [SECRET]).masked(
        (before + SECRET.encode() + after).decode("utf-8", "replace")
    )
    assert SECRET not in line
    assert len(line) <= 501
    assert all(char.isprintable() for char in line)


def test_lines_are_the_same_however_they_come(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    lines = [f"line {number} " + "é" * random.randrange(700) for number in range(40)]
    sent = "\r\n".join(lines).encode()
    output = Output("x", [])
    while sent:
        size = random.randrange(1, 900)
        output.feed(sent[:size])
        sent = sent[size:]
    output.finish()
    expected = [line if len(line) <= 500 else line[:500] + "…" for line in lines]
    assert [record.getMessage() for record in caplog.records] == expected


def test_a_line_without_end_takes_no_memory(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    output = Output("x", [])
    tracemalloc.start()
    for _ in range(500):
        output.feed(b"x" * 10_000)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 100_000
    output.finish()
    [record] = caplog.records
    assert len(record.getMessage()) == 501


def test_a_flood_is_cut_and_counted(
    caplog: pytest.LogCaptureFixture, expected_log: ExpectLog
) -> None:
    expected_log("800 lines of the agent program were left out")
    caplog.set_level(logging.INFO)
    clock = ManualClock()
    output = Output("x", [], clock)
    for number in range(1000):
        output.take(f"line {number}".encode())
    assert len(caplog.records) == 200
    assert output.last_words == "line 999"
    clock.pass_by(1.0)
    output.take(b"at last")
    assert caplog.records[-1].getMessage() == "at last"


def test_a_request_is_never_why_it_ended() -> None:
    output = Output("x", [])
    output.take(b"out of memory")
    output.take(b'127.0.0.1:4711 - "DELETE /calls/1/sessions/2 HTTP/1.1" 202 Accepted')
    assert output.last_words == "out of memory"
