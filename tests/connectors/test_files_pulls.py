"""Export upon export: what is gone, what has vanished by accident, and money on its way."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from connectors.contract import Staged
from connectors.errors import Refused, TryLater
from dunning.ledger import Gone, Invoice, Kind, Payment, StillOpen
from tests.connectors.files_desk import ACME, BOLT, HEADER, HISTORY, NOON, Desk, note, payment, reversal

PAID_HEADER = "Receipt No,Date,Customer,Invoice No,Amount,Reference\n"
OLDER = "R1,2026-08-20,Bolt,INV-0,50.00,\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.invoices(ACME, BOLT)
    return made


def test_an_export_of_open_invoices_alone_settles_what_it_no_longer_lists(desk: Desk) -> None:
    desk.pull()
    desk.invoices(BOLT)
    assert desk.pull().balances() == {"INV-2": Decimal("120.50")}
    desk.invoices(ACME, BOLT)  # it was a mistake
    assert set(desk.pull().balances()) == {"INV-1", "INV-2"}


def test_only_what_differs_is_told_again(desk: Desk) -> None:
    desk.pull()
    desk.put("invoices.csv", HEADER + BOLT + ACME)  # in another order
    assert not [row for row in desk.told() if not isinstance(row, StillOpen)]
    desk.invoices(ACME, BOLT.replace("120.50", "20.50"))
    assert [row.id for row in desk.told() if isinstance(row, Invoice)] == ["INV-2"]
    assert desk.told() == []


def many(word: str, balance: str) -> str:
    """An export of more rows than one page holds."""
    row = "{0}-{1},Acme,ann@acme.example,2026-09-01,2026-10-01,1000.00,{2}\n"
    return HEADER + "".join(row.format(word, number, balance) for number in range(1, 1502))


def test_what_an_export_shows_as_lost_is_told_before_anything_else_of_it(desk: Desk) -> None:
    """So that another company's export is seen for what it is before a row of it is staged."""
    desk.pull()
    desk.put("invoices.csv", many("ALIEN", "10.00"))
    first, *_ = desk.ledger().changes(desk.cursor, history_from=HISTORY)
    (lost,) = [row for row in first.rows if isinstance(row, StillOpen) and row.kind is Kind.INVOICE]
    assert not {"INV-1", "INV-2"} & {*lost.ids}


def test_a_pull_that_is_cut_is_made_good_also_when_the_former_export_is_put_back(desk: Desk) -> None:
    desk.put("invoices.csv", many("INV", "10.00"))
    desk.pull()
    desk.put("invoices.csv", many("INV", "100.00"))
    first, *_ = desk.ledger().changes(desk.cursor, history_from=HISTORY)
    desk.staged.take([first])
    desk.cursor = first.cursor  # and there it was cut
    assert Decimal("100.00") in desk.staged.balances().values()
    desk.put("invoices.csv", many("INV", "10.00"))
    assert set(desk.pull().balances().values()) == {Decimal("10.00")}


def test_an_older_copy_put_back_is_not_taken_for_old_news(desk: Desk) -> None:
    desk.put("invoices.csv", HEADER + ACME.replace("1000.00\n", "900.00\n") + BOLT, at=NOON)
    desk.pull()
    desk.put("invoices.csv", HEADER + ACME + BOLT, at=NOON - timedelta(days=3))
    assert [row.modified_at for row in desk.told() if isinstance(row, Invoice)] == [NOON]


def test_an_empty_file_clears_nothing(desk: Desk) -> None:
    desk.pull()
    desk.put("invoices.csv", "")
    with pytest.raises(TryLater, match=r"invoices.csv: is empty"):
        desk.pull()
    desk.put("invoices.csv", HEADER)
    with pytest.raises(Refused, match=r"invoices.csv: has headers and no rows; .* add a line .Total"):
        desk.pull()
    desk.put("invoices.csv", f"{HEADER}Total,,,,,0.00,0.00\n")
    assert desk.pull().balances() == {}


def test_a_file_or_a_folder_that_is_gone_clears_nothing(desk: Desk) -> None:
    desk.put("payments.csv", PAID_HEADER + OLDER)
    desk.pull()
    (desk.folder / "payments.csv").unlink()
    with pytest.raises(TryLater, match=r"payments.csv: was in .* before and is gone"):
        desk.pull()
    (desk.folder / "invoices.csv").unlink()
    with pytest.raises(TryLater, match=r"invoices.csv: is not in"):
        desk.pull()
    desk.folder = desk.folder / "unplugged"
    with pytest.raises(TryLater, match="the folder cannot be read"):
        desk.pull()


def test_what_could_not_be_read_may_be_owed_still_and_its_problem_ends(desk: Desk) -> None:
    desk.pull()
    desk.invoices(ACME.replace("2026-10-01", "soon"), BOLT)
    whole = [row for row in desk.told() if isinstance(row, StillOpen)]
    assert any("INV-1" in row.ids for row in whole)
    desk.invoices(",Nobody,,,,1,1\n", BOLT)
    assert [row.id for row in desk.told() if isinstance(row, Gone)] == ["INV-1"]
    desk.invoices(BOLT)
    assert [row.id for row in desk.told() if isinstance(row, Gone)] == ["invoices.csv:2"]


def test_payments_are_whole_only_for_the_time_that_their_list_spans(desk: Desk) -> None:
    on_account = "R9,2026-08-30,Acme,,77.00,\n"
    deposit = "R2,2026-10-20,Acme,,5.00,\n"
    part = "R3,2026-10-21,Acme,INV-1,10.00,\n"
    desk.invoices(ACME, BOLT, "INV-0,Bolt,bo@bolt.example,2026-08-01,2026-08-31,50.00,0.00\n")
    desk.put("payments.csv", PAID_HEADER + OLDER + on_account + deposit + part)
    desk.pull()
    assert desk.staged.credit_in_hand() == {"GBP": Decimal("82.00")}
    desk.put("payments.csv", f"{PAID_HEADER}R4,2026-09-01,Bolt,INV-2,1.00,\n")  # from September on
    desk.pull()
    assert desk.staged.credit_in_hand() == {"GBP": Decimal("77.00")}
    assert {one.id for one in desk.staged.of(Payment) if one.id != "R9"} == {"R1", "R4"}
    desk.put("payments.csv", PAID_HEADER)
    assert desk.pull().credit_in_hand() == {"GBP": Decimal("77.00")}


def test_a_payment_noted_down_counts_until_an_export_shows_it_by_its_key_and_never_twice(desk: Desk) -> None:
    desk.put("payments.csv", PAID_HEADER + OLDER)
    write = payment("400.00", "INV-1")
    desk.pull()
    desk.ledger().perform(write)
    assert desk.pull().balances()["INV-1"] == Decimal("600.00")
    desk.put("payments.csv", f"{PAID_HEADER}{OLDER}R2,2026-11-17,Acme,INV-1,400.00,our {write.key}\n")
    words = "payments.csv shows GBP 400.00 paid on it, its balance does not"
    assert words in str(desk.pull().invoice("INV-1").problem)  # and so it is not chased meanwhile
    desk.invoices(ACME.replace("1000.00\n", "600.00\n"), BOLT)
    assert desk.pull().balances()["INV-1"] == Decimal("600.00")
    assert desk.invoice("INV-1").problem is None
    (paid,) = [one for one in desk.staged.of(Payment) if one.amount == Decimal("400.00")]
    assert (paid.id, paid.reference) == (write.key, write.key)


def test_a_payment_entered_without_its_key_is_known_by_day_invoice_and_amount(desk: Desk) -> None:
    desk.put("payments.csv", PAID_HEADER + OLDER)
    first, second = payment("400.00", "INV-1"), payment("400.00", "INV-1", name="bank 8")
    for write in (first, second):
        desk.ledger().perform(write)
    assert desk.pull().balances()["INV-1"] == Decimal("200.00")
    desk.put("payments.csv", f"{PAID_HEADER}{OLDER}R2,2026-11-16,Acme,INV-1,400.00,BACS\n")
    desk.invoices(ACME.replace("1000.00\n", "600.00\n"), BOLT)
    assert desk.pull().balances()["INV-1"] == Decimal("200.00")  # one of the two is still on its way
    desk.put("payments.csv", f"{PAID_HEADER}{OLDER}R2,2026-11-15,Acme,INV-1,400.00,BACS\n")
    assert desk.pull().balances() == {"INV-2": Decimal("120.50")}  # another day: maybe another payment


def test_without_a_list_of_payments_the_balance_says_that_one_was_entered(desk: Desk) -> None:
    desk.pull()
    desk.ledger().perform(payment("400.00", "INV-1"))
    assert desk.pull().balances()["INV-1"] == Decimal("600.00")
    desk.invoices(ACME.replace("1000.00\n", "600.00\n"), BOLT)
    assert desk.pull().balances()["INV-1"] == Decimal("600.00")
    desk.invoices(ACME.replace("1000.00\n", "250.00\n"), BOLT)  # they paid once more
    assert desk.pull().balances()["INV-1"] == Decimal("250.00")
    ledger = desk.ledger()
    list(ledger.changes(desk.cursor, history_from=HISTORY))  # a run always pulls before it writes
    ledger.perform(payment("250.00", "INV-1", name="the rest"))
    assert desk.pull().balances() == {"INV-2": Decimal("120.50")}
    assert desk.invoice("INV-1").status == "paid"


def test_without_a_list_of_payments_another_payment_does_not_stand_for_ours(desk: Desk) -> None:
    desk.pull()
    desk.ledger().perform(payment("400.00", "INV-1"))
    desk.invoices(ACME.replace("1000.00\n", "400.00\n"), BOLT)  # 600 came by another way; ours is not entered
    assert desk.pull().balances() == {"INV-2": Decimal("120.50")}


def test_money_for_several_invoices_lowers_each_by_its_share(desk: Desk) -> None:
    desk.pull()
    write = payment("425.00", "INV-1", "INV-2", shares=("400.00", "20.00"))
    desk.ledger().perform(write)
    staged = desk.pull()
    assert staged.balances() == {"INV-1": Decimal("600.00"), "INV-2": Decimal("100.50")}
    assert staged.credit_in_hand() == {"GBP": Decimal("5.00")}
    paid = staged.payment(write.key)
    assert paid is not None
    assert paid.allocations == write.allocations


def test_a_payment_taken_back_lowers_nothing_any_more(desk: Desk) -> None:
    desk.pull()
    write = payment("400.00", "INV-1")
    ledger = desk.ledger()
    ledger.perform(write)
    desk.pull()
    ledger.perform(reversal(write))
    assert desk.pull().balances()["INV-1"] == Decimal("1000.00")
    found = ledger.find(write)
    assert found is not None
    assert not found.stands
    with pytest.raises(Refused, match="is reversed already"):
        ledger.perform(type(reversal(write))(key="A" * 20, payment_id=write.key, version=None))


def test_notes_of_money_that_vanish_stop_the_pull(desk: Desk) -> None:
    desk.pull()
    write = payment("400.00", "INV-1")
    ledger = desk.ledger()
    ledger.perform(note("INV-1"))
    ledger.perform(write)
    desk.pull()
    path = desk.folder / "actions.csv"
    whole = path.read_bytes()
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:-1]))
    with pytest.raises(Refused, match=rf"has lost payments that no export shows yet \({write.key}\)"):
        desk.pull()
    path.unlink()
    with pytest.raises(TryLater, match=r"actions.csv: is gone; put it back"):
        desk.ledger().find(write)
    path.write_bytes(whole)
    assert desk.pull().balances()["INV-1"] == Decimal("600.00")


def test_a_folder_of_another_company_is_not_read_under_the_linked_one(desk: Desk) -> None:
    from connectors.files.client import FilesLedger

    own = desk.ledger().organisation()
    assert (own.id, own.name) == ("quay joinery", "Quay Joinery")
    with pytest.raises(Refused, match='is "Quay Joinery" in the settings, but those of "other" were linked'):
        FilesLedger(desk.connection("other"), settle=0).organisation()
    assert FilesLedger(desk.connection("quay joinery"), settle=0).organisation() == own


def test_nobody_is_written_to_by_an_old_export(desk: Desk) -> None:
    desk.put("invoices.csv", HEADER + ACME, at=NOON - timedelta(days=8))
    with pytest.raises(
        TryLater, match=r"invoices.csv: was exported on 10 November 2026, more than 7 days ago"
    ):
        desk.pull()
    desk.options["export_days"] = "14"
    assert set(desk.pull().balances()) == {"INV-1"}


def test_a_file_that_is_being_written_is_read_whole_or_not_at_all(desk: Desk) -> None:
    whole = HEADER + "".join(BOLT.replace("INV-2", f"INV-{number}") for number in range(3000))
    cuts = [at for at in range(0, len(whole), 5003) if whole[at - 1] != "\n" or not at]
    path = desk.put("invoices.csv", whole)
    done = threading.Event()

    def export() -> None:
        while not done.is_set():
            with path.open("w", encoding="utf-8") as opened:
                for start, end in pairwise([*cuts, len(whole)]):
                    opened.write(whole[start:end])
                    opened.flush()

    writing = threading.Thread(target=export)
    writing.start()
    put_off, counts = list[str](), set[int]()
    try:
        for _ in range(15):
            try:
                counts.add(len(Staged(desk.ledger().changes(None, history_from=HISTORY)).balances()))
            except TryLater as error:
                put_off.append(str(error))
    finally:
        done.set()
        writing.join()
    assert any(words.startswith("invoices.csv: ") for words in put_off)
    assert counts <= {3000}
    assert len(desk.pull().balances()) == 3000


def test_a_last_cell_that_may_be_cut_is_not_believed_until_the_file_has_rested(desk: Desk) -> None:
    path = desk.put("invoices.csv", HEADER + ACME + BOLT.strip()[:-4], at=datetime.now(UTC))
    with pytest.raises(TryLater, match=r"invoices.csv: was just written, and its last line has no end"):
        desk.pull()
    old = path.stat().st_mtime - 61
    os.utime(path, (old, old))
    assert desk.pull().balances()["INV-2"] == Decimal(12)
