"""What a call that comes in gets, as its line wants it: the TwiML for ``/twilio/voice``.

A call that rings asks again every second, so that an operator who answers or declines it
is heeded at once. Twilio reads no verb twice: each request is a state of its own.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from console.carriers.twilio import twiml
from console.carriers.twilio.twiml import Ways
from console.switchboard.call import Call, Direction, Reason, State
from console.switchboard.dialogue import Dialogues
from console.switchboard.events import Speaker
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.lines import Answer, Line

_ASKED_S: Final = 20
"""How long an operator who is asked has, where the line doesn't say."""
_LONGEST_NAME: Final = 200
"""Of a line's name; Twilio takes parameters of less than 500 characters."""
_LEAVE_A_MESSAGE: Final = (
    "Nobody can take your call at the moment. Please leave a message after the tone."
)
_NOTHING_HEARD: Final = "We have not heard anything. Goodbye."


class Answering:
    """Chooses the TwiML for one account's calls. Belongs to the engine's loop."""

    def __init__(self, lifecycle: Lifecycle, dialogues: Dialogues | None) -> None:
        self._life = lifecycle
        self._dialogues = dialogues

    async def document(self, call: Call, line: Line, public_url: str) -> str:
        """Return what Twilio is to do with a call now."""
        if call.ended:
            if call.reason in (Reason.REJECTED, Reason.BUSY):
                return twiml.reject(busy=call.reason is Reason.BUSY)
            return twiml.say(line.agent_loss.sentence)
        ways = Ways(public_url, call.id)
        if call.direction is Direction.OUTBOUND or (
            call.agent is not None and call.state is not State.RINGING
        ):
            return self._connect(call, line, ways)
        match line.answer:
            case Answer.AGENT | Answer.ASK:
                return self._ring(call, line, ways)
            case Answer.DECLINE:
                self._life.end(call.id, Reason.REJECTED, "declined by its line")
                return twiml.reject()
            case Answer.BUSY:
                self._life.end(call.id, Reason.BUSY, "its line is busy")
                return twiml.reject(busy=True)
            case Answer.FORWARD if line.forward_to:
                self._life.elsewhere.begin(call.id, State.CONNECTING, "it rings elsewhere")
                return twiml.forward(ways, line.forward_to)
            case Answer.MESSAGE:
                sentence = line.sentence or _LEAVE_A_MESSAGE
                self._tell(call, sentence, "it may leave a message")
                return twiml.message(ways, sentence, _NOTHING_HEARD)
            case Answer.DIALOGUE if self._dialogues:
                return await self._open_dialogue(call, line, ways, self._dialogues)
        sentence = line.sentence or line.agent_loss.sentence
        self._tell(call, sentence, "it hears a sentence")
        return twiml.say(sentence)

    def back(self, call: Call, line: Line, public_url: str, sentence: str) -> str:
        """Return what leads a call to its agent after a sentence."""
        return self._connect(call, line, Ways(public_url, call.id), sentence)

    def _ring(self, call: Call, line: Line, ways: Ways) -> str:
        wait_s = line.answer_after_s
        if line.answer is Answer.ASK:
            wait_s = wait_s or _ASKED_S
        rang_s = (datetime.now(UTC) - call.created_at).total_seconds()
        if rang_s < wait_s and not self._life.was_answered_here(call.id):
            return twiml.ring(ways.public_url)
        return self._connect(call, line, ways)

    def _connect(self, call: Call, line: Line, ways: Ways, sentence: str = "") -> str:
        token = self._life.media_token(call.id)
        if token is None:
            return twiml.lost(line.agent_loss, call.ours)
        self._life.invited(call.id)
        parameters = {"line": line.name[:_LONGEST_NAME], "direction": call.direction.value}
        first = call.direction is Direction.INBOUND and call.answered_at is None
        if line.recording and first:
            sentence = f"{line.recording_notice} {sentence}".strip()
            self._life.note(call.id, Speaker.NOTE, f"Told first: {line.recording_notice}")
        return twiml.connect(
            ways, token, line.agent_loss, call.ours, sentence=sentence, parameters=parameters
        )

    async def _open_dialogue(self, call: Call, line: Line, ways: Ways, dialogues: Dialogues) -> str:
        self._tell(call, line.sentence, "it talks with a program")
        reply = await dialogues.begin(call, line)
        self._life.elsewhere.replied(call.id, reply)
        words = f"{line.sentence} {reply.say}".strip()
        return twiml.say(words) if reply.goodbye else twiml.listen(ways, words)

    def _tell(self, call: Call, sentence: str, cause: str) -> None:
        """Note that Twilio answers a call in our place, and what it says first."""
        self._life.elsewhere.begin(call.id, State.LIVE, cause)
        if sentence:
            self._life.elsewhere.said(call.id, Speaker.AGENT, sentence)
