"""What is refused: keyrings that are none, names that mean nothing, secrets that can't be."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyrings.alt import file

from console import config
from console.credentials.credentials import Credentials
from console.credentials.trouble import CredentialsError, Trouble
from tests.credentials.conftest import NO_KEYRING, ROOT, Program

NAME = "TWILIO_AUTH_TOKEN"
SECRET = "a-secret-5c77e1"


class InMemory(KeyringBackend):
    """A keyring somebody has installed, of which all calls are counted."""

    priority = 9

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}
        self.fault: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.calls = 0

    def get_password(self, service: str, username: str) -> str | None:
        self._called()
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._called()
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._called()
        del self.held[service, username]

    def _called(self) -> None:
        self.calls += 1
        self.gate.wait(30)
        if self.fault:
            raise self.fault


class Chain(chainer.ChainerBackend):
    """A chain of given links."""

    backends: tuple[KeyringBackend, ...] = ()


Chain.__module__ = chainer.__name__


def chain(*links: KeyringBackend) -> KeyringBackend:
    chained = Chain()
    chained.backends = links
    return chained


@pytest.fixture
def in_memory() -> InMemory:
    store = InMemory()
    keyring.set_keyring(store)
    return store


@pytest.fixture
def credentials(data_dir: Path) -> Credentials:
    return Credentials(data_dir, config.SECRETS, wait_s=10)


@pytest.mark.parametrize(
    ("store", "trouble", "named"),
    [
        (fail.Keyring(), Trouble.MISSING, "no keyring"),
        (null.Keyring(), Trouble.INSECURE, "keyring.backends.null.Keyring"),
        (file.PlaintextKeyring(), Trouble.INSECURE, "keyrings.alt.file.PlaintextKeyring"),
        (chain(), Trouble.MISSING, "no keyring"),
        (chain(fail.Keyring(), file.PlaintextKeyring()), Trouble.INSECURE, "PlaintextKeyring"),
        (chain(chain(null.Keyring())), Trouble.INSECURE, "null"),
    ],
    ids=["fail", "null", "file", "empty chain", "chain of files", "chain of chains"],
)
def test_a_keyring_that_is_none_is_named_and_never_asked(
    store: KeyringBackend,
    trouble: Trouble,
    named: str,
    credentials: Credentials,
    data_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keyring.set_keyring(store)
    for method in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(type(store), method, lambda *_: pytest.fail("it was used"))
    with pytest.raises(CredentialsError, match=named) as raised:
        credentials.set(NAME, SECRET)
    assert raised.value.trouble is trouble
    assert raised.value.remedy
    assert credentials.read([NAME]).trouble is not None
    assert not data_dir.exists()


def test_of_a_chain_only_the_trusted_link_is_used(
    credentials: Credentials, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = InMemory()
    plain = file.PlaintextKeyring()
    monkeypatch.setattr(plain, "set_password", lambda *_: pytest.fail("a file was used"))
    keyring.set_keyring(chain(plain, store))
    credentials.set(NAME, SECRET)
    assert store.held == {("operator-console", NAME): SECRET}
    store.fault = NotImplementedError()
    with pytest.raises(CredentialsError):
        credentials.set(NAME, SECRET)


def test_the_program_refuses_a_file_too(program: Program, data_dir: Path, tmp_path: Path) -> None:
    backend = "keyrings.alt.file.PlaintextKeyring"
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "xdg")}
    done = program("credentials", "set", NAME, typed=SECRET, PYTHON_KEYRING_BACKEND=backend, **home)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"The keyring set up for Python, {backend}, is not the system's")
    assert not data_dir.exists()
    assert all(SECRET.encode() not in f.read_bytes() for f in tmp_path.rglob("*") if f.is_file())


def test_a_keyring_that_is_named_but_not_there_is_one_sentence(program: Program) -> None:
    done = program("credentials", "list", PYTHON_KEYRING_BACKEND="nobodys.Keyring")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The keyring that PYTHON_KEYRING_BACKEND or keyringrc.cfg names")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["TWILIO_AUTH_TOKE", "TWILIO_ACCOUNT_SID", "twilio_auth_token"])
@pytest.mark.parametrize("command", ["set", "remove"])
def test_a_name_that_is_no_secrets_gets_the_list_of_those(
    in_process: Program, command: str, name: str
) -> None:
    done = in_process("credentials", command, name, typed=SECRET)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"{name} is no secret that the console uses. They are: {', '.join(config.SECRETS)}.\n"
    )


def test_a_secret_is_never_an_argument(in_process: Program) -> None:
    done = in_process("credentials", "set", NAME, SECRET)
    assert done.returncode == 2
    assert SECRET not in in_process("credentials", "set", "--help").stdout


def test_a_secret_that_is_typed_is_not_shown(data_dir: Path) -> None:
    pty = pytest.importorskip("pty", reason="there are no terminals like that here")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "console", "credentials", "set", NAME],
        cwd=ROOT,
        env=os.environ | NO_KEYRING,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        screen = b""
        while not screen.endswith(b": "):
            screen += os.read(ours, 1024)
        os.write(ours, SECRET.encode() + b"\n")
        with contextlib.suppress(OSError):
            while more := os.read(ours, 1024):
                screen += more
        os.close(ours)
        assert process.wait(20) == 1
    assert screen.startswith(NAME.encode())
    assert b"no keyring that the console can reach" in screen
    assert SECRET.encode() not in screen


@pytest.mark.parametrize(
    ("secret", "why"),
    [
        ("", "No TWILIO_AUTH_TOKEN was given."),
        (" \n", "No TWILIO_AUTH_TOKEN was given."),
        ("two\nlines", "line breaks"),
        ("nul\0", "control characters"),
        ("x" * 1281, "longer than 1280 characters"),
        ("\N{GRINNING FACE}" * 641, "longer than 1280 characters"),
    ],
)
def test_a_secret_that_cannot_be_kept_everywhere_is_refused(
    secret: str, why: str, credentials: Credentials, in_memory: InMemory
) -> None:
    with pytest.raises(CredentialsError, match=why) as raised:
        credentials.set(NAME, secret)
    assert raised.value.trouble is Trouble.BAD_SECRET
    assert len(secret) < 3 or secret not in str(raised.value)
    assert in_memory.calls == 0


def test_the_longest_secret_is_kept(credentials: Credentials, in_memory: InMemory) -> None:
    credentials.set(NAME, "x" * 1280)
    assert credentials.read([NAME]).values == {NAME: "x" * 1280}


def test_what_a_keyring_fails_with_is_told_without_its_words(
    credentials: Credentials, in_memory: InMemory
) -> None:
    in_memory.fault = ValueError(f"can't take {SECRET}")
    with pytest.raises(CredentialsError) as raised:
        credentials.set(NAME, SECRET)
    assert raised.value.trouble is Trouble.FAILED
    assert "ValueError" in str(raised.value)
    assert SECRET not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_hung_keyring_holds_one_thread_whoever_asks(
    credentials: Credentials, in_memory: InMemory
) -> None:
    in_memory.gate.clear()
    threads = threading.active_count()
    for _ in range(5):
        trouble = credentials.read([NAME], wait_s=0.05).trouble
        assert trouble
        assert trouble.trouble is Trouble.SILENT
    assert threading.active_count() == threads + 1
    in_memory.gate.set()
    assert credentials.read([NAME]).trouble is None


def test_who_waits_for_a_prompt_is_told_so_once(data_dir: Path, in_memory: InMemory) -> None:
    told: list[str] = []

    def unlock() -> None:
        told.append("waiting")
        in_memory.gate.set()

    credentials = Credentials(data_dir, config.SECRETS, 30, unlock)
    credentials.set(NAME, SECRET)
    assert told == []
    in_memory.gate.clear()
    assert credentials.read([NAME]).values == {NAME: SECRET}
    assert told == ["waiting"]


def test_a_damaged_ledger_costs_the_ages_only(
    credentials: Credentials, in_memory: InMemory, data_dir: Path
) -> None:
    credentials.set(NAME, SECRET)
    ledger = data_dir / "credentials.json"
    for damage in (
        b"{",
        b"[]",
        b'{"TWILIO_AUTH_TOKEN": 1}',
        b'{"TWILIO_AUTH_TOKEN": {"since": 1}}',
    ):
        ledger.write_bytes(damage)
        (one,), trouble = credentials.held({})
        assert (one.name, one.since, trouble) == (NAME, None, None)
    credentials.set(NAME, SECRET)
    (one,), _ = credentials.held({})
    assert one.since is not None


def test_nothing_secret_is_in_what_is_printed_of_it(
    credentials: Credentials, in_memory: InMemory
) -> None:
    credentials.set(NAME, SECRET)
    found = credentials.read([NAME])
    assert found.values == {NAME: SECRET}
    settings = config.load_settings(credentials)
    assert settings.twilio_auth_token
    assert settings.twilio_auth_token.get_secret_value() == SECRET
    assert SECRET not in f"{found!r} {settings!r} {settings} {settings.keyring!r}"
