"""The lamps that a carrier's own requests light: signatures, and calls' audio."""

from __future__ import annotations

from typing import Final

from console.switchboard.events import LampState
from console.switchboard.lamps import LampBoard
from console.switchboard.tally import Count, Tally

SIGNATURE: Final = "signature"
MEDIA: Final = "media"
_FRAMES_A_SECOND: Final = 50


class TrafficLamps:
    """Follows what is counted. Engine's loop.

    ``can_check`` is False where there is no key to check signatures with.
    """

    def __init__(self, lamps: LampBoard, tally: Tally, *, can_check: bool) -> None:
        self._lamps = lamps
        tally.listen(self._heed)
        if can_check:
            lamps.set(SIGNATURE, LampState.OFF, "No webhook has come in yet.")
        else:
            lamps.set(
                SIGNATURE,
                LampState.ERROR,
                "There is no key to check webhooks with, so all of them are refused.",
                "Set the carrier's credentials.",
            )
        lamps.set(MEDIA, LampState.OFF, "No call's audio has come in yet.")

    def _heed(self, what: Count, n: int) -> None:
        match what:
            case Count.WEBHOOK_ANSWERED:
                cause = "The last webhook was signed with the account's key."
                self._lamps.set(SIGNATURE, LampState.OK, cause)
            case Count.WEBHOOK_FORGED:
                self._lamps.set(
                    SIGNATURE,
                    LampState.WARN,
                    "A webhook came that this account's key did not sign; it was refused.",
                    "Check the carrier's credentials if calls don't come in. Otherwise it was a "
                    "stranger's, and nothing happened.",
                    seen=False,
                )
            case Count.SOCKET_OPENED:
                self._lamps.set(MEDIA, LampState.OK, "A call's audio is connected.")
            case Count.SOCKET_REFUSED:
                self._lamps.set(
                    MEDIA,
                    LampState.WARN,
                    "A call's audio was refused: it was not signed, or its token does not work.",
                    "Check the carrier's credentials if calls stay silent.",
                    seen=False,
                )
            case Count.FRAME_IN if n:
                seconds = round(n / _FRAMES_A_SECOND)
                cause = f"The last call's audio came in, {seconds} s of it."
                self._lamps.set(MEDIA, LampState.OK, cause)
            case Count.FRAME_IN:
                self._lamps.set(
                    MEDIA,
                    LampState.WARN,
                    "The last call's audio was connected, and nothing came.",
                    "Look at the carrier's debugger for this call.",
                    seen=False,
                )
