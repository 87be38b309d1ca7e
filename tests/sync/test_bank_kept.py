"""What is kept of the bank's lines, told, learnt and forgotten; and all of a list done or none."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sync import tables
from sync.commands import bank as said
from sync.commands.bank import LinesRefused, Word
from sync.commands.bank_table import csv_of, words_of
from sync.commands.targets import ActError
from sync.privacy.retention import enforce
from sync.store import personal
from tests.sync.bank_desk import (
    DAY,
    confirm,
    payments,
    read,
    row,
    say,
    states,
    stock,
    stored_lines,
    waiting,
    warnings,
)
from tests.sync.books import NOW, payment, rows_of
from tests.sync.desk import Desk, desk


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """Acme owes 120 and 60, Bolt 80; all of it overdue."""
    with desk(tmp_path, store_url) as made:
        yield stock(made)


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Desk]:
    """The same on SQLite alone."""
    with desk(tmp_path) as made:
        yield stock(made)


BANK_TABLES = (tables.bank_lines, tables.bank_payers, tables.bank_candidates, tables.bank_payments)


def test_who_paid_from_an_account_is_learnt_and_the_account_is_not_kept(bench: Desk) -> None:
    head, iban = "Date,Payer,Text,Amount,Payer IBAN\n", "DE89370400440532013000"
    other = "DE02120300000000202051"
    first = f"{DAY},J Miller,INV-1001 from {iban},120.00,{iban}\n"
    read(bench, first, f"{DAY},Nobody,,1.00,{other}\n", head=head)
    confirm(bench)
    read(bench, f"{DAY},J Miller,,60.00,de89 3704 0044 0532 0130 00\n", f"{DAY},X,,2.00,{other}\n", head=head)
    found = next(each for each in waiting(bench) if each.amount == 60)
    assert (found.confidence, found.customer) == ("likely", "Acme Tools Ltd")
    assert "paid from their account before" in found.why
    everything = str([rows_of(bench.office.store, table, bench.ledger.id) for table in BANK_TABLES])
    assert iban not in everything
    assert "...3000" in everything


def test_what_is_certain_may_be_entered_by_the_settings_and_nothing_else_is(quick: Desk) -> None:
    rows = (row("INV-1001"), row(payer="Acme Tools", amount="60.00"), row("RETURN INV-1001", "-120.00"))
    read(quick, *rows[:2])
    assert len(said.confirm_certain(quick.office, quick.ledger, said.POLICY)) == 1
    assert [each.amount for each in payments(quick)] == [Decimal("120.00")]
    read(quick, rows[2])
    assert [each.confidence for each in waiting(quick)] == ["certain", "likely"]
    assert said.confirm_certain(quick.office, quick.ledger, said.POLICY) == []
    with quick.work() as work:
        assert work.enter_certain() == ()


def test_the_run_enters_what_is_certain_where_the_settings_say_so(quick: Desk) -> None:
    path = quick.folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("[policy]\n", "[ledgers.summit.bank]\nconfirm_certain = true\n[policy]\n"),
        encoding="utf-8",
    )
    quick.at(NOW)
    read(quick, row("INV-1001"), row(payer="Acme Tools", amount="60.00"))
    with quick.work() as work:
        [told] = work.enter_certain()
        assert "GBP 120.00 for INV-1001" in told
        assert work.enter_certain() == []
    assert sorted(states(quick)) == ["entered", "waiting"]
    [kept] = said.settled_lines(quick.office, quick.ledger)
    assert kept.settled_by == said.POLICY


def test_a_list_is_done_whole_or_not_at_all(quick: Desk) -> None:
    read(quick, row("INV-1001"), row("INV-1004", "80.00"))
    first, second = waiting(quick)
    with pytest.raises(LinesRefused) as refused:
        say(
            quick,
            Word(line=first.line, choice="confirm", place="row 2: "),
            Word(line=second.line, choice="confirm", numbers=("INV-9",), place="row 3: "),
            Word(line="ZZZZ", choice="refuse", place="row 4: "),
        )
    assert [fault[:8] for fault in refused.value.faults] == ["row 3: s", "row 4: s"]
    assert (payments(quick), len(waiting(quick))) == ([], 2)


def test_the_spreadsheet_out_and_in(quick: Desk) -> None:
    read(
        quick,
        row("INV-1001", payer="=Acme Tools"),
        row("rent", "7.00"),
        row("deposit", "80.00"),
        row("x", "9.00"),
    )
    written_out = csv_of(waiting(quick))
    assert "'=Acme Tools" in written_out
    table = list(csv.DictReader(io.StringIO(written_out.removeprefix("\ufeff"))))
    assert [each["confidence"] for each in table] == ["certain", "open", "open", "open"]
    choices = {"120.00": ("confirm", "#INV-1001"), "7.00": ("REFUSE", ""), "80.00": ("confirm", "#INV-1004")}
    for each in table:
        each["choice"], each["invoices"] = choices.get(each["amount"], ("", ""))
    out = io.StringIO()
    filled = csv.DictWriter(out, fieldnames=table[0], delimiter=";")
    filled.writeheader()
    filled.writerows(table)
    words, without = words_of(out.getvalue().encode("cp1252"), "lines.csv", waiting(quick))
    assert without == 1
    assert len(say(quick, *words)) == 3
    assert sorted(states(quick)) == ["entered", "entered", "refused", "waiting"]
    with pytest.raises(ActError, match='row 2: the choice is "confirm" or "refuse", not "yes"'):
        words_of(b"line,choice\n#ABCD,yes\n", "lines.csv", [])


def test_what_lies_at_the_bank_is_told_and_erased_with_its_customer(quick: Desk) -> None:
    """Waiting, entered, in the books, or refused: a line is about those whose money it may be, or was."""
    quick.stage(payment("P1", of="C2", amount="80.00", applied={"I4": "80.00"}))
    rows = (
        row("INV-1001"),
        row("", "60.00", "Acme Tools"),
        row("INV-1002 x", "7.00"),
        row("INV-1004", "80.00"),
    )
    assert read(quick, *rows).booked == 1
    entered_line = next(each for each in waiting(quick) if each.amount == 120)
    refused_line = next(each for each in waiting(quick) if each.amount == 7)
    say(quick, Word(line=entered_line.line, choice="confirm"), Word(line=refused_line.line, choice="refuse"))
    for customer_id, lines in (("C1", 3), ("C2", 1)):
        with quick.office.store.read() as connection:
            who = personal.person(connection, quick.ledger.id, customer_id)
            assert len(personal.held(connection, who)["bank_lines"]) == lines
    with quick.office.store.write() as connection:
        personal.delete(connection, who, {table.name for table in personal.personal()})
    assert sorted(states(quick)) == ["entered", "refused", "waiting"]


def test_a_line_is_about_whose_it_turned_out_to_be(quick: Desk) -> None:
    """The bank named Acme; a person says that it is Bolt's."""
    read(quick, row("", "50.00", "Acme Tools"))
    confirm(quick, "INV-1004")
    held = rows_of(quick.office.store, tables.bank_candidates, quick.ledger.id)
    assert [each["customer_id"] for each in held] == ["C2"]
    assert quick.reasons()["C1"] == "LEVEL_DUE"


def test_the_words_of_lines_that_paid_nothing_go_with_time_and_no_line_comes_twice(quick: Desk) -> None:
    rows = (row("rent of 2 Elm Road", "9.00", "J Miller"), row("INV-1001", payer="Acme Tools"))
    read(quick, *rows)
    confirm(quick)
    say(quick, Word(line=waiting(quick)[0].line, choice="refuse"))
    for days, emptied in ((89, 0), (91, 1)):
        [done] = enforce(quick.at(NOW + timedelta(days=days)).office)
        assert done.bank_lines == emptied
    words = {each.said.payer for each in stored_lines(quick)}
    assert words == {"", "Acme Tools"}
    assert read(quick, *rows).known == 2


def test_the_status_tells_what_waits_and_for_how_many(quick: Desk) -> None:
    read(quick, row(payer="Acme Tools", amount="7.00"))
    assert warnings(quick) == [
        (
            "1 line of the bank's waits to be settled, and 1 customer is not reminded meanwhile: "
            "duesync bank summit"
        )
    ]
    read(quick, row("rent of the yard", "9.00"), row("deposit", "80.00"))
    assert "3 lines of the bank's wait to be settled, and 2 customers are not" in warnings(quick)[0]
    say(quick, *(Word(line=each.line, choice="refuse") for each in waiting(quick)))
    assert warnings(quick) == []
