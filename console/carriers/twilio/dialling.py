"""What a dial asks of Twilio beside whom to call: the parameters of "Create a Call".

Machine detection is asynchronous, so that a person who answers is not kept waiting for the
verdict; it is told to ``/twilio/amd/{call_id}``. Twilio looks for no machine where it
presses keys on answer, which `console.switchboard` refuses before.
"""

from __future__ import annotations

from typing import Any, Final

from console.carriers.twilio.twiml import Ways
from console.switchboard.call import AnsweredBy
from console.switchboard.dial_options import OnMachine
from console.switchboard.ports import Attempt

_RECORDING_EVENTS: Final = ["in-progress", "completed", "absent"]
_DETECTION: Final = {
    OnMachine.CARRY_ON: "Enable",
    OnMachine.HANG_UP: "Enable",
    OnMachine.LEAVE_MESSAGE: "DetectMessageEnd",
}
_ANSWERED_BY: Final = {
    "human": AnsweredBy.HUMAN,
    "machine_start": AnsweredBy.MACHINE,
    "machine_end_beep": AnsweredBy.BEEP,
    "machine_end_silence": AnsweredBy.BEEP,
    "machine_end_other": AnsweredBy.BEEP,
    "fax": AnsweredBy.FAX,
}


def parameters(attempt: Attempt, ways: Ways) -> dict[str, Any]:
    """Return the parameters for an attempt's limits and wishes, as Twilio's library has them."""
    options = attempt.options
    asked: dict[str, Any] = {"timeout": options.ring_s, "time_limit": attempt.limit_s}
    if options.digits:
        asked["send_digits"] = options.digits
    if options.record:
        asked |= {"record": True, **recording(ways)}
    if detection := _DETECTION.get(options.on_machine):
        asked |= {
            "machine_detection": detection,
            "async_amd": "true",
            "async_amd_status_callback": ways.of("amd"),
            "async_amd_status_callback_method": "POST",
        }
    return asked


def recording(ways: Ways) -> dict[str, Any]:
    """Return the parameters of a recording: both sides apart, and where it is told of."""
    return {
        "recording_channels": "dual",
        "recording_status_callback": ways.of("recording"),
        "recording_status_callback_method": "POST",
        "recording_status_callback_event": _RECORDING_EVENTS,
    }


def answered_by(word: str) -> AnsweredBy:
    """Read Twilio's verdict on who answered."""
    return _ANSWERED_BY.get(word, AnsweredBy.UNKNOWN)
