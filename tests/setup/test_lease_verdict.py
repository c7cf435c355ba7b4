"""What the last step says of a number, whoever answers it now."""

from __future__ import annotations

from datetime import UTC, datetime

from console.setup.going_live import lease_verdict
from console.switchboard.numbers import OwnNumber, VoiceSettings
from console.switchboard.setup_interface import StepState
from console.tunnel import lease_view as views

HERE, THERE = "https://here.example", "https://there.example"


def number(**settings: str) -> OwnNumber:
    return OwnNumber("PN1", "+14155550100", "", True, VoiceSettings(**settings))


def test_an_application_and_a_trunk_are_named_before_they_are_taken_off() -> None:
    found = number(voice_application_sid="AP1", trunk_sid="TK1")
    verdict = lease_verdict(views.elsewhere(found, HERE, (HERE,)))
    said = [remark.sentence for remark in verdict.remarks]
    assert ["AP1" in said[0], "TK1" in said[1]] == [True, True]
    changes = {change.field: change.will_be for change in verdict.changes}
    assert changes["voice_application_sid"] == changes["trunk_sid"] == ""
    assert [action.name for action in verdict.actions] == ["take"]
    assert verdict.state is StepState.TO_DO


def test_another_console_is_only_taken_over_when_that_is_said() -> None:
    found = number(
        voice_url=f"{THERE}/twilio/voice", status_callback=f"{THERE}/twilio/status/inbound"
    )
    verdict = lease_verdict(views.elsewhere(found, HERE, (HERE,)))
    assert "Another console has this number" in verdict.sentence
    assert [action.name for action in verdict.actions] == ["take-over"]


def test_a_number_that_we_hold_can_be_put_back_and_one_that_leads_here_anyway_not() -> None:
    held = lease_verdict(views.here(number(), datetime.now(UTC)))
    assert (held.state, [action.name for action in held.actions]) == (StepState.OK, ["restore"])
    assert lease_verdict(views.here(number(), None)).actions == ()


def test_without_an_address_or_a_number_nothing_can_be_done_and_it_says_why() -> None:
    verdict = lease_verdict(views.elsewhere(number(), None, ()))
    assert (verdict.actions, verdict.changes) == ((), ())
    assert "no public address" in verdict.remedy
    lost = lease_verdict(views.unusable("It is not a number of this account."))
    assert (lost.state, lost.sentence) == (
        StepState.PROBLEM,
        "It is not a number of this account.",
    )
