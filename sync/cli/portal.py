"""`portal-link`: the address of a customer's own page, for a person to hand over."""

from __future__ import annotations

from typing import Annotated

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, count, print_json


def portal_link(
    context: typer.Context,
    ledger: LedgerArgument,
    customer: Annotated[str, typer.Argument(help="Whose page, by name or id.")],
    *,
    days: Annotated[
        int | None, typer.Option(min=1, max=730, help="How long it opens; else as [portal] says.")
    ] = None,
    revoke: Annotated[
        bool,
        typer.Option("--revoke", help="No link that they were given works any more, in a message or not."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Print a link to a customer's own page: whoever has it sees what they owe, and speaks for them."""
    from sync import commands
    from sync.portal.visitor import hand_over

    if revoke and days is not None:
        msg = "--days is for a new link, not with --revoke"
        raise typer.BadParameter(msg)
    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if revoke:
            name, revoked = commands.revoke_links(office, linked, customer=customer)
            if as_json:
                print_json({"ledger": ledger, "customer": name, "revoked": revoked})
            else:
                typer.echo(
                    f"{count(revoked, 'link')} of {name} {'works' if revoked == 1 else 'work'} no more"
                )
            return
        given = hand_over(office, linked, customer, days, office.by)
    if as_json:
        print_json({"ledger": ledger, "link": given})
        return
    typer.echo(given.address)
    typer.echo(f"opens the page of {given.customer} until {given.until:%Y-%m-%d %H:%M} UTC", err=True)
