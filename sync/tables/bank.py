"""The tables of bank lines: what came in at the bank, what became of it, and who paid from which account.

The law the database itself keeps: a line is staged once, however often its file comes.
"""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Id, Instant, Minor, ledger_id, metadata

# `state`: "waiting" for a person; "entered" here, see `bank_payments`; "booked": the books had it already,
# as the payments `booked_as`; "refused": a person said that it pays nothing here; "returned": it went
# back, or is what went back. `again`: it was settled, and what was entered is gone. `other_money`: a
# person said that it is not what the books have. `payer_account`: to be known again, not to be read. `body`:
# what the bank says, see `sync.store.bank`.
bank_lines = sa.Table(
    "bank_lines",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("booked_on", sa.Date, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("amount", Minor, nullable=False),
    sa.Column("payer_account", sa.Text),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("again", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("other_money", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("booked_as", sa.Text),
    sa.Column("read_at", Instant, nullable=False),
    sa.Column("settled_at", Instant),
    sa.Column("settled_by", sa.Text),
    sa.Column("note", sa.Text),
    sa.Index("uq_bank_lines_key", "ledger_id", "key", unique=True),
    sa.Index("ix_bank_lines_state", "ledger_id", "state"),
    sa.Index("ix_bank_lines_day", "ledger_id", "booked_on"),
)

# The payments that were recorded for a line: their effects.
bank_payments = sa.Table(
    "bank_payments",
    metadata,
    ledger_id(primary_key=False),
    sa.Column("line_id", Id, sa.ForeignKey("bank_lines.id"), primary_key=True),
    sa.Column("effect_id", Id, sa.ForeignKey("effects.id"), primary_key=True),
    sa.Index("ix_bank_payments_effect", "effect_id"),
)

# Whose money a line may be, so that they are not chased while it waits; once settled, whose it was.
bank_candidates = sa.Table(
    "bank_candidates",
    metadata,
    ledger_id(primary_key=False),
    sa.Column("line_id", Id, sa.ForeignKey("bank_lines.id"), primary_key=True),
    sa.Column("customer_id", sa.Text, primary_key=True),
    sa.Index("ix_bank_candidates_customer", "ledger_id", "customer_id"),
)

# Learnt from what people confirmed: which customer paid from that account.
bank_payers = sa.Table(
    "bank_payers",
    metadata,
    ledger_id(),
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("customer_id", sa.Text, primary_key=True),
)
