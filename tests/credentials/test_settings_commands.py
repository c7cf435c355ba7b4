"""Settings by the program: what counts and where it comes from, changes, the table."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from console.config import DECLARED
from tests.credentials.conftest import Program
from tests.fakes.secret_service import SecretService

HUSH = "hush-4be012"


def test_every_setting_is_shown_with_its_source_and_no_secret(
    service: SecretService, program: Program
) -> None:
    here = service.environment
    program("credentials", "set", "TWILIO_AUTH_TOKEN", environment=here, typed=HUSH)
    program("settings", "set", "CONSOLE_COUNTRIES", "us, ca", environment=here)
    given = {"STREAM_API_SECRET": HUSH, "CONSOLE_AGENT": "echo"}
    for _ in range(5):
        done = program("settings", "--json", environment=here, **given)
        assert done.returncode == 0
        shown = {one["variable"]: one for one in orjson.loads(done.stdout)["settings"]}
        if shown["TWILIO_AUTH_TOKEN"]["set"]:
            break  # it is not where the keyring gave no answer in five seconds
    assert list(shown) == [one.variable for one in DECLARED]
    picked = {name: (one["set"], one["value"], one["source"]) for name, one in shown.items()}
    assert picked["TWILIO_AUTH_TOKEN"] == (True, None, "keyring")
    assert picked["STREAM_API_SECRET"] == (True, None, "environment")
    assert picked["NGROK_AUTHTOKEN"] == (False, None, "default")
    assert picked["CONSOLE_AGENT"] == (True, "echo", "environment")
    assert picked["CONSOLE_COUNTRIES"] == (True, ["US", "CA"], "settings.toml")
    assert picked["CONSOLE_PORT"] == (True, 8700, "default")
    assert shown["CONSOLE_COUNTRIES"]["takes_effect"] == "at once"
    text = program("settings", environment=here, **given).stdout
    assert "CONSOLE_COUNTRIES        US, CA  (settings.toml)" in text
    assert "TWILIO_AUTH_TOKEN        set  (keyring)" in text
    assert HUSH not in text + done.stdout


def test_a_setting_is_set_and_reset(in_process: Program) -> None:
    done = in_process("settings", "set", "CONSOLE_PORT", "1234")
    assert done.stdout == "CONSOLE_PORT is 1234 from a console's next start on.\n"
    done = in_process("settings", "set", "dials_at_once", "3", CONSOLE_DIALS_AT_ONCE="4")
    assert done.stdout == "CONSOLE_DIALS_AT_ONCE is 3 at once.\n"
    assert "set in the environment too, and that wins" in done.stderr
    done = in_process("settings", "reset", "CONSOLE_PORT")
    assert done.stdout == "CONSOLE_PORT is at its default from a console's next start on.\n"
    done = in_process("settings", "reset", "CONSOLE_PORT")
    assert done.stdout == "CONSOLE_PORT was not in settings.toml.\n"


@pytest.mark.parametrize(
    "command", [("set", "NGROK_AUTHTOKEN", HUSH), ("reset", "NGROK_AUTHTOKEN")]
)
def test_a_secret_is_sent_to_the_keyring(in_process: Program, command: tuple[str, ...]) -> None:
    done = in_process("settings", *command)
    assert (done.returncode, done.stdout) == (1, "")
    assert "operator-console credentials set NGROK_AUTHTOKEN" in done.stderr
    assert HUSH not in done.stderr


def test_settings_are_shown_without_a_keyring_too(program: Program) -> None:
    done = program("settings")
    assert done.returncode == 0
    assert done.stderr.startswith("This system has no keyring that the console can reach.")


def test_the_table_for_people_names_every_setting(in_process: Program) -> None:
    rows = in_process("settings", "--markdown").stdout.splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == [one.variable for one in DECLARED]
    assert all(row.count(" | ") == 2 for row in rows)


def test_the_readme_has_that_table(in_process: Program) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    assert in_process("settings", "--markdown").stdout.strip() in readme
