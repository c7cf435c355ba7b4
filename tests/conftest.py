"""What holds for every test: nothing unexpected in the log, and nothing left running."""

from __future__ import annotations

import asyncio
import gc
import inspect
import logging
import os
import re
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator

import hypothesis
import keyring
import pytest
import pytest_asyncio
from keyring.backends import fail

from tests.virtual_time import tasks_gone

# How fast examples are made and tried says something of the machine, and nothing of the product.
_UNHURRIED = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("default", max_examples=60, **_UNHURRIED)
hypothesis.settings.register_profile(
    "ci", max_examples=60, derandomize=True, print_blob=True, **_UNHURRIED
)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "default")

# For the programs that tests start; what happens in this process is `_no_keyring`'s.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
# No test notifies, or asks anything else of, the desktop of whoever runs it.
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/dev/null"

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell has it so for what it runs in the background. The programs that tests start would
    # ignore Ctrl+C as well, and tests press it.
    signal.signal(signal.SIGINT, signal.default_int_handler)

_LOOP_POOL = "asyncio_"
"""Threads of a loop's default executor, which are joined when the loop is closed."""

ExpectLog = Callable[[str], None]


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = f"{record.levelname} {record.name}: {record.getMessage()}"
        if record.exc_info and record.exc_info[0]:
            text += f" [{record.exc_info[0].__name__}: {record.exc_info[1]}]"
        self.texts.append(text)


@pytest.fixture(autouse=True)
def expected_log() -> Iterator[ExpectLog]:
    """Fail on a log line of WARNING or above, but for those that the test names.

    ``expected_log("Refused a webhook")`` takes a regular expression. Lines that it is found
    in are expected, any number of them, and at least one must come.
    """
    records = _Records()
    patterns: list[str] = []
    root = logging.getLogger()
    root.addHandler(records)
    yield patterns.append
    if "asyncio" in sys.modules:
        gc.collect(1)  # what a forgotten task failed with is told when it is thrown away
    root.removeHandler(records)
    unexpected = [t for t in records.texts if not any(re.search(p, t) for p in patterns)]
    missing = [p for p in patterns if not any(re.search(p, t) for t in records.texts)]
    assert not unexpected, "unexpected in the log:\n" + "\n".join(unexpected)
    assert not missing, "expected in the log, and not there:\n" + "\n".join(missing)


@pytest.fixture(autouse=True)
def _no_keyring() -> Iterator[None]:
    """No test reads or writes the secrets of whoever runs it, nor those of the test before."""
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(fail.Keyring())  # the next one's module may begin before the next one does


@pytest.fixture(autouse=True)
def _the_process_as_it_was() -> Iterator[None]:
    """Files share a process, which ones and in what order is chance: none leaves it changed."""
    environment, rest = _environment(), _of_the_process()
    yield
    # The command line sets some of it, and tests run that in here.
    for name in _environment().keys() - environment.keys():
        del os.environ[name]
    os.environ.update(environment)
    assert _of_the_process() == rest, "what all tests share is left changed"


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}


def _of_the_process() -> dict[str, object]:
    return {
        "folder": os.getcwd(),
        "level of the log": logging.getLogger().level,
        "switch interval": sys.getswitchinterval(),
        "signals": [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)],
        "automatic collection of garbage": gc.isenabled(),
    }


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and not _is_anothers(t)]
    for thread in left:
        thread.join(30.0)
    names = [thread.name for thread in left if thread.is_alive()]
    assert not names, f"threads are left running: {names}"


def _is_anothers(thread: threading.Thread) -> bool:
    # One that no Python code began, as a sound system's, only looks like a thread of ours.
    return thread.name.startswith(_LOOP_POOL) or isinstance(thread, threading._DummyThread)


@pytest_asyncio.fixture
async def _no_leaked_tasks() -> AsyncIterator[None]:
    before = asyncio.all_tasks()
    yield
    await tasks_gone(before)


@pytest.fixture
def _no_leaked_timers() -> Iterator[None]:
    yield
    if "PySide6.QtCore" not in sys.modules:
        return
    import shiboken6
    from PySide6.QtCore import QTimer

    timers = [
        timer
        for timer in gc.get_objects()
        # Asked by its type: a proxy for something that is gone answers no other question.
        if issubclass(type(timer), QTimer) and shiboken6.isValid(timer) and timer.isActive()
    ]
    assert not timers, f"timers are left running: {timers}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # First in the list is set up first and taken down last, after the test's own fixtures.
    for item in items:
        if not isinstance(item, pytest.Function):
            continue
        if {"qtbot", "qapp"} & set(item.fixturenames):
            item.fixturenames.insert(0, _no_leaked_timers.__name__)
        if inspect.iscoroutinefunction(item.obj):
            item.fixturenames.insert(0, _no_leaked_tasks.__name__)
