"""Notifications by the desktop's own service, which Qt speaks to only from a tray.

Source of the call: freedesktop.org's Desktop Notifications Specification.
"""

from __future__ import annotations

import logging
import sys

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

_LOG = logging.getLogger(__name__)
_SERVICE = "org.freedesktop.Notifications"
_GREETING_S = 10.0
_REPLY_S = 2.0
"""A reply is not needed; so long the program's end may have to wait for one."""
_LET_SERVER_DECIDE = -1


def notify(title: str, sentence: str) -> None:
    """Show a notification on a Linux desktop; without one, nothing comes of it.

    It goes over the session's D-Bus and not by a program, whose arguments every user of the
    machine could read. Qt's thread, which does not wait: it is sent in one of Qt's pool.
    """
    if sys.platform == "linux":
        name = QApplication.applicationDisplayName()
        QThreadPool.globalInstance().start(lambda: _try(name, title, sentence))


def _try(name: str, title: str, sentence: str) -> None:
    try:
        _send(name, title, sentence)
    except (OSError, LookupError, ValueError, RuntimeError) as exc:
        # No session, or one that can't be reached: the call rings in the window all the same.
        _LOG.debug("No notification was shown: %s", type(exc).__name__)


def _send(name: str, title: str, sentence: str) -> None:
    from jeepney import DBusAddress, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    service = DBusAddress("/" + _SERVICE.replace(".", "/"), _SERVICE, _SERVICE)
    told: tuple[object, ...] = (name, 0, "", title, sentence, [], {}, _LET_SERVER_DECIDE)
    request = new_method_call(service, "Notify", "susssasa{sv}i", told)
    with open_dbus_connection("SESSION", auth_timeout=_GREETING_S) as connection:
        connection.send_and_get_reply(request, timeout=_REPLY_S)
