"""ngrok's agent, driven by pyngrok in a process of its own.

pyngrok waits, hands its whole environment and standard error on to the agent, and leaves the
agent behind when its process is killed. Here its process is one that knows no other secret,
and that ends with its console: the console's end of standard input is all that keeps it.

In: one line of JSON, an `Order`; each further line asks for a look at once; the end of input
ends the agent. Out: a line of JSON for each look, ``{"is": "open", "url": …, "pid": …}``,
``{"is": "lost", "trouble": …}``, and ``{"is": "failed", "trouble": …}`` as the last one.

The agent's API: https://ngrok.com/docs/agent/api; its settings:
https://ngrok.com/docs/agent/config/v3.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Final

from pyngrok import installer, ngrok, process
from pyngrok.conf import PyngrokConfig
from pyngrok.exception import PyngrokError
from pyngrok.log import NgrokLog

from console.tunnel import ngrok_trouble
from console.tunnel.ngrok_order import Order
from console.tunnel.ngrok_settings import CONFIG_FILE, write_settings

NAME: Final = "operator-console"
"""What our endpoint is called within its agent."""
_LOOK_S: Final = 2.0
_API_S: Final = 2.0
_OPEN_S: Final = 10.0
_START_S: Final = 15
_END_S: Final = 2.0
_GONE_S: Final = 0.2
"""An agent that was killed stops answering a moment before its end is known."""
_MISSES: Final = 3
"""Looks that may go without an answer: a computer may be busy."""
_ERRORS: Final = ("ERROR", "CRITICAL")
_STARTING: Final = "starting web service"
_LOST: Final = "session closed, starting reconnect loop"
_ESTABLISHED: Final = "client session established"


class _Failed(Exception):
    """The agent can't go on; the text is a trouble's name."""


class Driver:
    """Opens a tunnel and watches it. `run` belongs to a thread, the rest to the main one."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._settings = Path(order.folder) / CONFIG_FILE
        self._heard: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._agent: process.NgrokProcess | None = None
        self._lost: str | None = None
        self._missed = 0
        self._url = ""
        self._pid = 0
        self._gone = threading.Event()

    def run(self) -> None:
        """Open the tunnel, and tell how it is until the agent can't go on."""
        try:
            if self._order.port is None:
                self._install()
                return
            api_url = self._open(f"http://127.0.0.1:{self._order.port}")
            while True:
                self._look(api_url)
        except _Failed as exc:
            _tell("failed", trouble=str(exc))
        except PyngrokError as exc:
            _tell("failed", trouble=self._trouble_of(exc))
        finally:
            self.end()

    def look(self) -> None:
        """Have a look now, and not when it is time for the next. Any thread."""
        self._heard.put(None)

    def end(self) -> None:
        """End the agent, even one that is being started. Any thread."""
        if agent := self._agent or self._found():
            agent.proc.terminate()
            try:
                agent.proc.wait(_END_S)
            except subprocess.TimeoutExpired:
                agent.proc.kill()
                agent.proc.wait()
        self._settings.unlink(missing_ok=True)

    def _found(self) -> process.NgrokProcess | None:
        # pyngrok gives its process out when the start is over, which may take long or fail.
        return process._current_processes.get(self._order.program)  # noqa: SLF001

    # -- the thread -------------------------------------------------------------------

    def _install(self) -> None:
        # pyngrok paints its progress on standard output, where our own lines go.
        with contextlib.redirect_stdout(io.StringIO()):
            installer.install_ngrok(self._order.program, ngrok_version="3")
        _tell("installed")

    def _open(self, upstream: str) -> str:
        if not Path(self._order.program).exists():
            # pyngrok would fetch one without a word.
            raise _Failed(ngrok_trouble.NOT_INSTALLED)
        config = PyngrokConfig(
            ngrok_path=self._order.program,
            config_path=str(self._settings),
            log_event_callback=self._hear,
            startup_timeout=_START_S,
            request_timeout=_OPEN_S,
        )
        # Whatever pyngrok finds in its environment it would write on the agent's command line.
        config.auth_token = None
        try:
            write_settings(self._settings, self._order.token)
            agent = ngrok.get_ngrok_process(config)
            where = {"url": self._order.url} if self._order.url else {}
            opened = ngrok.connect(upstream, name=NAME, pyngrok_config=config, **where)
        finally:
            self._settings.unlink(missing_ok=True)
        self._url = opened.public_url or ""
        self._pid = agent.proc.pid
        threading.Thread(target=self._await_end, args=(agent,), daemon=True).start()
        self.look()
        return agent.api_url or ""

    def _look(self, api_url: str) -> None:
        """Wait until it is time or something was heard, then tell how the tunnel is."""
        with contextlib.suppress(queue.Empty):
            self._heard.get(timeout=_LOOK_S)
        self._fail_if_gone()
        try:
            answer = ngrok.api_request(f"{api_url}/api/endpoints", timeout=_API_S)
        except (PyngrokError, OSError, ValueError, http.client.HTTPException):
            self._gone.wait(_GONE_S)
            self._fail_if_gone()
            self._missed += 1
            if self._missed == _MISSES:
                raise _Failed(ngrok_trouble.SILENT) from None
            _tell("lost", trouble=ngrok_trouble.SILENT)
            return
        self._missed = 0
        if self._lost is not None:
            _tell("lost", trouble=self._lost)
            return
        for endpoint in answer.get("endpoints") or ():
            if endpoint.get("name") == NAME or endpoint.get("url") == self._url:
                self._url = endpoint["url"]
                _tell("open", url=self._url, pid=self._pid)
                return
        # The agent stands and has dropped what it was to serve; a new one will not have.
        raise _Failed(ngrok_trouble.EXITED)

    def _fail_if_gone(self) -> None:
        if self._gone.is_set():
            raise _Failed(self._lost or ngrok_trouble.EXITED)

    def _await_end(self, agent: process.NgrokProcess) -> None:
        agent.proc.wait()
        self._gone.set()
        self.look()

    def _hear(self, line: NgrokLog) -> None:
        """Heed a line of the agent's log. pyngrok's thread."""
        self._agent = self._agent or self._found()
        if line.msg and _STARTING in line.msg:
            # The agent has read its settings by now: the token lies on disk no longer.
            self._settings.unlink(missing_ok=True)
        elif line.msg and _ESTABLISHED in line.msg:
            self._lost = None
        elif line.msg and _LOST in line.msg:
            self._lost = ngrok_trouble.NO_SESSION
        elif line.err and not self._url:
            # While it opens, somebody may wait for it: what is wrong is told at once.
            if line.lvl in _ERRORS and (told := ngrok_trouble.told_in(line.err)):
                _tell("lost", trouble=told)
            return
        elif line.err and self._lost is not None:
            told = ngrok_trouble.told_in(line.err)
            self._lost = told if told and told.isdigit() else self._lost
        else:
            return
        self.look()

    def _trouble_of(self, exc: PyngrokError) -> str:
        told = ngrok_trouble.told_in(str(exc))
        if told is None and self._agent and self._agent.proc.poll() is not None:
            # pyngrok stops reading when the agent ends, be its last words read or not.
            rest = self._agent.proc.stdout
            told = ngrok_trouble.told_in(rest.read()) if rest else None
        return told or ngrok_trouble.EXITED


def _tell(what: str, **more: Any) -> None:
    sys.stdout.write(json.dumps({"is": what, **more}) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Carry out the order on standard input for as long as it stays open."""
    driver = Driver(Order(**json.loads(sys.stdin.readline())))
    threading.Thread(target=driver.run, daemon=True).start()
    for _ in sys.stdin:
        driver.look()
    driver.end()
    os._exit(0)  # the thread may be anywhere


if __name__ == "__main__":
    main()
