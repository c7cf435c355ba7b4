"""ngrok's agent, fetched from its maker: only ever at somebody's word."""

from __future__ import annotations

import asyncio
from pathlib import Path

from console.tunnel.ngrok_order import Order
from console.tunnel.ngrok_process import DriverProcess, usual_place


class InstallError(Exception):
    """ngrok's agent could not be fetched; the text is a sentence."""


async def install_ngrok(folder: Path, limit_s: float = 120.0) -> None:
    """Fetch ngrok's agent from ngrok's server to where it is looked for.

    Raises:
        InstallError: it did not work, or not within the limit.
    """
    driver = DriverProcess(frozenset())
    try:
        async with asyncio.timeout(limit_s):
            await driver.start(Order(usual_place(), str(folder)))
            told = await driver.hear()
    except TimeoutError:
        told = None
    finally:
        await driver.end()
    if told is None or told["is"] != "installed":
        raise InstallError("ngrok could not be fetched. Get it from https://ngrok.com/download")
