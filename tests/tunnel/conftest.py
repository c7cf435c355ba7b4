"""An ``ngrok`` to be found on the PATH, and what it does at a test's word."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import signal
import socket
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.node_process import ROOT, eventually

Json = dict[str, Any]
SECRET = "5ecr3tT0k3n"
TOKEN = f"2abcDEFghiJKLmnoPQRstuVWXyz_{SECRET}"
_SCRIPT = """#!{python}
import asyncio, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.fakes.ngrok_agent import main
sys.exit(asyncio.run(main(Path({folder!r}), sys.argv[1:])))
"""


class FakeNgrok:
    """The executable, its runs so far, and the hand on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "bin"
        self.bin.mkdir(parents=True)
        self.behave()
        self.program = self.bin / "ngrok"
        text = _SCRIPT.format(python=sys.executable, root=str(ROOT), folder=str(folder))
        self.program.write_text(text)
        self.program.chmod(0o755)

    def behave(self, **behaviour: Any) -> None:
        """Say how runs from now on behave."""
        (self.folder / "behaviour.json").write_text(json.dumps(behaviour))

    def runs(self) -> list[Json]:
        """Return what each run told, the first first."""
        files = sorted(self.folder.glob("run-*.json"), key=lambda f: int(f.stem[4:]))
        return [json.loads(file.read_text()) for file in files]

    async def ran(self, times: int) -> Json:
        """Wait for the nth run and return what it told."""
        return (
            await eventually(
                lambda: self.runs()[:times] if len(self.runs()) >= times else [],
                f"run {times} of ngrok",
            )
        )[-1]

    async def tell(self, what: str) -> None:
        """Have the newest run do something: ``drop?code=…`` or ``restore?url=…``."""
        request = urllib.request.Request(f"{self.runs()[-1]['api']}/tests/{what}", method="POST")
        await asyncio.to_thread(lambda: urllib.request.urlopen(request, timeout=60).close())

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.runs()[-1]["pid"], number)

    def end(self) -> None:
        for run in self.runs():
            with contextlib.suppress(ProcessLookupError):
                os.kill(run["pid"], signal.SIGKILL)


def free_port() -> int:
    """Return a port below those that systems give out: it is still free when it is wanted."""
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def alive(pid: int) -> bool:
    """Say whether a process runs; one that only waits to be buried does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.fixture
def agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeNgrok]:
    """Put ngrok on the PATH, and nowhere else."""
    fake = FakeNgrok(tmp_path / "ngrok")
    monkeypatch.setenv("PATH", f"{fake.bin}:/usr/bin:/bin")
    monkeypatch.setenv("NGROK_AUTHTOKEN", TOKEN)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", f"another-{SECRET}")
    monkeypatch.delenv("PYNGROK_NGROK_PATH", raising=False)
    yield fake
    fake.end()
