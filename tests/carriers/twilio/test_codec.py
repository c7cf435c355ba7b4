"""Media Streams messages: what Twilio may send, and exactly what it may be sent."""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.carriers.carrier import (
    BadFrame,
    Control,
    Ignored,
    Key,
    Marked,
    Started,
    Stopped,
)
from console.carriers.twilio.codec import TwilioCodec
from tests.carriers.twilio.messages import (
    CALL,
    CONNECTED,
    EVERY_KIND,
    STREAM,
    dtmf,
    mark,
    media,
    start,
    stop,
    written,
)


def open_codec() -> TwilioCodec:
    """A codec of a socket that has begun."""
    codec = TwilioCodec()
    codec.decode(written(start()))
    return codec


@pytest.fixture
def codec() -> TwilioCodec:
    return open_codec()


# -- reading ----------------------------------------------------------------------------


def test_a_socket_begins_with_connected_and_start() -> None:
    codec = TwilioCodec()
    assert codec.decode(written(CONNECTED)) == Ignored()
    assert codec.decode(written(start())) == Started(CALL)


@given(st.binary(min_size=1, max_size=4000))
def test_the_callers_audio_comes_out_byte_for_byte(frame: bytes) -> None:
    assert open_codec().decode(written(media(frame))) == frame


@pytest.mark.parametrize("digit", "0123456789*#ABCD")
def test_keys_are_read(codec: TwilioCodec, digit: str) -> None:
    assert codec.decode(written(dtmf(digit))) == Key(digit)


def test_marks_and_the_end_are_read(codec: TwilioCodec) -> None:
    assert codec.decode(written(mark("p1"))) == Marked("p1")
    assert codec.decode(written(stop())) == Stopped()


def test_new_fields_do_no_harm(codec: TwilioCodec) -> None:
    message = media(b"\x01\x02") | {"codec": {"name": "new"}}
    message["media"]["energy"] = 3
    assert codec.decode(written(message)) == b"\x01\x02"


# -- gaps -------------------------------------------------------------------------------


def test_frames_that_never_came_are_counted(codec: TwilioCodec) -> None:
    for chunk in (1, 2, 3):
        codec.decode(written(media(b"\x01", chunk)))
    assert codec.gaps == 0
    codec.decode(written(media(b"\x01", 7)))
    codec.decode(written(media(b"\x01", 8)))
    assert codec.gaps == 3


def test_frames_that_come_twice_or_late_are_no_gaps(codec: TwilioCodec) -> None:
    for chunk in (1, 3, 3, 2, 4):
        assert codec.decode(written(media(b"\x01", chunk))) == b"\x01"
    assert codec.gaps == 1


# -- bad messages -----------------------------------------------------------------------

MALFORMED = {
    "not JSON": "{",
    "no object": "[1]",
    "a word": '"media"',
    "nothing": "",
    "no event": "{}",
    "an unknown event": written({"event": "weather", "streamSid": STREAM}),
    "no media": written({"event": "media", "streamSid": STREAM}),
    "no base64": written(media(b"", payload="~~~")),
    "base64 cut short": written(media(b"", payload="AAA")),
    "base64 with blanks": written(media(b"", payload="AA A=")),
    "no bytes": written(media(b"")),
    "a payload that is a number": written(media(b"", payload=5)),
    "the other track": written(media(b"\x01", track="outbound")),
    "no track": written(media(b"\x01", track=None)),
    "a chunk that is a word": written(media(b"\x01", chunk="one")),
    "another stream's audio": written(media(b"\x01") | {"streamSid": "MZother"}),
    "another stream's mark": written(mark("p1") | {"streamSid": "MZother"}),
    "another stream's end": written(stop() | {"streamSid": "MZother"}),
    "an end of no stream": written({"event": "stop"}),
    "a key that no phone has": written(dtmf("E")),
    "two keys": written(dtmf("12")),
    "no key": written(dtmf("")),
    "a key that is a list": written(dtmf(["1"])),
    "a second start": written(start()),
}


@pytest.mark.parametrize("message", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_message_is_a_bad_frame_and_the_next_is_read(
    codec: TwilioCodec, message: str
) -> None:
    with pytest.raises(BadFrame):
        codec.decode(message)
    assert codec.decode(written(media(b"\x01\x02"))) == b"\x01\x02"
    assert codec.gaps == 0


BAD_STARTS = {
    "no body": {"event": "start", "streamSid": STREAM},
    "A-law": start(mediaFormat={"encoding": "audio/PCMA", "sampleRate": 8000}),
    "16 kHz": start(mediaFormat={"encoding": "audio/x-mulaw", "sampleRate": 16000}),
    "no format": start(mediaFormat=None),
    "no call": start(callSid=None),
    "an empty call": start(callSid=""),
    "no stream": start(streamSid=None),
    "an empty stream": start(streamSid=""),
    "a stream that is a list": start(streamSid=["MZ"]),
}


@pytest.mark.parametrize("message", BAD_STARTS.values(), ids=BAD_STARTS)
def test_a_malformed_start_is_a_bad_frame_and_a_good_one_may_follow(
    message: dict[str, Any],
) -> None:
    codec = TwilioCodec()
    with pytest.raises(BadFrame):
        codec.decode(written(message))
    assert codec.decode(written(start())) == Started(CALL)


@pytest.mark.parametrize("message", EVERY_KIND[2:])
def test_nothing_is_taken_before_the_start(message: dict[str, Any]) -> None:
    codec = TwilioCodec()
    for stream in (STREAM, ""):
        with pytest.raises(BadFrame):
            codec.decode(written(message | {"streamSid": stream}))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


def _places(message: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, value in message.items():
        yield (*path, name)
        if isinstance(value, dict):
            yield from _places(value, (*path, name))


def _with(message: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(message)
    inner = changed
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    return changed


damaged = st.sampled_from(
    [(message, path) for message in EVERY_KIND for path in _places(message)]
).flatmap(lambda at: json_values.map(lambda value: _with(*at, value)))


def _reads_or_refuses(codec: TwilioCodec, text: str) -> None:
    try:
        word = codec.decode(text)
    except BadFrame:
        return
    assert isinstance(word, bytes | Control)
    assert word != b""


@given(damaged, st.booleans())
def test_whatever_stands_in_a_field_is_read_or_a_bad_frame(
    message: dict[str, Any], begun: bool
) -> None:
    _reads_or_refuses(open_codec() if begun else TwilioCodec(), written(message))


@given(json_values)
def test_any_json_is_read_or_a_bad_frame(value: Any) -> None:
    _reads_or_refuses(open_codec(), written(value))


@given(st.text() | st.text(st.characters(codec=None)))
def test_any_text_is_read_or_a_bad_frame(text: str) -> None:
    _reads_or_refuses(open_codec(), text)


@given(st.sampled_from(EVERY_KIND), st.integers(0, 400))
def test_a_message_cut_short_is_a_bad_frame(message: dict[str, Any], at: int) -> None:
    text = written(message)
    with pytest.raises(BadFrame):
        open_codec().decode(text[: min(at, len(text) - 1)])


# -- writing ----------------------------------------------------------------------------


@given(st.binary(max_size=2000))
def test_audio_is_written_with_exactly_its_fields(frame: bytes) -> None:
    payload = base64.b64encode(frame).decode()
    assert json.loads(open_codec().audio(frame)) == {
        "event": "media",
        "streamSid": STREAM,
        "media": {"payload": payload},
    }


def test_marks_and_clears_are_written_with_exactly_their_fields(codec: TwilioCodec) -> None:
    assert json.loads(codec.mark("p1")) == {
        "event": "mark",
        "streamSid": STREAM,
        "mark": {"name": "p1"},
    }
    assert json.loads(codec.clear()) == {"event": "clear", "streamSid": STREAM}


@given(st.text(min_size=1), st.binary(max_size=20))
def test_any_stream_id_is_written_as_it_came(stream: str, frame: bytes) -> None:
    codec = TwilioCodec()
    codec.decode(written(start(streamSid=stream)))
    for text in (codec.audio(frame), codec.mark("p1"), codec.clear()):
        assert json.loads(text)["streamSid"] == stream


@given(st.binary(min_size=1, max_size=2000))
def test_what_one_end_writes_the_other_reads(frame: bytes) -> None:
    sent = json.loads(open_codec().audio(frame))
    sent["media"] |= {"track": "inbound", "chunk": "1"}
    assert open_codec().decode(json.dumps(sent)) == frame
