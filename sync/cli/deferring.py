"""`postpone`, `refuse`, `reword`: what a person says of one message that waits, other than yes."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, a_date, count, print_json

if TYPE_CHECKING:
    from sync.commands import Proposal
    from sync.office import Office
    from sync.store.ledgers import LinkedLedger

CustomerOption = Annotated[str, typer.Option(help="Whose, by name or id.")]


def postpone(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    customer: CustomerOption,
    until: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The first day on which it may go.")
    ] = None,
    note: Annotated[str, typer.Option(help="Why, for those who ask later.")] = "",
    over: Annotated[bool, typer.Option("--end", help="Do not wait for that day any more.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Put off what waits for a yes: just that step, to a day. All else of the customer's goes on."""
    from sync import commands

    session: Session = context.obj
    day = a_date(until)
    if not over and day is None:
        msg = "say to which day: --until YYYY-MM-DD"
        raise typer.BadParameter(msg)
    with session.office(ledger) as office:
        linked, by = office.linked(ledger), getpass.getuser()
        if over:
            _end(office, linked, customer, ledger, as_json=as_json)
            return
        chosen = _waiting(office, linked, customer)
        assert day is not None  # noqa: S101 - as above
        commands.postpone(office, linked, chosen, until=day, words=note, by=by)
    if as_json:
        print_json({"ledger": ledger, "customer": chosen[0].customer, "steps": len(chosen), "until": day})
    else:
        typer.echo(f"{count(len(chosen), 'step')} for {chosen[0].customer} put off to {day}")


def refuse(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    customer: CustomerOption,
    note: Annotated[str, typer.Option(help="Why it is not to be sent.")] = "",
    over: Annotated[bool, typer.Option("--end", help="It may be sent after all.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Refuse what waits for a yes: it is not sent while nothing changes in what they owe."""
    from sync import commands

    session: Session = context.obj
    with session.office(ledger) as office:
        linked, by = office.linked(ledger), getpass.getuser()
        if over:
            _end(office, linked, customer, ledger, as_json=as_json)
            return
        chosen = _waiting(office, linked, customer)
        commands.refuse(office, linked, chosen, words=note, by=by)
    if as_json:
        print_json({"ledger": ledger, "customer": chosen[0].customer, "steps": len(chosen), "note": note})
    else:
        typer.echo(
            f"{count(len(chosen), 'step')} for {chosen[0].customer} refused; it is asked for again "
            "once something changes in what they owe"
        )


def reword(  # noqa: PLR0913 - one for each part of a letter
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    customer: CustomerOption,
    subject: Annotated[str | None, typer.Option(help="The subject.")] = None,
    opening: Annotated[str | None, typer.Option(help="What it begins with, after the greeting.")] = None,
    ask: Annotated[str | None, typer.Option(help="What they are asked to do.")] = None,
    closing: Annotated[str | None, typer.Option(help="What it ends with, before the regards.")] = None,
    over: Annotated[bool, typer.Option("--end", help="The template's words again.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show the words of a message that waits, or write some anew for just this one; then approve it.

    A text message is all opening: it begins with who writes, and says how to stop.
    """
    from sync import commands
    from sync.commands import rewording

    session: Session = context.obj
    with session.office(ledger) as office:
        linked, by = office.linked(ledger), getpass.getuser()
        one = _the_message(_waiting(office, linked, customer), linked)
        if over:
            commands.end_rewording(office, linked, one, by)
        else:
            parts = {"subject": subject, "opening": opening, "ask": ask, "closing": closing}
            written = {name: text for name, text in parts.items() if text is not None}
            if written:
                own = rewording.in_place_of(rewording.draft(office, linked, one).words, written)
                commands.reword(office, linked, one, own, by)
        shown = rewording.draft(office, linked, one)
    words, by_whom = shown.words, None if shown.own is None else shown.own.by
    if as_json:
        told = {"words": words, "by": by_whom, "template": shown.template}
        print_json({"ledger": ledger, "customer": one.customer} | told)
        return
    typer.echo(f"{one.customer}: {by_whom or 'the template'}'s words\n")
    if words.subject:
        typer.echo(f"subject:  {words.subject}")
    for name in ("opening", "ask", "closing"):
        for place, line in enumerate(getattr(words, name)):
            typer.echo(f"{f'{name}:' if place == 0 else '':<9} {line}".rstrip())


def _waiting(office: Office, linked: LinkedLedger, customer: str) -> list[Proposal]:
    from sync import commands
    from sync.commands.proposed import of_customer

    with office.store.read() as connection:
        row = commands.the_customer(connection, linked, customer)
    return of_customer(office, linked, row.id, row.name)


def _the_message(waiting: list[Proposal], linked: LinkedLedger) -> Proposal:
    from sync.commands import ActError
    from sync.commands.rewording import REWORDABLE

    found = [one for one in waiting if one.notify.channel in REWORDABLE]
    if len(found) != 1:
        what = "no message waits" if not found else f"{len(found)} messages wait"
        msg = f"{what} for {waiting[0].customer} in {linked.name}: words are written for one"
        raise ActError(msg)
    return found[0]


def _end(office: Office, linked: LinkedLedger, customer: str, ledger: str, *, as_json: bool) -> None:
    from sync import commands

    name = commands.take_up_again(office, linked, customer=customer, by=getpass.getuser())
    if as_json:
        print_json({"ledger": ledger, "customer": name, "ended": True})
    else:
        typer.echo(f"{name}: nothing is put off or refused any more; look again with: duesync sync {ledger}")
