"""Signatures: Twilio's own examples, and every form that there could be."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from multidict import CIMultiDict, CIMultiDictProxy, MultiDict

from console.carriers.twilio.signature import SignatureCheck
from tests.carriers.twilio.signing import sign, signed

TOKEN = "12345"
HOST = "https://mycompany.com"
PATH = "/myapp.php?foo=1&bar=2"
P = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
DOCS = P | {"Caller": "+12349013030", "From": "+12349013030"}
TWICE = [("Sid", "CA123"), ("SidAccount", "AC123"), ("Digits", "5678")] + [("Digits", "1234")] * 2
BINDING = [
    ("MessagingBinding.Address", "+1325xxxxxxx"),
    ("MessagingBinding.Address", "+1415xxxxxxx"),
]
JSON_9 = "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
JSON_10 = "&bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"

WEBHOOKS = {
    "1 Twilio's documentation": (HOST, PATH, DOCS, "0/KCTR6DLpKmkAf8muzZqo1nDgQ="),
    "2 a plain form": (HOST, PATH, P, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
    "3 signed without the port it came on": (
        HOST + ":1234",
        PATH,
        P,
        "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    ),
    "4 signed with :443": (HOST, PATH, P, "kvajT1Ptam85bY51eRf/AJRuM3w="),
    "5 another port": ("http://mycompany.com:1234", PATH, P, "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
    "6 signed with :80": ("http://mycompany.com", PATH, P, "0ZXoZLH/DfblKGATFgpif+LLRf4="),
    "7 a name twice": (HOST, PATH, TWICE, "IK+Dwps556ElfBT0I3Rgjkr1wJU="),
    "8 a name with two values": (HOST, PATH, BINDING, "83O6e2vORAoJHUNzJjDWN1jz+BA="),
    "9 a body of JSON": (HOST, PATH + JSON_9, {}, "a9nBmqA0ju/hNViExpshrM61xv4="),
    "10 a body of JSON, with :443": (HOST, PATH + JSON_10, {}, "Ldidvp12m26NI7eqEvxnEpkd9Hc="),
    "11 an apostrophe": (HOST, PATH + "&Body=It%27s+amazing", P, "TfZzewPq8wqrGlMfyAud8+/IvJ0="),
}

PUBLIC = "https://console.example.ngrok.app"
MEDIA = "/twilio/media/CA1/tok"
HANDSHAKES = {
    "12 as in TwiML": (MEDIA, "QNJzYRQfOCqlVbOO+bdXc8VY1Fo="),
    "13 with a slash": (MEDIA, "thd+b932p/dRt9wbsJUbak6VVvQ="),
    "14 the bare host": ("", "l08FNQizsewak2zkL/tGZWcpKeA="),
    "15 the bare host with a slash": ("", "M2LkAsTB2PHNJ/eFLoNdIiaAi4Q="),
}

check = SignatureCheck(TOKEN)


@pytest.mark.parametrize(("public", "path", "form", "signature"), WEBHOOKS.values(), ids=WEBHOOKS)
def test_a_webhook_that_twilio_signed_is_genuine(
    public: str, path: str, form: dict[str, str], signature: str
) -> None:
    assert check.webhook(public, path, MultiDict(form), signed(signature))


@pytest.mark.parametrize(("public", "path", "form", "signature"), WEBHOOKS.values(), ids=WEBHOOKS)
def test_the_same_webhook_changed_in_anything_is_not(
    public: str, path: str, form: dict[str, str], signature: str
) -> None:
    same = MultiDict(form)
    other = MultiDict(form)
    other.add("Digits", "9")
    assert not check.webhook(public, path, other, signed(signature))
    assert not check.webhook(public, path + "&more=1", same, signed(signature))
    assert not check.webhook("https://mycompany.org", path, same, signed(signature))
    assert not check.webhook(public, path, same, signed(signature.swapcase()))
    assert not SignatureCheck("54321").webhook(public, path, same, signed(signature))


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize(("path", "signature"), HANDSHAKES.values(), ids=HANDSHAKES)
def test_a_handshake_is_genuine_with_and_without_a_slash(
    path: str, signature: str, slash: str
) -> None:
    assert check.handshake(PUBLIC, path + slash, signed(signature))
    assert not check.handshake(PUBLIC, path + "x" + slash, signed(signature))
    assert not check.handshake("https://console.example.com", path, signed(signature))


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize("port", ["", ":443"])
def test_a_handshake_is_genuine_with_and_without_the_standard_port(port: str, slash: str) -> None:
    host = PUBLIC.removeprefix("https")
    signature = sign(TOKEN, f"wss{host}{port}{MEDIA}{slash}")
    assert check.handshake(PUBLIC, MEDIA, signed(signature))
    assert check.handshake(PUBLIC + ":443", MEDIA, signed(signature))


def test_a_handshake_at_another_port_is_signed_with_it() -> None:
    signature = sign(TOKEN, f"wss://console.example:8443{MEDIA}")
    assert check.handshake("https://console.example:8443", MEDIA, signed(signature))


def test_a_webhooks_signature_opens_no_media_socket() -> None:
    assert not check.handshake(PUBLIC, MEDIA, signed(sign(TOKEN, PUBLIC + MEDIA)))


NOTHING = CIMultiDictProxy(CIMultiDict[str]())


@pytest.mark.parametrize(
    "headers", [NOTHING, signed(""), signed(" "), signed("é"), signed("\udcff")]
)
def test_without_a_signature_that_can_be_one_nothing_is_genuine(
    headers: CIMultiDictProxy[str],
) -> None:
    assert not check.webhook(HOST, PATH, MultiDict(P), headers)
    assert not check.handshake(PUBLIC, MEDIA, headers)


def test_the_headers_name_may_come_in_any_case() -> None:
    headers = signed(sign(TOKEN, HOST + PATH, P.items()), name="x-twilio-signature")
    assert check.webhook(HOST, PATH, MultiDict(P), headers)


def test_a_form_with_a_file_in_it_is_not_twilios() -> None:
    form = MultiDict({"CallSid": object()})
    assert not check.webhook(HOST, PATH, form, signed(sign(TOKEN, HOST + PATH)))


pairs = st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=12)


@given(pairs, st.randoms(use_true_random=False))
def test_any_form_in_any_order_is_genuine_as_twilio_signs_it(
    form: list[tuple[str, str]], order: object
) -> None:
    signature = sign(TOKEN, HOST + PATH, form)
    shuffled = [*form, *form[:2]]
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert check.webhook(HOST, PATH, MultiDict(shuffled), signed(signature))


@given(pairs, st.text(min_size=1, max_size=4), st.data())
def test_no_form_is_genuine_with_a_value_changed(
    form: list[tuple[str, str]], more: str, data: st.DataObject
) -> None:
    assume(form)
    at = data.draw(st.integers(0, len(form) - 1))
    name, value = form[at]
    changed = [*form[:at], (name, value + more), *form[at + 1 :]]
    signature = sign(TOKEN, HOST + PATH, form)
    assume(sign(TOKEN, HOST + PATH, changed) != signature)
    assert not check.webhook(HOST, PATH, MultiDict(changed), signed(signature))


segments = st.lists(
    st.text("abcXYZ019-._~%C3%A9", min_size=1, max_size=6).map(lambda s: s.replace("%", "")),
    max_size=4,
).map(lambda parts: "/" + "/".join(parts))
ports = st.one_of(st.just(""), st.integers(1, 65535).map(lambda port: f":{port}"))


@given(pairs, segments, ports, st.booleans())
def test_any_address_is_genuine_as_it_is_and_with_its_standard_port(
    form: list[tuple[str, str]], path: str, port: str, query: bool
) -> None:
    public, raw = f"https://console.example{port}", path + ("?a=1&b=%20" if query else "")
    signature = sign(TOKEN, public + raw, form)
    assert check.webhook(public, raw, MultiDict(form), signed(signature))
    if not port:
        with_port = sign(TOKEN, f"{public}:443{raw}", form)
        assert check.webhook(public, raw, MultiDict(form), signed(with_port))


@given(segments, ports, st.booleans(), st.booleans())
def test_any_media_address_is_genuine_with_and_without_a_slash_at_its_end(
    path: str, port: str, slash_signed: bool, slash_seen: bool
) -> None:
    path = path.rstrip("/")
    signature = sign(TOKEN, f"wss://console.example{port}{path}" + "/" * slash_signed)
    assert check.handshake(
        f"https://console.example{port}", path + "/" * slash_seen, signed(signature)
    )


@given(st.text(max_size=40))
def test_no_other_text_is_a_signature(text: str) -> None:
    genuine = sign(TOKEN, HOST + PATH, P.items())
    assume(text != genuine)
    assert not check.webhook(HOST, PATH, MultiDict(P), signed(text))
