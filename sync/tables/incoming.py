"""The tables of what came in by mail: the messages, whose they are, and how far each inbox was read.

The law the database itself keeps: a message is kept once, however often it comes.
"""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Id, Instant, ledger_id, metadata

# `state`: "waiting" for a person, or "settled". `how` it was matched: "thread" (it answers a message of ours,
# `effect_key`), "sender" (by its address alone, which anybody can write), "person"; `None` where it is not.
# `body`: what was read, see `dunning.incoming`. `note`: what became of it, in words.
incoming = sa.Table(
    "incoming",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("received_at", Instant, nullable=False),
    sa.Column("taken_in_at", Instant, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("how", sa.Text),
    sa.Column("effect_key", sa.Text),
    sa.Column("back_on", sa.Date),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("settled_at", Instant),
    sa.Column("settled_by", sa.Text),
    sa.Column("note", sa.Text),
    sa.Index("uq_incoming_key", "ledger_id", "key", unique=True),
    sa.Index("ix_incoming_state", "ledger_id", "state"),
    sa.Index("ix_incoming_effect", "effect_key"),
)

# Whose message it is, or may be: none of them is reminded while it waits.
incoming_whose = sa.Table(
    "incoming_whose",
    metadata,
    ledger_id(primary_key=False),
    sa.Column("incoming_id", Id, sa.ForeignKey("incoming.id"), primary_key=True),
    sa.Column("customer_id", sa.Text, primary_key=True),
    sa.Index("ix_incoming_whose_customer", "ledger_id", "customer_id"),
)

# How far each folder of a ledger's inbox was read. `validity`, `uid`: of IMAP. `problem`: why it could not be
# read when it was last tried. `looked_validity`, `looked_uid`: how far other ledgers looked through it;
# `looked_at`: when they last came to its end.
inboxes = sa.Table(
    "inboxes",
    metadata,
    ledger_id(),
    sa.Column("folder", sa.Text, primary_key=True),
    sa.Column("validity", sa.BigInteger),
    sa.Column("uid", sa.BigInteger),
    sa.Column("read_at", Instant),
    sa.Column("problem", sa.Text),
    sa.Column("looked_validity", sa.BigInteger),
    sa.Column("looked_uid", sa.BigInteger),
    sa.Column("looked_at", Instant),
)
