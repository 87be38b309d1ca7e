"""The command line: `duesync`. One clear line and an exit code on every error, never a traceback.

Nothing heavy is imported before a command needs it, so that `--help` costs no more than Typer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Annotated

import typer
from typer.models import CommandInfo

from sync.cli import (
    acts,
    agreements,
    ahead,
    audit,
    bank,
    briefings,
    charges,
    consents,
    contacts,
    daily,
    documents,
    dossier,
    keeping,
    law,
    leaving,
    letters,
    linking,
    look,
    privacy,
    rehearse,
    score,
    serving,
    sort,
    suppressed,
    write_offs,
)
from sync.cli.session import Session

_SETTINGS = ("--config", "-c", "--now")  # those before the command, each with a value
_INTERRUPTED = 130  # what Typer leaves with after Ctrl-C

app = typer.Typer(
    name="duesync",
    help="Follow up overdue invoices from QuickBooks Online and Xero, and write every action back.",
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,  # the boxes cost three times as much as all the rest of `--help`
)

NowOption = Annotated[
    str | None,
    typer.Option(
        _SETTINGS[2],
        envvar="DUESYNC_NOW",
        help="Pretend it is this instant, as 2026-11-18T15:00:00Z (rehearsals only).",
    ),
]
ConfigOption = Annotated[
    Path, typer.Option(*_SETTINGS[:2], envvar="DUESYNC_CONFIG", help="The configuration file.")
]


@app.callback(invoke_without_command=True)
def start(context: typer.Context, config: ConfigOption = Path("config.toml"), now: NowOption = None) -> None:
    """Keep the two settings that every command shares; without a command, show what there is."""
    if context.invoked_subcommand is None:
        sys.stdout.write(f"{context.get_help()}\n")
        raise typer.Exit(2)
    context.obj = Session(config, now)


for module in (
    linking,
    daily,
    ahead,
    briefings,
    look,
    score,
    acts,
    bank,
    agreements,
    charges,
    consents,
    contacts,
    suppressed,
    letters,
    documents,
    dossier,
    sort,
    write_offs,
    law,
    keeping,
    leaving,
    audit,
    privacy,
    rehearse,
    serving,
):
    module.register(app)


def asked(arguments: Sequence[str]) -> str | None:
    """The first of them that is neither one of the settings above nor a value of theirs."""
    left = iter(arguments)
    for argument in left:
        if argument in _SETTINGS:
            next(left, None)
        elif not argument.startswith("-"):
            return argument
    return None


def _name(command: CommandInfo) -> str:
    return command.name or command.callback.__name__ if command.callback else ""


def _with(name: str | None) -> typer.Typer:
    """The command line with that command alone, where there is one so named.

    Typer makes ready all it is given, each time.
    """
    found = [each for each in app.registered_commands if _name(each) == name]
    if not found:
        return app
    alone = copy(app)
    alone.registered_commands = found
    return alone


def main() -> None:
    """Run the command line; every error becomes one line on standard error and an exit code."""
    from sync.cli.plain import plainly

    with plainly():
        _run()


def _run() -> None:
    from sync.cli.trouble import explained

    try:
        code = _with(asked(sys.argv[1:]))(standalone_mode=False)
    except typer.Abort:
        sys.stderr.write("stopped\n")
        sys.exit(1)
    except Exception as error:  # the last resort of the program: told in one line, with the way to more
        if os.environ.get("DUESYNC_DEBUG"):
            raise
        text, code = explained(error)
        if text:  # without a command the help was shown already
            sys.stderr.write(f"error: {text}\n")
        sys.exit(code)
    if code == _INTERRUPTED:
        sys.stderr.write("stopped\n")
    sys.exit(code)
