"""A call as the REST API's models have it (``CallResponse`` and its like)."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from console.practice.edge.call import Call
from console.practice.edge.call_settings import CALL_SETTINGS
from console.practice.edge.users import Users


def ok(**fields: object) -> web.Response:
    """Return a successful answer; every one of Stream's has its duration."""
    return web.json_response({"duration": "0.00ms", **fields})


def call_json(call: Call, users: Users) -> dict[str, Any]:
    """Return a ``CallResponse``."""
    participants = participants_json(call, users)
    found = {
        "type": call.type,
        "id": call.id,
        "cid": call.cid,
        "created_at": call.created_ns,
        "updated_at": call.created_ns,
        "created_by": users.as_json(call.created_by),
        "backstage": False,
        "recording": call.recording,
        "transcribing": call.transcribing,
        "captioning": call.captioning,
        "translating": False,
        "current_session_id": call.session if participants else "",
        "blocked_user_ids": sorted(call.blocked),
        "custom": call.custom,
        "egress": {"broadcasting": False, "rtmps": []},
        "ingress": {"rtmp": {"address": ""}, "srt": {"address": ""}, "whip": {"address": ""}},
        "settings": CALL_SETTINGS,
    }
    if call.ended_ns is not None:
        found["ended_at"] = call.ended_ns
    if participants:
        found["session"] = {
            "id": call.session,
            "anonymous_participant_count": 0,
            "started_at": call.created_ns,
            "accepted_by": {},
            "missed_by": {},
            "rejected_by": {},
            "participants_count_by_role": {"user": len(participants)},
            "participants": participants,
        }
    return found


def participants_json(call: Call, users: Users) -> list[dict[str, Any]]:
    """Return a ``CallParticipantResponse`` for each session."""
    return [
        {
            "joined_at": participant.joined_ns,
            "role": "user",
            "user_session_id": participant.session_id,
            "user": users.as_json(participant.user_id),
        }
        for participant in call.room.participants
    ]
