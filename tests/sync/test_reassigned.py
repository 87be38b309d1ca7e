"""An invoice that the books move to another customer, while something that was said of it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sync import commands
from sync.store import acts
from sync.store.stage import stage
from tests.sync.books import NOW, TODAY, customer, invoice
from tests.sync.desk import Desk, desk
from tests.sync.test_agreements import claim, dispute, end, on, promise

IN_A_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """An invoice 12 days past due, and a customer who owes nothing."""
    with desk(tmp_path, store_url) as made:
        yield made.stage(customer("C1", name="Acme"), customer("C2", name="Bolt"), invoice("I1"))


def moved(bench: Desk, edit: int = 2) -> Desk:
    """It was Bolt's all the time."""
    bench.stage(invoice("I1", edit=edit, of="C2"))
    bench.decide()
    return bench


def notes(bench: Desk) -> list[str]:
    with bench.office.store.read() as connection:
        return [str(one.note) for one in acts.active_holds(connection, bench.ledger.id)]


@pytest.mark.parametrize(
    ("say", "what"), [(promise, "a promise"), (dispute, "a dispute"), (claim, "word of a payment")]
)
def test_what_was_said_of_it_is_not_forgotten(bench: Desk, say: Callable[[Desk], object], what: str) -> None:
    say(bench)
    moved(bench)
    assert bench.reasons()["C2"] == "HOLD"
    assert notes(bench) == [
        f"it was moved from another customer, with whom {what} stands: see to it there, then release this"
    ]
    assert "Acme" not in bench.standing("C2").text


def test_a_promise_holds_it_until_its_day_has_passed(bench: Desk) -> None:
    promise(bench)
    moved(bench)
    assert on(bench, IN_A_WEEK + timedelta(days=3)).reasons()["C2"] == "HOLD"
    assert on(bench, IN_A_WEEK + timedelta(days=4)).reasons()["C2"] == "OUT_OF_HOURS"  # a Sunday


def test_a_person_who_looked_releases_it(bench: Desk) -> None:
    dispute(bench)
    moved(bench)
    commands.release(bench.office, bench.ledger, customer=None, invoice="N-I1")
    bench.decide()
    assert bench.reasons()["C2"] == "LEVEL_DUE"
    moved(bench, edit=3)
    assert notes(bench) == [], "it is moved once"


def test_what_was_ended_or_is_over_or_about_another_invoice_holds_nothing(bench: Desk) -> None:
    promise(bench, by=TODAY)
    bench.stage(invoice("I2"))
    dispute(bench)
    end(bench, "dispute", how="answered", words="the price is right")
    with bench.office.store.write() as connection:
        page = [invoice("I1", edit=2, of="C2"), invoice("I2", edit=2, of="C2")]
        stage(connection, bench.ledger.id, page, NOW + timedelta(days=9))
    assert notes(bench) == []


def test_a_hold_of_a_person_that_lasts_longer_stays_as_it_is(bench: Desk) -> None:
    promise(bench)
    commands.hold(bench.office, bench.ledger, customer=None, invoice="N-I1", until=None, note="ask Kim")
    moved(bench)
    assert notes(bench) == ["ask Kim"]


def test_a_customer_who_was_merged_is_the_same(bench: Desk) -> None:
    """What they said holds as it was said, and no person is asked."""
    promise(bench)
    bench.stage(customer("C1", edit=2, name="Acme", bills_with="C2", merged_into="C2"))
    moved(bench)
    assert (bench.reasons()["C2"], notes(bench)) == ("PROMISED", [])
