"""``settings.toml``: written with care, and lines in it."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.config import DECLARED, ConfigError, load_settings
from console.settings.file import SettingsFile
from console.settings.line_tables import lines_of
from console.switchboard.lines import GuardRails, Line

OURS = "+12125550142"
OTHER = "+442079460000"

BY_HAND = """\
# Mine, by hand.

# Never the other one.
port = 9000  # free here
TWILIO_ACCOUNT_SID = "AC1"

# The shop.
[[line]]
number = "+12125550142"
name = "Shop" # its sign
answer_after_s = 3

  [line.guard_rails]
  countries = ["us"]

[[line]]
number = "+44 20 7946 0000"
"""


@pytest.fixture
def file(data_dir: Path) -> SettingsFile:
    return SettingsFile(data_dir)


@pytest.fixture
def by_hand(file: SettingsFile) -> SettingsFile:
    file.path.parent.mkdir()
    file.path.write_text(BY_HAND)
    return file


def lines() -> tuple[Line, ...]:
    return lines_of(load_settings(), "echo")


# -- settings -------------------------------------------------------------------------


def test_a_change_leaves_everything_else_as_it_was(by_hand: SettingsFile) -> None:
    by_hand.set("CONSOLE_PORT", "9001")
    by_hand.set("max_minutes", 5)
    by_hand.set("TWILIO_ACCOUNT_SID", "AC2")
    assert by_hand.path.read_text() == BY_HAND.replace("9000", "9001").replace(
        'TWILIO_ACCOUNT_SID = "AC1"\n', 'max_minutes = 5\ntwilio_account_sid = "AC2"\n'
    )
    for name in ("CONSOLE_MAX_MINUTES", "twilio_account_sid"):
        assert by_hand.reset(name)
        assert not by_hand.reset(name)
    assert by_hand.path.read_text() == BY_HAND.replace("9000", "9001").replace(
        'TWILIO_ACCOUNT_SID = "AC1"\n', ""
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# The file's.\n\n# The shop's.\n[[line]]\n", "# The file's.\nport = 1\n\n# The shop's"),
        ("# The shop's.\n[[line]]\n", "port = 1\n# The shop's.\n[[line]]"),
        ("", "port = 1\n"),
    ],
)
def test_a_first_setting_is_not_put_into_a_table(
    file: SettingsFile, before: str, after: str
) -> None:
    file.path.parent.mkdir()
    file.path.write_text(before)
    file.set("port", 1)
    assert file.path.read_text().startswith(after)
    assert tomllib.loads(file.path.read_text())["port"] == 1


def test_the_file_is_nobody_elses_and_a_link_to_it_stays_one(
    file: SettingsFile, tmp_path: Path
) -> None:
    file.set("port", 1)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    kept = file.path.rename(tmp_path / "kept.toml")
    file.path.symlink_to(kept)
    file.set("port", 2)
    assert file.path.is_symlink()
    assert tomllib.loads(kept.read_text())["port"] == 2
    assert [found.name for found in file.path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("TWILIO_AUTH_TOKEN", "x", "operator-console credentials set TWILIO_AUTH_TOKEN"),
        ("CONSOLE_DATA_DIR", "/", "only be set in the environment"),
        ("CONSOLE_POTR", "1", "There is no setting CONSOLE_POTR"),
        ("CONSOLE_PORT", "x", "CONSOLE_PORT can't be used"),
        ("CONSOLE_AGENT", None, "without one, reset it"),
    ],
)
def test_what_cannot_be_written_is_one_sentence(
    file: SettingsFile, name: str, value: object, sentence: str
) -> None:
    with pytest.raises(ConfigError, match=sentence):
        file.set(name, value)
    assert not file.path.exists()


def test_a_file_that_is_no_toml_is_left_alone(file: SettingsFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text("port = ")
    for change in (lambda: file.set("port", 1), lambda: file.reset("port"), file.unknown):
        with pytest.raises(ConfigError, match="is not valid TOML"):
            change()
    assert file.path.read_text() == "port = "


def test_keys_that_mean_nothing_are_found(by_hand: SettingsFile) -> None:
    assert by_hand.unknown() == ()
    by_hand.path.write_text("colour = 1\n" + BY_HAND)
    assert by_hand.unknown() == ("colour",)


texts = st.text(st.characters(exclude_categories=("C",)), min_size=1).filter(str.strip)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(["agent_url", "recording_notice", "ngrok_url"]), texts),
            st.tuples(st.sampled_from(["port", "control_port"]), st.integers(0, 65535)),
            st.tuples(st.just("cost_a_minute"), st.floats(0, 1e6)),
            st.tuples(st.just("countries"), st.lists(st.sampled_from(["US", "DE", "GB"]))),
        )
    )
)
def test_what_is_written_is_what_is_read(
    file: SettingsFile, changes: list[tuple[str, object]]
) -> None:
    file.path.parent.mkdir(exist_ok=True)
    file.path.write_text(BY_HAND)
    wanted: dict[str, object] = {"port": 9000, "twilio_account_sid": "AC1"}
    for name, value in changes:
        file.set(name, value)
        wanted[name] = list(dict.fromkeys(value)) if isinstance(value, list) else value
    assert file.values() == wanted
    assert "# The shop.\n[[line]]" in file.path.read_text()
    assert len(lines()) == 2


# -- lines ----------------------------------------------------------------------------


def test_with_nothing_set_there_is_no_line_and_with_a_number_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert lines() == ()
    monkeypatch.setenv("TWILIO_PHONE_NUMBER", OURS)
    monkeypatch.setenv("TELNYX_PHONE_NUMBER", OTHER)
    monkeypatch.setenv("CONSOLE_DIALS_AN_HOUR", "7")
    (line,) = lines()
    assert (line.number, line.name, line.agent) == (OURS, "Main line", "echo")
    assert line.guard_rails.dials_an_hour == 7
    monkeypatch.setenv("CONSOLE_CARRIER", "telnyx")
    assert [line.number for line in lines()] == [OTHER]


def test_tables_are_lines(by_hand: SettingsFile) -> None:
    by_hand.set("CONSOLE_DIALS_AT_ONCE", 4)
    by_hand.set("CONSOLE_COUNTRIES", "FR")
    shop, other = lines()
    assert (shop.number, shop.name, shop.agent, shop.answer_after_s) == (OURS, "Shop", "echo", 3)
    assert (other.number, other.name, other.answer_after_s) == (OTHER, "Line 2", 0)
    assert shop.guard_rails.countries == {"US"}
    assert other.guard_rails.countries == {"FR"}
    for line in (shop, other):
        assert (line.guard_rails.dials_at_once, line.guard_rails.dials_an_hour) == (4, 100)


def test_guard_rails_that_have_settings_have_their_defaults(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TWILIO_PHONE_NUMBER", OURS)
    (line,) = lines()
    own, shared = GuardRails(), {declared.name for declared in DECLARED}
    assert line.guard_rails == own
    assert {"countries", "dials_at_once", "dials_an_hour"} <= shared


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("name = 'Shop'", "line 1, “Shop”, can't be used; its number is missing."),
        ("number = '12'", "line 1 can't be used; its number is wrong: write it with its country"),
        ("number = 12", "line 1 can't be used; its number is wrong: Input should be a valid str"),
        (f"number = '{OURS}'\ncolour = 1", "line 1 can't be used; it has no “colour”, only number"),
        (
            f"number = '{OURS}'\nanswer_after_s = 'x'",
            "its answer_after_s is wrong: it has to be",
        ),
        (
            f"number = '{OURS}'\nguard_rails = 1",
            "its guard_rails have to be a table",
        ),
        (
            f"number = '{OURS}'\n[line.guard_rails]\nx = 1",
            "its guard_rails has no “x”, only count",
        ),
        (
            f"number = '{OURS}'\n[line.agent_loss]\nsentense = 'Bye'",
            "its agent_loss has no “sentense”, only sentence, forward_to",
        ),
        (f"number = '{OURS}'\nanswer = 'maybe'", "its answer is wrong: it has to be 'agent'"),
        (f"number = '{OURS}'\nforward_to = '12'", "its forward_to is wrong: write it with its"),
        (f"number = '{OURS}'\nanswer = 'forward'", "needs a forward_to"),
        (f"number = '{OURS}'\nforward_to = '+19005550100'", "Premium-rate numbers are not dialled"),
        (
            f"number = '{OURS}'\nagent_loss = {{forward_to = '+4930123456'}}",
            "its agent_loss.forward_to is wrong: Main line may not call Germany",
        ),
        (f"number = '{OURS}'\nanswer_after_s = -1", "its answer_after_s is wrong: it can't be"),
        (
            f"number = '{OURS}'\n[line.caller_silence]\nquestion_s = -1",
            "its caller_silence.question_s is wrong: it can't be below 0",
        ),
        (
            f"number = '{OURS}'\n[line.guard_rails]\ncountries = ['XQ']",
            "its guard_rails.countries is wrong: XQ is no country's",
        ),
        (
            f"number = '{OURS}'\n[line.guard_rails]\ndials_at_once = 0",
            "its guard_rails.dials_at_once is wrong: it has to be 1 or more",
        ),
        (f"number = '{OURS}'\n[[line]]\nnumber = '{OURS}'", "two of them have the same number"),
        (
            f"number = '{OURS}'\nname = 'A'\n[[line]]\nnumber = '{OTHER}'\nname = 'A'",
            "two of them have the same name",
        ),
    ],
)
def test_a_table_that_is_no_line_is_one_sentence_without_its_number(
    data_dir: Path, table: str, sentence: str
) -> None:
    data_dir.mkdir()
    (data_dir / "settings.toml").write_text(f"[[line]]\n{table}\n")
    with pytest.raises(ConfigError) as raised:
        lines()
    assert sentence in str(raised.value)
    assert str(raised.value).startswith(str(data_dir / "settings.toml"))
    assert OURS not in str(raised.value)


@pytest.mark.parametrize("content", ["line = 1", "line = ['x']", "[line]\nnumber = 'x'"])
def test_lines_that_are_no_tables_are_one_sentence(data_dir: Path, content: str) -> None:
    data_dir.mkdir()
    (data_dir / "settings.toml").write_text(content)
    with pytest.raises(ConfigError, match=r"they are tables, each begun with \[\[line\]\]"):
        lines()


def test_lines_are_put_replaced_and_removed(by_hand: SettingsFile) -> None:
    changed = {"number": OURS, "name": "Shop", "guard_rails": {"countries": ["US", "CA"]}}
    by_hand.put_line(changed)
    text = by_hand.path.read_text()
    assert 'name = "Shop" # its sign' in text
    assert "answer_after_s" not in text
    assert lines()[0].guard_rails.countries == {"US", "CA"}
    by_hand.put_line({"number": "+4930123456", "name": "Berlin"})
    assert [line.name for line in lines()] == ["Shop", "Line 2", "Berlin"]
    assert by_hand.remove_line(OURS)
    assert not by_hand.remove_line(OURS)
    assert [line.name for line in lines()] == ["Main line", "Berlin"]


def test_a_first_line_is_put_and_the_last_one_removed(file: SettingsFile) -> None:
    file.set("port", 1)
    before = file.path.read_text()
    file.put_line({"number": OURS, "guard_rails": {"dials_at_once": 2}})
    assert lines()[0].guard_rails.dials_at_once == 2
    assert file.remove_line(OURS)
    assert lines() == ()
    assert file.path.read_text().rstrip() == before.rstrip()
