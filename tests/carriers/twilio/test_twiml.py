"""The TwiML that callers' calls run on, read as Twilio reads it."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.carriers.twilio import twiml
from console.carriers.twilio.twiml import Ways
from console.switchboard.lines import NO_LOSS, AgentLoss

PUBLIC = "https://console.example.ngrok.app"
WAYS = Ways(PUBLIC, "c1")
TOKEN = secrets.token_urlsafe(32)
OURS = "+14155550100"
HUMAN = "+14155550142"


def verbs(text: str) -> list[ET.Element]:
    root = ET.fromstring(text)
    assert root.tag == "Response"
    return list(root)


def tags(text: str) -> list[str]:
    return [verb.tag for verb in verbs(text)]


@pytest.mark.parametrize("public", [PUBLIC, "https://example.com:8443", "https://example.com/a/b"])
def test_a_call_is_connected_over_wss_to_the_public_address_without_a_query(public: str) -> None:
    (stream,) = verbs(twiml.connect(Ways(public, "c1"), TOKEN, NO_LOSS, OURS))[0]
    url = urlsplit(stream.attrib["url"])
    assert stream.tag == "Stream"
    assert (url.scheme, url.query, url.fragment) == ("wss", "", "")
    assert stream.attrib["url"] == f"wss{public[5:]}/twilio/media/c1/{TOKEN}"
    assert stream.attrib["statusCallback"] == f"{public}/twilio/stream-status"
    assert "track" not in stream.attrib


def test_a_stream_carries_what_it_is_about() -> None:
    document = twiml.connect(WAYS, TOKEN, NO_LOSS, OURS, parameters={"line": "A & B"})
    given = {p.attrib["name"]: p.attrib["value"] for p in ET.fromstring(document).iter("Parameter")}
    assert given == {"call_id": "c1", "line": "A & B"}


def test_a_caller_whose_agent_is_gone_hears_the_lines_sentence() -> None:
    connect, say, hang_up = verbs(twiml.connect(WAYS, TOKEN, AgentLoss("We are out."), OURS))
    assert (connect.tag, say.tag, hang_up.tag) == ("Connect", "Say", "Hangup")
    assert "action" not in connect.attrib
    assert say.text == "We are out."


def test_and_is_led_to_a_person_where_the_line_names_one() -> None:
    loss = AgentLoss("One moment.", HUMAN)
    for document in (twiml.connect(WAYS, TOKEN, loss, OURS), twiml.lost(loss, OURS)):
        *_, say, dial = verbs(document)
        assert (say.text, dial.tag, dial.text) == ("One moment.", "Dial", HUMAN)
        assert dial.attrib["callerId"] == OURS


def test_keys_are_pressed_before_the_audio_comes_back() -> None:
    document = twiml.connect(WAYS, TOKEN, NO_LOSS, OURS, digits="1w2")
    assert tags(document) == ["Play", "Connect", "Say", "Hangup"]
    assert verbs(document)[0].attrib == {"digits": "1w2"}


def test_a_call_that_rings_asks_again_after_a_second() -> None:
    pause, redirect = verbs(twiml.ring(PUBLIC))
    assert (pause.tag, pause.attrib) == ("Pause", {"length": "1"})
    assert (redirect.tag, redirect.text) == ("Redirect", f"{PUBLIC}/twilio/voice")


def test_a_transfer_says_how_it_ended() -> None:
    (dial,) = verbs(twiml.transfer(WAYS, HUMAN, OURS))
    number = dial[0]
    assert (dial.attrib["action"], dial.attrib["callerId"]) == (f"{PUBLIC}/twilio/dial/c1", OURS)
    assert (number.tag, number.text) == ("Number", HUMAN)
    assert number.attrib["statusCallback"] == f"{PUBLIC}/twilio/dial/c1"
    assert tags(twiml.transfer(WAYS, HUMAN, OURS, "One moment.")) == ["Say", "Dial"]


def test_a_forwarded_call_rings_on_and_shows_its_own_caller() -> None:
    (dial,) = verbs(twiml.forward(WAYS, HUMAN))
    assert dial.attrib["answerOnBridge"] == "true"
    assert "callerId" not in dial.attrib


def test_a_room_makes_no_sound_and_is_over_when_one_leaves() -> None:
    (dial,) = verbs(twiml.conference("room"))
    (conference,) = dial
    assert conference.text == "room"
    assert conference.attrib == {
        "beep": "false",
        "waitUrl": "",
        "startConferenceOnEnter": "true",
        "endConferenceOnExit": "true",
    }


def test_a_message_is_asked_for_recorded_and_told_of() -> None:
    say, record, silent, hang_up = verbs(twiml.message(WAYS, "Speak now.", "Nothing."))
    assert (say.text, silent.text, hang_up.tag) == ("Speak now.", "Nothing.", "Hangup")
    assert record.attrib["playBeep"] == "true"
    assert record.attrib["action"] == record.attrib["recordingStatusCallback"]
    assert record.attrib["action"] == f"{PUBLIC}/twilio/recording/c1"


def test_listening_comes_back_even_for_silence() -> None:
    (gather,) = verbs(twiml.listen(WAYS, "How can I help?"))
    assert gather.attrib["action"] == f"{PUBLIC}/twilio/gather/c1"
    assert (gather.attrib["input"], gather.attrib["actionOnEmptyResult"]) == ("speech", "true")
    assert [said.text for said in gather] == ["How can I help?"]


def test_turning_away_comes_before_the_answer() -> None:
    assert verbs(twiml.reject(busy=True))[0].attrib == {"reason": "busy"}
    assert verbs(twiml.reject())[0].attrib == {"reason": "rejected"}


def test_a_last_word_hangs_up() -> None:
    assert tags(twiml.say("Goodbye.")) == ["Say", "Hangup"]
    assert tags(twiml.say("")) == ["Hangup"]


printable = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80)


@given(printable)
def test_any_sentence_arrives_as_it_is(sentence: str) -> None:
    assert verbs(twiml.say(sentence))[0].text == sentence
    assert verbs(twiml.listen(WAYS, sentence))[0][0].text == sentence


def test_twiml_is_far_below_what_a_dial_may_carry() -> None:
    ways = Ways(PUBLIC, "c" * 16)
    assert len(twiml.connect(ways, TOKEN, NO_LOSS, OURS)) < 4000
