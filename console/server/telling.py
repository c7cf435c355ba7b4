"""What happens on one call's audio, written into the registry as it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from console.agents.nobody import Nobody
from console.audio.bridge import Bridge
from console.server.doing import quiet_flags, word
from console.switchboard.call import Agent, AgentState, Ask, Call, CallId, Doing, Flag
from console.switchboard.events import Speaker, TranscriptLine
from console.switchboard.registry import CallRegistry

_SOUND: Final = (Doing.CALLER_SPEAKING, Doing.AGENT_SPEAKING, Doing.HOLD)
"""While a call does one of these, it is not silent."""


class Telling:
    """The record of one call: words, flags, what it is doing. Implements `BridgeObserver`.

    Times are those of ``clock``, from the moment on when the call's audio began. A line's is
    that of its first sound, as far as it is known.
    """

    def __init__(
        self, call_id: CallId, kind: str, registry: CallRegistry, clock: Callable[[], float]
    ) -> None:
        self._id = call_id
        self._registry = registry
        self._clock = clock
        self._agent = Agent(kind)
        self._bridge: Bridge | None = None
        self._hint: Doing | None = None
        self._raised: frozenset[Flag] = frozenset()
        self._began_at = self._sound_at = clock()
        self._answer: TranscriptLine | None = None
        """The agent's answer to the caller, until its first sound goes out."""
        self._worded: float | None = None
        """When the turn began whose words were told last."""

    @property
    def call(self) -> Call | None:
        return self._registry.get(self._id)

    def begin(self, bridge: Bridge) -> None:
        """Start the call's clock: its audio begins."""
        self._began_at = self._sound_at = self._clock()
        self._bridge = bridge

    def end(self) -> None:
        """Write what was not written yet."""
        self._publish_answer(None)
        self._bridge = None

    # -- what the agent tells ---------------------------------------------------------

    def agent_is(self, state: AgentState) -> None:
        self._put_agent(replace(self._agent, state=state))

    def can(self, asks: frozenset[Ask]) -> None:
        self._put_agent(replace(self._agent, can=asks))

    def doing(self, word: Doing | None) -> None:
        self._hint = word
        self.follow()

    def said(self, speaker: Speaker, text: str, ago_s: float = 0.0) -> None:
        self._publish_answer(None)
        at = self._clock() - ago_s
        if speaker is Speaker.CALLER and not ago_s:
            at = self._turn_began_at(at)
        line = TranscriptLine(self._id, speaker, text, self._ms(at))
        answers = speaker is Speaker.AGENT and not ago_s
        if answers and self._bridge and self._bridge.activity.awaiting_answer:
            # Its first sound says how long the caller waited for it.
            self._answer = line
        else:
            self._registry.say(line)

    def flag(self, flag: Flag, *, on: bool = True) -> None:
        self._raised = self._raised | {flag} if on else self._raised - {flag}
        self.follow()

    # -- what the bridge tells --------------------------------------------------------

    def turn_changed(self) -> None:
        self.follow()

    def answered(self, latency_ms: int) -> None:
        if self._answer:
            self._answer = replace(self._answer, at_ms=self._ms(self._clock()))
        self._publish_answer(latency_ms)
        if call := self.call:
            self._registry.put(replace(call, latency_ms=latency_ms), "answered the caller")

    # -- by the clock -----------------------------------------------------------------

    def follow(self) -> None:
        """Look what the call is doing now."""
        call, bridge = self._registry.get(self._id), self._bridge
        if call is None or call.ended or bridge is None:
            return
        now = self._clock()
        agent = self._agent.kind != Nobody.kind
        doing = word(bridge, self._hint, now, agent=agent)
        if doing in _SOUND:
            self._sound_at = now
        flags = self._raised | quiet_flags(bridge, self._sound_at, now, agent=agent)
        if doing is not call.doing or flags != call.flags:
            self._registry.put(replace(call, doing=doing, flags=flags), "its audio")

    # -- inside -----------------------------------------------------------------------

    def _ms(self, at: float) -> int:
        return max(0, round((at - self._began_at) * 1000))

    def _turn_began_at(self, now: float) -> float:
        """Return when the caller began what is told now: its words come when they are known."""
        began = self._bridge.activity.turn_began_at if self._bridge else None
        if began is None or began == self._worded:
            return now  # more of a turn that some words are known of already
        self._worded = began
        return began

    def _publish_answer(self, latency_ms: int | None) -> None:
        answer, self._answer = self._answer, None
        if answer:
            self._registry.say(replace(answer, latency_ms=latency_ms))

    def _put_agent(self, agent: Agent) -> None:
        self._agent = agent
        if call := self.call:
            self._registry.put(replace(call, agent=agent), f"its agent is {agent.state}")
