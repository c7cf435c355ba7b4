"""Secrets in the real Secret Service, by the program as people start it."""

from __future__ import annotations

import contextlib
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import keyring
import orjson
import pytest

from tests.credentials.conftest import NO_KEYRING, ROOT, Program
from tests.fakes.secret_service import SecretService

FIRST, SECOND = "first-secret-0d8e2b", "second-secret-91af7c"
NAME = "TWILIO_AUTH_TOKEN"


def kept(service: SecretService, name: str = NAME) -> str | None:
    """Read an item of the keyring as another program would."""
    with of_session(service):
        from keyring.backends.SecretService import Keyring

        return Keyring().get_password("operator-console", name)


@contextlib.contextmanager
def of_session(service: SecretService) -> Iterator[None]:
    """Have this process live in the session, and take the keyring that is there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DBUS_SESSION_BUS_ADDRESS", service.environment["DBUS_SESSION_BUS_ADDRESS"])
        from keyring.backends.SecretService import Keyring

        before = keyring.get_keyring()
        keyring.set_keyring(Keyring())
        try:
            yield
        finally:
            keyring.set_keyring(before)


def test_a_secret_is_set_listed_replaced_and_removed(
    service: SecretService, program: Program, data_dir: Path
) -> None:
    here = service.environment
    done = program("credentials", "set", NAME, environment=here, typed=f"{FIRST}\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{NAME} is kept in Secret Service.")
    assert kept(service) == FIRST

    listed = program("credentials", "list", "--json", environment=here)
    (one,) = orjson.loads(listed.stdout)["credentials"]
    since = datetime.fromisoformat(one.pop("since"))
    assert abs((datetime.now(UTC) - since).total_seconds() - one.pop("age_s")) < 60
    assert one == {"name": NAME, "store": "Secret Service", "also_in": None}

    done = program("credentials", "set", NAME, environment=here, typed=f" {SECOND} \r\n")
    assert done.returncode == 0
    assert kept(service) == SECOND
    shown = program("credentials", "list", environment=here)
    assert shown.stdout.startswith(f"{NAME}  ")
    assert "Secret Service, since 20" in shown.stdout

    done = program("credentials", "remove", NAME, environment=here)
    assert (done.returncode, done.stdout) == (0, f"{NAME} is no longer in Secret Service.\n")
    assert kept(service) is None
    assert orjson.loads(program("credentials", "list", "--json", environment=here).stdout) == {
        "credentials": []
    }
    again = program("credentials", "remove", NAME, environment=here)
    assert (again.returncode, again.stderr) == (1, f"The keyring holds no {NAME}.\n")

    said = "".join(run.stdout + run.stderr for run in (listed, shown, done, again))
    written = b"".join(file.read_bytes() for file in data_dir.rglob("*") if file.is_file())
    for secret in (FIRST, SECOND):
        assert secret not in said
        assert secret.encode() not in written
    assert stat.S_IMODE((data_dir / "credentials.json").stat().st_mode) == 0o600


def test_a_secret_outlives_the_keyrings_own_restart(
    service: SecretService, program: Program
) -> None:
    here = service.environment
    assert program("credentials", "set", NAME, environment=here, typed=FIRST).returncode == 0
    service.unlock()
    listed = orjson.loads(program("credentials", "list", "--json", environment=here).stdout)
    assert [one["name"] for one in listed["credentials"]] == [NAME]
    assert kept(service) == FIRST


def test_the_environments_secret_is_shown_as_such_and_as_the_one_that_wins(
    service: SecretService, program: Program
) -> None:
    here = service.environment
    done = program("credentials", "set", NAME, environment=here, typed=FIRST, **{NAME: SECOND})
    assert done.returncode == 0
    assert done.stderr == f"{NAME} is set in the environment too, and that wins.\n"
    given = {NAME: SECOND, "NGROK_AUTHTOKEN": SECOND, "STREAM_API_SECRET": " "}
    listed = program("credentials", "list", "--json", environment=here, **given)
    nothing = {"since": None, "age_s": None}
    assert orjson.loads(listed.stdout)["credentials"] == [
        {"name": NAME, "store": "environment", **nothing, "also_in": "Secret Service"},
        {"name": "NGROK_AUTHTOKEN", "store": "environment", **nothing, "also_in": None},
    ]
    shown = program("credentials", "list", environment=here, **given).stdout
    assert "environment (wins over the one in Secret Service)" in shown
    assert SECOND not in shown


def test_what_another_program_put_there_is_listed_without_an_age(
    service: SecretService, program: Program
) -> None:
    with of_session(service):
        keyring.set_password("operator-console", NAME, FIRST)
    shown = program("credentials", "list", environment=service.environment).stdout
    assert "Secret Service, put by another program" in shown


def test_a_locked_keyring_is_named_and_nothing_is_written_instead(
    service: SecretService, program: Program, data_dir: Path
) -> None:
    service.lock()
    here = service.environment
    done = program("credentials", "set", NAME, environment=here, typed=FIRST)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The keyring is locked: Secret Service was not opened. Unlock")
    assert not data_dir.exists()
    listed = program("credentials", "list", "--json", environment=here, NGROK_AUTHTOKEN=SECOND)
    assert listed.returncode == 1
    assert [c["name"] for c in orjson.loads(listed.stdout)["credentials"]] == ["NGROK_AUTHTOKEN"]
    assert listed.stderr.startswith("The keyring is locked")


def test_a_prompt_that_nobody_answers_is_not_waited_for(service: SecretService) -> None:
    service.lock()
    script = (
        "from console import config\n"
        "asked = config.credentials()\n"
        "print(asked.read(asked.names, 0.5).trouble)\n"
        "print(asked.read(asked.names, 0.1).trouble)\n"
    )
    with service.silent_prompter():
        # That it ends at all shows that what still waits does not hold it up.
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env=service.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    first, second = done.stdout.splitlines()
    assert first.startswith("The keyring is locked or hangs: it gave no answer within 0.5 s.")
    assert second.startswith("The keyring is locked or hangs: it gave no answer within 0.1 s.")


def test_no_keyring_at_all_is_named_with_what_to_do(
    service: SecretService, program: Program, data_dir: Path
) -> None:
    nothing = service.environment | NO_KEYRING
    done = program("credentials", "set", NAME, environment=nothing, typed=FIRST)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("This system has no keyring that the console can reach. Start")
    assert not data_dir.exists()


def test_a_keyring_that_is_started_later_is_found_without_a_question(
    service: SecretService, data_dir: Path
) -> None:
    look = (
        "import keyring; from keyring.backends import fail\n"
        "keyring.set_keyring(fail.Keyring())\n"  # what the library settles on where it finds none
        "from console.config import SECRETS, credentials\n"
        "kept = credentials()\n"
        "print(kept.read(SECRETS, 60).trouble.trouble)\n"
        "print(kept.answers_unasked(60), kept.read(SECRETS, 60).store)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", look],
        cwd=ROOT,
        env=service.environment | {"CONSOLE_DATA_DIR": str(data_dir)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.splitlines() == ["missing", "True Secret Service"], done.stderr
