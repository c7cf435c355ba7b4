"""How a command is turned down. Every text is one sentence that a person can act on."""

from __future__ import annotations


class CommandError(Exception):
    """A command was not carried out; ``code`` is for programs, ``message`` for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Refused(CommandError):
    """It must not be done: a guard rail, a bad number, a part that is not ready."""


class NoSuchCall(CommandError):
    """There is no call of that id, or it is long forgotten."""

    def __init__(self) -> None:
        super().__init__("no-such-call", "There is no such call.")


class NotNow(CommandError):
    """The call is not in a state that allows it."""
