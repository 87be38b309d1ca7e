"""`briefing`: what to know before a call, on one screen."""

from __future__ import annotations

from typing import Annotated

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, print_json


def show(
    context: typer.Context,
    ledger: LedgerArgument,
    customer: Annotated[str, typer.Argument(help="The customer, by name or id.")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Show what to know before a call: what is owed, what happened, what was said, what you may agree on."""
    from sync import commands

    session: Session = context.obj
    with session.office(ledger) as office:
        found = commands.brief(office, office.linked(ledger), customer)
    if as_json:
        print_json({"ledger": ledger, "accounts": found})
        return
    from sync.cli.briefing_text import in_full

    for one in found:
        typer.echo(in_full(one))
