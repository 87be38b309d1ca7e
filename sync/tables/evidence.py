"""The audit chain, one for each ledger, and the keys of the customers whom it tells of.

Events are added and never changed or deleted; a person's key is deleted to forget that person.
"""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Instant, ledger_id, metadata

# `content`: what is told, as canonical JSON; where it is about a `person`, salted and sealed under their
# key. `digest`: SHA-256 of it, unsealed. `leaves`: salted hashes of the decisions that it tells of. See
# `sync.evidence.chain`.
events = sa.Table(
    "events",
    metadata,
    ledger_id(),
    sa.Column("number", sa.BigInteger, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("person", sa.Text),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("leaves", sa.LargeBinary),
    sa.Column("previous", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Index("ix_events_person", "ledger_id", "person"),
    sa.Index("ix_events_kind", "ledger_id", "kind", "at"),
)

# Who a token stands for, and the key that opens what the chain tells of them. Both go with the row.
persons = sa.Table(
    "persons",
    metadata,
    ledger_id(),
    sa.Column("customer_id", sa.Text, primary_key=True),
    sa.Column("token", sa.Text, nullable=False),
    sa.Column("key", sa.LargeBinary, nullable=False),
)
