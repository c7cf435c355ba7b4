"""Calls that come in: what each answer policy does, seen by the caller and the operator."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from aiohttp import web

from console.switchboard.lines import AgentLoss, Answer, CallerSilence
from tests.fakes.served import Served
from tests.practice_cloud.parties import Recorder, sounds
from tests.twilio_calls.world import (
    BUSY,
    CALLER,
    HUMAN,
    LOUD,
    QUICK,
    line_with,
    open_world,
    soon,
)


async def test_an_agent_answers_at_once() -> None:
    async with open_world() as world:
        call, agent = await world.talk()
        assert (call["from"], call["caller_name"], call["caller_verdict"]) == (CALLER, "ADA L", "A")
        assert agent.line is not None


async def test_a_call_rings_for_as_long_as_its_line_says() -> None:
    async with open_world(line_with(answer_after_s=1)) as world:
        call = await world.becomes(await world.ring(), "live")
        began, answered = (
            datetime.fromisoformat(call[f"{it}_at"]) for it in ("created", "answered")
        )
        assert (answered - began).total_seconds() >= 1


async def test_an_operator_answers_before_the_agent_would() -> None:
    async with open_world(line_with(answer=Answer.ASK, answer_after_s=600)) as world:
        call = await world.ring()
        await world.do(call["id"], "answer")
        await world.becomes(call, "live")
        status, answer = await world.ask("POST", f"/api/calls/{call['id']}/answer")
        assert (status, answer["error"]["code"]) == (409, "not-ringing")


async def test_nobody_answers_so_the_agent_does() -> None:
    async with open_world(line_with(answer=Answer.ASK, answer_after_s=1)) as world:
        await world.talk()


async def test_an_operator_declines() -> None:
    async with open_world(line_with(answer=Answer.ASK, answer_after_s=600)) as world:
        party = Recorder()
        call = await world.ring(party)
        await world.do(call["id"], "decline")
        await world.becomes(call, "ended", reason="rejected", answered_at=None)
        assert party.ticks == 0


@pytest.mark.parametrize(
    ("answer", "reason"), [(Answer.DECLINE, "rejected"), (Answer.BUSY, "busy")]
)
async def test_a_line_turns_calls_away_by_itself(answer: Answer, reason: str) -> None:
    async with open_world(line_with(answer=answer)) as world:
        party = Recorder()
        call = await world.ring(party)
        await world.becomes(call, "ended", reason=reason, answered_at=None, agent=None)
        assert party.ticks == 0


async def test_a_caller_hears_a_sentence_and_is_hung_up() -> None:
    async with open_world(line_with(answer=Answer.SAY, sentence="We are closed.")) as world:
        call = await world.ring()
        ended = await world.becomes(call, "ended", reason="completed", agent=None)
        assert ended["answered_at"]
        assert await world.words(call) == [("agent", "We are closed.")]


async def test_a_call_is_forwarded_and_ends_as_transferred_once_somebody_answers() -> None:
    async with open_world(line_with(answer=Answer.FORWARD, forward_to=HUMAN)) as world:
        human = Recorder([LOUD] * 200)
        world.answered_by = lambda to: human
        party = Recorder()
        call = await world.ring(party)
        await world.becomes(call, "ended", reason="transferred")
        await soon(party.until(lambda heard: len(sounds(heard)) > 5))
        assert world.called == [HUMAN]
        human.hang_up()


async def test_a_forwarded_call_that_nobody_takes_is_told_so() -> None:
    async with open_world(line_with(answer=Answer.FORWARD, forward_to=BUSY)) as world:
        call = await world.ring()
        await world.becomes(call, "ended", reason="busy")


async def test_a_caller_leaves_a_message() -> None:
    line = line_with(answer=Answer.MESSAGE, sentence="Please speak after the beep.")
    async with open_world(line) as world:
        party = Recorder()
        call = await world.ring(party)
        await soon(party.hears_the_beep())
        party.say(frames=[LOUD] * 20)
        ended = await world.becomes(call, "ended", reason="completed")
        assert ended["recording_url"].startswith("https://api.twilio.com/")
        assert ended["recording"] is True


async def test_a_recorded_line_says_so_first_and_is_recorded_at_the_carrier() -> None:
    line = line_with(recording=True, recording_notice="We record this call.")
    async with open_world(line) as world:
        call = await world.becomes(await world.ring(Recorder([LOUD] * 200)), "live")
        await world.row(lambda it: it["id"] == call["id"] and it["recording"])
        assert "Told first: We record this call." in await world.notes(call)
        await world.do(call["id"], "hang-up")
        await world.row(lambda it: it["id"] == call["id"] and it["recording_url"])


async def test_a_line_that_does_not_record_says_nothing_of_it() -> None:
    async with open_world(line_with()) as world:
        call = await world.becomes(await world.ring(Recorder([LOUD] * 200)), "live")
        assert await world.notes(call) == []
        assert not call["recording"]
        await world.do(call["id"], "hang-up")


async def test_notes_are_kept_on_a_call_that_has_no_audio_here() -> None:
    line = line_with(answer=Answer.MESSAGE, sentence="Please speak after the beep.")
    async with open_world(line) as world:
        call = await world.becomes(await world.ring(Recorder([LOUD] * 500)), "live")
        await world.do(call["id"], "note", text="the usual one")
        assert "the usual one" in await world.notes(call)
        status, answer = await world.ask("POST", f"/api/calls/{call['id']}/hold")
        assert (status, answer["error"]["code"]) == (409, "not-live")
        await world.do(call["id"], "hang-up")


PROGRAM = """
import json, os, sys
for line in sys.stdin:
    event = json.loads(line)
    if event["event"] == "begin":
        clean = not any(name.startswith("TWILIO_") for name in os.environ)
        print(json.dumps({"say": f"Hello from {event['line']}. {clean}"}), flush=True)
    elif event["event"] == "said":
        bye = "bye" in event["text"]
        print(json.dumps({"say": event["text"].upper(), "goodbye": bye}), flush=True)
    else:
        open(sys.argv[1], "w").write(event["event"])
"""


async def test_a_caller_talks_with_a_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "secret")
    script, done = tmp_path / "program.py", tmp_path / "done"
    script.write_text(PROGRAM)
    command = f"{sys.executable} {script} {done}"
    line = line_with(answer=Answer.DIALOGUE, dialogue=command, sentence="Welcome.")
    async with open_world(line, replace(QUICK, second=1.0)) as world:
        party = Recorder()
        call = await world.becomes(await world.ring(party), "live")
        for words in ("is it open", "then bye"):
            await world.listens(call)
            party.say(words, [LOUD] * 5)
            await world.told(call, words.upper())
        await world.becomes(call, "ended", reason="completed", error=None)
        assert await world.words(call) == [
            ("agent", "Welcome."),
            ("agent", "Hello from Main line. True"),
            ("caller", "is it open"),
            ("agent", "IS IT OPEN"),
            ("caller", "then bye"),
            ("agent", "THEN BYE"),
        ]
        await world.until(done.exists)


async def test_a_caller_talks_with_a_page() -> None:
    asked = []

    async def answer(request: web.Request) -> web.StreamResponse:
        event = await request.json()
        asked.append(event["event"])
        response = web.StreamResponse()
        await response.prepare(request)
        for part in (b'{"say": "Good', b'bye.", "goodbye": true}'):
            await response.write(part)
            await asyncio.sleep(0)
        return response

    app = web.Application()
    app.router.add_post("/talk", answer)
    served = Served(app)
    address = f"{await served.start()}/talk"
    async with open_world(line_with(answer=Answer.DIALOGUE, dialogue=address)) as world:
        call = await world.ring()
        await world.becomes(call, "ended", reason="completed")
        assert await world.words(call) == [("agent", "Goodbye.")]
        await world.until(lambda: asked == ["begin", "end"])
    await served.stop()


@pytest.mark.parametrize(
    ("dialogue", "told"),
    [
        ("there-is-no-such-program", "no program"),
        (f"{sys.executable} -c 'print(1)'", "no answer that can be read"),
        (f"{sys.executable} -c 'pass'", "has ended"),
        ("http://example.invalid/talk", "https"),
        ("https://127.0.0.1:9/talk", "can't be reached"),
    ],
)
async def test_a_program_that_fails_is_told_of_and_the_caller_hears_so(
    dialogue: str, told: str
) -> None:
    line = line_with(answer=Answer.DIALOGUE, dialogue=dialogue, agent_loss=AgentLoss("Sorry."))
    async with open_world(line) as world:
        call = await world.ring()
        ended = await world.becomes(call, "ended", reason="completed")
        assert told in ended["error"]["message"]
        assert await world.words(call) == [("agent", "Sorry.")]


async def test_a_caller_who_says_nothing_to_a_program_is_asked_and_let_go(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM)
    command = f"{sys.executable} {script} {tmp_path / 'done'}"
    silence = CallerSilence(question="Hello?", goodbye="Bye.")
    line = line_with(answer=Answer.DIALOGUE, dialogue=command, caller_silence=silence)
    async with open_world(line) as world:
        call = await world.ring()
        await world.becomes(call, "ended", reason="completed")
        assert (await world.words(call))[1:] == [("agent", "Hello?"), ("agent", "Bye.")]
