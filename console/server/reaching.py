"""Why a public address does not lead here, from what came of asking it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

import aiohttp

from console.tunnel.ngrok_trouble import told_in, trouble

STEP_S: Final = 8.0
NGROK_CODE: Final = "Ngrok-Error-Code"
_LOOK: Final = "Look at what the address leads to: it must be this console's local port."


class NotReached(Exception):
    """The address does not lead to this console: a sentence, and what to do."""

    def __init__(self, sentence: str, remedy: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy


@contextlib.contextmanager
def sentences(url: str) -> Iterator[None]:
    """Turn what goes wrong on the way to an address into `NotReached`."""
    host = urlsplit(url).netloc
    try:
        yield
    except aiohttp.ClientConnectorDNSError as exc:
        raise NotReached(
            f"The name {host} can't be found.",
            "Check how it is written. A new name may take some minutes to be known.",
        ) from exc
    except aiohttp.ClientConnectorCertificateError as exc:
        raise NotReached(
            f"The certificate of {host} is not valid, so carriers refuse to connect.",
            "Renew it, or let a tunnel do that for you.",
        ) from exc
    except aiohttp.ClientSSLError as exc:
        raise NotReached(
            f"{host} does not speak TLS as carriers do.",
            "Carriers connect to https and wss only: look at what serves the address.",
        ) from exc
    except TimeoutError as exc:
        raise NotReached(f"{host} has not answered within {STEP_S:.0f} seconds.", _LOOK) from exc
    except aiohttp.ClientConnectorError as exc:
        raise NotReached(f"Nothing answers at {host}.", _LOOK) from exc
    except aiohttp.ClientError as exc:
        raise NotReached(f"The connection to {host} broke off.", _LOOK) from exc


def not_us(url: str, status: int, headers: Mapping[str, str]) -> NotReached:
    """Say who answered in this console's place, with an HTTP status that it does not give."""
    if name := told_in(headers.get(NGROK_CODE, "")):
        found = trouble(name)
        return NotReached(found.cause, found.remedy)
    host = urlsplit(url).netloc
    return NotReached(
        f"Something else than this console answers at {host} (HTTP status {status}).", _LOOK
    )
