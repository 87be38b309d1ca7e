"""A document that moved to another customer leaves no old balance with the customer it was taken from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from connectors.errors import TryLater
from connectors.sandbox.faults import Fault
from sync.pull import pull
from sync.store import facts, figures, journals
from sync.tables import customers
from tests.world import QUICKBOOKS, World, world


def pulled(made: World) -> int:
    """One pull; what it cost in metered calls."""
    before = made.sandbox.quickbooks.metered_calls()
    with made.office.work(QUICKBOOKS) as work:
        pull(work)
    return made.sandbox.quickbooks.metered_calls() - before


def owed(made: World) -> dict[str, Decimal]:
    """What the stage says that each customer owes."""
    ledger = made.office.linked(QUICKBOOKS)
    with made.office.store.read() as connection:
        ids = connection.scalars(sa.select(customers.c.id).where(customers.c.ledger_id == ledger.id)).all()
        staged = facts.customers(connection, ledger.id, ids)
    return {one.customer_id: one.balance for one in journals.told(staged)}


def move(made: World) -> tuple[str, str]:
    """An unpaid invoice goes to another customer, and no customer gets a new time: (from, to)."""
    books = made.sandbox.quickbooks
    books.company.restamps_customers = False
    ledger = made.office.linked(QUICKBOOKS)
    with made.office.store.read() as connection:
        rows = figures.open_invoices(connection, ledger.id)
    row = next(
        row for row in rows if not books.company.applied_to(row.id) and row.currency == ledger.home_currency
    )
    to = next(
        ref
        for ref, one in books.customer_ids.items()
        if one != row.customer_id
        and (other := books.company.rows["Customer"][one])["Active"]
        and other["CurrencyRef"]["value"] == row.currency
    )
    books.move(str(row.number), to)
    return str(row.customer_id), books.customer_ids[to]


@pytest.mark.parametrize("fails", [False, True], ids=["at once", "after a pull that broke off"])
def test_the_former_customers_balance_is_read_with_the_document(
    tmp_path: Path, store_url: str, *, fails: bool
) -> None:
    with world(tmp_path, customers=8, store=store_url) as made:
        made.link(QUICKBOOKS)
        pulled(made)
        before, (giver, taker) = owed(made), move(made)
        if fails:  # the first of the two questions is about the taker, whom the change names
            made.sandbox.quickbooks.faults.add(
                Fault(match="POST .*/query", action="status", status=503, skip=1, times=4)
            )
            with pytest.raises(TryLater):
                pulled(made)
            assert owed(made) == before, "nothing is staged of what is half known"
            made.sandbox.quickbooks.faults.clear()
        assert pulled(made) == 3  # the changes, the taker, the giver
        truth = made.sandbox.quickbooks.company.rows["Customer"]
        assert owed(made) == {one: truth[one]["Balance"] for one in before}
        assert owed(made)[giver] < before[giver]
        assert owed(made)[taker] > before[taker]
        assert pulled(made) == 1
