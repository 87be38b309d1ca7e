"""What is staged and kept, read back for the tests."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

import sqlalchemy as sa
from hypothesis import strategies as st

from sync.store import Store
from tests.sync.books import (
    credit,
    customer,
    invoice,
    payment,
    rows_of,
)

_NUMBER = count(1)


LATEST = datetime(2027, 1, 1, tzinfo=UTC)


def kept(store: Store, ledger_id: int, table: sa.Table, column: str) -> list[object]:
    return [row[column] for row in rows_of(store, table, ledger_id)]


EDITS = st.lists(
    st.one_of(
        st.builds(
            lambda which, edit, owes, of: invoice(f"I{which}", edit=edit, owes=owes, of=f"C{of}"),
            st.integers(1, 3),
            st.integers(1, 30),
            st.decimals(0, 999, places=2),
            st.integers(1, 2),
        ),
        st.builds(
            lambda which, edit, of, part: payment(f"P{which}", edit=edit, applied={f"I{of}": f"{part}.00"}),
            st.integers(1, 2),
            st.integers(1, 30),
            st.integers(1, 3),
            st.integers(1, 50),
        ),
        st.builds(
            lambda edit, parent: customer("C1", edit=edit, bills_with=parent),
            st.integers(1, 30),
            st.sampled_from([None, "C2"]),
        ),
        st.builds(
            lambda edit, left: credit(edit=edit, left=f"{left}.00"), st.integers(1, 30), st.integers(0, 9)
        ),
    ),
    max_size=12,
    unique_by=lambda fact: (
        type(fact),
        fact.id,
        fact.modified_at,
    ),  # a ledger gives each edit a time of its own
)
