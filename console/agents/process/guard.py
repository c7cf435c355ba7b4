"""Stands between the console and an agent program, and ends the program with the console.

The console runs this file with a Python of its own, in a new process group, and holds the
other end of its standard input. When that pipe closes, because the console says so or is no
more (even by kill -9), everything in the group is asked to end, and killed after the grace.

It imports nothing of the console's: it starts in some 20 ms and takes 8 MB.

Usage: guard.py GRACE_S PROGRAM [WORD...]
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

NOT_STARTED = 127
"""The exit code where the program could not be started; a signal's is 128 and its number."""


def main(grace_s: float, command: list[str]) -> int:
    """Run a command until it or the console ends; return its exit code."""
    if os.name == "posix":
        # Not SIG_IGN, which the program would inherit.
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: None)
    try:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    except OSError as exc:
        sys.stdout.write(f"{command[0]} could not be started: {exc.strerror or exc}\n")
        return NOT_STARTED
    console_gone = threading.Event()
    watch = threading.Thread(target=_end_it, args=(child, grace_s, console_gone), daemon=True)
    watch.start()
    code = child.wait()
    if console_gone.is_set():
        _kill(child)  # what the program has left behind
    return code if code >= 0 else 128 - code


def _end_it(child: subprocess.Popen[bytes], grace_s: float, console_gone: threading.Event) -> None:
    while os.read(0, 1024):
        pass
    console_gone.set()
    if os.name == "posix":
        os.killpg(0, signal.SIGTERM)
    else:
        child.terminate()
    time.sleep(grace_s)
    _kill(child)


def _kill(child: subprocess.Popen[bytes]) -> None:
    """Kill everybody in the group, this process too."""
    if os.name == "posix":
        os.killpg(0, signal.SIGKILL)
    else:
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(child.pid)], check=False)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2:]))
