"""Whatever a number was and whatever happened to it: what is ours goes, what is theirs stays."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from console.switchboard.numbers import VoiceSettings
from console.tunnel.lease_plan import (
    answered_by,
    console_at,
    differences,
    leads_to,
    undo,
    wanted,
)

URLS = st.sampled_from(
    [
        "",
        "https://a.example/x",
        "https://b.example/twilio/voice",
        "https://here.example",
        "nonsense",
    ]
)
METHODS = st.sampled_from(["GET", "POST"])
SIDS = st.sampled_from(["", "AP" + "1" * 32, "TK" + "2" * 32])
SETTINGS = st.builds(
    VoiceSettings, URLS, METHODS, URLS, METHODS, URLS, METHODS, SIDS, SIDS,
    st.sampled_from(["voice", "fax"]), st.booleans(),
)  # fmt: skip
ADDRESSES = st.sampled_from(["https://here.example", "https://other.example/sub"])


@given(SETTINGS, ADDRESSES)
def test_what_is_wanted_leads_here_and_no_further_change_is_wanted(
    before: VoiceSettings, url: str
) -> None:
    new = wanted(before, url)
    assert leads_to(new, url)
    assert console_at(new) == url
    assert wanted(new, url) == new


@given(SETTINGS, st.lists(ADDRESSES, min_size=1, max_size=3))
def test_taking_ours_out_again_leaves_what_was(before: VoiceSettings, urls: list[str]) -> None:
    wrote = [wanted(before, url) for url in urls]
    for now in (before, *wrote):
        undone = undo(now, before, wrote)
        assert undone.settings == before
        assert undone.theirs == ()


@given(SETTINGS, ADDRESSES, SETTINGS)
def test_what_others_did_is_kept_and_nothing_of_ours_is(
    before: VoiceSettings, url: str, theirs: VoiceSettings
) -> None:
    ours = wanted(before, url)
    undone = undo(theirs, before, [ours])
    for field in fields(VoiceSettings):
        now = getattr(undone.settings, field.name)
        assert now in (getattr(theirs, field.name), getattr(before, field.name))
    if undone.settings.voice_url == ours.voice_url:
        # Then it was theirs or there before, together with what else they set.
        assert ours.voice_url in (before.voice_url, theirs.voice_url)
    assert undo(undone.settings, before, [ours]).settings == undone.settings


@given(SETTINGS, SETTINGS)
def test_differences_are_exactly_what_differs(old: VoiceSettings, new: VoiceSettings) -> None:
    names = {it.name for it in fields(VoiceSettings)}
    changed = {name for name in names if getattr(old, name) != getattr(new, name)}
    assert {it.field for it in differences(old, new)} == changed


def test_a_console_is_known_by_both_of_its_addresses() -> None:
    ours = wanted(VoiceSettings(), "https://x.example")
    assert console_at(ours) == "https://x.example"
    assert console_at(replace(ours, status_callback="")) is None
    assert console_at(replace(ours, trunk_sid="TK1")) is None
    assert console_at(VoiceSettings()) is None


def test_who_answers_is_said_in_a_few_words() -> None:
    url = VoiceSettings(voice_url="https://ivr.example/x?secret=1")
    assert answered_by(url) == "ivr.example"
    assert answered_by(replace(url, voice_application_sid="AP1")) == "the application AP1"
    assert answered_by(replace(url, trunk_sid="TK1")) == "the SIP trunk TK1"
    assert answered_by(VoiceSettings()) == "nobody"
