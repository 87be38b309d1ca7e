"""Customers who were erased: marks by which they are known again, and nothing of theirs."""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Instant, ledger_id, metadata

# `mark`: a keyed hash of an id, an e-mail address or a telephone number (`of`); `key_id`: of which key.
# `opt_outs`: by what channels they wanted no messages, as JSON. While evidence of theirs must be kept,
# `customer_id` says whose it is, and `until` when it goes.
tombstones = sa.Table(
    "tombstones",
    metadata,
    ledger_id(),
    sa.Column("mark", sa.Text, primary_key=True),
    sa.Column("of", sa.Text, nullable=False),
    sa.Column("key_id", sa.Text, nullable=False),
    sa.Column("erased_at", Instant, nullable=False),
    sa.Column("opt_outs", sa.Text, nullable=False),
    sa.Column("customer_id", sa.Text),
    sa.Column("until", sa.Date),
)
