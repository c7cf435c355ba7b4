"""Setting up a real line, as the desk shows it: steps with fields, each checked and kept.

The one thing about the set-up that the desk and `console.setup` both know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class StepState(StrEnum):
    """How a step stands. ``warning`` can be lived with, ``problem`` can't."""

    TO_DO = "to do"
    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


class FieldKind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    SECRET = "secret"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several values, as people read it; one that is not ``usable`` says why in ``note``."""

    value: str
    label: str
    note: str = ""
    usable: bool = True


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in.

    A secret's ``value`` is always empty; ``kept`` says where one is. ``locked`` says why the
    field can't be changed here. ``problem`` is what is wrong with it. ``only_if`` names
    another field and the value with which this one matters.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    value: str = ""
    help: str = ""
    choices: tuple[Choice, ...] = ()
    kept: str = ""
    locked: str = ""
    problem: str = ""
    only_if: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a check found, beside its outcome."""

    state: StepState
    sentence: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One of a number's settings at the carrier: what it is, and what it would be.

    ``of`` names the number where there are several.
    """

    field: str
    now: str
    will_be: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done at a step besides checking it."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as it stands. ``verb`` is what its check is called on a button.

    ``stays`` says that what its check finds is there to be read, be it good.
    """

    name: str
    title: str
    intro: str
    state: StepState = StepState.TO_DO
    sentence: str = ""
    remedy: str = ""
    fields: tuple[Field, ...] = ()
    remarks: tuple[Remark, ...] = ()
    changes: tuple[Change, ...] = ()
    actions: tuple[Action, ...] = ()
    verb: str = ""
    stays: bool = False


@dataclass(frozen=True, slots=True)
class ImportItem:
    """One variable of a ``.env`` file that is ours: never its value."""

    variable: str
    goes_to: str
    replaces: bool


@dataclass(frozen=True, slots=True)
class ImportView:
    """What taking over a ``.env`` file would do, or has done. ``left`` are others' variables."""

    file: str
    items: tuple[ImportItem, ...]
    left: tuple[str, ...]
    taken: bool = False


class Setup(Protocol):
    """The way from nothing to a line that rings here.

    `steps` is safe from any thread. The rest are coroutines of the engine's loop, each done
    within a minute or two; what goes wrong is said in the step, or raised as `CommandError`
    where there is none.
    """

    def steps(self) -> tuple[StepView, ...]:
        """Return all steps in their order, as they stood last."""

    async def open(self, step: str) -> StepView:
        """Read what a step shows: its settings, and what the carrier has to choose from."""

    async def submit(self, step: str, values: Mapping[str, str]) -> StepView:
        """Check what was filled in and keep it, unless the check finds a problem.

        A secret that is left empty stays what it is.
        """

    async def act(self, step: str, action: str) -> StepView:
        """Do something else that the step offers."""

    async def plan_import(self, file: str) -> ImportView:
        """Say what a ``.env`` file holds of ours. Raises `CommandError`."""

    async def take_import(self) -> ImportView:
        """Take over what was planned. Raises `CommandError`."""

    async def clear_import(self) -> None:
        """Take what was taken over out of the file; delete it where nothing else is in it.

        Raises `CommandError`.
        """
