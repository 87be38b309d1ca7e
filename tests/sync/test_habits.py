"""How customers pay: each by itself, and drawn towards what is usual in the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest

from dunning.ledger import Kind
from sync.store import Store, settled
from tests.sync.books import (
    TODAY,
    account,
    customer,
    gone,
    invoice,
    linked,
    looked_at,
    opened,
    payment,
    staged,
)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with opened(store_url) as made:
        yield made


@pytest.fixture
def ledger_id(store: Store) -> int:
    return linked(store)


def test_how_a_customer_pays_follows_from_the_last_payment_on_each_settled_invoice(
    store: Store, ledger_id: int
) -> None:
    settled = [
        invoice(f"I{n}", overdue=100, status="paid", balance=Decimal(0), total=Decimal("10.00"))
        for n in range(4)
    ]
    due = settled[0].due_on
    assert due is not None
    staged(store, ledger_id, customer(), *settled)
    for n, late in enumerate((0, 0, 8)):
        staged(store, ledger_id, payment(f"A{n}", on=due, applied={f"I{n}": "5.00"}))
        staged(store, ledger_id, payment(f"B{n}", on=due + timedelta(days=late), applied={f"I{n}": "5.00"}))
    staged(store, ledger_id, payment("C3", on=TODAY + timedelta(days=30), applied={"I3": "10.00"}))
    staged(
        store, ledger_id, payment("D3", on=due + timedelta(days=40), applied={"I2": "10.00"}, status="void")
    )
    found = account(store, ledger_id).behaviour
    assert (found.settled, found.segment) == (3, "prompt")
    assert found.mean_days_late == pytest.approx(8 / 3)
    staged(store, ledger_id, gone(Kind.PAYMENT, "B2"))
    assert account(store, ledger_id).behaviour.mean_days_late == 0


def test_a_customer_with_little_history_is_drawn_towards_the_ledger(store: Store, ledger_id: int) -> None:
    staged(store, ledger_id, customer("C1"), customer("C2"))
    assert account(store, ledger_id).behaviour.late_share is None
    for n, (of, late) in enumerate((("C2", 8), ("C2", 0), ("C2", 0), ("C1", 0))):
        paid = invoice(f"I{n}", of=of, overdue=100, status="paid", balance=Decimal(0))
        assert paid.due_on is not None
        on = paid.due_on + timedelta(days=late)
        staged(store, ledger_id, paid, payment(f"P{n}", of=of, on=on, applied={f"I{n}": "120.00"}))
    found = account(store, ledger_id).behaviour
    assert (found.segment, found.settled) == ("new", 1)
    assert found.late_share == pytest.approx((0 + 5 * 0.25) / 6, abs=0.005)
    assert found.expected_days_late == pytest.approx((0 + 5 * 2) / 6, abs=0.05)
    staged(store, ledger_id, payment("LATER", on=TODAY + timedelta(days=1), applied={"I1": "1.00"}))
    assert account(store, ledger_id).behaviour == found


def test_the_ledgers_mean_is_read_off_its_newest_payments(
    store: Store, ledger_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settled, "_LATELY", 3)
    for n in range(6):
        paid = invoice(f"I{n}", overdue=60 - n, status="paid", balance=Decimal(0))
        assert paid.due_on is not None
        on = paid.due_on + timedelta(days=9 if n < 3 else 0)
        staged(store, ledger_id, paid, payment(f"P{n}", on=on, applied={f"I{n}": "120.00"}))
    with store.write() as connection:
        found = settled.keep(connection, ledger_id, TODAY)
        assert settled.kept(connection, ledger_id) == found
    assert found is not None
    assert (found.settled, found.late_share) == (3, 1.0)


def test_the_look_before_sending_knows_the_mean_that_was_decided_with(store: Store, ledger_id: int) -> None:
    """What comes in between tells of habits from the next decisions on."""
    staged(store, ledger_id, customer("C1"), customer("C2"), invoice())
    paid = invoice("I2", of="C2", overdue=60, status="paid", balance=Decimal(0))
    staged(store, ledger_id, paid, payment("P2", of="C2", on=TODAY, applied={"I2": "120.00"}))
    decided = account(store, ledger_id)
    assert decided.behaviour.late_share == 1.0
    late = invoice("I3", of="C2", overdue=0, status="paid", balance=Decimal(0))
    staged(store, ledger_id, late, payment("P3", of="C2", on=TODAY, applied={"I3": "120.00"}))
    assert looked_at(store, ledger_id).behaviour == decided.behaviour
    assert account(store, ledger_id).behaviour.late_share == 0.5
