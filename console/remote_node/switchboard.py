"""A node's switchboard behind `SwitchboardInterface`: a desk can't tell it from its own."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from console.control_client import ControlClient, ControlError
from console.control_file import ControlAddress
from console.remote_node.mirror import Mirror
from console.remote_node.reading import (
    read_call,
    read_line,
    read_lines,
    read_scenarios,
    read_self_test,
)
from console.switchboard.call import Call, CallId, Engagement
from console.switchboard.dial_options import AS_USUAL, DialOptions
from console.switchboard.errors import CommandError, NoSuchCall, NotNow, Refused
from console.switchboard.events import Event, EventBus, Lamp, LampState, TranscriptLine
from console.switchboard.interface import CallLevels, CallQuality, PracticeScenario
from console.switchboard.lines import Line
from console.switchboard.readiness import Readiness, check
from console.switchboard.self_test import SelfTestResult

_LOG = logging.getLogger(__name__)
_LEVELS_HZ: Final = 20
_AGAIN_S: Final = (1.0, 2.0, 4.0, 8.0)
_ERRORS: Final[Mapping[int, type[CommandError]]] = {404: NoSuchCall, 422: Refused}
_LEAVE_S: Final = 2.0
_AWAY: Final = "The node can't be reached. What is shown is the last that was heard of it."


class RemoteSwitchboard:
    """One node. `start` once, then `run` until cancelled, then `close`; one loop.

    Readings are of the last that was heard of the node; commands go to it and wait.
    """

    def __init__(self, address: ControlAddress) -> None:
        self._client = ControlClient(address)
        self._bus = EventBus()
        self._mirror = Mirror(self._bus)
        self._url = address.url

    async def start(self) -> None:
        """Connect and learn what there is. Raises `ControlError`."""
        await self._client.__aenter__()
        try:
            await self._learn()
        except BaseException:
            await self.close()
            raise

    async def run(self) -> None:
        """Follow the node, and connect again whenever it is lost, until cancelled."""
        tries = 0
        while True:
            try:
                async with self._client.events(levels_hz=_LEVELS_HZ) as events:
                    self._mirror.take(await anext(events))  # how all stands
                    await self._learn()
                    async for told in events:
                        tries = 0
                        self._mirror.take(told)
            except ControlError as exc:
                self._mirror.silence()
                self._mirror.node(LampState.ERROR, str(exc), _AWAY)
            except (KeyError, TypeError, ValueError):
                _LOG.exception("The node at %s speaks another version's language", self._url)
                sentence = "The node is of another version than this desk."
                self._mirror.node(LampState.ERROR, sentence, "Bring both to the same version.")
            await asyncio.sleep(_AGAIN_S[min(tries, len(_AGAIN_S) - 1)])
            tries += 1

    async def leave(self) -> None:
        """Hand back what the operator here is engaged in: nobody would speak there any more."""
        for call_id in self._mirror.wishes.asked():
            with contextlib.suppress(CommandError, TimeoutError):
                async with asyncio.timeout(_LEAVE_S):
                    await self._hand_back(call_id)

    async def close(self) -> None:
        """Give the connection back."""
        await self._client.__aexit__(None, None, None)

    @property
    def practice(self) -> bool:
        """Whether it is a practice line."""
        return self._mirror.practice

    @property
    def client(self) -> ControlClient:
        """The connection, for a call's sound."""
        return self._client

    def show(self, lamp: str, state: LampState, sentence: str) -> None:
        """Light a lamp of this desk's own, beside the node's."""
        self._mirror.light(Lamp(lamp, state, sentence))

    # -- readings: any thread ---------------------------------------------------------

    def calls(self) -> tuple[Call, ...]:
        return self._mirror.live()

    def ended_calls(self) -> tuple[Call, ...]:
        return self._mirror.ended()

    def levels(self) -> Mapping[CallId, CallLevels]:
        return self._mirror.levels

    def qualities(self) -> Mapping[CallId, CallQuality]:
        return self._mirror.qualities

    def transcript(self, call_id: CallId) -> tuple[TranscriptLine, ...]:
        return self._mirror.said(call_id)

    def lamps(self) -> tuple[Lamp, ...]:
        return self._mirror.lamps()

    def lines(self) -> tuple[Line, ...]:
        return self._mirror.lines

    def readiness(self, to: str) -> Readiness:
        if not self._mirror.lines:
            return Readiness(False, "The node has no line to dial from.", "no-line")
        return check(to, self._mirror.lines[0], self._mirror.load(), self.lamps())

    def practice_scenarios(self) -> Sequence[PracticeScenario]:
        return self._mirror.scenarios

    def listen_to_events(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        return self._bus.listen(listener)

    # -- commands ---------------------------------------------------------------------

    async def dial(
        self,
        to: str,
        from_: str | None = None,
        agent: str | None = None,
        options: DialOptions = AS_USUAL,
    ) -> Call:
        usual = asdict(AS_USUAL)
        wishes = {name: it for name, it in asdict(options).items() if it != usual[name]}
        return await self._one("/api/calls", {"to": to, "from": from_, "agent": agent, **wishes})

    async def answer(self, call_id: CallId) -> Call:
        return await self._on_call(call_id, "answer")

    async def decline(self, call_id: CallId) -> Call:
        return await self._on_call(call_id, "decline")

    async def hang_up(self, call_id: CallId) -> Call:
        return await self._on_call(call_id, "hang-up")

    async def hang_up_all(self) -> tuple[Call, ...]:
        return await self._many("/api/hang-up-all")

    async def engage(self, call_id: CallId, mode: Engagement, hand_back: str = "") -> Call:
        wishes = self._mirror.wishes
        before = wishes.ask(call_id, mode)  # at once: the event may come before the answer
        try:
            return await self._on_call(
                call_id, "engage", mode=mode.value, hand_back=hand_back, elsewhere=True
            )
        except CommandError:
            wishes.take_back(call_id, before)
            raise

    async def hold(self, call_id: CallId) -> Call:
        return await self._on_call(call_id, "hold")

    async def resume(self, call_id: CallId) -> Call:
        return await self._on_call(call_id, "resume")

    async def transfer(self, call_id: CallId, to: str) -> Call:
        return await self._on_call(call_id, "transfer", to=to)

    async def consult(self, call_id: CallId, to: str, agent: str = "none") -> Call:
        return await self._on_call(call_id, "consult", to=to, agent=agent)

    async def connect(self, call_id: CallId) -> Call:
        return await self._on_call(call_id, "connect")

    async def send_digits(self, call_id: CallId, digits: str, *, out_of_band: bool = False) -> Call:
        return await self._on_call(call_id, "digits", digits=digits, out_of_band=out_of_band)

    async def say_to_caller(self, call_id: CallId, text: str) -> Call:
        return await self._on_call(call_id, "say-to-caller", text=text)

    async def instruct(self, call_id: CallId, text: str) -> Call:
        return await self._on_call(call_id, "instruct", text=text)

    async def say(self, call_id: CallId, text: str) -> Call:
        return await self._on_call(call_id, "say", text=text)

    async def interrupt(self, call_id: CallId) -> Call:
        return await self._on_call(call_id, "interrupt")

    async def silence(self, call_id: CallId, on: bool = True) -> Call:
        return await self._on_call(call_id, "silence", on=on)

    async def silence_all(self) -> tuple[Call, ...]:
        return await self._many("/api/silence-all")

    async def mark_moment(self, call_id: CallId) -> Call:
        return await self._on_call(call_id, "mark-moment")

    async def note(self, call_id: CallId, text: str) -> Call:
        return await self._on_call(call_id, "note", text=text)

    async def ring_practice(self, scenario: str | None = None) -> Call:
        return await self._one("/api/practice/ring", {"scenario": scenario})

    async def self_test(self) -> SelfTestResult:
        return read_self_test(await self._post("/api/self-test", {}))

    # -- inside -----------------------------------------------------------------------

    async def _hand_back(self, call_id: CallId) -> None:
        try:
            await self.engage(call_id, Engagement.OFF)
        except NotNow:  # it is on hold
            await self.resume(call_id)
            await self.engage(call_id, Engagement.OFF)

    async def _learn(self) -> None:
        """Ask for what the event stream does not tell: lines, callers, and what was said."""
        mirror = self._mirror
        known = await self._client.get("/api/lines")
        mirror.lines, mirror.practice = read_lines(known["lines"]), bool(known["practice"])
        scenarios = await self._client.get("/api/practice/scenarios")
        mirror.scenarios = read_scenarios(scenarios["scenarios"])
        calls = [read_call(told) for told in (await self._client.calls(ended=True))["calls"]]
        said = await asyncio.gather(*(self._client.transcript(call.id) for call in calls))
        for call, lines in zip(calls, said, strict=True):
            mirror.remember(call.id, [read_line(line) for line in lines])
            mirror.meet(call)
        mirror.keep({call.id for call in calls})
        mirror.node(LampState.OK, f"Connected to the node at {self._url}.")

    async def _on_call(self, call_id: CallId, command: str, **body: Any) -> Call:
        return await self._one(f"/api/calls/{call_id}/{command}", body)

    async def _one(self, path: str, body: dict[str, Any]) -> Call:
        return self._mirror.meet(read_call(await self._post(path, body)))

    async def _many(self, path: str) -> tuple[Call, ...]:
        answer = await self._post(path, {})
        return tuple(read_call(call) for call in answer["calls"])

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            return await self._client.post(path, body)
        except ControlError as exc:
            if exc.status == 404:
                raise NoSuchCall from exc
            raise _ERRORS.get(exc.status, NotNow)(exc.code, str(exc)) from exc
