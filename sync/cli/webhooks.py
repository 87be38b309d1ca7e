"""`webhook`: which other tools are told what happens, and their messages delivered."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sync.cli.session import JsonOption, Session, count, print_json

if TYPE_CHECKING:
    from sync.office import Office
    from sync.store.ledgers import LinkedLedger
    from sync.store.webhooks import Endpoint

_NOT_THROUGH = 4


class Action(StrEnum):
    """What is to be done with webhooks."""

    ADD = "add"
    LIST = "list"
    TEST = "test"
    OFF = "off"
    REMOVE = "remove"
    DELIVER = "deliver"


def webhook(
    context: typer.Context,
    action: Annotated[
        Action,
        typer.Argument(
            help="add: tell an address. list: who is told. test: send one now, and switch it on again. "
            "off: tell it nothing until a test. remove: tell it no more. "
            "deliver: what waits, as the worker does."
        ),
    ],
    ledger: Annotated[str | None, typer.Argument(help="The ledger's name.")] = None,
    url: Annotated[str | None, typer.Argument(metavar="[URL]", help="Its address, https.")] = None,
    *,
    event: Annotated[
        list[str] | None,
        typer.Option(metavar="EVENT", help="Only of this, as notice.sent; once for each. Without: of all."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Tell other tools what happens in a ledger, as it happens: signed, and until it came."""
    session: Session = context.obj
    with session.office(ledger) as office:
        match action:
            case Action.LIST:
                _list(office, None if ledger is None else office.linked(ledger), as_json=as_json)
            case Action.DELIVER:
                _deliver(office, as_json=as_json)
            case _:
                if ledger is None or url is None:
                    msg = f"say where: duesync webhook {action} LEDGER URL"
                    raise typer.BadParameter(msg)
                _one(office, action, office.linked(ledger), url, event or (), as_json=as_json)


def _one(
    office: Office, action: Action, ledger: LinkedLedger, url: str, events: Any, *, as_json: bool
) -> None:
    from sync.commands import webhooks

    match action:
        case Action.ADD:
            secret = webhooks.add_webhook(office, ledger, url, events)
            told: dict[str, Any] = {"ledger": ledger.name, "url": url, "secret": secret}
            words = [f"{url} is told of {ledger.name} from now on, by the worker"]
            words += [f"it checks signatures with this secret, shown this once: {secret}"]
        case Action.OFF:
            lost = webhooks.switch_off_webhook(office, ledger, url)
            told = {"ledger": ledger.name, "url": url, "not_told": lost}
            again = f"duesync webhook test {ledger.name} {url}"
            words = [f"{url} is told nothing until a test gets through: {again}"]
        case Action.REMOVE:
            lost = webhooks.remove_webhook(office, ledger, url)
            told = {"ledger": ledger.name, "url": url, "not_told": lost}
            words = [f"{url} is told nothing more" + (f"; {count(lost, 'message')} waited" if lost else "")]
        case _:
            tried = webhooks.try_webhook(office, ledger, url)
            told = {"ledger": ledger.name, "url": url, "trouble": tried.trouble}
            words = [f"{url} took a test" if tried.trouble is None else f"{url} took none: {tried.trouble}"]
    if as_json:
        print_json(told)
    else:
        typer.echo("\n".join(words))
    if told.get("trouble"):
        raise typer.Exit(_NOT_THROUGH)


def _list(office: Office, ledger: LinkedLedger | None, *, as_json: bool) -> None:
    from sync.cli.listing import show_list
    from sync.commands.webhooks import every_webhook

    found = every_webhook(office, ledger)
    if as_json:
        print_json({"webhooks": [_told(one) for one in found]})
    elif not found:
        typer.echo("nobody is told by webhook; tell one: duesync webhook add LEDGER URL")
    else:
        headings = ("ledger", "address", "told of", "waiting", "stands")
        show_list(count(len(found), "webhook"), headings, [_row(one) for one in found])


def _told(one: Endpoint) -> dict[str, Any]:
    return {
        "ledger": one.ledger,
        "url": one.url,
        "events": one.events,
        "made_at": one.made_at,
        "made_by": one.made_by,
        "waiting": one.waiting,
        "failing_since": one.failing_since,
        "off_at": one.off_at,
        "problem": one.problem,
    }


def _row(one: Endpoint) -> tuple[str, ...]:
    from sync.commands.webhooks import stands

    return one.ledger, one.url, ", ".join(one.events) or "all", str(one.waiting), stands(one)


def _deliver(office: Office, *, as_json: bool) -> None:
    from sync.telling import tell_all

    told = tell_all(office)
    if as_json:
        print_json(told)
        return
    typer.echo(f"{count(told.came, 'message')} came, {told.failed} did not")
    for url in told.off:
        typer.echo(f"{url} is switched off; once it works again: duesync webhook test LEDGER {url}")
