"""A person's tasks: calls with their briefing and what came of them, letters to post, messages in doubt."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Route

from sync import commands
from sync.commands import ActError
from sync.commands.calling import CAME, Called, called
from sync.commands.online import see_to_online
from sync.commands.proposed import the_proposal
from sync.store import figures
from sync.today import step_in_words
from sync.web.console.desk import Visit, at, url
from sync.web.console.typed import a_day, an_amount, without_commands

_CALL = "/ledgers/{ledger}/today/calls/{fingerprint}"
_SAFE = {"Content-Disposition": 'attachment; filename="letter.pdf"', "X-Content-Type-Options": "nosniff"}


def routes() -> list[Route]:
    """For the console's router."""
    return [
        at(_CALL, show),
        at(_CALL, came, methods=["POST"]),
        at("/ledgers/{ledger}/today/letters/{key}", letter, methods=["POST"]),
        at("/ledgers/{ledger}/today/uncertain/{key}", settle, methods=["POST"]),
        at("/ledgers/{ledger}/today/online/{key}", seen, methods=["POST"]),
    ]


def show(visit: Visit, wrong: str = "") -> Response:
    """The briefing, and the place for what came of the call."""
    ledger = visit.ledger()
    one = the_proposal(visit.office, ledger, visit.path("fingerprint"))
    key = one.customer_id, one.notify.currency
    is_part = visit.request.headers.get("HX-Request") == "true"
    with visit.office.store.read() as connection:
        rows = figures.invoices_by_id(connection, ledger.id, one.notify.overdue)
    return visit.page(
        "console/today_call_part.html" if is_part else "console/today_call.html",
        status=400 if wrong else 200,
        ledger=ledger,
        one=one,
        step=step_in_words,
        told=commands.prepared(visit.office, ledger, key, one.notify),
        numbers=[rows[each].number or each for each in one.notify.overdue if each in rows],
        sent={name: visit.sent(name) for name in ("came", "note", "pay_on", "amount", "invoice")},
        wrong=wrong,
        here=url("ledgers", ledger.name, "today", "calls", one.notify.fingerprint),
    )


def came(visit: Visit) -> Response:
    """What came of it."""
    ledger = visit.ledger()
    one = the_proposal(visit.office, ledger, visit.path("fingerprint"))
    try:
        told = called(visit.office, ledger, one, _outcome(visit), visit.by)
    except ActError as error:
        still = commands.proposals(visit.office, ledger)
        if any(each.notify.fingerprint == one.notify.fingerprint for each in still):
            return show(visit, without_commands(str(error)))
        visit.say(without_commands(str(error)))  # the call counts: the rest is recorded where they stand
        return visit.see(f"{url('ledgers', ledger.name, 'customers', one.customer_id)}#acts")
    visit.say(f"{ledger.organisation}: {told}.")
    return visit.see(f"{url('today')}#{ledger.name}")


def _outcome(visit: Visit) -> Called:
    chosen = next((each for each in CAME if each == visit.sent("came")), None)
    if chosen is None:
        msg = "say what came of the call"
        raise ActError(msg)
    return Called(
        came=chosen,
        note=visit.sent("note"),
        pay_on=a_day(visit.sent("pay_on")),
        amount=an_amount(visit.sent("amount")),
        invoice=visit.sent("invoice") or None,
    )


def letter(visit: Visit) -> Response:
    """Print it on the books as they are now, or say that it was posted."""
    ledger, key = visit.ledger(), visit.path("key")
    if visit.sent("act") == "print":
        made, _ = commands.printed(visit.office, ledger, key)
        return Response(made, media_type="application/pdf", headers=_SAFE)
    done = commands.posted(visit.office, ledger, key)
    visit.say(f"{ledger.organisation}: the letter to {done.customer} counts as posted.")
    return visit.see(f"{url('today')}#{ledger.name}")


def settle(visit: Visit) -> Response:
    """Somebody knows whether that message went."""
    ledger, went = visit.ledger(), visit.sent("act")
    if went not in ("sent", "not-sent"):
        msg = "say whether it went: sent or not-sent"
        raise ActError(msg)
    commands.resolve(visit.office, ledger, visit.path("key"), sent=went == "sent")
    told = "it went, and counts" if went == "sent" else "it did not go, and may be decided anew"
    visit.say(f"{ledger.organisation}: {told}.")
    return visit.see(f"{url('today')}#{ledger.name}")


def seen(visit: Visit) -> Response:
    """Somebody saw to what was wrong with that payment online."""
    ledger = visit.ledger()
    see_to_online(visit.office, ledger, visit.path("key"))
    visit.say(f"{ledger.organisation}: that payment online is seen to.")
    return visit.see(f"{url('today')}#{ledger.name}")
