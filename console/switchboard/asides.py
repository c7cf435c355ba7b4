"""Sentences of the console's own, and keys that the carrier presses: without an agent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from console.switchboard.call import Call, CallId
from console.switchboard.errors import NotNow, Refused
from console.switchboard.events import Speaker
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.lines import NO_LOSS, Line
from console.switchboard.on_call import OnCall, some_text
from console.switchboard.ports import TrunkError

_KEYS: Final = re.compile(r"[0-9A-Da-d*#wW]{1,32}")
_AWAY: Final = "The carrier is saying or pressing something. Try again in a moment."


class Asides(OnCall):
    """The commands for which the console itself, or the carrier, speaks or presses keys."""

    def __init__(self, lifecycle: Lifecycle, lines: Sequence[Line]) -> None:
        super().__init__(lifecycle)
        self._lines = tuple(lines)

    async def send_digits(self, call_id: CallId, digits: str, *, out_of_band: bool = False) -> Call:
        if not out_of_band:
            return await super().send_digits(call_id, digits)
        if not _KEYS.fullmatch(digits):
            raise Refused("bad-digits", "Keys are 0-9, * and #, A-D, and w for a pause: up to 32.")
        await self._aside(self._with_audio(call_id), digits=digits)
        self._life.note(call_id, Speaker.NOTE, f"Sent {digits} by the carrier")
        return self.call(call_id)

    async def say_to_caller(self, call_id: CallId, text: str) -> Call:
        """Say a sentence to the other party, whether or not there is an agent."""
        call, text = self._with_audio(call_id), some_text(text)
        try:
            await self._audio.speak(call_id, text)
        except NotNow as exc:
            if exc.code != "no-voice":
                raise
            await self._aside(call, sentence=text)
        self._life.note(call_id, Speaker.NOTE, f"Said to the caller: {text}")
        return self.call(call_id)

    async def say_goodbye(self, call_id: CallId, text: str) -> Call:
        """Say a last sentence to the other party and hang up."""
        call, text = self._with_audio(call_id), some_text(text)
        self._life.note(call_id, Speaker.NOTE, f"Said to the caller: {text}")
        try:
            await self._audio.speak(call_id, text)
        except NotNow as exc:
            if exc.code != "no-voice":
                raise
            # The carrier says it, hangs up and reports that.
            await self._redirect(call, None, sentence=text)
            return self.call(call_id)
        return await self.hang_up(call_id)

    async def _aside(self, call: Call, *, sentence: str = "", digits: str = "") -> None:
        """Have the carrier say or press something; the audio comes back by itself after it."""
        token = self._life.away.begin(call.id)
        if token is None:
            raise NotNow("away", _AWAY)
        try:
            await self._redirect(call, token, sentence=sentence, digits=digits)
        except NotNow:
            self._life.away.over(call.id)
            raise

    async def _redirect(
        self, call: Call, token: str | None, *, sentence: str = "", digits: str = ""
    ) -> None:
        line = self._line_of(call)
        loss = line.agent_loss if line else NO_LOSS
        try:
            await self._trunk.aside(call, token, sentence=sentence, digits=digits, loss=loss)
        except TrunkError as exc:
            raise NotNow(exc.code, exc.message) from exc

    def _line_of(self, call: Call) -> Line | None:
        """Return the line that a call is on; None where it has been taken away since."""
        return next((line for line in self._lines if line.name == call.line), None)
