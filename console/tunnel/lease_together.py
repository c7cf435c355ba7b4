"""How several numbers stand together: the one that matters most, and what a lamp says of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from console.switchboard.events import Health, LampState
from console.tunnel.lease_view import LeaseView, Standing, pretty

_RANK: Final = (LampState.ERROR, LampState.WARN, LampState.OK, LampState.OFF)
_MOST_NAMED: Final = 4


def most_pressing(views: Sequence[LeaseView]) -> LeaseView:
    """Return the view that needs somebody's attention most, the first of several."""
    return min(views, key=lambda view: _RANK.index(view.state))


def webhook_health(views: Sequence[LeaseView]) -> Health:
    """Return what the webhook's lamp shows of all numbers: state, cause and remedy."""
    state, cause, remedy = _together([view.health for view in views])
    here = [view for view in views if view.health[0] is LampState.OK]
    if state is LampState.OK and len(here) > 1:
        cause = f"Calls of {_names(here)} come here."
        if any(view.standing is Standing.HELD for view in here):
            cause += " They are put back when this console closes."
    return state, cause, remedy


def number_health(views: Sequence[LeaseView]) -> Health:
    """Return what the number's lamp shows of all numbers: state, cause and remedy."""
    state, cause, remedy = _together([view.number_health for view in views])
    if state is LampState.OK and len(views) > 1:
        cause = f"{_names(views)} are the account's and take calls."
    return state, cause, remedy


def _together(healths: Sequence[Health]) -> Health:
    """Return the worst state there is, with every cause and remedy of that state."""
    worst = min((state for state, _, _ in healths), key=_RANK.index)
    found = [health for health in healths if health[0] is worst]
    causes = list(dict.fromkeys(cause for _, cause, _ in found))
    remedies = dict.fromkeys(remedy for _, _, remedy in found if remedy)
    more = len(causes) - _MOST_NAMED
    if more > 0:
        numbers = "another number" if more == 1 else f"{more} more numbers"
        causes = [*causes[:_MOST_NAMED], f"The same is to be said of {numbers}."]
    return worst, " ".join(causes), " ".join(remedies)


def _names(views: Sequence[LeaseView]) -> str:
    names = [pretty(view.number.number) for view in views if view.number]
    if len(names) > _MOST_NAMED:
        names = [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} more"]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
