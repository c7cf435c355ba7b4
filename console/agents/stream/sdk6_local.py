"""What SDK 6 must be told to meet a local edge: the one place where it is reached into."""

from __future__ import annotations

import asyncio

import aioice.ice
from getstream.video.rtc import ConnectionManager


def stay_local(manager: ConnectionManager) -> None:
    """Keep a connection on this machine: only for a ``base_url`` that is loopback.

    It has no setting for the coordinator's socket that it opens beside ours, so that is
    forestalled; and it looks for media on every address but loopback, which reaches no edge
    on a machine without a network, nor on Windows or macOS at all.
    """
    aioice.ice.get_host_addresses = _loopback
    opened = asyncio.get_running_loop().create_future()
    manager._coordinator_task = opened  # noqa: SLF001 - it cancels it when it leaves


def _loopback(use_ipv4: bool, use_ipv6: bool) -> list[str]:  # noqa: ARG001 - aioice's own
    return ["127.0.0.1"]
