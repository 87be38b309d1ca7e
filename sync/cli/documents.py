"""`attach`: documents that no ledger holds, kept beside a customer for the evidence file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, print_json

if TYPE_CHECKING:
    from sync.commands.documents import Attached

_KILO = 1000


def attach(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    ledger: LedgerArgument,
    customer: Annotated[str, typer.Argument(help="The customer, by name or id.")],
    file: Annotated[
        Path | None, typer.Argument(help="The file; without it, list what is attached.", dir_okay=False)
    ] = None,
    *,
    kind: Annotated[
        str, typer.Option(help="contract, terms, order, delivery (a proof of it), invoice (a copy) or other.")
    ] = "other",
    invoice: Annotated[str | None, typer.Option(help="The invoice that it is about, by number.")] = None,
    note: Annotated[str, typer.Option(help="What it shows, for whoever reads the file.")] = "",
    withdraw: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="That one was attached in error: delete its content.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Attach a document to a customer, for `dossier`; without a file, list what is attached."""
    import getpass

    from sync.commands import documents

    if file is not None and withdraw is not None:
        msg = "attach a file or --withdraw one, not both at once"
        raise typer.BadParameter(msg)
    session: Session = context.obj
    by = getpass.getuser()
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if withdraw is not None:
            found = [documents.withdraw(office, linked, customer, withdraw, by)]
        elif file is not None:
            given = documents.Given(
                name=file.name, body=file.read_bytes(), kind=kind, invoice=invoice, note=note
            )
            found = [documents.attach(office, linked, customer, given, by)]
        else:
            found = documents.attached(office, linked, customer)
    if as_json:
        print_json({"ledger": ledger, "customer": customer, "documents": found})
        return
    for each in found:
        typer.echo(_line(each))
    if not found:
        typer.echo(f"Nothing is attached to {customer}.")


def _line(one: Attached) -> str:
    about = "" if one.invoice is None else f" for invoice {one.invoice}"
    note = f": {one.note}" if one.note else ""
    gone = "" if one.withdrawn_at is None else ", withdrawn"
    return f"{one.number}  {one.kind}{about}, {one.name}, {_size(one.size)}{gone}{note}"


def _size(size: int) -> str:
    return f"{size} bytes" if size < _KILO else f"{size / _KILO:,.0f} kB"
