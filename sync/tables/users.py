"""Who may sign in to the console: users, the ledgers they may see, their sessions, what they did there."""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Id, Instant, firm_id, metadata

# `password`: its argon2 hash, `None` until the invitation is taken up. `totp`: the secret, sealed by the key;
# `totp_step`: the newest step (of 30 seconds) whose code was used, for none is taken twice. `invitation`: a
# keyed hash of the word that sets a password, until `invited_until`. Rows are ended, never deleted.
users = sa.Table(
    "users",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("email", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("every_ledger", sa.Boolean, nullable=False),
    sa.Column("password", sa.Text),
    sa.Column("totp", sa.LargeBinary),
    sa.Column("totp_step", sa.BigInteger),
    sa.Column("invitation", sa.Text),
    sa.Column("invited_until", Instant),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("ended_at", Instant),
    firm_id(),
)

# By the ledger's name in the configuration: who may see it is settled before it is linked.
user_ledgers = sa.Table(
    "user_ledgers",
    metadata,
    sa.Column("user_id", Id, sa.ForeignKey("users.id"), primary_key=True, nullable=False),
    sa.Column("ledger", sa.Text, primary_key=True, nullable=False),
)

# `mark`: a hash of the cookie's word, which stands nowhere. `content`: as the session library writes it.
sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("mark", sa.Text, primary_key=True),
    sa.Column("user_id", Id, sa.ForeignKey("users.id")),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("written_at", Instant, nullable=False),
    sa.Column("until", Instant, nullable=False),
    sa.Index("ix_sessions_user", "user_id"),
    sa.Index("ix_sessions_until", "until"),
)

# What was done with users themselves, and each try to sign in. `account`: the address that was tried.
user_events = sa.Table(
    "user_events",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("account", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    firm_id(),
    sa.Index("ix_user_events_account", "account", "at"),
    sa.Index("ix_user_events_kind", "kind", "at"),
)
