"""The command line: `duesync`. One clear line and an exit code on every error, never a traceback.

Nothing heavy is imported before a command needs it, so that `--help` costs no more than Typer.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from sync.cli import acts, daily, linking, look, rehearse
from sync.cli.session import Session

app = typer.Typer(
    name="duesync",
    help="Follow up overdue invoices from QuickBooks Online and Xero, and write every action back.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
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


@app.callback()
def start(context: typer.Context, config: ConfigOption = Path("config.toml"), now: NowOption = None) -> None:
    """Keep the two settings that every command shares."""
    context.obj = Session(config, now)


for module in (linking, daily, look, acts, rehearse):
    module.register(app)


def main() -> None:
    """Run the command line; every error becomes one line on standard error and an exit code."""
    try:
        app(standalone_mode=True)
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        sys.exit(130)
    except Exception as error:  # the last resort of the program: told in one line, with the way to more
        if os.environ.get("DUESYNC_DEBUG"):
            raise
        text, code = explained(error)
        sys.stderr.write(f"error: {text}\n")
        sys.exit(code)


def explained(error: Exception) -> tuple[str, int]:
    """The one line and the exit code for an error."""
    from connectors.errors import ConnectorError, SignInAgain, TryLater
    from sync.config import ConfigError
    from sync.errors import DuesyncError
    from sync.secrets import SecretsError

    if isinstance(error, ConfigError | SecretsError):
        return str(error), 2
    if isinstance(error, DuesyncError):
        return str(error), error.exit_code
    for kind, advice, code in (
        (SignInAgain, ". Link it again with: duesync connect NAME", 3),
        (TryLater, ". Try again later", 4),
        (ConnectorError, "", 1),
    ):
        if isinstance(error, kind):
            return f"{error}{advice}", code
    name = type(error).__name__
    return f"unexpected {name}: {error} (set DUESYNC_DEBUG=1 to see where it came from)", 70
