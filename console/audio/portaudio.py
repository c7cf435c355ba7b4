"""PortAudio, as far as both ears and mouth need it: devices by name, and errors as sentences.

It is loaded late, because importing ``sounddevice`` fails where the system library is
missing and freezes the device list. Nothing here runs on a loop: it may wait for hardware.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from console.audio.g711 import SAMPLE_RATE
from console.audio.trouble import SoundError

RATES: Final = (SAMPLE_RATE, 48_000)
_ANSWER_S: Final = 10.0
_ALONE: Final = threading.Lock()
"""Held by whoever does something with PortAudio, which does not bear two at a time."""
_NO_DEVICE: Final = "No sound device was found. Plug one in."

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Devices:
    """The names of what there is to speak into and to hear on; the system's choice of each."""

    microphones: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    microphone: str = ""
    speaker: str = ""


async def in_thread(
    work: Callable[[], T], refused: str = _NO_DEVICE, undo: Callable[[T], object] = lambda _: None
) -> T:
    """Do something with PortAudio that may wait. Raises `SoundError`.

    ``refused`` is what to say where PortAudio can't do it. ``undo`` is given, in a thread, what
    comes after nobody waits for it any more: a device that is slow to open is not left open.
    """
    doing = asyncio.get_running_loop().run_in_executor(None, _alone, work)
    try:
        async with asyncio.timeout(_ANSWER_S):
            return await asyncio.shield(doing)
    except asyncio.CancelledError:
        doing.add_done_callback(lambda done: _undo(done, undo))
        raise
    except TimeoutError as exc:
        doing.add_done_callback(lambda done: _undo(done, undo))
        raise SoundError("The sound device does not answer. Unplug it or choose another.") from exc
    except OSError as exc:
        raise SoundError(
            "PortAudio is missing, so nothing can be heard. On Debian and Ubuntu: "
            "apt-get install libportaudio2."
        ) from exc
    except Exception as exc:
        # sounddevice's own errors are known only once it could be imported.
        if type(exc).__name__ != "PortAudioError":
            raise
        raise SoundError(refused) from exc


def list_devices() -> Devices:
    """Return what there was when PortAudio last looked. Blocks.

    Raises `SoundError` where nothing was there to hear on.
    """
    import sounddevice

    known: Any = sounddevice.query_devices()
    devices = Devices(
        microphones=_names(known, "max_input_channels"),
        speakers=_names(known, "max_output_channels"),
        microphone=_default("input"),
        speaker=_default("output"),
    )
    if not (devices.speaker or devices.speakers):
        raise SoundError(_NO_DEVICE)
    return devices


def look_again() -> None:
    """Have PortAudio look for devices anew. Blocks; no device may be open meanwhile."""
    import sounddevice

    # The only way there is: PortAudio lists its devices once, when it starts.
    sounddevice._terminate()  # noqa: SLF001
    sounddevice._initialize()  # noqa: SLF001


def number_of(name: str, kind: str) -> int | None:
    """Return PortAudio's number for a device by its name; None is the system's choice. Blocks.

    ``kind`` is ``input`` or ``output``. A device that is not there gives the system's choice.
    """
    if not name:
        return None
    import sounddevice

    known: Any = sounddevice.query_devices()
    channels = f"max_{kind}_channels"
    return next((n for n, it in enumerate(known) if it["name"] == name and it[channels] > 0), None)


def start_stream(start: Callable[[int], Any]) -> Any:
    """Start a stream at the first rate that its device takes; some take none but their own.

    ``start`` is given the rate, 8 or 48 kHz, and returns a running stream. Blocks.
    """
    import sounddevice

    *others, last = RATES
    for rate in others:
        try:
            return start(rate)
        except sounddevice.PortAudioError:
            continue
    return start(last)


def _alone(work: Callable[[], T]) -> T:
    if not _ALONE.acquire(timeout=_ANSWER_S):
        raise TimeoutError
    try:
        return work()
    finally:
        _ALONE.release()


def _undo(done: asyncio.Future[T], undo: Callable[[T], object]) -> None:
    if not (done.cancelled() or done.exception()):
        # A daemon, for a device that was slow to open may never close.
        threading.Thread(target=undo, args=(done.result(),), daemon=True).start()


def _names(known: Any, channels: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(it["name"]) for it in known if it[channels] > 0))


def _default(kind: str) -> str:
    import sounddevice

    try:
        return str(sounddevice.query_devices(kind=kind)["name"])
    except sounddevice.PortAudioError:
        return ""
