"""Importing a ``.env``: planned, shown, taken, and then cleared away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from console.config import ConfigError
from console.credentials.trouble import CredentialsError
from console.settings.env_import import EnvImport, Plan, clear
from console.switchboard.errors import NotNow, Refused
from console.switchboard.setup_interface import ImportItem, ImportView

T = TypeVar("T")


class TakeOver:
    """One import at a time. Engine's loop; each method raises `CommandError`."""

    def __init__(self, importer: EnvImport) -> None:
        self._importer = importer
        self._plan: Plan | None = None
        self._taken = False

    async def plan(self, file: str) -> ImportView:
        """Say what a file holds of ours."""
        path = Path(file)
        self._plan = await _told(path, lambda: self._importer.plan(path.expanduser()))
        self._taken = False
        if not self._plan.taken:
            raise Refused("nothing-of-ours", f"{path.name} holds no setting of the console's.")
        return self._view(self._plan)

    async def take(self) -> ImportView:
        """Take over what was planned."""
        plan = self._planned()
        await _told(plan.file, lambda: self._importer.take(plan))
        self._taken = True
        return self._view(plan)

    async def clear(self) -> None:
        """Take what was taken over out of its file."""
        plan = self._planned()
        if not self._taken:
            raise NotNow("not-taken", "Nothing was taken over yet.")
        await _told(plan.file, lambda: clear(plan))
        self._plan = None

    def _planned(self) -> Plan:
        if self._plan is None:
            raise NotNow("no-file", "No file was chosen yet.")
        return self._plan

    def _view(self, plan: Plan) -> ImportView:
        items = (ImportItem(it.written, it.store, it.replaces) for it in plan.taken)
        return ImportView(str(plan.file), tuple(items), plan.left, self._taken)


async def _told(file: Path, work: Callable[[], T]) -> T:
    try:
        return await asyncio.to_thread(work)
    except (ConfigError, CredentialsError) as exc:
        raise Refused("unusable", str(exc)) from exc
    except OSError as exc:
        raise Refused("unreadable", f"{file.name} can't be used: {exc.strerror}.") from exc
