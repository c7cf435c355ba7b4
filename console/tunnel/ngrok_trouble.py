"""Why a tunnel of ngrok's is not there, in sentences that say what to do.

The codes are those of ngrok's error reference, https://ngrok.com/docs/errors/reference; what
ngrok says beside a code is never shown, since it repeats the token that was refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_CODE: Final = re.compile(r"ERR_NGROK_(\d+)")
_TOKEN_PAGE: Final = "https://dashboard.ngrok.com/get-started/your-authtoken"
_SET_TOKEN: Final = (
    f"Copy it from {_TOKEN_PAGE} and set it: operator-console credentials set NGROK_AUTHTOKEN"
)
_RESERVE: Final = (
    "Look for the name at https://dashboard.ngrok.com/domains and set NGROK_URL to it."
)
_BILLING: Final = "Look at https://dashboard.ngrok.com/billing"

NOT_INSTALLED: Final = "not-installed"
NO_SESSION: Final = "no-session"
UNREACHABLE: Final = "unreachable"
INTERCEPTED: Final = "intercepted"
SILENT: Final = "silent"
EXITED: Final = "exited"
"""Troubles that ngrok has no code for."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One way in which a tunnel fails. ``lasting``: only somebody's hand cures it."""

    cause: str
    remedy: str
    lasting: bool = False


_BAD_TOKEN: Final = Trouble("ngrok does not know the token NGROK_AUTHTOKEN.", _SET_TOKEN, True)
_NO_TOKEN: Final = Trouble(
    "ngrok asks for the token of an account whose mail address is confirmed.",
    f"Confirm it at https://dashboard.ngrok.com/user/settings. {_SET_TOKEN}",
    True,
)
_OLD_AGENT: Final = Trouble(
    "The ngrok program here is too old for ngrok's service.", "Run: ngrok update", True
)
_SUSPENDED: Final = Trouble("ngrok has suspended the account.", _BILLING, True)
_LIMIT: Final = Trouble("The ngrok account has used up what its plan allows a month.", _BILLING)
_NOT_OURS: Final = Trouble("NGROK_URL is not a name of this ngrok account.", _RESERVE, True)
_BAD_NAME: Final = Trouble("NGROK_URL is not a name that ngrok can serve.", _RESERVE, True)
_PLAN: Final = Trouble("The ngrok account's plan does not include NGROK_URL.", _BILLING, True)
_REFUSED: Final = Trouble(
    "The token NGROK_AUTHTOKEN is not allowed to open this address.",
    "Look at what it may do at https://dashboard.ngrok.com/authtokens",
    True,
)

_TROUBLES: Final[Mapping[str, Trouble]] = {
    **dict.fromkeys(("105", "106", "107", "300"), _BAD_TOKEN),
    **dict.fromkeys(("4018",), _NO_TOKEN),
    **dict.fromkeys(("102", "103", "337", "338"), _SUSPENDED),
    **dict.fromkeys(("120", "121"), _OLD_AGENT),
    **dict.fromkeys(("307", "309", "318", "319", "320", "322"), _NOT_OURS),
    **dict.fromkeys(("321", "326", "327", "328", "329", "330", "331"), _BAD_NAME),
    **dict.fromkeys(("310", "313", "314", "315"), _PLAN),
    **dict.fromkeys(("116", "308", "316"), _REFUSED),
    **dict.fromkeys(("725", "727"), _LIMIT),
    "108": Trouble(
        "The ngrok account has as many agents running as it may have.",
        "Stop one at https://dashboard.ngrok.com/agents",
    ),
    "123": Trouble(
        "ngrok waits for the account's mail address to be confirmed.",
        "Confirm it at https://dashboard.ngrok.com/user/settings",
        True,
    ),
    "324": Trouble(
        "The ngrok account may have no more endpoints.", "Stop one in the ngrok dashboard."
    ),
    "334": Trouble(
        "The address NGROK_URL is in use by another ngrok agent.",
        "Stop it at https://dashboard.ngrok.com/endpoints or choose another address.",
    ),
    "734": Trouble("ngrok allows no more requests this minute.", "Try again in a minute."),
    "3004": Trouble("ngrok got an answer that it can't read.", "Start the console again."),
    "3200": Trouble(
        "No ngrok agent serves this address now.", "Look at the tunnel's lamp, or start it again."
    ),
    "6024": Trouble(
        "ngrok's warning page for browsers answers in this console's place.",
        "Carriers do not get it. It goes away with a paid plan.",
    ),
    "8012": Trouble(
        "ngrok's agent runs here, but the port that it leads to does not answer.",
        "Start the console again.",
    ),
    "9009": Trouble(
        "ngrok does not take this account through an HTTP proxy.",
        "Unset http_proxy for the console, or change the plan.",
        True,
    ),
    "9040": Trouble("ngrok takes no agents from this network.", "Try another network.", True),
    NOT_INSTALLED: Trouble(
        "The program ngrok is not installed here.",
        "Get it from https://ngrok.com/download, or run: operator-console tunnel --install",
    ),
    NO_SESSION: Trouble(
        "The tunnel has lost its connection to ngrok and tries to get it back.",
        "Calls that go on may go on. Check the network if this lasts.",
    ),
    UNREACHABLE: Trouble(
        "ngrok's service can't be reached from here.", "Check the network connection."
    ),
    INTERCEPTED: Trouble(
        "Something on this network reads encrypted traffic, and ngrok refuses that.",
        "Try another network, or ask whoever runs this one to let ngrok through.",
        True,
    ),
    SILENT: Trouble("The ngrok program does not answer.", "It is started again."),
    EXITED: Trouble("The ngrok program has ended.", "It is started again."),
}


def told_in(text: str) -> str | None:
    """Find what trouble a text of ngrok's tells: the number of its code, or a word of ours."""
    if found := _CODE.search(text):
        return found.group(1)
    if "x509" in text or "certificate" in text:
        return INTERCEPTED
    network = (
        "dial tcp",
        "lookup ",
        "urlopen error",
        "timeout",
        "timed out",
        "deadline",
        "unreachable",
        "EOF",
    )
    return UNREACHABLE if any(word in text for word in network) else None


def trouble(name: str) -> Trouble:
    """Return what to say of a trouble; a code that is not in the table names its own page."""
    return _TROUBLES.get(name) or Trouble(
        f"ngrok refused the tunnel (ERR_NGROK_{name}).",
        f"See https://ngrok.com/docs/errors/err_ngrok_{name}",
    )
