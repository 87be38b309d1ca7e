"""The tables of payments online: each page that was opened for a customer, and what came of it."""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Id, Instant, Minor, ledger_id, metadata

# One row for each page. `state`: "new" until the provider gave it, then see `connectors.checkout.State`.
# `parts`: what is paid for, [invoice id, minor units] each; `asked`: the page as it was asked for. `paid`,
# `refunded`, `lost` (to a dispute): in minor units, by what the provider told; `entered`: how much of it the
# books were told of, by `checkout_payments`. `fee_to`: the account that its fee is booked to, as it was set
# when it was paid, so that nothing of before is booked when it is set. `trouble`: what a person is to see to,
# until `seen_at`.
checkouts = sa.Table(
    "checkouts",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("parts", sa.Text, nullable=False),
    sa.Column("amount", Minor, nullable=False),
    sa.Column("asked", sa.LargeBinary, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("page_id", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("payment_id", sa.Text),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("looked_at", Instant),
    sa.Column("paid_at", Instant),
    sa.Column("paid", Minor, nullable=False, server_default="0"),
    sa.Column("refunded", Minor, nullable=False, server_default="0"),
    sa.Column("lost", Minor, nullable=False, server_default="0"),
    sa.Column("dispute", sa.Text),
    sa.Column("fee", Minor),
    sa.Column("fee_currency", sa.Text),
    sa.Column("fee_to", sa.Text),
    sa.Column("entered", Minor, nullable=False, server_default="0"),
    sa.Column("trouble", sa.Text),
    sa.Column("seen_at", Instant),
    sa.Column("seen_by", sa.Text),
    sa.Index("uq_checkouts_key", "key", unique=True),
    sa.Index("ix_checkouts_customer", "ledger_id", "customer_id"),
    sa.Index("ix_checkouts_state", "ledger_id", "state"),
    sa.Index("ix_checkouts_payment", "payment_id"),
)

# The payments that were recorded for it, and its fee: their effects.
checkout_payments = sa.Table(
    "checkout_payments",
    metadata,
    ledger_id(primary_key=False),
    sa.Column("checkout_id", Id, sa.ForeignKey("checkouts.id"), primary_key=True),
    sa.Column("effect_id", Id, sa.ForeignKey("effects.id"), primary_key=True),
    sa.Index("ix_checkout_payments_effect", "effect_id"),
)

# How far the provider's own list of events was read, by the provider's clock.
payment_feeds = sa.Table(
    "payment_feeds",
    metadata,
    ledger_id(),
    sa.Column("read_until", Instant, nullable=False),
)
