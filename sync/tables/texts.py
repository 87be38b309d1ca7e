"""Text messages and calls at their provider: how each of ours stands and what it cost, and which came in."""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Id, Instant, firm_id, ledger_id, metadata

# One row for each text or call that the provider took. `state`, `error`: in its own words; `price`: a decimal
# in `currency`, for a text costs less than a minor unit; `told_at`: when it told us last.
texts = sa.Table(
    "texts",
    metadata,
    sa.Column("effect_id", Id, sa.ForeignKey("effects.id"), primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("sid", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("error", sa.Integer),
    sa.Column("segments", sa.Integer),
    sa.Column("price", sa.Text),
    sa.Column("currency", sa.Text),
    sa.Column("told_at", Instant, nullable=False),
    sa.Index("uq_texts_sid", "sid", unique=True),
    sa.Index("ix_texts_customer", "ledger_id", "customer_id"),
)

# Texts that came in and were acted upon, so that each is but once; whose they were is kept elsewhere.
# `ours`: the sender that they answered.
heard_texts = sa.Table(
    "heard_texts",
    metadata,
    sa.Column("sid", sa.Text, primary_key=True),
    sa.Column("ours", sa.Text, nullable=False),
    sa.Column("came_at", Instant, nullable=False),
    firm_id(),
    sa.Index("ix_heard_texts_ours", "ours", "came_at"),
)
