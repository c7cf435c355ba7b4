"""X-Twilio-Signature, against the published vectors and Twilio's own validator."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from console.practice.cloud.webhooks import signature

U = "https://mycompany.com/myapp.php?foo=1&bar=2"
P = (
    ("CallSid", "CA1234567890ABCDE"),
    ("Caller", "+14158675309"),
    ("Digits", "1234"),
    ("From", "+14158675309"),
    ("To", "+18005551212"),
)
DOCS = tuple((name, "+12349013030" if name in ("Caller", "From") else value) for name, value in P)
REPEATED = (("Sid", "CA123"), ("SidAccount", "AC123"), ("Digits", "5678"), ("Digits", "1234"))
BINDINGS = tuple(("MessagingBinding.Address", n) for n in ("+1325xxxxxxx", "+1415xxxxxxx"))
BODY_SHA = "bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
EMPTY_SHA = "bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
WITH_PORT = "https://mycompany.com:443/myapp.php?foo=1&bar=2"
STREAM = "wss://console.example.ngrok.app"


@pytest.mark.parametrize(
    ("url", "form", "expected"),
    [
        (U, DOCS, "0/KCTR6DLpKmkAf8muzZqo1nDgQ="),
        (U, P, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        (WITH_PORT, P, "kvajT1Ptam85bY51eRf/AJRuM3w="),
        ("http://mycompany.com:1234/myapp.php?foo=1&bar=2", P, "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
        ("http://mycompany.com:80/myapp.php?foo=1&bar=2", P, "0ZXoZLH/DfblKGATFgpif+LLRf4="),
        (U, (*REPEATED, ("Digits", "1234")), "IK+Dwps556ElfBT0I3Rgjkr1wJU="),
        (U, BINDINGS, "83O6e2vORAoJHUNzJjDWN1jz+BA="),
        (f"{U}&{BODY_SHA}", (), "a9nBmqA0ju/hNViExpshrM61xv4="),
        (f"{WITH_PORT}&{EMPTY_SHA}", (), "Ldidvp12m26NI7eqEvxnEpkd9Hc="),
        (f"{U}&Body=It%27s+amazing", P, "TfZzewPq8wqrGlMfyAud8+/IvJ0="),
        (f"{STREAM}/twilio/media/CA1/tok", (), "QNJzYRQfOCqlVbOO+bdXc8VY1Fo="),
        (f"{STREAM}/twilio/media/CA1/tok/", (), "thd+b932p/dRt9wbsJUbak6VVvQ="),
        (STREAM, (), "l08FNQizsewak2zkL/tGZWcpKeA="),
        (f"{STREAM}/", (), "M2LkAsTB2PHNJ/eFLoNdIiaAi4Q="),
    ],
)
def test_it_agrees_with_the_vectors(
    url: str, form: tuple[tuple[str, str], ...], expected: str
) -> None:
    assert signature("12345", url, form) == expected


@given(st.dictionaries(st.text(), st.text()))
def test_it_agrees_with_twilios_validator(form: dict[str, str]) -> None:
    validator = RequestValidator("12345")
    assert signature("12345", U, form.items()) == validator.compute_signature(U, form)
