"""Lines of the bank's at a desk: read once, entered once, never what the books have; and nobody is chased."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from threading import Barrier, Thread

import msgspec
import pytest

from dunning.effects import Receipt, RecordPayment
from dunning.ledger import Kind
from sync import commands, tables
from sync.clock import fixed
from sync.commands import bank as said
from sync.commands.bank import LinesRefused, WaitingLine, Word
from sync.commands.bank_table import csv_of, words_of
from sync.commands.statements import ReadIn, read_in
from sync.commands.targets import ActError
from sync.intake.settling import match_again
from sync.intake.statement import StatementError
from sync.office import open_office
from sync.privacy.retention import enforce
from sync.status import statuses
from sync.store import bank as stored
from sync.store import money, outbox, personal
from tests.sync.books import NOW, TODAY, customer, gone, invoice, payment, rows_of, up_for_review
from tests.sync.desk import NAME, Desk, desk

DAY = TODAY.isoformat()
HEAD = "Date,Payer,Text,Amount\n"


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


def stock(made: Desk) -> Desk:
    made.stage(
        customer("C1", name="Acme Tools Ltd"), invoice("I1", number="INV-1001"),
        invoice("I2", number="INV-1002", owes="60.00", overdue=5),
        customer("C2", name="Bolt & Sons"), invoice("I4", number="INV-1004", of="C2", owes="80.00"),
    )  # fmt: skip
    made.decide()
    return made


def row(text: str = "", amount: str = "120.00", payer: str = "", day: str = DAY) -> str:
    return f"{day},{payer},{text},{amount}\n"


def read(bench: Desk, *rows: str, head: str = HEAD) -> ReadIn:
    found = read_in(bench.office, bench.ledger, (head + "".join(rows)).encode(), "bank.csv")
    bench.decide()
    return found


def waiting(bench: Desk) -> list[WaitingLine]:
    return said.waiting_lines(bench.office, bench.ledger)


def say(bench: Desk, *words: Word) -> list[str]:
    done = said.say(bench.office, bench.ledger, words, "robin")
    bench.decide()
    return done


def confirm(bench: Desk, *numbers: str, excess: bool = False) -> list[str]:
    """The first line that waits."""
    line = waiting(bench)[0].line
    return say(bench, Word(line=line, choice="confirm", numbers=numbers, excess=excess))


def payments(bench: Desk, state: str = "ready") -> list[RecordPayment]:
    with bench.office.store.read() as connection:
        found = outbox.work(connection, bench.ledger.id, ("payment",), state)
    return [msgspec.json.decode(each.payload, type=RecordPayment) for each in found]


def states(bench: Desk) -> list[str]:
    return [each["state"] for each in rows_of(bench.office.store, tables.bank_lines, bench.ledger.id)]


def written(bench: Desk, *, seen: bool = True) -> RecordPayment:
    """The one payment that is ready is written to the ledger, and seen by the next pull, or not yet."""
    [write] = payments(bench)
    with bench.office.store.write() as connection:
        effect = outbox.by_key(connection, bench.ledger.id, write.key)
        assert effect is not None
        outbox.claim(connection, effect, 1, NOW, NOW)
        receipt = Receipt(provider_id=f"at source {write.key}", version="1", at=NOW)
        outbox.settle(connection, effect, "done", NOW, receipt=receipt)
    if seen:
        in_the_books(bench, write)
    return write


def in_the_books(bench: Desk, write: RecordPayment) -> None:
    shares = {each.invoice_id: str(each.amount) for each in write.allocations}
    bench.stage(
        payment(f"at source {write.key}", amount=str(write.amount), applied=shares, reference=write.key),
        *(invoice(each, number=f"INV-100{each[1:]}", edit=2, owes="0.00", status="paid") for each in shares),
    )
    with bench.office.store.write() as connection:
        money.confirm(connection, bench.ledger.id, NOW)


def again(bench: Desk) -> None:
    """As at the end of every pull."""
    with bench.office.store.write() as connection:
        match_again(connection, bench.ledger.id, NOW)
    bench.decide()


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


def warnings(bench: Desk) -> list[str]:
    [status] = statuses(bench.office)
    return [each for each in status.warnings if "bank" in each]


def test_one_line_may_be_several_customers_money(quick: Desk) -> None:
    quick.stage(invoice("I5", number="INV-1005", of="C1", owes="80.00"))
    read(quick, row("deposit", "80.00"))
    assert quick.reasons() == {"C1": "MONEY_ARRIVED", "C2": "MONEY_ARRIVED"}
    with pytest.raises(LinesRefused, match="say which invoices it pays, with --invoice"):
        confirm(quick)
    confirm(quick, "INV-1004")
    assert quick.reasons() == {"C1": "LEVEL_DUE", "C2": "PAID"}


def test_what_the_bookkeeper_enters_meanwhile_is_not_entered_again(bench: Desk) -> None:
    read(bench, row("INV-1001"))
    bench.stage(
        payment("P1", amount="120.00", applied={"I1": "120.00"}),
        invoice("I1", number="INV-1001", edit=2, owes="0.00", status="paid"),
    )
    [one] = stored_lines(bench)
    with pytest.raises(LinesRefused, match="it is in the books already"):
        say(bench, Word(line=one.name, choice="confirm"))
    again(bench)
    assert (waiting(bench), payments(bench), states(bench)) == ([], [], ["booked"])
    assert read(bench, row("INV-1001")).known == 1


def stored_lines(bench: Desk) -> list[stored.Line]:
    with bench.office.store.read() as connection:
        return stored.between(connection, bench.ledger.id, TODAY - timedelta(days=90), TODAY)


def test_what_was_confirmed_and_turns_up_in_the_books_before_it_is_written_is_dropped(bench: Desk) -> None:
    read(bench, row("INV-1001"))
    confirm(bench)
    bench.stage(
        payment("P1", amount="120.00", applied={"I1": "120.00"}),
        invoice("I1", number="INV-1001", edit=2, owes="0.00", status="paid"),
    )
    again(bench)
    assert (payments(bench), len(payments(bench, "dropped")), states(bench)) == ([], 1, ["booked"])


def test_what_the_books_lose_again_waits_again_and_is_never_certain(bench: Desk) -> None:
    bench.stage(payment("P1", amount="120.00", applied={"I1": "120.00"}))
    assert read(bench, row("INV-1001")).booked == 1
    bench.stage(gone(Kind.PAYMENT, "P1"))
    again(bench)
    [one] = waiting(bench)
    assert one.confidence == "open"
    assert "reversed or removed since" in one.why[0]
    confirm(bench, "INV-1001")
    assert len(payments(bench)) == 1


def test_money_recorded_by_hand_is_known_on_its_way_and_in_the_books(bench: Desk) -> None:
    commands.pay(bench.office, bench.ledger, "INV-1001", Decimal(120), paid_on=None, reference="BANK-7")
    assert read(bench, row("INV-1001")).booked == 1
    written(bench)
    again(bench)
    assert states(bench) == ["booked"]


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


def test_one_payment_for_several_invoices(bench: Desk) -> None:
    read(bench, row("INV-1001 + INV-1002", "180.00"))
    confirm(bench)
    [write] = payments(bench)
    assert {each.invoice_id: str(each.amount) for each in write.allocations} == {
        "I1": "120.00",
        "I2": "60.00",
    }


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


BANK_TABLES = (tables.bank_lines, tables.bank_payers, tables.bank_candidates, tables.bank_payments)


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


def test_a_file_with_a_fault_stages_nothing(bench: Desk) -> None:
    with pytest.raises(StatementError, match=r"bank.csv: line 3: .*nothing was read"):
        read(bench, row("INV-1001"), row("INV-1002", "x"))
    ahead = (TODAY + timedelta(days=1)).isoformat()
    with pytest.raises(StatementError, match=f"lines of days to come, {ahead}"):
        read(bench, row("INV-1001"), row("INV-1002", day=ahead))
    assert states(bench) == []
    bench.update(complete=False)
    with pytest.raises(ActError, match="first pull of summit is not finished"):
        read_in(bench.office, bench.ledger, (HEAD + row("INV-1001")).encode(), "bank.csv")


def test_a_list_is_done_whole_or_not_at_all(bench: Desk) -> None:
    read(bench, row("INV-1001"), row("INV-1004", "80.00"))
    first, second = waiting(bench)
    with pytest.raises(LinesRefused) as refused:
        say(
            bench,
            Word(line=first.line, choice="confirm", place="row 2: "),
            Word(line=second.line, choice="confirm", numbers=("INV-9",), place="row 3: "),
            Word(line="ZZZZ", choice="refuse", place="row 4: "),
        )
    assert [fault[:8] for fault in refused.value.faults] == ["row 3: s", "row 4: s"]
    assert (payments(bench), len(waiting(bench))) == ([], 2)


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
