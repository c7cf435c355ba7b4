"""The commands that are about one call: what an operator does with it, step by step."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import Final

from console.switchboard.call import (
    Ask,
    Call,
    CallError,
    CallId,
    Direction,
    Engagement,
    Reason,
    State,
)
from console.switchboard.errors import NoSuchCall, NotNow, Refused
from console.switchboard.events import Speaker
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.meeting import Meeting, MeetingStep, Step
from console.switchboard.ports import TrunkError

_LONGEST_TEXT: Final = 2_000
_NO_AUDIO: Final = "The call has no audio now."
_CANT: Final = {
    Ask.INSTRUCT: "This call's agent takes no instructions.",
    Ask.SAY: "This call's agent can't be given words to say.",
    Ask.INTERRUPT: "This call's agent can't be cut short.",
}

_SPEAKS: Final = {
    Engagement.JOIN: "The operator joined the conversation",
    Engagement.TAKE_OVER: "The operator took the call over",
}
_SILENCED: Final = "The operator silenced the agent"
_MAY_SPEAK: Final = "The agent may speak again"
_LEFT: Final = "The operator left the conversation"
HANDED_BACK: Final = (
    "A person took over the call and has just handed it back to you."
    " You did not hear what was said meanwhile. Carry on politely from here."
)
"""What an agent is told as it gets a call back; what was agreed meanwhile comes after it."""


class OnCall:
    """The commands of `SwitchboardInterface` that one call gets. The engine's loop."""

    def __init__(self, lifecycle: Lifecycle) -> None:
        self._life = lifecycle
        self._trunk = lifecycle.trunk
        self._audio = lifecycle.audio

    def call(self, call_id: CallId) -> Call:
        """Return one call, live or lately ended. Any thread. Raises `NoSuchCall`."""
        if call := self._life.registry.get(call_id):
            return call
        raise NoSuchCall

    # -- its life ---------------------------------------------------------------------

    async def answer(self, call_id: CallId) -> Call:
        self._ringing_here(call_id)
        self._life.answer(call_id)
        return self.call(call_id)

    async def decline(self, call_id: CallId) -> Call:
        call = self._ringing_here(call_id)
        self._life.end(call_id, Reason.REJECTED, "declined by the operator")
        if call.carrier_call_id:
            with contextlib.suppress(TrunkError):  # it hears that nobody is there, then
                await self._trunk.hang_up(call.carrier_call_id)
        return self.call(call_id)

    async def hang_up(self, call_id: CallId) -> Call:
        call = self.call(call_id)
        if call.ended:
            return call
        self._life.hanging_up(call_id)
        if call.carrier_call_id is None:
            self._life.end(call_id, Reason.CANCELED, "hung up before the carrier had it")
            return self.call(call_id)
        with contextlib.suppress(NotNow):  # the agent is silent from now on, if it was heard
            await self._audio.silence(call_id, True)
        try:
            await self._trunk.hang_up(call.carrier_call_id)
        except TrunkError as exc:
            call = self.call(call_id)
            if call.ended:
                return call
            if call.state not in (State.LIVE, State.HELD):
                self._life.hang_up_failed(call_id)
                raise NotNow(exc.code, exc.message) from exc
            # Without its socket the carrier says its last words and ends the call itself.
            await self._audio.release(call_id)
            error = CallError(exc.code, f"{exc.message} The audio was closed instead.")
            self._life.media_ended(call_id, stopped=False, error=error)
            return self.call(call_id)
        self._life.end(call_id, Reason.COMPLETED, "hung up here")
        return self.call(call_id)

    async def lead_to(self, call_id: CallId, number: str, sentence: str = "") -> Call:
        """Lead the other party to a number in E.164, without us. Raises `NotNow`."""
        call = self._with_audio(call_id)
        if call.carrier_call_id is None:
            raise NotNow("not-live", _NO_AUDIO)
        try:
            self._life.away.leaving(call_id)
            await self._trunk.transfer(call, number, call.ours, sentence)
        except TrunkError as exc:
            self._life.away.over(call_id)
            raise NotNow(exc.code, exc.message) from exc
        self._life.end(call_id, Reason.TRANSFERRED, "transferred")
        return self.call(call_id)

    # -- its audio --------------------------------------------------------------------

    async def engage(
        self,
        call_id: CallId,
        mode: Engagement,
        hand_back: str = "",
        *,
        elsewhere: bool = False,
    ) -> Call:
        """Take a rung, for the operator here or for one at a desk ``elsewhere``.

        A call has one rung: whoever was on it before is off it.
        """
        call = self.call(call_id)
        before = call.rung
        if call.state is not State.LIVE:
            held = call.state is State.HELD
            raise NotNow("not-live", "The call is held. Resume it first." if held else _NO_AUDIO)
        await self._audio.engage(call_id, mode, here=not elsewhere)
        if before is not mode and (mode in _SPEAKS or before in _SPEAKS):
            self._life.note(call_id, Speaker.NOTE, _SPEAKS.get(mode, _LEFT))
        here, there = (Engagement.OFF, mode) if elsewhere else (mode, Engagement.OFF)
        engaged = self._life.registry.put(
            replace(self.call(call_id), engagement=here, elsewhere=there), f"operator: {mode}"
        )
        if before is Engagement.TAKE_OVER and mode is not Engagement.TAKE_OVER:
            await self._hand_back(engaged, hand_back.strip())
        return engaged

    async def hold(self, call_id: CallId) -> Call:
        call = self._with_audio(call_id)
        if call.state is State.LIVE:
            await self._audio.hold(call_id, True)
            self._life.registry.move(call_id, State.HELD, "held by the operator")
            self._life.note(call_id, Speaker.NOTE, "On hold")
        return self.call(call_id)

    async def resume(self, call_id: CallId) -> Call:
        call = self._with_audio(call_id)
        if call.state is State.HELD:
            await self._audio.hold(call_id, False)
            self._life.registry.move(call_id, State.LIVE, "resumed by the operator")
            self._life.note(call_id, Speaker.NOTE, "Off hold")
        return self.call(call_id)

    async def silence(self, call_id: CallId, on: bool = True) -> Call:
        call = self._with_audio(call_id)
        if call.silenced is not on:
            await self._audio.silence(call_id, on)
            self._life.note(call_id, Speaker.NOTE, _SILENCED if on else _MAY_SPEAK)
        return self._life.registry.put(replace(self.call(call_id), silenced=on), "silenced")

    async def send_digits(self, call_id: CallId, digits: str) -> Call:
        self._with_audio(call_id)
        await self._audio.send_digits(call_id, digits)
        self._life.note(call_id, Speaker.NOTE, f"Sent {digits}")
        return self.call(call_id)

    # -- its agent --------------------------------------------------------------------

    async def instruct(self, call_id: CallId, text: str) -> Call:
        await self._ask(call_id, Ask.INSTRUCT, said := some_text(text))
        self._life.note(call_id, Speaker.NOTE, f"To the agent: {said}")
        return self.call(call_id)

    async def say(self, call_id: CallId, text: str) -> Call:
        await self._ask(call_id, Ask.SAY, some_text(text))
        return self.call(call_id)

    async def interrupt(self, call_id: CallId) -> Call:
        await self._ask(call_id, Ask.INTERRUPT)
        return self.call(call_id)

    # -- the call that its agent is met in --------------------------------------------

    async def meeting(self, call_id: CallId) -> Meeting:
        self._not_ended(call_id)
        return await self._audio.meeting(call_id)

    async def meeting_step(self, call_id: CallId, step: MeetingStep) -> Meeting:
        self._not_ended(call_id)
        meeting = await self._audio.meeting_step(call_id, step)
        if step.step is Step.END:  # for everybody: the phone too, whoever speaks with it
            await self.hang_up(call_id)
        return meeting

    # -- its record -------------------------------------------------------------------

    async def mark_moment(self, call_id: CallId) -> Call:
        self._not_ended(call_id)
        self._life.note(call_id, Speaker.MARK, "Marked")
        return self.call(call_id)

    async def note(self, call_id: CallId, text: str) -> Call:
        self._not_ended(call_id)
        self._life.note(call_id, Speaker.NOTE, some_text(text))
        return self.call(call_id)

    # -- inside -----------------------------------------------------------------------

    def _not_ended(self, call_id: CallId) -> Call:
        call = self.call(call_id)
        if call.ended:
            raise NotNow("ended", "The call has ended.")
        return call

    def _with_audio(self, call_id: CallId) -> Call:
        call = self._not_ended(call_id)
        if call.state not in (State.LIVE, State.HELD):
            raise NotNow("not-live", _NO_AUDIO)
        return call

    def _ringing_here(self, call_id: CallId) -> Call:
        call = self._not_ended(call_id)
        if call.direction is not Direction.INBOUND or call.state is not State.RINGING:
            raise NotNow("not-ringing", "The call does not ring here.")
        return call

    async def _ask(self, call_id: CallId, ask: Ask, text: str = "") -> None:
        call = self._with_audio(call_id)
        if call.agent is None or ask not in call.agent.can:
            raise NotNow("agent-cant", _CANT[ask])
        await self._audio.ask(call_id, ask, text)

    async def _hand_back(self, call: Call, text: str) -> None:
        """Tell the agent, where it listens, that the caller is its own again."""
        if call.agent is None or Ask.INSTRUCT not in call.agent.can:
            return
        told = f"{HANDED_BACK} {text}".strip()
        # The step down is done, whether or not the agent confirms that it was told.
        with contextlib.suppress(NotNow):
            await self._audio.ask(call.id, Ask.INSTRUCT, told)
            self._life.note(call.id, Speaker.NOTE, f"To the agent: {told}")


def some_text(text: str) -> str:
    """Return a text that says something. Raises `Refused`."""
    text = text.strip()
    if not text:
        raise Refused("no-text", "There is nothing written.")
    if len(text) > _LONGEST_TEXT:
        raise Refused("too-long", f"That is too long: {_LONGEST_TEXT} characters are the most.")
    return text
