"""What is looked at before Qt is loaded, because Qt ends the process where it is missing.

Qt's own message names the wrong library as often as not; this one names the packages.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping
from typing import Final

_ALWAYS: Final = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_X11: Final = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
}
"""Libraries that the Python packages do not bring, by the Debian package of each."""


class NoDesk(Exception):
    """The desk can't open here; the text says what to do."""


def has_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Say whether a window can be shown; only on Linux is there something to look at."""
    if not platform.startswith("linux"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def check_libraries(
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    load: Callable[[str], object] = ctypes.CDLL,
) -> None:
    """Raise `NoDesk` with the line to run where Qt would not find a library of the system."""
    if not platform.startswith("linux"):
        return
    needed = _ALWAYS | (_X11 if _uses_x11(environ) else {})
    missing = [package for name, package in needed.items() if not _loads(name, load)]
    if missing:
        packages = " ".join(missing)
        raise NoDesk(
            f"The desk needs libraries that this system lacks. Run: sudo apt-get install {packages}"
        )


def check_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> None:
    """Raise `NoDesk` where the X server that Qt would use does not let us in."""
    if platform.startswith("linux") and _uses_x11(environ) and not _x_answers(environ):
        raise NoDesk(
            f"The display {environ.get('DISPLAY') or '(DISPLAY is not set)'} can't be reached. "
            "Set DISPLAY to one that can, or run a console without a window: "
            "operator-console serve"
        )


def _x_answers(environ: Mapping[str, str]) -> bool:
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    # xcb gives a connection in any case, and keeps in it what went wrong.
    connection = ctypes.c_void_p(xcb.xcb_connect(environ.get("DISPLAY", "").encode(), None))
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed


def _uses_x11(environ: Mapping[str, str]) -> bool:
    """Say what Qt would choose: what it is told, or else Wayland before X11."""
    chosen = environ.get("QT_QPA_PLATFORM")
    return chosen.startswith("xcb") if chosen else not environ.get("WAYLAND_DISPLAY")


def _loads(name: str, load: Callable[[str], object]) -> bool:
    try:
        load(name)
    except OSError:
        return False
    return True
