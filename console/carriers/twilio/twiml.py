"""The TwiML that this console answers with, and where it has Twilio come back to.

A stream's URL must be ``wss`` and can't have a query string, so the token stands in its
path. The verbs after ``</Connect>`` run when our socket closes first: they are what a
caller hears if the agent or this console is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from twilio.twiml.voice_response import Dial, VoiceResponse

from console.switchboard.lines import AgentLoss

_DIAL_RINGS_S: Final = 30
_LONGEST_MESSAGE_S: Final = 180
_MESSAGE_ENDS_S: Final = 5
"""After so long a silence a message is over."""
_LISTEN_S: Final = 6
"""How long a caller may take to begin to speak."""
_NO_PARAMETERS: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Ways:
    """The addresses of one call: of its webhooks and of its media socket."""

    public_url: str
    call_id: str

    def of(self, what: str) -> str:
        """Return the address of one of the call's own webhooks: amd, dial, gather, recording."""
        return f"{self.public_url}/twilio/{what}/{self.call_id}"

    def media(self, token: str) -> str:
        host = self.public_url.partition("://")[2]
        return f"wss://{host}/twilio/media/{self.call_id}/{token}"


def connect(
    ways: Ways,
    token: str,
    loss: AgentLoss,
    ours: str,
    *,
    sentence: str = "",
    digits: str = "",
    parameters: Mapping[str, str] = _NO_PARAMETERS,
) -> str:
    """Return TwiML that opens the call's media socket, with what is said after it.

    Before that, a sentence is said or keys are pressed where there are some.
    """
    response = VoiceResponse()
    if sentence:
        response.say(sentence)
    if digits:
        response.play(digits=digits)
    stream = response.connect().stream(
        url=ways.media(token),
        status_callback=f"{ways.public_url}/twilio/stream-status",
        status_callback_method="POST",
    )
    for name, value in {"call_id": ways.call_id, **parameters}.items():
        stream.parameter(name=name, value=value)
    _lose(response, loss, ours)
    return str(response)


def ring(public_url: str) -> str:
    """Return TwiML that lets a call ring for a second and asks again.

    A pause that is the first verb does not answer a call.
    """
    response = VoiceResponse()
    response.pause(length=1)
    response.redirect(f"{public_url}/twilio/voice", method="POST")
    return str(response)


def transfer(ways: Ways, to: str, caller_id: str, sentence: str = "") -> str:
    """Return TwiML that says a sentence and leads the call to a number, as ``caller_id``."""
    response = VoiceResponse()
    if sentence:
        response.say(sentence)
    response.append(_dial(ways, to, caller_id=caller_id))
    return str(response)


def forward(ways: Ways, to: str) -> str:
    """Return TwiML that lets a call ring at another number, with the caller's own as its ID."""
    response = VoiceResponse()
    response.append(_dial(ways, to, answer_on_bridge=True))
    return str(response)


def conference(room: str) -> str:
    """Return TwiML that puts a call into a conference; it is over when one of them leaves."""
    dial = Dial()
    dial.conference(
        room,
        beep="false",
        wait_url="",  # no music for the moment that one of them is there first
        start_conference_on_enter=True,
        end_conference_on_exit=True,
    )
    response = VoiceResponse()
    response.append(dial)
    return str(response)


def message(ways: Ways, sentence: str, silent: str) -> str:
    """Return TwiML that takes a message after a sentence; ``silent`` answers silence."""
    response = VoiceResponse()
    if sentence:
        response.say(sentence)
    response.record(
        action=ways.of("recording"),
        method="POST",
        max_length=_LONGEST_MESSAGE_S,
        timeout=_MESSAGE_ENDS_S,
        finish_on_key="#",
        play_beep=True,
        recording_status_callback=ways.of("recording"),
        recording_status_callback_method="POST",
    )
    response.say(silent)
    response.hangup()
    return str(response)


def listen(ways: Ways, sentence: str = "") -> str:
    """Return TwiML that says something and has Twilio write down what the caller answers."""
    response = VoiceResponse()
    gather = response.gather(
        input="speech",
        action=ways.of("gather"),
        method="POST",
        timeout=_LISTEN_S,
        speech_timeout="auto",
        action_on_empty_result=True,
    )
    if sentence:
        # Within the verb, so that a caller can answer before it is said to the end.
        gather.say(sentence)
    return str(response)


def lost(loss: AgentLoss, ours: str) -> str:
    """Return TwiML for a call whose agent is gone."""
    response = VoiceResponse()
    _lose(response, loss, ours)
    return str(response)


def say(sentence: str) -> str:
    """Return TwiML that says a sentence, if there is one, and hangs up."""
    response = VoiceResponse()
    if sentence:
        response.say(sentence)
    response.hangup()
    return str(response)


def reject(*, busy: bool = False) -> str:
    """Return TwiML that turns a call away before it is answered."""
    response = VoiceResponse()
    response.reject(reason="busy" if busy else "rejected")
    return str(response)


def _dial(ways: Ways, to: str, **options: object) -> Dial:
    dial = Dial(action=ways.of("dial"), method="POST", timeout=_DIAL_RINGS_S, **options)
    dial.number(
        to,
        status_callback=ways.of("dial"),
        status_callback_method="POST",
        status_callback_event="answered",
    )
    return dial


def _lose(response: VoiceResponse, loss: AgentLoss, ours: str) -> None:
    if loss.sentence:
        response.say(loss.sentence)
    if loss.forward_to:
        response.dial(loss.forward_to, caller_id=ours, timeout=_DIAL_RINGS_S)
    else:
        response.hangup()
