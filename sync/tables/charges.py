"""The tables of charges: interest and fixed sums that were proposed, and the days they were charged for.

The law the database itself keeps: no two charges that stand begin on the same day of an invoice, nor
hold its fixed sum both. Rows are ended, never deleted: what was charged, and who said so, is evidence.
"""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Id, Instant, Minor, ledger_id, metadata

# `body`: the claim, see `dunning.charged.Charges`. `effect_id`: of the draft, once a person approved it.
charges = sa.Table(
    "charges",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("total", Minor, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("effect_id", Id, sa.ForeignKey("effects.id")),
    sa.Column("proposed_at", Instant, nullable=False),
    sa.Column("proposed_by", sa.Text, nullable=False),
    sa.Column("approved_at", Instant),
    sa.Column("approved_by", sa.Text),
    sa.Column("ended_at", Instant),
    sa.Column("ended_by", sa.Text),
    sa.Column("ended_words", sa.Text),
    sa.Index("ix_charges_customer", "ledger_id", "customer_id"),
    sa.Index("ix_charges_effect", "effect_id"),
)

# From its approval on; `freed`: a person said that the draft is gone, so the days may be charged again.
charged_days = sa.Table(
    "charged_days",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("charge_id", Id, sa.ForeignKey("charges.id"), nullable=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("invoice_id", sa.Text, nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("until", sa.Date, nullable=False),
    sa.Column("fixed", sa.Boolean, nullable=False),
    sa.Column("freed", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Index("ix_charged_days_customer", "ledger_id", "customer_id"),
    sa.Index("ix_charged_days_charge", "charge_id"),
    sa.Index(
        "uq_charged_days_since",
        "ledger_id",
        "invoice_id",
        "since",
        unique=True,
        info={"where": "not freed"},
    ),
    sa.Index(
        "uq_charged_days_fixed",
        "ledger_id",
        "invoice_id",
        unique=True,
        info={"where": "fixed and not freed"},
    ),
)
