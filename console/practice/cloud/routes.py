"""Where a public URL of the customer's is really dialled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from yarl import URL

_SPELT_OUT: Final = re.compile("[!-~]+")
_TARGET_SCHEMES: Final = {"http": "http", "https": "http", "wss": "ws"}


class DeliveryError(Exception):
    """The customer could not be asked, or gave nothing usable; ``code`` is the debugger's."""

    def __init__(self, code: int, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class Routes:
    """Public host names, each standing for a loopback address.

    The cloud dials nothing else. What is behind a route gets its requests as a TLS tunnel
    would hand them on: plain HTTP, the public host name, ``X-Forwarded-Proto``.
    """

    def __init__(self, hosts: Mapping[str, str]) -> None:
        self._routes: dict[str, URL] = {}
        for host, url in hosts.items():
            self.add(host, url)

    def add(self, host: str, url: str) -> None:
        """Reach a public host name at this URL (``http://127.0.0.1:PORT``)."""
        self._routes[host.lower()] = URL(url)

    def aim(self, url: str) -> tuple[URL, dict[str, str]]:
        """Return what to dial for a public URL, and the tunnel's headers.

        Path and query go on as they are spelt, since they are signed like that.

        Raises:
            DeliveryError: 11100 not an absolute URL, 11210 no route to its host.
        """
        if not _SPELT_OUT.fullmatch(url):
            raise DeliveryError(11100, "not a URL")
        try:
            public = URL(url, encoded=True)
            host, authority = public.host, public.host_port_subcomponent
        except ValueError as error:
            raise DeliveryError(11100, "not a URL") from error
        scheme = _TARGET_SCHEMES.get(public.scheme)
        if not host or not authority or scheme is None:
            raise DeliveryError(11100, "not an absolute URL")
        route = self._routes.get(host.lower())
        if route is None:
            raise DeliveryError(11210, "no such host")
        target = URL.build(
            scheme=scheme,
            host=route.host or "",
            port=route.port,
            path=public.raw_path,
            query_string=public.raw_query_string,
            encoded=True,
        )
        protocol = "http" if public.scheme == "http" else "https"
        return target, {
            "Host": authority,
            "X-Forwarded-Host": authority,
            "X-Forwarded-Proto": protocol,
        }
