"""`pay`, `void-payment`, `hold`, `confirm-books`, `uncertain`: what a person tells Duesync."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, a_date, print_json

if TYPE_CHECKING:
    from decimal import Decimal

DateOption = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")]


def pay(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    ledger: LedgerArgument,
    invoice: Annotated[str, typer.Argument(help="The invoice's number.")],
    amount: Annotated[str, typer.Argument(help="What was received, in the invoice's currency.")],
    *,
    also: Annotated[
        list[str] | None,
        typer.Option(metavar="INVOICE", help="Another invoice that the money pays, once the first is paid."),
    ] = None,
    excess: Annotated[
        bool, typer.Option("--excess", help="What is above the invoices stays with the customer as credit.")
    ] = False,
    on: DateOption = None,
    rate: Annotated[
        str | None, typer.Option(help="What one unit of the currency is worth in the home currency.")
    ] = None,
    deposit_to: Annotated[
        str | None, typer.Option(metavar="ACCOUNT", help="Account that it went to, not the configured one.")
    ] = None,
    reference: Annotated[
        str | None, typer.Option(help="The bank's own id of the money: makes a second recording impossible.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Record money received for invoices of a customer; the next run writes it to the ledger, once."""
    from sync import commands

    came = commands.Received(
        numbers=(invoice, *(also or ())),
        amount=a_number(amount),
        paid_on=a_date(on),
        reference=reference,
        excess=excess,
        rate=None if rate is None else a_number(rate),
        deposit_to=deposit_to,
    )
    session: Session = context.obj
    with session.office(ledger) as office:
        writes = commands.receive(office, office.linked(ledger), came)
    if as_json:
        print_json({"ledger": ledger, "invoices": came.numbers, "payment": writes[0], "payments": writes})
        return
    left = list(came.numbers)
    for write in writes:
        named, left = left[: len(write.allocations)], left[len(write.allocations) :]
        what = f"for invoice {' and '.join(named)} of {ledger}" if named else "above them, as credit"
        typer.echo(
            f"recorded {write.currency} {write.amount} {what}, dated {write.paid_on}; "
            f"the next run writes it to the ledger as {write.key}"
        )


def a_number(amount: str) -> Decimal:
    """An amount or rate as a person writes it."""
    from decimal import Decimal

    return Decimal(_plain(amount))


def _plain(amount: str) -> str:
    """The amount without thousands separators; "12,50" could mean two things, so it is refused."""
    if not re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?", amount, re.ASCII):
        msg = f"{amount!r} is not an amount such as 120.50 or 1,250.00"
        raise typer.BadParameter(msg)
    return amount.replace(",", "")


def void_payment(
    context: typer.Context,
    ledger: LedgerArgument,
    key: Annotated[str, typer.Argument(help="The reference that `pay` gave the payment in the ledger.")],
) -> None:
    """Reverse a payment that Duesync wrote to the ledger; the next run does it, once."""
    from sync import commands

    session: Session = context.obj
    with session.office(ledger) as office:
        write = commands.void_payment(office, office.linked(ledger), key)
    typer.echo(f"payment {key}, {write.currency} {write.amount}, is reversed by the next run")


def hold(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    customer: Annotated[str | None, typer.Option(help="Only this customer, by name or id.")] = None,
    invoice: Annotated[str | None, typer.Option(help="Only this invoice, by number.")] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="First day on which to go on; without it, until released."),
    ] = None,
    note: Annotated[str, typer.Option(help="Why, for those who ask later.")] = "",
    release: Annotated[bool, typer.Option("--release", help="Release the hold instead.")] = False,
) -> None:
    """Stop chasing a ledger, a customer or an invoice, until a date or until released."""
    from sync import commands

    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if release:
            words = commands.release(office, linked, customer=customer, invoice=invoice)
            typer.echo(f"{words} is released")
        else:
            day = a_date(until)
            words = commands.hold(office, linked, customer=customer, invoice=invoice, until=day, note=note)
            typer.echo(f"{words} is on hold {f'until {day}' if day else 'until released'}")


def confirm_books(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="YYYY-MM-DD", help="Every payment up to this day is recorded.")
    ],
) -> None:
    """State that the ledger's books are complete up to a date, so that chasing is safe."""
    from dunning.dates import in_words
    from sync import commands

    session: Session = context.obj
    with session.office(ledger) as office:
        day = a_date(as_of)
        commands.confirm_books(office, office.linked(ledger), day)
    typer.echo(f"{ledger}: booked through {in_words(day)}, as you say")


def uncertain(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    sent: Annotated[str | None, typer.Option(metavar="KEY", help="That message did go.")] = None,
    not_sent: Annotated[str | None, typer.Option(metavar="KEY", help="That message did not go.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Messages that may or may not have gone: look in your Sent folder, or Twilio's log, and say which."""
    from sync import commands

    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        for key, went in ((sent, True), (not_sent, False)):
            if key is not None:
                commands.resolve(office, linked, key, sent=went)
                typer.echo(
                    f"{key}: {'counts as sent' if went else 'may be sent anew by the next run'}", err=as_json
                )
        left, why = commands.uncertain_messages(office, linked), commands.why_uncertain(office, linked)
    if as_json:
        found = [{"key": key, "message": message, "reason": why[key]} for key, message in left]
        print_json({"ledger": ledger, "uncertain": found})
        return
    for key, message in left:
        what = f'text message "{message.text}"' if message.is_text else message.subject
        typer.echo(f"{key}  {what}  to {', '.join(message.recipients)}  {message.message_id}".rstrip())
        typer.echo(f"    {why[key]}")
    if not left:
        typer.echo(f"{ledger}: of every message it is known whether it went")
