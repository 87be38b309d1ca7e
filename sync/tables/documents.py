"""The tables of papers that are evidence: what people attached, and PDFs of invoices as they were sent.

Both name their bytes by SHA-256, in hex. A row is ended, never changed: another file is another row.
"""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Id, Instant, ledger_id, metadata

# `body`: given up once the document is withdrawn, for it may have been another customer's.
documents = sa.Table(
    "documents",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("invoice_id", sa.Text),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary),
    sa.Column("attached_at", Instant, nullable=False),
    sa.Column("attached_by", sa.Text, nullable=False),
    sa.Column("withdrawn_at", Instant),
    sa.Column("withdrawn_by", sa.Text),
    sa.Index("ix_documents_customer", "ledger_id", "customer_id"),
)

# `effect_id`: the first message that it went with; what else it went with stands in their `rendered`.
sent_papers = sa.Table(
    "sent_papers",
    metadata,
    ledger_id(),
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("invoice_id", sa.Text, nullable=False),
    sa.Column("effect_id", Id, sa.ForeignKey("effects.id"), nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Index("ix_sent_papers_effect", "effect_id"),
)

# Letters that were printed together: `number` counts a ledger's prints, `body` is a letter as it was laid out
# (see `sync.documents.letters_pdf`), so that the same pages can be printed again.
prints = sa.Table(
    "prints",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("printed_at", Instant, nullable=False),
    sa.Column("printed_by", sa.Text, nullable=False),
    sa.Index("uq_prints_number", "ledger_id", "number", unique=True),
)

printed_letters = sa.Table(
    "printed_letters",
    metadata,
    ledger_id(primary_key=False),
    sa.Column("print_id", Id, sa.ForeignKey("prints.id"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Index("ix_printed_letters_customer", "ledger_id", "customer_id"),
)
