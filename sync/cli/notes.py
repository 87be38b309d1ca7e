"""`note`: what people of ours write down about a customer, for each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, print_json

if TYPE_CHECKING:
    from sync.commands.notes import Noted


def note(
    context: typer.Context,
    ledger: LedgerArgument,
    customer: Annotated[str, typer.Argument(help="The customer, by name or id.")],
    words: Annotated[
        str | None, typer.Argument(help="What is to be remembered; without it, list what was.")
    ] = None,
    *,
    invoice: Annotated[str | None, typer.Option(help="The invoice that it is about, by number.")] = None,
    withdraw: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="That one was wrong: delete its words.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write a note about a customer for your colleagues, never for the customer; or list the notes."""
    from sync.commands import notes

    if withdraw is not None and (words is not None or invoice is not None):
        msg = "write a note or --withdraw one, not both at once"
        raise typer.BadParameter(msg)
    if words is None and invoice is not None:
        msg = "give the words of the note, too"
        raise typer.BadParameter(msg)
    session: Session = context.obj
    with session.office(ledger) as office:
        linked, by = office.linked(ledger), office.by
        if withdraw is not None:
            found = [notes.withdraw_note(office, linked, customer, withdraw, by)]
        elif words is not None:
            found = [notes.write_note(office, linked, customer, words, invoice, by)]
        else:
            found = notes.notes_of(office, linked, customer)
    if as_json:
        print_json({"ledger": ledger, "customer": customer, "notes": found})
        return
    for each in found:
        typer.echo(_line(each))
    if not found:
        typer.echo(f"Nothing is noted about {customer}.")


def _line(one: Noted) -> str:
    about = "" if one.invoice is None else f" (invoice {one.invoice})"
    words = "withdrawn" if one.withdrawn_at is not None else one.words
    return f"{one.number}  {one.written_at:%Y-%m-%d %H:%M} UTC, {one.written_by}{about}: {words}"
