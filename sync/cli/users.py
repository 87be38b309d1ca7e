"""`user`: who may sign in to the console."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.session import JsonOption, Session, print_json

if TYPE_CHECKING:
    from sync.office import Office
    from sync.users import Invitation

user = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

EmailArgument = Annotated[str, typer.Argument(help="The user's e-mail address.")]
RoleOption = Annotated[
    str, typer.Option(help="viewer (sees), bookkeeper (acts) or owner (manages users too).")
]
LedgerOption = Annotated[
    list[str] | None, typer.Option("--ledger", help="A ledger they see; say it again for more. None: all.")
]


@user.command("add")
def add(
    context: typer.Context,
    email: EmailArgument,
    *,
    name: Annotated[str, typer.Option(help="Their name, as others see it.")],
    role: RoleOption = "bookkeeper",
    ledger: LedgerOption = None,
    firm: Annotated[str, typer.Option(help="The firm whose user it is.")] = "house",
) -> None:
    """Invite a user: prints the address where they set a password."""
    from sync import firms, users

    session: Session = context.obj
    with session.office() as opened:
        office = opened.of_firm(firms.named(opened, firm).id)
        _show(office, users.add(office, email, name, users.role_named(role), ledger))


@user.command("invite")
def invite(context: typer.Context, email: EmailArgument) -> None:
    """Print a new address for a user to set a password by, when the old one is forgotten."""
    from sync import users

    session: Session = context.obj
    with session.office() as office:
        _show(office, users.invite(office, email))


def account_mail(
    context: typer.Context,
    ledger: Annotated[
        str | None, typer.Argument(help="Only what goes by this ledger's mail account; without it all.")
    ] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Tell users by mail that their password or their codes were changed. Once each; the worker does it."""
    from sync import account_mails

    session: Session = context.obj
    with session.office(ledger) as office:
        by = sorted({one.ledger.name for one in account_mails.waiting(office)})
        chosen = [ledger] if ledger else by
        sent = {name: account_mails.mail_users(office, office.linked(name)) for name in chosen}
    if as_json:
        print_json({"sent": sent})
        return
    for name, told in sent.items():
        for email in told:
            typer.echo(f"{email} was told of a change of their sign-in, by the mail account of {name}")
    if not any(sent.values()):
        typer.echo("nothing is to be told: no sign-in was changed, or its user was told")


def _show(office: Office, invitation: Invitation) -> None:
    serve = office.config.serve
    base = serve.public_url or f"http://{serve.host}:{serve.port}"
    typer.echo(
        f"{invitation.user.name} sets a password here, once, until {invitation.until:%Y-%m-%d %H:%M} UTC, "
        f"while `duesync serve` runs:\n\n  {base}/console/welcome/{invitation.word}\n"
    )


@user.command("list")
def list_users(context: typer.Context, *, as_json: JsonOption = False) -> None:
    """Show who may sign in."""
    from sync import firms, users
    from sync.tables import HOUSE

    session: Session = context.obj
    with session.office() as office:
        found = users.every(office)
        of = {
            one.firm.id: f" ({one.firm.name})" if one.firm.id != HOUSE else "" for one in firms.every(office)
        }
    if as_json:
        print_json({"users": found})
        return
    if not found:
        typer.echo(
            "Nobody may sign in yet; invite the first: duesync user add EMAIL --name NAME --role owner"
        )
    for one in found:
        sees = "every ledger" if one.ledgers is None else ", ".join(sorted(one.ledgers)) or "no ledger"
        state = "" if one.is_ready else ", invited"
        codes = ", with codes" if one.has_totp else ""
        typer.echo(f"{one.email}  {one.name}{of[one.firm_id]}: {one.role} of {sees}{state}{codes}")


@user.command("change")
def change(
    context: typer.Context, email: EmailArgument, *, role: RoleOption, ledger: LedgerOption = None
) -> None:
    """Say anew what a user may do and see; they are signed out."""
    from sync import users

    session: Session = context.obj
    with session.office() as office:
        users.change(office, email, users.role_named(role), ledger)
    typer.echo(f"{email} is {role} now, and signed out.")


@user.command("end")
def end(context: typer.Context, email: EmailArgument) -> None:
    """Let a user in no more."""
    from sync import users

    session: Session = context.obj
    with session.office() as office:
        users.end(office, email)
    typer.echo(f"{email} may not come in any more.")


@user.command("no-codes")
def no_codes(context: typer.Context, email: EmailArgument) -> None:
    """Let a user in by the password alone, when the telephone with their codes is lost."""
    from sync import users

    session: Session = context.obj
    with session.office() as office:
        users.end_totp(office, email)
    typer.echo(f"{email} signs in by the password alone.")
