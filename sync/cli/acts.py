"""`pay`, `void-payment`, `hold`, `confirm-books`, `uncertain`: what a person tells Duesync."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, a_date, print_json

DateOption = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(pay)
    app.command(name="void-payment")(void_payment)
    app.command()(hold)
    app.command(name="confirm-books")(confirm_books)
    app.command()(uncertain)


def pay(
    context: typer.Context,
    ledger: LedgerArgument,
    invoice: Annotated[str, typer.Argument(help="The invoice's number.")],
    amount: Annotated[str, typer.Argument(help="What was received, in the invoice's currency.")],
    *,
    on: DateOption = None,
    reference: Annotated[
        str | None, typer.Option(help="The bank's own id of the money: makes a second recording impossible.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Record money received for an invoice; the next run writes it to the ledger, once."""
    from decimal import Decimal, InvalidOperation

    from sync import commands

    try:
        received = Decimal(_plain(amount))
    except InvalidOperation as error:
        msg = f"{amount!r} is not an amount such as 120.50"
        raise typer.BadParameter(msg) from error
    session: Session = context.obj
    with session.office() as office:
        linked = office.linked(ledger)
        write = commands.pay(office, linked, invoice, received, paid_on=a_date(on), reference=reference)
    if as_json:
        print_json({"ledger": ledger, "invoice": invoice, "payment": write})
    else:
        typer.echo(
            f"recorded {write.currency} {write.amount} for invoice {invoice} of {ledger}, "
            f"dated {write.paid_on}; the next run writes it to the ledger as {write.key}"
        )


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
    with session.office() as office:
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
    with session.office() as office:
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
    from sync import commands

    session: Session = context.obj
    with session.office() as office:
        day = a_date(as_of)
        commands.confirm_books(office, office.linked(ledger), day)
    typer.echo(f"{ledger}: booked through {day}, as you say")


def uncertain(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    sent: Annotated[str | None, typer.Option(metavar="KEY", help="That message did go.")] = None,
    not_sent: Annotated[str | None, typer.Option(metavar="KEY", help="That message did not go.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Messages that may or may not have gone: look in your Sent folder, and say which it was."""
    from sync import commands

    session: Session = context.obj
    with session.office() as office:
        linked = office.linked(ledger)
        for key, went in ((sent, True), (not_sent, False)):
            if key is not None:
                commands.resolve(office, linked, key, sent=went)
                typer.echo(
                    f"{key}: {'counts as sent' if went else 'may be sent anew by the next run'}", err=as_json
                )
        left = commands.uncertain_messages(office, linked)
    if as_json:
        print_json({"ledger": ledger, "uncertain": [{"key": key, "message": one} for key, one in left]})
        return
    for key, message in left:
        typer.echo(f"{key}  {message.subject}  to {', '.join(message.recipients)}  {message.message_id}")
    if not left:
        typer.echo(f"{ledger}: of every message it is known whether it went")
