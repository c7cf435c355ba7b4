"""Vision Agents servers: each sends an agent into a call when asked over HTTP.

``POST /calls/{id}/sessions`` (0.4 and later) or ``POST /sessions`` (0.3). A 201 says that
the agent tries to join; that it failed shows only as a 404 on the session later.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import aiohttp

from console.agents.agent import AgentError

_LOG = logging.getLogger(__name__)
_ANSWER_S: Final = 8.0
_HEALTH_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class AgentSession:
    """An agent that a server was asked for: the session's own address."""

    server: str
    url: str


class OwnServers(Protocol):
    """Whoever runs some of the servers itself and so knows more of them."""

    def fault(self, server: str) -> str | None:
        """Return why a server can't be asked; None where it is another's, or is well."""

    async def started(self, server: str) -> None:
        """Wait while a server is starting, for some seconds at most."""


class VisionAgents:
    """The agent servers, best first. Belongs to one loop; `close` gives back its sockets."""

    def __init__(self, servers: Sequence[str], own: OwnServers | None = None) -> None:
        self._servers = [server.rstrip("/") for server in servers]
        self._own = own
        self._http: aiohttp.ClientSession | None = None

    def __len__(self) -> int:
        return len(self._servers)

    async def invite(self, call_type: str, call_id: str) -> AgentSession:
        """Ask the servers in turn until one sends an agent.

        Raises:
            AgentError: none does; the sentence is the last one's.
        """
        fault = AgentError("No agent server is set. Set CONSOLE_AGENT_URL.")
        for server in tuple(self._servers):
            if self._own and len(self._servers) == 1:  # with others there is no need to wait
                await self._own.started(server)
            try:
                return await self._ask(server, call_type, call_id)
            except AgentError as exc:
                self.avoid(server)
                fault = exc
        raise fault

    def avoid(self, server: str) -> None:
        """Ask this server last from now on: its agent did not come, or was lost."""
        if server in self._servers:
            self._servers.remove(server)
            self._servers.append(server)

    def prefer(self, server: str) -> None:
        """Ask this server first from now on: it is ours, and ready."""
        if server in self._servers:
            self._servers.remove(server)
            self._servers.insert(0, server)

    async def alive(self, session: AgentSession) -> bool:
        """Whether the server still has the session. A server that can't say is believed."""
        try:
            status, _ = await self._request("GET", session.url)
        except AgentError:
            return True
        return status != 404

    async def metrics(self, session: AgentSession) -> dict[str, float]:
        """Return what the server counts of an agent, by its own names; nothing where it does not.

        ``GET …/metrics`` (0.4 and later): averages of ms and totals. Never raises.
        """
        try:
            status, body = await self._request("GET", f"{session.url}/metrics")
        except AgentError as exc:
            _LOG.info("An agent server told no metrics: %s", exc)
            return {}
        found = body.get("metrics") if status == 200 and isinstance(body, dict) else None
        if not isinstance(found, dict):
            return {}
        return {name: value for name, value in found.items() if isinstance(value, int | float)}

    async def dismiss(self, session: AgentSession) -> None:
        """Release an agent. Never raises: it leaves by itself when the call ends."""
        try:
            status, _ = await self._request("DELETE", session.url)
            if status == 405:
                await self._request("POST", f"{session.url}/close")
        except AgentError as exc:
            _LOG.warning("An agent was not released: %s", exc)

    async def health(self) -> list[str]:
        """Return one sentence for each server that is not well."""
        return [
            fault for fault in await asyncio.gather(*map(self._fault_of, self._servers)) if fault
        ]

    async def close(self) -> None:
        if self._http:
            await self._http.close()
            self._http = None

    # -- inside -----------------------------------------------------------------------

    async def _ask(self, server: str, call_type: str, call_id: str) -> AgentSession:
        if fault := self._known_fault(server):
            raise AgentError(fault)
        base = f"{server}/calls/{call_id}/sessions"
        status, body = await self._request("POST", base, {"call_type": call_type})
        if status in (404, 405):  # 0.3, which names the call in the body
            base = f"{server}/sessions"
            about = {"call_id": call_id, "call_type": call_type}
            status, body = await self._request("POST", base, about)
        if status == 429:
            raise AgentError(f"The agent server {server} has no agent free. Add another server.")
        if status >= 500:
            raise AgentError(f"The agent server {server} failed ({status}). Look at its log.")
        session_id = body.get("session_id") if isinstance(body, dict) else None
        if status not in (200, 201) or not isinstance(session_id, str):
            raise AgentError(
                f"{server} did not answer as a Vision Agents server ({status}). Check its address."
            )
        return AgentSession(server, f"{base}/{session_id}")

    def _known_fault(self, server: str) -> str:
        return (self._own and self._own.fault(server)) or ""

    async def _fault_of(self, server: str) -> str:
        if fault := self._known_fault(server):
            return fault
        try:
            async with asyncio.timeout(_HEALTH_S):
                status, _ = await self._request("GET", f"{server}/health")
        except TimeoutError:
            return f"The agent server {server} does not answer."
        except AgentError as exc:
            return str(exc)
        return "" if status == 200 else f"The agent server {server} is not well ({status})."

    async def _request(self, method: str, url: str, body: object = None) -> tuple[int, Any]:
        """Return status and JSON body (None where there is none); raises `AgentError`."""
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_ANSWER_S))
        server = url.split("/calls/")[0].split("/sessions")[0].removesuffix("/health")
        try:
            async with self._http.request(method, url, json=body) as answer:
                is_json = answer.content_type == "application/json"
                return answer.status, await answer.json() if is_json else None
        except TimeoutError as exc:
            raise AgentError(f"The agent server {server} does not answer.") from exc
        except aiohttp.InvalidURL as exc:
            raise AgentError(f"{server} is not an address. Check CONSOLE_AGENT_URL.") from exc
        except (aiohttp.ClientError, ValueError) as exc:
            raise AgentError(
                f"The agent server {server} could not be reached. Start it, or check its address."
            ) from exc
