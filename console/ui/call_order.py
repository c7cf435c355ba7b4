"""In which order calls are listed, without any row moving under the pointer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from console.switchboard.call import Call, CallId, Direction, Engagement, Flag, State

_WANTS_HUMAN, _WARNING, _RINGS, _YOU, _QUIET = range(5)


def attention(call: Call) -> tuple[int, datetime, str]:
    """Return what calls are sorted by: who needs somebody first, then whom
    the operator speaks to, then the oldest.

    A call that ended keeps its place among the quiet ones: nothing can be done for it.
    """
    rank = _QUIET
    if not call.ended:
        if Flag.WANTS_HUMAN in call.flags:
            rank = _WANTS_HUMAN
        elif call.flags or call.error:
            rank = _WARNING
        elif call.state is State.RINGING and call.direction is Direction.INBOUND:
            rank = _RINGS
        elif call.engagement in (Engagement.JOIN, Engagement.TAKE_OVER):
            rank = _YOU
    return rank, call.created_at, call.id


def arrange(shown: Sequence[CallId], wanted: Sequence[CallId], pinned: int) -> list[CallId]:
    """Return the rows to show: the first ``pinned`` as they are, then the others as wanted.

    A pinned row stays even where it is no longer wanted.
    """
    head = list(shown[:pinned])
    kept = set(head)
    return head + [call_id for call_id in wanted if call_id not in kept]
