"""The customers of a ledger, sorted and filtered; and finding a customer or an invoice in all ledgers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from starlette.responses import Response
from starlette.routing import Route

from dunning.ledger import of_minor
from sync.debtors import BUCKETS, ORDERS, SHOWN, Wanted, debtors
from sync.store import owed
from sync.timeline.said import step_in_words
from sync.web.console.desk import Visit, at, url
from sync.web.console.typed import a_page

_MOST: Final = 25  # of each sort that a search shows
_LONGEST: Final = 200  # letters of what is looked for


def routes() -> list[Route]:
    """For the console's router."""
    return [at("/ledgers/{ledger}/customers", show), at("/search", search)]


def show(visit: Visit) -> Response:
    """One page of them, as the address asks for it."""
    ledger = visit.ledger()
    order = visit.asked("order", "overdue")
    wanted = Wanted(
        show=visit.asked("show") if visit.asked("show") in SHOWN else "owing",
        name=visit.asked("name")[:_LONGEST],
        order=order if order in ORDERS else "overdue",
        down=visit.asked("way", "up" if order in ("name", "next") else "down") == "down",
        page=a_page(visit.asked("page", "1")),
    )
    found = debtors(visit.office, ledger, wanted)
    return visit.page(
        "console/customers.html",
        ledger=ledger,
        wanted=wanted,
        found=found,
        buckets=BUCKETS,
        shown=SHOWN,
        step_in_words=step_in_words,
    )


@dataclass(frozen=True, slots=True)
class Hit:
    """An invoice that was found. `total`, `balance`: in its currency."""

    ledger: str
    number: str
    customer_id: str
    customer: str
    currency: str
    total: Decimal
    balance: Decimal
    status: str
    due_on: Any


def search(visit: Visit) -> Response:
    """What was looked for, in every ledger that this user may see; the only thing found is shown at once."""
    wanted = visit.asked("q")[:_LONGEST]
    names = {each.id: each.name for each in visit.ledgers()}
    customers, invoices = [], []
    if wanted and names:
        with visit.office.store.read() as connection:
            customers = owed.customers_named(connection, names, wanted, _MOST + 1)
            rows = owed.invoices_numbered(connection, names, wanted, _MOST + 1)
        invoices = [_hit(row, names) for row in rows]
    just = [each for each in invoices if each.number.lower() == wanted.lower()]
    if len(just) == 1 and not customers:
        return visit.see(url("ledgers", just[0].ledger, "invoices", just[0].number))
    if len(customers) == 1 and not invoices:
        ledger_id, customer_id, _ = customers[0]
        return visit.see(url("ledgers", names[ledger_id], "customers", customer_id))
    return visit.page(
        "console/search.html",
        wanted=wanted,
        customers=[(names[ledger_id], id_, name) for ledger_id, id_, name in customers[:_MOST]],
        invoices=invoices[:_MOST],
        more=len(customers) > _MOST or len(invoices) > _MOST,
    )


def _hit(row: Any, names: dict[int, str]) -> Hit:
    return Hit(
        ledger=names[row.ledger_id],
        number=row.number,
        customer_id=row.customer_id,
        customer=row.name or row.customer_id,
        currency=row.currency,
        total=of_minor(row.total, row.currency),
        balance=of_minor(row.balance, row.currency),
        status=row.status,
        due_on=row.due_on,
    )
