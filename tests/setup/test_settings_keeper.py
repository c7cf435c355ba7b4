"""Every setting shown, changed and taken back, without a window."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from console.config import DECLARED, Settings, load_settings
from console.settings.declared import Effect
from console.setup.settings_keeper import SettingsKeeper
from console.switchboard.errors import Refused
from console.switchboard.settings_interface import SettingKind, SettingView

_FOREIGN = ("CONSOLE_", "TWILIO_", "TELNYX_", "STREAM_", "NGROK_")


class Running:
    """What runs: the settings that it was started with last."""

    def __init__(self, settings: Settings, practises: bool = False) -> None:
        self.settings = settings
        self.practises = practises

    async def start_again(self, settings: Settings) -> None:
        self.settings = settings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in os.environ:
        if name.startswith(_FOREIGN):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CONSOLE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("STREAM_API_KEY", "from-outside")
    return tmp_path


@pytest.fixture
def running(folder: Path) -> Running:
    return Running(load_settings())


@pytest.fixture
def keeper(running: Running) -> SettingsKeeper:
    return SettingsKeeper(running)


async def one(keeper: SettingsKeeper, name: str) -> SettingView:
    return next(view for view in await keeper.all() if view.name == name)


async def test_each_declared_setting_is_there_with_words_of_its_own(
    keeper: SettingsKeeper,
) -> None:
    views = await keeper.all()
    assert [view.name for view in views] == [declared.name for declared in DECLARED]
    assert all(view.title and view.description and view.group for view in views)
    within = [(view.group, view.title) for view in views]
    assert len(set(within)) == len(within)
    secrets = {view.name for view in views if view.kind is SettingKind.SECRET}
    assert {"twilio_auth_token", "stream_api_secret", "ngrok_authtoken"} <= secrets
    carrier = next(view for view in views if view.name == "carrier")
    assert (carrier.kind, carrier.value, carrier.source) == (
        SettingKind.CHOICE,
        "twilio",
        "default",
    )


async def test_a_value_is_kept_shown_with_its_source_and_taken_back(
    keeper: SettingsKeeper, folder: Path
) -> None:
    view = await keeper.set("max_minutes", " 45 ")
    assert (view.value, view.source, view.is_set) == ("45", "settings.toml", True)
    assert view.effect == Effect.LIVE
    assert "max_minutes = 45" in (folder / "settings.toml").read_text()
    view = await keeper.set("countries", "us, de")
    assert view.value == "US, DE"
    view = await keeper.reset("max_minutes")
    assert (view.value, view.source, view.is_set) == ("60", "default", False)
    view = await keeper.set("countries", "")
    assert view.is_set is False


async def test_a_switch_is_yes_or_no(keeper: SettingsKeeper, folder: Path) -> None:
    switches = [view for view in await keeper.all() if view.choices == ("yes", "no")]
    assert switches
    for view in switches:
        assert view.default in view.choices
        other = "no" if view.value == "yes" else "yes"
        changed = await keeper.set(view.name, other)
        assert (changed.value, changed.is_set) == (other, True)
        written = {"yes": "true", "no": "false"}[other]
        assert f"{view.name} = {written}" in (folder / "settings.toml").read_text()


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("max_minutes", "0", "1 or more"),
        ("port", "70000", "65535 or less"),
        ("cost_an_hour", "much", "a number"),
        ("carrier", "pigeon", "'twilio' or 'telnyx'"),
        ("twilio_phone_number", "555", "country code"),
        ("data_dir", "/elsewhere", "Set in the environment"),
        ("stream_api_key", "other", "Set in the environment"),
        ("twilio_auth_token", "a-token", "no keyring"),
    ],
)
async def test_what_cannot_be_is_one_sentence_and_nothing_is_kept(
    keeper: SettingsKeeper, folder: Path, name: str, text: str, says: str
) -> None:
    before = await one(keeper, name)
    with pytest.raises(Refused, match=says) as refused:
        await keeper.set(name, text)
    assert refused.value.message.rstrip().endswith(".")
    assert await one(keeper, name) == before
    assert not (folder / "settings.toml").exists()


async def test_a_file_that_is_damaged_is_told(keeper: SettingsKeeper, folder: Path) -> None:
    (folder / "settings.toml").write_text("port = = 1\n")
    with pytest.raises(Refused, match="is not valid TOML"):
        await keeper.all()


async def test_what_waits_for_the_next_start_is_named_until_it_counts(
    keeper: SettingsKeeper, running: Running
) -> None:
    assert await keeper.pending() == ()
    await keeper.set("max_minutes", "45")
    assert await keeper.pending() == ()
    await keeper.set("port", "0")
    await keeper.set("public_url", "https://phone.example.com")
    assert await keeper.pending() == ("Port", "Public address")
    running.practises = True
    assert await keeper.pending() == ("Port",)
    await keeper.start_again()
    assert await keeper.pending() == ()
    assert running.settings.port == 0
