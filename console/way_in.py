"""The way in: which tunnel it is, what its lamp shows, and who is told of a new address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from console.config import SECRETS, ConfigError, Settings
from console.switchboard.events import LampState
from console.switchboard.lamps import LampBoard
from console.switchboard.self_test import Outcome, SelfTestResult, Step
from console.tunnel.fixed import FixedUrl, NoWayIn
from console.tunnel.ngrok import Ngrok, Reach
from console.tunnel.tunnel import Tunnel

LAMP: Final = "tunnel"


class WayIn:
    """The public address of one console. Engine's loop.

    ``url_changed`` is called with each new public base URL, and with None when it is gone.
    """

    def __init__(
        self, tunnel: Tunnel, lamps: LampBoard, url_changed: Callable[[str | None], None]
    ) -> None:
        self._tunnel = tunnel
        self._lamps = lamps
        self._url_changed = url_changed
        self._told: str | None = None
        self._doubt: Step | None = None

    @property
    def url(self) -> str | None:
        return self._tunnel.url

    async def open(self, port: int) -> None:
        """Begin to lead the address to a local port."""
        await self._tunnel.open(port, self._look)
        self._look()

    async def settled(self) -> None:
        """Wait until the way in is open or known not to be."""
        await self._tunnel.settled()

    async def close(self) -> None:
        await self._tunnel.close()

    def tested(self, result: SelfTestResult) -> None:
        """Heed a self-test: what failed there puts a tunnel that seems well in doubt."""
        failed = (step for step in result.steps if step.outcome is Outcome.FAILED)
        self._doubt = next(failed, None)
        self._look()

    def _look(self) -> None:
        state, cause, remedy = self._tunnel.health
        if self._tunnel.url != self._told:
            self._doubt = None
        if self._doubt and state is LampState.OK:
            # A warning only: the test may be wrong where the carrier gets through.
            state, remedy = LampState.WARN, self._doubt.remedy
            cause = f"The self-test failed. {self._doubt.sentence}"
        self._lamps.set(LAMP, state, cause, remedy)
        if self._tunnel.url != self._told:
            self._told = self._tunnel.url
            self._url_changed(self._told)


def choose_tunnel(settings: Settings, reach: Reach | None = None) -> Tunnel:
    """Choose the way in: an address of the user's own, ngrok, or none. Raises `ConfigError`."""
    token, url = settings.ngrok_authtoken, settings.ngrok_url
    try:
        if settings.public_url is not None:
            return FixedUrl(settings.public_url)
        if token is None and url is None:
            return NoWayIn()
        return Ngrok(
            token=token.get_secret_value() if token else None,
            url=url,
            folder=settings.data_dir,
            hidden=frozenset(SECRETS),
            reach=reach,
        )
    except ValueError as exc:
        raise ConfigError(str(exc)) from exc
