"""The crew: the agents that this console can put on a call, and how the usual one is."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from aiohttp import web

from console.agents.agent import AgentError, AgentLeg
from console.agents.echo import EchoAgent
from console.agents.nobody import Nobody
from console.agents.process.program import STARTING
from console.agents.process.programs import AgentPrograms
from console.agents.stream.agents import StreamAgents
from console.agents.stream.config import StreamConfig
from console.agents.stream.webhook import StreamWebhook
from console.agents.unavailable import Unavailable
from console.config import Settings
from console.practice.agent import PracticeAgent
from console.server.sessions import MakeAgent
from console.switchboard.call import AgentState, CallId
from console.switchboard.events import CallChanged, Health, LampState
from console.switchboard.lines import Line
from console.switchboard.tally import Tally

_NO_ACCOUNT: Final = "There is no Stream account to meet agents in."
_SET_ACCOUNT: Final = "Set STREAM_API_KEY and STREAM_API_SECRET, or CONSOLE_AGENT to practice."
_LOST: Final = "agent"
"""The code of a call's error where its agent is lost."""
_LOOK_AT_PROGRAM: Final = "Look at its lines in the log, and check CONSOLE_AGENT_COMMAND."
_CALLS_A_CORE: Final = 15
"""Bridged to Stream, each takes 28 to 45 ms of CPU a second (tests/benchmarks/stream_bridge.py),
so these take about half a core, and the other half is there for bursts."""
_LONGEST_START_S: Final = 14.0
"""A session gives a leg 15 s to start."""
_WORDS: Final[Mapping[str, str]] = {
    "practice": "The practice agent answers.",
    "echo": "The echo agent answers: callers hear themselves.",
    "none": "No agent answers: callers hear nothing until an operator speaks.",
}


class Crew:
    """Makes agent legs by kind. Engine's loop, between `start` and `stop`."""

    def __init__(self, settings: Settings, *, practice: bool) -> None:
        own_agent = settings.agent_command or not practice
        self.kind = settings.agent or ("stream" if own_agent else "practice")
        """The kind that answers where nobody asks for another."""
        self.makers: dict[str, MakeAgent] = {
            "practice": lambda _: PracticeAgent(practice_line=practice),
            "echo": lambda _: EchoAgent(),
            "none": lambda _: Nobody(),
            "stream": self._meet,
        }
        self._settings = settings
        self._practice = practice
        self._stream: StreamAgents | None = None
        self._stream_account: dict[str, str] = {}
        """What agent programs are told of the Stream account, by environment variable."""
        self._loss = ""
        """Why the last call was left without its agent; nothing once another agent came."""
        self._missing = (_NO_ACCOUNT, _SET_ACCOUNT)
        """Why there are no Stream agents, and what to do."""
        self.news = asyncio.Event()
        """Set when `check` may have another answer than before."""
        self._programs = AgentPrograms(
            os.environ, settings.agent_variables.replace(",", " ").split(), self._program_changed
        )
        self._closing = contextlib.AsyncExitStack()

    async def start(self, lines: Iterable[Line] = ()) -> None:
        """Load what the agents need, those of ``lines`` too, so that no call waits for it."""
        try:
            config = self._with_program(await self._stream_config())
        except AgentError as exc:
            self._missing = (str(exc), "")
            return
        if config is None:
            return
        self._stream = stream = StreamAgents(config, self._programs)
        self._closing.push_async_callback(stream.close)
        await stream.warm_up()
        self.expect(lines)

    def expect(self, lines: Iterable[Line]) -> None:
        """Be ready for lines: their programs are started ahead, and their servers looked at."""
        for line in lines if self._stream else ():
            self._meet(line)

    @property
    def capacity(self) -> int | None:
        """How many calls with agents are carried at once: as set, or by this machine's cores.

        Without WebRTC calls cost so little that there is no bound unless it is set.
        """
        if self._settings.calls_at_once or self.kind != "stream":
            return self._settings.calls_at_once
        return _CALLS_A_CORE * (os.cpu_count() or 1)

    async def stop(self) -> None:
        """Give back everything. The calls are over by then."""
        await self._closing.aclose()

    async def check(self) -> Health:
        """Return what the agent's lamp shows: state, cause, remedy. Takes some seconds at most."""
        state, cause, remedy = await self._check()
        if state is LampState.OK and self._loss:
            return LampState.WARN, f"The last call was left without its agent. {self._loss}", ""
        return state, cause, remedy

    async def _check(self) -> Health:
        if self.kind != "stream":
            return LampState.OK, _WORDS[self.kind], ""
        if self._stream is None:
            return LampState.ERROR, *self._missing
        remedy = _LOOK_AT_PROGRAM if self._programs.faulty else ""
        if fault := await self._stream.check():
            return LampState.WARN if fault == STARTING else LampState.ERROR, fault, remedy
        if self._stream.doubts:
            return LampState.WARN, self._stream.doubts, remedy
        if self._settings.agent_command:
            return LampState.OK, "The agent program is ready.", ""
        if self._practice:
            return LampState.OK, "The practice agent answers, in a Stream call on this machine.", ""
        return LampState.OK, "Agents are met in Stream calls.", ""

    def routes(self, note: Callable[[CallId, str], None], tally: Tally) -> list[web.RouteDef]:
        """Return what the agents' side is told by on the public app; ``note`` takes notes."""
        webhook = StreamWebhook(
            lambda: self._stream.account if self._stream else None,
            lambda notice: note(notice.call_id, notice.text),
            tally,
        )
        return [webhook.route()]

    def take(self, event: CallChanged) -> None:
        """Note how agents fare on calls: one that is lost is told of until another comes."""
        if event.old is None:
            return
        old, new = event.old, event.new
        if new.error and new.error.code == _LOST and new.error != old.error:
            self._loss = new.error.message
            self.news.set()
        elif new.agent and new.agent.state is AgentState.READY and new.agent != old.agent:
            self._loss = ""
            self.news.set()

    def _meet(self, line: Line) -> AgentLeg:
        """Return a leg that is met in a Stream call, sent by the line's own servers if any."""
        if self._stream is None:
            return Unavailable("stream", " ".join(self._missing).strip())
        servers = _addresses(line.agent_url)
        try:
            if line.agent_command:
                servers.insert(0, self._run(line.agent_command))
        except AgentError as exc:
            return Unavailable("stream", str(exc))
        return self._stream.make(servers)

    def _with_program(self, config: StreamConfig | None) -> StreamConfig | None:
        """Have the agent command run, if there is one, and put its server first."""
        if config is None:
            return None
        self._closing.push_async_callback(self._programs.stop)
        self._stream_account = {
            "STREAM_API_KEY": config.api_key,
            "STREAM_API_SECRET": config.api_secret,
        }
        if config.base_url:
            self._stream_account["STREAM_BASE_URL"] = config.base_url
        if not self._settings.agent_command:
            return config
        return replace(config, servers=(self._run(self._settings.agent_command), *config.servers))

    def _run(self, command: str) -> str:
        """Have an agent program run, once; return its server's address. Raises `AgentError`."""
        return self._programs.run(command, self._stream_account)

    def _program_changed(self, server: str) -> None:
        self.news.set()
        if self._stream and self._programs.ready(server):
            self._stream.prefer(server)

    async def _stream_config(self) -> StreamConfig | None:
        settings = self._settings
        if self._practice and self.kind == "stream":
            # Loaded late: it brings Stream's SDK with it.
            from console.practice.stream_line import PracticeStream

            line = PracticeStream()
            config = await line.start()
            self._closing.push_async_callback(line.stop)
            return _as_set(config, settings)
        if self._practice or not (settings.stream_api_key and settings.stream_api_secret):
            return None
        config = StreamConfig(
            api_key=settings.stream_api_key,
            api_secret=settings.stream_api_secret.get_secret_value(),
            base_url=settings.stream_base_url,
            servers=tuple(_addresses(settings.agent_url)),
        )
        return _as_set(config, settings)


def _as_set(config: StreamConfig, settings: Settings) -> StreamConfig:
    """Return how calls look at Stream, and when an agent is in trouble, as the settings say."""
    return replace(
        config,
        call_type=settings.stream_call_type,
        call_id=settings.stream_call_id,
        user_id=settings.stream_user_id,
        agent_user_id=settings.stream_agent_user,
        end_call=settings.stream_end_call,
        delete_user=settings.stream_delete_user,
        closed_captions=settings.stream_captions,
        transcription=settings.stream_transcription,
        chat=settings.stream_chat,
        policy=replace(
            config.policy,
            patience_s=min(settings.agent_patience, _LONGEST_START_S),
            silent_s=settings.agent_silence,
            give_up_s=settings.agent_give_up,
        ),
    )


def _addresses(text: str | None) -> list[str]:
    """Split addresses as people write them: with commas or spaces between."""
    return (text or "").replace(",", " ").split()
