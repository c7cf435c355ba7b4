"""Session descriptions, read and written."""

from __future__ import annotations

import pytest

pytest.importorskip("getstream_rtc", reason="getstream 7 is not installed")

from console.practice.edge import sdp

OFFER = "\r\n".join(
    [
        "v=0",
        "o=- 1 1 IN IP4 0.0.0.0",
        "s=-",
        "t=0 0",
        "a=fingerprint:SHA-256 ab:cd",
        "a=group:BUNDLE 0",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111 0",
        "a=setup:actpass",
        "a=mid:0",
        "a=rtpmap:111 opus/48000/2",
        "a=fmtp:111 minptime=10;useinbandfec=1",
        "a=rtpmap:0 PCMU/8000",
        "a=ssrc:1234 cname:x",
        "a=ssrc:1234 msid:x y",
        "",
    ]
)
TRANSPORT = sdp.Transport("u" * 4, "p" * 22, sdp.Fingerprint("sha-256", "EF:01"), "127.0.0.1", 9)


def test_an_offer_is_read() -> None:
    read = sdp.parse(OFFER)
    assert read.fingerprint == sdp.Fingerprint("sha-256", "AB:CD")
    assert read.setup == "actpass"
    (media,) = read.media
    assert (media.kind, media.mid, media.formats, media.ssrc) == ("audio", "0", ("111", "0"), 1234)
    assert media.codecs == (
        "a=rtpmap:111 opus/48000/2",
        "a=fmtp:111 minptime=10;useinbandfec=1",
        "a=rtpmap:0 PCMU/8000",
    )


def test_an_answer_takes_what_is_offered() -> None:
    answer = sdp.answer(sdp.parse(OFFER), TRANSPORT, 2)
    read = sdp.parse(answer)
    assert read.setup == "passive"
    assert read.fingerprint == TRANSPORT.fingerprint
    assert [media.mid for media in read.media] == ["0"]
    assert "a=ice-lite\r\n" in answer
    assert "a=recvonly\r\n" in answer
    assert "127.0.0.1 9 typ host" in answer


def test_an_offer_has_a_line_for_each_track_and_keeps_those_that_ended() -> None:
    media = [
        (sdp.Media("audio", "0"), None),
        (sdp.Media("audio", "1"), sdp.Sending(77, "prefix:1", "prefix-77")),
    ]
    offer = sdp.offer(media, TRANSPORT, 1)
    ended, current = sdp.parse(offer).media
    assert (ended.ssrc, current.ssrc) == (None, 77)
    assert offer.count("a=inactive") == offer.count("a=sendonly") == 1
    assert "a=msid:prefix:1 prefix-77\r\n" in offer


@pytest.mark.parametrize("text", ["", "hello", "v=0\r\nm=audio 9 X 111\r\n"])
def test_what_is_no_description_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"description|fingerprint"):
        sdp.parse(text)
