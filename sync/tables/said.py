"""What people said of one step before it was taken. Ended, never deleted: who said what is evidence."""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Id, Instant, ledger_id, metadata

approvals = sa.Table(  # `act`: what was said yes to, a `Notify` as JSON; not kept of those before it was
    "approvals",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("approved_at", Instant, nullable=False),
    sa.Column("approved_by", sa.Text, nullable=False),
    sa.Column("act", sa.LargeBinary),
    sa.Column("ended_at", Instant),
    sa.Column("ended_by", sa.Text),
    sa.Index("ix_approvals_account", "ledger_id", "customer_id", "currency"),
)

rewordings = sa.Table(  # `body`: a person's words, `template`: those in whose place; `Words` as JSON
    "rewordings",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("template", sa.LargeBinary, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("ended_at", Instant),
    sa.Column("ended_by", sa.Text),
    sa.Index("ix_rewordings_step", "ledger_id", "fingerprint"),
)

deferrals = sa.Table(  # `body`: see `dunning.said.Deferral`
    "deferrals",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("ended_at", Instant),
    sa.Column("ended_by", sa.Text),
    sa.Index("ix_deferrals_account", "ledger_id", "customer_id", "currency"),
)

# The morning mail to a client's owner, one row a day: `claimed` before it leaves, then `sent`, `refused` or
# `uncertain`; one that certainly did not leave is `late`, tried again that day. `body`: what it listed.
mornings = sa.Table(
    "mornings",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("revoked_at", Instant),
    sa.Column("reason", sa.Text),
    sa.Index("uq_mornings_day", "ledger_id", "day", unique=True),
    sa.Index("uq_mornings_key", "key", unique=True),
)
