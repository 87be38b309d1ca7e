"""`pay-link`, `online`: a link by which a customer pays, and what was paid online."""

from __future__ import annotations

from typing import Annotated

import typer

from sync.cli.acts import a_number
from sync.cli.session import JsonOption, LedgerArgument, Session, print_json


def pay_link(
    context: typer.Context,
    ledger: LedgerArgument,
    customer: Annotated[str, typer.Argument(help="The customer, by name or id.")],
    *,
    invoice: Annotated[
        list[str] | None, typer.Option(metavar="NUMBER", help="Only this invoice; may be given again.")
    ] = None,
    amount: Annotated[str | None, typer.Option(help="Only so much, of the oldest invoice first.")] = None,
    instalment: Annotated[
        bool, typer.Option("--instalment", help="The next instalment that they agreed to.")
    ] = False,
    back: Annotated[
        str | None, typer.Option(metavar="URL", help="Where they go once they have paid.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Print a link by which a customer pays what is open, by the books as they are now."""
    from sync.commands import online

    session: Session = context.obj
    with session.office(ledger) as office:
        found = online.pay_link(
            office,
            office.linked(ledger),
            customer,
            numbers=tuple(invoice or ()),
            amount=None if amount is None else a_number(amount),
            instalment=instalment,
            back=back,
        )
    if as_json:
        print_json({"ledger": ledger, "link": found})
        return
    several = "invoice" if len(found.invoices) == 1 else "invoices"
    until = f"; it ends at {found.until:%Y-%m-%d %H:%M} UTC" if found.until else ""
    typer.echo(found.url)
    typer.echo(
        f"pays {found.amount} of {found.customer} for {several} {', '.join(found.invoices)}{until}", err=True
    )


def online(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    seen: Annotated[
        str | None, typer.Option(metavar="KEY", help="You saw to what was wrong with that payment.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what customers paid online, how far the books have it, and what waits for you."""
    from sync.commands import online as acts
    from sync.store.checkouts import as_mapping

    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if seen is not None:
            acts.see_to_online(office, linked, seen)
        found, names = acts.paid_online(office, linked), acts.names_of(office, linked)
    if as_json:
        print_json({"ledger": ledger, "payments": [as_mapping(one) for one in found]})
        return
    if not found:
        typer.echo(f"{ledger}: nothing was paid online yet")
        return
    from sync.cli.listing import show_list

    rows = [
        (
            one.key,
            names.get(one.customer_id, one.customer_id),
            one.money(one.paid or one.amount),
            _stands(one.state, kept=one.kept, entered=one.entered, went_back=bool(one.refunded or one.lost)),
            one.payment_id or "",
            "" if one.seen_at else one.trouble or "",
        )
        for one in found
    ]
    show_list(
        f"{ledger}: paid online", ("payment", "customer", "amount", "stands", "at Stripe", "see to"), rows
    )


def _stands(state: str, *, kept: int, entered: int, went_back: bool) -> str:
    if state == "pending":
        return "bank debit under way"
    if state != "paid":
        return {"open": "not paid yet", "failed": "failed"}.get(state, state)
    if entered != kept:
        return f"{'paid' if entered < kept else 'went back'}; the next run tells the books"
    if went_back:
        return "went back" if not kept else "went back in part"
    return "in the books"
