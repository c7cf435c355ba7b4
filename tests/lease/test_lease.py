"""The webhook lease on a number at the practice cloud, over real sockets."""

from __future__ import annotations

import asyncio

import pytest

from console.practice.cloud.numbers import LINKS, METHODS
from console.switchboard.errors import CommandError
from console.switchboard.events import LampState
from console.tunnel.lease_plan import Kind
from console.tunnel.lease_view import Standing
from tests.conftest import ExpectLog
from tests.lease.conftest import HERE, MOVED, NUMBER, THEIRS, THERE, Hold, World

OURS = {
    "voice_url": f"{HERE}/twilio/voice",
    "voice_method": "POST",
    "status_callback": f"{HERE}/twilio/status/inbound",
    "status_callback_method": "POST",
}
APPLICATION, TRUNK = "AP" + "1" * 32, "TK" + "2" * 32


def shows(world: World, expected: dict[str, object]) -> bool:
    now = world.settings()
    return {name: now[name] for name in expected} == expected


# -- taking and giving back ---------------------------------------------------------------


async def test_nothing_is_written_before_somebody_agreed(world: World) -> None:
    before = world.settings()
    lease = world.lease()
    await lease.start()
    await lease.close()
    assert world.settings() == before
    assert world.gate.changes == []
    assert lease.view.standing is Standing.ELSEWHERE
    assert lease.view.sentence == "+1 415-555-0100 is answered by ivr.example, not here."
    assert "lease take" in lease.view.remedy


async def test_the_difference_is_shown_before_anything_is_written(world: World) -> None:
    view = await world.lease().look()
    assert {it.field: (it.now, it.will_be) for it in view.differences} == {
        "voice_url": (THEIRS["voice_url"], OURS["voice_url"]),
        "voice_method": ("GET", "POST"),
        "voice_fallback_url": ("", THEIRS["voice_url"]),
        "voice_fallback_method": ("POST", "GET"),
        "status_callback": (THEIRS["status_callback"], OURS["status_callback"]),
        "status_callback_method": ("GET", "POST"),
    }
    (caution,) = view.cautions
    assert caution.kind is Kind.SOMEBODYS
    assert "ivr.example" in caution.sentence
    assert world.gate.changes == []


async def test_a_number_that_is_taken_leads_here_and_is_put_back_at_the_end(world: World) -> None:
    before = world.settings()
    lease = world.lease()
    await lease.start()
    view = await lease.take()
    assert (view.standing, view.state) == (Standing.HELD, LampState.OK)
    assert shows(world, OURS)
    # What answered until now answers when this console does not.
    assert shows(world, {"voice_fallback_url": THEIRS["voice_url"], "voice_fallback_method": "GET"})
    await lease.close()
    assert world.settings() == before
    assert world.store().records() == ()


async def test_what_was_agreed_to_once_is_done_by_itself_at_the_next_start(world: World) -> None:
    before = world.settings()
    first = world.lease()
    await first.start()
    await first.take()
    await first.close()
    second = world.lease()
    await second.start()
    assert shows(world, OURS)
    await second.restore()
    assert world.settings() == before
    await second.look()
    await second.close()
    third = world.lease()
    await third.start()
    assert world.settings() == before


async def test_automatic_needs_no_further_word(world: World) -> None:
    lease = world.lease(automatic=True)
    await lease.start()
    assert shows(world, OURS)


async def test_a_number_that_leads_here_already_is_not_written(world: World) -> None:
    world.number(**OURS)
    before = world.settings()
    lease = world.lease(automatic=True)
    await lease.start()
    assert lease.view.standing is Standing.HERE
    await lease.take()
    await lease.close()
    assert world.settings() == before
    assert world.gate.changes == []


@pytest.mark.parametrize("setting", [{"voice_application_sid": APPLICATION}, {"trunk_sid": TRUNK}])
async def test_what_overrides_the_voice_url_is_said_taken_off_and_put_back(
    world: World, setting: dict[str, str]
) -> None:
    world.number(**setting)
    before = world.settings()
    lease = world.lease()
    await lease.start()
    (caution,) = lease.view.cautions
    assert caution.kind in (Kind.APPLICATION, Kind.TRUNK)
    assert next(iter(setting.values())) in caution.sentence
    await lease.take()
    assert shows(world, {**OURS, "voice_application_sid": "", "trunk_sid": ""})
    # A voice URL that nobody asked is no help when this console does not answer.
    assert shows(world, {"voice_fallback_url": ""})
    await lease.close()
    assert world.settings() == before


async def test_a_fallback_of_the_users_own_stays(world: World) -> None:
    world.number(voice_fallback_url="https://bin.example/sorry", voice_receive_mode="fax")
    before = world.settings()
    lease = world.lease(automatic=True)
    await lease.start()
    assert shows(world, {"voice_fallback_url": "https://bin.example/sorry"})
    assert shows(world, {"voice_receive_mode": "voice"})
    await lease.close()
    assert world.settings() == before


# -- the public address --------------------------------------------------------------------


async def test_a_new_address_is_followed_and_all_is_put_back(world: World) -> None:
    before = world.settings()
    lease = world.lease(automatic=True)
    await lease.start()
    for lease.url in (MOVED, THERE, HERE):
        await lease.look()
        assert shows(world, {"voice_url": f"{lease.url}/twilio/voice"})
        assert shows(world, {"status_callback": f"{lease.url}/twilio/status/inbound"})
        assert shows(world, {"voice_fallback_url": THEIRS["voice_url"]})
    await lease.close()
    assert world.settings() == before


async def test_without_an_address_nothing_is_taken_and_then_it_is(world: World) -> None:
    before = world.settings()
    lease = world.lease(None, automatic=True)
    await lease.start()
    with pytest.raises(CommandError, match="no public address"):
        await lease.take()
    assert world.settings() == before
    lease.url = HERE
    await lease.look()
    assert shows(world, OURS)


async def test_an_address_that_is_lost_changes_nothing_until_there_is_another(world: World) -> None:
    lease = world.lease(automatic=True)
    await lease.start()
    lease.url = None
    await lease.look()
    assert shows(world, OURS)


# -- other hands ---------------------------------------------------------------------------


async def test_what_somebody_changes_meanwhile_is_left_alone_and_said(world: World) -> None:
    lease = world.lease(automatic=True)
    await lease.start()
    world.number(voice_url="https://new.example/", voice_method="GET")
    view = await lease.look()
    assert (view.standing, view.state) == (Standing.CHANGED, LampState.ERROR)
    assert "new.example answers it now" in view.sentence
    restored = await lease.restore()
    assert "voice_url" in restored.sentences[0]
    assert "left alone" in restored.sentences[0]
    assert shows(world, {"voice_url": "https://new.example/", "voice_method": "GET"})
    # What was ours alone is taken out all the same.
    assert shows(world, {"status_callback": THEIRS["status_callback"], "voice_fallback_url": ""})
    assert world.store().records() == ()


async def test_a_status_callback_that_somebody_changes_is_left_alone(world: World) -> None:
    lease = world.lease(automatic=True)
    await lease.start()
    world.number(status_callback="https://new.example/ended")
    view = await lease.look()
    assert view.standing is Standing.CHANGED
    assert "status callback" in view.sentence
    await lease.close()
    assert shows(world, THEIRS | {
        "status_callback": "https://new.example/ended", "status_callback_method": "POST",
    })  # fmt: skip


async def test_what_somebody_puts_back_by_hand_is_not_taken_again(world: World) -> None:
    before = world.settings()
    lease = world.lease(automatic=True)
    await lease.start()
    world.number(**{name: before[name] for name in (*LINKS.values(), *METHODS.values())})
    assert (await lease.look()).standing is Standing.CHANGED
    assert world.settings() == before
    # Whoever asks for it again gets it.
    assert (await lease.take()).standing is Standing.HELD
    await lease.close()
    assert world.settings() == before


# -- two consoles --------------------------------------------------------------------------


async def test_a_second_console_is_told_who_has_the_number_and_does_not_take_it(
    world: World,
) -> None:
    first = world.lease(automatic=True)
    await first.start()
    second = world.lease(THERE, folder="other", automatic=True)
    await second.start()
    assert shows(world, OURS)
    assert second.view.standing is Standing.ELSEWHERE
    assert second.view.sentence.startswith(
        "Another console has this number: its calls go to here.example since 20"
    )
    assert "--take-over" in second.view.remedy
    with pytest.raises(CommandError, match=r"here\.example") as refused:
        await second.take()
    assert refused.value.code == "another-console"
    assert shows(world, OURS)


@pytest.mark.parametrize("first_to_go", [0, 1])
async def test_a_second_console_takes_over_when_asked_and_the_number_ends_as_it_was(
    world: World, first_to_go: int
) -> None:
    before = world.settings()
    first, second = world.lease(automatic=True), world.lease(THERE, folder="other")
    await first.start()
    await second.start()
    await second.take(take_over=True)
    assert shows(world, {"voice_url": f"{THERE}/twilio/voice"})
    view = await first.look()
    assert view.state is LampState.ERROR
    assert "there.example" in view.sentence
    assert shows(world, {"voice_url": f"{THERE}/twilio/voice"})
    leaving = [first, second]
    await leaving.pop(first_to_go).close()
    await leaving.pop().close()
    if first_to_go == 0:
        # The second put back what it found; the first takes that out when it is next there.
        assert shows(world, OURS)
        await world.lease(folder="data").start()
    assert world.settings() == before


async def test_the_first_console_takes_the_number_back(world: World) -> None:
    before = world.settings()
    first, second = world.lease(automatic=True), world.lease(THERE, folder="other")
    await first.start()
    await second.start()
    await second.take(take_over=True)
    await first.take(take_over=True)
    assert shows(world, OURS)
    await first.close()
    await second.close()
    assert world.settings() == before


async def test_two_consoles_of_one_data_folder_write_no_number_twice(world: World) -> None:
    first = world.lease(automatic=True)
    await first.start()
    second = world.lease(THERE, automatic=True)
    await second.start()
    assert shows(world, OURS)
    with pytest.raises(CommandError, match="same data folder"):
        await second.take(take_over=True)
    await second.close()
    assert shows(world, OURS)


# -- what does not work --------------------------------------------------------------------


async def test_a_number_that_is_not_the_accounts_is_said(world: World) -> None:
    lease = world.lease(number="+14155550198")
    await lease.start()
    state, sentence, _ = lease.view.number_health
    assert state is LampState.ERROR
    assert "is not a number of this Twilio account" in sentence
    assert lease.view.health[0] is LampState.OFF


async def test_a_number_without_voice_is_said(world: World) -> None:
    world.number(voice=False)
    lease = world.lease(automatic=True)
    await lease.start()
    assert "can't take voice calls" in lease.view.number_health[1]
    assert world.gate.changes == []


async def test_a_wrong_token_is_said(world: World) -> None:
    lease = world.lease(token="wrong", automatic=True)
    await lease.start()
    assert lease.view.number_health[0] is LampState.WARN
    assert lease.view.health[0] is LampState.OFF
    assert "does not accept the account SID and auth token" in lease.view.sentence


async def test_no_number_at_all_is_said(world: World) -> None:
    lease = world.lease(number=None, automatic=True)
    await lease.start()
    assert lease.view.state is LampState.OFF
    assert "TWILIO_PHONE_NUMBER" in lease.view.remedy


async def test_a_number_that_cannot_be_written_is_tried_again(world: World) -> None:
    before = world.settings()
    world.gate.refuse = (500, 20500)
    lease = world.lease(automatic=True)
    await lease.start()
    assert lease.view.standing is Standing.FAILED
    assert "Twilio has a fault of its own" in lease.view.sentence
    assert world.settings() == before
    world.gate.refuse = None
    assert (await lease.look()).standing is Standing.HELD
    await lease.close()
    assert world.settings() == before


async def test_what_cannot_be_put_back_now_is_put_back_by_the_next_start(
    world: World, expected_log: ExpectLog
) -> None:
    expected_log("was not put back")
    before = world.settings()
    lease = world.lease(automatic=True)
    await lease.start()
    world.gate.refuse = (503, 20503)
    await lease.close()
    assert shows(world, OURS)
    world.gate.refuse = None
    later = world.lease(number=None)
    await later.start()
    assert world.settings() == before
    assert later.left == ("+1 415-555-0100 is as it was, answered by ivr.example.",)


async def test_where_it_is_off_nothing_is_written(world: World) -> None:
    lease = world.lease(automatic=True, writes=False)
    await lease.start()
    with pytest.raises(CommandError, match="CONSOLE_LEASE"):
        await lease.take()
    assert world.gate.changes == []


async def test_a_write_under_way_is_finished_before_the_number_is_put_back(world: World) -> None:
    before = world.settings()
    world.gate.hold = Hold.BEFORE
    lease = world.lease(automatic=True)
    starting = asyncio.create_task(lease.start())
    await world.gate.held.wait()
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    closing = asyncio.create_task(lease.close())
    world.gate.let_through()
    await closing
    assert world.settings() == before
    assert world.store().records() == ()


async def test_the_number_stays_out_of_what_is_logged(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    lease = world.lease(automatic=True)
    await lease.start()
    await lease.close()
    assert NUMBER[1:] not in caplog.text
