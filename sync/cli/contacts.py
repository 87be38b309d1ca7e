"""`exclude`, `opt-out`, `address`, `log`: who is left alone, how to reach others, what was said by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, a_date, count, print_json


def exclude(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    customer: Annotated[str | None, typer.Option(help="This customer, by name or id.")] = None,
    invoice: Annotated[str | None, typer.Option(help="Only this invoice, by number.")] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="First day on which to follow up again; else never."),
    ] = None,
    note: Annotated[str, typer.Option(help="Why, for those who ask later.")] = "",
    over: Annotated[bool, typer.Option("--end", help="End the exclusion instead.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Leave a customer or an invoice out, for good or until a date, whatever holds come and go beside it."""
    from sync import commands

    if customer is None and invoice is None:
        msg = "say who is left out: --customer NAME or --invoice NUMBER (for a whole ledger: duesync hold)"
        raise typer.BadParameter(msg)
    session: Session = context.obj
    day = a_date(until)
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if over:
            words = commands.release(office, linked, customer=customer, invoice=invoice, excluded=True)
        else:
            words = commands.hold(
                office, linked, customer=customer, invoice=invoice, until=day, note=note, excluded=True
            )
    if as_json:
        print_json({"ledger": ledger, "about": words, "excluded": not over, "until": day, "note": note})
    elif over:
        typer.echo(f"{words} is followed up again")
    else:
        typer.echo(f"{words} is not followed up {f'until {day}' if day else 'any more'}")


def opt_out(  # noqa: PLR0913 - its options, by name
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    customer: Annotated[str, typer.Option(help="Who, by name or id.")],
    channel: Annotated[str, typer.Option(help="email, sms, call or letter.")] = "email",
    source: Annotated[str, typer.Option(help="How you know: a reply of 3 May, a call.")] = "",
    over: Annotated[bool, typer.Option("--end", help="They take them again.")] = False,
    everywhere: Annotated[
        bool,
        typer.Option(
            help="They said it themselves: their addresses, or their number, get nothing from any ledger."
        ),
    ] = False,
    revoke: Annotated[
        bool,
        typer.Option(
            "--revoke-links", help="No link that they were given works any more: to stop, or to their page."
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Record that a customer wants no messages by a channel: no level is taken by it any more."""
    from dunning.reaching import CHANNEL_WORDS
    from sync import commands

    if over and everywhere:
        msg = "what holds everywhere ends address by address: duesync suppress ADDRESS --end --words ..."
        raise typer.BadParameter(msg)
    session: Session = context.obj
    if revoke:
        with session.office(ledger) as office:
            name, revoked = commands.revoke_links(office, office.linked(ledger), customer=customer)
        if as_json:
            print_json({"ledger": ledger, "customer": name, "revoked": revoked})
        else:
            typer.echo(f"{count(revoked, 'link')} of {name} {'works' if revoked == 1 else 'work'} no more")
        return
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if everywhere:
            commands.stop_everywhere(office, linked, customer=customer, channel=channel, source=source)
        name = commands.opt_out(office, linked, customer=customer, channel=channel, source=source, over=over)
    if as_json:
        told = {"ledger": ledger, "customer": name, "channel": channel, "opted_out": not over}
        print_json(told | {"everywhere": everywhere})
    else:
        way, where = CHANNEL_WORDS[channel], ", from any ledger" if everywhere else ""
        again = f"{name} is contacted by {way} again"
        typer.echo(again if over else f"{name} wants no contact by {way}{where}")


def address(
    context: typer.Context,
    ledger: LedgerArgument,
    customer: Annotated[str, typer.Argument(help="Who, by name or id.")],
    *,
    line: Annotated[
        list[str] | None, typer.Option(help="A line below the name, without the country; once for each.")
    ] = None,
    over: Annotated[bool, typer.Option("--end", help="The ledger's own address counts again.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show the postal address that letters to a customer go to, or write it: it then stays through pulls."""
    from sync import commands

    if line and over:
        msg = "give the lines, or --end"
        raise typer.BadParameter(msg)
    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if line:
            found = commands.write_address(office, linked, customer, line, office.by)
        elif over:
            found = commands.end_address(office, linked, customer, office.by)
        else:
            found = commands.address_of(office, linked, customer)
    if as_json:
        print_json({"ledger": ledger, "address": found})
        return
    whose = "as you wrote it" if found.own else "as the ledger has it"
    typer.echo(
        f"{found.customer}, {whose}:" if found.lines else f"{found.customer}: no usable postal address"
    )
    for each in found.lines:
        typer.echo(f"  {each}")


def _moment(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written)
    except ValueError as error:
        msg = f"{written!r} is no time such as 2026-11-18T10:30"
        raise typer.BadParameter(msg) from error


def log(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    ledger: LedgerArgument,
    note: Annotated[str, typer.Argument(help="What was said or written.")] = "",
    *,
    customer: Annotated[str | None, typer.Option(help="With whom, by name or id.")] = None,
    channel: Annotated[str, typer.Option(help="call, email, sms, letter or visit.")] = "call",
    at: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="When, as 2026-11-18T10:30 in the ledger's time; now without it."),
    ] = None,
    reached: Annotated[bool, typer.Option(help="Whether they were spoken to, or it was sent.")] = True,
    notice: Annotated[
        str | None,
        typer.Option(
            help="What it was by law: letter_of_claim, fourteen_day_letter, first_reminder, "
            "intention_to_issue or reply_form."
        ),
    ] = None,
    minutes: Annotated[
        int | None, typer.Option(metavar="N", help="How long it took; reports add these up.")
    ] = None,
    withdraw: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="That one was logged by mistake.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Log a contact of your own: it counts for how often a customer may hear from you, like a message."""
    from dunning.account import Contact
    from sync import commands

    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if withdraw is not None:
            commands.withdraw_contact(office, linked, withdraw, office.by)
            if as_json:
                print_json({"ledger": ledger, "number": withdraw, "withdrawn": True})
            else:
                typer.echo(f"contact {withdraw} counts no more, and stays on record")
            return
        if customer is None:
            msg = "say who it was with: --customer NAME"
            raise typer.BadParameter(msg)
        moment = office.clock.now() if at is None else _moment(at)
        when = commands.at_instant(moment, linked)
        contact = Contact(channel=channel, at=when, reached=reached, notice=notice, note=note)
        number, name = commands.log(
            office, linked, customer=customer, contact=contact, by=office.by, minutes=minutes
        )
    if as_json:
        print_json(
            {"ledger": ledger, "number": number, "customer": name, "contact": contact, "minutes": minutes}
        )
        return
    counts = "it counts like a message of ours" if reached else "an attempt, which counts for no house limit"
    typer.echo(f"logged as contact {number} with {name}: {counts}")
