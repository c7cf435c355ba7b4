"""The TwiML that connects a call to us, and what it says when we are not there.

A stream's URL must be ``wss`` and can't have a query string, so the token stands in its
path. The verbs after ``</Connect>`` run when our socket closes first: they are what a
caller hears if the agent or this console is gone.
"""

from __future__ import annotations

from typing import Final

from twilio.twiml.voice_response import VoiceResponse

_TRANSFER_RINGS_S: Final = 30

SORRY = "We are sorry, nobody can take your call at the moment. Please call again later."


def connect(
    public_url: str, call_id: str, token: str, ring_s: int = 0, sentence: str = SORRY
) -> str:
    """Return TwiML that opens the call's media socket, with the sentence for after it.

    An inbound call goes on ringing for ``ring_s`` first: a pause that is the first verb
    does not answer it.
    """
    host = public_url.partition("://")[2]
    response = VoiceResponse()
    if ring_s:
        response.pause(length=ring_s)
    response.connect().stream(
        url=f"wss://{host}/twilio/media/{call_id}/{token}",
        status_callback=f"{public_url}/twilio/stream-status",
        status_callback_method="POST",
    )
    _say(response, sentence)
    return str(response)


def transfer(to: str, caller_id: str, sentence: str = "") -> str:
    """Return TwiML that says a sentence and leads the call to a number, as ``caller_id``."""
    response = VoiceResponse()
    if sentence:
        response.say(sentence)
    response.dial(to, caller_id=caller_id, timeout=_TRANSFER_RINGS_S)
    return str(response)


def sorry() -> str:
    """Return TwiML that says that nobody is there, and hangs up."""
    response = VoiceResponse()
    _say(response, SORRY)
    return str(response)


def busy() -> str:
    """Return TwiML that turns a call away before it is answered."""
    response = VoiceResponse()
    response.reject(reason="busy")
    return str(response)


def _say(response: VoiceResponse, sentence: str) -> None:
    if sentence:
        response.say(sentence)
    response.hangup()
