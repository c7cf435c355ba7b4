"""The real Secret Service: gnome-keyring-daemon on a D-Bus session, home and runtime of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

NEEDED: Final = ("dbus-run-session", "gnome-keyring-daemon")
_NAME: Final = "org.freedesktop.secrets"
_PROMPTER: Final = "org.gnome.keyring.SystemPrompter"
_PASSWORD: Final = b"the keyring's own password"
_FOREIGN: Final = (
    *("CONSOLE_", "TWILIO_", "TELNYX_", "STREAM_", "NGROK_", "PYTHON_KEYRING_", "DBUS_"),
    *("XDG_", "GNOME_", "DISPLAY", "WAYLAND_"),
)
_LASTS_S: Final = 60.0
_HANGS_S: Final = 600.0
"""Whoever hangs is ended; a module of tests may live in one session."""


class SecretService:
    """One D-Bus session. ``environment`` is that of the programs that live in it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self._daemon: subprocess.Popen[bytes] | None = None

    def unlock(self) -> None:
        """Run the daemon with its keyring open, as after a log-in; at first that makes one."""
        self._run(["--unlock"], _PASSWORD)

    def lock(self) -> None:
        """Run the daemon as where nobody has given the keyring's password yet."""
        self._run([], b"")

    def close(self) -> None:
        """End the daemon. What it keeps stays on its disk."""
        daemon, self._daemon = self._daemon, None
        if daemon:
            daemon.terminate()
            daemon.wait(_LASTS_S)
            self._until(lambda: not self._has_owner())

    @contextmanager
    def silent_prompter(self) -> Iterator[None]:
        """Be the program that asks for the keyring's password, which nobody types."""
        from jeepney import DBusAddress, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        address = self.environment["DBUS_SESSION_BUS_ADDRESS"]
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        with closing(open_dbus_connection(address)) as connection:
            request = new_method_call(bus, "RequestName", "su", (_PROMPTER, 4))
            assert connection.send_and_get_reply(request, timeout=_LASTS_S).body == (1,)
            yield

    def _run(self, how: list[str], password: bytes) -> None:
        self.close()
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets", *how]
        self._daemon = daemon = subprocess.Popen(
            command,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert daemon.stdin
        daemon.stdin.write(password)
        daemon.stdin.close()
        self._until(self._has_owner)

    def _has_owner(self) -> bool:
        answer = subprocess.run(
            [
                *("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus"),
                *("/", "org.freedesktop.DBus.NameHasOwner", f"string:{_NAME}"),
            ],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=_LASTS_S,
            check=True,
        )
        return "boolean true" in answer.stdout

    def _until(self, look: object) -> None:
        assert callable(look)
        until = time.monotonic() + _LASTS_S
        while not look():
            assert time.monotonic() < until, "the keyring's daemon does not come or go"
            time.sleep(0.02)


def missing() -> list[str]:
    """Return which of its programs are not installed."""
    return [name for name in NEEDED if shutil.which(name) is None]


@contextmanager
def secret_service(folder: Path) -> Iterator[SecretService]:
    """Run a D-Bus session in a folder; its keyring's daemon is not there yet."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    own = {"HOME": str(folder / "home"), "XDG_RUNTIME_DIR": str(folder / "run")}
    for path in own.values():
        Path(path).mkdir(mode=0o700)
    # The session lasts for as long as the program that it was begun for.
    script = 'echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat'
    with subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", script],
        env=kept | own,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as session:
        assert session.stdin
        assert session.stdout
        watchdog = threading.Timer(_HANGS_S, session.kill)
        watchdog.start()
        address = session.stdout.readline().strip()
        service = SecretService(kept | own | {"DBUS_SESSION_BUS_ADDRESS": address})
        try:
            yield service
            service.close()
        finally:
            # The daemon ends with its session, whatever became of it.
            watchdog.cancel()
            session.stdin.close()
            session.wait(_LASTS_S)
