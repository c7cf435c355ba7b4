"""The secrets that a data folder's console keeps in the system's keyring."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from console.credentials import trouble
from console.credentials.ledger import Ledger
from console.credentials.patience import Patience
from console.credentials.stores import (
    answers_unasked,
    look_for_keyrings,
    store_name,
    system_store,
)
from console.credentials.trouble import CredentialsError, Trouble

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "operator-console"
ENVIRONMENT: Final = "environment"
PROMPT_S: Final = 60.0
"""How long somebody has to unlock the keyring when they asked for something themselves."""
_MOST_BYTES: Final = 2560
"""The most that Windows keeps in one item, where two bytes make a character."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret that is set: the store that counts, and since when where that is known.

    ``also_in`` is the keyring that holds one as well while the environment's counts.
    """

    name: str
    store: str
    since: datetime | None = None
    also_in: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a keyring gave: secrets by name, or its trouble. ``store`` is the keyring's name."""

    values: Mapping[str, str] = field(repr=False, default_factory=dict)
    store: str = ""
    trouble: CredentialsError | None = None


class Credentials:
    """One item of the keyring per secret: service ``operator-console``, user name = its name.

    Everything blocks, on the keyring and on the disk: for ``wait_s`` at most, which is
    enough for somebody to answer the keyring's prompt. ``after_a_while`` is called when that
    takes more than a moment. Safe from any thread.
    """

    def __init__(
        self,
        data_dir: Path,
        names: Sequence[str],
        wait_s: float = PROMPT_S,
        after_a_while: Callable[[], None] = lambda: None,
    ) -> None:
        self.names = tuple(names)
        """The names of the secrets that there are, as environment variables."""
        self._ledger = Ledger(data_dir)
        self._wait_s = wait_s
        self._after_a_while = after_a_while
        self._patience = Patience()

    def store(self) -> str:
        """Return the name of this system's keyring. Raises `CredentialsError`."""
        return self._ask(store_name)

    def check_name(self, name: str) -> None:
        """Raise `CredentialsError` for a name that is none of the secrets'."""
        if name not in self.names:
            known = ", ".join(self.names)
            raise CredentialsError(
                Trouble.UNKNOWN_NAME,
                f"{name} is no secret that the console uses.",
                f"They are: {known}.",
            )

    def set(self, name: str, secret: str) -> str:
        """Keep a secret, instead of an older one; return the store. Raises `CredentialsError`."""
        self.check_name(name)
        secret = usable_secret(name, secret)

        def put(store: KeyringBackend) -> str:
            store.set_password(SERVICE, name, secret)
            return store_name(store)

        store = self._ask(put)
        self._ledger.put(name, store)
        return store

    def remove(self, name: str) -> str:
        """Take a secret out; return the store. Raises `CredentialsError`."""
        self.check_name(name)

        def take_out(store: KeyringBackend) -> str | None:
            if store.get_password(SERVICE, name) is None:
                return None
            store.delete_password(SERVICE, name)
            return store_name(store)

        store = self._ask(take_out)
        self._ledger.drop(name)
        if store is None:
            raise CredentialsError(Trouble.NOT_KEPT, f"The keyring holds no {name}.")
        return store

    def read(self, names: Iterable[str], wait_s: float | None = None) -> Found:
        """Return those secrets of some names that the keyring holds. Raises nothing."""
        wanted = tuple(names)

        def take(store: KeyringBackend) -> Found:
            pairs = ((name, store.get_password(SERVICE, name)) for name in wanted)
            return Found({name: secret for name, secret in pairs if secret}, store_name(store))

        try:
            return self._ask(take, wait_s)
        except CredentialsError as exc:
            return Found(trouble=exc)

    def answers_unasked(self, wait_s: float) -> bool:
        """Say whether the keyring can be read without it asking anybody for its password.

        One that was started since none was there is found by it.
        """
        try:
            self._patience.wait_for(look_for_keyrings, wait_s)
            return self._ask(answers_unasked, wait_s)
        except (CredentialsError, TimeoutError):
            return False

    def held(
        self, environment: Mapping[str, str] = os.environ
    ) -> tuple[tuple[Credential, ...], CredentialsError | None]:
        """Return every secret that is set, by name, and what keeps the keyring from telling."""
        found = self.read(self.names)
        entries = self._ledger.entries()
        held = []
        for name in self.names:
            kept = found.store if name in found.values else None
            if environment.get(name, "").strip():
                held.append(Credential(name, ENVIRONMENT, also_in=kept))
            elif kept:
                entry = entries.get(name)
                known = entry is not None and entry.store == kept
                held.append(Credential(name, kept, entry.since if entry and known else None))
        return tuple(held), found.trouble

    def _ask(self, call: Callable[[KeyringBackend], T], wait_s: float | None = None) -> T:
        seconds = self._wait_s if wait_s is None else wait_s
        try:
            return self._patience.wait_for(lambda: _told(call), seconds, self._after_a_while)
        except TimeoutError:
            raise trouble.silent(seconds) from None


def _told(call: Callable[[KeyringBackend], T]) -> T:
    """Do something with the system's keyring, on its thread, and tell its failures alike."""
    store = system_store()
    from keyring.errors import KeyringLocked, NoKeyringError

    try:
        return call(store)
    except KeyringLocked:
        raise trouble.locked(store_name(store)) from None
    except NoKeyringError:
        raise trouble.missing() from None
    # Each back-end fails with its own library's errors. Their texts are left out, for nobody
    # promises that they hold no secret.
    except Exception as exc:
        raise trouble.failed(store_name(store), type(exc).__name__) from None


def usable_secret(name: str, secret: str) -> str:
    """Return a secret as it is kept. Raises `CredentialsError` for what can't be."""
    secret = secret.strip()
    if not secret:
        raise CredentialsError(Trouble.BAD_SECRET, f"No {name} was given.")
    if not secret.isprintable():
        raise CredentialsError(
            Trouble.BAD_SECRET,
            f"{name} can't be kept: it has line breaks or control characters within.",
            "Copy it again, and only it.",
        )
    if len(secret.encode("utf-16-le")) > _MOST_BYTES:
        raise CredentialsError(
            Trouble.BAD_SECRET,
            f"{name} can't be kept: it is longer than {_MOST_BYTES // 2} characters, the most "
            "that every system's keyring takes.",
        )
    return secret
