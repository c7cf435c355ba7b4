"""Which keyring this system has, and whether it can be trusted with secrets."""

from __future__ import annotations

import warnings
from contextlib import closing
from typing import TYPE_CHECKING, Final

from console.credentials.trouble import CredentialsError, insecure, missing

if TYPE_CHECKING:
    # Loaded when first used, on the thread that waits for it: it looks for D-Bus meanwhile.
    from keyring.backend import KeyringBackend

_NAMES: Final = {
    "keyring.backends.SecretService": "Secret Service",
    "keyring.backends.libsecret": "Secret Service",
    "keyring.backends.kwallet": "KWallet",
    "keyring.backends.macOS": "macOS Keychain",
    "keyring.backends.Windows": "Windows Credential Locker",
}
_SECRET_SERVICE: Final = ("keyring.backends.SecretService", "keyring.backends.libsecret")
_NOTHING: Final = ("keyring.backends.fail",)
_INSECURE: Final = ("keyring.backends.null", "keyrings.alt", "keyrings.cryptfile")
_CHAINER: Final = "keyring.backends.chainer"


def system_store() -> KeyringBackend:
    """Return the keyring to use. May wait for ever. Raises `CredentialsError`."""
    with warnings.catch_warnings():
        # Back-ends that are only looked at, never used, may find fault with their surroundings.
        warnings.simplefilter("ignore")
        return _trusted(_chosen())


def store_name(store: KeyringBackend) -> str:
    """Return what people call a keyring."""
    module = type(store).__module__
    names = (name for prefix, name in _NAMES.items() if _within(module, prefix))
    return next(names, f"{module}.{type(store).__name__}")


def look_for_keyrings() -> None:
    """Find a keyring that was started since none was there. May wait for ever."""
    from keyring import backend, core

    if _within(type(_chosen()).__module__, *_NOTHING):
        # The library looks for keyrings once and keeps what it found.
        vars(backend.get_all_keyring).pop("saved_result", None)
        core.init_backend()


def answers_unasked(store: KeyringBackend) -> bool:
    """Say whether a keyring gives secrets without asking anybody. May wait for ever.

    False where that can't be told without the question. Source: the Secret Service API's
    ``Collection.Locked``, https://specifications.freedesktop.org/secret-service.
    """
    if not _within(type(store).__module__, *_SECRET_SERVICE):
        return False
    import secretstorage

    try:
        with closing(secretstorage.dbus_init()) as bus:
            return not secretstorage.Collection(bus).is_locked()
    except secretstorage.SecretStorageException:
        # No daemon is there, or it has no keyring yet, and would ask for a new one's password.
        return False


def _chosen() -> KeyringBackend:
    import keyring

    try:
        return keyring.get_keyring()
    # A back-end that is named but can't be had fails with whatever it likes.
    except Exception as exc:
        raise missing(
            "The keyring that PYTHON_KEYRING_BACKEND or keyringrc.cfg names can't be used here."
        ) from exc


def _trusted(store: KeyringBackend) -> KeyringBackend:
    module = type(store).__module__
    if _within(module, *_NOTHING):
        raise missing()
    if _within(module, *_INSECURE):
        raise insecure(f"{module}.{type(store).__name__}")
    if not _within(module, _CHAINER):
        return store
    trouble: CredentialsError = missing()
    # The chain goes on to the next where one fails, which could be a file: it is not followed.
    for link in getattr(store, "backends", ()):
        try:
            return _trusted(link)
        except CredentialsError as exc:
            trouble = exc
    raise trouble


def _within(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)
