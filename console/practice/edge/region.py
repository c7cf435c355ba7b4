"""What the parts of the edge have in common."""

from __future__ import annotations

from dataclasses import dataclass

from console.practice.edge.call import Book
from console.practice.edge.conditions import Conditions
from console.practice.edge.gate import Gate
from console.practice.edge.ice import MediaPort
from console.practice.edge.users import Users
from console.practice.edge.watchers import Watchers


@dataclass(slots=True)
class Region:
    """One account's coordinator and SFU. ``base_url`` is known once they listen."""

    gate: Gate
    users: Users
    calls: Book
    watchers: Watchers
    conditions: Conditions
    port: MediaPort
    base_url: str = ""
