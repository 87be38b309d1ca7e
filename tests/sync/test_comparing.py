"""What is staged is held against what the ledger itself says: found, healed, and nobody chased meanwhile."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from connectors.standing import Comparable, Standing
from sync.comparing import Compared, compare, compare_daily
from sync.decide import decide_due
from sync.pull import pull
from sync.store import decided
from sync.tables import customers, invoices
from tests.world import BOTH, QUICKBOOKS, WORKING_DAY, XERO, World


def staged_wrong(world: World, name: str, **values: object) -> tuple[str, str]:
    """One open invoice of the home currency is staged otherwise than it is; its id and its customer's."""
    ledger = world.office.linked(name)
    with world.office.store.write() as connection:
        row = connection.execute(
            sa.select(invoices)
            .where(
                invoices.c.ledger_id == ledger.id,
                invoices.c.status == "open",
                invoices.c.balance > 0,
                invoices.c.currency == ledger.home_currency,
            )
            .order_by(invoices.c.id)
        ).first()
        assert row is not None
        connection.execute(
            sa.update(invoices)
            .where(invoices.c.ledger_id == ledger.id, invoices.c.id == row.id)
            .values(version="0", **values)
        )
    return str(row.id), str(row.customer_id)


def compared(world: World, name: str) -> Compared:
    with world.office.work(name) as work:
        return compare(work)


def balance(world: World, name: str, invoice_id: str) -> int:
    ledger = world.office.linked(name)
    with world.office.store.read() as connection:
        found = connection.scalar(
            sa.select(invoices.c.balance).where(
                invoices.c.ledger_id == ledger.id, invoices.c.id == invoice_id
            )
        )
    assert found is not None
    return int(found)


@pytest.fixture(params=BOTH)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def pulled(small_world: World, name: str) -> World:
    small_world.link(name)
    with small_world.office.work(name) as work:
        pull(work)
    return small_world


def test_what_was_pulled_agrees_with_what_the_ledger_says(pulled: World, name: str) -> None:
    found = compared(pulled, name)
    assert (found.why_not, found.differences, found.healed) == (None, [], 0)
    assert found.customers > 1
    assert found.invoices > found.customers / 2


def test_a_ledger_is_compared_once_a_day(pulled: World, name: str) -> None:
    def daily() -> Compared | None:
        with pulled.office.work(name) as work:
            return compare_daily(work)

    assert daily() is not None
    assert daily() is None
    pulled.at(WORKING_DAY + timedelta(hours=21))
    assert daily() is not None


def test_a_whole_pass_compares_before_it_decides(small_world: World, name: str) -> None:
    small_world.link(name)
    done = small_world.run(name)
    assert done.compared is not None
    assert done.compared.differences == []


@pytest.mark.parametrize("wrong", [{"balance": 1}, {"status": "paid", "balance": 0}])
def test_a_wrong_invoice_is_read_anew(small_world: World, wrong: dict[str, object]) -> None:
    small_world.link(XERO)
    with small_world.office.work(XERO) as work:
        pull(work)
    before = compared(small_world, XERO)
    id_, _ = staged_wrong(small_world, XERO, **wrong)
    found = compared(small_world, XERO)
    assert (found.differences, found.healed, found.invoices) == ([], 1, before.invoices)
    assert balance(small_world, XERO, id_) > 1


def test_a_wrong_balance_of_a_customer_is_read_anew(small_world: World) -> None:
    """QuickBooks tells it beside the documents, and what no document shows is derived from it."""
    small_world.link(QUICKBOOKS)
    with small_world.office.work(QUICKBOOKS) as work:
        pull(work)
    ledger = small_world.office.linked(QUICKBOOKS)
    _, customer = staged_wrong(small_world, QUICKBOOKS)
    mine = sa.and_(customers.c.ledger_id == ledger.id, customers.c.id == customer)
    with small_world.office.store.write() as connection:
        right = connection.scalar(sa.select(customers.c.balance).where(mine))
        connection.execute(sa.update(customers).where(mine).values(balance=1))
    found = compared(small_world, QUICKBOOKS)
    assert (found.differences, found.healed) == ([], 1)
    with small_world.office.store.read() as connection:
        assert connection.scalar(sa.select(customers.c.balance).where(mine)) == right


def test_a_document_that_is_no_more_is_taken_away(pulled: World, name: str) -> None:
    """Staged open and not among all that the ledger has of the customer."""
    ledger = pulled.office.linked(name)
    with pulled.office.store.write() as connection:
        row = (
            connection.execute(
                sa.select(invoices).where(invoices.c.ledger_id == ledger.id, invoices.c.status == "open")
            )
            .mappings()
            .first()
        )
        assert row is not None
        ghost = dict(row) | {"id": "999999", "number": "GHOST", "balance": 5000, "total": 5000}
        connection.execute(sa.insert(invoices).values(ghost))
    found = compared(pulled, name)
    assert (found.differences, found.healed) == ([], 1)  # QuickBooks counts invoices in all: all is read anew
    assert balance(pulled, name, "999999") == 0


def test_whose_figures_stay_different_is_not_asked_for_money(pulled: World, name: str) -> None:
    """Here because the ledger's two accounts of itself differ; it ends by itself once they agree."""
    ledger = pulled.office.linked(name)
    id_, customer = staged_wrong(pulled, name)
    with pulled.office.work(name) as work:
        assert isinstance(work.source, Comparable)
        told = work.source.standing()
        wrong = dict(told.owed)
        wrong[customer, ledger.home_currency] = wrong.get((customer, ledger.home_currency), Decimal(0)) + 7
        work.source = Saying(work.source, replace(told, owed=wrong))  # type: ignore[assignment]  # all but `standing` is passed on
        found = compare(work)
        assert [one.customer_id for one in found.differences] == [customer]
        assert found.differences[0].words.startswith(f"{ledger.home_currency} ")
        decide_due(work)
    assert reasons(pulled, name)[customer] == "DIFFERENT"
    assert compared(pulled, name).differences == []
    with pulled.office.work(name) as work:
        decide_due(work)
    assert reasons(pulled, name)[customer] != "DIFFERENT"
    assert balance(pulled, name, id_) > 0


class Saying:
    """A ledger whose second account of itself is `told`; all else is its own."""

    def __init__(self, source: object, told: Standing) -> None:
        self._source = source
        self._told = told

    def standing(self) -> Standing:
        return self._told

    def __getattr__(self, name: str) -> object:
        return getattr(self._source, name)


def reasons(world: World, name: str) -> dict[str, str]:
    ledger = world.office.linked(name)
    with world.office.store.read() as connection:
        return {one.customer_id: one.decision.reason.name for one in decided.standing(connection, ledger.id)}
