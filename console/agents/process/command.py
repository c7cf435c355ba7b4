"""The command that starts an agent program, and the environment that the program gets."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from console.agents.agent import AgentError

PORT: Final = "{port}"
_QUOTES: Final = "\"'"

_CLEAN: Final = (
    # a home and a path, the language, the clock, and where to put files for a while
    *("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ"),
    *("TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"),
    # the way to the network
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
    *("http_proxy", "https_proxy", "all_proxy", "no_proxy"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE"),
    # what nothing starts without on Windows
    *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT"),
    *("USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA"),
)
_NEVER: Final = ("TWILIO_", "TELNYX_", "NGROK_", "CONSOLE_")
"""What an agent has no business with: the phone accounts, the tunnel, and the console itself."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command line with ``{port}`` where the port of the agent's server goes."""

    text: str
    words: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Command:
        """Split a line as a shell would; no shell is involved, and ``~`` is the home folder.

        Raises:
            AgentError: it can't be one, with a sentence that says why.
        """
        try:
            words = split_words(text)
        except ValueError as exc:
            raise AgentError(f"The agent command can't be read: {exc}.") from exc
        if not any(PORT in word for word in words):
            raise AgentError(
                "The agent command does not say where the port goes."
                f" End it like this: agent.py serve --host 127.0.0.1 --port {PORT}"
            )
        return cls(text, tuple(os.path.expanduser(word) for word in words))

    @property
    def name(self) -> str:
        """A short name for the log: the script's, or else the program's."""
        files = (word for word in self.words[1:] if "/" in word or word.endswith(".py"))
        return Path(next(files, self.words[0])).stem.replace(".", "-") or "agent"

    def on(self, port: int, environment: Mapping[str, str]) -> list[str]:
        """Return what to execute for a port, the program with its full path.

        Raises:
            AgentError: there is no such program.
        """
        program, *words = (word.replace(PORT, str(port)) for word in self.words)
        found = shutil.which(program, path=environment.get("PATH"))
        if found is None:
            raise AgentError(f"There is no program {program} to start the agent with.")
        return [found, *words]


def environment_for(
    given: Mapping[str, str], wanted: Iterable[str], own: Mapping[str, str]
) -> dict[str, str]:
    """Return a program's environment: a clean one, the ``wanted`` names, and its ``own``.

    Nothing of the console's Python is in it, so that a program lives in its own.

    Raises:
        AgentError: a name that is wanted is none that an agent may have.
    """
    for name in wanted:
        if name.upper().startswith(_NEVER):
            raise AgentError(f"{name} is not for agent programs. Take it out of the list.")
    clean = {name for name in given if name in _CLEAN or name.startswith("LC_")}
    passed = {name: given[name] for name in (clean | set(wanted)) if name in given}
    return passed | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"} | dict(own)


def split_words(text: str) -> list[str]:
    """Split a command line as this system's shell would. Raises ``ValueError``."""
    if os.name == "posix":
        return shlex.split(text)
    # A backslash is part of a path there; quotes then stay on the words.
    return [word.strip(_QUOTES) for word in shlex.split(text, posix=False)]
