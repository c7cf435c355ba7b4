"""``control.json``: how command lines and programs find the console that runs here.

It holds the control API's address and token and the process that serves it, and lies in
the data folder for as long as that process runs.
"""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import orjson

from console.private_file import write_private

_NAME: Final = "control.json"
_START: Final = "Start one with: operator-console serve, or with --practice to try it."


class NoConsole(Exception):
    """No console can be reached by this file; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class ControlAddress:
    """Where a running console's control API is. The token stays out of what is printed."""

    url: str
    token: str = field(repr=False)
    pid: int


def write(data_dir: Path, url: str, token: str) -> None:
    """Name this process as the console of a data folder; nobody else may read the file."""
    content = orjson.dumps({"url": url, "token": token, "pid": os.getpid()})
    write_private(data_dir / _NAME, content)


def read(data_dir: Path) -> ControlAddress:
    """Return where the console of a data folder is reached. Raises `NoConsole`."""
    file = data_dir / _NAME
    try:
        address = _parse(file.read_bytes())
    except FileNotFoundError:
        raise NoConsole(f"No console is running. {_START}") from None
    except OSError as exc:
        raise NoConsole(f"{file} can't be read: {exc.strerror}.") from exc
    except ValueError as exc:
        raise NoConsole(f"{file} is damaged. Start the console again.") from exc
    if not _alive(address.pid):
        raise NoConsole(f"No console is running; the last one ended without a goodbye. {_START}")
    return address


def remove(data_dir: Path) -> None:
    """Take the file away, unless it names another process by now."""
    file = data_dir / _NAME
    with contextlib.suppress(OSError, ValueError):
        if _parse(file.read_bytes()).pid == os.getpid():
            file.unlink()


def _parse(content: bytes) -> ControlAddress:
    match orjson.loads(content):
        case {"url": str(url), "token": str(token), "pid": int(pid)} if pid > 0:
            return ControlAddress(url, token, pid)
    raise ValueError("not a control file")


def _alive(pid: int) -> bool:
    if sys.platform == "win32":
        # os.kill would end the process there; whether it answers is found out on connecting.
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        # Somebody else's process; an absurd number is nobody's, and connecting fails.
        return True
    return True
