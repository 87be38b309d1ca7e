"""What a person may do, and what is refused because it cannot be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest

from dunning.effects import RecordPayment
from sync import commands
from sync.clock import fixed
from sync.commands import ActError
from sync.office import NotLinked, open_office
from sync.store import acts, ledgers, outbox, review
from tests.sync.books import NOW, TODAY, customer, invoice, linked, payment, staged, up_for_review
from tests.sync.desk import NAME, Desk, desk


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """One customer with an invoice of GBP 120."""
    with desk(tmp_path, store_url) as made:
        yield made.stage(customer("C1"), invoice("I1"))


def pay(bench: Desk, amount: str, number: str = "N-I1", **more: Any) -> RecordPayment:
    told: dict[str, Any] = {"paid_on": None, "reference": None} | more
    return commands.pay(bench.office, bench.ledger, number, Decimal(amount), **told)


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("120.01", "N-I1 owes GBP 120.00, less than 120.01"),
        ("0", "0 is not an amount received"),
        ("0.00", "not an amount received"),
        ("-5", "-5 is not an amount received"),
        ("10.005", "10.005 GBP has more decimals than GBP has"),
        ("NaN", "NaN is not an amount"),
        ("Infinity", "Infinity is not an amount"),
        ("-Infinity", "is not an amount"),
        ("1E+30", "too large"),
    ],
)
def test_an_amount_that_cannot_be_right_is_refused(tmp_path: Path, amount: str, told: str) -> None:
    with desk(tmp_path) as bench:
        bench.stage(customer("C1"), invoice("I1"))
        with pytest.raises(ActError, match=told):
            pay(bench, amount)
        assert pay(bench, "120.00").amount == Decimal("120.00")


@pytest.mark.parametrize(
    ("currency", "owes", "wrong", "right"),
    [
        ("JPY", "1050", "10.5", "1050"),
        ("KWD", "10.125", "0.1234", "10.125"),
        ("GBP", "10.50", "0.001", "10.5"),
    ],
)
def test_each_currency_has_its_own_decimals(
    tmp_path: Path, currency: str, owes: str, wrong: str, right: str
) -> None:
    with desk(tmp_path) as bench:
        bench.stage(customer("C1"), invoice("I1", owes=owes, currency=currency))
        with pytest.raises(ActError, match=f"more decimals than {currency} has"):
            pay(bench, wrong)
        assert str(pay(bench, right).amount) == owes


def test_an_amount_is_written_as_the_ledger_writes_amounts(tmp_path: Path) -> None:
    with desk(tmp_path) as bench:
        bench.stage(customer("C1"), invoice("I1"))
        write = pay(bench, "1E+1", reference="R")
        assert (str(write.amount), str(write.allocations[0].amount)) == ("10.00", "10.00")
        assert str(pay(bench, "0.500").amount) == "0.50"


@pytest.mark.parametrize("status", ["paid", "void", "deleted", "draft"])
def test_nothing_is_paid_on_an_invoice_that_is_not_open(tmp_path: Path, status: str) -> None:
    with desk(tmp_path) as bench:
        bench.stage(customer("C1"), invoice("I1", status=status))
        with pytest.raises(ActError, match=f"invoice N-I1 of {NAME} is {status}"):
            pay(bench, "1.00")
        with pytest.raises(ActError, match="no invoice 'N-77' among those pulled"):
            pay(bench, "1.00", "N-77")


def test_money_with_a_reference_is_recorded_once(bench: Desk) -> None:
    first = pay(bench, "20.00", reference="BANK-7")
    with pytest.raises(ActError, match="BANK-7 is already recorded for invoice N-I1"):
        pay(bench, "20.00", reference="BANK-7")
    with pytest.raises(ActError, match="BANK-7 is already recorded"):
        pay(bench, "1.00", reference="BANK-7")
    assert pay(bench, "20.00").key != pay(bench, "20.00").key  # without one, two payments are two
    assert "BANK-7" in first.memo
    bench.stage(invoice("I2"))
    assert pay(bench, "5.00", "N-I2", reference="BANK-7").key != first.key  # one transfer, two invoices


def test_money_on_its_way_is_not_asked_for_again(bench: Desk) -> None:
    pay(bench, "100.00")
    with pytest.raises(ActError, match=r"owes GBP 20.00 \(GBP 100.00 is on its way\), less than 20.01"):
        pay(bench, "20.01")
    assert up_for_review(bench.office.store, bench.ledger.id) >= {("C1", "GBP")}
    pay(bench, "20.00")
    bench.decide()
    assert bench.reasons() == {"C1": "PAID"}


def test_two_people_cannot_record_the_same_money_at_once(bench: Desk) -> None:
    """Six at once, each the whole invoice, each under a reference of their own."""
    start, recorded, refused = Barrier(6, timeout=60), [], []

    def record(number: int) -> None:
        office = open_office(bench.folder / "config.toml", fixed(NOW))
        start.wait()
        try:
            recorded.append(
                commands.pay(
                    office, office.linked(NAME), "N-I1", Decimal(120), paid_on=None, reference=f"R{number}"
                )
            )
        except ActError as error:
            refused.append(error)
        finally:
            office.close()

    people = [Thread(target=record, args=(number,)) for number in range(6)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert (len(recorded), len(refused)) == (1, 5)


def test_a_payment_is_dated_by_the_ledgers_calendar_and_never_ahead(bench: Desk) -> None:
    assert pay(bench, "1.00").paid_on == TODAY
    assert pay(bench, "1.00", paid_on=TODAY - timedelta(days=3)).paid_on == TODAY - timedelta(days=3)
    with pytest.raises(ActError, match=r"2026-11-19 is in the future for summit, where it is 2026-11-18"):
        pay(bench, "1.00", paid_on=TODAY + timedelta(days=1))
    bench.update(timezone="Pacific/Auckland")
    assert pay(bench, "1.00").paid_on == TODAY + timedelta(days=1)


def test_one_invoices_number_may_be_anothers_id(bench: Desk) -> None:
    bench.stage(invoice("12", number="A", owes="5.00"), invoice("99", number="12", owes="7.00"))
    assert pay(bench, "1.00", "12").allocations[0].invoice_id == "99"
    assert pay(bench, "1.00", "99").allocations[0].invoice_id == "99"
    assert pay(bench, "1.00", "A").allocations[0].invoice_id == "12"


def test_of_two_invoices_with_one_number_the_open_one_is_meant_or_a_person_must_say(bench: Desk) -> None:
    bench.stage(invoice("I7", number="DOUBLE", status="void"), invoice("I8", number="DOUBLE"))
    assert pay(bench, "1.00", "DOUBLE").allocations[0].invoice_id == "I8"
    bench.stage(invoice("I9", number="DOUBLE"))
    with pytest.raises(ActError, match="2 invoices numbered 'DOUBLE'; give the id instead: I8, I9"):
        pay(bench, "1.00", "DOUBLE")
    assert pay(bench, "1.00", "I9").allocations[0].invoice_id == "I9"


@pytest.mark.parametrize("called", ["Ångström & ÉCOLE", "ångström & école", "C7"])
def test_a_customer_is_found_by_name_in_any_script_and_case_or_by_id(bench: Desk, called: str) -> None:
    bench.stage(customer("C7", name="Ångström & ÉCOLE"), customer("C8", name="株式会社"))
    commands.hold(bench.office, bench.ledger, customer=called, invoice=None, until=None, note="")
    words = commands.release(bench.office, bench.ledger, customer=called, invoice=None)
    assert words == "Ångström & ÉCOLE"
    with pytest.raises(ActError, match="no customer 'Nobody'"):
        commands.hold(bench.office, bench.ledger, customer="Nobody", invoice=None, until=None, note="")


def test_of_two_customers_with_one_name_a_person_must_choose(bench: Desk) -> None:
    bench.stage(customer("C7", name="Twin"), customer("C8", name="TWIN"))
    with pytest.raises(ActError, match="2 customers called 'twin'; give the id instead: C7, C8"):
        commands.hold(bench.office, bench.ledger, customer="twin", invoice=None, until=None, note="")


@pytest.mark.parametrize("days", [0, -1, -365])
def test_a_hold_that_has_ended_already_is_refused(bench: Desk, days: int) -> None:
    until = TODAY + timedelta(days=days)
    with pytest.raises(ActError, match="would hold nothing"):
        commands.hold(bench.office, bench.ledger, customer="C1", invoice=None, until=until, note="")


def test_a_hold_ends_on_its_day_by_itself(bench: Desk) -> None:
    until = TODAY + timedelta(days=1)
    commands.hold(bench.office, bench.ledger, customer="C1", invoice=None, until=until, note="a promise")
    bench.decide()
    assert bench.reasons() == {"C1": "HOLD"}
    bench.at(NOW + timedelta(days=1)).decide()
    assert bench.reasons() == {"C1": "LEVEL_DUE"}


def test_books_cannot_be_confirmed_ahead_of_time(bench: Desk) -> None:
    with pytest.raises(ActError, match="in the future"):
        commands.confirm_books(bench.office, bench.ledger, TODAY + timedelta(days=1))
    commands.confirm_books(bench.office, bench.ledger, TODAY)
    with bench.office.store.read() as connection:
        assert ledgers.booked_through(connection, bench.ledger, TODAY) == TODAY


def test_the_plan_is_what_the_engine_would_send_and_approving_it_releases_the_ledger(bench: Desk) -> None:
    bench.update(released_at=None).decide()
    coming = commands.plan(bench.office, bench.ledger)
    assert [planned.level for _, planned in coming] == ["reminder", "second_reminder", "firm"]
    assert [(planned.on - TODAY).days for _, planned in coming] == [0, 7, 14]
    assert [planned.level for _, planned in commands.plan(bench.office, bench.ledger, days=1)] == ["reminder"]
    [proposal] = commands.proposals(bench.office, bench.ledger)
    assert (proposal.customer, proposal.notify.amount) == ("Customer C1", Decimal("120.00"))
    commands.approve(bench.office, bench.ledger, [proposal], "Ann")
    ledger = bench.ledger
    assert (ledger.released_at, ledger.planned_per_day) == (NOW, 1)
    bench.at(NOW + timedelta(hours=1)).decide()
    commands.approve(bench.office, bench.ledger, [], "Ann")
    assert bench.ledger.released_at == NOW
    assert len(bench.effects()) == 1


def test_what_is_proposed_comes_largest_first(bench: Desk) -> None:
    bench.under('approval_required = "every"')
    bench.stage(
        customer("C2"),
        invoice("I2", of="C2", owes="900.00"),
        customer("C3"),
        invoice("I3", of="C3", owes="15.00"),
    )
    bench.decide()
    assert [one.customer_id for one in commands.proposals(bench.office, bench.ledger)] == ["C2", "C1", "C3"]


def test_an_act_on_one_ledger_leaves_the_others_alone(bench: Desk) -> None:
    store = bench.office.store
    other = linked(store, "B-2")
    staged(store, other, customer("C1"), invoice("I1"), payment(on=TODAY))
    pay(bench, "120.00", reference="R")
    commands.hold(bench.office, bench.ledger, customer=None, invoice=None, until=None, note="")
    with store.read() as connection:
        assert acts.active_holds(connection, other) == []
        assert outbox.work(connection, other, ("payment",), "ready") == []


def test_a_ledger_that_is_not_linked_says_how_to_link_it(bench: Desk) -> None:
    path = bench.folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"[ledgers.{NAME}", "[ledgers.harbour"), encoding="utf-8")
    bench.at(NOW)
    with pytest.raises(NotLinked, match="harbour is not linked yet; run: duesync connect harbour"):
        bench.office.linked("harbour")


def test_a_person_and_a_run_that_write_at_once_take_turns(bench: Desk) -> None:
    """The run puts accounts up for review, then moves the ledger on; the person does it the other way."""
    outcomes: list[object] = []

    def person() -> None:
        try:
            outcomes.append(pay(bench, "10.00").amount)
        except Exception as error:  # noqa: BLE001  # it is looked at below
            outcomes.append(error)

    with bench.work() as work:
        beside = Thread(target=person)
        with work.store.write(work.lease()) as connection:
            review.review_ledger(connection, bench.ledger.id)
            beside.start()
            beside.join(timeout=0.7)
            ledgers.update(connection, bench.ledger.id, problem=None)
        beside.join(timeout=30)
    assert outcomes == [Decimal("10.00")]
