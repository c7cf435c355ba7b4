"""What all calls of one practice cloud share."""

from __future__ import annotations

from dataclasses import dataclass, field

from console.practice.cloud.far import AnswerPhone
from console.practice.cloud.mishaps import Mishaps
from console.practice.cloud.numbers import Numbers
from console.practice.cloud.rooms import Rooms
from console.practice.cloud.terms import Terms
from console.practice.cloud.timings import Timings
from console.practice.cloud.webhooks import Customer


@dataclass(frozen=True, slots=True)
class Network:
    """The account, the way to its customer's server, and what its calls share."""

    account_sid: str
    auth_token: str = field(repr=False)
    customer: Customer
    numbers: Numbers
    answer: AnswerPhone
    timings: Timings
    terms: Terms = field(default_factory=Terms)
    rooms: Rooms = field(default_factory=Rooms)
    mishaps: Mishaps = field(default_factory=Mishaps)
