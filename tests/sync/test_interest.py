"""What a customer's overdue invoices bear, as a person looks at it, and as letters come to state it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sync.commands import ActError
from sync.commands.charges import interest_on
from sync.why import why
from tests.sync.books import NOW, TODAY, credit, customer, invoice
from tests.sync.desk import Desk, desk

ON = """approval_required = "every"
law.debtor_kind = "company"
interest.basis = "statutory"
interest.from_level = "reminder"
interest.fixed_sums = true"""


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """Two invoices overdue, one of them half covered by credit; another customer owes what is not due."""
    with desk(tmp_path, store_url, policy=ON) as made:
        made.stage(
            customer("C1"),
            invoice("OLD", overdue=74, owes="5000"),
            invoice("NEW", overdue=12, owes="120"),
            credit("CN", unapplied=Decimal(1000)),
            customer("C2"),
            invoice("LATER", of="C2", overdue=-20),
        )
        made.decide()
        yield made


def test_each_line_has_its_days_rate_and_source_and_they_add_up(bench: Desk) -> None:
    found = interest_on(bench.office, bench.ledger, "Customer C1", currency=None, as_of=None)
    assert (found.until, found.basis, found.currency) == (TODAY, "statutory", "GBP")
    # due 5 September, credit of 1,000.00: 4,000.00 x 11.75 % x 73/365 = 94.00; 120.00 for 11 days: 0.42
    assert [(each.number, each.principal, each.interest, each.fixed) for each in found.invoices] == [
        ("N-OLD", Decimal(4000), Decimal("94.00"), Decimal(70)),
        ("N-NEW", Decimal(120), Decimal("0.42"), Decimal(40)),
    ]
    assert (found.interest, found.fixed, found.total) == (Decimal("94.42"), Decimal(110), Decimal("204.42"))
    [stretch] = found.invoices[0].stretches
    assert (stretch.since, stretch.days) == (date(2026, 9, 6), 73)


def test_another_day_may_be_asked_for_but_none_to_come(bench: Desk) -> None:
    earlier = interest_on(bench.office, bench.ledger, "C1", currency="GBP", as_of=TODAY - timedelta(days=10))
    assert [each.interest for each in earlier.invoices] == [Decimal("81.12"), Decimal("0.04")]
    with pytest.raises(ActError, match="2026-11-19 is in the future for summit"):
        interest_on(bench.office, bench.ledger, "C1", currency=None, as_of=TODAY + timedelta(days=1))


def test_what_is_not_due_bears_nothing_and_what_is_off_says_so(bench: Desk) -> None:
    later = interest_on(bench.office, bench.ledger, "C2", currency=None, as_of=None)
    assert later.invoices == ()
    assert later.total == 0
    bench.under("")
    off = interest_on(bench.office, bench.ledger, "C1", currency=None, as_of=None)
    assert off.basis == "none"
    assert off.invoices == ()


def test_of_whom_nothing_is_known_nothing_is_claimed(bench: Desk) -> None:
    bench.under(ON.replace("company", "unknown"))
    found = interest_on(bench.office, bench.ledger, "C1", currency=None, as_of=None)
    assert found.invoices == ()
    assert found.left_out == (
        ("", "It is not known whether the customer is in business: nothing is claimed on top."),
    )


def test_a_yes_to_a_letter_with_a_claim_holds_while_it_grows(bench: Desk) -> None:
    told = why(bench.office, bench.ledger, "N-OLD")
    assert told.proposed is not None
    assert told.proposed.charges is not None
    assert told.proposed.amount == Decimal(4120), "the claim is no part of what is asked for"
    bench.approve("C1").at(NOW + timedelta(days=1)).decide()
    [act] = bench.ready()
    assert act.charges is not None
    assert act.charges.total.amount > told.proposed.charges.total.amount
    assert act.charges.until == TODAY + timedelta(days=1)


def test_other_terms_need_another_yes(bench: Desk) -> None:
    bench.approve("C1").under(ON.replace("fixed_sums = true", "fixed_sums = false")).decide()
    assert bench.ready() == []
    assert bench.reasons()["C1"] == "APPROVAL"
