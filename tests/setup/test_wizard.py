"""From a clean profile to a self-test in green, and what is said where a step fails."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import pytest
import pytest_asyncio

from console.practice.cloud import PracticeCloud
from console.practice.cloud.terms import Terms
from tests.fakes.setup_process import Json, SetupProcess, field, setup_process
from tests.practice_cloud.parties import Recorder
from tests.setup.conftest import (
    ACCOUNT,
    AUTH_TOKEN,
    FAX,
    FREE,
    NUMBER,
    STREAM_KEY,
    STREAM_SECRET,
    Surroundings,
)
from tests.tunnel.conftest import SECRET, TOKEN

pytestmark = pytest.mark.asyncio(loop_scope="module")
KEYS = {"twilio_account_sid": ACCOUNT, "twilio_auth_token": AUTH_TOKEN}


def problem(view: Json) -> str:
    assert view["state"] == "problem", view
    return f"{view['sentence']} {view['remedy']}".strip()


async def accepted(setup: SetupProcess, step: str, **values: str) -> Json:
    """Submit a step; again where whom it asks was too slow, as on a busy machine."""
    for _ in range(5):
        view = await setup.submit(step, **values)
        if view["state"] in ("ok", "warning"):
            break
    return view


# -- failures, each a sentence ----------------------------------------------------------


async def test_the_steps_come_in_the_order_in_which_one_thing_needs_the_other(
    setup: SetupProcess,
) -> None:
    steps = await setup.ask("steps")
    assert [step["name"] for step in steps] == [
        *("carrier", "keys", "number", "way-in", "agent", "sound", "guard-rails"),
        *("self-test", "go-live"),
    ]
    assert all(step["title"] and step["intro"] and step["verb"] for step in steps)


async def test_only_a_carrier_that_this_version_speaks_to_can_be_chosen(
    setup: SetupProcess,
) -> None:
    (carrier,) = (await setup.open("carrier"))["fields"]
    assert [(it["value"], it["usable"]) for it in carrier["choices"]] == [
        ("twilio", True),
        ("telnyx", False),
    ]
    assert "Twilio only" in problem(await setup.submit("carrier", carrier="telnyx"))
    assert (await setup.submit("carrier", carrier="twilio"))["state"] == "ok"


async def test_a_wrong_auth_token_is_what_the_account_says_and_is_not_kept(
    setup: SetupProcess,
) -> None:
    view = await setup.submit(
        "keys", twilio_account_sid=ACCOUNT, twilio_auth_token=f"wrong-{SECRET}"
    )
    assert "does not accept the account SID and auth token" in problem(view)
    assert field(view, "twilio_account_sid")["value"] == ACCOUNT
    assert SECRET not in str(view)
    view = await setup.open("keys")
    assert (field(view, "twilio_account_sid")["value"]) == ""
    assert (field(view, "twilio_auth_token")["kept"]) == ""


@pytest.mark.parametrize(
    ("sid", "says"),
    [("", "missing"), ("SK" + "0" * 32, "API key's SID"), ("AC12", "AC and 32 characters")],
)
async def test_an_account_sid_that_is_none_is_told_at_its_field(
    setup: SetupProcess, sid: str, says: str
) -> None:
    view = await setup.submit("keys", twilio_account_sid=sid, twilio_auth_token="x")
    assert view["state"] == "problem"
    assert says in field(view, "twilio_account_sid")["problem"]
    assert field(view, "twilio_auth_token")["problem"] == ""


async def test_good_keys_without_a_keyring_are_not_kept_anywhere(setup: SetupProcess) -> None:
    said = problem(await setup.submit("keys", **KEYS))
    assert "account is active. But it can't be kept" in said
    assert "GNOME Keyring" in said
    assert "in the environment" in said


async def test_without_keys_there_is_no_list_of_numbers(setup: SetupProcess) -> None:
    view = await setup.open("number")
    assert field(view, "twilio_phone_number")["choices"] == []
    assert "once the keys are checked" in problem(
        await setup.submit("number", twilio_phone_number=NUMBER)
    )


async def test_a_way_in_that_is_none_says_what_is_missing(setup: SetupProcess) -> None:
    view = await setup.submit("way-in", way="ngrok")
    assert field(view, "ngrok_authtoken")["problem"] == "The token is missing."
    view = await setup.submit("way-in", way="own", public_url="http://phone.example.com")
    assert "must be like https://" in problem(view)
    view = await setup.submit("way-in", way="own", public_url="https://nowhere.invalid")
    assert "nowhere.invalid can't be found" in problem(view)


async def test_an_ngrok_token_that_is_refused_is_told_without_it(
    setup: SetupProcess, around: Surroundings
) -> None:
    before = around.agent.folder.joinpath("behaviour.json").read_text()
    around.agent.behave(refuses="107")
    try:
        view = await setup.submit("way-in", way="ngrok", ngrok_authtoken=TOKEN)
    finally:
        around.agent.folder.joinpath("behaviour.json").write_text(before)
    assert "does not know the token" in problem(view)
    assert SECRET not in str(view)


async def test_stream_keys_that_are_refused_are_told(setup: SetupProcess) -> None:
    view = await setup.submit("agent", agent="stream", sent_by="anyone")
    assert field(view, "stream_api_secret")["problem"] == "The secret is missing."
    view = await setup.submit(
        "agent",
        agent="stream",
        sent_by="anyone",
        stream_api_key=STREAM_KEY,
        stream_api_secret="not-the-secret-that-belongs-to-this-key",
    )
    assert "Stream refused the API key or its secret" in problem(view)


async def test_a_command_that_can_serve_no_agents_is_told(setup: SetupProcess) -> None:
    view = await setup.submit(
        "agent",
        agent="stream",
        sent_by="command",
        stream_api_key=STREAM_KEY,
        stream_api_secret=STREAM_SECRET,
        agent_command="no-such-program-anywhere --port {port}",
    )
    assert "no-such-program-anywhere" in problem(view)


async def test_guard_rails_that_are_none_are_told_at_their_fields(setup: SetupProcess) -> None:
    view = await setup.submit("guard-rails", max_minutes="many", countries="XX", dials_at_once="5")
    assert view["state"] == "problem"
    assert "a whole number" in field(view, "max_minutes")["problem"]
    assert "XX is no country's" in field(view, "countries")["problem"]
    assert field(view, "dials_at_once")["problem"] == ""
    assert field(view, "dials_at_once")["value"] == "5"


async def test_the_line_does_not_start_without_what_it_needs_and_practice_goes_on(
    setup: SetupProcess,
) -> None:
    view = await setup.submit("self-test")
    assert "calls would not come in" in problem(view)
    assert [remark["state"] for remark in view["remarks"]] == ["problem"]


async def test_a_line_that_can_not_start_says_why_and_what_ran_before_runs_again(
    around: Surroundings, tmp_path: Path
) -> None:
    own = {"CONSOLE_PORT", "CONSOLE_CONTROL_PORT"}
    environment = {name: text for name, text in around.environment.items() if name not in own}
    taken = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    file = tmp_path / "settings.toml"
    async with taken, setup_process(environment | {"CONSOLE_DATA_DIR": str(tmp_path)}) as setup:
        await setup.ask("steps")  # by then it runs, and reads the file no more
        file.write_text(f"port = {port}\ncontrol_port = 0\n")
        said = problem(await setup.submit("self-test"))
        assert said.startswith(f"Port {port} can't be used")
        assert "CONSOLE_PORT" in said
        assert (await setup.open("go-live"))["state"] == "to do"
        file.write_text("port = 0\ncontrol_port = 0\n")
        assert "calls would not come in" in problem(await setup.submit("self-test"))


# -- the way through --------------------------------------------------------------------


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def led_through(kept_setup: SetupProcess, around: Surroundings) -> SetupProcess:
    """Go the whole way with a clean profile, up to a number that rings here and is put back."""
    setup = kept_setup
    assert (await setup.submit("carrier", carrier="twilio"))["state"] == "ok"

    keys = await setup.submit("keys", **KEYS)
    assert (keys["state"], keys["sentence"]) == ("ok", "The Twilio account is active.")
    assert "100.00 USD" in keys["remarks"][0]["sentence"]
    assert "Secret Service since" in field(keys, "twilio_auth_token")["kept"]
    assert field(keys, "twilio_auth_token")["value"] == ""

    choices = field(await setup.open("number"), "twilio_phone_number")["choices"]
    assert [(it["value"], it["usable"]) for it in choices] == [
        (NUMBER, True),
        (FAX, False),
        (FREE, True),
    ]
    assert "ivr.example" in choices[0]["note"]
    assert "No voice" in choices[1]["note"]
    fax = await setup.submit("number", twilio_phone_number=FAX)
    assert "can't take voice calls" in problem(fax)
    number = await setup.submit("number", twilio_phone_number=NUMBER)
    assert number["state"] == "warning"
    assert "Somebody's program at ivr.example" in number["remarks"][0]["sentence"]

    way_in = await setup.submit("way-in", way="ngrok", ngrok_authtoken=TOKEN, ngrok_url="")
    assert (way_in["state"], around.public_url in way_in["sentence"]) == ("ok", True)

    agent = await accepted(
        setup,
        "agent",
        agent="stream",
        sent_by="anyone",
        stream_api_key=STREAM_KEY,
        stream_api_secret=STREAM_SECRET,
    )
    assert agent["state"] == "ok", agent
    assert (await setup.submit("sound"))["state"] in ("ok", "warning")
    rails = await setup.submit("guard-rails", max_minutes="30", cost_an_hour="5", countries="us")
    assert rails["state"] == "ok"
    assert "30 minutes each, to United States" in rails["sentence"]

    test = await setup.submit("self-test")
    assert test["state"] == "ok", test
    assert [remark["state"] for remark in test["remarks"]] == ["ok"] * 3
    assert around.cloud.number(NUMBER).voice_url == "https://ivr.example/answer"

    live = await setup.submit("go-live")
    assert live["state"] == "to do"
    changes = {it["field"]: (it["now"], it["will_be"]) for it in live["changes"]}
    assert changes["voice_url"] == (
        "https://ivr.example/answer",
        f"{around.public_url}/twilio/voice",
    )
    assert [action["name"] for action in live["actions"]] == ["take"]
    taken = await setup.ask("act", "go-live", "take")
    assert taken["state"] == "ok"
    assert around.cloud.number(NUMBER).voice_url == f"{around.public_url}/twilio/voice"
    back = await setup.ask("act", "go-live", "restore")
    assert back["changes"]
    assert around.cloud.number(NUMBER).voice_url == "https://ivr.example/answer"
    return setup


async def test_a_clean_profile_comes_to_a_green_self_test_and_a_number_that_rings_here(
    led_through: SetupProcess,
) -> None:
    test = await led_through.open("self-test")
    assert test["state"] == "ok"
    assert [action["name"] for action in (await led_through.open("go-live"))["actions"]] == ["take"]


async def test_every_step_can_be_checked_again_and_a_line_that_runs_is_left_running(
    led_through: SetupProcess, around: Surroundings
) -> None:
    runs = len(around.agent.runs())
    for step in ("keys", "number", "way-in", "agent", "guard-rails", "self-test"):
        view = await led_through.open(step)
        values = {it["name"]: it["value"] for it in view["fields"]}
        again = await accepted(led_through, step, **values)
        assert again["state"] in ("ok", "warning"), again
    assert len(around.agent.runs()) == runs


async def test_settings_are_in_the_file_secrets_are_not_and_nobody_else_may_read_it(
    led_through: SetupProcess, around: Surroundings
) -> None:
    file = around.data_dir / "settings.toml"
    text = file.read_text()
    for line in (f'twilio_phone_number = "{NUMBER}"', "max_minutes = 30", 'countries = ["US"]'):
        assert line in text
    assert "public_url" not in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for path in (it for it in around.data_dir.rglob("*") if it.is_file()):
        assert SECRET.encode() not in path.read_bytes(), f"{path} holds a secret"
    assert SECRET.encode() not in led_through.seen_by_others()


async def test_a_dotenv_is_taken_over_and_then_deleted(
    led_through: SetupProcess, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text(f"TWILIO_AUTH_TOKEN=other-{SECRET}\nTWILIO_NUMBER={FREE}\nOPENAI_API_KEY=x\n")
    plan = await led_through.ask("plan_import", str(file))
    assert [(it["variable"], it["replaces"]) for it in plan["items"]] == [
        ("TWILIO_AUTH_TOKEN", True),
        ("TWILIO_NUMBER", True),
    ]
    assert (plan["left"], plan["taken"]) == (["OPENAI_API_KEY"], False)
    assert SECRET not in str(plan)
    assert (await led_through.ask("take_import"))["taken"] is True
    number = await led_through.open("keys")
    assert "Kept in" in field(number, "twilio_auth_token")["kept"]
    await led_through.ask("clear_import")
    assert file.read_text() == "OPENAI_API_KEY=x\n"
    assert "holds no setting" in (await led_through.ask("plan_import", str(file)))["error"]
    missing = await led_through.ask("plan_import", str(tmp_path / "nothing"))
    assert "No such file" in missing["error"]
    # As it was, for whatever is tested next.
    assert (await led_through.submit("keys", **KEYS))["state"] == "ok"
    number = await led_through.submit("number", twilio_phone_number=NUMBER)
    assert number["state"] == "warning"


# -- what the environment gives ---------------------------------------------------------


async def test_the_environment_wins_and_a_trial_account_is_told_plainly(
    around: Surroundings, tmp_path: Path
) -> None:
    trial = PracticeCloud(
        account_sid=ACCOUNT,
        auth_token=AUTH_TOKEN,
        numbers=[],
        answer=lambda number: Recorder(),
        terms=Terms(trial=True),
    )
    given = {
        "CONSOLE_DATA_DIR": str(tmp_path),
        "CONSOLE_TWILIO_API_URL": await trial.start(),
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
    }
    try:
        async with setup_process(around.environment | given) as setup:
            view = await setup.submit("keys", twilio_account_sid="AC-other", twilio_auth_token="x")
            assert (view["state"], "is a trial" in view["sentence"]) == ("warning", True)
            assert "Upgrade it" in view["remedy"]
            locked = {it["name"]: it["locked"] for it in view["fields"]}
            assert (
                "environment, which counts here: TWILIO_ACCOUNT_SID"
                in (locked["twilio_account_sid"])
            )
            assert field(view, "twilio_account_sid")["value"] == ACCOUNT
            assert field(view, "twilio_auth_token")["kept"] == "Kept in the environment."
            assert "has no phone number" in problem(await setup.submit("number"))
    finally:
        await trial.stop()
    assert not (tmp_path / "settings.toml").exists()
