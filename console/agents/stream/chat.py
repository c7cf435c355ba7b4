"""What a Vision Agents agent writes into its call's chat channel: turns, in pieces.

It keeps the conversation in ``messaging:{call_id}`` of Stream Chat: one message for each
turn, in pieces of a thousand characters that share a ``chunk_group`` and know their
``chunk_index`` out of ``total_chunks``; the last one is ``generating`` until the turn is
whole. While a turn grows its messages are changed only for those who are connected to the
chat, and Stream's Python library can't be; so the channel is read, a turn at a time, once
it is whole.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from console.agents.agent import AgentError

_LOG = logging.getLogger(__name__)
KEPT: Final = 30
"""Messages that are read at a time: some turns, or one of 30,000 characters."""
_FIRST_S: Final = 3.0
"""By then most agents that tell their words themselves have told some."""
_EVERY_S: Final = 1.0
_IDLE_EVERY_S: Final = 5.0
_BUSY_S: Final = 15.0
"""So long after somebody spoke, a turn may still be written."""
_NO_CHANNEL_S: Final = 60.0
"""An agent that has opened no channel by then writes none."""
_LONGEST_PAUSE_S: Final = 30.0
_TOLD: Final = 500


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the channel, as far as it matters."""

    id: str
    user_id: str
    text: str
    created_at: datetime
    custom: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TurnWritten:
    """A turn that is whole: who said it, what, and when its first piece was written."""

    user_id: str
    text: str
    created_at: datetime


class Pieces:
    """Puts turns together and gives out each once, in the order in which they began."""

    def __init__(self) -> None:
        self._told: dict[str, None] = {}

    def take(self, messages: Iterable[Message]) -> Iterator[TurnWritten]:
        """Take the channel's last messages; return the turns that have become whole."""
        groups: dict[str, dict[int, Message]] = {}
        for message in messages:
            group, index = message.custom.get("chunk_group"), message.custom.get("chunk_index")
            if isinstance(group, str) and isinstance(index, int) and group not in self._told:
                groups.setdefault(group, {})[index] = message
        whole = [(g, pieces) for g, pieces in groups.items() if _is_whole(pieces)]
        for group, pieces in sorted(whole, key=lambda each: each[1][0].created_at):
            self._told[group] = None
            if len(self._told) > _TOLD:
                del self._told[next(iter(self._told))]
            first = pieces[0]
            text = "".join(pieces[index].text for index in sorted(pieces)).strip()
            if text:
                yield TurnWritten(first.user_id, text, first.created_at)


def _is_whole(pieces: Mapping[int, Message]) -> bool:
    last = pieces[max(pieces)].custom
    count = last.get("total_chunks")
    return sorted(pieces) == list(range(len(pieces))) and (
        count == len(pieces) and not last.get("generating")
    )


class ChatReader:
    """Reads one call's channel until it is of no use. Belongs to one loop.

    ``read`` returns the channel's last messages, None where there is no channel, or raises
    `AgentError`; ``tell`` takes each turn; ``wanted`` says whether anybody needs them still.
    """

    def __init__(
        self,
        read: Callable[[], Awaitable[list[Message] | None]],
        tell: Callable[[TurnWritten], None],
        wanted: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._tell = tell
        self._wanted = wanted
        self._clock = clock
        self._pieces = Pieces()
        self._busy_at = clock()

    def somebody_speaks(self) -> None:
        """Note that a turn is about to be written."""
        self._busy_at = self._clock()

    async def run(self) -> None:
        """Read about once a second while somebody speaks, and every five seconds else.

        A request costs several ms of CPU, as much as a tenth of the call's media for a second.
        """
        begun, found, pause = self._clock(), False, _FIRST_S
        while self._wanted() and (found or self._clock() - begun < _NO_CHANNEL_S):
            await asyncio.sleep(pause)
            if not self._wanted():
                return
            try:
                messages = await self._read()
            except AgentError as exc:
                _LOG.info("A call's chat could not be read: %s", exc)
                pause = min(pause * 2, _LONGEST_PAUSE_S)
                continue
            found = found or messages is not None
            for turn in self._pieces.take(messages or ()):
                self._tell(turn)
            busy = found and self._clock() - self._busy_at < _BUSY_S
            pause = _EVERY_S if busy else _IDLE_EVERY_S
