"""DTLS-SRTP (RFC 5764): the handshake, and the keys that it leaves behind.

Event-driven: a datagram in, datagrams out, no task; the one timer is for what was lost.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from OpenSSL import SSL
from pylibsrtp import Policy, Session

from console.practice.edge.sdp import Fingerprint

_MOST: Final = 1 << 16
_HELD: Final = 16
_CIPHERS: Final = b"ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA"
_KEY: Final = 16
_PROFILES: Final = {
    b"SRTP_AEAD_AES_128_GCM": (Policy.SRTP_PROFILE_AEAD_AES_128_GCM, 12),
    b"SRTP_AES128_CM_SHA1_80": (Policy.SRTP_PROFILE_AES128_CM_SHA1_80, 14),
}
"""libsrtp's profile and the salt's length in bytes; all keys have 16."""

_log = logging.getLogger(__name__)


class Srtp(NamedTuple):
    """A connection's two directions."""

    receiving: Session
    sending: Session


class Certificate:
    """The edge's own, made anew at each start and signed by itself, as WebRTC wants it."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "practice edge")])
        now = datetime.now(UTC)
        self._certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=365))
            .sign(self._key, hashes.SHA256())
        )
        self.fingerprint = _fingerprint(self._certificate)

    def connection(self) -> SSL.Connection:
        """Begin a DTLS connection in memory; who it is with is checked afterwards."""
        context = SSL.Context(SSL.DTLS_METHOD)
        context.set_verify(SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT, lambda *_: True)
        context.use_certificate(self._certificate)
        context.use_privatekey(self._key)
        context.set_cipher_list(_CIPHERS)
        context.set_tlsext_use_srtp(b":".join(_PROFILES))
        return SSL.Connection(context)


class Dtls:
    """One handshake. ``send`` gets datagrams; ``ready`` the keys, once, if all goes well."""

    def __init__(
        self,
        certificate: Certificate,
        send: Callable[[bytes], None],
        ready: Callable[[Srtp], None],
    ) -> None:
        self._ssl = certificate.connection()
        self._send = send
        self._ready = ready
        self._held: list[bytes] = []
        self._peer: Fingerprint | None = None
        self._client = False
        self._done = False
        self._timer: asyncio.TimerHandle | None = None

    def start(self, peer: Fingerprint, *, client: bool) -> None:
        """Begin, as the client or the server, with the one whose certificate has this hash."""
        self._peer, self._client = peer, client
        if client:
            self._ssl.set_connect_state()
        else:
            self._ssl.set_accept_state()
        self._step()
        held, self._held = self._held, []
        for datagram in held:
            self.receive(datagram)

    def receive(self, datagram: bytes) -> None:
        """Take a datagram; what comes before the start is kept for it."""
        if self._peer is None:
            self._held = [*self._held[1 - _HELD :], datagram]
            return
        self._ssl.bio_write(datagram)
        if self._done:
            self._again()
        else:
            self._step()

    def close(self) -> None:
        """Stop; nothing is said to the peer."""
        self._done = True
        self._disarm()

    def _step(self) -> None:
        try:
            self._ssl.do_handshake()
        except SSL.WantReadError:
            self._flush()
            self._arm()
        except SSL.Error as error:
            self.close()
            _log.debug("a handshake failed: %s", error)
        else:
            self._flush()
            self.close()
            self._finish()

    def _again(self) -> None:
        """Repeat the last flight if the peer asks for it; everything else is of no use here."""
        try:
            self._ssl.recv(_MOST)
        except SSL.Error:
            self._flush()

    def _flush(self) -> None:
        try:
            self._send(self._ssl.bio_read(_MOST))
        except SSL.WantReadError:
            return

    def _arm(self) -> None:
        self._disarm()
        seconds = self._ssl.DTLSv1_get_timeout()
        if seconds is not None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(seconds, self._time_out)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _time_out(self) -> None:
        try:
            self._ssl.DTLSv1_handle_timeout()
        except SSL.Error:
            self.close()  # it has been repeated often enough
        else:
            self._flush()
            self._arm()

    def _finish(self) -> None:
        certificate = self._ssl.get_peer_certificate(as_cryptography=True)
        profile = _PROFILES.get(self._ssl.get_selected_srtp_profile())
        if certificate is None or _fingerprint(certificate) != self._peer or profile is None:
            _log.debug("a handshake with somebody else, or without SRTP")
            return
        number, salt = profile
        material = self._ssl.export_keying_material(b"EXTRACTOR-dtls_srtp", 2 * (_KEY + salt))
        keys, salts = material[: 2 * _KEY], material[2 * _KEY :]
        clients = keys[:_KEY] + salts[:salt]
        servers = keys[_KEY:] + salts[salt:]
        mine, theirs = (clients, servers) if self._client else (servers, clients)
        self._ready(
            Srtp(
                receiving=_session(theirs, Policy.SSRC_ANY_INBOUND, number),
                sending=_session(mine, Policy.SSRC_ANY_OUTBOUND, number),
            )
        )


def _session(key: bytes, direction: int, profile: int) -> Session:
    policy = Policy(key=key, ssrc_type=direction, srtp_profile=profile)
    policy.allow_repeat_tx = True
    policy.window_size = 1024
    return Session(policy)


def _fingerprint(certificate: x509.Certificate) -> Fingerprint:
    return Fingerprint("sha-256", certificate.fingerprint(hashes.SHA256()).hex(":").upper())
