"""What goes wrong that a person is told of in one sentence, whichever part it comes from.

It stands apart from those parts: a command line that waits for it need not load them.
"""

from __future__ import annotations


class ConfigError(Exception):
    """A setting can't be used; the text says which one and why."""


class ControlError(Exception):
    """The console refused something or can't be reached; the text is a sentence to act on.

    ``status`` is the HTTP status and ``code`` the console's own word for a refusal; 0 and
    empty where it could not be reached.
    """

    def __init__(self, message: str, status: int = 0, code: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code
