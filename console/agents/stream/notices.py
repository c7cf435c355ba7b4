"""What Stream's other events say to an operator: who came and went, what is kept of a call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from console.switchboard.call import CallId

_PLAIN: Final[Mapping[str, str]] = {
    "call.recording_started": "Stream records this call.",
    "call.recording_stopped": "Stream no longer records this call.",
    "call.recording_ready": "Stream's recording of this call is ready.",
    "call.recording_failed": "Stream could not record this call.",
    "call.transcription_started": "Stream transcribes this call.",
    "call.transcription_stopped": "Stream no longer transcribes this call.",
    "call.transcription_ready": "Stream's transcription of this call is ready.",
    "call.transcription_failed": "Stream could not transcribe this call.",
    "call.closed_captions_failed": "Stream could not caption this call.",
    "call.ended": "The Stream call was ended.",
}
_OF_SOMEBODY: Final[Mapping[str, str]] = {
    "call.session_participant_joined": "{} joined the Stream call.",
    "call.session_participant_left": "{} left the Stream call.",
}
_CALLS: Final = 1000
_EVENTS: Final = 2000


@dataclass(frozen=True, slots=True)
class Notice:
    """A note on one of our calls."""

    call_id: CallId
    text: str


class Notices:
    """Notes out of events, which may come twice: by a call's socket and by the webhook.

    Knows the account's last thousand calls, since some events come when a call is long over.
    """

    def __init__(self) -> None:
        self._calls: dict[str, tuple[CallId, str]] = {}
        self._seen: dict[tuple[str, str, str, str], None] = {}

    def expect(self, address: str, call_id: CallId, phone: str) -> None:
        """Take in a Stream call (``type:id``), whose call it is, and the phone's user in it."""
        _put(self._calls, address, (call_id, phone), _CALLS)

    def note(self, event: Mapping[str, Any]) -> Notice | None:
        """Return the note for an event; None where there is none to be made, or it was."""
        address, kind = str(event.get("call_cid")), str(event.get("type"))
        if address not in self._calls:
            return None
        call_id, phone = self._calls[address]
        user_id, text = "", _PLAIN.get(kind, "")
        if kind in _OF_SOMEBODY:
            user_id, name = _participant(event)
            text = _OF_SOMEBODY[kind].format(name) if user_id not in ("", phone) else ""
        key = (address, kind, user_id, str(event.get("created_at")))
        if not text or key in self._seen:
            return None
        _put(self._seen, key, None, _EVENTS)
        return Notice(call_id, text)


def _participant(event: Mapping[str, Any]) -> tuple[str, str]:
    """Return the id and the name of whom an event is about; empty where it does not say."""
    participant = event.get("participant")
    user = participant.get("user") if isinstance(participant, Mapping) else None
    if not isinstance(user, Mapping):
        return "", ""
    user_id = str(user.get("id") or "")
    return user_id, str(user.get("name") or user_id)


def _put(book: dict[Any, Any], key: object, value: object, most: int) -> None:
    book[key] = value
    if len(book) > most:
        del book[next(iter(book))]
