"""The supervisor of one agent program: it runs, is asked for its health, and runs again."""

from __future__ import annotations

import asyncio
import contextlib
import enum
import logging
import random
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import aiohttp

from console.agents.agent import AgentError
from console.agents.process.child import Child
from console.agents.process.command import Command
from console.agents.process.output import Output

_LOG = logging.getLogger(__name__)
_HOST: Final = "127.0.0.1"
_PORTS: Final = (20_000, 32_000)
"""Below the ports that systems give to outgoing connections: one of ours stays free for us."""
_TIMES: Final = ("", "", " twice", " three times", " four times", " five times")
STARTING: Final = "The agent program is starting."


@dataclass(frozen=True, slots=True)
class Patience:
    """How an agent program is treated. All times in seconds."""

    start_s: float = 120.0
    """It may load models, and fetch them the first time."""
    ask_every_s: float = 5.0
    answer_s: float = 3.0
    silent_times: int = 3
    """So many questions in a row without an answer, and it is started anew."""
    grace_s: float = 4.0
    """How long it may take to end when told to."""
    again_s: float = 1.0
    """The first wait before it is started again; it doubles each time."""
    again_at_most_s: float = 30.0
    settled_s: float = 60.0
    """Whatever lived for so long was no quick failure."""
    give_up_after: int = 5
    """Quick failures in a row, after which it is tried again only every `slowly_s`."""
    slowly_s: float = 300.0
    poll_s: float = 0.2
    """How often a program that starts is asked whether it is there."""


class State(enum.Enum):
    STARTING = enum.auto()
    READY = enum.auto()
    FAILED = enum.auto()
    """It waits to be started again."""


class AgentProgram:
    """One command that is kept running, as an agent server on loopback. Belongs to one loop.

    ``changed`` is called whenever `state` or `fault` did.
    """

    def __init__(
        self,
        command: Command,
        environment: Mapping[str, str],
        output: Output,
        changed: Callable[[], None],
        patience: Patience | None = None,
    ) -> None:
        self.state = State.STARTING
        self.fault = STARTING
        """One sentence that says why it can't be asked for agents; ``""`` when it can."""
        self._command = command
        self._environment = environment
        self._output = output
        self._changed = changed
        self._patience = patience or Patience()
        self._port = _free_port()
        self.url = f"http://{_HOST}:{self._port}"
        """Where its server is, the same for its whole life."""
        self._settled = asyncio.Event()
        """Set unless it is starting."""
        self._failures = 0
        self._http: aiohttp.ClientSession | None = None
        self._running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to keep it running. Once."""
        self._running = asyncio.get_running_loop().create_task(self._keep_running())

    async def stop(self) -> None:
        """End it, in its grace and a little more at most."""
        if self._running:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        if self._http:
            await self._http.close()

    async def settled(self, within_s: float) -> None:
        """Wait while it is starting; it may have failed then."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await self._settled.wait()

    # -- its life ---------------------------------------------------------------------

    async def _keep_running(self) -> None:
        patience, loop = self._patience, asyncio.get_running_loop()
        while True:
            begun = loop.time()
            if self.state is not State.FAILED:  # a fault stays to be read until it is over
                self._become(State.STARTING, STARTING)
            try:
                how, hopeless = await self._live(), False
            except AgentError as exc:
                how, hopeless = str(exc), True
            quick = loop.time() - begun < patience.settled_s
            self._failures = self._failures + 1 if quick else 1
            given_up = hopeless or self._failures >= patience.give_up_after
            wait_s = patience.slowly_s if given_up else self._next_wait()
            fault = how if hopeless else self._words(how)
            self._become(State.FAILED, fault)
            level = logging.ERROR if given_up else logging.WARNING
            _LOG.log(level, "%s It is started again in %.0f seconds.", fault, wait_s)
            await asyncio.sleep(wait_s)

    async def _live(self) -> str:
        """Start it and see it through to its end; return how it ended: ``ended with code 1``.

        Raises:
            AgentError: it can't be started at all.
        """
        words = self._command.on(self._port, self._environment)
        if not _is_free(self._port):
            return f"can't have port {self._port}, which another program took"
        self._output.last_words = ""
        loop, grace_s = asyncio.get_running_loop(), self._patience.grace_s
        starting = loop.create_task(Child.start(words, self._environment, self._output, grace_s))
        try:
            child = await asyncio.shield(starting)
        except OSError as exc:
            raise AgentError(f"The agent program can't be started: {exc.strerror}.") from exc
        except asyncio.CancelledError:
            await (await starting).end()  # half started, nobody could end it
            raise
        end, silence = loop.create_task(child.ended()), loop.create_task(self._silent())
        try:
            await asyncio.wait({end, silence}, return_when=asyncio.FIRST_COMPLETED)
            return await end if child.over else silence.result()
        finally:
            for task in (end, silence):
                task.cancel()
            await asyncio.gather(end, silence, return_exceptions=True)
            await child.end()

    async def _silent(self) -> str:
        """Return when it does not answer, or no more."""
        patience = self._patience
        try:
            async with asyncio.timeout(patience.start_s):
                while not (  # noqa: ASYNC110 - the program is asked
                    await self._says_yes("/health") and await self._says_yes("/ready")
                ):
                    await asyncio.sleep(patience.poll_s)
        except TimeoutError:
            return f"was not ready within {patience.start_s:.0f} seconds"
        self._become(State.READY, "")
        _LOG.info("The agent program %s is ready at %s", self._command.name, self.url)
        unanswered = 0
        while unanswered < patience.silent_times:
            await asyncio.sleep(patience.ask_every_s)
            unanswered = 0 if await self._says_yes("/health") else unanswered + 1
        return "no longer answers"

    async def _says_yes(self, path: str) -> bool:
        """Ask it; a server that has no ``/ready`` (0.3) is ready when it is well."""
        if self._http is None:
            timeout = aiohttp.ClientTimeout(total=self._patience.answer_s)
            self._http = aiohttp.ClientSession(timeout=timeout)
        try:
            async with self._http.get(self.url + path) as answer:
                return answer.status == 200 or (answer.status == 404 and path == "/ready")
        except (aiohttp.ClientError, TimeoutError):
            return False

    # -- what is told of it -----------------------------------------------------------

    def _become(self, state: State, fault: str) -> None:
        news = (self.state, self.fault) != (state, fault)
        self.state, self.fault = state, fault
        if state is State.STARTING:
            self._settled.clear()
        else:
            self._settled.set()
        if news:
            self._changed()

    def _next_wait(self) -> float:
        doubled = self._patience.again_s * (1 << min(self._failures - 1, 16))
        return min(doubled, self._patience.again_at_most_s)

    def _words(self, how: str) -> str:
        count = self._failures
        times = _TIMES[count] if count < len(_TIMES) else f" {count} times"
        last = self._output.last_words.rstrip(".")
        return f"The agent program {how}{times}" + (f"; its last words: {last}." if last else ".")


def _free_port() -> int:
    """Return a loopback port that is free now. Raises `AgentError`."""
    for _ in range(50):
        port = random.randrange(*_PORTS)
        if _is_free(port):
            return port
    raise AgentError("There is no free port for the agent program.")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As servers do it, so that one which has just ended is not in the way.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError:
            return False
    return True
