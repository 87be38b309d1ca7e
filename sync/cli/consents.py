"""`consent`: which text messages and automated calls a customer allowed, to which number, and how."""

from __future__ import annotations

from typing import Annotated

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, a_date, print_json


def consent(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    ledger: LedgerArgument,
    customer: Annotated[str, typer.Argument(help="Who, by name or id.")],
    number: Annotated[str | None, typer.Argument(help="To which number; without it, all are shown.")] = None,
    *,
    to: Annotated[str, typer.Option(help="What they allow: texts, or calls by a machine.")] = "texts",
    kind: Annotated[str, typer.Option(help="express, or express-written.")] = "express",
    on: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day on which it was given; today without.")
    ] = None,
    how: Annotated[str, typer.Option(help="How it was given, for whoever must prove it.")] = "",
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="They allow it no more: to that number, or to any.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Record that a customer allowed text messages, or calls by a machine, to a number; or show it."""
    from sync import commands

    session: Session = context.obj
    day = a_date(on)
    with session.office(ledger) as office:
        linked, by = office.linked(ledger), office.by
        if withdraw:
            found = commands.withdraw_consent(office, linked, customer=customer, number=number, by=by)
        elif number is None:
            found = commands.consents_of(office, linked, customer)
        else:
            found = commands.record_consent(
                office, linked, customer=customer, number=number, kind=kind, on=day, how=how, by=by, to=to
            )
    if as_json:
        print_json({"ledger": ledger, "consents": found})
        return
    for each in found.given:
        words = {"express": "express", "written": "express written"}[each.kind]
        what = "" if each.channel == "sms" else "automated calls to "
        typer.echo(
            f"{found.customer}: {words} consent for {what}{each.number}, given on {each.on}: {each.how}"
        )
    if not found.given:
        typer.echo(f"{found.customer}: no consent to text messages or automated calls is on record")
    elif found.number not in {each.number for each in found.given}:
        typer.echo(
            f"Mind: the ledger's number is {found.number or 'missing'}, and texts and calls go to that one."
        )
