"""Who may be reached, and how: of no ledger, for a person is the same in each."""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Instant, firm_id, metadata

# Addresses and numbers that nothing is sent to, in any ledger. `address`: in its one form (`sync.emails`,
# `sync.phones`), or, once nobody's books have it any more and they were erased, a keyed hash of that
# (`key_id`: of which key). Rows are lifted, never deleted; by its key a row is the same in every store.
suppressions = sa.Table(
    "suppressions",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("why", sa.Text, primary_key=True),
    sa.Column("since", Instant, primary_key=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Column("key_id", sa.Text),
    sa.Column("lifted_at", Instant),
    sa.Column("lifted_by", sa.Text),
    sa.Column("lifted_words", sa.Text),
    firm_id(primary_key=True),
    sa.Index("ix_suppressions_erased", "key_id", info={"where": "key_id is not null"}),
)
