"""Sorting old debt: a list is done whole or not at all, and what became of it is what its commands make."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from dunning.sorting import Sorting
from sync import commands, tables
from sync.commands import ActError, RowsRefused, Wanted
from sync.commands.sort_table import COLUMNS, csv_of, wanted_of
from sync.status import statuses
from sync.store import outbox, review
from tests.sync.books import NOW, TODAY, booked, customer, invoice, payment, rows_of, up_for_review
from tests.sync.desk import Desk, desk

OLD = 500  # days past due: the ledger was linked 365 days ago
DAY = (TODAY + timedelta(days=14)).isoformat()


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """Acme owes two old invoices and a new one, Bolt an old one, Cord a new one alone."""
    with desk(tmp_path, store_url) as made:
        yield stock(made)


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Desk]:
    """The same on SQLite alone."""
    with desk(tmp_path) as made:
        yield stock(made)


def stock(made: Desk) -> Desk:
    made.stage(
        customer("C1", name="Acme"), invoice("I1", overdue=OLD), invoice("I3"),
        invoice("I2", overdue=OLD + 40, owes="30.00"),
        customer("C2", name="=Bolt & Sons"), invoice("I4", of="C2", overdue=OLD, owes="80.00"),
        customer("C3", name="Cord"), invoice("I5", of="C3"),
    )  # fmt: skip
    made.decide()
    return made


def row(choice: str, customer: str = "Acme", *invoices: str, **more: str) -> Wanted:
    facts = {"place": "", "customer_id": "", "currency": "", "note": ""} | more
    return Wanted(customer=customer, choice=choice, invoices=invoices, **facts)


def sort(bench: Desk, *rows: Wanted) -> list[str]:
    done = [words for _, words in commands.sort_rows(bench.office, bench.ledger, rows, "robin")]
    bench.decide()
    return done


def faults(bench: Desk, *rows: Wanted) -> tuple[str, ...]:
    with pytest.raises(RowsRefused) as refused:
        commands.sort_rows(bench.office, bench.ledger, rows, "robin")
    return refused.value.faults


def left(bench: Desk) -> list[str]:
    return [one.customer for one in commands.waiting(bench.office, bench.ledger)]


def test_what_waits_is_told_the_largest_first_and_counted(bench: Desk) -> None:
    first, second = commands.waiting(bench.office, bench.ledger)
    assert (first.customer, first.amount, first.days) == ("Acme", Decimal(150), OLD + 40)
    assert [each.number for each in first.invoices] == ["N-I2", "N-I1"]
    assert second.customer == "=Bolt & Sons"
    assert bench.reasons() == {"C1": "OLD_DEBT", "C2": "OLD_DEBT", "C3": "LEVEL_DUE"}
    [status] = statuses(bench.office)
    [warning] = status.warnings
    assert warning == (
        "2 accounts hear nothing until the old debt there, long overdue at linking, is sorted: "
        "duesync sort summit"
    )


def test_unsorted_debt_stays_silent_whatever_goes_on(bench: Desk) -> None:
    for weeks in range(8):
        now = NOW + timedelta(weeks=weeks)
        bench.at(now).stage(booked(now.date())).approve()
        bench.decide()
        bench.send()
    effects = rows_of(bench.office.store, tables.effects, bench.ledger.id)
    assert {each["customer_id"] for each in effects if each["kind"] != "note"} == {"C3"}


def test_a_confirmation_goes_once_and_then_the_procedure_follows(bench: Desk) -> None:
    assert sort(bench, row("confirm")) == [
        "Acme, invoices N-I2, N-I1, GBP 150.00: the balance is to be confirmed first"
    ]
    [confirm] = [each for each in bench.ready() if each.level == "balance_confirmation"]
    assert (confirm.overdue, confirm.amount) == (("I2", "I1", "I3"), Decimal(270))
    assert bench.send("C1") == 1
    bench.decide()
    assert bench.standing("C1").reason.name == "BOOKS_NOT_BOOKED"
    bench.at(NOW + timedelta(days=7)).stage(booked(TODAY + timedelta(days=7)))
    bench.decide()
    assert [each.level for each in bench.ready() if "I1" in each.overdue] == ["reminder"]


def test_a_confirmation_that_came_back_is_asked_for_again_under_another_key(quick: Desk) -> None:
    sort(quick, row("confirm"))
    quick.send("C1")
    with quick.office.store.write() as connection:
        effect = next(each for each in quick.effects("done") if each.customer_id == "C1")
        outbox.take_back(connection, effect.id, "bounced", NOW)
        review.review_customers(connection, quick.ledger.id, ["C1"])
    quick.decide()
    [again] = [each for each in quick.effects() if each.customer_id == "C1"]
    assert (again.slot, again.attempt) == (effect.slot, 2)


def test_each_choice_becomes_what_its_own_command_makes(bench: Desk) -> None:
    for choice, reason in {
        f"plan {DAY}=100 {(TODAY + timedelta(days=40)).isoformat()}=50": "INSTALMENTS",
        "dispute: wrong price": "DISPUTED",
        f"paid {TODAY} TX-9": "CLAIMED_PAID",
        "Already paid": "CLAIMED_PAID",
        "exclude": "HOLD",
        "write-off": "WRITE_OFF",
        "time barred": "TIME_BARRED",
    }.items():
        with bench.office.store.write() as connection:
            for table in (tables.agreements, tables.holds, tables.sortings):
                connection.execute(table.delete())
        bench.stage(invoice("I3", edit=2, status="paid", balance=Decimal(0)))
        sort(bench, row(choice, note="as told"))
        assert bench.reasons()["C1"] == reason, choice
        assert left(bench) == ["=Bolt & Sons"]


def test_the_rest_of_the_account_goes_its_way_beside_what_is_set_aside(quick: Desk) -> None:
    sort(quick, row("write-off", "acme", "N-I1"), row("time-barred", "Acme", "N-I2"))
    [step] = [each for each in quick.ready() if each.overdue == ("I3",)]
    assert (step.level, step.amount) == ("reminder", Decimal(120))


def test_a_level_is_meant_by_number_or_name_and_told_by_name(quick: Desk) -> None:
    assert sort(quick, row("level 2"), row("level firm", "=Bolt & Sons")) == [
        'Acme, invoices N-I2, N-I1, GBP 150.00: the procedure begins at "second_reminder"',
        '=Bolt & Sons, invoice N-I4, GBP 80.00: the procedure begins at "firm"',
    ]
    assert {each.level for each in quick.ready()} == {"second_reminder", "firm", "reminder"}
    told = commands.sorted_already(quick.office, quick.ledger)
    assert [(one.customer, one.word.level, one.word.by, one.amount) for one in told] == [
        ("Acme", "second_reminder", "robin", Decimal(150)),
        ("=Bolt & Sons", "firm", "robin", Decimal(80)),
    ]


def test_one_fault_undoes_the_whole_list_and_every_fault_is_told(bench: Desk) -> None:
    told = faults(
        bench,
        row("confirm", place="row 2: "),
        row("level 9", "=Bolt & Sons", place="row 3: "),
        row("confirm", "Cord", place="row 4: "),
        row("chase them", "Acme", place="row 5: "),
        row(f"plan {DAY}=70", "=Bolt & Sons", place="row 6: "),
        row("dispute", "Acme", "N-I1", place="row 7: "),
    )
    assert [each.partition(";")[0] for each in told] == [
        'row 3: =Bolt & Sons: say at which level it begins, by number or name, not "9"',
        "row 4: Cord: nobody of that name or id owes old debt in summit",
        'row 5: Acme: "chase them" is no choice',
        "row 6: =Bolt & Sons: invoice N-I4 is in row 3 too: leave one",
        "row 7: Acme: invoice N-I1 is in row 2 too: leave one",
    ]
    assert rows_of(bench.office.store, tables.sortings, bench.ledger.id) == []
    assert left(bench) == ["Acme", "=Bolt & Sons"]
    assert not up_for_review(bench.office.store, bench.ledger.id)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (row("level"), "say at which level it begins"),
        (row("level 0"), "say at which level it begins"),
        (row("plan 2027-13-01=1"), '"2027-13-01=1" is no instalment such as'),
        (row("plan"), '"" is no instalment'),
        (row(f"plan {DAY}=149.99"), "the parts come to GBP 149.99, and Acme owes GBP 150.00 of that"),
        (row("dispute"), "say what they dispute"),
        (row("paid 2026-02-30"), '"2026-02-30" is no date'),
        (row("paid 2099-01-01"), "is in the future"),
        (row("write-off please"), '"write-off" stands alone'),
        (row("wait"), '"wait" is no choice; there are: confirm, level, plan'),
        (row("confirm", "Cord"), "nobody of that name or id owes old debt in summit"),
        (row("confirm", "Nobody"), "nobody of that name or id owes old debt in summit"),
        (row("confirm", currency="EUR"), "nobody of that name or id owes old debt in summit in EUR"),
        (row("confirm", "Acme", "N-I3"), "invoice N-I3 is no old debt that is asked for"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(quick: Desk, wanted: Wanted, told: str) -> None:
    [fault] = faults(quick, wanted)
    assert fault.startswith(f"{wanted.customer}: ")
    assert told in fault


def test_an_invoice_is_sorted_once_in_a_list(quick: Desk) -> None:
    both = row("confirm", "Acme", "N-I1", place="row 2: "), row("write-off", "Acme", "N-I1", place="row 3: ")
    assert faults(quick, *both) == ("row 3: Acme: invoice N-I1 is in row 2 too: leave one",)
    sort(quick, both[0], row("write-off", place="row 3: "))  # of what is left
    told = commands.sorted_already(quick.office, quick.ledger)
    assert [(each.word.choice, each.amount) for each in told] == [
        ("confirm", Decimal(120)),
        ("write_off", Decimal(30)),
    ]


def test_two_currencies_are_asked_about(quick: Desk) -> None:
    quick.stage(invoice("I9", overdue=OLD, currency="EUR"))
    [fault] = faults(quick, row("confirm"))
    assert "which is meant: C1 in EUR, C1 in GBP?" in fault
    sort(quick, row("confirm", currency="EUR"))
    assert left(quick) == ["Acme", "=Bolt & Sons"]


def test_what_was_said_is_taken_back_and_kept_on_record(bench: Desk) -> None:
    sort(bench, row("time-barred"))
    assert bench.reasons()["C1"] == "LEVEL_DUE"
    told = commands.undo_sorting(bench.office, bench.ledger, "acme", "", "jo")
    assert told == "Acme: taken back; what is old debt still waits to be sorted again"
    bench.decide()
    assert bench.reasons()["C1"] == "OLD_DEBT"
    [kept] = rows_of(bench.office.store, tables.sortings, bench.ledger.id)
    word = msgspec.json.decode(kept["body"], type=Sorting)
    assert (word.choice, word.by, kept["taken_back_by"]) == ("time_barred", "robin", "jo")
    with pytest.raises(ActError, match="Acme has no old debt sorted as confirm"):
        commands.undo_sorting(bench.office, bench.ledger, "acme", "", "jo")


def test_what_was_set_aside_is_agreed_about_only_once_that_is_taken_back(quick: Desk) -> None:
    sort(quick, row("write-off"))
    [fault] = faults(quick, row(f"paid {TODAY}"))
    assert (
        'was sorted as to be written off: take that back first (duesync sort summit "Acme" --undo)' in fault
    )
    assert sort(quick, row("confirm"))  # but it may be sorted otherwise


def test_an_old_invoice_that_turns_up_later_is_asked_about(quick: Desk) -> None:
    sort(quick, row("level 1"))
    assert [each.level for each in quick.ready() if "I1" in each.overdue] == ["reminder"]
    quick.stage(invoice("I8", overdue=OLD))
    quick.decide()
    assert quick.reasons()["C1"] == "OLD_DEBT"
    assert [each for each in quick.ready() if "I1" in each.overdue] == []


def test_a_subcustomers_old_debt_is_sorted_with_who_is_billed(quick: Desk) -> None:
    quick.stage(customer("C4", name="Acme North", bills_with="C1"), invoice("I7", of="C4", overdue=OLD))
    found = commands.waiting(quick.office, quick.ledger)[0]
    assert sorted(each.id for each in found.invoices) == ["I1", "I2", "I7"]
    sort(quick, row("write-off"))
    assert left(quick) == ["=Bolt & Sons"]


def test_the_file_is_written_for_a_spreadsheet_and_read_back_as_it_was(quick: Desk) -> None:
    text = csv_of(commands.waiting(quick.office, quick.ledger))
    assert text.startswith("\ufeffcustomer,")
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["amount"] == "150.00"
    assert rows[1]["customer"] == "'=Bolt & Sons", "no formula to a spreadsheet"
    assert wanted_of(text.encode(), "t.csv") == ([], 2)

    rows[0]["choice"], rows[1]["choice"], rows[1]["note"] = "level firm", "confirm", "'-- says Jo"
    for delimiter, encoding in ((",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")):
        out = io.StringIO()
        writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows([{**one, "customer id": ""} for one in rows])  # as if a spreadsheet had spoilt it
        wanted, without = wanted_of(out.getvalue().encode(encoding), "t.csv")
        assert without == 0
        assert [(each.customer, each.currency, each.invoices, each.choice) for each in wanted] == [
            ("Acme", "GBP", ("N-I2", "N-I1"), "level firm"),
            ("=Bolt & Sons", "GBP", ("N-I4",), "confirm"),
        ]
        assert wanted[1].note == "-- says Jo"
    sort(quick, *wanted)
    assert left(quick) == []


def test_a_customer_called_total_is_no_line_of_totals(quick: Desk) -> None:
    quick.stage(customer("C6", name="Total Ltd"), invoice("I6", of="C6", overdue=OLD, owes="900.00"))
    text = csv_of(commands.waiting(quick.office, quick.ledger)).replace(",,,#", ",confirm,,#")
    assert [each.customer for each in wanted_of(text.encode(), "t")[0]] == [
        "Total Ltd",
        "Acme",
        "=Bolt & Sons",
    ]


def test_money_that_came_meanwhile_ends_the_question(quick: Desk) -> None:
    sort(quick, row("confirm"))
    quick.stage(
        payment(on=TODAY, amount="150.00", applied={"I1": "120.00", "I2": "30.00"}),
        invoice("I1", edit=2, status="paid", balance=Decimal(0), overdue=OLD),
        invoice("I2", edit=2, status="paid", balance=Decimal(0), overdue=OLD + 40),
    )
    quick.at(datetime(2026, 12, 1, 15, tzinfo=UTC)).stage(booked(datetime(2026, 12, 1, tzinfo=UTC).date()))
    quick.decide()
    assert [each.level for each in quick.ready() if "I3" in each.overdue] == ["reminder"]
    assert commands.sorted_already(quick.office, quick.ledger) == []
