"""`score` on a linked ledger: its own history alone, no model on Xero, and suggested terms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from dunning.ledger import Row
from sync import tables
from sync.scoring import live, model, overdue
from sync.scoring.bills import ScoreError
from sync.scoring.live import Live, of_ledger
from tests.sync.books import TODAY, customer, invoice, payment, stage_of
from tests.sync.desk import NAME, Desk, desk
from tests.sync.habits import by_amount, history


@pytest.fixture
def books(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, store_url) as made:
        yield made.stage(customer("GOOD"), customer("BAD"))


def settled(of: str, count: int, late: int) -> list[Row]:
    """So many settled invoices, one a week, each paid so many days late."""
    rows: list[Row] = []
    for number in range(count):
        paid = invoice(f"{of}{number}", of=of, overdue=150 + 7 * number, status="paid", balance=Decimal(0))
        assert paid.due_on is not None
        on = paid.due_on + timedelta(days=late)
        rows += [paid, payment(f"P{of}{number}", of=of, on=on, applied={paid.id: "120.00"})]
    return rows


def scored(books: Desk) -> Live:
    return of_ledger(books.office, books.ledger, days=30, late_over=5)


def test_overdue_invoices_are_listed_by_value_times_likelihood(books: Desk) -> None:
    books.stage(*settled("GOOD", 20, 12), *settled("BAD", 20, 60))
    books.stage(invoice("G", of="GOOD", owes="500.00", overdue=5), invoice("B", of="BAD", overdue=5))
    found = scored(books)
    assert [(row.invoice, row.days_past_due) for row in found.overdue] == [("N-B", 5), ("N-G", 5)]
    bad, good = found.overdue
    assert bad.chance == pytest.approx((0 + 5 * 0.5) / 25)
    assert good.chance == pytest.approx((20 + 5 * 0.5) / 25)
    assert bad.at_risk == Decimal("120.00") * Decimal("0.9")
    assert good.at_risk == Decimal("500.00") * Decimal("0.1")
    assert bad.reasons == (
        "mostly how this customer paid before",
        "0 of 20 open as long were paid in 30 days; 50% in the ledger",
    )
    assert bad.late == pytest.approx((20 + 5) / 25)


def test_with_too_little_history_it_says_so_and_the_whole_balance_is_at_risk(books: Desk) -> None:
    books.stage(*settled("GOOD", 29, 12), invoice("G", of="GOOD", overdue=5))
    (row,) = scored(books).overdue
    assert (row.chance, row.late, row.by, row.at_risk) == (None, None, "none", Decimal("120.00"))
    assert row.reasons == ("not enough history: fewer than 30 settled invoices in this ledger",)


def test_another_ledgers_history_is_never_used(books: Desk) -> None:
    books.stage(*settled("GOOD", 40, 12), invoice("G", of="GOOD", overdue=5))
    with books.office.store.write() as connection:
        connection.execute(
            sa.insert(tables.ledgers).values(
                id=999,
                name="other",
                provider="files",
                environment="production",
                company_id="X",
                organisation="Other",
                home_currency="GBP",
                timezone="Europe/London",
                demo=False,
                linked_on=TODAY,
            )
        )
        for table in (tables.invoices, tables.payments, tables.allocations):
            connection.execute(sa.update(table).values(ledger_id=999))
    assert scored(books).settled == 0


def test_before_the_first_pull_is_finished_nothing_is_said(books: Desk) -> None:
    books.update(complete=False)
    with pytest.raises(ScoreError, match=f"the first pull is not finished; run: duesync sync {NAME}"):
        scored(books)


@pytest.mark.parametrize(("provider", "trains"), [("quickbooks", True), ("files", True), ("xero", False)])
def test_no_model_is_trained_on_a_xero_ledger(
    books: Desk, monkeypatch: pytest.MonkeyPatch, provider: str, trains: bool
) -> None:
    asked: list[object] = []

    def fitted(*given: object) -> tuple[None, str]:
        asked.append(given)
        return None, "asked"

    monkeypatch.setattr(live, "fitted", fitted)
    ledger = books.ledger
    object.__setattr__(ledger, "provider", provider)
    found = of_ledger(books.office, ledger, days=30, late_over=5)
    assert bool(asked) == trains
    assert ("Xero's terms forbid" in found.rests_on) != trains


def test_terms_are_suggested_and_nothing_is_changed(books: Desk) -> None:
    books.stage(*settled("GOOD", 12, 0), *settled("BAD", 12, 60))
    before = stage_of(books.office.store, books.ledger.id)
    found = scored(books).terms
    assert [(one.customer, one.suggestion.present_days, one.suggestion.suggested_days) for one in found] == [
        ("Customer BAD", 30, 14),
        ("Customer GOOD", 30, 45),
    ]
    assert stage_of(books.office.store, books.ledger.id) == before


def test_where_the_amount_decides_the_model_of_overdue_invoices_ships() -> None:
    """Large invoices take 60 days more, small ones 5: no ratio knows, and the model learns."""
    bills = []
    for number, bill in enumerate(history(8, by_amount, customers=40, count=3000)):
        days = (60 if (bill.amount or 0) > 2500 else 5) + number % 7
        bills.append(replace(bill, settled_on=bill.due_on + timedelta(days)))
    today = max(bill.issued_on for bill in bills)
    known = [
        replace(bill, settled_on=None) if bill.settled_on and bill.settled_on >= today else bill
        for bill in bills
    ]
    found, words = overdue.fitted(known, today, 30)
    assert found is not None, words
    late = [bill for bill in known if bill.settled_on is None and 0 < (today - bill.due_on).days < 5]
    said = found.chances(late, today)
    assert late
    for bill in late:
        assert (said[bill.number or ""] > 0.5) == ((bill.amount or 0) <= 2500)


def test_the_ratio_stays_where_there_is_no_scikit_learn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "find_spec", lambda _name: None)
    found, words = overdue.fitted([], TODAY, 30)
    assert found is None
    assert "pip install" in words
