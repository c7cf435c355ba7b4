"""What an operator does in a Stream call over REST, and what it looks like from there."""

from __future__ import annotations

from collections.abc import Awaitable, Collection
from datetime import datetime
from typing import Final

from getstream.models import CallParticipantResponse

from console.agents.agent import AgentError
from console.agents.stream.account import Account, NotThere, Room
from console.switchboard.meeting import Meeting, MeetingReport, MeetingStep, Participant, Step

_RECORDING: Final = "composite"
"""The kind of recording: one file with everybody in it."""
_MOST: Final = 100


class Operations:
    """One Stream call's. Every request takes six seconds at most, else `AgentError`."""

    def __init__(self, account: Account, room: Room) -> None:
        self._account = account
        self._room = room
        self._call = account.call(room)

    async def look(self, muted: Collection[str], known: Collection[str]) -> Meeting:
        """Return the call as it stands; ``muted`` and ``known`` are sessions, seen from in it."""
        ask, call = self._account.ask, self._call
        answer = (await ask(call.query_call_participants(limit=_MOST))).data
        return Meeting(
            address=self._room.address,
            participants=tuple(self._one(each, muted, known) for each in answer.participants),
            recording=bool(answer.call.recording),
            transcribing=bool(answer.call.transcribing),
            captioning=bool(answer.call.captioning),
            report=await self._report(),
        )

    async def take(self, step: MeetingStep) -> None:
        """Do something."""
        if step.step in (Step.MUTE, Step.KICK) and not step.user_id:
            raise AgentError("Say whom: the id of one of the participants' users.")
        await self._account.ask(self._request(step))

    def _request(self, step: MeetingStep) -> Awaitable[object]:
        call, user_id, phone = self._call, step.user_id, self._room.user_id
        request: Awaitable[object]
        match step.step, step.on:
            case Step.MUTE, _:
                request = call.mute_users(user_ids=[user_id], audio=True, muted_by_id=phone)
            case Step.KICK, _:
                request = call.kick_user(user_id, step.block, kicked_by_id=phone)
            case Step.RECORDING, True:
                request = call.start_recording(_RECORDING)
            case Step.RECORDING, False:
                request = call.stop_recording(_RECORDING)
            case Step.TRANSCRIPTION, True:
                request = call.start_transcription()
            case Step.TRANSCRIPTION, False:
                request = call.stop_transcription()
            case _:
                request = call.end()
        return request

    async def _report(self) -> MeetingReport | None:
        try:
            report = (await self._account.ask(self._call.get_call_report())).data.report
        except NotThere:  # a call that has just begun has none
            return None
        people, facts = report.participants, report.call
        return MeetingReport(
            people.sum,
            people.unique,
            people.max_concurrent,
            facts.score,
            facts.started_at,
            facts.ended_at,
        )

    def _one(
        self, there: CallParticipantResponse, muted: Collection[str], known: Collection[str]
    ) -> Participant:
        session, user = there.user_session_id, there.user
        joined_at: datetime = there.joined_at
        is_known = session in known
        return Participant(
            user.id,
            user.name or user.id,
            session,
            joined_at,
            user.id == self._room.user_id,
            session in muted if is_known else None,
        )
