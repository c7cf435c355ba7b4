"""The TwiML that callers' calls run on, read as Twilio reads it."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from console.carriers.twilio import twiml

PUBLIC = "https://console.example.ngrok.app"
TOKEN = secrets.token_urlsafe(32)


def verbs(text: str) -> list[ET.Element]:
    root = ET.fromstring(text)
    assert root.tag == "Response"
    return list(root)


def tags(text: str) -> list[str]:
    return [verb.tag for verb in verbs(text)]


@pytest.mark.parametrize("public", [PUBLIC, "https://example.com:8443", "https://example.com/a/b"])
def test_a_call_is_connected_over_wss_to_the_public_address_without_a_query(public: str) -> None:
    (stream,) = verbs(twiml.connect(public, "c1", TOKEN))[0]
    url = urlsplit(stream.attrib["url"])
    assert stream.tag == "Stream"
    assert (url.scheme, url.query, url.fragment) == ("wss", "", "")
    assert stream.attrib["url"] == f"wss{public[5:]}/twilio/media/c1/{TOKEN}"
    assert stream.attrib["statusCallback"] == f"{public}/twilio/stream-status"
    assert "track" not in stream.attrib


def test_a_caller_whose_agent_is_gone_hears_a_sentence() -> None:
    connect, say, hang_up = verbs(twiml.connect(PUBLIC, "c1", TOKEN))
    assert (connect.tag, say.tag, hang_up.tag) == ("Connect", "Say", "Hangup")
    assert "action" not in connect.attrib
    assert say.text == twiml.SORRY


def test_a_call_rings_on_before_it_is_connected() -> None:
    text = twiml.connect(PUBLIC, "c1", TOKEN, ring_s=3)
    assert tags(text) == ["Pause", "Connect", "Say", "Hangup"]
    assert verbs(text)[0].attrib == {"length": "3"}


def test_nobody_there_is_said_and_hung_up() -> None:
    assert tags(twiml.sorry()) == ["Say", "Hangup"]


def test_busy_is_told_before_the_call_is_answered() -> None:
    (reject,) = verbs(twiml.busy())
    assert (reject.tag, reject.attrib) == ("Reject", {"reason": "busy"})


def test_twiml_is_far_below_what_a_dial_may_carry() -> None:
    assert len(twiml.connect(PUBLIC, "c" * 16, TOKEN)) < 4000
