"""The edge's side of one client PeerConnection: ICE, DTLS and SRTP put together."""

from __future__ import annotations

from collections.abc import Callable

import pylibsrtp

from console.practice.edge.dtls import Certificate, Dtls, Srtp
from console.practice.edge.ice import IceEnd, MediaPort
from console.practice.edge.sdp import Description, Transport


class Peer:
    """One connection. ``heard`` gets every RTP packet of the client's, decrypted.

    RTCP is taken and dropped: the edge makes no reports and asks for none.
    """

    def __init__(
        self,
        port: MediaPort,
        certificate: Certificate,
        heard: Callable[[bytes], None] | None = None,
    ) -> None:
        self._heard = heard
        self._srtp: Srtp | None = None
        self._remote: Description | None = None
        self._nominated = False
        self._ice = IceEnd(port, self._on_nominated, self._on_datagram)
        self._dtls = Dtls(certificate, self._ice.send, self._on_keys)
        host, number = port.address
        self.transport = Transport(
            self._ice.ufrag, self._ice.password, certificate.fingerprint, host, number
        )

    def connect(self, remote: Description) -> None:
        """Take the client's description. Only the first counts: it never changes certificates."""
        if self._remote is None:
            self._remote = remote
            self._begin()

    def send(self, packet: bytes) -> None:
        """Send the client an RTP packet; before it is connected, none."""
        if self._srtp is not None:
            self._ice.send(self._srtp.sending.protect(packet))

    def close(self) -> None:
        """Fall silent: the client notices that its checks are not answered."""
        self._srtp = None
        self._dtls.close()
        self._ice.close()

    def _on_nominated(self) -> None:
        self._nominated = True
        self._begin()

    def _begin(self) -> None:
        if self._nominated and self._remote is not None:
            # webrtc-rs answers an ICE-lite offer with "passive", aiortc with "active".
            client = self._remote.setup == "passive"
            self._dtls.start(self._remote.fingerprint, client=client)

    def _on_keys(self, srtp: Srtp) -> None:
        self._srtp = srtp

    def _on_datagram(self, datagram: bytes) -> None:
        if not 127 < datagram[0] < 192:
            self._dtls.receive(datagram)
        elif self._srtp is not None and self._heard is not None and not _is_rtcp(datagram):
            try:
                packet = self._srtp.receiving.unprotect(datagram)
            except pylibsrtp.Error:
                return  # replayed, or not the client's
            self._heard(packet)


def _is_rtcp(datagram: bytes) -> bool:
    """Tell RTCP by its packet type (RFC 5761)."""
    return len(datagram) > 1 and 192 <= datagram[1] <= 223
