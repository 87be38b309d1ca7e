"""Accounts lie packed in a file of SQLite's, as they are in PostgreSQL, and are read as what they were."""

from __future__ import annotations

import hashlib
import zlib

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from sync.store import decided
from sync.tables import snapshots
from sync.tables.packed import FIRST, dictionary, packed, unpacked
from tests.sync.books import linked, opened
from tests.sync.test_chain import deciding

# as the first program that packed wrote it
KEPT_THEN = bytes.fromhex(
    "0123a9b0b3006715503ec15ad859804b1ed4f2ce197b8167a16b04528b56e059ea1a5a62cbb7b002cfdccc0cbdc033b630c656e0d50200"
)
TOLD_THEN = (
    b'{"id":"1","version":"0","modified_at":"2026-08-01T00:00:00Z","number":"INV-1800","customer_id":"C1",'
    b'"issued_on":"2026-08-20","due_on":"2026-09-19","currency":"GBP","total":"766.00","balance":"383.00",'
    b'"status":"open"}'
)


@given(st.binary(max_size=20_000).map(lambda body: b"{" + body))
def test_whatever_is_packed_is_read_as_what_it_was(body: bytes) -> None:
    assert unpacked(packed(body)) == body == unpacked(body)


def test_what_was_packed_by_an_earlier_program_is_read_still() -> None:
    assert unpacked(KEPT_THEN) == TOLD_THEN
    # it may not change, nor the order of its lines: what lies in stores was packed with it
    assert hashlib.sha256(dictionary()).hexdigest() == (
        "81980a044a668b4c3e3e7d6ef66e1e508002b26a524a8dce9b9bccf0648f5f2a"
    )


@pytest.mark.parametrize("cut", [FIRST, packed(TOLD_THEN)[:-3], FIRST + b"\xff" * 20], ids=repr)
def test_what_is_no_longer_whole_is_not_taken_for_an_account(cut: bytes) -> None:
    with pytest.raises(zlib.error):
        unpacked(cut)


def test_an_account_is_read_from_the_store_as_it_was_decided_about(store_url: str) -> None:
    with opened(store_url) as store:
        ledger_id = linked(store)
        deciding(store, ledger_id, "C1", "C2")
        with store.write() as connection:
            digests = connection.scalars(sa.select(snapshots.c.digest)).all()
            assert {decided.snapshot(connection, one).customer.id for one in digests} == {"C1", "C2"}
            bodies = connection.scalars(sa.select(snapshots.c.body)).all()
            lying = connection.scalars(sa.select(sa.type_coerce(snapshots.c.body, sa.LargeBinary))).all()
            on_sqlite = connection.dialect.name == "sqlite"
            assert all(one.startswith(FIRST) == on_sqlite for one in lying)
            assert on_sqlite == (sum(map(len, lying)) < sum(map(len, bodies)) / 4)
            # whichever way it was written, and whatever database it was carried to
            for kept in (lying[0], unpacked(lying[0])):
                changed = sa.update(snapshots).where(snapshots.c.digest == digests[0])
                connection.execute(changed.values(body=sa.literal(kept, sa.LargeBinary)))
                assert decided.snapshot(connection, digests[0]).customer.id == digests[0].split()[0]
