"""The table of mails to the firm's own people: which of which period went to whom.

The law the database itself keeps: one mail of a kind and a period goes to an address once.
"""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Instant, ledger_id, metadata

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
