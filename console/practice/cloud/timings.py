"""How long things take in the practice cloud."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timings:
    """All in seconds. Audio is not here: 20 ms of it always take 20 ms."""

    set_up: float = 0.2
    """From dialling to the far exchange's word: ringing, busy or unreachable."""
    ring: float = 2.0
    """How long a phone rings that will be answered."""
    no_answer: float = 6.0
    """How long a phone rings that nobody answers, unless `Timeout` is shorter."""
    word: float = 0.4
    """How long one spoken word of `<Say>` takes."""
    second: float = 1.0
    """What a second lasts in `<Pause>`, `Timeout` and `TimeLimit` (tests shorten it)."""
    webhook: float = 15.0
    """The customer's server has this long to answer, connecting included (section 3.4)."""
    detection: float = 1.5
    """How long it takes to tell a person from a machine."""
    greeting: float = 4.0
    """How long a machine's own words last, up to its beep."""
    handshake: float = 10.0
    """The customer's server has this long to accept a media socket."""
    price: float = 1.0
    """How long after its end a call has a price."""
    farewell: float = 2.0
    """How long the closing of a media socket may take before it is cut."""
