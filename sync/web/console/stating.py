"""What a person states of a ledger as a whole: that its books are complete, who gets its week's figures."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response
from starlette.routing import Route

from sync import commands
from sync.commands import ActError
from sync.commands.weekly import mail_weekly
from sync.web.console.desk import Visit, at, url
from sync.web.pages import day


def routes() -> list[Route]:
    """For the console's router."""
    return [
        at("/ledgers/{ledger}/confirm-books", confirm_books, methods=["POST"]),
        at("/ledgers/{ledger}/reports/weekly", weekly, "owner", ["POST"]),
    ]


def confirm_books(visit: Visit) -> Response:
    """Every payment up to that day is in the books."""
    ledger = visit.ledger()
    try:
        through = date.fromisoformat(visit.sent("through"))
        commands.confirm_books(visit.office, ledger, through)
    except ValueError:
        visit.say("Say up to which day: a date.")
    except ActError as error:
        visit.say(f"Not recorded: {error}.")
    else:
        visit.say(f"The books are complete up to {day(through)}, as you say; the next run decides anew.")
    return visit.see(url("ledgers", ledger.name))


def weekly(visit: Visit) -> Response:
    """These get the week's figures by mail, or nobody does."""
    ledger, to = visit.ledger(), visit.sent("to").replace(",", " ").split()
    if not to and visit.sent("act") == "on":
        visit.say("Not changed: write to whom it goes, an address on each line.")
        return visit.see(url("ledgers", ledger.name, "reports") + "#weekly")
    try:
        now = mail_weekly(visit.office, ledger, to if visit.sent("act") == "on" else ())
    except ActError as error:
        visit.say(f"Not changed: {error}.")
    else:
        visit.say(f"The week's figures go to {', '.join(now) or 'nobody'}.")
    return visit.see(url("ledgers", ledger.name, "reports") + "#weekly")
