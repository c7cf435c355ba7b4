"""A ``.env`` is taken over: by the program, into the real Secret Service."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.credentials.conftest import Program
from tests.credentials.test_secret_service import kept
from tests.fakes.secret_service import SecretService

TOKEN, SECRET, NGROK = "token-77b0c1", "secret-d3a9f5", "ngrok-12e8aa"
ENV = f"""\
# From the tutorial
export TWILIO_ACCOUNT_SID=AC0123
TWILIO_AUTH_TOKEN="{TOKEN}"
TWILIO_PHONE_NUMBER='+1 212 555 0142'
STREAM_API_KEY=key
STREAM_API_SECRET={SECRET}
NGROK_AUTH_TOKEN = {NGROK}  # the older name
NGROK_DOMAIN=phone.ngrok.app
NGROK_URL=https://phone.ngrok.app
TELNYX_API_KEY=
CONSOLE_DATA_DIR=/somewhere/else
"""
FILE_OF_SETTINGS = {
    "twilio_account_sid": "AC0123",
    "twilio_phone_number": "+12125550142",
    "stream_api_key": "key",
    "ngrok_url": "https://phone.ngrok.app",
}


@pytest.fixture
def env(tmp_path: Path) -> Path:
    file = tmp_path / ".env"
    file.write_text(ENV.replace("CONSOLE_DATA_DIR=/somewhere/else\n", ""))
    return file


def settings_in(data_dir: Path) -> dict[str, object]:
    return tomllib.loads((data_dir / "settings.toml").read_text())


def test_secrets_go_to_the_keyring_and_the_rest_to_the_file(
    service: SecretService, program: Program, env: Path, data_dir: Path
) -> None:
    env.write_text(ENV + "OPENAI_API_KEY=not-ours\n")
    done = program("credentials", "import", str(env), environment=service.environment)
    assert done.returncode == 0, done.stderr
    assert {line for line in done.stdout.splitlines() if "→" in line} == {
        "TWILIO_ACCOUNT_SID → settings.toml",
        "TWILIO_AUTH_TOKEN •••• → Secret Service",
        "TWILIO_PHONE_NUMBER → settings.toml",
        "STREAM_API_KEY → settings.toml",
        "STREAM_API_SECRET •••• → Secret Service",
        "NGROK_AUTH_TOKEN •••• → Secret Service",
        "NGROK_URL → settings.toml",
    }
    assert "Not the console's: NGROK_DOMAIN, CONSOLE_DATA_DIR, OPENAI_API_KEY." in done.stdout
    assert done.stderr == f"{env} still holds the secrets.\n"
    assert kept(service) == TOKEN
    assert kept(service, "STREAM_API_SECRET") == SECRET
    assert kept(service, "NGROK_AUTHTOKEN") == NGROK
    assert settings_in(data_dir) == FILE_OF_SETTINGS
    for secret in (TOKEN, SECRET, NGROK):
        assert secret not in done.stdout + done.stderr
    assert env.read_text() == ENV + "OPENAI_API_KEY=not-ours\n"

    changed = env.read_text().replace(TOKEN, "another")
    env.write_text(changed)
    done = program("credentials", "import", "--clear", str(env), environment=service.environment)
    assert "TWILIO_AUTH_TOKEN •••• → Secret Service, instead of another one" in done.stdout
    assert "STREAM_API_SECRET •••• → Secret Service\n" in done.stdout
    assert kept(service) == "another"
    assert f"{env} is without them." in done.stdout
    assert [line.split("=")[0] for line in env.read_text().splitlines()] == [
        *("# From the tutorial", "NGROK_DOMAIN", "TELNYX_API_KEY"),
        *("CONSOLE_DATA_DIR", "OPENAI_API_KEY"),
    ]


def test_a_file_that_is_all_ours_is_deleted(
    service: SecretService, program: Program, env: Path, data_dir: Path
) -> None:
    env.write_text(env.read_text().replace("NGROK_DOMAIN=phone.ngrok.app\n", ""))
    done = program("credentials", "import", "--clear", str(env), environment=service.environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(f"{env} is deleted.\n")
    assert not env.exists()
    assert settings_in(data_dir) == FILE_OF_SETTINGS


def test_without_a_keyring_nothing_is_taken_at_all(
    service: SecretService, program: Program, env: Path, data_dir: Path
) -> None:
    service.lock()
    before = env.read_text()
    done = program("credentials", "import", "--clear", str(env), environment=service.environment)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The keyring is locked")
    assert not data_dir.exists()
    assert env.read_text() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"OPENAI_API_KEY=x\n", "has nothing that the console uses."),
        (b"", "has nothing that the console uses."),
        (b"CONSOLE_PORT=many\n", "CONSOLE_PORT can't be used: it has to be a whole number"),
        (b"TWILIO_AUTH_TOKEN=" + b"x" * 1281, "TWILIO_AUTH_TOKEN can't be kept: it is longer"),
        (b"TWILIO_PHONE_NUMBER=5550142\n", "TWILIO_PHONE_NUMBER can't be used: write it with"),
        (b"\xff\xfe\x00", "is no text file."),
        (b"# " + b"x" * 1_000_001, "is too long for a .env."),
    ],
)
def test_what_cannot_be_taken_is_one_sentence_and_changes_nothing(
    in_process: Program, env: Path, data_dir: Path, content: bytes, sentence: str
) -> None:
    env.write_bytes(content)
    done = in_process("credentials", "import", str(env))
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert not data_dir.exists()
    assert env.read_bytes() == content


def test_settings_alone_need_no_keyring(program: Program, env: Path, data_dir: Path) -> None:
    env.write_text("\ufeffCONSOLE_PORT=1234\nCONSOLE_AGENT=echo\n")
    done = program("credentials", "import", str(env))
    assert (done.returncode, done.stderr) == (0, "")
    assert settings_in(data_dir) == {"port": 1234, "agent": "echo"}
