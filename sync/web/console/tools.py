"""What other tools are given and told: tokens for the API, calendars and cards, and webhooks.

The law kept here: an owner alone comes in; a token or a secret stands on the one page that made it, and
nowhere else.
"""

from __future__ import annotations

from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from sync.commands import ActError
from sync.commands import tokens as made
from sync.commands import webhooks as told
from sync.commands.tokens import Kind, Wanted
from sync.store import figures
from sync.store.ledgers import LinkedLedger
from sync.store.webhooks import Delivery, Endpoint
from sync.web.console.desk import Nowhere, Visit, at, url
from sync.web.console.typed import without_commands
from sync.web.pages import day, moment

_ONE: Final = "/ledgers/{ledger}/webhooks/{number:int}"
_DIGITS: Final = 15
_KINDS: Final[dict[str, Kind]] = {"api": "api", "calendar": "calendar", "card": "card"}


def routes() -> list[Route]:
    """For the console's router."""
    return [
        at("/tools", show, "owner"),
        at("/tools/tokens", token, "owner", ["POST"]),
        at("/tools/webhooks", add, "owner", ["POST"]),
        at(_ONE, show_one, "owner"),
        at(_ONE, act, "owner", ["POST"]),
    ]


def show(visit: Visit, trouble: str = "", **fresh: object) -> Response:
    """All of them. `fresh`: what was just made, which is shown this once."""
    wall = visit.office.clock.wall()
    every = made.every_token(visit.office)
    stand = [one for one in every if one.stands(wall)]
    return visit.page(
        "console/tools.html",
        status=400 if trouble else 200,
        tokens=stand,
        past=[one for one in every if one not in stand],
        wall=wall,
        webhooks=told.every_webhook(visit.office, None),
        ledgers=[one.name for one in _linked(visit)],
        events=told.EVENTS,
        may=made.may,
        token_stands=made.stands,
        stands=told.stands,
        day=day,
        moment=moment,
        trouble=trouble,
        typed=_typed(visit) if trouble else {},
        base=_base(visit),
        fresh=fresh,
    )


def _typed(visit: Visit) -> dict[str, list[str]]:
    return {name: [each.strip() for each in visit.all_sent(name)] for name in visit.form}


def _linked(visit: Visit) -> list[LinkedLedger]:
    return [one for one in visit.ledgers() if one.leaves_on is None]


def _base(visit: Visit) -> str:
    public = visit.office.config.serve.public_url
    return public or f"{visit.request.url.scheme}://{visit.request.url.netloc}"


def token(visit: Visit) -> Response:
    """Make one, or revoke one."""
    try:
        if visit.sent("act") == "revoke":
            which = visit.sent("number")
            name = made.revoke_token(visit.office, int(which) if _is_number(which) else 0)
            visit.say(f"The token {name} opens nothing any more.")
            return visit.see(url("tools"))
        wanted = _wanted(visit)
        number, shown = made.new_token(visit.office, wanted)
    except ActError as error:
        return show(visit, without_commands(str(error)))
    address = _base(visit) + made.opens(wanted.kind, shown)
    return show(visit, token=shown, number=number, kind=wanted.kind, name=wanted.name, address=address)


def _wanted(visit: Visit) -> Wanted:
    kind, days = _KINDS.get(visit.sent("kind")), visit.sent("days")
    if kind is None:
        msg = "say what the token is for: the API, a calendar or a card"
        raise ActError(msg)
    if days and not _is_number(days):
        msg = f"{days!r} is no number of days"
        raise ActError(msg)
    return Wanted(
        kind=kind,
        name=visit.sent("name"),
        ledgers=_chosen(visit),
        acts=bool(visit.sent("acts")),
        names=bool(visit.sent("names")),
        origins=tuple(visit.sent("origins").split()),
        days=int(days) if days else None,
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _DIGITS


def _chosen(visit: Visit) -> tuple[str, ...]:
    """The ledgers that it sees: those ticked, whatever is said of every. Raises `ActError`, `Nowhere`."""
    linked = [one.name for one in _linked(visit)]
    wanted = visit.all_sent("ledgers") or (linked if visit.sent("every") else [])
    if not wanted:
        msg = "choose the ledgers that the token sees, or every ledger"
        raise ActError(msg)
    if not set(wanted) <= set(linked):
        raise Nowhere
    return tuple(wanted)


def add(visit: Visit) -> Response:
    """Tell an address from now on."""
    ledger = visit.ledger(visit.sent("ledger"))
    office, address = visit.office.of_ledger(ledger), visit.sent("url")
    try:
        secret = told.add_webhook(office, ledger, address, visit.all_sent("events"))
    except ActError as error:
        return show(visit, without_commands(str(error)))
    [one] = [each for each in told.every_webhook(office, ledger) if each.url == address]
    return show(visit, secret=secret, webhook=one)


def _the(visit: Visit) -> tuple[LinkedLedger, Endpoint, list[Delivery]]:
    ledger = visit.ledger()
    found = told.the_webhook(visit.office, ledger, int(visit.path("number")))
    if found is None:
        raise Nowhere
    return ledger, *found


def show_one(visit: Visit) -> Response:
    """One webhook: how it goes, and what became of its last messages."""
    ledger, one, deliveries = _the(visit)
    about = [each.customer_id for each in deliveries if each.customer_id is not None]
    with visit.office.store.read() as connection:
        people = figures.customers_by_id(connection, ledger.id, about)
    return visit.page(
        "console/webhook.html",
        ledger=ledger,
        one=one,
        deliveries=deliveries,
        names={row.id: row.name for row in people},
        wall=visit.office.clock.wall(),
        stands=told.stands,
        moment=moment,
    )


def act(visit: Visit) -> Response:
    """Test it, send it what waits, switch it off, or remove it."""
    ledger, one, _ = _the(visit)
    office, what = visit.office, visit.sent("act")
    if what == "remove":
        lost = told.remove_webhook(office, ledger, one.url)
        visit.say(f"{one.place} is told nothing more." + _lost(lost))
        return visit.see(url("tools"))
    if what == "test":
        tried = told.try_webhook(office, ledger, one.url)
        went = f"took a test: it works{', and is switched on again' if one.off_at else ''}."
        visit.say(f"{one.place} {went if tried.trouble is None else f'took no test: {tried.trouble}.'}")
    elif what == "deliver":
        came = told.deliver_to(office, ledger, one.url)
        visit.say(f"{came.came} came, {came.failed} did not. What is not due yet waits for its time.")
    elif what == "off":
        lost = told.switch_off_webhook(office, ledger, one.url)
        visit.say(f"{one.place} is told nothing until a test gets through." + _lost(lost))
    return visit.see(url("ledgers", ledger.name, "webhooks", str(one.id)))


def _lost(number: int) -> str:
    return f" {number} that waited will not come." if number else ""
