"""Which keyring this system has, and whether it can be trusted with secrets."""

from __future__ import annotations

import warnings
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
