"""`write-offs`: what might be written off, and why; a person does it, in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sync.cli.listing import show_list, some
from sync.cli.session import JsonOption, Session, count, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dunning.write_offs import WriteOff

_HOW = """Duesync writes nothing off: you do, in the ledger, by a credit note or as your accountant has it,
and the next pull sees it. Ask them first what it means for tax: no rule on relief of VAT or sales tax is
kept here."""


def write_offs(
    context: typer.Context,
    ledger: Annotated[
        str | None, typer.Argument(help="The ledger's name; all linked ones when none is given.")
    ] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """List the debts that might be written off, and why. A person does it, in the ledger."""
    from sync import commands
    from sync.store import ledgers

    session: Session = context.obj
    with session.office(ledger) as office:
        if ledger is not None:
            linked = [office.linked(ledger)]
        else:
            with office.store.read() as connection:
                every = [each for each in ledgers.every(connection) if each.leaves_on is None]
            linked = [each for each in every if each.name in office.config.ledgers]
        found = {}
        for each in linked:
            with office.store.read() as connection:
                found[each.name] = (each.complete, commands.write_offs(office, connection, each))
    if as_json:
        told = {
            name: {"complete": whole, "write_offs": _rows(debts)} for name, (whole, debts) in found.items()
        }
        print_json({"ledgers": told})
        return
    if not found:
        typer.echo("No ledger is linked yet; run: duesync connect NAME")
    for name, (whole, suggested) in found.items():
        if not whole:
            typer.echo(f"{name}: its first pull is not finished; run: duesync sync {name}")
        elif not suggested:
            typer.echo(f"{name}: nothing is suggested to be written off")
        else:
            _show(name, suggested)
    if any(suggested for _, suggested in found.values()):
        typer.echo(" ".join(_HOW.split()))


def _show(name: str, found: Sequence[WriteOff]) -> None:
    rows = [
        (
            one.customer,
            f"{one.currency} {one.amount:,}",
            str(one.days),
            some([each.number or each.id for each in one.invoices]),
            one.why,
        )
        for one in found
    ]
    title = f"{name}: {count(len(found), 'debt')} that might be written off"
    show_list(title, ("customer", "amount", "days past due", "invoices", "why"), rows)
    totals: dict[str, Any] = {}
    for one in found:
        totals[one.currency] = totals.get(one.currency, 0) + one.amount
    told = ", ".join(f"{currency} {total:,}" for currency, total in sorted(totals.items()))
    typer.echo(f"In all: {told}")


def _rows(found: Sequence[WriteOff]) -> list[dict[str, Any]]:
    return [
        {
            "customer": one.customer,
            "customer_id": one.customer_id,
            "currency": one.currency,
            "amount": one.amount,
            "invoices": [each.number or each.id for each in one.invoices],
            "oldest_due": one.oldest_due,
            "days_past_due": one.days,
            "reason": one.reason,
            "why": one.why,
            "citation": one.citation,
        }
        for one in found
    ]
