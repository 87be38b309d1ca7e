"""`actions.csv`: each line once, whatever crashes, and whatever a spreadsheet makes of it."""

from __future__ import annotations

import csv
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from connectors.errors import ConnectorError, Refused, TryLater, Uncertain
from connectors.files import appending
from tests.connectors.files_desk import ACME, BOLT, Desk, note, payment, reversal
from tests.connectors.files_program import ACTION_COLUMNS, actions_in
from tests.house.sources import ROOT


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.invoices(ACME, BOLT)
    return made


@contextmanager
def a_full_disk(path: Path, room: int) -> Iterator[None]:
    """No file of this process may grow beyond that one's size and `room` bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + room, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_each_effect_is_one_line_that_any_program_reads(desk: Desk) -> None:
    ledger, paid = desk.ledger(), payment("425.00", "INV-1", "INV-2", shares=("400.00", "20.00"))
    for write in (note("INV-1"), paid, reversal(paid)):
        ledger.perform(write)
    first = (desk.folder / "actions.csv").read_bytes().splitlines()[0].decode("utf-8-sig")
    assert first == ACTION_COLUMNS
    noted, received, undone = actions_in(desk.folder)
    assert (noted["what"], noted["invoice"], noted["customer"]) == ("note", "INV-1", "Acme")
    assert noted["words"] == note("INV-1").text
    assert (received["what"], received["invoice"], received["shares"]) == (
        "payment",
        "INV-1 + INV-2",
        "400.00 + 20.00",
    )
    assert (received["date"], received["amount"], received["currency"]) == ("2026-11-16", "425.00", "GBP")
    assert (undone["what"], undone["reverses"], undone["invoice"]) == (
        "void payment",
        paid.key,
        "INV-1 + INV-2",
    )
    assert received["when"] == "2026-11-18T12:00:00+00:00"


def test_a_write_handed_over_again_is_not_written_again(desk: Desk) -> None:
    first = desk.ledger().perform(note("INV-1"))
    assert desk.ledger().perform(note("INV-1")) == first == desk.ledger().find(note("INV-1"))
    assert len(desk.actions()) == 1


@pytest.mark.parametrize("kept", [0, 1, 30, 90, -21, -2])
def test_a_line_that_a_crash_cut_off_counts_for_nothing_and_spoils_no_other(desk: Desk, kept: int) -> None:
    ledger = desk.ledger()
    ledger.perform(note("INV-1", name="earlier"))
    path = desk.folder / "actions.csv"
    before = path.read_bytes()
    write = note("INV-1", 'He said "later, maybe"')
    ledger.perform(write)
    line = path.read_bytes()[len(before) :]
    path.write_bytes(before + line.removesuffix(b"\r\n")[: kept or None][: None if kept else 0])
    assert desk.ledger().find(write) is None
    assert desk.ledger().find(note("INV-1", name="earlier")) is not None
    receipt = desk.ledger().perform(write)
    assert desk.ledger().find(write) == receipt
    assert path.read_bytes().endswith(b"\r\n" + line)


def test_money_on_a_line_that_a_crash_cut_off_is_not_counted(desk: Desk) -> None:
    desk.ledger().perform(payment("400.00", "INV-1"))
    path = desk.folder / "actions.csv"
    path.write_bytes(path.read_bytes()[: -len(b"23\r\n")])
    assert desk.pull().balances()["INV-1"] == 1000
    desk.ledger().perform(payment("400.00", "INV-1"))
    assert desk.pull().balances()["INV-1"] == 600


def test_a_line_that_lacks_nothing_but_its_break_was_written(desk: Desk) -> None:
    write = note("INV-1")
    desk.ledger().perform(write)
    path = desk.folder / "actions.csv"
    path.write_bytes(path.read_bytes().removesuffix(b"\r\n"))
    assert desk.ledger().find(write) is not None
    desk.ledger().perform(note("INV-2", name="next"))
    assert [row["key"] for row in actions_in(desk.folder)] == [write.key, note("INV-2", name="next").key]


def test_a_disk_that_fills_up_leaves_a_doubt_that_the_key_settles(desk: Desk) -> None:
    ledger = desk.ledger()
    ledger.perform(note("INV-1", name="earlier"))
    path = desk.folder / "actions.csv"
    length = len(path.read_bytes().splitlines(keepends=True)[-1])
    write = note("INV-2", name="second")
    with (
        a_full_disk(path, 40),
        pytest.raises(Uncertain, match=r"actions.csv: the line may not have been written"),
    ):
        ledger.perform(write)
    assert ledger.find(write) is None
    with a_full_disk(path, len(b"\r\n") + length - 2), pytest.raises(Uncertain):  # all but the last break
        ledger.perform(write)
    assert ledger.find(write) is not None
    ledger.perform(write)
    assert sum(row["key"] == write.key for row in actions_in(desk.folder)) == 1


def test_a_folder_that_cannot_be_written_to_is_told_and_nothing_is_done(desk: Desk) -> None:
    ledger = desk.ledger()
    ledger.organisation()
    (desk.folder / "actions.csv").mkdir()
    with pytest.raises(TryLater, match=r"actions.csv: cannot be (read|written to): Is a directory"):
        ledger.perform(note("INV-1"))
    (desk.folder / "actions.csv").rmdir()
    ledger.perform(note("INV-1"))
    away = desk.folder.rename(desk.folder.with_name("away"))
    with pytest.raises(TryLater, match="cannot be written to: No such file or directory"):
        ledger.perform(note("INV-2", name="second"))
    away.rename(desk.folder)
    assert len(desk.actions()) == 1


def test_only_one_program_writes_at_a_time(desk: Desk) -> None:
    ledger, write = desk.ledger(), note("INV-1")
    with appending.held(desk.folder, 1), pytest.raises(TryLater, match="another program has been writing"):
        ledger.perform(write)
    assert ledger.find(write) is None
    ledger.perform(write)


WRITER = """
import sys
from pathlib import Path
from tests.connectors.files_desk import Desk, note
ledger = Desk(Path(sys.argv[1])).ledger()
ledger._patience = 30.0
for number in range(12):
    ledger.perform(note("INV-1", name=f"shared {number}"))
    ledger.perform(note("INV-2", name=f"{sys.argv[2]} {number}"))
"""


def test_processes_that_write_the_same_and_other_lines_leave_each_line_once(desk: Desk) -> None:
    running = [
        subprocess.Popen(  # noqa: S603 - this very interpreter
            [sys.executable, "-c", WRITER, str(desk.folder), str(one)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        for one in range(3)
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    keys = [row["key"] for row in actions_in(desk.folder)]
    assert len(keys) == len(set(keys)) == 12 + 3 * 12


def test_a_process_killed_while_it_writes_leaves_whole_lines(desk: Desk) -> None:
    command = [sys.executable, "-c", WRITER.replace("range(12)", "range(5000)"), str(desk.folder), "x"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})  # noqa: S603 - as above
    watch = threading.Event()
    while len(actions_in(desk.folder)) < 5:
        assert process.poll() is None
        watch.wait(0.02)
    process.kill()
    process.wait(30)
    done = len(actions_in(desk.folder))
    desk.ledger().perform(note("INV-1", name="after the crash"))
    assert len(actions_in(desk.folder)) == done + 1


def test_what_a_customer_is_called_is_no_formula_in_a_spreadsheet(desk: Desk) -> None:
    desk.put(
        "invoices.csv",
        "Invoice,Customer,Due Date,Balance\n"
        '=1+1,"=HYPERLINK(""x"")",2026-10-01,5.00\n-2,@x,2026-10-01,6.00\n',
    )
    write = payment("5.00", "=1+1")
    desk.ledger().perform(write)
    desk.ledger().perform(note("-2", "=cmd\r\n+more"))
    for row in actions_in(desk.folder):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    assert all("\n" not in cell for row in actions_in(desk.folder) for cell in row.values())
    assert "=1+1" not in desk.pull().balances()
    assert desk.ledger().find(write) is not None


def test_a_file_saved_again_by_a_spreadsheet_is_read_all_the_same(desk: Desk) -> None:
    desk.options["dates"] = "dmy"
    write = payment("400.00", "INV-1")
    desk.ledger().perform(write)
    path = desk.folder / "actions.csv"
    rows = actions_in(desk.folder)
    rows[0] |= {
        "date": "16/11/2026",
        "amount": "400",
        "shares": "400",
        "when": "18/11/2026 12:00",
        "mine": "ok",
    }
    with path.open("w", encoding="cp1252", newline="") as opened:
        saved = csv.DictWriter(opened, [*rows[0]], delimiter=";")
        saved.writeheader()
        saved.writerows(rows)
    assert desk.ledger().find(write) is not None
    assert desk.pull().balances()["INV-1"] == 600


@pytest.mark.parametrize(
    ("old", "new", "kind", "words"),
    [
        (b",400.00,", b",lots,", Refused, "actions.csv: line 2 was changed and cannot be read"),
        (b"payment,INV-1", b"gift,INV-1", Refused, "actions.csv: line 2 was changed and cannot be read"),
        (b"when,what,", b"", Refused, "actions.csv: has lost its first line or some of its columns"),
        (None, b"", TryLater, "actions.csv: breaks off in its first line"),
        (None, b"\xef\xbb\xbfwhen,what,inv", TryLater, "actions.csv: breaks off in its first line"),
    ],
)
def test_a_file_that_was_spoilt_stops_the_ledger(
    desk: Desk, old: bytes | None, new: bytes, kind: type[ConnectorError], words: str
) -> None:
    desk.ledger().perform(payment("400.00", "INV-1"))
    path = desk.folder / "actions.csv"
    path.write_bytes(new if old is None else path.read_bytes().replace(old, new, 1))
    with pytest.raises(kind, match=words):
        desk.pull()


@pytest.mark.parametrize(
    ("amount", "number", "words"),
    [
        ("1000.01", "INV-1", "invoice INV-1 owes GBP 1000.00, less than 1000.01"),
        ("1.00", "INV-9", "invoice INV-9 does not stand in the export"),
        ("1.00", "INV-3", "invoice INV-3 is open, in EUR: it takes no payment of GBP"),
        ("1.00", "INV-4", "invoice INV-4 is paid"),
    ],
)
def test_a_payment_that_cannot_be_is_refused_and_not_written(
    desk: Desk, amount: str, number: str, words: str
) -> None:
    desk.put(
        "invoices.csv",
        "Invoice,Customer,Due Date,Balance,Currency\nINV-1,Acme,2026-10-01,1000.00,GBP\n"
        "INV-3,Acme,2026-10-01,5.00,EUR\nINV-4,Acme,2026-10-01,0.00,GBP\n",
    )
    with pytest.raises(Refused, match=words):
        desk.ledger().perform(payment(amount, number))
    assert not (desk.folder / "actions.csv").exists()
    with pytest.raises(Refused, match="is none that Duesync noted down"):
        desk.ledger().perform(reversal(payment(amount, number)))
