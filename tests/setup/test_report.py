"""What may stand in a report that is sent to somebody who helps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.config import Settings
from console.setup.report import Report
from console.switchboard.events import Lamp, LampState
from console.switchboard.health_interface import KeptSecret, Keyring, Noted
from console.switchboard.self_test import Outcome, SelfTestResult, Step
from console.switchboard.setup_interface import Change, StepState, StepView

NOW = datetime.now(UTC)
TOKEN = "0123456789abcdef-the-token"
SETTINGS = Settings.model_validate({"twilio_auth_token": TOKEN})
NUMBER = StepView(
    "go-live",
    "Go live",
    "",
    StepState.TO_DO,
    "+1 415-555-0100 is answered by ivr.example.",
    changes=(Change("voice_url", "", "https://here.example/twilio/voice"),),
)
TEST = SelfTestResult(
    NOW, "https://here.example", (Step("media", Outcome.FAILED, "It broke.", "Look.", 12.3),)
)
LAMP = Lamp("carrier", LampState.OK, "The account is active.", "", NOW - timedelta(seconds=5))


def write(*noted: str) -> str:
    keyring = Keyring("Secrets are kept in KWallet.", "", (KeptSecret("X", "Kept in KWallet."),))
    notes = [Noted(NOW, text) for text in noted]
    return Report(SETTINGS, lambda: NOW).write([LAMP], TEST, NUMBER, keyring, notes)


def test_all_that_helps_is_in_it() -> None:
    report = write("Twilio could not reach this console.")
    for words in (
        "carrier: ok, well 5 s ago. The account is active.",
        "media: failed (12 ms). It broke. Look.",
        "voice_url: – → https://here.example/twilio/voice",
        "X: Kept in KWallet.",
        "Twilio could not reach this console.",
        "•••0100 is answered by ivr.example.",
    ):
        assert words in report


def test_secrets_and_account_ids_are_not_wherever_they_got_in() -> None:
    sid = "AC" + "0123456789abcdef" * 2
    report = write(f"Said: {TOKEN}", f"Account {sid}", "redis://me:pass@host/0")
    assert TOKEN not in report
    assert sid not in report
    assert "AC•••cdef" in report
    assert "pass" not in report


@given(
    st.from_regex(r"\+[1-9][0-9]{9,13}", fullmatch=True),
    st.sampled_from(["{}", "{} rings", "to{}", "({})", "{}, {}"]),
)
def test_no_number_is_whole(number: str, around: str) -> None:
    report = write(around.format(number, number))
    assert number not in report
    assert number[1:] not in report
    assert number[-4:] in report
