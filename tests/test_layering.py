"""Who may know whom: `DESIGN.md`'s section 3, read from the imports themselves."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "console"

INTERFACE = tuple(
    f"console.switchboard.{name}"
    for name in (
        "call",
        "dial_options",
        "errors",
        "events",
        "interface",
        "lines",
        "operator_sound",
        "readiness",
        "self_test",
        "setup_interface",
        "settings_interface",
        "lines_interface",
        "health_interface",
    )
)
"""What can be seen of a switchboard from outside the engine."""

MAY_KNOW: dict[str, tuple[str, ...]] = {
    "console.switchboard": (),
    "console.audio": ("console.paths",),
    "console.carriers": ("console.switchboard", "console.audio"),
    "console.agents": ("console.switchboard", "console.audio"),
    "console.tunnel": ("console.switchboard", "console.audio", "console.private_file"),
    "console.history": ("console.switchboard", "console.audio"),
    "console.server": (
        "console.switchboard",
        "console.audio",
        "console.carriers",
        "console.agents",
        "console.tunnel",
        "console.history",
    ),
    "console.practice": ("console.audio", "console.paths", "console.switchboard.interface"),
    "console.practice.cloud": ("console.audio",),
    "console.practice.edge": ("console.audio",),
    "console.practice.agent": (
        "console.agents",
        "console.audio",
        "console.practice",
        "console.switchboard",
    ),
    "console.practice.stream_line": (
        "console.agents.agent",
        "console.agents.stream.config",
        "console.practice",
    ),
    "console.practice.agent_server": ("console.agents.stream", "console.practice"),
    "console.practice.stream_guest": (
        "console.agents",
        "console.audio",
        "console.practice",
        "console.switchboard",
    ),
    "console.remote_node": (
        "console.audio",
        "console.switchboard",
        "console.control_client",
        "console.control_file",
    ),
    "console.settings": (
        *("console.config", "console.credentials", "console.paths", "console.private_file"),
        *("console.switchboard.lines", "console.switchboard.readiness"),
    ),
    "console.upkeep": (
        *("console.carriers", "console.switchboard", "console.tunnel", "console.config"),
        "console.credentials",
    ),
    "console.headset": (
        *("console.audio", "console.server", "console.switchboard"),
        *("console.config", "console.settings"),
    ),
    "console.commands": ("console",),
    "console.setup": (
        *("console.config", "console.settings", "console.credentials"),
        *("console.listener", "console.carriers", "console.tunnel", "console.switchboard"),
        *("console.server.echo_door", "console.server.public"),
        *("console.server.reaching", "console.server.self_test"),
    ),
    "console.ui": (*INTERFACE, "console.contacts", "console.paths"),
}
"""The rooms, and whom else each may know. The longest name that fits a module is its room."""

KNOW_EVERYBODY = frozenset(
    f"console.{name}"
    for name in (
        "engine",
        "crew",
        "way_in",
        "desk",
        "sides",
        "running",
        "lines_in_use",
        "engine_parts",
        "node",
        "desk_setup",
        "desk_windows",
        "cli",
        "__main__",
    )
)
"""The only places where parts are chosen and wired."""

HELPERS: dict[str, tuple[str, ...]] = {
    "console.config": (
        "console.settings.declared",
        "console.settings.declared_calls",
        "console.settings.declared_phone",
        "console.settings.values",
    ),
}
"""Which rooms a module beside the rooms may know; one that is not here knows none. They may
know one another."""

SDK_ONLY_IN: dict[str, tuple[str, ...]] = {
    "twilio": ("console.carriers.twilio",),
    "telnyx": ("console.carriers.telnyx",),
    "getstream": ("console.agents.stream", "console.practice"),
    "getstream_rtc": ("console.agents.stream", "console.practice"),
    "sounddevice": ("console.audio",),
    "PySide6": ("console.ui", "console.desk"),
    "shiboken6": ("console.ui", "console.desk"),
    "qasync": ("console.ui", "console.desk"),
    "pyngrok": ("console.tunnel",),
    "keyring": ("console.credentials",),
    "tomlkit": ("console.settings.file",),
    "dotenv": ("console.settings.env_import",),
    "secretstorage": ("console.credentials",),
    "vobject": ("console.contact_files",),
}


@cache
def modules() -> dict[str, frozenset[str]]:
    """Every module of the package, with all that it imports by full name, wherever it does."""
    return {name: frozenset(_imports(name, ast.walk(tree))) for name, tree in _trees().items()}


@cache
def _trees() -> dict[str, ast.Module]:
    files = (ROOT / PACKAGE).rglob("*.py")
    return {_name(path): ast.parse(path.read_text("utf-8")) for path in files}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(module: str, nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                yield submodule if submodule in _trees() else str(node.module)


def within(module: str, *rooms: str) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


def own(imports: Iterable[str]) -> list[str]:
    return sorted(name for name in imports if within(name, PACKAGE))


def room_of(module: str) -> str | None:
    rooms = [room for room in MAY_KNOW if within(module, room)]
    return max(rooms, key=len) if rooms else None


def allowed_to(module: str) -> tuple[str, ...]:
    if room := room_of(module):
        return (room, *MAY_KNOW[room])
    helpers = (
        name
        for name in modules()
        if room_of(name) is None and name not in KNOW_EVERYBODY | {PACKAGE}
    )
    return (*helpers, *HELPERS.get(module, ()))


def trespasses() -> Iterator[str]:
    for module, imports in modules().items():
        if module not in KNOW_EVERYBODY:
            allowed = allowed_to(module)
            yield from (f"{module} → {name}" for name in own(imports) if not within(name, *allowed))


def test_every_room_knows_only_whom_it_may_know() -> None:
    assert list(trespasses()) == []


def test_the_rules_are_about_modules_that_exist() -> None:
    at_hand = modules()
    written_down = {*HELPERS, *INTERFACE, "console.switchboard", "console.practice.agent"}
    assert sorted(written_down - set(at_hand)) == []
    assert len(at_hand) > 50


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {module: own(imports) for module, imports in modules().items()}
    assert _circle_in(graph) == []


def _circle_in(graph: dict[str, list[str]]) -> list[str]:
    done: set[str] = set()
    path: list[str] = []

    def visit(module: str) -> list[str]:
        if module in path:
            return [*path[path.index(module) :], module]
        if module in done:
            return []
        path.append(module)
        for name in graph.get(module, []):
            if circle := visit(name):
                return circle
        done.add(path.pop())
        return []

    for module in graph:
        if circle := visit(module):
            return circle
    return []


@pytest.mark.parametrize("sdk", SDK_ONLY_IN)
def test_a_vendors_library_stays_in_its_own_room(sdk: str) -> None:
    outside = [
        module
        for module, imports in modules().items()
        if any(within(name, sdk) for name in imports) and not within(module, *SDK_ONLY_IN[sdk])
    ]
    assert outside == []


WAITED_FOR_BY_NOBODY = {
    "console.node": ("PySide6", "shiboken6", "qasync", "sounddevice", "twilio.rest", "requests"),
    "console.desk": ("sounddevice", "twilio.rest", "requests", "console.ui.setup"),
    "console.cli": ("PySide6", "aiohttp", "asyncio", "numpy", "phonenumbers", "pydantic", "rich"),
}
"""What a start does without: what it never needs, and what is loaded when it is needed."""


@pytest.mark.parametrize("start", WAITED_FOR_BY_NOBODY)
def test_a_start_waits_for_no_library_that_it_does_without(start: str) -> None:
    script = (
        f"import sys, {start}\n"
        f"found = [name for name in {WAITED_FOR_BY_NOBODY[start]} if name in sys.modules]\n"
        "assert not found, found\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
