"""Stream Chat, as far as an agent that writes a transcript needs it: channels of messages."""

from __future__ import annotations

import uuid
from typing import Any, Final

from console.practice.edge.problems import DOES_NOT_EXIST, Problem
from console.practice.edge.times import nanoseconds
from console.practice.edge.users import Users

_CHANNELS: Final = 500
_MESSAGES: Final = 300


class Message:
    """One message. Its custom data is beside its text, as Stream's is."""

    def __init__(self, cid: str, user_id: str, text: str, custom: dict[str, Any]) -> None:
        self.id = str(uuid.uuid4())
        self.cid = cid
        self.user_id = user_id
        self.text = text
        self.custom = custom
        self.created_ns = nanoseconds()

    def change(self, fields: dict[str, Any]) -> None:
        """Set some of its fields, text or custom."""
        self.text = str(fields.get("text", self.text))
        self.custom |= {name: value for name, value in fields.items() if name != "text"}

    def as_json(self, users: Users) -> dict[str, Any]:
        """Return a ``MessageResponse``."""
        return {
            "id": self.id,
            "cid": self.cid,
            "text": self.text,
            "html": "",
            "type": "regular",
            "user": users.as_json(self.user_id),
            "custom": self.custom,
            "created_at": self.created_ns,
            "updated_at": self.created_ns,
            "attachments": [],
            "latest_reactions": [],
            "own_reactions": [],
            "mentioned_users": [],
            "restricted_visibility": [],
            "reaction_counts": {},
            "reaction_scores": {},
            "reply_count": 0,
            "deleted_reply_count": 0,
            "mentioned_channel": False,
            "mentioned_here": False,
            "pinned": False,
            "shadowed": False,
            "silent": False,
        }


class Channels:
    """The channels by cid, a list of messages each, oldest first."""

    def __init__(self) -> None:
        self._channels: dict[str, list[Message]] = {}

    def open(self, cid: str) -> list[Message]:
        """Return a channel's messages, new or not."""
        messages = self._channels.setdefault(cid, [])
        if len(self._channels) > _CHANNELS:
            del self._channels[next(iter(self._channels))]
        return messages

    def find(self, cid: str) -> list[Message]:
        """Return a channel's messages.

        Raises:
            Problem: 16, there is no such channel.
        """
        if cid not in self._channels:
            raise Problem(DOES_NOT_EXIST, f'Can\'t find channel with id "{cid}"')
        return self._channels[cid]

    def add(self, message: Message) -> None:
        """Add a message to its channel; the oldest go when there are too many."""
        messages = self.find(message.cid)
        messages.append(message)
        del messages[:-_MESSAGES]

    def message(self, message_id: str) -> Message:
        """Return a message of any channel.

        Raises:
            Problem: 16, there is none.
        """
        for messages in self._channels.values():
            for message in messages:
                if message.id == message_id:
                    return message
        raise Problem(DOES_NOT_EXIST, f"Message with id {message_id} doesn't exist")

    def delete(self, message: Message) -> None:
        """Delete a message."""
        self._channels[message.cid].remove(message)
