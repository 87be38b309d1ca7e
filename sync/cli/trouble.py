"""What went wrong, in one line that names the ledger and says what to do, and the exit code for it.

Exit codes: 1 not done, 2 wrong use or configuration, 3 sign in again, 4 try later, 70 a fault of
the program. No line holds a secret: what is not ours to word is redacted.
"""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

_MINUTE, _HOUR = 60, 3600


def explained(error: Exception, ledger: str | None = None) -> tuple[str, int]:
    """The line and the exit code for an error, `ledger` being the one that was served."""
    text, code = _explained(error, ledger or "NAME")
    if ledger is not None and not text.startswith((ledger, repr(ledger))):
        text = f"{ledger}: {text}"
    return text, code


def leave(error: Exception, ledger: str) -> NoReturn:
    """End the command with the line on standard error. Raises `typer.Exit`."""
    text, code = explained(error, ledger)
    sys.stderr.write(f"error: {text}\n")
    raise typer.Exit(code) from error


def _explained(error: Exception, ledger: str) -> tuple[str, int]:
    from connectors.errors import ConnectorError, SignInAgain, TryLater
    from sync.config import ConfigError
    from sync.errors import DuesyncError
    from sync.secrets import SecretsError

    match error:
        case ConfigError() | SecretsError() | DuesyncError():
            return str(error), getattr(error, "exit_code", 2)
        case SignInAgain():
            from sync.store.credentials import told

            return told(error, ledger), 3
        case TryLater():
            return f"{error}. Try again {_in_words(error.after)}", 4
        case ConnectorError():
            return str(error), 1
        case OSError(filename=str() as file):
            return f"{file}: {error.strerror}", 1
        case _:
            return _unforeseen(error)


def _in_words(seconds: float) -> str:
    if seconds <= _MINUTE:
        return "in a minute"
    if seconds < 2 * _HOUR:
        return f"in {seconds / _MINUTE:.0f} minutes"
    return f"in {seconds / _HOUR:.0f} hours"


def _unforeseen(error: Exception) -> tuple[str, int]:
    """The command line's own refusals, which Typer words; the rest is a fault of the program."""
    from connectors.http import redact

    worded = getattr(error, "format_message", None)
    if worded is not None:
        text = str(worded()).removeprefix("Invalid value: ").strip().rstrip(".")
        context = getattr(error, "ctx", None)
        more = "" if context is None or not text else f"; see: {context.command_path} --help"
        return f"{text}{more}", int(getattr(error, "exit_code", 2))
    told = redact(str(getattr(error, "orig", error)))  # a database's own error, without the statement
    hint = "set DUESYNC_DEBUG=1 to see where it came from"
    return f"unexpected {type(error).__name__}: {told} ({hint})", 70
