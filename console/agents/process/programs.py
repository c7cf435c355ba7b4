"""All agent programs of a console: one for each command, shared by whoever uses it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from console.agents.process.command import Command, environment_for
from console.agents.process.output import Output
from console.agents.process.program import AgentProgram, Patience, State

_SECRET_NAME: Final = re.compile("KEY|SECRET|TOKEN|PASS|AUTH|CREDENTIAL", re.IGNORECASE)
_SECRET_LENGTH: Final = 16
"""Whatever its name is, so long a value may well be one; ``gemini`` is none."""
_START_S: Final = 8.0
"""How long a call waits for a program that is starting."""


class AgentPrograms:
    """Runs agent programs. Belongs to one loop; `stop` ends them all.

    ``given`` is the environment to take from: a program gets a clean part of it and the names
    in ``wanted``. ``changed`` is called with a program's address when its state has changed.
    It is what `VisionAgents` asks about the servers that are the console's own.
    """

    def __init__(
        self,
        given: Mapping[str, str],
        wanted: Iterable[str] = (),
        changed: Callable[[str], None] = lambda _url: None,
        patience: Patience | None = None,
    ) -> None:
        self._given = given
        self._wanted = tuple(wanted)
        self._changed = changed
        self._patience = patience
        self._programs: dict[str, AgentProgram] = {}

    def run(self, text: str, account: Mapping[str, str]) -> str:
        """Have a command run from now on, with its Stream account in the environment.

        Returns:
            The address of its server. The same command again is the same program.

        Raises:
            AgentError: it is no command that could work.
        """
        if text in self._programs:
            return self._programs[text].url
        command = Command.parse(text)
        environment = environment_for(self._given, self._wanted, account)
        secrets = [*account.values(), *_secrets_of(self._given, self._wanted)]
        names = [Command.parse(other).name for other in self._programs]
        name = command.name + (f"-{len(names) + 1}" if command.name in names else "")
        program = AgentProgram(
            command,
            environment,
            Output(name, secrets),
            lambda: self._changed(program.url),
            self._patience,
        )
        self._programs[text] = program
        program.start()
        return program.url

    def fault(self, server: str) -> str | None:
        """Return why one of our servers can't be asked; None where it is not ours or is well."""
        program = self._find(server)
        return program.fault or None if program else None

    def ready(self, server: str) -> bool:
        """Whether a server is one of ours, and ready."""
        program = self._find(server)
        return program is not None and program.state is State.READY

    @property
    def faulty(self) -> bool:
        """Whether one of them has a fault; one that is starting has none."""
        return any(program.state is State.FAILED for program in self._programs.values())

    async def started(self, server: str) -> None:
        """Wait for one of our servers while it is starting, for some seconds at most."""
        if program := self._find(server):
            await program.settled(_START_S)

    async def stop(self) -> None:
        """End them all at once."""
        await asyncio.gather(*(program.stop() for program in self._programs.values()))
        self._programs.clear()

    def _find(self, server: str) -> AgentProgram | None:
        return next((p for p in self._programs.values() if p.url == server), None)


def _secrets_of(given: Mapping[str, str], wanted: Iterable[str]) -> list[str]:
    """Return what of an environment must not be logged: not every value that is asked for."""
    values = {name: given.get(name, "") for name in wanted}
    return [
        value
        for name, value in values.items()
        if _SECRET_NAME.search(name) or len(value) >= _SECRET_LENGTH
    ]
