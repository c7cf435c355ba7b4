"""The coordinator as the SDK's REST client sees it, and what reaches those in the call."""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("getstream_rtc", reason="getstream 7 is not installed")

import getstream_rtc
import jwt
from aiohttp import ClientSession
from getstream.exceptions import StreamApiException
from getstream.models import CallRequest, UserRequest

from console.practice.edge import CustomEvent
from tests.practice_edge.client import KEY, SECRET, local, stream
from tests.practice_edge.conftest import World


async def test_a_wrong_secret_is_refused_in_streams_words(world: World) -> None:
    async with stream(world.url, secret="another-secret-of-thirty-two-bytes!!") as server:
        with pytest.raises(StreamApiException, match="signature is not valid") as refused:
            await server.video.call("default", "talk").get()
        assert (refused.value.status_code, refused.value.code) == (401, 43)
        stranger = local(server.video.call("default", "talk"), "stranger")
        with pytest.raises(getstream_rtc.RtcError, match="signature is not valid"):
            async with asyncio.timeout(60):
                await stranger.connect()
    assert world.users() == []


async def test_a_wrong_key_is_refused_in_streams_words(world: World) -> None:
    async with stream(world.url, key="another-key") as server:
        with pytest.raises(StreamApiException, match="api_key not valid") as refused:
            await server.upsert_users(UserRequest(id="anybody"))
    assert (refused.value.status_code, refused.value.code) == (401, 2)


@pytest.mark.parametrize(
    ("token", "code"), [("", 5), (jwt.encode({"exp": 1}, SECRET, "HS256"), 40)]
)
async def test_a_bad_token_is_refused(world: World, token: str, code: int) -> None:
    url = f"{world.url}/api/v2/video/call/default/talk?api_key={KEY}"
    async with ClientSession() as http, http.get(url, headers={"Authorization": token}) as answer:
        assert answer.status == 401
        assert (await answer.json())["code"] == code


async def test_what_it_has_not_is_streams_404(world: World) -> None:
    with pytest.raises(StreamApiException) as missing:
        await world.server.video.list_sip_trunks()
    assert (missing.value.status_code, missing.value.code) == (404, 16)
    with pytest.raises(StreamApiException, match="Can't find call"):
        await world.server.video.call("default", "nowhere").get()


async def test_a_call_is_made_changed_listed_ended_and_deleted(world: World) -> None:
    made = (await world.call.get_or_create(data=CallRequest(custom={"carrier": "twilio"}))).data
    assert made.call.cid == "default:talk"
    assert made.call.custom == {"line": "main", "carrier": "twilio"}
    assert made.call.created_by.id == "operator"
    await world.call.update(custom={"line": "other"})
    assert (await world.call.get()).data.call.custom["line"] == "other"
    assert [found.call.id for found in (await world.server.video.query_calls()).data.calls] == [
        "talk"
    ]
    await world.call.end()
    assert (await world.call.get()).data.call.ended_at is not None
    assert world.seen().ended
    await world.call.delete(hard=True)
    assert world.edge.calls() == []


async def test_users_come_and_go(world: World) -> None:
    await world.server.upsert_users(UserRequest(id="phone", name="Phone", custom={"n": 1}))
    found = (await world.server.query_users()).data.users
    assert [(user.id, user.name) for user in found] == [("phone", "Phone")]
    task = (await world.server.delete_users(user_ids=["phone"], user="hard")).data.task_id
    assert (await world.server.get_task(task)).data.status == "completed"
    assert (await world.server.query_users()).data.users == []


async def test_flags_are_set_and_taken_back(world: World) -> None:
    await world.call.start_recording(recording_type="composite")
    await world.call.start_transcription(language="en")
    await world.call.start_closed_captions()
    seen = world.seen()
    assert (seen.recording, seen.transcribing, seen.captioning) == (True, True, True)
    await world.call.stop_recording(recording_type="composite")
    await world.call.stop_transcription()
    await world.call.stop_closed_captions()
    seen = world.seen()
    assert (seen.recording, seen.transcribing, seen.captioning) == (False, False, False)
    assert (await world.call.list_recordings()).data.recordings == []
    assert (await world.call.list_transcriptions()).data.transcriptions == []


async def test_a_custom_event_reaches_those_in_the_call(world: World) -> None:
    async with world.client("phone") as phone, world.client("agent") as agent:
        await world.call.send_call_event(user_id="agent", custom={"say": "hello"})
        for client in (phone, agent):
            event = await client.is_told("custom")
            assert event["custom"] == {"say": "hello"}
            assert event["user"]["id"] == "agent"
            assert event["call_cid"] == "default:talk"
    assert world.seen().events == (CustomEvent("agent", {"say": "hello"}),)


async def test_a_custom_event_reaches_nobody_in_another_call(world: World) -> None:
    other = world.server.video.call("default", "other")
    await other.get_or_create(data=CallRequest(created_by_id="operator"))
    async with world.client("phone") as phone:
        await other.send_call_event(user_id="x", custom={"for": "others"})
        await world.call.send_call_event(user_id="x", custom={"for": "us"})
        assert (await phone.is_told("custom"))["custom"] == {"for": "us"}
        assert phone.names().count("custom") == 1


async def test_a_closed_caption_reaches_those_in_the_call(world: World) -> None:
    async with world.client("phone") as phone:
        events = phone.manager._rust_call.coordinator_events()
        await world.call.send_closed_caption(speaker_id="agent", text="Good morning")
        async with asyncio.timeout(60):
            async for event in events:
                if event.name == "call.closed_caption":
                    break
        assert event.data["closed_caption"]["text"] == "Good morning"
        assert event.data["closed_caption"]["speaker_id"] == "agent"


async def test_the_operator_sees_who_is_in_and_gets_a_report(world: World) -> None:
    async with world.client("phone"), world.client("agent"):
        found = (await world.call.query_call_participants()).data
        assert [participant.user.id for participant in found.participants] == ["phone", "agent"]
        assert found.total_participants == 2
        assert (await world.call.get()).data.call.session is not None
    report = (await world.call.get_call_report()).data.report
    assert (report.participants.sum, report.participants.max_concurrent) == (2, 2)


async def test_a_muted_speaker_is_heard_by_nobody_and_sends_on(world: World) -> None:
    async with world.client("phone") as phone, world.client("agent") as agent:
        await agent.speak(880)
        await phone.hears(10)
        await world.call.mute_users(user_ids=["agent"], audio=True)
        assert (await phone.is_told("track_unpublished")).user_id == "agent"
        await phone.hears_nothing(0.5)
        muted = world.seen().participants[1]
        assert (muted.user_id, muted.muted) == ("agent", True)
        phone.forget()
        call = agent.manager._rust_call
        await call.mute_track(getstream_rtc.TrackType.AUDIO)
        await call.unmute_track(getstream_rtc.TrackType.AUDIO)
        await phone.is_told("track_published")
        await phone.hears(10)
        assert not world.seen().participants[1].muted
        assert world.seen().participants[1].packets > muted.packets


async def test_one_who_is_kicked_is_out_and_may_come_back(world: World) -> None:
    async with world.client("phone") as phone, world.client("agent") as agent:
        await world.call.kick_user(user_id="agent")
        await agent.is_told("call_ended")
        assert (await phone.is_told("participant_left")).participant.user_id == "agent"
        assert world.users() == ["phone"]
    async with world.client("agent"):
        assert world.users() == ["agent"]


async def test_one_who_is_blocked_is_out_and_stays_out(world: World) -> None:
    async with world.client("agent") as agent:
        await world.call.block_user(user_id="agent")
        await agent.is_told("call_ended")
    with pytest.raises(getstream_rtc.RtcError, match="blocked"):
        await world.client("agent").__aenter__()
    await world.call.unblock_user(user_id="agent")
    async with world.client("agent"):
        assert world.users() == ["agent"]


async def test_the_end_is_the_end_for_all(world: World) -> None:
    async with world.client("phone") as phone, world.client("agent") as agent:
        await world.call.end()
        await asyncio.gather(phone.is_told("call_ended"), agent.is_told("call_ended"))
        assert world.users() == []
    with pytest.raises(getstream_rtc.RtcError, match="ended"):
        await world.client("phone").__aenter__()
