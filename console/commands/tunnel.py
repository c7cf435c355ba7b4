"""``operator-console tunnel``: the way in, by itself, for as long as the command runs."""

from __future__ import annotations

import asyncio
import sys
from typing import Final

import click
import orjson

from console.config import ConfigError, Settings
from console.log import start_logging
from console.node import heed_signals, run_on_engine_loop
from console.switchboard.events import Health, LampState
from console.tunnel.fixed import FixedUrl
from console.tunnel.ngrok_install import InstallError, install_ngrok
from console.tunnel.ngrok_process import find_ngrok
from console.tunnel.tunnel import Tunnel
from console.way_in import choose_tunnel

_NO_PORT: Final = "Give the local port that the tunnel is to lead to: --port N"


def run_tunnel(settings: Settings, *, port: int | None, install: bool, as_json: bool) -> int:
    """Open just the tunnel and tell its address; return the exit code. Raises `ConfigError`."""
    port = port or settings.port
    if not port:
        raise ConfigError(_NO_PORT)
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    start_logging(settings.data_dir)
    return _Command(settings, choose_tunnel(settings), as_json=as_json).run(port, install=install)


class _Command:
    """One run of the command."""

    def __init__(self, settings: Settings, tunnel: Tunnel, *, as_json: bool) -> None:
        self._settings = settings
        self._tunnel = tunnel
        self._as_json = as_json
        self._told: Health | None = None
        self._exit_code = 0

    def run(self, port: int, *, install: bool) -> int:
        run_on_engine_loop(self._run(port, install=install))
        return self._exit_code

    async def _run(self, port: int, *, install: bool) -> None:
        if install and await asyncio.to_thread(find_ngrok) is None:
            try:
                await install_ngrok(self._settings.data_dir)
            except InstallError as exc:
                raise ConfigError(str(exc)) from exc
        told_to_stop = asyncio.Event()
        heed_signals(told_to_stop)
        await self._tunnel.open(port, self._tell)
        try:
            # What can't be opened at first is told at once; what is lost later is found again.
            settled = asyncio.ensure_future(self._tunnel.settled())
            stopped = asyncio.ensure_future(told_to_stop.wait())
            await asyncio.wait({settled, stopped}, return_when=asyncio.FIRST_COMPLETED)
            settled.cancel()
            self._tell()
            if self._tunnel.url is None and not told_to_stop.is_set():
                self._exit_code = 1
            elif not isinstance(self._tunnel, FixedUrl):
                await stopped
            stopped.cancel()
        finally:
            await self._tunnel.close()

    def _tell(self) -> None:
        """Print how the tunnel is, where that is news."""
        if self._tunnel.health == self._told:
            return
        self._told = state, cause, remedy = self._tunnel.health
        well = state is LampState.OK
        if self._as_json:
            line = {"url": self._tunnel.url, "state": state, "cause": cause, "remedy": remedy}
            click.echo(orjson.dumps(line))
        elif well:
            click.echo(self._tunnel.url)
        elif state is LampState.ERROR:
            click.echo(f"{cause} {remedy}".strip(), err=True)
        sys.stdout.flush()
