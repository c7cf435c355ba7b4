"""Agent programs: started ahead, started again, given up, and gone with the console."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from pathlib import Path

import pytest

from console.agents.agent import AgentError
from console.agents.process.programs import AgentPrograms
from tests.agent_process.conftest import ACCOUNT, Run, command, is_there, one_liner
from tests.agent_process.conftest import about as about_program
from tests.agents_stream.far import until
from tests.conftest import ExpectLog

ROOT = Path(__file__).parents[2]


async def test_it_is_started_ahead_and_says_when_it_is_ready(run: Run) -> None:
    program = run(command())
    assert program.fault == "The agent program is starting."
    await program.programs.started(program.url)
    assert program.ready
    assert program.fault is None
    assert program.faults[-1] is None
    assert (await program.about())["words"][1] == program.url.rpartition(":")[2]


async def test_the_same_command_is_the_same_program(run: Run) -> None:
    program = run(command())
    assert program.programs.run(command(), ACCOUNT) == program.url
    assert program.programs.run(command("another"), ACCOUNT) != program.url


async def test_one_that_crashed_is_started_again(run: Run, expected_log: ExpectLog) -> None:
    expected_log(r"ended with code 7; its last words: out of memory\.")
    program = run(command())
    await until(lambda: program.ready)
    first = (await program.about())["pid"]
    await program.tell("die", "out of memory")
    await until(lambda: len(program.faults) >= 2 and program.ready)
    assert (await program.about())["pid"] != first
    assert "The agent program ended with code 7; its last words: out of memory." in program.faults


async def test_one_that_hangs_is_started_again(run: Run, expected_log: ExpectLog) -> None:
    expected_log("The agent program no longer answers")
    program = run(command(), patience={"answer_s": 0.3})
    await until(lambda: program.ready)
    first = (await program.about())["pid"]
    hanging = asyncio.create_task(program.tell("hang"))
    await until(lambda: len(program.faults) >= 2 and program.ready)
    hanging.cancel()
    assert (await program.about())["pid"] != first
    assert not is_there(first)


async def test_one_that_is_never_ready_is_started_again(run: Run, expected_log: ExpectLog) -> None:
    expected_log("was not ready within")
    program = run(command("unready"), patience={"start_s": 1.0})
    await until(lambda: (program.fault or "").startswith("The agent program was not ready within"))


async def test_one_that_fails_again_and_again_is_given_up_loudly_and_tried_slowly(
    run: Run, expected_log: ExpectLog, tmp_path: Path
) -> None:
    expected_log(r"ERROR .*(three|four) times; its last words: no such model\. It is started again")
    expected_log(r"WARNING .*ended with code 3( twice)?; its last words")
    tries = tmp_path / "tries"
    text = one_liner(f"open({str(tries)!r}, 'a').write('.'); print('no such model'); exit(3)")
    program = run(text, patience={"give_up_after": 3, "slowly_s": 1.0})
    sentence = "The agent program ended with code 3 three times; its last words: no such model."
    await until(lambda: program.fault == sentence)
    assert tries.read_text() == "..."
    assert program.programs.faulty
    await until(lambda: tries.read_text() == "....")


async def test_the_waits_grow(run: Run, expected_log: ExpectLog) -> None:
    expected_log("started again in")
    begun = asyncio.get_running_loop().time()
    program = run(one_liner("exit(1)"), patience={"again_s": 0.1, "again_at_most_s": 0.2})
    await until(lambda: "four times" in (program.fault or ""))
    assert asyncio.get_running_loop().time() - begun >= 0.1 + 0.2 + 0.2


async def test_a_program_that_is_not_there_is_named(run: Run, expected_log: ExpectLog) -> None:
    expected_log("There is no program /nowhere/python to start the agent with")
    program = run("/nowhere/python agent.py --port {port}")
    await until(lambda: program.programs.faulty)
    assert program.fault == "There is no program /nowhere/python to start the agent with."


async def test_a_file_that_is_no_program_is_named(
    run: Run, expected_log: ExpectLog, tmp_path: Path
) -> None:
    expected_log("could not be started; its last words: .*agent could not be started: ")
    file = tmp_path / "agent"
    file.write_bytes(b"\x7fELF")
    file.chmod(0o700)
    program = run(f"{file} {{port}}")
    await until(lambda: "Exec format error" in (program.fault or ""))


async def test_a_port_that_another_took_is_said(run: Run, expected_log: ExpectLog) -> None:
    expected_log("which another program took")
    with socket.socket() as thief:
        program = run(command())
        thief.bind(("127.0.0.1", int(program.url.rpartition(":")[2])))
        thief.listen()
        await until(lambda: "which another program took" in (program.fault or ""))
    await until(lambda: program.ready)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("agent.py serve --port 8000", "does not say where the port goes"),
        ("", "does not say where the port goes"),
        ("agent.py 'serve {port}", "can't be read: No closing quotation"),
    ],
)
async def test_a_command_that_is_none_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(AgentError, match=sentence):
        AgentPrograms({}).run(text, {})


@pytest.mark.parametrize("words", [(), ("stubborn",)])
async def test_whoever_it_started_ends_with_it(run: Run, words: tuple[str, ...]) -> None:
    program = run(command("family", *words), patience={"grace_s": 0.3})
    await until(lambda: program.ready)
    about = await program.about()
    async with asyncio.timeout(60):
        await program.programs.stop()
    await until(lambda: not any(map(is_there, [about["pid"], about["guard"], *about["family"]])))


async def test_whoever_a_crashed_one_started_ends_too(run: Run, expected_log: ExpectLog) -> None:
    expected_log("ended with code 7")
    program = run(command("family"))
    await until(lambda: program.ready)
    [left] = (await program.about())["family"]
    await program.tell("die")
    await until(lambda: not is_there(left))


async def test_one_that_is_stopped_while_it_starts_is_gone(run: Run) -> None:
    program = run(command("unready"))
    await asyncio.sleep(0)
    await program.programs.stop()
    with pytest.raises(OSError, match="Connect call failed"):
        await program.about()


async def test_nothing_is_left_of_it_when_the_console_is_killed() -> None:
    console = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.agent_process.holder", command("family")),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert console.stdout
    async with asyncio.timeout(60):
        url = (await console.stdout.readline()).decode().strip()
    about = await about_program(url)
    console.send_signal(signal.SIGKILL)
    await console.wait()
    await until(lambda: not any(map(is_there, [about["pid"], about["guard"], *about["family"]])))
