"""Replay: what was decided comes out the same again, and what does not is told with what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from dunning.decisions import Decision
from sync import tables
from sync.replay import Replayed, replay
from tests.sync.books import NOW, TODAY, credit, customer, invoice
from tests.sync.desk import Desk, desk


@pytest.fixture
def month(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """A month of business: reminders go out, credit comes, some wait, one is paid by credit."""
    with desk(tmp_path, store_url) as made:
        made.stage(
            customer("C1"),
            invoice("CHASED", of="C1"),
            customer("C2"),
            invoice("WAITS", of="C2", overdue=-20),
            customer("C3"),
            invoice("COVERED", of="C3"),
            customer("C4", country="US", region="CA"),
            invoice("ABROAD", of="C4", currency="USD"),
        )
        for day in range(0, 30, 3):
            made.at(NOW + timedelta(days=day))
            if day == 12:
                made.stage(credit("CN", of="C3", left="5000"))
            made.decide()
            made.send()
        yield made


def again(on: Desk, since: date = TODAY) -> Replayed:
    return replay(on.office, on.ledger, since)


def test_a_month_comes_out_the_same_to_the_last_letter(month: Desk) -> None:
    found = again(month)
    with month.office.store.read() as connection:
        kept = connection.scalar(sa.select(sa.func.count()).select_from(tables.decisions))
    assert found.decisions == found.same_versions == kept
    assert found.decisions > 10
    assert (found.changed, found.by_version, found.faults) == ((), {}, ())


def test_so_it_does_in_the_next_year_whose_holidays_are_others(month: Desk) -> None:
    found = again(month)
    month.at(NOW.replace(year=NOW.year + 1))
    assert again(month) == found
    month.decide()
    later = again(month)
    assert later.decisions == later.same_versions > found.decisions


def test_only_what_was_decided_since_that_day_is_decided_again(month: Desk) -> None:
    last = again(month, TODAY + timedelta(days=27)).decisions
    assert 0 < last < again(month).decisions
    assert again(month, TODAY + timedelta(days=28)).decisions == 0


def test_after_a_change_of_policy_it_is_told_what_would_come_out_otherwise(month: Desk) -> None:
    found = again(month.under('minimum_balance = { default = "100000" }'))
    assert found.same_versions == 0
    [(names, (number, otherwise))] = found.by_version.items()
    assert (names, number) == ("policy", found.decisions)
    assert 0 < otherwise == len(found.changed) < number
    assert all(each.is_now[1] == "BELOW_MINIMUM" for each in found.changed)
    assert all(set(each.under) == {"policy"} for each in found.changed)
    assert found.faults == ()


def test_what_nothing_explains_is_a_fault(month: Desk) -> None:
    with month.office.store.write() as connection:
        row = connection.execute(sa.select(tables.decisions).order_by(tables.decisions.c.id)).first()
        assert row is not None
        other = msgspec.structs.replace(msgspec.json.decode(row.body, type=Decision), text="Because.")
        connection.execute(
            sa.update(tables.decisions)
            .where(tables.decisions.c.id == row.id)
            .values(body=msgspec.json.Encoder(decimal_format="string").encode(other))
        )
    [fault] = again(month).faults
    assert fault.was[2] == "Because."
    assert fault.is_now[2] != "Because."
