"""The answering programs of all calls; implements `console.switchboard.dialogue.Dialogues`."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final, Protocol

import aiohttp
import orjson

from console.agents.agent import AgentError
from console.agents.dialogue.page import Page, is_address
from console.agents.dialogue.program import Program
from console.switchboard.call import Call, CallId
from console.switchboard.dialogue import Reply
from console.switchboard.events import CallChanged, EventBus
from console.switchboard.lines import Line

_LOG = logging.getLogger(__name__)
_ANSWER_S: Final = 8.0
_END_S: Final = 5.0
_LONGEST_SAY: Final = 3000
"""Characters: a carrier's document has a limit, and a caller's patience too."""


class _Answerer(Protocol):
    async def ask(self, event: dict[str, Any]) -> bytes: ...
    async def end(self, event: dict[str, Any]) -> None: ...


class Dialogues:
    """One program for each call. Engine's loop, until `close`."""

    def __init__(self, bus: EventBus) -> None:
        self._open: dict[CallId, tuple[_Answerer, Line]] = {}
        self._starting: set[CallId] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._http: aiohttp.ClientSession | None = None
        self._remove = bus.listen_to_calls(self._note)

    async def begin(self, call: Call, line: Line) -> Reply:
        if call.id in self._open or call.id in self._starting:
            return Reply("")
        about = {"from": call.from_, "to": call.to, "line": line.name}
        self._starting.add(call.id)
        try:
            async with asyncio.timeout(_ANSWER_S):
                self._open[call.id] = await self._start(line.dialogue), line
                if call.id not in self._starting:
                    raise AgentError("The call was over before its line's program began.")
                return await self._ask(call, "begin", **about)
        except (AgentError, TimeoutError) as exc:
            return self._lost(call, line, exc)
        finally:
            self._starting.discard(call.id)

    async def answer(self, call: Call, words: str) -> Reply:
        opened = self._open.get(call.id)
        if opened is None:
            return Reply("", goodbye=True, error="The line's program is not there any more.")
        try:
            async with asyncio.timeout(_ANSWER_S):
                return await self._ask(call, "said", text=words)
        except (AgentError, TimeoutError) as exc:
            return self._lost(call, opened[1], exc)

    async def close(self) -> None:
        """End every program."""
        self._remove()
        for call_id in tuple(self._open):
            self._end(call_id)
        if self._ending:
            await asyncio.wait(self._ending)
        if self._http:
            await self._http.close()

    async def _start(self, dialogue: str) -> _Answerer:
        if not is_address(dialogue):
            return await Program.start(dialogue)
        if self._http is None:
            self._http = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return Page(dialogue, self._http)

    async def _ask(self, call: Call, event: str, **fields: str) -> Reply:
        answerer, _ = self._open[call.id]
        return _read(await answerer.ask({"event": event, "call": call.id, **fields}))

    def _lost(self, call: Call, line: Line, exc: AgentError | TimeoutError) -> Reply:
        if isinstance(exc, TimeoutError):
            error = f"The line's program has not answered within {_ANSWER_S:.0f} seconds."
        else:
            error = str(exc)
        _LOG.info("Call %s: its program failed: %s", call.id, error)
        self._end(call.id)
        return Reply(line.agent_loss.sentence, goodbye=True, error=error)

    def _note(self, event: CallChanged) -> None:
        if event.new.ended:
            self._starting.discard(event.new.id)
            self._end(event.new.id)

    def _end(self, call_id: CallId) -> None:
        opened = self._open.pop(call_id, None)
        if opened is None:
            return
        task = asyncio.get_running_loop().create_task(_ended(opened[0], call_id))
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)


async def _ended(answerer: _Answerer, call_id: CallId) -> None:
    try:
        async with asyncio.timeout(_END_S):
            await answerer.end({"event": "end", "call": call_id})
    except TimeoutError:
        _LOG.info("Call %s: its program did not hear of the end", call_id)


def _read(raw: bytes) -> Reply:
    """Read an answer. Raises `AgentError`."""
    try:
        answer = orjson.loads(raw)
    except orjson.JSONDecodeError:
        answer = None
    match answer:
        case {"say": str(say)}:
            return Reply(" ".join(say.split())[:_LONGEST_SAY], answer.get("goodbye") is True)
    raise AgentError("The line's program gave no answer that can be read.")
