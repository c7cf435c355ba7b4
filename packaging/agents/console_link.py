"""Joins a Vision Agents agent to Operator console. Copy this file beside your own agent.

    async def join_call(agent: Agent, call_type: str, call_id: str) -> None:
        call = await agent.create_call(call_type, call_id)
        async with agent.join(call), ConsoleLink(agent) as console:
            await console.phone()
            await agent.simple_response("Greet the caller.")
            await agent.finish()

The operator then reads what is said, sees what the agent does and how fast it answers, and
can instruct it, have it say something, and interrupt it. Inside, both exchange custom events
of the Stream call; ``console/agents/stream/protocol.py`` describes them.

Checked with vision-agents 0.6.9. Of what is not its public interface, `_custom_events` and
`_interrupt` use one name each; with another version look there first.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from getstream.video.rtc import PcmData
from vision_agents.core import Agent
from vision_agents.core.agents.events import UserTurnEndedEvent, UserTurnStartedEvent
from vision_agents.core.edge.types import Participant
from vision_agents.core.llm.events import LLMErrorEvent, ToolEndEvent, ToolStartEvent
from vision_agents.core.llm.realtime import Realtime
from vision_agents.core.utils.audio_filter import AudioFilter

log = logging.getLogger(__name__)

MAX_TEXT = 4_000
"""Bytes of UTF-8 of one text: Stream refuses custom events of more than 5 kB."""
_UNSENT = 200
_HELLO_S = 1.0
_SENT_S = 2.0
_TYPING_S = 1.5
_GOODBYE_S = 20.0
_SILENT_S = 1.5
_PAUSE_S = 0.3
"""A voice that pauses for less has not stopped."""
_FROM_THE_OPERATOR = (
    "[A word from the operator, which the caller does not hear. Follow it from now on,"
    " and do not mention it.] "
)

OnKey = Callable[[str], Awaitable[None]]


@dataclass(frozen=True)
class Phone:
    """Who is on the line: two numbers, and ``inbound`` or ``outbound``."""

    from_: str
    to: str
    direction: str


class ConsoleLink:
    """One agent's side of the talk with the console, for as long as it is entered.

    ``on_key`` is awaited with each key that the caller presses; without it the model is told.
    """

    def __init__(self, agent: Agent, on_key: OnKey | None = None) -> None:
        self._agent = agent
        self._on_key = on_key or self._tell_model_of_key
        self._mouth = _Mouth(self._began_to_speak, self._was_cut_short)
        self._asked_at: float | None = None
        self._phone: asyncio.Future[Phone] = asyncio.get_running_loop().create_future()
        self._unsent: asyncio.Queue[dict[str, Any]] = asyncio.Queue(_UNSENT)
        self._seen: set[str] = set()
        self._typed = ""
        self._console: str | None = None
        """The console's user in the call: the one that said who is on the line."""
        self._instructions = agent.instructions.full_reference
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        agent = self._agent
        self._mouth.watch(agent.audio_track)
        _overhear(agent.conversation, agent.agent_user.id, self._said)
        for handler in (self._on_turn, self._on_tool, self._on_error):
            agent.events.subscribe(handler)
        _custom_events(agent, self._hear)
        self._tasks = [
            asyncio.create_task(self._send_events()),
            asyncio.create_task(self._say_hello()),
        ]
        return self

    async def __aexit__(self, *_: object) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._unsent.join(), _SENT_S)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # -- for the agent ----------------------------------------------------------------

    async def phone(self, timeout: float = 30.0) -> Phone | None:
        """Wait until the caller is on the line; None where no console says so in time."""
        done, _ = await asyncio.wait({self._phone}, timeout=timeout)
        return self._phone.result() if done else None

    def wants_human(self) -> None:
        """Ask the operator to take over."""
        self._tell("wants_human")

    def hang_up(self) -> None:
        """End the phone call, as soon as what the agent says has been heard.

        It is decided then: a caller who says goodbye, too, does not change it.
        """
        self._tasks.append(asyncio.create_task(self._hang_up()))

    def failed(self, reason: str) -> None:
        """Say that the agent can't go on; the operator reads the reason."""
        self._tell("failed", reason=reason)

    async def _hang_up(self) -> None:
        asked_at = time.monotonic()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_GOODBYE_S):
                # Its last sentence may only just be on its way to the voice.
                while (  # noqa: ASYNC110 - the clock is asked
                    left := max(asked_at, self._mouth.until) + _SILENT_S - time.monotonic()
                ) > 0:
                    await asyncio.sleep(left)
        self._tell("hang_up")

    # -- what the agent does ----------------------------------------------------------

    async def _on_turn(self, event: UserTurnStartedEvent | UserTurnEndedEvent) -> None:
        if isinstance(event, UserTurnStartedEvent):
            self._asked_at = None
            self._tell("doing", word="hearing")
        else:
            self._asked_at = time.monotonic()
            self._tell("doing", word="thinking")

    async def _on_tool(self, event: ToolStartEvent | ToolEndEvent) -> None:
        self._tell("doing", word="tool" if isinstance(event, ToolStartEvent) else "thinking")

    async def _on_error(self, event: LLMErrorEvent) -> None:
        if not event.is_recoverable:
            self.failed("its model failed")

    def _began_to_speak(self) -> None:
        asked_at, self._asked_at = self._asked_at, None
        if asked_at is not None:
            self._tell("latency", ms=round((time.monotonic() - asked_at) * 1000))
        self._tell("doing")  # nothing else: it speaks

    def _was_cut_short(self) -> None:
        self._tell("interrupted")

    def _said(self, speaker: str, text: str) -> None:
        if text := _cut(text.strip()):
            self._tell("said", speaker=speaker, text=text)

    # -- what the console asks --------------------------------------------------------

    async def _hear(self, event: Mapping[str, Any]) -> None:
        """Take an event of Stream's: those that are for agents are obeyed, with a receipt."""
        custom, sender = event.get("custom") or {}, (event.get("user") or {}).get("id")
        if custom.get("type") == "console.live" and not self._phone.done():
            self._console = sender
            about = (str(custom.get(name)) for name in ("from", "to", "direction"))
            self._phone.set_result(Phone(*about))
        if sender != self._console:  # somebody else in the call, or this agent itself
            return
        request_id = custom.get("id")
        try:
            match custom:
                case {"type": "console.key", "digit": str(digit)}:
                    await self._on_key(digit)
                case {"type": str(kind), "id": str(request_id)} if request_id not in self._seen:
                    self._seen.add(request_id)
                    if await self._obey(kind, str(custom.get("text", ""))):
                        self._tell("done", id=request_id)
        except Exception:  # whatever the agent's parts raise; without a receipt, it was not done
            log.exception("A request of the console was not carried out")

    async def _obey(self, kind: str, text: str) -> bool:
        agent, realtime = self._agent, isinstance(self._agent.llm, Realtime)
        match kind:
            case "console.instruct" if realtime:
                await agent.simple_response(_FROM_THE_OPERATOR + text, interrupt=False)
            case "console.instruct":
                self._instructions += f"\n\n{_FROM_THE_OPERATOR}{text}"
                agent.llm.set_instructions(self._instructions)
            case "console.say" if realtime:
                words = f"Say exactly this to the caller now, word for word, and no more: {text}"
                await agent.simple_response(words)
            case "console.say":
                await agent.say(text, interrupt=True)
            case "console.interrupt":
                await _interrupt(agent)
            case _:
                return False
        return True

    async def _tell_model_of_key(self, digit: str) -> None:
        """Tell all that is typed at once: each answer would cut the one before short."""
        self._typed += digit
        typed = self._typed
        await asyncio.sleep(_TYPING_S)
        if typed == self._typed:
            self._typed = ""
            await self._agent.simple_response(f"[The caller typed {typed} on the phone's keys.]")

    # -- sending ----------------------------------------------------------------------

    def _tell(self, kind: str, **fields: object) -> None:
        try:
            self._unsent.put_nowait({"type": f"console.{kind}", **fields})
        except asyncio.QueueFull:
            log.warning("The console was not told everything: Stream is slow")

    async def _send_events(self) -> None:
        while True:
            event = await self._unsent.get()
            try:
                await self._agent.send_custom_event(event)
            except Exception as exc:  # one that is lost must not keep back the others
                log.warning("The console was not told something: %s", type(exc).__name__)
            finally:
                self._unsent.task_done()

    async def _say_hello(self) -> None:
        """Until the console answers: it may come later, or this agent's socket may."""
        while not self._phone.done():
            self._tell("hello", can=["instruct", "say", "interrupt", "key"])
            await asyncio.wait({self._phone}, timeout=_HELLO_S)


class HearsThePhone(AudioFilter):
    """Lets the agent hear the one who came first, the phone, and nobody else.

    In place of the framework's own filter, which fetches a model when the agent starts.
    """

    def __init__(self) -> None:
        self._first: str | None = None

    async def process_audio(self, pcm: PcmData, participant: Participant) -> PcmData | None:
        self._first = self._first or participant.id
        return pcm if participant.id == self._first else None

    def clear(self, participant: Participant | None = None) -> None:
        if participant is None or participant.id == self._first:
            self._first = None


class _Mouth:
    """Knows when the agent is heard, from what is written to its audio track."""

    def __init__(self, began: Callable[[], None], cut_short: Callable[[], None]) -> None:
        self._began = began
        self._cut_short = cut_short
        self.until = 0.0
        """When what was written will have been heard, on the monotonic clock."""

    def watch(self, track: Any) -> None:
        """Listen in on ``write`` and ``flush`` of a track, where it has them."""
        if not hasattr(track, "write") or not hasattr(track, "flush"):
            return
        write, flush = track.write, track.flush

        async def written(pcm: PcmData, *args: Any, **kwargs: Any) -> None:
            if pcm.duration and time.monotonic() > self.until + _PAUSE_S:
                self._began()
            self.until = max(self.until, time.monotonic()) + pcm.duration
            await write(pcm, *args, **kwargs)

        async def flushed(*args: Any, **kwargs: Any) -> None:
            if self.until > time.monotonic():
                self._cut_short()
            self.until = 0.0
            await flush(*args, **kwargs)

        track.write, track.flush = written, flushed


def _overhear(conversation: Any, agent_id: str, said: Callable[[str, str], None]) -> None:
    """Tell each message of a conversation once, when it is complete or the other one speaks."""
    upsert, unfinished = conversation.upsert_message, {}

    async def upserted(role: str, user_id: str, *args: Any, **kwargs: Any) -> Any:
        speaker = "agent" if role == "assistant" or user_id == agent_id else "caller"
        message = await upsert(role, user_id, *args, **kwargs)
        for other, text in list(unfinished.items()):
            if other != (speaker, message.id):
                said(other[0], text)  # it was cut short
                del unfinished[other]
        if kwargs.get("completed", True):
            unfinished.pop((speaker, message.id), None)
            said(speaker, message.content)
        else:
            unfinished[speaker, message.id] = message.content
        return message

    conversation.upsert_message = upserted


def _custom_events(agent: Agent, hear: Callable[[Mapping[str, Any]], Awaitable[None]]) -> None:
    """Have the custom events of the call come to ``hear``: the framework hands none on."""
    agent.edge._connection.on("custom", hear)  # noqa: SLF001


async def _interrupt(agent: Agent) -> None:
    """Stop the agent in the middle of what it says or thinks."""
    await agent._flow.interrupt()  # noqa: SLF001


def _cut(text: str) -> str:
    return text.encode()[:MAX_TEXT].decode("utf-8", "ignore")
