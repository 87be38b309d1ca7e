"""The firms: who keeps the books of some ledgers, with users, keys and quotas of their own.

Every store is born with one, the house; where there is no other, nothing asks for it.
"""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Id, Instant, metadata

# `key`: what the secrets of its ledgers are sealed with, itself sealed by the store's key; the house needs
# none. `most_ledgers`, `most_users`, `messages_per_day`, `calls_per_day`: its quotas, null for no bound.
# `receipt`: of its erasure, as JSON; the row stays, so that its number never names another.
firms = sa.Table(
    "firms",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("key", sa.LargeBinary),
    sa.Column("most_ledgers", sa.Integer),
    sa.Column("most_users", sa.Integer),
    sa.Column("messages_per_day", sa.Integer),
    sa.Column("calls_per_day", sa.Integer),
    sa.Column("erased_at", Instant),
    sa.Column("receipt", sa.LargeBinary),
)
