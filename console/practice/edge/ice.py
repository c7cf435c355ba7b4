"""The edge's one UDP port: STUN server, ICE-lite, and what belongs to whom."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import Callable
from typing import Final

from aioice import stun

Address = tuple[str, int]

_RECEIVE_BUFFER: Final = 4 << 20


class IceEnd:
    """One client connection's end. It answers checks and never sends any (RFC 8445, 2.5).

    ``nominated`` is called once, when the client has chosen its path; ``received`` with every
    datagram on it that is not STUN.
    """

    def __init__(
        self, port: MediaPort, nominated: Callable[[], None], received: Callable[[bytes], None]
    ) -> None:
        self.ufrag = secrets.token_hex(4)
        self.password = secrets.token_hex(16)
        self.received = received
        self._port = port
        self._nominated: Callable[[], None] | None = nominated
        self._address: Address | None = None
        port.add(self)

    def send(self, datagram: bytes) -> None:
        """Send to where the client was last seen; before that, to nobody."""
        if self._address is not None:
            self._port.send(datagram, self._address)

    def seen(self, address: Address, *, chosen: bool) -> None:
        """Take note of a valid check from there."""
        if (chosen or self._address is None) and address != self._address:
            self._port.move(self, self._address, address)
            self._address = address
        if chosen and self._nominated is not None:
            nominated, self._nominated = self._nominated, None
            nominated()

    def close(self) -> None:
        """Answer and send nothing more."""
        self._port.remove(self, self._address)
        self._address = None


class MediaPort(asyncio.DatagramProtocol):
    """One UDP socket for all connections, told apart by ICE user name and then by address.

    It is a STUN server too: webrtc-rs gathers no loopback candidates, so a client on a machine
    without a network finds its way only by asking here what its address is.
    """

    def __init__(self) -> None:
        self._by_ufrag: dict[str, IceEnd] = {}
        self._by_address: dict[Address, IceEnd] = {}
        self._transport: asyncio.DatagramTransport | None = None
        self._closed = asyncio.Event()
        self.address: Address = ("", 0)

    async def open(self, host: str) -> None:
        """Bind a free port.

        Raises:
            OSError: the host is not this machine's.
        """
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(host, 0))
        bound: socket.socket = self._transport.get_extra_info("socket")
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER)
        self.address = self._transport.get_extra_info("sockname")[:2]

    async def close(self) -> None:
        """Give the port back."""
        if self._transport is not None:
            self._transport.abort()
            self._transport = None
            await self._closed.wait()

    def connection_lost(self, *_: object) -> None:
        """Take note that the socket is closed."""
        self._closed.set()

    def send(self, datagram: bytes, to: Address) -> None:
        """Send one datagram; nothing once the port is closed."""
        if self._transport is not None:
            self._transport.sendto(datagram, to)

    def add(self, end: IceEnd) -> None:
        """Answer checks for this end from now on."""
        self._by_ufrag[end.ufrag] = end

    def move(self, end: IceEnd, old: Address | None, new: Address) -> None:
        """Hand this end what comes from its new address."""
        if old is not None:
            self._by_address.pop(old, None)
        self._by_address[new] = end

    def remove(self, end: IceEnd, address: Address | None) -> None:
        """Forget an end."""
        self._by_ufrag.pop(end.ufrag, None)
        if address is not None and self._by_address.get(address) is end:
            del self._by_address[address]

    def datagram_received(self, data: bytes, addr: Address) -> None:
        """Sort by the first byte (RFC 7983): below 4 is STUN."""
        if not data:
            return
        if data[0] < 4:
            self._stun(data, addr)
        elif (end := self._by_address.get(addr)) is not None:
            end.received(data)

    def _stun(self, data: bytes, address: Address) -> None:
        try:
            request = stun.parse_message(data)
        except ValueError:
            return
        if (request.message_method, request.message_class) != (
            stun.Method.BINDING,
            stun.Class.REQUEST,
        ):
            return
        response = stun.Message(
            stun.Method.BINDING, stun.Class.RESPONSE, transaction_id=request.transaction_id
        )
        response.attributes["XOR-MAPPED-ADDRESS"] = address
        user = request.attributes.get("USERNAME")
        if user is None:
            self.send(bytes(response), address)
            return
        end = self._by_ufrag.get(user.split(":")[0])
        if end is None or not request.check_message_integrity(end.password.encode()):
            return
        response.add_message_integrity(end.password.encode())
        response.add_fingerprint()
        self.send(bytes(response), address)
        end.seen(address, chosen="USE-CANDIDATE" in request.attributes)
