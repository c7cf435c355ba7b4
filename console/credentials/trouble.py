"""What can be wrong with a keyring: each trouble with its cause and its remedy."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

_NOTICED: Final = (
    "A console that runs then takes its secrets by itself, or at Look again in its health."
)
ENVIRONMENT_WAY: Final = "Until then, secrets can be given in the environment."


class Trouble(StrEnum):
    """The kinds of trouble."""

    MISSING = "missing"
    INSECURE = "insecure"
    LOCKED = "locked"
    SILENT = "silent"
    FAILED = "failed"
    BAD_SECRET = "bad-secret"
    UNKNOWN_NAME = "unknown-name"
    NOT_KEPT = "not-kept"


class CredentialsError(Exception):
    """The keyring can't do what was asked; the text is ``cause`` and ``remedy``."""

    def __init__(self, trouble: Trouble, cause: str, remedy: str = "") -> None:
        super().__init__(f"{cause} {remedy}".strip())
        self.trouble = trouble
        self.cause = cause
        self.remedy = remedy


def missing(
    why: str = "This system has no keyring that the console can reach.",
) -> CredentialsError:
    return CredentialsError(
        Trouble.MISSING,
        why,
        "Start one, such as GNOME Keyring or KWallet, within the session that the console runs "
        f"in. {_NOTICED} {ENVIRONMENT_WAY}",
    )


def insecure(name: str) -> CredentialsError:
    return CredentialsError(
        Trouble.INSECURE,
        f"The keyring set up for Python, {name}, is not the system's own and keeps secrets in "
        "a file or not at all, so it is not used.",
        "Take it out of PYTHON_KEYRING_BACKEND, keyringrc.cfg or the installed packages, and "
        f"have a system keyring run. {ENVIRONMENT_WAY}",
    )


def locked(store: str) -> CredentialsError:
    return CredentialsError(
        Trouble.LOCKED,
        f"The keyring is locked: {store} was not opened.",
        f"Unlock it with its password. {_NOTICED} {ENVIRONMENT_WAY}",
    )


def silent(seconds: float) -> CredentialsError:
    return CredentialsError(
        Trouble.SILENT,
        f"The keyring is locked or hangs: it gave no answer within {seconds:g} s.",
        "Unlock it, or answer the prompt in which it asks for its password. "
        f"{_NOTICED} {ENVIRONMENT_WAY}",
    )


def failed(store: str, kind: str) -> CredentialsError:
    return CredentialsError(
        Trouble.FAILED,
        f"{store} failed ({kind}).",
        f"See whether the keyring works in the system's own program for it. {ENVIRONMENT_WAY}",
    )
