"""`init` and `connect`."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.session import LedgerArgument, Session

if TYPE_CHECKING:
    from connectors.base import Grant


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(init)
    app.command()(connect)


def init(context: typer.Context) -> None:
    """Make a configuration file to fill in, and the key that seals the tokens."""
    from sync.secrets import make_key_file

    session: Session = context.obj
    folder = session.config.parent
    key = folder / "duesync.key"
    if session.config.exists():
        typer.echo(f"{session.config} is there already; left as it is")
    else:
        session.config.write_text(_example(), encoding="utf-8")
        session.config.chmod(0o600)
        typer.echo(f"wrote {session.config}: fill it in, then run: duesync doctor")
    if key.exists():
        typer.echo(f"{key} is there already; left as it is")
    else:
        make_key_file(key)
        typer.echo(f"wrote {key}: back it up apart from the database; without it, link every ledger again")


def _example() -> str:
    name = "config.example.toml"  # beside the packages in a checkout, under share/ when installed
    places = (Path(__file__).resolve().parents[2], Path(sys.prefix) / "share" / "duesync")
    found = next(folder / name for folder in places if (folder / name).is_file())
    return found.read_text(encoding="utf-8")


def connect(
    context: typer.Context,
    name: LedgerArgument,
    *,
    paste: Annotated[
        bool, typer.Option("--paste", help="Paste the address the browser came back to.")
    ] = False,
    pasted: Annotated[
        str | None, typer.Option("--callback", help="That address, given at once.", hidden=True)
    ] = None,
) -> None:
    """Link a company: sign in at the provider and grant Duesync its books."""
    from sync import linking

    session: Session = context.obj
    with session.office() as office:
        under_way = linking.begin(office, name)
        typer.echo(f"Sign in here and allow the access:\n\n  {under_way.address}\n")
        answer = pasted
        if answer is None and paste:
            typer.echo("Your browser then shows an address that may not load; that is fine.")
            answer = typer.prompt("Paste that address here")
        if answer is None:
            from sync.cli.callback import wait_for_callback

            redirect = office.config.ledger(name).redirect_uri
            webbrowser.open(under_way.address)
            answer = wait_for_callback(redirect)
        linked = under_way.finish(answer, _choose)
        typer.echo(
            f"{name} is linked to {linked.organisation} ({linked.provider}, {linked.home_currency}). "
            f"Nothing is sent yet. Next: duesync sync {name}"
        )


def _choose(grants: Sequence[Grant]) -> Grant:
    if not sys.stdin.isatty():
        from connectors.errors import SignInAgain

        names = ", ".join(grant.company_name or grant.company_id for grant in grants)
        text = f"several companies were granted ({names}); run it in a terminal to choose, or grant one"
        raise SignInAgain(text)
    for number, grant in enumerate(grants, 1):
        typer.echo(f"  {number}. {grant.company_name or grant.company_id}")
    number = typer.prompt("Which company", type=int, default=1)
    return grants[min(max(int(number), 1), len(grants)) - 1]
