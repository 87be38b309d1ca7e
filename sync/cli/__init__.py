"""The command line: `duesync`. One clear line and an exit code on every error, never a traceback.

Nothing heavy is imported before a command needs it, so that `--help` costs no more than Typer.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from sync.cli.commands import Commands
from sync.cli.session import Session

_INTERRUPTED = 130  # what Typer leaves with after Ctrl-C

app = typer.Typer(
    name="duesync",
    cls=Commands,
    help="Follow up overdue invoices from QuickBooks Online and Xero, and write every action back.",
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,  # the boxes cost three times as much as all the rest of `--help`
)

NowOption = Annotated[
    str | None,
    typer.Option(
        "--now",
        envvar="DUESYNC_NOW",
        help="Pretend it is this instant, as 2026-11-18T15:00:00Z (rehearsals only).",
    ),
]
ConfigOption = Annotated[
    Path, typer.Option("--config", "-c", envvar="DUESYNC_CONFIG", help="The configuration file.")
]


@app.callback(invoke_without_command=True)
def start(context: typer.Context, config: ConfigOption = Path("config.toml"), now: NowOption = None) -> None:
    """Keep the two settings that every command shares; without a command, show what there is."""
    if context.invoked_subcommand is None:
        sys.stdout.write(f"{context.get_help()}\n")
        raise typer.Exit(2)
    context.obj = Session(config, now)


def main() -> None:
    """Run the command line; every error becomes one line on standard error and an exit code."""
    from sync.cli.plain import plainly

    with plainly():
        _run()


def _run() -> None:
    from sync.cli.trouble import explained

    try:
        code = app(standalone_mode=False)
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
