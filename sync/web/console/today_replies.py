"""One message of theirs: read, whose it is, what it means, and what became of it."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Route

from sync.commands import ActError
from sync.commands.drafts import confirm, drafts
from sync.commands.replies import assign_reply, message, resolve_reply
from sync.store import figures
from sync.web.console.desk import Nowhere, Visit, at, url

_PATH = "/ledgers/{ledger}/today/replies/{number:int}"


def routes() -> list[Route]:
    """For the console's router."""
    return [at(_PATH, show), at(_PATH, act, methods=["POST"])]


def show(visit: Visit, wrong: str = "") -> Response:
    """What they wrote, and what it may mean."""
    ledger, number = visit.ledger(), int(visit.path("number"))
    is_part = visit.request.headers.get("HX-Request") == "true"
    try:
        one = message(visit.office, ledger, number)
    except ActError:
        raise Nowhere from None
    with visit.office.store.read() as connection:
        names = sorted(set(figures.customer_names(connection, ledger.id).values()), key=str.casefold)
    return visit.page(
        "console/today_reply_part.html" if is_part else "console/today_reply.html",
        status=400 if wrong else 200,
        ledger=ledger,
        one=one,
        drafts=drafts(visit.office, ledger, number),
        names=names,
        wrong=wrong,
        here=url("ledgers", ledger.name, "today", "replies", str(number)),
    )


def act(visit: Visit) -> Response:
    """Confirm what it means, say whose it is, or say what became of it."""
    ledger, number = visit.ledger(), int(visit.path("number"))
    here = url("ledgers", ledger.name, "today", "replies", str(number))
    try:
        match visit.sent("act"):
            case "confirm":
                chosen = [int(each) for each in visit.all_sent("draft") if each.isdecimal()]
                if not chosen:
                    return show(visit, "Tick what it means.")
                for told in confirm(visit.office, ledger, number, chosen, visit.by):
                    visit.say(f"{ledger.organisation}: {told}.")
            case "assign":
                whose = assign_reply(visit.office, ledger, number, visit.sent("customer"), visit.by)
                visit.say(f"The message is {whose}'s.")
                return visit.see(here)
            case "resolve":
                resolve_reply(visit.office, ledger, number, visit.sent("note"), visit.by)
                visit.say(f"{ledger.organisation}: message {number} is seen to.")
            case other:
                return show(visit, f"{other or 'nothing'} is no act: confirm, assign or resolve")
    except ActError as error:
        return show(visit, str(error))
    return visit.see(f"{url('today')}#{ledger.name}")
