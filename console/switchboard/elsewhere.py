"""Calls that the carrier talks with in our place: no audio of theirs comes here.

They hear a sentence, leave a message, ring at another number, or talk with a program
through the carrier's own speech. The carrier's reports say how they end; should none come,
it is asked every half minute.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from console.switchboard.call import AgentState, Call, CallError, CallId, Reason, State
from console.switchboard.dialogue import Reply
from console.switchboard.events import Speaker, TranscriptLine
from console.switchboard.inquiry import Inquiry
from console.switchboard.life import Life
from console.switchboard.ports import TrunkError
from console.switchboard.watch import Watch

_LOOK_EVERY_S: Final = 30.0


class Elsewhere:
    """Follows such calls. Belongs to the engine's loop."""

    def __init__(self, life: Life, watch: Watch, inquiry: Inquiry) -> None:
        self._life = life
        self._watch = watch
        self._inquiry = inquiry
        self._calls: dict[CallId, int] = {}
        """Those calls, with how often in a row nothing was heard of their callers."""

    def __contains__(self, call_id: CallId) -> bool:
        return call_id in self._calls

    def begin(self, call_id: CallId, state: State, cause: str) -> None:
        """Note that the carrier has a call from now on; ``live`` where it answers it."""
        self._life.registry.move(call_id, state, cause)
        if call_id not in self._calls:
            self._calls[call_id] = 0
            self._life.spawn(self._look_after(call_id))

    def said(self, call_id: CallId, speaker: Speaker, text: str) -> None:
        """Put a line into the record of a call; its clock runs from the answer on."""
        if call := self._life.registry.get(call_id):
            began = call.answered_at or call.created_at
            at_ms = max(0, round((datetime.now(UTC) - began).total_seconds() * 1000))
            self._life.registry.say(TranscriptLine(call_id, speaker, text, at_ms))

    def heard(self, call_id: CallId, words: str) -> int:
        """Take what a caller said; return how often in a row it was nothing."""
        self._calls[call_id] = 0 if words else self._calls.get(call_id, 0) + 1
        if words:
            self.said(call_id, Speaker.CALLER, words)
        return self._calls[call_id]

    def replied(self, call_id: CallId, reply: Reply) -> None:
        """Note what a program answered, or why it did not."""
        if reply.say:
            self.said(call_id, Speaker.AGENT, reply.say)
        if reply.error:
            self._life.fault(call_id, CallError("dialogue", reply.error))

    def recorded(self, call_id: CallId, *, url: str = "", seconds: str = "") -> None:
        """Note that the carrier records a call, or, with its address, that it has done so."""
        call = self._life.registry.get(call_id)
        if call is None:
            return
        if url and url != call.recording_url:
            told = f"Recording, {seconds} s: {url}" if seconds else f"Recording: {url}"
            self.said(call_id, Speaker.NOTE, told)
        known = replace(call, recording=True, recording_url=url or call.recording_url)
        self._life.registry.learn(known, "it is recorded")

    def came_back(self, old: Call) -> Call | None:
        """Take a call again that was led elsewhere and found nobody there, as a new one."""
        life, agent = self._life, old.agent
        if not life.open or not old.ended or agent is None or old.carrier_call_id is None:
            return None
        if agent.state in (AgentState.FAILED, AgentState.LEFT):
            return None  # it was for want of an agent that the call was led away
        known = life.registry.find(old.carrier, old.carrier_call_id)
        if known is not None and known.id != old.id:
            return None if known.ended else known
        life.registry.release(old.id)
        call = life.registry.open(
            carrier=old.carrier,
            direction=old.direction,
            from_=old.from_,
            to=old.to,
            line=old.line,
            agent=agent.kind,
            cause="nobody took the transferred call",
        )
        life.registry.bind(call.id, old.carrier_call_id)
        life.registry.answered(call.id)
        named = replace(
            life.registry.get(call.id) or call, caller_name=old.caller_name, caller=old.caller
        )
        life.registry.put(named, "known from before")
        self.said(call.id, Speaker.NOTE, "Came back: nobody took the transfer")
        life.prepare(call.id)
        return life.registry.get(call.id)

    async def _look_after(self, call_id: CallId) -> None:
        """Ask the carrier about a call now and then, until it has ended."""
        try:
            while not await self._watch.ended_within(call_id, _LOOK_EVERY_S):
                try:
                    report = await self._inquiry.look_up(call_id)
                except TrunkError:
                    continue  # it may have an answer the next time
                if report is None:
                    self._life.end(call_id, Reason.LOST, "the carrier knows of it no more")
                else:
                    self._life.report(call_id, report)
        finally:
            self._calls.pop(call_id, None)
