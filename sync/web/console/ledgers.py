"""All ledgers, one row each; and of one ledger what it is, what is wrong, and where to go on from there."""

from __future__ import annotations

from decimal import Decimal

from starlette.responses import Response
from starlette.routing import Route

from sync.commands.targets import today_of
from sync.leaving import unlink as leaving
from sync.overview import BUCKETS, Overview, overviews
from sync.status import status_of
from sync.web.console.desk import Visit, at, url
from sync.web.console.typed import in_console
from sync.web.pages import day

_WORST_FIRST = {"no": 0, "partly": 1, "yes": 2}


def routes() -> list[Route]:
    """For the console's router."""
    return [
        at("/", lambda visit: visit.see(url("ledgers"))),
        at("/ledgers", show_all),
        at("/ledgers/{ledger}", show),
        at("/ledgers/{ledger}/unlink", unlink, "owner", ["GET", "POST"]),
        at("/ledgers/{ledger}/keep", keep, "owner", ["POST"]),
    ]


def show_all(visit: Visit) -> Response:
    """Every ledger of this user, by name or by what is asked for."""
    found = overviews(visit.office, visit.user.ledgers)
    order = visit.asked("order", "name")
    keys = {
        "name": lambda one: one.name,
        "overdue": _owed_most,
        "state": lambda one: (_WORST_FIRST[one.chases], one.name),
    }
    found.sort(key=keys.get(order, keys["name"]))
    sums = {
        name: sum(getattr(one, name) for one in found)
        for name in ("approvals", "replies", "uncertain", "problems")
    }
    return visit.page(
        "console/ledgers.html", found=found, buckets=BUCKETS, order=order, sums=sums, here=in_console
    )


def _owed_most(one: Overview) -> tuple[Decimal, str]:
    return (-max((each.overdue for each in one.aging), default=Decimal(0)), one.name)


def show(visit: Visit) -> Response:
    """One ledger."""
    name = visit.path("ledger")
    [seen] = overviews(visit.office, frozenset({visit.ledger().name}))
    status = status_of(visit.office, visit.ledger())
    today = today_of(visit.office, visit.ledger())
    return visit.page(
        "console/ledger.html",
        one=seen,
        state=status,
        buckets=BUCKETS,
        name=name,
        today=today,
        here=in_console,
    )


def unlink(visit: Visit) -> Response:
    """What ends with it, and the end."""
    ledger = leaving.known(visit.office, visit.ledger().name)
    if visit.request.method == "POST":
        if visit.sent("name") != ledger.name:
            visit.say(f"Not unlinked: write {ledger.name} to say that you mean it.")
            return visit.see(url("ledgers", ledger.name, "unlink"))
        receipt, trouble = leaving.unlink(visit.office, ledger, file=None, days=None)
        gone = day(receipt.deletes_on)
        visit.say(f"{ledger.name} is unlinked, and deleted on {gone}; until then you can keep it after all.")
        if trouble:
            visit.say(trouble)
        return visit.see(url("ledgers"))
    return visit.page("console/unlink.html", ledger=ledger, left=leaving.still_open(visit.office, ledger))


def keep(visit: Visit) -> Response:
    """It is not deleted: what was unlinked stays, to be linked and approved anew."""
    ledger = leaving.known(visit.office, visit.ledger().name)
    leaving.take_back(visit.office, ledger)
    visit.say(f"{ledger.name} stays. Link it anew now; nothing is sent before its whole list is approved.")
    return visit.see(url("ledgers", ledger.name))
