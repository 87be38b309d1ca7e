"""Documents that people attach: what is taken, what is refused and why, and what a withdrawal leaves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from sync import tables
from sync.commands import ActError
from sync.commands.documents import MOST_BYTES, Given, attach, attached, withdraw
from tests.sync.books import NOW, customer, invoice
from tests.sync.desk import Desk, desk

PDF = b"%PDF-1.7\nsigned"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        made.stage(customer("C1"), customer("SUB", bills_with="C1"), customer("C2"))
        made.stage(invoice("ONE"), invoice("TWO", of="SUB"), invoice("OTHER", of="C2"))
        yield made


def given(
    name: str = "contract.pdf", body: bytes = PDF, kind: str = "contract", invoice: str | None = None
) -> Given:
    return Given(name=name, body=body, kind=kind, invoice=invoice, note="signed by both")


def test_a_document_is_kept_with_its_hash_and_who_attached_it(bench: Desk) -> None:
    made = attach(bench.office, bench.ledger, "Customer C1", given(invoice="N-TWO"), "Jo")
    assert (made.number, made.kind, made.name, made.invoice, made.size) == (
        1,
        "contract",
        "contract.pdf",
        "N-TWO",
        15,
    )
    assert made.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (made.attached_at, made.attached_by, made.note) == (NOW, "Jo", "signed by both")
    assert attached(bench.office, bench.ledger, "C1") == [made]
    assert attached(bench.office, bench.ledger, "C2") == []


def test_what_was_attached_in_error_stays_on_record_and_its_content_goes(bench: Desk) -> None:
    made = attach(bench.office, bench.ledger, "C1", given(), "Jo")
    gone = withdraw(bench.office, bench.ledger, "C1", made.number, "Ann")
    assert gone.withdrawn_at == NOW
    assert attached(bench.office, bench.ledger, "C1") == [gone]
    with bench.office.store.read() as connection:
        row = connection.execute(sa.select(tables.documents)).one()
    assert (row.body, row.withdrawn_by, row.digest) == (None, "Ann", made.sha256)
    with pytest.raises(ActError, match="Customer C1 has no document 1: see duesync attach summit"):
        withdraw(bench.office, bench.ledger, "C1", made.number, "Ann")
    assert attach(bench.office, bench.ledger, "C1", given(), "Jo").number == 2, "it may be attached again"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (given(kind="letter"), "'letter' is no kind of document: give contract, terms, order, delivery"),
        (given(name="contract.exe"), r"contract\.exe: a file that is attached ends in \.pdf"),
        (given(body=b""), r"contract\.pdf is empty"),
        (given(body=b"MZ\x90"), r"contract\.pdf is called \.pdf but its content is something else"),
        (
            given(name="note.txt", body=b"a\0b"),
            r"note\.txt is called \.txt but its content is something else",
        ),
        (given(body=b"%PDF-" + bytes(MOST_BYTES)), r"contract\.pdf has 25\.0 MB; 25 MB is the most"),
        (given(invoice="N-OTHER"), "invoice N-OTHER is none of Customer C1's"),
        (given(invoice="N-9"), "summit has no invoice 'N-9'"),
    ],
)
def test_what_is_refused_says_why(bench: Desk, wrong: Given, why: str) -> None:
    with pytest.raises(ActError, match=why):
        attach(bench.office, bench.ledger, "C1", wrong, "Jo")
    assert attached(bench.office, bench.ledger, "C1") == []


def test_the_same_file_is_not_attached_twice_for_the_same_thing(bench: Desk) -> None:
    attach(bench.office, bench.ledger, "C1", given(), "Jo")
    with pytest.raises(ActError, match=r"again\.pdf is attached to Customer C1 already, as document 1"):
        attach(bench.office, bench.ledger, "C1", given(name="again.pdf"), "Jo")
    attach(bench.office, bench.ledger, "C1", given(invoice="N-ONE"), "Jo")
    attach(bench.office, bench.ledger, "C2", given(), "Jo")


def test_a_name_is_a_name_and_no_path(bench: Desk) -> None:
    made = attach(bench.office, bench.ledger, "C1", given(name="../../etc/contract.pdf"), "Jo")
    assert made.name == "contract.pdf"
