"""Lines of the bank's at a desk: read once, entered once, never what the books have; and nobody is chased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from threading import Barrier, Thread

import pytest

from dunning.ledger import Kind
from sync import commands
from sync.clock import fixed
from sync.commands import bank as said
from sync.commands.bank import LinesRefused, Word
from sync.commands.statements import read_in
from sync.commands.targets import ActError
from sync.intake.statement import StatementError
from sync.office import open_office
from sync.store import outbox
from tests.sync.bank_desk import (
    DAY,
    HEAD,
    again,
    confirm,
    payments,
    read,
    row,
    say,
    states,
    stock,
    stored_lines,
    waiting,
    written,
)
from tests.sync.books import NOW, TODAY, gone, invoice, payment, up_for_review
from tests.sync.desk import NAME, Desk, desk


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


def test_a_line_is_read_matched_confirmed_and_entered_once(bench: Desk) -> None:
    found = read(bench, row("INV-1001", payer="ACME TOOLS"), row("salary", "-900.00"))
    assert (found.lines, found.certain, found.out, found.known) == (2, 1, 1, 0)
    [one] = waiting(bench)
    assert (one.confidence, one.customer, one.invoices[0].number) == ("certain", "Acme Tools Ltd", "INV-1001")
    [told] = confirm(bench)
    assert (
        told == f"line {one.line}, GBP 120.00: GBP 120.00 for INV-1001; the next run writes it to the ledger"
    )
    [write] = payments(bench)
    assert (write.amount, write.paid_on, write.customer_id) == (Decimal("120.00"), TODAY, "C1")
    assert one.line in write.memo
    with pytest.raises(LinesRefused, match="waits no more: it is entered"):
        say(bench, Word(line=one.line, choice="confirm"))
    with pytest.raises(LinesRefused, match="waits no more: it is entered"):
        say(bench, Word(line=one.line, choice="confirm", numbers=("INV-1002",), other_money=True))
    assert len(payments(bench)) == 1
    assert read(bench, row("INV-1001", payer="ACME TOOLS")).known == 1
    assert (waiting(bench), states(bench)) == ([], ["entered"])
    written(bench)
    again(bench)
    assert (waiting(bench), states(bench)) == ([], ["entered"])


def test_while_a_line_waits_nobody_whose_money_it_may_be_is_chased(bench: Desk) -> None:
    assert bench.reasons() == {"C1": "LEVEL_DUE", "C2": "LEVEL_DUE"}
    read(bench, row(payer="Acme Tools", amount="7.00"))
    assert bench.reasons() == {"C1": "MONEY_ARRIVED", "C2": "LEVEL_DUE"}
    [one] = waiting(bench)
    assert f"(line {one.line}, GBP 7.00 of {DAY})" in bench.standing().text
    say(bench, Word(line=one.line, choice="refuse", note="his rent"))
    assert bench.reasons() == {"C1": "LEVEL_DUE", "C2": "LEVEL_DUE"}
    assert states(bench) == ["refused"]
    [kept] = said.settled_lines(bench.office, bench.ledger)
    assert (kept.settled_by, kept.note) == ("robin", "his rent")


def test_one_line_may_be_several_customers_money(quick: Desk) -> None:
    quick.stage(invoice("I5", number="INV-1005", of="C1", owes="80.00"))
    read(quick, row("deposit", "80.00"))
    assert quick.reasons() == {"C1": "MONEY_ARRIVED", "C2": "MONEY_ARRIVED"}
    with pytest.raises(LinesRefused, match="say which invoices it pays, with --invoice"):
        confirm(quick)
    confirm(quick, "INV-1004")
    assert quick.reasons() == {"C1": "LEVEL_DUE", "C2": "PAID"}


def test_what_the_bookkeeper_enters_meanwhile_is_not_entered_again(quick: Desk) -> None:
    read(quick, row("INV-1001"))
    quick.stage(
        payment("P1", amount="120.00", applied={"I1": "120.00"}),
        invoice("I1", number="INV-1001", edit=2, owes="0.00", status="paid"),
    )
    [one] = stored_lines(quick)
    with pytest.raises(LinesRefused, match="it is in the books already"):
        say(quick, Word(line=one.name, choice="confirm"))
    again(quick)
    assert (waiting(quick), payments(quick), states(quick)) == ([], [], ["booked"])
    assert read(quick, row("INV-1001")).known == 1


def test_what_was_confirmed_and_turns_up_in_the_books_before_it_is_written_is_dropped(bench: Desk) -> None:
    read(bench, row("INV-1001"))
    confirm(bench)
    bench.stage(
        payment("P1", amount="120.00", applied={"I1": "120.00"}),
        invoice("I1", number="INV-1001", edit=2, owes="0.00", status="paid"),
    )
    again(bench)
    assert (payments(bench), len(payments(bench, "dropped")), states(bench)) == ([], 1, ["booked"])


def test_what_the_books_lose_again_waits_again_and_is_never_certain(quick: Desk) -> None:
    quick.stage(payment("P1", amount="120.00", applied={"I1": "120.00"}))
    assert read(quick, row("INV-1001")).booked == 1
    quick.stage(gone(Kind.PAYMENT, "P1"))
    again(quick)
    [one] = waiting(quick)
    assert one.confidence == "open"
    assert "reversed or removed since" in one.why[0]
    confirm(quick, "INV-1001")
    assert len(payments(quick)) == 1


def test_money_recorded_by_hand_is_known_on_its_way_and_in_the_books(quick: Desk) -> None:
    commands.pay(quick.office, quick.ledger, "INV-1001", Decimal(120), paid_on=None, reference="BANK-7")
    assert read(quick, row("INV-1001")).booked == 1
    written(quick)
    again(quick)
    assert states(quick) == ["booked"]


def test_one_payment_recorded_by_hand_is_one_line(quick: Desk) -> None:
    commands.pay(quick.office, quick.ledger, "INV-1002", Decimal(60), paid_on=None, reference=None)
    assert read(quick, row("standing order", "60.00", "Acme Tools")).booked == 1
    assert (
        read(quick, row("standing order", "60.00", "Acme Tools", (TODAY - timedelta(1)).isoformat())).open
        == 1
    )
    written(quick)
    again(quick)
    assert sorted(states(quick)) == ["booked", "waiting"]


def test_a_line_taken_for_another_payment_may_be_entered_all_the_same(quick: Desk) -> None:
    quick.stage(payment("P1", amount="60.00", applied={"I1": "60.00"}))
    read(quick, row(payer="Acme Tools", amount="60.00"))
    [one] = stored_lines(quick)
    with pytest.raises(LinesRefused, match="add --other-money"):
        say(quick, Word(line=one.name, choice="confirm", numbers=("INV-1002",)))
    say(quick, Word(line=one.name, choice="confirm", numbers=("INV-1002",), other_money=True))
    assert [each.amount for each in payments(quick)] == [Decimal("60.00")]


def test_money_that_went_back_takes_its_payment_back(bench: Desk) -> None:
    read(bench, row("INV-1001", day=(TODAY - timedelta(days=3)).isoformat()))
    confirm(bench)
    write = written(bench)
    assert read(bench, row("RETURNED INV-1001", "-120.00")).certain == 1
    [back] = waiting(bench)
    assert (back.amount, back.invoices) == (Decimal("-120.00"), ())
    assert confirm(bench) == [
        f"line {back.line}, GBP -120.00: payment {write.key} is reversed by the next run"
    ]
    with bench.office.store.read() as connection:
        [void] = outbox.work(connection, bench.ledger.id, ("void",), "ready")
    assert f"at source {write.key}".encode() in void.payload
    assert sorted(states(bench)) == ["returned", "returned"]
    with bench.office.store.write() as connection:
        effect = outbox.by_key(connection, bench.ledger.id, write.key)
        assert effect is not None
        outbox.take_back(connection, effect.id, "reversed", NOW)
    again(bench)
    assert (waiting(bench), read(bench, row("RETURNED INV-1001", "-120.00")).known) == ([], 1)


def test_money_that_went_back_before_it_was_written_is_not_written(quick: Desk) -> None:
    read(quick, row("INV-1001"))
    confirm(quick)
    read(quick, row("UNPAID INV-1001", "-120.00"))
    confirm(quick)
    assert (payments(quick), len(payments(quick, "dropped")), states(quick)) == ([], 1, ["returned"] * 2)


def test_money_that_came_and_went_before_anybody_looked_is_never_entered(quick: Desk) -> None:
    read(quick, row("INV-1001"), row("RETURN INV-1001", "-120.00"))
    back = next(each for each in waiting(quick) if each.amount < 0)
    say(quick, Word(line=back.line, choice="confirm"))
    assert (waiting(quick), payments(quick), states(quick)) == ([], [], ["returned"] * 2)


def test_the_return_of_what_the_bookkeeper_entered_is_theirs_to_reverse(quick: Desk) -> None:
    quick.stage(payment("P1", amount="120.00", applied={"I1": "120.00"}, on=TODAY - timedelta(days=60)))
    read(quick, row("RETURN INV-1001", "-120.00"))
    with pytest.raises(LinesRefused, match="P1 is not ours: reverse it in the ledger"):
        confirm(quick)


def test_of_what_went_out_nothing_is_kept_but_what_takes_a_payment_back(quick: Desk) -> None:
    found = read(quick, row("SALARY ANN", "-3000.00"), row("RENT", "-120.00"))
    assert (found.out, states(quick)) == (2, [])


def test_overlapping_files_and_files_of_other_kinds_double_nothing(bench: Desk) -> None:
    """Two like payments of one day stay two, in whatever file they come."""
    twice = [row("subscription", "5.00", "Acme Tools")] * 2
    assert (read(bench, *twice).open, len(waiting(bench))) == (2, 2)
    assert read(bench, row("older", "9.00", day="2026-11-01"), *twice).known == 2
    stamp = TODAY.strftime("%Y%m%d")
    transactions = "".join(
        f"<STMTTRN><DTPOSTED>{stamp}<TRNAMT>5.00<FITID>F{number}<NAME>ACME TOOLS LTD<MEMO>abo</STMTTRN>"
        for number in range(3)
    )
    ofx = (
        f"OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>GBP<BANKTRANLIST>{transactions}</BANKTRANLIST></STMTRS></OFX>"
    )
    for known in (2, 3):
        found = read_in(bench.office, bench.ledger, ofx.encode(), "bank.ofx")
        assert (found.lines, found.known) == (3, known)
    assert len(waiting(bench)) == 4


def test_what_is_above_the_invoices_stays_as_credit_where_it_was_shown_so(quick: Desk) -> None:
    read(quick, row("INV-1004", "85.00"))
    [told] = confirm(quick)
    assert "GBP 80.00 for INV-1004, GBP 5.00 as credit" in told
    [write] = payments(quick)
    assert (write.amount, write.allocations[0].amount) == (Decimal("85.00"), Decimal("80.00"))
    read(quick, row("deposit", "65.00"))
    with pytest.raises(LinesRefused, match="add --excess"):
        confirm(quick, "INV-1002")
    confirm(quick, "INV-1002", excess=True)


def test_one_payment_for_several_invoices(quick: Desk) -> None:
    read(quick, row("INV-1001 + INV-1002", "180.00"))
    confirm(quick)
    [write] = payments(quick)
    assert {each.invoice_id: str(each.amount) for each in write.allocations} == {
        "I1": "120.00",
        "I2": "60.00",
    }


def test_two_people_cannot_confirm_one_line_at_once(bench: Desk) -> None:
    """Six at once, each for another of the invoices that it may pay."""
    bench.stage(*(invoice(f"J{each}", number=f"INV-20{each}", owes="33.00") for each in range(6)))
    read(bench, row("deposit", "33.00", "Acme Tools"))
    [one] = waiting(bench)
    start, done, refused = Barrier(6, timeout=60), [], []

    def person(number: int) -> None:
        office = open_office(bench.folder / "config.toml", fixed(NOW))
        word = Word(line=one.line, choice="confirm", numbers=(f"INV-20{number}",))
        start.wait()
        try:
            done.append(said.say(office, office.linked(NAME), [word], f"person {number}"))
        except LinesRefused as error:
            refused.append(error)
        finally:
            office.close()

    people = [Thread(target=person, args=(number,)) for number in range(6)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    assert (len(done), len(refused), len(payments(bench))) == (1, 5, 1)


def test_a_file_with_a_fault_stages_nothing(quick: Desk) -> None:
    with pytest.raises(StatementError, match=r"bank.csv: line 3: .*nothing was read"):
        read(quick, row("INV-1001"), row("INV-1002", "x"))
    ahead = (TODAY + timedelta(days=1)).isoformat()
    with pytest.raises(StatementError, match=f"lines of days to come, {ahead}"):
        read(quick, row("INV-1001"), row("INV-1002", day=ahead))
    assert states(quick) == []
    quick.update(complete=False)
    with pytest.raises(ActError, match="first pull of summit is not finished"):
        read_in(quick.office, quick.ledger, (HEAD + row("INV-1001")).encode(), "bank.csv")


def test_a_second_currency_is_another_account(quick: Desk) -> None:
    quick.stage(invoice("I9", number="INV-1009", currency="EUR", owes="120.00"))
    head = "Date,Text,Amount,Currency\n"
    read(quick, f"{DAY},INV-1001,120.00,EUR\n", head=head)
    [one] = waiting(quick)
    assert (one.confidence, one.currency) == ("open", "EUR")
    with pytest.raises(LinesRefused, match="the invoice is in GBP"):
        confirm(quick, "INV-1001")
    assert quick.standing(currency="GBP").reason.name == "LEVEL_DUE"


def test_a_pull_with_nothing_at_the_bank_changes_nothing(quick: Desk) -> None:
    before = up_for_review(quick.office.store, quick.ledger.id)
    again(quick)
    assert up_for_review(quick.office.store, quick.ledger.id) == before
