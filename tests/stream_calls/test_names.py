"""How calls are called at Stream, and what is left of them: as the settings say."""

from __future__ import annotations

import asyncio

import pytest

from console.switchboard.call import Call
from tests.agents_stream.far import until
from tests.stream_calls.console import Console, Open, Phone

pytest.importorskip("getstream_rtc", reason="getstream 7 is not installed")

QUIET = b"\xff" * 160


async def rings_at(console: Console, cid: str) -> Call:
    """Have a call come in, and return it once its phone is in the Stream call of that name."""
    call = await console.rings(Phone(QUIET))
    wanted = cid.format(id=call.id)
    await until(lambda: [c.cid for c in console.edge.calls() if c.participants] == [wanted])
    return call


async def comes(console: Console, user_id: str, call_id: str, call_type: str) -> None:
    somebody = console.far.somebody(user_id, call_id, call_type)
    console.people.append(somebody)
    await somebody.join(880)


async def test_the_names_are_those_of_the_settings(open_console: Open) -> None:
    console = await open_console(
        stream_call_type="audio_room",
        stream_call_id="{carrier}-{direction}-{id}",
        stream_user_id="line-1",
        stream_agent_user="receptionist",
        stream_end_call=False,
    )
    call = await rings_at(console, "audio_room:twilio-inbound-{id}")
    stream_id = f"twilio-inbound-{call.id}"
    await comes(console, "visitor", stream_id, "audio_room")
    [there] = console.edge.calls()
    await until(lambda: [p.user_id for p in there.participants] == ["line-1", "visitor"])
    assert not console.ready(call)
    await comes(console, "receptionist", stream_id, "audio_room")
    await until(lambda: console.ready(call))

    await console.engine.switchboard.hang_up(call.id)
    await until(lambda: console.engine.sessions.get(call.id) is None)

    def left() -> list[str]:
        [there] = console.edge.calls()
        return [who.user_id for who in there.participants]

    await until(lambda: left() == ["visitor", "receptionist"])
    assert not console.edge.calls()[0].ended


async def test_a_user_of_one_call_is_deleted_where_that_is_set(open_console: Open) -> None:
    console = await open_console(stream_delete_user=True)
    call, _ = await console.talks(Phone(QUIET))

    async def users() -> set[str]:
        return {user.id for user in (await console.far.rest.query_users()).data.users}

    before = await users()
    assert f"phone-{call.id}" in before
    await console.engine.switchboard.hang_up(call.id)
    async with asyncio.timeout(60):
        while before == (after := await users()):  # noqa: ASYNC110 - Stream is asked
            await asyncio.sleep(0.05)
    assert before - after == {f"phone-{call.id}"}
