"""What Twilio takes from a customer's socket, and what it notes as 31951."""

from __future__ import annotations

import json

import pytest

from console.practice.cloud.messages import Clear, InvalidMessage, Mark, Media, Writer, parse

SID = "MZ" + "0" * 32


def written(**fields: object) -> str:
    return json.dumps({"streamSid": SID} | fields)


def test_the_three_messages() -> None:
    assert parse(written(event="media", media={"payload": "/38="}), SID) == Media(b"\xff\x7f")
    assert parse(written(event="media", media={"payload": ""}), SID) == Media(b"")
    assert parse(written(event="mark", mark={"name": "m"}), SID) == Mark("m")
    assert parse(written(event="clear"), SID) == Clear()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"media"',
        written(),
        written(event="dtmf", dtmf={"digit": "1"}),
        written(event="stop"),
        written(event="media"),
        written(event="media", media=None),
        written(event="media", media={}),
        written(event="media", media={"payload": 1}),
        written(event="media", media={"payload": "%%%%"}),
        written(event="media", media={"payload": "/38"}),
        written(event="media", media={"payload": "/38=é"}),
        written(event="media", media={"payload": "/38=", "track": "outbound"}),
        written(event="media", media={"payload": "/38="}, sequenceNumber="1"),
        written(event="media", media={"payload": "/38="}, streamSid="MZ" + "1" * 32),
        written(event="mark", mark={}),
        written(event="mark", mark={"name": 7}),
        written(event="mark", mark={"name": "m", "at": 1}),
        written(event="clear", clear={}),
        json.dumps({"event": "clear"}),
        json.dumps({"event": "clear", "streamSid": None}),
    ],
)
def test_anything_else_is_invalid(text: str) -> None:
    with pytest.raises(InvalidMessage):
        parse(text, SID)


def test_names_are_carried_back_whatever_is_in_them() -> None:
    write = Writer("AC", "CA", SID)
    assert json.loads(write.mark('"\\é\n'))["mark"] == {"name": '"\\é\n'}
    assert json.loads(write.stop())["sequenceNumber"] == "2"
