"""`promise`, `instalments`, `dispute`, `claim`, `settle`, `hand-over`: what was agreed with a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from sync.cli.acts import a_number
from sync.cli.session import JsonOption, LedgerArgument, Session, a_date, print_json

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from sync.commands import Outcome, Said

CustomerOption = Annotated[str | None, typer.Option(help="The customer, by name or id.")]
InvoicesOption = Annotated[
    list[str] | None,
    typer.Option("--invoice", help="About this invoice, by number; may be repeated. Else all overdue."),
]
InvoiceOption = Annotated[str | None, typer.Option(help="About this invoice, by number.")]
CurrencyOption = Annotated[str | None, typer.Option(help="Which currency, where they owe in several.")]
AmountOption = Annotated[str | None, typer.Option(help="How much; else all that is owed of it.")]
WhoOption = Annotated[str, typer.Option(help="Who said it, at the customer's.")]
WhereOption = Annotated[str, typer.Option(help="Where it was said: a call, a mail of 3 May.")]
QuoteOption = Annotated[str, typer.Option(help="In their words.")]
OnOption = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="The day it was said; today without it.")
]
ByOption = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="The last day to pay on.")]
WithdrawOption = Annotated[bool, typer.Option("--withdraw", help="It no longer holds; it stays on record.")]
NumberOption = Annotated[
    int | None, typer.Option(metavar="NUMBER", help="Which one to end, where there are several.")
]
NoteOption = Annotated[str, typer.Option(help="Why, for those who ask later.")]


def _said(options: dict[str, Any]) -> Said:
    """Who said what about which debts, from a command's options."""
    import getpass

    from sync.commands import Said

    numbers = options.get("invoice")
    return Said(
        by=getpass.getuser(),
        customer=options.get("customer"),
        invoices=(numbers,) if isinstance(numbers, str) else tuple(numbers or ()),
        currency=options.get("currency"),
        who=options.get("who", ""),
        where=options.get("where", ""),
        quote=options.get("quote", ""),
        on=a_date(options.get("on")),
    )


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else a_number(text)


def _day(text: str | None, option: str) -> date:
    if text is None:
        msg = f"say by when: {option} YYYY-MM-DD"
        raise typer.BadParameter(msg)
    found: date = a_date(text)
    return found


def _told(ledger: str, outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        print_json({"ledger": ledger, "agreement": outcome})
        return
    words = outcome.words
    typer.echo(f"{words[0].upper()}{words[1:]} (number {outcome.number}).")
    typer.echo(outcome.follows)


def promise(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    customer: CustomerOption = None,
    invoice: InvoicesOption = None,
    currency: CurrencyOption = None,
    amount: AmountOption = None,
    by: ByOption = None,
    who: WhoOption = "",
    where: WhereOption = "",
    quote: QuoteOption = "",
    on: OnOption = None,
    note: NoteOption = "",
    withdraw: WithdrawOption = False,
    number: NumberOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record a promise to pay: nothing is asked until its day and the books' after it; then it goes on."""
    from sync import commands

    said = _said(locals())
    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if withdraw:
            done = commands.end(
                office, linked, "promise", said, number=number, how="withdrawn", words=note or quote
            )
        else:
            done = commands.promise(office, linked, said, amount=_amount(amount), by=_day(by, "--by"))
    _told(ledger, done, as_json=as_json)


def instalments(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    customer: CustomerOption = None,
    invoice: InvoicesOption = None,
    currency: CurrencyOption = None,
    part: Annotated[
        list[str] | None,
        typer.Option(metavar="YYYY-MM-DD=AMOUNT", help="One instalment: its day and amount; repeat it."),
    ] = None,
    who: WhoOption = "",
    where: WhereOption = "",
    quote: QuoteOption = "",
    on: OnOption = None,
    note: NoteOption = "",
    withdraw: WithdrawOption = False,
    number: NumberOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record instalments that replace the due dates while they are paid; together they are what is owed."""
    from sync import commands

    said = _said(locals())
    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if withdraw:
            done = commands.end(
                office, linked, "plan", said, number=number, how="withdrawn", words=note or quote
            )
        else:
            done = commands.instalments(office, linked, said, [_part(each) for each in part or ()])
    _told(ledger, done, as_json=as_json)


def _part(text: str) -> tuple[date, Decimal]:
    day, equals, amount = text.partition("=")
    if not equals:
        msg = f"{text!r} is no instalment such as 2026-12-08=100.00"
        raise typer.BadParameter(msg)
    return a_date(day), a_number(amount)


def dispute(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    invoice: InvoiceOption = None,
    customer: CustomerOption = None,
    amount: Annotated[
        str | None, typer.Option(help="The part that is disputed; else the whole invoice.")
    ] = None,
    reason: Annotated[str, typer.Option(help="What they say is wrong.")] = "",
    owner: Annotated[str | None, typer.Option(help="Who of you answers it; else you.")] = None,
    answer_by: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="By when it must be answered.")
    ] = None,
    who: WhoOption = "",
    where: WhereOption = "",
    quote: QuoteOption = "",
    on: OnOption = None,
    answer: Annotated[
        str | None,
        typer.Option(help="The answer: it ends the dispute. Credit first what they are right about."),
    ] = None,
    withdraw: WithdrawOption = False,
    number: NumberOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record what a customer disputes: that part is not asked for, the rest is, until it is answered."""
    from sync import commands

    said = _said(locals())
    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if answer is not None or withdraw:
            done = commands.end(
                office,
                linked,
                "dispute",
                said,
                number=number,
                how="withdrawn" if answer is None else "answered",
                words=answer or quote,
            )
        else:
            done = commands.dispute(
                office,
                linked,
                said,
                amount=_amount(amount),
                reason=reason,
                owner=owner,
                answer_by=a_date(answer_by),
            )
    _told(ledger, done, as_json=as_json)


def claim(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    customer: CustomerOption = None,
    invoice: InvoicesOption = None,
    currency: CurrencyOption = None,
    amount: AmountOption = None,
    paid_on: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day they say they paid; today without it.")
    ] = None,
    reference: Annotated[str, typer.Option(help="The payment's reference, as they give it.")] = "",
    who: WhoOption = "",
    where: WhereOption = "",
    quote: QuoteOption = "",
    on: OnOption = None,
    note: NoteOption = "",
    withdraw: WithdrawOption = False,
    number: NumberOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record that a customer says it is paid: nothing more is asked until the books show it or you say so."""
    from sync import commands

    said = _said(locals())
    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if withdraw:
            done = commands.end(
                office, linked, "claim", said, number=number, how="withdrawn", words=note or quote
            )
        else:
            claimed = commands.Claimed(_amount(amount), a_date(paid_on), reference)
            done = commands.claim(office, linked, said, claimed)
    _told(ledger, done, as_json=as_json)


def settle(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    customer: CustomerOption = None,
    invoice: InvoicesOption = None,
    currency: CurrencyOption = None,
    amount: Annotated[str | None, typer.Option(help="What is enough.")] = None,
    by: ByOption = None,
    who: WhoOption = "",
    where: WhereOption = "",
    quote: QuoteOption = "",
    on: OnOption = None,
    note: NoteOption = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    withdraw: WithdrawOption = False,
    number: NumberOption = None,
    as_json: JsonOption = False,
) -> None:
    """Grant that less is enough if it is paid by a date; the rest is then to be credited, never asked for."""
    from sync import commands

    said = _said(locals())
    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if withdraw:
            done = commands.end(
                office, linked, "settlement", said, number=number, how="withdrawn", words=note or quote
            )
        else:
            enough, day = _amount(amount), _day(by, "--by")
            if enough is None:
                msg = "say what is enough: --amount AMOUNT"
                raise typer.BadParameter(msg)
            whose = customer or ", ".join(invoice or ())
            if as_json and not yes:
                msg = "a settlement is granted by a person: with --json, say --yes"
                raise typer.BadParameter(msg)
            if not yes:
                typer.confirm(f"Approve {amount} by {day} as enough for {whose}?", abort=True)
            done = commands.settle(office, linked, said, amount=enough, by=day)
    _told(ledger, done, as_json=as_json)


def hand_over(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    customer: CustomerOption = None,
    to: Annotated[str, typer.Option(help="The name of the agency or lawyer.")] = "",
    lawyer: Annotated[bool, typer.Option("--lawyer", help="It is a lawyer, not an agency.")] = False,
    on: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Since when; today without it.")
    ] = None,
    note: NoteOption = "",
    over: Annotated[
        bool, typer.Option("--end", help="The debt is back with you; it stays on record.")
    ] = False,
    number: NumberOption = None,
    as_json: JsonOption = False,
) -> None:
    """Hand a customer over to an agency or a lawyer: nothing is sent any more, and payments are told of."""
    from sync import commands

    said = _said(locals() | {"quote": note})
    whom: Literal["agency", "lawyer"] = "lawyer" if lawyer else "agency"
    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if over:
            done = commands.end(office, linked, "hand_over", said, number=number, how="ended", words=note)
        else:
            done = commands.hand_over(office, linked, said, to=to, whom=whom)
    _told(ledger, done, as_json=as_json)
