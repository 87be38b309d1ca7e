"""The tables of mails to the firm's own people: which of which period went to whom, and who gets them.

The law the database itself keeps: one mail of a kind and a period goes to an address once.
"""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Id, Instant, ledger_id, metadata

# `state`: "claimed", before it is handed over and where whoever did so died; "sent"; "refused";
# "uncertain". `words`: what the mail server said.
user_mails = sa.Table(
    "user_mails",
    metadata,
    ledger_id(),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("period_key", sa.Text, primary_key=True),
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("claimed_at", Instant, nullable=False),
    sa.Column("settled_at", Instant),
    sa.Column("words", sa.Text),
)

# Who gets a week's figures, as a person said; the newest counts, over config.toml. `addresses`: a JSON list;
# null: as config.toml says.
weekly_recipients = sa.Table(
    "weekly_recipients",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("addresses", sa.Text),
    sa.Column("said_at", Instant, nullable=False),
    sa.Column("said_by", sa.Text, nullable=False),
    sa.Index("ix_weekly_recipients_ledger", "ledger_id"),
)
