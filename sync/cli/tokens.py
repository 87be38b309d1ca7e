"""`token`: what other tools show to look in, or to act, or to be shown a calendar or a card."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sync.cli.session import JsonOption, Session, count, print_json

if TYPE_CHECKING:
    from sync.commands.tokens import Wanted
    from sync.office import Office
    from sync.store.tokens import Token


class Action(StrEnum):
    """What is to be done with tokens."""

    NEW = "new"
    LIST = "list"
    REVOKE = "revoke"


def token(  # noqa: PLR0913 - one option for each thing that a token may be
    context: typer.Context,
    action: Annotated[
        Action, typer.Argument(help="new: make one. list: all that were made. revoke: end one at once.")
    ],
    which: Annotated[
        str | None, typer.Argument(metavar="[NAME|NUMBER]", help="What a new one is for; which to revoke.")
    ] = None,
    *,
    ledger: Annotated[
        list[str] | None,
        typer.Option(metavar="LEDGER", help="It sees this one; once for each. Without: all linked now."),
    ] = None,
    act: Annotated[
        bool, typer.Option("--act", help="It may hold, release, approve and record promises, too.")
    ] = False,
    calendar: Annotated[
        bool, typer.Option("--calendar", help="It shows a calendar of calls, promises and instalments.")
    ] = False,
    card: Annotated[bool, typer.Option("--card", help="It shows a status card within other pages.")] = False,
    names: Annotated[
        bool, typer.Option("--names", help="Its calendar or card names customers; else it does not.")
    ] = False,
    origin: Annotated[
        list[str] | None,
        typer.Option(metavar="https://HOST", help="Whose pages may frame the card; once for each."),
    ] = None,
    days: Annotated[int | None, typer.Option(help="How long it works; without, until you revoke it.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Make, list or revoke what other tools show us: for the API, a calendar, or a status card.

    A token is shown once, and kept in a form that nobody can show again.
    """
    from sync.commands.tokens import Wanted

    if calendar and card:
        msg = "a token is for a calendar or for a card: make two"
        raise typer.BadParameter(msg)
    session: Session = context.obj
    with session.office() as office:
        match action:
            case Action.NEW:
                wanted = Wanted(
                    kind="calendar" if calendar else "card" if card else "api",
                    name=which or "",
                    ledgers=tuple(ledger or ()),
                    acts=act,
                    names=names,
                    origins=tuple(origin or ()),
                    days=days,
                )
                _new(office, wanted, as_json=as_json)
            case Action.LIST:
                _list(office, as_json=as_json)
            case Action.REVOKE:
                _revoke(office, which, as_json=as_json)


def _new(office: Office, wanted: Wanted, *, as_json: bool) -> None:
    from sync.commands.tokens import new_token, opens

    number, shown = new_token(office, wanted)
    settings = office.config.serve
    base = settings.public_url or f"http://{settings.host}:{settings.port}"
    address = base + opens(wanted.kind, shown)
    if as_json:
        print_json({"number": number, "kind": wanted.kind, "token": shown, "address": address})
        return
    typer.echo(f"token {number}, shown this once: {shown}")
    what = {"api": "How to use it: ", "calendar": "Subscribe to: ", "card": "Put it into a page by: "}
    typer.echo(f"{what[wanted.kind]}{address}")


def _list(office: Office, *, as_json: bool) -> None:
    from sync.cli.listing import show_list
    from sync.commands.tokens import every_token

    found = every_token(office)
    if as_json:
        print_json({"tokens": [_told(office, one) for one in found]})
    elif not found:
        typer.echo("there is no token; make one: duesync token new NAME")
    else:
        headings = ("number", "name", "for", "ledgers", "may", "stands", "last used")
        show_list(count(len(found), "token"), headings, [_row(office, one) for one in found])


def _told(office: Office, one: Token) -> dict[str, Any]:
    return {
        "number": one.id,
        "name": one.name,
        "kind": one.kind,
        "ledgers": [*one.ledgers],
        "acts": one.acts,
        "names": one.names,
        "origins": one.origins,
        "made_at": one.made_at,
        "made_by": one.made_by,
        "expires_at": one.expires_at,
        "used_at": one.used_at,
        "revoked_at": one.revoked_at,
        "stands": one.stands(office.clock.wall()),
    }


def _row(office: Office, one: Token) -> tuple[str, ...]:
    from sync.commands.tokens import may, stands

    used = "never" if one.used_at is None else f"{one.used_at:%Y-%m-%d %H:%M}"
    seen = ", ".join(one.ledgers) or "none any more"
    return str(one.id), one.name, one.kind, seen, may(one), stands(one, office.clock.wall()), used


def _revoke(office: Office, which: str | None, *, as_json: bool) -> None:
    from sync.commands.tokens import revoke_token

    if which is None or not which.isdecimal():
        msg = "say which token by its number; duesync token list shows them"
        raise typer.BadParameter(msg)
    number = int(which)
    name = revoke_token(office, number)
    if as_json:
        print_json({"revoked": number, "name": name})
    else:
        typer.echo(f"token {number} ({name}) opens nothing any more")
