"""Settings: where each comes from, which wins, and what is said of one that can't be."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from console import config
from console.config import DECLARED, SECRETS, ConfigError, Settings, load_settings
from console.credentials.trouble import Trouble
from console.settings.declared import Effect, Group, Source, name_of
from console.switchboard.events import LampState
from console.upkeep.keyring_health import keyring_health
from tests.credentials.test_refusals import InMemory


@pytest.fixture
def store() -> InMemory:
    store = InMemory()
    keyring.set_keyring(store)
    return store


def put(store: InMemory, **secrets: str) -> None:
    for name, secret in secrets.items():
        store.held["operator-console", name] = secret


def write(data_dir: Path, text: str) -> Path:
    data_dir.mkdir(parents=True, exist_ok=True)
    file = data_dir / "settings.toml"
    file.write_text(text, "utf-8")
    return file


def test_the_environment_wins_over_the_keyring_and_the_file(
    store: InMemory, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, TWILIO_AUTH_TOKEN="of the keyring", STREAM_API_SECRET="of the keyring")
    write(data_dir, 'port = 1\ncontrol_port = 2\nTWILIO_ACCOUNT_SID = "AC1"\n')
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "of the environment")
    monkeypatch.setenv("CONSOLE_PORT", "3")
    monkeypatch.setenv("NGROK_AUTHTOKEN", "  ")
    settings = load_settings(config.credentials())
    assert settings.twilio_auth_token
    assert settings.twilio_auth_token.get_secret_value() == "of the environment"
    assert settings.stream_api_secret
    assert settings.stream_api_secret.get_secret_value() == "of the keyring"
    assert (settings.port, settings.control_port, settings.agent) == (3, 2, None)
    assert settings.twilio_account_sid == "AC1"
    assert settings.ngrok_authtoken is None
    assert {name: settings.source(name) for name in Settings.model_fields} == {
        **dict.fromkeys(Settings.model_fields, Source.DEFAULT),
        "data_dir": Source.ENVIRONMENT,
        "twilio_auth_token": Source.ENVIRONMENT,
        "stream_api_secret": Source.KEYRING,
        "port": Source.ENVIRONMENT,
        "control_port": Source.FILE,
        "twilio_account_sid": Source.FILE,
    }


def test_a_variable_without_our_prefix_is_nobodys_setting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PORT", "1234")
    monkeypatch.setenv("AGENT", "echo")
    settings = load_settings()
    assert (settings.port, settings.agent) == (8700, None)


def test_the_keyring_is_asked_only_where_it_may_and_for_what_is_missing(
    store: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load_settings().keyring is None
    assert store.calls == 0
    for name in SECRETS:
        monkeypatch.setenv(name, "given")
    assert load_settings(config.credentials()).keyring is None
    assert store.calls == 0
    monkeypatch.delenv("TWILIO_AUTH_TOKEN")
    found = load_settings(config.credentials()).keyring
    assert found
    assert (found.trouble, store.calls) == (None, 1)


@pytest.mark.parametrize("key", ["twilio_auth_token", "TWILIO_AUTH_TOKEN"])
def test_a_secret_in_the_file_is_refused_without_being_shown(data_dir: Path, key: str) -> None:
    write(data_dir, f'{key} = "hush"\n')
    with pytest.raises(ConfigError, match=f"holds a secret, {key}") as raised:
        load_settings()
    assert "credentials set TWILIO_AUTH_TOKEN" in str(raised.value)
    assert "hush" not in str(raised.value)


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("CONSOLE_PORT", "many", "a whole number"),
        ("CONSOLE_PORT", "65536", "65535"),
        ("CONSOLE_CARRIER", "pigeon", "'twilio' or 'telnyx'"),
        ("TWILIO_PHONE_NUMBER", "4155550100", "country code"),
        ("CONSOLE_COUNTRIES", "US XQ", "XQ is no country's"),
        ("CONSOLE_DIALS_AT_ONCE", "0", "1 or more"),
        ("CONSOLE_COST_AN_HOUR", "nan", "finite"),
        ("CONSOLE_MAX_MINUTES", "1441", "1440"),
        ("CONSOLE_STREAM_CALL_TYPE", "my calls", "letters, digits, _ and -"),
        ("CONSOLE_STREAM_CALL_ID", "support", "without {id} all phone calls"),
        ("CONSOLE_STREAM_CALL_ID", "{id}-{line}", "only {id}, {carrier} and {direction}"),
        ("CONSOLE_STREAM_CALL_ID", "{id}{", "only {id}, {carrier} and {direction}"),
        ("CONSOLE_STREAM_USER_ID", "+1 {id}", "letters, digits, _ and -"),
    ],
)
def test_a_value_that_cannot_be_is_one_sentence(
    variable: str, value: str, reason: str, monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    file = write(data_dir, f'{name_of(variable)} = "{value}"\n')
    with pytest.raises(ConfigError, match=reason) as raised:
        load_settings()
    assert str(raised.value).startswith(f"{variable} in {file} can't be used: ")
    file.unlink()
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigError, match=reason) as raised:
        load_settings()
    assert str(raised.value).startswith(f"{variable} can't be used: ")


@pytest.mark.parametrize("content", [b"port = ", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_one_sentence(data_dir: Path, content: bytes) -> None:
    file = write(data_dir, "")
    file.write_bytes(content)
    with pytest.raises(ConfigError, match="is not valid TOML"):
        load_settings()


def test_numbers_and_countries_are_taken_as_people_write_them(
    monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    write(data_dir, 'countries = ["us", "CA", "us"]\ntwilio_phone_number = "+1 (415) 555-0100"\n')
    settings = load_settings()
    assert (settings.countries, settings.twilio_phone_number) == (("US", "CA"), "+14155550100")
    monkeypatch.setenv("CONSOLE_COUNTRIES", " de, at;ch ")
    assert load_settings().countries == ("DE", "AT", "CH")


def test_every_setting_is_declared_whole() -> None:
    names = [declared.name for declared in DECLARED]
    assert len(set(names)) == len(names) == len({declared.variable for declared in DECLARED})
    for declared in DECLARED:
        assert declared.name == name_of(declared.variable)
        assert declared.description.endswith((".", "…"))
        assert not (declared.secret and declared.in_file)
    by_name = {declared.name: declared for declared in DECLARED}
    port, agent, rails = by_name["port"], by_name["agent"], by_name["max_minutes"]
    assert (port.type, port.minimum, port.maximum, port.default) == ("integer", 0, 65535, 8700)
    assert agent.choices == ("stream", "practice", "echo", "none")
    assert (rails.effect, port.effect) == (Effect.LIVE, Effect.NEXT_START)
    assert (type(rails.effect), type(rails.group)) == (Effect, Group)
    assert set(SECRETS) == {
        *("TWILIO_AUTH_TOKEN", "TELNYX_API_KEY", "STREAM_API_SECRET", "NGROK_AUTHTOKEN"),
        *("CONSOLE_CONTROL_TOKEN", "CONSOLE_REDIS_URL"),
    }


# -- the keyring's lamp ---------------------------------------------------------------


def lamp(*, practice: bool = False) -> tuple[LampState, str, str]:
    return keyring_health(
        load_settings(None if practice else config.credentials()), practice=practice
    )


def test_the_lamp_names_the_store_that_works(store: InMemory) -> None:
    state, cause, _ = lamp()
    assert state is LampState.OK
    assert cause == f"Secrets are kept in {InMemory.__module__}.InMemory."
    assert lamp(practice=True)[0] is LampState.OFF


def test_a_keyring_that_fails_is_an_error_where_a_secret_is_missing_for_it(
    store: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.fault = OSError()
    state, cause, remedy = lamp()
    assert state is LampState.ERROR
    assert "failed" in cause
    assert remedy
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "given")
    assert lamp()[0] is LampState.ERROR
    monkeypatch.setenv("STREAM_API_SECRET", "given")
    assert lamp()[0] is LampState.WARN
    keyring.set_keyring(fail.Keyring())
    assert lamp()[0] is LampState.OFF
    monkeypatch.delenv("STREAM_API_SECRET")
    assert lamp()[0] is LampState.ERROR
    monkeypatch.setenv("CONSOLE_AGENT", "echo")
    assert lamp()[0] is LampState.OFF
    found = load_settings(config.credentials()).keyring
    assert found
    assert found.trouble
    assert found.trouble.trouble is Trouble.MISSING
