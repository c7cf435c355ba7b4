"""What one call is known for in words: who said what, and what Stream does with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from console.agents.agent import AgentError, AgentLine
from console.agents.stream.account import Account, Room
from console.agents.stream.chat import ChatReader, TurnWritten
from console.agents.stream.config import StreamConfig
from console.agents.stream.protocol import moment
from console.agents.stream.words import Source, Words
from console.switchboard.events import Speaker


class Record:
    """Fills one call's transcript. Belongs to one loop; `run` is a task of its owner's."""

    def __init__(
        self,
        config: StreamConfig,
        account: Account,
        room: Room,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.words = Words()
        """Every line of the transcript goes through here, whoever tells it."""
        self._config = config
        self._account = account
        self._room = room
        self._line: AgentLine | None = None
        self._chat = ChatReader(
            lambda: account.messages(room),
            self._written,
            lambda: self.words.wants(Source.CHAT),
            clock,
        )

    async def run(self, line: AgentLine) -> None:
        """Have Stream write down what it is asked to, and read the call's chat."""
        self._line = line
        try:
            await self._account.write_down(self._room)
        except AgentError as exc:
            line.said(Speaker.NOTE, f"Stream does not write down this call: {exc}")
        if self._config.chat:
            await self._chat.run()

    def somebody_speaks(self) -> None:
        """Note that there is about to be something to read."""
        self._chat.somebody_speaks()

    def hear(self, event: Mapping[str, Any], line: AgentLine | None) -> None:
        """Take one of Stream's events: what time it is there, and what is to be noted."""
        if at := moment(event.get("created_at")):
            self.words.time.told_now(at)
        notice = self._account.notices.note(event)
        if line and notice and event.get("type") != "call.ended":  # that is told otherwise
            line.said(Speaker.NOTE, notice.text)

    def _written(self, turn: TurnWritten) -> None:
        if self._line:
            by_phone = turn.user_id == self._room.user_id
            speaker = Speaker.CALLER if by_phone else Speaker.AGENT
            self.words.take(Source.CHAT, speaker, turn.text, self._line, turn.created_at)
