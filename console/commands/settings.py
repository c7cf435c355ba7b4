"""The commands for settings: what there is, what counts, and changes in ``settings.toml``."""

from __future__ import annotations

from typing import Any, Final

import click
from pydantic import SecretStr

from console import config
from console.commands.asking import json_option, print_json
from console.config import DECLARED, Settings, load_settings
from console.settings.declared import Effect, Group, Setting, Source
from console.settings.file import SettingsFile, declared

_NAME: Final = click.argument("name", metavar="NAME")


@click.group(invoke_without_command=True)
@json_option
@click.option("--markdown", is_flag=True, help="Print the table of all settings for README.")
@click.pass_context
def settings(ctx: click.Context, as_json: bool, markdown: bool) -> None:
    """Show every setting, what counts and where that comes from.

    Of secrets, only whether they are set.
    """
    if ctx.invoked_subcommand is not None:
        return
    if markdown:
        click.echo(_table(), nl=False)
        return
    kept = load_settings(config.credentials())
    if as_json:
        print_json({"settings": [_as_json(one, kept) for one in DECLARED]})
        return
    for group in Group:
        click.echo(f"{group}")
        for one in DECLARED:
            if one.group is group:
                click.echo(_row(one, kept))
    if kept.keyring and kept.keyring.trouble:
        click.echo(str(kept.keyring.trouble), err=True)
    for key in SettingsFile(config.data_dir()).unknown():
        click.echo(f"settings.toml has “{key}”, which this version does not know.", err=True)


@settings.command("set")
@_NAME
@click.argument("value", metavar="VALUE")
def set_(name: str, value: str) -> None:
    """Keep the setting NAME, like CONSOLE_PORT.

    It is written into settings.toml. Secrets are not settings of a file: see
    operator-console credentials.
    """
    file = SettingsFile(config.data_dir())
    one = file.set(name, value)
    click.echo(f"{one.variable} is {_text(file.values()[one.name])} {_when(one)}.")
    _warn_of_environment(one)


@settings.command()
@_NAME
def reset(name: str) -> None:
    """Take the setting NAME out: its default counts."""
    was_in = SettingsFile(config.data_dir()).reset(name)
    one = declared(name)
    if was_in:
        click.echo(f"{one.variable} is at its default {_when(one)}.")
    else:
        click.echo(f"{one.variable} was not in settings.toml.")
    _warn_of_environment(one)


def _table() -> str:
    head = ["| variable | default | what it is |", "|---|---|---|"]
    return "\n".join(head + [_table_row(one) for one in DECLARED]) + "\n"


def _table_row(one: Setting) -> str:
    default = "" if one.default in (None, "", ()) or one.name == "data_dir" else f"`{one.default}`"
    choices = (
        f" One of {', '.join(f'`{choice}`' for choice in one.choices)}." if one.choices else ""
    )
    secret = " **Secret.**" if one.secret else ""
    live = " Taken at once." if one.effect is Effect.LIVE else ""
    return f"| `{one.variable}` | {default} | {one.description}{choices}{secret}{live} |"


def _row(one: Setting, kept: Settings) -> str:
    source = kept.source(one.name)
    value = getattr(kept, one.name)
    shown = "set" if isinstance(value, SecretStr) else _text(value)
    where = "" if source is Source.DEFAULT else f"  ({source})"
    return f"  {one.variable:<24} {shown}{where}".rstrip() + f"\n{'':<27}{one.description}"


def _as_json(one: Setting, kept: Settings) -> dict[str, Any]:
    value = getattr(kept, one.name)
    is_set = value is not None and value != ()
    return {
        "name": one.name,
        "variable": one.variable,
        "group": one.group,
        "description": one.description,
        "type": one.type,
        "choices": one.choices,
        "minimum": one.minimum,
        "maximum": one.maximum,
        "secret": one.secret,
        "set": is_set,
        "value": None if one.secret or not is_set else _plain(value),
        "default": None if one.default in (None, ()) else _plain(one.default),
        "source": kept.source(one.name),
        "takes_effect": one.effect,
    }


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float | str | tuple) else str(value)


def _text(value: Any) -> str:
    if value is None or value in ((), []):
        return "not set"
    return ", ".join(value) if isinstance(value, tuple | list) else str(value)


def _when(one: Setting) -> str:
    return "at once" if one.effect is Effect.LIVE else "from a console's next start on"


def _warn_of_environment(one: Setting) -> None:
    if config.in_environment(one.variable):
        click.echo(f"{one.variable} is set in the environment too, and that wins.", err=True)
