"""`migrate-store`: the store to another database."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sync.cli.session import JsonOption, Session, count, print_json, progress

if TYPE_CHECKING:
    from sync.moving.move import Moved


def migrate_store(
    context: typer.Context,
    to: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="The new store.url, as it would stand in the configuration: best as env:NAME or file:PATH.",
        ),
    ],
    *,
    undo: Annotated[
        bool,
        typer.Option("--undo", help="Take back a move to there that was cut off: open the old store again."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Carry the store over to another database, an empty one, and close the old one for good.

    Stop the worker and the pages first. Whatever happens midway, one of the two is closed: run the same
    command again, and it goes on or begins anew. Change store.url when it says so.
    """
    from sync.config import load
    from sync.moving.move import move, take_back

    session: Session = context.obj
    config = load(session.config)
    source, target = config.store_url(), config.address(to)
    if undo:
        take_back(source, target, session.clock())
        typer.echo("the move is taken back; the store is where it was, and open")
        return
    with progress(quiet=as_json) as told:
        moved = move(source, target, session.clock(), told)
    if as_json:
        print_json(_plain(moved))
    else:
        _show(moved)
    for chain in moved.chains:
        if chain.broken:
            sys.stderr.write(f"warning: {chain.ledger}: its audit chain is broken, as in the old store; ")
            sys.stderr.write(f"see: duesync audit verify {chain.ledger}\n")
    sys.stderr.write(f'now write in {session.config}, below [store]: url = "{_as_written(to)}"\n')
    sys.stderr.write("the key that its secrets are sealed with stays the same\n")


def _as_written(to: str) -> str:
    """What was given, but for a password."""
    from sync.moving.move import without_password
    from sync.secrets import is_reference

    return to if is_reference(to) else without_password(to)


def _plain(moved: Moved) -> dict[str, Any]:
    from dunning.ledger import of_minor

    return {
        "to": moved.move.to,
        "at": moved.move.at,
        "already": moved.already,
        "rows": moved.rows,
        "owed": [
            {
                "ledger": one.ledger,
                "currency": one.currency,
                "open_invoices": one.invoices,
                "balance": of_minor(one.balance, one.currency),
            }
            for one in moved.owed
        ],
        "audit": [{"ledger": one.ledger, "events": one.events, "ok": not one.broken} for one in moved.chains],
    }


def _show(moved: Moved) -> None:
    from rich.console import Console
    from rich.table import Table

    from dunning.ledger import of_minor

    table = Table("ledger", "currency", "open invoices", "owed", box=None, pad_edge=False)
    for number in (2, 3):
        table.columns[number].justify = "right"
    for one in moved.owed:
        owed = f"{of_minor(one.balance, one.currency):,}"
        table.add_row(one.ledger, one.currency, f"{one.invoices:,}", owed)
    if moved.owed:
        Console(highlight=False).print(table)
    if moved.already:
        typer.echo(f"the store moved to {moved.move.to} on {moved.move.at:%Y-%m-%d %H:%M} UTC already")
        return
    filled = [number for number in moved.rows.values() if number]
    whole = [one for one in moved.chains if not one.broken]
    typer.echo(
        f"moved to {moved.move.to}: {sum(filled):,} rows of {count(len(filled), 'table')}, the same in "
        f"number and digest on both sides; {count(len(whole), 'audit chain')} whole"
    )
