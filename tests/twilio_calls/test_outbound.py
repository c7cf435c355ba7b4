"""Calls out: limits, machines, keys, recordings, and a carrier on a bad day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.switchboard.lines import GuardRails
from tests.practice_cloud.parties import Recorder, sounds
from tests.twilio_calls.world import (
    BUSY,
    DEAF,
    FRIEND,
    LINE,
    LOUD,
    QUICK,
    UNREACHABLE,
    VOICEMAIL,
    line_with,
    open_world,
    soon,
)

ANSWERED = ["preparing", "queued", "ringing", "connecting", "live"]


@pytest.mark.parametrize(
    ("to", "reason", "code"),
    [(BUSY, "busy", None), (DEAF, "no-answer", None), (UNREACHABLE, "failed", "sip-404")],
)
async def test_a_call_that_nobody_answers_says_why(to: str, reason: str, code: str) -> None:
    async with open_world(timings=replace(QUICK, no_answer=60)) as world:
        call = await world.dial(to, ring_s=5)
        ended = await world.becomes(call, "ended", reason=reason, answered_at=None)
        assert (ended["error"] or {}).get("code") == code


async def test_a_call_is_cancelled_while_it_rings() -> None:
    async with open_world() as world:
        call = await world.becomes(await world.dial(DEAF), "ringing")
        await world.do(call["id"], "hang-up")
        await world.becomes(call, "ended", reason="canceled", answered_at=None)


async def test_the_carrier_ends_a_call_after_its_minutes() -> None:
    async with open_world(timings=replace(QUICK, second=0.01)) as world:
        ended = await world.becomes(await world.dial(max_minutes=1), "ended", reason="completed")
        assert ended["answered_at"]


async def test_no_dial_outlasts_its_lines_guard_rails() -> None:
    rails = GuardRails(unassigned=True, max_minutes=1)
    async with open_world(line_with(guard_rails=rails), replace(QUICK, second=0.01)) as world:
        ended = await world.becomes(await world.dial(max_minutes=90), "ended", reason="completed")
        assert ended["answered_at"]


@pytest.mark.parametrize(
    ("to", "told"),
    [(FRIEND, "A person answered"), (VOICEMAIL, "An answering machine answered")],
)
async def test_who_answered_is_noted_and_the_agent_talks_on(to: str, told: str) -> None:
    async with open_world() as world:
        call = await world.becomes(await world.dial(to, on_machine="carry-on"), "live")
        await soon(world.agents[-1].joined.wait())
        await world.told(call, told)
        assert (await world.becomes(call, "live"))["agent"]["state"] == "ready"


async def test_a_machine_is_hung_up_on() -> None:
    async with open_world() as world:
        call = await world.dial(VOICEMAIL, on_machine="hang-up")
        await world.becomes(call, "ended", reason="completed", error=None)
        assert "An answering machine answered" in await world.notes(call)


async def test_a_person_is_not() -> None:
    async with open_world() as world:
        call = await world.dial(FRIEND, on_machine="hang-up")
        await world.told(call, "A person answered")
        await world.becomes(call, "live")


@pytest.mark.parametrize("to", [VOICEMAIL, FRIEND])
async def test_a_message_begins_after_the_beep_and_for_a_person_at_once(to: str) -> None:
    machine = to == VOICEMAIL
    async with open_world() as world:
        call = await world.becomes(await world.dial(to, on_machine="leave-message"), "live")
        await soon(world.agents[-1].joined.wait())
        # Not before: the agent joins when it is known who answered, and that is noted first.
        told = "An answering machine takes a message now" if machine else "A person answered"
        assert told in await world.notes(call)


async def test_keys_are_pressed_on_answer() -> None:
    async with open_world() as world:
        menu = Recorder()
        world.answered_by = lambda to: menu
        await world.becomes(await world.dial(digits="42#"), "live")
        assert len(sounds(menu.heard)) == 15  # three tones of 100 ms


async def test_a_recorded_call_says_so_and_where_the_recording_is() -> None:
    async with open_world() as world:
        call = await world.becomes(await world.dial(record=True), "live")
        await world.row(lambda it: it["id"] == call["id"] and it["recording"])
        await world.do(call["id"], "hang-up")
        ended = await world.row(lambda it: it["id"] == call["id"] and it["recording_url"])
        assert (ended["state"], ended["recording"]) == ("ended", True)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"ring_s": 2}, "bad-ring"),
        ({"ring_s": "20"}, "bad-json"),
        ({"max_minutes": 0}, "bad-minutes"),
        ({"digits": "12 34"}, "bad-digits"),
        ({"digits": "1", "on_machine": "hang-up"}, "digits-and-machine"),
        ({"on_machine": "shout"}, "bad-json"),
        ({"record": "yes"}, "bad-json"),
    ],
)
async def test_wishes_that_cannot_be_are_refused_before_anybody_is_rung(
    wish: dict[str, object], code: str
) -> None:
    async with open_world() as world:
        status, answer = await world.ask("POST", "/api/calls", to=FRIEND, **wish)
        assert (status, answer["error"]["code"]) == (422, code)
        assert await world.rows() == []


@pytest.mark.parametrize("mishap", ["shuffled", "twice", "both", "late", "before the answer"])
async def test_reports_may_come_in_any_order_and_any_number(mishap: str) -> None:
    async with open_world() as world:
        mishaps = world.cloud.mishaps
        mishaps.shuffled = mishap in ("shuffled", "both")
        mishaps.twice = mishap in ("twice", "both")
        mishaps.late_s = 0.3 if mishap == "late" else 0.0
        mishaps.slow_create_s = 0.6 if mishap == "before the answer" else 0.0
        party = Recorder([LOUD] * 500)
        world.answered_by = lambda to: party
        async with world.http.ws_connect(world.control + "/api/events") as events:
            call = await world.dial()
            await world.becomes(call, "live")
            party.hang_up()
            await world.becomes(call, "ended", reason="completed", error=None)
            states = []
            while not events.closed and "ended" not in states:
                event = await events.receive_json(timeout=60)
                if event["type"] == "call" and event["call"]["state"] not in states:
                    states.append(event["call"]["state"])
        assert states[:-1] == [state for state in ANSWERED if state in states]
        assert len(world.called) == 1


@pytest.mark.parametrize(("status", "code"), [(429, "20429"), (503, "20503")])
async def test_a_dial_that_the_carrier_turns_away_is_not_tried_again(
    status: int, code: str
) -> None:
    async with open_world() as world:
        world.cloud.mishaps.rest.append(status)
        ended = await world.becomes(await world.dial(), "ended", reason="failed")
        assert ended["error"]["code"] == code
        assert world.called == []


@pytest.mark.parametrize("answer", [503, 0])
async def test_a_dial_that_was_done_and_not_answered_is_found_again(answer: int) -> None:
    async with open_world() as world:
        world.cloud.mishaps.rest.append(answer)
        world.cloud.mishaps.rest_done = True
        call = await world.becomes(await world.dial(), "live")
        assert world.called == [FRIEND]
        await world.do(call["id"], "hang-up")
        await world.becomes(call, "ended", reason="completed")


async def test_a_hang_up_that_fails_is_told_and_the_audio_closed() -> None:
    async with open_world() as world:
        call, _ = await world.talk()
        world.cloud.mishaps.rest.append(503)
        answer = await world.do(call["id"], "hang-up")
        assert answer["error"]["message"].endswith("The audio was closed instead.")
        await world.becomes(call, "ended")


@pytest.mark.parametrize("fault", ["no_stop", "no_close"])
async def test_a_media_socket_may_end_without_a_stop_or_without_a_close(fault: str) -> None:
    async with open_world() as world:
        party = Recorder([LOUD] * 500)
        call, _ = await world.talk(party)
        setattr(world.cloud.mishaps, fault, True)
        party.hang_up()
        await world.becomes(call, "ended", reason="completed", error=None)


async def test_the_line_is_dialled_from() -> None:
    async with open_world() as world:
        call = await world.dial(**{"from": LINE.number})
        assert (call["from"], call["line"]) == (LINE.number, LINE.name)
        # Left on its way, the call would end with the world, at whatever it has come to by then.
        await world.becomes(call, "live")
        await world.do(call["id"], "hang-up")
        await world.becomes(call, "ended", reason="completed")
