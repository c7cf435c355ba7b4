"""The commands for secrets: the system's keyring without a window."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from console import config
from console.commands.asking import json_option, print_json
from console.config import ConfigError
from console.credentials.credentials import ENVIRONMENT, Credential, Credentials
from console.settings.env_import import EnvImport, Plan
from console.settings.env_import import clear as clear_file
from console.settings.file import SettingsFile

_NAME: Final = click.argument("name", metavar="NAME")
_MOST_READ: Final = 100_000


@click.group(epilog=f"The names: {', '.join(config.SECRETS)}.")
def credentials() -> None:
    """Keep secrets in the system's keyring.

    They are never written to a file. What the environment gives wins.
    """


@credentials.command("set")
@_NAME
def set_(name: str) -> None:
    """Keep the secret NAME, like TWILIO_AUTH_TOKEN, or replace it.

    The secret is asked for without showing it, or read from standard input where that is
    no terminal.
    """
    kept = _credentials()
    kept.check_name(name)
    if sys.stdin.isatty():
        secret = click.prompt(name, hide_input=True, default="", show_default=False)
    else:
        secret = sys.stdin.read(_MOST_READ)
    store = kept.set(name, secret)
    click.echo(f"{name} is kept in {store}. A console that runs takes it at its next start.")
    _warn_of_environment(name)


@credentials.command("list")
@json_option
def list_(as_json: bool) -> None:
    """Show which secrets are set, and since when.

    Beside each stands where it is kept; secrets themselves are never shown. The exit code is 1
    when the keyring does not tell.
    """
    held, trouble = _credentials().held()
    if as_json:
        print_json({"credentials": [_as_json(one) for one in held]})
    else:
        for one in held:
            click.echo(_row(one))
        if not held and not trouble:
            click.echo("No secret is set. Keep one with: operator-console credentials set NAME")
    if trouble:
        click.echo(str(trouble), err=True)
        sys.exit(1)


@credentials.command()
@_NAME
def remove(name: str) -> None:
    """Take the secret NAME out of the keyring."""
    store = _credentials().remove(name)
    click.echo(f"{name} is no longer in {store}.")
    _warn_of_environment(name)


@credentials.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask before anything is taken.")
@click.option("--clear/--keep", default=None, help="Take it out of FILE afterwards, or leave it.")
def import_(file: Path, yes: bool, clear: bool | None) -> None:
    """Take settings over from FILE, a .env.

    Secrets go into the keyring and the rest into settings.toml. Then FILE can be deleted;
    variables that are not the console's stay in it.
    """
    importer = EnvImport(_credentials(), SettingsFile(config.data_dir()))
    plan = importer.plan(file)
    if not plan.taken:
        raise ConfigError(f"{file} has nothing that the console uses.")
    for one in plan.taken:
        instead = ", instead of another one" if one.replaces else ""
        value = " ••••" if one.setting.secret else ""
        click.echo(f"{one.written}{value} → {one.store}{instead}")
    if plan.left:
        click.echo(f"Not the console's: {', '.join(plan.left)}.")
    if sys.stdin.isatty() and not yes:
        click.confirm("Take these over?", default=True, abort=True)
    importer.take(plan)
    click.echo(f"Taken over: {len(plan.taken)}. A console that runs takes them at its next start.")
    for one in plan.taken:
        _warn_of_environment(one.setting.variable)
    _offer_to_clear(plan, clear)


def _credentials() -> Credentials:
    return config.credentials(
        lambda: click.echo("Waiting for the keyring; it may ask for its password.", err=True)
    )


def _offer_to_clear(plan: Plan, wanted: bool | None) -> None:
    deed = f"Take them out of {plan.file}" if plan.left else f"Delete {plan.file}"
    if wanted is None and sys.stdin.isatty():
        wanted = click.confirm(f"{deed}? Other programs that read it go without.", default=False)
    if wanted:
        clear_file(plan)
        click.echo(f"{plan.file} is {'without them' if plan.left else 'deleted'}.")
    elif any(one.setting.secret for one in plan.taken):
        click.echo(f"{plan.file} still holds the secrets.", err=True)


def _warn_of_environment(name: str) -> None:
    if config.in_environment(name):
        click.echo(f"{name} is set in the environment too, and that wins.", err=True)


def _row(one: Credential) -> str:
    if one.store == ENVIRONMENT:
        shadowed = f" (wins over the one in {one.also_in})" if one.also_in else ""
        return f"{one.name:<22} environment{shadowed}"
    at = f"since {one.since.astimezone():%Y-%m-%d %H:%M}" if one.since else "put by another program"
    return f"{one.name:<22} {one.store}, {at}"


def _as_json(one: Credential) -> dict[str, Any]:
    return {
        "name": one.name,
        "store": one.store,
        "since": one.since.isoformat().replace("+00:00", "Z") if one.since else None,
        "age_s": round((datetime.now(UTC) - one.since).total_seconds()) if one.since else None,
        "also_in": one.also_in,
    }
