"""Backtest: a policy over the past on the books as they stood, without a word to anyone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from dunning.ledger import Allocation, Invoice, Payment
from dunning.policy import Policy, read_policy
from sync import tables
from sync.config import ConfigError, policy_in
from sync.rehearsal.backtest import Backtest, NoHistory, backtest
from sync.rehearsal.history import pasts
from tests.sync.books import NOW, customer, invoice, payment
from tests.sync.desk import Desk, desk

SINCE = date(2026, 9, 1)
PLAIN: dict[str, Any] = {"approval_required": "none", "pre_due": {"enabled": False}}


def bill(number: str, of: str, due: date, *, paid: bool, total: str = "100") -> Invoice:
    """An invoice of a month before its due date, open or paid."""
    return invoice(
        number,
        of=of,
        issued_on=due.replace(month=due.month - 1),
        due_on=due,
        total=Decimal(total),
        balance=Decimal(0) if paid else Decimal(total),
        status="paid" if paid else "open",
    )


def came(number: str, of: str, paid_on: date, entered_on: date, amount: str = "100") -> Payment:
    """What was paid on one day and entered on another."""
    return payment(
        f"P-{number}",
        of=of,
        paid_on=paid_on,
        amount=amount,
        unapplied=Decimal(0),
        modified_at=datetime(entered_on.year, entered_on.month, entered_on.day, 12, 0, tzinfo=UTC),
        allocations=(Allocation(invoice_id=number, amount=Decimal(amount)),),
    )


@pytest.fixture
def autumn(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """C1 pays in time, C2 three weeks late, C3's money is entered twelve days late, C4 never pays."""
    with desk(tmp_path, store_url) as made:
        made.stage(
            *(customer(f"C{number}") for number in range(1, 6)),
            bill("PROMPT", "C1", date(2026, 9, 10), paid=True),
            came("PROMPT", "C1", date(2026, 9, 9), date(2026, 9, 10)),
            bill("LATE", "C2", date(2026, 9, 10), paid=True),
            came("LATE", "C2", date(2026, 10, 1), date(2026, 10, 2)),
            bill("UNBOOKED", "C3", date(2026, 9, 10), paid=True),
            came("UNBOOKED", "C3", date(2026, 9, 12), date(2026, 9, 24)),
            bill("NEVER", "C4", date(2026, 9, 10), paid=False),
            *(
                row
                for day in range(1, 30)
                for row in (
                    bill(f"B{day}", "C5", date(2026, 9, day), paid=True),
                    came(f"B{day}", "C5", date(2026, 9, day), date(2026, 9, day)),
                )
            ),
        )
        made.decide()
        yield made


def tried(on: Desk, policy: Policy | None = None, since: date = SINCE) -> Backtest:
    return backtest(on.office, on.ledger, policy or read_policy(PLAIN), since)


def test_it_is_told_who_would_have_been_asked_and_who_though_they_had_paid(autumn: Desk) -> None:
    found = tried(autumn).tried
    # C2, C3 and C4 once the payments of 14 September are in the books
    assert (found.worst_day, found.on_worst_day) == (date(2026, 9, 15), 3)
    assert found.chased_after_paying == 2  # C3, by both reminders before the 24th
    # after 2 October no payment was entered, so nobody can be sure of what is not paid
    assert (found.messages, found.tasks) == (8, 0)
    assert found.waits["BOOKS_NOT_BOOKED"] > 0


def test_who_paid_before_a_later_first_level_is_not_asked(autumn: Desk) -> None:
    late = PLAIN | {"levels": [{"name": "only", "days": 30}]}
    found = tried(autumn, read_policy(late)).tried
    assert (found.messages, found.tasks, found.chased_after_paying) == (1, 0, 0)


def test_the_present_policy_stands_beside_it(autumn: Desk) -> None:
    none = read_policy(PLAIN | {"minimum_balance": {"default": "1000000"}})
    found = tried(autumn.under('approval_required = "none"\npre_due = { enabled = false }'), none)
    assert (found.tried.messages, found.tried.on_worst_day, found.tried.worst_day) == (0, 0, None)
    assert found.present == tried(autumn).tried
    assert found.rebuilt_before == autumn.ledger.linked_on


def test_nothing_is_asked_while_the_books_were_not_booked(autumn: Desk) -> None:
    assert tried(autumn).tried.waits.get("BOOKS_NOT_BOOKED", 0) > 0
    slow = tried(autumn, read_policy(PLAIN | {"booked_after_days": 10})).tried
    assert slow.worst_day is not None
    assert slow.worst_day > date(2026, 9, 15)


def test_it_writes_nothing(autumn: Desk) -> None:
    def rows() -> dict[str, int]:
        with autumn.office.store.read() as connection:
            return {
                name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
                for name, table in tables.metadata.tables.items()
            }

    before = rows()
    tried(autumn)
    assert rows() == before


def test_the_books_of_a_past_day_show_what_was_entered_by_then(autumn: Desk) -> None:
    with autumn.office.store.read() as connection:
        [third] = [past for past in pasts(connection, autumn.ledger) if past.account.customer.id == "C3"]
    shown = {
        day: [each.balance for each in third.at(date(2026, 9, day), None).invoices] for day in (1, 24, 25)
    }
    assert shown == {1: [Decimal(100)], 24: [Decimal(100)], 25: []}
    assert [third.paid_by("UNBOOKED", date(2026, 9, day)) for day in (11, 12)] == [False, True]


def test_a_day_that_is_not_past_is_refused(autumn: Desk) -> None:
    with pytest.raises(NoHistory, match="is not in the past"):
        tried(autumn, since=NOW.date())


def test_a_ledger_without_history_is_refused(tmp_path: Path) -> None:
    with desk(tmp_path) as empty, pytest.raises(NoHistory, match="no history"):
        tried(empty)


@pytest.mark.parametrize("head", ["", "[policy]\n"])
def test_a_policy_is_read_from_a_file_of_its_own(tmp_path: Path, head: str) -> None:
    (tmp_path / "p.toml").write_text(f"{head}minimum_gap_days = 3\n")
    assert policy_in(tmp_path / "p.toml").minimum_gap_days == 3
    (tmp_path / "p.toml").write_text(f"{head}minimum_gap_day = 3\n")
    with pytest.raises(ConfigError, match=r"p\.toml: minimum_gap_day is not known"):
        policy_in(tmp_path / "p.toml")
    (tmp_path / "p.toml").write_text("= 3")
    with pytest.raises(ConfigError, match="is no TOML file"):
        policy_in(tmp_path / "p.toml")


def test_what_went_is_told_by_level_and_by_day(autumn: Desk) -> None:
    found = tried(autumn).tried
    assert found.levels == {"reminder": 3, "second_reminder": 3, "firm": 2}
    assert found.days[date(2026, 9, 15)] == {"reminder": 3}
    assert sum(sum(levels.values()) for levels in found.days.values()) == found.messages + found.tasks


def test_courtesies_are_counted_where_a_policy_has_chosen_them(autumn: Desk) -> None:
    autumn.stage(
        customer("C6"),
        invoice("FIRST", of="C6", issued_on=date(2026, 10, 5), due_on=date(2026, 11, 4)),
        bill("OLD", "C1", date(2026, 8, 1), paid=True),  # so the books are known to reach back
        came("OLD", "C1", date(2026, 8, 1), date(2026, 8, 1)),
    )
    autumn.decide()
    plain = tried(autumn).tried
    chosen = {"thanks": True, "terms_note": True, "statement_day": 20}
    found = tried(autumn, read_policy(PLAIN | {"courtesies": chosen})).tried
    assert {name: found.levels.get(name) for name in ("thanks", "terms_note", "statement")} == {
        "thanks": 1,  # C2 paid three weeks late; C3's money was there before they were asked
        "terms_note": 1,
        "statement": found.levels["statement"],
    }
    assert found.levels["statement"] > 0
    assert found.chased_after_paying == plain.chased_after_paying
    assert not plain.levels.keys() & {"thanks", "terms_note", "statement"}
