"""`letters`: all that are to be posted, in one file to print, marked posted, or handed to a service."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, a_date, count, print_json

if TYPE_CHECKING:
    from sync.office import Office
    from sync.store.ledgers import LinkedLedger


class Action(StrEnum):
    """What is to be done with the letters."""

    PRINT = "print"
    POSTED = "posted"
    SEND = "send"


def letters(
    context: typer.Context,
    action: Annotated[
        Action,
        typer.Argument(help="print: into one file. posted: they were. send: to the service that posts them."),
    ],
    ledger: LedgerArgument,
    number: Annotated[
        int | None, typer.Argument(help="A print: to print it again, or that it was posted.")
    ] = None,
    *,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE.pdf", help="Else letters-LEDGER-NUMBER.pdf."),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day on which they went, if not today."),
    ] = None,
    but: Annotated[list[str] | None, typer.Option(metavar="KEY", help="Not this one; once for each.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Print every letter that is to be posted, say that a print was posted, or hand them to a service."""
    if action is Action.POSTED and number is None:
        msg = "say which print was posted, by its number on the list"
        raise typer.BadParameter(msg)
    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        match action:
            case Action.PRINT:
                told = _print(office, linked, number, out, quiet=as_json)
            case Action.POSTED:
                told = _posted(office, linked, number or 0, a_date(on), but or [], quiet=as_json)
            case Action.SEND:
                told = _send(office, linked, quiet=as_json)
    if as_json:
        print_json({"ledger": ledger} | told)


def _print(
    office: Office, linked: LinkedLedger, number: int | None, out: Path | None, *, quiet: bool
) -> dict[str, Any]:
    """A new print, or that one again."""
    from sync import commands, private

    if number is None:
        made = commands.print_all(office, linked)
    else:
        made = commands.print_again(office, linked, number)
    path = out or Path(f"letters-{linked.name}-{made.number}.pdf")
    private.write(path, made.pdf)
    for each in made.left_out:
        typer.echo(f"left out: {each}", err=True)
    sheets = count(sum(made.pages.values()), "page")
    typer.echo(f"{path}: print {made.number}, {count(len(made.pages), 'letter')}, {sheets}", err=quiet)
    typer.echo(f"Once they are in the post: duesync letters posted {linked.name} {made.number}", err=quiet)
    return {"print": made.number, "file": str(path), "pages": made.pages, "left_out": made.left_out}


def _posted(
    office: Office, linked: LinkedLedger, number: int, on: Any, but: list[str], *, quiet: bool
) -> dict[str, Any]:
    from sync import commands

    went, left = commands.posted_all(office, linked, number, on, but)
    for one in went:
        typer.echo(f"{one.key}: the letter to {one.customer} counts as posted", err=quiet)
    for each in left:
        typer.echo(f"not counted: {each}", err=True)
    return {"print": number, "posted": went, "not_counted": left}


def _send(office: Office, linked: LinkedLedger, *, quiet: bool) -> dict[str, Any]:
    from sync import commands

    found = commands.hand_over_letters(office, linked)
    for one in found.letters:
        typer.echo(f"{one.key}: the letter to {one.customer} was handed over, and counts", err=quiet)
    for each in found.left:
        typer.echo(f"left: {each}", err=True)
    if not found.letters and not found.left:
        typer.echo(f"{linked.name}: no letter is to be posted", err=quiet)
    return {"handed_over": found.letters, "left": found.left}
