"""The webhooks of one call each: who answered, what was recorded, transferred and said.

``POST /twilio/{amd|recording|dial|gather}/{call_id}``. A form about another call than the
path's changes nothing; where Twilio waits for TwiML it is told to hang up.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from console.carriers.carrier import LineFor
from console.carriers.twilio import twiml
from console.carriers.twilio.answering import Answering
from console.carriers.twilio.dialling import answered_by
from console.carriers.twilio.forms import Form
from console.carriers.twilio.twiml import Ways
from console.switchboard.call import Call, Reason
from console.switchboard.dialogue import Dialogues
from console.switchboard.events import Speaker
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.lines import Line

_THANKS: Final = "Thank you. Goodbye."
_NOBODY_THERE: Final = "Nobody could take your call there. You are connected again now."
_REASONS: Final = {"busy": Reason.BUSY, "canceled": Reason.CANCELED, "failed": Reason.FAILED}
_REACHED: Final = frozenset({"completed", "answered"})
_MOST_SILENCES: Final = 2

Answer = Callable[[Call, Line, Form, str], Awaitable[web.Response]]


class CallWebhooks:
    """Answers them. Belongs to the engine's loop."""

    def __init__(
        self,
        lifecycle: Lifecycle,
        line_for: LineFor,
        answering: Answering,
        dialogues: Dialogues | None,
    ) -> None:
        self._life = lifecycle
        self._line_for = line_for
        self._answering = answering
        self._dialogues = dialogues
        self.answers: dict[str, Answer] = {
            "amd": self._amd,
            "recording": self._recording,
            "dial": self._dial,
            "gather": self._gather,
        }
        """Each by its name in the path."""

    async def answer(
        self, what: str, request: web.Request, form: Form, public_url: str
    ) -> web.Response:
        """Answer one."""
        call = self._life.registry.get(request.match_info["call_id"])
        about = form.get("CallSid"), form.get("ParentCallSid")
        if call is None or call.carrier_call_id is None or call.carrier_call_id not in about:
            return xml(twiml.say(""))
        return await self.answers[what](call, self._line_for(call.ours), form, public_url)

    async def _amd(self, call: Call, _line: Line, form: Form, _url: str) -> web.Response:
        await self._life.machines.answered_by(call.id, answered_by(form.get("AnsweredBy", "")))
        return web.Response(status=204)

    async def _recording(self, call: Call, _line: Line, form: Form, _url: str) -> web.Response:
        url, status = form.get("RecordingUrl", ""), form.get("RecordingStatus", "")
        seconds = form.get("RecordingDuration", "")
        if status in ("in-progress", "completed"):
            self._life.elsewhere.recorded(
                call.id, url=url if status == "completed" else "", seconds=seconds
            )
        if status:
            return web.Response(status=204)
        # Without a status it is <Record> that is over and asks how to go on.
        self._life.elsewhere.recorded(call.id, url=url, seconds=seconds)
        return xml(twiml.say(_THANKS))

    async def _dial(self, call: Call, line: Line, form: Form, url: str) -> web.Response:
        outcome = form.get("DialCallStatus", "")
        if not outcome:  # the other number's own report: it was answered
            if form.get("CallStatus") == "in-progress":
                self._life.end(call.id, Reason.TRANSFERRED, "it was answered elsewhere")
            return web.Response(status=204)
        if outcome in _REACHED:
            self._life.end(call.id, Reason.TRANSFERRED, "it was answered elsewhere")
            return xml(twiml.say(""))
        if not call.ended:
            self._life.end(call.id, _REASONS.get(outcome, Reason.NO_ANSWER), "nobody was reached")
        elif back := self._back(call, form):
            return xml(self._answering.back(back, line, url, _NOBODY_THERE))
        return xml(twiml.say(line.agent_loss.sentence))

    def _back(self, call: Call, form: Form) -> Call | None:
        """Take a transferred call again, unless its caller is gone by now."""
        if call.reason is not Reason.TRANSFERRED or form.get("CallStatus") == "completed":
            return None
        return self._life.elsewhere.came_back(call)

    async def _gather(self, call: Call, line: Line, form: Form, url: str) -> web.Response:
        if call.ended or self._dialogues is None:
            return xml(twiml.say(""))
        ways, words = Ways(url, call.id), form.get("SpeechResult", "").strip()
        if silences := self._life.elsewhere.heard(call.id, words):
            return xml(self._on_silence(call, line, ways, silences))
        reply = await self._dialogues.answer(call, words)
        self._life.elsewhere.replied(call.id, reply)
        return xml(twiml.say(reply.say) if reply.goodbye else twiml.listen(ways, reply.say))

    def _on_silence(self, call: Call, line: Line, ways: Ways, silences: int) -> str:
        """Ask a caller who says nothing once, then say goodbye."""
        silence = line.caller_silence
        if silences >= _MOST_SILENCES:
            self._life.elsewhere.said(call.id, Speaker.AGENT, silence.goodbye)
            return twiml.say(silence.goodbye)
        self._life.elsewhere.said(call.id, Speaker.AGENT, silence.question)
        return twiml.listen(ways, silence.question)


def xml(text: str) -> web.Response:
    """Answer with TwiML."""
    return web.Response(text=text, content_type="text/xml")
