"""Every page there is, each with an address to open it by in `tests/web/firm.py`'s books."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from starlette.routing import Route

from sync.office import Office
from sync.tables import customers, invoices, ledgers
from sync.web.app import make_app
from sync.web.console import routes as console_routes
from sync.web.console.desk import HOME
from sync.web.console.running import Runs


@dataclass(frozen=True, slots=True)
class Page:
    """`pattern`: as its route has it, from the root. `methods`: those that it answers, HEAD aside."""

    pattern: str
    methods: frozenset[str]


def pages(office: Office) -> list[Page]:
    """All, in the order in which they are asked."""
    return [*_of(make_app(office).routes, ""), *_of(console_routes(office, Runs()), HOME)]


def _of(routes: object, base: str) -> Iterator[Page]:
    assert isinstance(routes, list)
    for route in routes:
        if isinstance(route, Route):
            yield Page(f"{base}{route.path}", frozenset(route.methods or ()) - {"HEAD"})


def filled(office: Office, pattern: str, ledger: str = "harbour") -> str:
    """The pattern with what stands for one thing of that ledger in the place of each name in braces."""
    with office.store.read() as connection:
        row = connection.execute(
            sa.select(invoices.c.number, invoices.c.customer_id)
            .join(ledgers, ledgers.c.id == invoices.c.ledger_id)
            .join(
                customers,
                (customers.c.ledger_id == ledgers.c.id) & (customers.c.id == invoices.c.customer_id),
            )
            .where(ledgers.c.name == ledger, invoices.c.status == "open", invoices.c.balance > 0)
            .order_by(invoices.c.due_on, invoices.c.id)
            .limit(1)
        ).one()
    known = {
        "ledger": ledger,
        "customer": row.customer_id,
        "number": row.number,
        "invoice": row.number,
        "name": "duesync.css",
        "provider": "xero",
    }
    for name, value in known.items():
        for braces in (f"{{{name}}}", f"{{{name}:path}}"):
            pattern = pattern.replace(braces, str(value))
    return pattern
