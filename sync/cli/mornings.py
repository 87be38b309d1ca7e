"""`morning-mail`: what waits, to a client's owner by mail."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from sync.cli.session import JsonOption, Session, count, print_json


def morning_mail(
    context: typer.Context,
    ledger: Annotated[
        str | None, typer.Argument(help="Only this one; without it every ledger whose owner is named.")
    ] = None,
    *,
    over: Annotated[bool, typer.Option("--revoke", help="Let the pages of its mails work no more.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Mail the owner what waits, with a page where they say yes or leave customers out. Once a day each."""
    from sync import mornings

    session: Session = context.obj
    with session.office(ledger) as office:
        names = (
            [ledger] if ledger else [name for name, each in office.config.ledgers.items() if each.owner_email]
        )
        linked = [office.linked(name) for name in names]
        if over:
            ended = {each.name: mornings.revoke(office, each, getpass.getuser()) for each in linked}
            if as_json:
                print_json({"revoked": ended})
            else:
                for name, number in ended.items():
                    typer.echo(f"{name}: {count(number, 'page')} revoked")
            return
        done = [mornings.mail_owner(office, each) for each in linked]
    if as_json:
        print_json({"mails": done})
        return
    if not done:
        typer.echo("no owner is named: set owner_email in [ledgers.NAME]")
    for one in done:
        told = f"{count(one.waiting, 'message')} named" if one.state == "sent" and not one.why else one.why
        what = "mailed" if one.state == "sent" and not one.why else "nothing mailed"
        typer.echo(f"{one.ledger}: {what} to {one.to}: {told}")
    if any(one.state in ("refused", "uncertain", "late") for one in done):
        raise typer.Exit(1)
