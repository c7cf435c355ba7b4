"""What the agent says beside its audio, and what it is told: `protocol`, both ways."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from console.agents.agent import AgentError, AgentLine
from console.agents.stream import protocol
from console.agents.stream.watch import Watch
from console.agents.stream.words import Source, Words
from console.switchboard.call import Ask, Flag

_RECEIPT_S: Final = 5.0

Send = Callable[[Mapping[str, object]], Awaitable[None]]
"""Sends a custom event; raises `AgentError`."""


class Dialogue:
    """One call's custom events. Belongs to one loop."""

    def __init__(self, phone: str, watch: Watch, words: Words, send: Send) -> None:
        self.can: frozenset[str] = frozenset()
        """The requests that the agent said it obeys: instruct, say, interrupt, key."""
        self.latency_ms: int | None = None
        """The agent's own view of its last answer's latency."""
        self._phone = phone
        self._watch = watch
        self._words = words
        self._send = send
        self._receipts: dict[str, asyncio.Future[None]] = {}

    async def hear(self, event: Mapping[str, Any], line: AgentLine | None) -> protocol.Word | None:
        """Take one of Stream's events and return what it says, if it is for the console.

        Without a line only what it says of the agent counts.
        """
        told = protocol.read(event, self._phone)
        match told:
            case protocol.Hello(can):
                self.can = can
                if line:
                    line.can(self.asks)
            case protocol.Does(word):
                self._watch.hint(word)
            case protocol.Latency(ms):
                self.latency_ms = ms
            case protocol.Done(request_id):
                receipt = self._receipts.get(request_id)
                if receipt and not receipt.done():
                    receipt.set_result(None)
            case protocol.Failed(reason):
                self._watch.finish(f"The agent gave up: {reason or 'it did not say why'}.")
            case protocol.Said(speaker, text, caption, at) if line:
                source = Source.CAPTIONS if caption else Source.AGENT
                self._words.take(source, speaker, text, line, at)
            case protocol.Sign("interrupted") if line:
                await line.interrupted()
            case protocol.Sign("wants_human") if line:
                line.flag(Flag.WANTS_HUMAN)
            case protocol.Sign("hang_up"):
                self._watch.finish()
        return told

    def forget(self) -> None:
        """Forget what the agent can: it is gone, and another may come."""
        self.can = frozenset()

    @property
    def asks(self) -> frozenset[Ask]:
        """What the agent said that an operator can ask of it."""
        return frozenset(ask for ask in Ask if ask in self.can)

    async def ask(self, kind: str, **fields: str) -> None:
        """Have the agent do something and wait for its receipt, five seconds at most.

        Raises:
            AgentError: it can't, or did not say that it did.
        """
        if kind not in self.can:
            raise AgentError("This agent takes no requests: it has announced none.")
        request_id = secrets.token_hex(4)
        receipt = asyncio.get_running_loop().create_future()
        self._receipts[request_id] = receipt
        try:
            await self._send(protocol.request(kind, id=request_id, **fields))
            async with asyncio.timeout(_RECEIPT_S):
                await receipt
        except ValueError as exc:
            raise AgentError(str(exc)) from exc
        except TimeoutError as exc:
            raise AgentError("The agent did not confirm it within 5 seconds.") from exc
        finally:
            del self._receipts[request_id]

    async def tell(self, kind: str, **fields: str) -> None:
        """Tell the agent something that needs no receipt. Raises `AgentError`."""
        await self._send(protocol.request(kind, **fields))
