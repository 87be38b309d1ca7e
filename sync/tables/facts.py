"""The stage: facts as they last were at the source, what came with them, and every other version seen."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from sync.tables.columns import BY_MONTH, Instant, Minor, ledger_id, metadata


def _fact_columns() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("modified_at", Instant, nullable=False),
    )


customers = sa.Table(
    "customers",
    metadata,
    ledger_id(),
    *_fact_columns(),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("first_name", sa.Text),
    sa.Column("emails", sa.Text, nullable=False),
    sa.Column("people", sa.Text, nullable=False),
    sa.Column("phone", sa.Text),
    sa.Column("country", sa.Text),
    sa.Column("region", sa.Text),
    sa.Column("currency", sa.Text),
    sa.Column("balance", Minor),
    sa.Column("terms_days", sa.Integer),
    sa.Column("bills_with", sa.Text),
    sa.Column("merged_into", sa.Text),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("contactable", sa.Boolean, nullable=False),
    sa.Column("address", sa.Text, nullable=False, server_default="[]"),
    sa.Index("ix_customers_parent", "ledger_id", "bills_with"),
    sa.Index("ix_customers_place", "ledger_id", "country", "region"),
)

invoices = sa.Table(
    "invoices",
    metadata,
    ledger_id(),
    *_fact_columns(),
    sa.Column("number", sa.Text),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("issued_on", sa.Date),
    sa.Column("due_on", sa.Date),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("total", Minor, nullable=False),
    sa.Column("balance", Minor, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("emails", sa.Text, nullable=False),
    sa.Column("reference", sa.Text),
    sa.Column("pay_url", sa.Text),
    sa.Column("sent_at", Instant),
    sa.Column("problem", sa.Text),
    sa.Index("ix_invoices_customer", "ledger_id", "customer_id", "currency", "status"),
    sa.Index("ix_invoices_number", "ledger_id", "number"),
    sa.Index("ix_invoices_problem", "ledger_id", info={"where": "problem IS NOT NULL"}),
    sa.Index(  # what is owed by whom, and since when, without a look at the rows themselves
        "ix_invoices_owed",
        "ledger_id",
        "customer_id",
        "currency",
        "due_on",
        "balance",
        "status",
        info={"where": "status = 'open' and balance <> 0"},
    ),
)

IS_OWED: Final = sa.and_(
    invoices.c.status == sa.literal_column("'open'"), invoices.c.balance != sa.literal_column("0")
)
"""As the index `ix_invoices_owed` says it, in words: PostgreSQL's plan for any parameter could not use it."""

credit_notes = sa.Table(
    "credit_notes",
    metadata,
    ledger_id(),
    *_fact_columns(),
    sa.Column("number", sa.Text),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("issued_on", sa.Date),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("total", Minor, nullable=False),
    sa.Column("unapplied", Minor, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Index("ix_credit_notes_customer", "ledger_id", "customer_id", "currency"),
)

payments = sa.Table(
    "payments",
    metadata,
    ledger_id(),
    *_fact_columns(),
    sa.Column("customer_id", sa.Text),
    sa.Column("paid_on", sa.Date),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("amount", Minor, nullable=False),
    sa.Column("unapplied", Minor, nullable=False),
    sa.Column("reference", sa.Text),
    sa.Column("status", sa.Text, nullable=False),
    sa.Index("ix_payments_customer", "ledger_id", "customer_id", "currency"),
    sa.Index("ix_payments_paid_on", "ledger_id", "paid_on"),
)

allocations = sa.Table(
    "allocations",
    metadata,
    ledger_id(),
    sa.Column("payment_id", sa.Text, primary_key=True),
    sa.Column("invoice_id", sa.Text, primary_key=True),
    sa.Column("amount", Minor, nullable=False),
    # with the payment in it, or SQLite would rather read all of the ledger by the primary key, which has both
    sa.Index("ix_allocations_invoice", "ledger_id", "invoice_id", "payment_id"),
)

# What is sent along with a reminder, fetched once per version of its invoice: pay links and PDFs.
papers = sa.Table(
    "papers",
    metadata,
    ledger_id(),
    sa.Column("invoice_id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("fetched_at", Instant, nullable=False),
    sa.Column("expires_at", Instant),
    sa.Column("url", sa.Text),
    sa.Column("digest", sa.Text),
    sa.Column("body", sa.LargeBinary),
)

problems = sa.Table(
    "problems",
    metadata,
    ledger_id(),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("customer_id", sa.Text),
    sa.Column("number", sa.Text),
    sa.Column("problem", sa.Text, nullable=False),
    sa.Column("raw", sa.Text, nullable=False),
    sa.Column("seen_at", Instant, nullable=False),
)

# Customers whose documents, as staged, do not sum to what the ledger itself says that they owe, in words
# (`customer_id` "": the ledger as a whole), since when; as the last comparison left them.
differences = sa.Table(
    "differences",
    metadata,
    ledger_id(),
    sa.Column("customer_id", sa.Text, primary_key=True),
    sa.Column("currency", sa.Text, primary_key=True),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("since", Instant, nullable=False),
)

# Versions of facts that are not the staged one, each once: overtaken by a newer one, come too late, or
# a deletion as it was told. `body`: the fact as JSON (see `sync.store.rows`); `seen_at`: when it was
# seen to be overtaken. Where it lies by month, no key of the database's says "each once": `Versions.keep`
# does, under the ledger's lease.
history = sa.Table(
    "history",
    metadata,
    ledger_id(),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("seen_at", Instant, nullable=False),
    info={BY_MONTH: "seen_at"},
)
