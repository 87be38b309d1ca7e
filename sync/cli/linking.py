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
    from datetime import datetime

    from connectors.base import Grant
    from sync.office import Office
    from sync.store.ledgers import LinkedLedger


def init(
    context: typer.Context,
    *,
    keyring: Annotated[
        bool, typer.Option("--keyring", help="Keep the key in the system's keyring instead of a file.")
    ] = False,
) -> None:
    """Make a configuration file to fill in, and the key that seals the tokens."""
    from sync import private
    from sync.secrets import make_key_file, make_keyring_key

    session: Session = context.obj
    folder = session.config.parent
    if session.config.exists():
        typer.echo(f"{session.config} is there already; left as it is")
    else:
        private.write(session.config, _example())
        typer.echo(f"wrote {session.config}: fill it in, then run: duesync doctor")
    key = folder / "duesync.key"
    kept = "back it up apart from the database; without it, link every ledger again"
    if keyring:
        make_keyring_key()
        typer.echo(f"made a key in the system's keyring: {kept}")
    elif key.exists():
        typer.echo(f"{key} is there already; left as it is")
    else:
        make_key_file(key)
        typer.echo(f"wrote {key}: {kept}")


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
    mail: Annotated[
        bool, typer.Option("--mail", help="Sign in to its mailbox instead, at Google or Microsoft.")
    ] = False,
) -> None:
    """Link a company: sign in at the provider, where it has a sign-in, and grant Duesync its books."""
    from connectors.errors import ConnectorError
    from sync import linking
    from sync.cli.trouble import leave
    from sync.secrets import SecretsError

    session: Session = context.obj
    with session.office(name) as office:
        if mail:
            _connect_mail(office, name, paste)
            return
        try:
            signs_in = linking.signs_in(office, name)
            linked = _signed_in(office, name, paste) if signs_in else linking.link(office, name)
        except (ConnectorError, SecretsError) as error:
            leave(error, name)
        left = _left_before(office, linked)
    first = f"Nothing is sent yet. Next: duesync sync {name}"
    typer.echo(
        f"{name} is linked to {linked.organisation} ({linked.provider}, {linked.home_currency}). "
        f"{first if linked.released_at is None else f'It goes on with the next: duesync run {name}'}"
    )
    if left is not None:
        typer.echo(
            f"It was here before, and was deleted on {left:%Y-%m-%d}: what it sent before is not known any "
            "more, so it begins anew, and what is long overdue waits for you to sort it."
        )


def _connect_mail(office: Office, name: str, paste: bool) -> None:
    from connectors.errors import ConnectorError
    from sync import linking_mail
    from sync.cli.trouble import leave
    from sync.secrets import SecretsError
    from sync.store.credentials import of_mailbox

    try:
        under_way = linking_mail.begin(office, name)
        under_way.finish(_answered(under_way.address, under_way.redirect_uri, paste))
    except (ConnectorError, SecretsError) as error:
        leave(error, of_mailbox(name))
    typer.echo(f"{name}: its mailbox {under_way.settings.username} is signed in to.")


def _left_before(office: Office, linked: LinkedLedger) -> datetime | None:
    """When a company that is new here was deleted here, if ever it was."""
    from sync.store import departures

    if linked.pulled_at is not None:
        return None
    company = (linked.provider, linked.environment, linked.company_id)
    with office.store.read() as connection:
        before = departures.of_company(connection, *company)
    return next((one.deleted_at for one in before if one.deleted_at is not None), None)


def _signed_in(office: Office, name: str, paste: bool) -> LinkedLedger:
    from sync import linking

    under_way = linking.begin(office, name)
    answer = _answered(under_way.address, office.config.ledger(name).redirect_uri, paste)
    return under_way.finish(answer, _choose)


def _answered(address: str, redirect_uri: str, paste: bool) -> str:
    typer.echo(f"Sign in here and allow the access:\n\n  {address}\n")
    return _pasted() if paste else _called_back(redirect_uri, address)


def _pasted() -> str:
    typer.echo("Your browser then shows an address that may not load; that is fine.")
    return str(typer.prompt("Paste that address here"))


def _called_back(redirect: str, address: str) -> str:
    from sync.cli.callback import wait_for_callback

    return wait_for_callback(redirect, lambda: webbrowser.open(address))


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
