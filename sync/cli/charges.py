"""`interest`, `charge`: what could be charged on top of what a customer owes, and charging it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.plain import console
from sync.cli.session import JsonOption, LedgerArgument, Session, a_date, print_json

if TYPE_CHECKING:
    from sync.commands.charges import Claim

CustomerArgument = Annotated[str, typer.Argument(help="The customer, by name or id.")]
CurrencyOption = Annotated[str | None, typer.Option(help="Which currency, where they owe in several.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help="As it stood on this day, which itself is not counted yet."),
]


def interest(
    context: typer.Context,
    ledger: LedgerArgument,
    customer: CustomerArgument,
    *,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show interest and fixed sums on overdue invoices, line by line. Nothing is charged by it."""
    from sync.commands.charges import interest_on

    session: Session = context.obj
    with session.office(ledger) as office:
        found = interest_on(office, office.linked(ledger), customer, currency=currency, as_of=a_date(as_of))
    if as_json:
        print_json(found)
        return
    from sync.cli.charge_tables import show_claim

    show_claim(found, console())


def charge(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    ledger: LedgerArgument,
    customer: Annotated[str | None, typer.Argument(help="Whom to charge, by name or id.")] = None,
    *,
    as_of: AsOfOption = None,
    currency: CurrencyOption = None,
    approve: Annotated[int | None, typer.Option(metavar="NUMBER", help="Say yes to this one.")] = None,
    withdraw: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="End this one: its days may be charged again.")
    ] = None,
    note: Annotated[str, typer.Option(help="With --withdraw: what became of its draft.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Propose to charge a customer; your yes has the next run make a draft invoice in the ledger, once.

    Without a customer, list what was charged. Nothing is booked before the draft is approved in the ledger.
    """
    import getpass

    from sync.commands import charging

    if sum(each is not None for each in (customer, approve, withdraw)) > 1:
        msg = "name a customer, or --approve a number, or --withdraw one"
        raise typer.BadParameter(msg)
    by = getpass.getuser()
    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if customer is not None:
            day = a_date(as_of)
            number, claim = charging.propose(office, linked, customer, by, currency=currency, as_of=day)
            _proposed(number, claim, as_json=as_json)
            return
        if approve is not None:
            found = [charging.approve(office, linked, approve, by)]
        elif withdraw is not None:
            found = [charging.withdraw(office, linked, withdraw, note, by)]
        else:
            found = charging.every(office, linked)
    if as_json:
        print_json({"charges": found})
        return
    for each in found:
        sum_ = f"{each.currency} {each.total:,} up to and with {each.until - timedelta(days=1)}"
        typer.echo(f"{each.number}  {each.customer}, {sum_}: {each.state}")
    if not found:
        typer.echo(f"Nothing was charged in {ledger}.")


def _proposed(number: int, claim: Claim, *, as_json: bool) -> None:
    if as_json:
        print_json({"number": number, "claim": claim})
        return
    from sync.cli.charge_tables import show_claim

    show_claim(claim, console())
    how = f"duesync charge {claim.ledger} --approve {number}"
    typer.echo(f"Proposed as charge {number}. To have its draft made: {how}")
