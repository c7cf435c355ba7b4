"""The users that a server has told Stream about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from console.practice.edge.times import nanoseconds, rfc3339

_MOST: Final = 5000


class Users:
    """A book of the last few thousand. A user nobody has told about exists all the same."""

    def __init__(self) -> None:
        self._users: dict[str, Mapping[str, Any]] = {}

    def update(self, user_id: str, user: Mapping[str, Any]) -> None:
        """Enter a user, or replace what is known."""
        self._users.pop(user_id, None)
        self._users[user_id] = user
        while len(self._users) > _MOST:
            del self._users[next(iter(self._users))]

    def delete(self, user_id: str) -> None:
        """Forget a user."""
        self._users.pop(user_id, None)

    def ids(self) -> list[str]:
        """All that are in the book, oldest first."""
        return list(self._users)

    def name(self, user_id: str) -> str:
        """Return the user's name, or the id."""
        return str(self._users.get(user_id, {}).get("name") or user_id)

    def as_json(self, user_id: str) -> dict[str, Any]:
        """Return a ``FullUserResponse`` for a REST body."""
        return self._user(user_id, nanoseconds())

    def in_event(self, user_id: str) -> dict[str, Any]:
        """Return a ``UserResponse`` for an event."""
        return self._user(user_id, rfc3339())

    def _user(self, user_id: str, now: int | str) -> dict[str, Any]:
        known = self._users.get(user_id, {})
        return {
            "id": user_id,
            "name": known.get("name"),
            "role": known.get("role") or "user",
            "custom": known.get("custom") or {},
            "teams": [],
            "language": "",
            "banned": False,
            "online": True,
            "created_at": now,
            "updated_at": now,
            "blocked_user_ids": [],
            "devices": [],
            "shadow_banned": False,
            "invisible": False,
            "channel_mutes": [],
            "mutes": [],
            "total_unread_count": 0,
            "unread_channels": 0,
            "unread_count": 0,
            "unread_threads": 0,
        }
