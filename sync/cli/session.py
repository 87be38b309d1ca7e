"""What every command shares: where the configuration is, what time it is, how to print."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sync.cli.plain import escaped, raw

if TYPE_CHECKING:
    from sync.clock import Clock
    from sync.office import Office

JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")]
LedgerArgument = Annotated[str, typer.Argument(help="The ledger's name in the configuration.")]


@dataclass(frozen=True, slots=True)
class Session:
    """`now`: a fixed instant as written, or `None` for the real time."""

    config: Path
    now: str | None

    def clock(self) -> Clock:
        """The clock that commands go by."""
        from sync.clock import fixed, real

        return real() if self.now is None else fixed(instant(self.now))

    @contextmanager
    def office(self, ledger: str | None = None) -> Iterator[Office]:
        """The open program; in the name of that ledger's firm, where one is named."""
        from sync.office import open_office

        opened = open_office(self.config, self.clock())
        try:
            yield opened if ledger is None else opened.for_name(ledger)
        finally:
            opened.close()


def instant(text: str) -> Any:
    """An aware instant; a date alone means 15:00 UTC of that day. Raises `typer.BadParameter`."""
    from datetime import UTC, datetime

    try:
        found = datetime.fromisoformat(text if "T" in text else f"{text}T15:00:00+00:00")
    except ValueError as error:
        msg = f"{text!r} is not an instant such as 2026-11-18T15:00:00Z"
        raise typer.BadParameter(msg) from error
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def a_date(text: str | None) -> Any:
    """A calendar date, or `None` for none. Raises `typer.BadParameter`."""
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        msg = f"{text!r} is not a date such as 2026-11-30"
        raise typer.BadParameter(msg) from error


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A line on standard error that changes while long work goes on; nothing when it is not a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _text: None
        return
    from rich.console import Console

    with Console(file=raw(sys.stderr)).status("working") as status:
        yield status.update


def count(number: int, noun: str, *after: str) -> str:
    """The number with its noun, and what stands `after` it: "1 message", "2 messages done"."""
    return " ".join((f"{number} {noun}" if number == 1 else f"{number} {noun}s", *after))


def print_json(value: object) -> None:
    """One JSON object, indented, amounts as strings."""
    import msgspec

    encoded = msgspec.json.Encoder(decimal_format="string").encode(value)
    sys.stdout.write(escaped(msgspec.json.format(encoded, indent=2).decode()) + "\n")
