"""Where a node elsewhere is, and the token that lets a desk in: asked for once, then kept."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import sys
from typing import Final
from urllib.parse import urlsplit

import click

from console import config
from console.control_client import ControlClient, ControlError
from console.control_file import ControlAddress
from console.credentials.credentials import Credentials
from console.credentials.trouble import CredentialsError

_TOKEN: Final = "CONSOLE_CONTROL_TOKEN"
_NOT_ALLOWED: Final = 401
_TRIES: Final = 3


class NoAddress(Exception):
    """A node can't be addressed so; the text says why and what to do."""


def node_address(url: str) -> ControlAddress:
    """Return a node's address with a token that it takes; asks for one where none is kept.

    Blocks, on the network and on whoever is asked.

    Raises:
        NoAddress: the address can't be used, or there is no token for it.
        ControlError: nothing answers there.
    """
    url = _checked(url)
    if given := config.in_environment(_TOKEN):
        if address := _tried(url, given):
            return address
        raise NoAddress(f"The node does not take the token of {_TOKEN}.")
    name = f"node {url}"
    kept = Credentials(config.data_dir(), [name])
    known = kept.read([name]).values.get(name)
    if known and (address := _tried(url, known)):
        return address
    if not sys.stdin.isatty():
        raise NoAddress(
            f"There is no token for {url}. Set {_TOKEN}, or start the desk in a terminal once."
        )
    return _asked_for(url, kept, name)


def _asked_for(url: str, kept: Credentials, name: str) -> ControlAddress:
    for _ in range(_TRIES):
        token = click.prompt(f"Control token of {url}", hide_input=True)
        if address := _tried(url, token):
            _keep(kept, name, token)
            return address
        click.echo("The node does not take this token.")
    raise NoAddress("Find the token in control.json, in the data folder of the node.")


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
        raise NoAddress(f"{url} is no address of a node: it is like http://127.0.0.1:8701.")
    if parts.scheme == "http" and not _is_here(parts.hostname):
        raise NoAddress(
            "Over http everybody on the way could read the token. Lead a local port to the "
            f"node, as with: ssh -L 8701:127.0.0.1:8701 {parts.hostname}"
        )
    return url.rstrip("/")


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _tried(url: str, token: str) -> ControlAddress | None:
    """Return the address if the node takes the token. Raises `ControlError`."""
    address = ControlAddress(url, token, os.getpid())

    async def knock() -> None:
        async with ControlClient(address) as node:
            await node.health()

    try:
        asyncio.run(knock())
    except ControlError as exc:
        if exc.status == _NOT_ALLOWED:
            return None
        raise
    return address


def _keep(kept: Credentials, name: str, token: str) -> None:
    try:
        store = kept.set(name, token)
    except CredentialsError as exc:
        click.echo(f"The token is not kept: {exc}")
    else:
        click.echo(f"The token is kept in {store}.")
