"""A desktop's notifications: the service on a D-Bus session of its own."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from jeepney import DBusAddress, MessageType, new_method_call, new_method_return
from jeepney.io.blocking import open_dbus_connection

_NAME: Final = "org.freedesktop.Notifications"
_BUS: Final = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_LASTS_S: Final = 60.0


class Notifications:
    """The service; ``shown`` lists the arguments of each call of ``Notify``."""

    def __init__(self, address: str) -> None:
        self.shown: list[tuple[Any, ...]] = []
        self._connection = open_dbus_connection(address)
        request = new_method_call(_BUS, "RequestName", "su", (_NAME, 4))
        assert self._connection.send_and_get_reply(request, timeout=_LASTS_S).body == (1,)
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="notifications")
        self._thread.start()

    def close(self) -> None:
        self._ends.set()
        self._thread.join(_LASTS_S)
        self._connection.close()

    def _serve(self) -> None:
        while not self._ends.is_set():
            with suppress(TimeoutError):
                message = self._connection.receive(timeout=0.05)
                if message.header.message_type is MessageType.method_call:
                    self.shown.append(message.body)
                    number = (len(self.shown),)
                    self._connection.send(new_method_return(message, "u", number))


@contextmanager
def dbus_session() -> Iterator[str]:
    """Run a D-Bus session; gives its address."""
    with subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", 'echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat'],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as session:
        assert session.stdin
        assert session.stdout
        try:
            yield session.stdout.readline().strip()
        finally:
            session.stdin.close()
            session.wait(_LASTS_S)
