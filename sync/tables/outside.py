"""The tables of other tools: tokens that they show us, what they asked of us, and where they are told.

The law: a token is kept as its SHA-256 alone, so that nobody who reads the table can show it. What a
token may see hangs on ledgers by their numbers: a ledger that goes takes that along.
"""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Id, Instant, firm_id, ledger_id, metadata

# `kind`: "api", "calendar" or "card". `acts`: it may do something, not only look. `names`: it is shown
# customers' names where its kind shows none otherwise. `origins`: pages that may frame its card, as JSON.
api_tokens = sa.Table(
    "api_tokens",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("acts", sa.Boolean, nullable=False),
    sa.Column("names", sa.Boolean, nullable=False),
    sa.Column("origins", sa.Text, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("expires_at", Instant),
    sa.Column("used_at", Instant),
    sa.Column("revoked_at", Instant),
    sa.Column("revoked_by", sa.Text),
    firm_id(),
    sa.Index("uq_api_tokens_digest", "digest", unique=True),
)

api_token_ledgers = sa.Table(
    "api_token_ledgers",
    metadata,
    ledger_id(),
    sa.Column("token_id", Id, primary_key=True),
    sa.Index("ix_api_token_ledgers_token", "token_id"),
)

# Acts that were asked for under a key (`Idempotency-Key`). `digest`: of all that was asked. `status`: null
# while it is under way, or where nobody knows what came of it. `answer`: JSON.
api_requests = sa.Table(
    "api_requests",
    metadata,
    ledger_id(primary_key=False),
    sa.Column("token_id", Id, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("customer_id", sa.Text),
    sa.Column("status", sa.Integer),
    sa.Column("answer", sa.LargeBinary),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Index("ix_api_requests_asked", "ledger_id", "asked_at"),
)

# `secret`: what deliveries are signed with, sealed. `events`: the only ones it is told, as JSON; none: all.
# `failing_since`: since when nothing got through; `off_at`: when it was switched off for that.
webhook_endpoints = sa.Table(
    "webhook_endpoints",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("secret", sa.LargeBinary, nullable=False),
    sa.Column("events", sa.Text, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("failing_since", Instant),
    sa.Column("off_at", Instant),
    sa.Column("problem", sa.Text),
    sa.Index("uq_webhook_endpoints_url", "ledger_id", "url", unique=True),
)

# The outbox of webhooks, a row for each endpoint that is told. `key`: the message's id, the same at every
# try. `about`: what may be told an endpoint but once, such as one promise's end. `next_at`: when it is tried
# next, by the machine's clock; null once it came, or is given up.
webhook_messages = sa.Table(
    "webhook_messages",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("endpoint_id", Id, sa.ForeignKey("webhook_endpoints.id"), nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("about", sa.Text),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("customer_id", sa.Text),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("told_at", Instant, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("next_at", Instant),
    sa.Column("came_at", Instant),
    sa.Column("problem", sa.Text),
    sa.Index("uq_webhook_messages_key", "key", unique=True),
    sa.Index("uq_webhook_messages_about", "endpoint_id", "about", unique=True),
    sa.Index("ix_webhook_messages_customer", "ledger_id", "customer_id"),
    sa.Index("ix_webhook_messages_next", "next_at"),
)
