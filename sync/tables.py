"""The tables. Money is an integer of minor units beside its currency; instants are UTC.

Everything a ledger owns carries its `ledger_id`. Facts are staged as they last were; every other
version that was ever seen is kept in `history`. The outbox is `effects`.
"""

from __future__ import annotations

import sqlalchemy as sa

from sync.columns import Id, Instant, Minor, metadata
from sync.columns import ledger_id as _ledger_id
from sync.tables_of_charges import charged_days, charges

__all__ = ["Id", "Instant", "Minor", "charged_days", "charges", "metadata"]


def _fact_columns() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("modified_at", Instant, nullable=False),
    )


meta = sa.Table(
    "meta",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

ledgers = sa.Table(
    "ledgers",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("provider", sa.Text, nullable=False),
    sa.Column("environment", sa.Text, nullable=False),
    sa.Column("company_id", sa.Text, nullable=False),
    sa.Column("organisation", sa.Text, nullable=False),
    sa.Column("home_currency", sa.Text, nullable=False),
    sa.Column("country", sa.Text),
    sa.Column("timezone", sa.Text, nullable=False),
    sa.Column("demo", sa.Boolean, nullable=False),
    sa.Column("own_reminders", sa.Boolean),
    sa.Column("reminders_asked_on", sa.Date),
    sa.Column("linked_on", sa.Date, nullable=False),
    sa.Column("released_at", Instant),
    sa.Column("planned_per_day", sa.Integer, nullable=False, server_default="0"),
    sa.Column("confirmed_through", sa.Date),
    sa.Column("cursor", sa.Text),
    sa.Column("complete", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("pulled_at", Instant),
    sa.Column("decided_under", sa.Text),
    sa.Column("problem", sa.Text),
    sa.Column("leaves_on", sa.Date),
    sa.UniqueConstraint("provider", "environment", "company_id"),
)

credentials = sa.Table(
    "credentials",
    metadata,
    _ledger_id(),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.Column("generation", sa.Integer, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("refresh_expires_at", Instant),
    sa.Column("hard_expires_at", Instant),
)

leases = sa.Table(
    "leases",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("holder", sa.Text, nullable=False),
    sa.Column("fence", sa.BigInteger, nullable=False),
    sa.Column("until", Instant, nullable=False),
)

calls = sa.Table(
    "calls",
    metadata,
    _ledger_id(),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("calls", sa.Integer, nullable=False),
    sa.Column("metered", sa.Integer, nullable=False),
)

# One row a ledger: the call budget's short memory (see `sync.store.budget`), as JSON.
allowances = sa.Table(
    "allowances",
    metadata,
    _ledger_id(),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# One row a ledger that its provider said has changed: however many webhooks came, one pull is due.
signals = sa.Table(
    "signals",
    metadata,
    _ledger_id(),
    sa.Column("heard", sa.Integer, nullable=False),
    sa.Column("first_at", Instant, nullable=False),
    sa.Column("last_at", Instant, nullable=False),
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _ledger_id(primary_key=False),
    sa.Column("started_at", Instant, nullable=False),
    sa.Column("finished_at", Instant),
    sa.Column("outcome", sa.Text),
    sa.Column("summary", sa.Text),
)

customers = sa.Table(
    "customers",
    metadata,
    _ledger_id(),
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
    sa.Index("ix_customers_parent", "ledger_id", "bills_with"),
)

invoices = sa.Table(
    "invoices",
    metadata,
    _ledger_id(),
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
)

credit_notes = sa.Table(
    "credit_notes",
    metadata,
    _ledger_id(),
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
    _ledger_id(),
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
    _ledger_id(),
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
    _ledger_id(),
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
    _ledger_id(),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("customer_id", sa.Text),
    sa.Column("number", sa.Text),
    sa.Column("problem", sa.Text, nullable=False),
    sa.Column("raw", sa.Text, nullable=False),
    sa.Column("seen_at", Instant, nullable=False),
)

# Versions of facts that are not the staged one, each once: overtaken by a newer one, come too late, or
# a deletion as it was told. `body`: the fact as JSON (see `sync.store.rows`); `seen_at`: when it was
# seen to be overtaken.
history = sa.Table(
    "history",
    metadata,
    _ledger_id(),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("seen_at", Instant, nullable=False),
)

accounts = sa.Table(
    "accounts",
    metadata,
    _ledger_id(),
    sa.Column("customer_id", sa.Text, primary_key=True),
    sa.Column("currency", sa.Text, primary_key=True),
    sa.Column("review_at", Instant),
    sa.Column("episode", sa.Text),
    sa.Index("ix_accounts_due", "ledger_id", "review_at"),
)

snapshots = sa.Table(
    "snapshots",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("decided_at", Instant, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("citation", sa.Text),
    sa.Column("review_at", Instant),
    sa.Column("overdue", sa.Boolean, nullable=False),
    sa.Column("standing", sa.Boolean, nullable=False),
    sa.Column("fingerprint", sa.Text),
    sa.Column("account_digest", sa.Text, sa.ForeignKey("snapshots.digest"), nullable=False),
    sa.Column("versions", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Index("ix_decisions_snapshot", "account_digest"),
    sa.Index(
        "uq_decisions_standing",
        "ledger_id",
        "customer_id",
        "currency",
        unique=True,
        info={"where": "standing"},  # on SQLite `standing = 1`, which is how it is asked
    ),
)

# An index that holds only some rows tells so in `info`, for the migrations alone make tables: SQLAlchemy's
# own keywords for it would load PostgreSQL's part of it into every command.
_LIVE = "state in ('ready', 'claimed', 'uncertain') or (state = 'done' and not taken_back)"

effects = sa.Table(
    "effects",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("slot", sa.Text, nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("taken_back", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("payload", sa.LargeBinary, nullable=False),
    sa.Column("decision_id", Id, sa.ForeignKey("decisions.id")),
    sa.Column("cause_id", Id, sa.ForeignKey("effects.id")),
    sa.Column("invoice_id", sa.Text),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("fence", sa.BigInteger),
    sa.Column("claimed_at", Instant),
    sa.Column("look_after", Instant),
    sa.Column("settled_at", Instant),
    sa.Column("provider_id", sa.Text),
    sa.Column("receipt", sa.LargeBinary),
    sa.Column("rendered", sa.LargeBinary),
    sa.Column("confirmed_at", Instant),
    sa.Column("reason", sa.Text),
    sa.Index("ix_effects_work", "ledger_id", "state", "kind"),
    sa.Index("ix_effects_account", "ledger_id", "customer_id", "currency"),
    sa.Index("ix_effects_slot", "slot"),
    sa.Index("ix_effects_decision", "decision_id"),  # these two, else deleting a ledger takes hours
    sa.Index("ix_effects_cause", "cause_id"),
    sa.Index(
        "uq_effects_live",
        "slot",
        unique=True,
        info={"where": _LIVE},
    ),
)

notices = sa.Table(
    "notices",
    metadata,
    sa.Column("effect_id", Id, sa.ForeignKey("effects.id"), primary_key=True),
    _ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("delivered_at", Instant, nullable=False),
    sa.Column("taken_back_at", Instant),
    sa.Index("ix_notices_customer", "ledger_id", "customer_id", "delivered_at"),
)

holds = sa.Table(
    "holds",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text),
    sa.Column("invoice_id", sa.Text),
    sa.Column("until", sa.Date),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("placed_at", Instant, nullable=False),
    sa.Column("released_at", Instant),
    sa.Column("excluded", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Index("ix_holds_ledger", "ledger_id", "released_at"),
)

# What customers said or were granted: `body` is the fact (see `dunning.agreements`), its state is never
# stored. Rows are ended, never deleted: who said what, and when, is evidence. `currency`: `None` where it
# is about the whole customer.
agreements = sa.Table(
    "agreements",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _ledger_id(primary_key=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("currency", sa.Text),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("ended_at", Instant),
    sa.Column("ended_by", sa.Text),
    sa.Column("ended_how", sa.Text),
    sa.Column("ended_words", sa.Text),
    sa.Index("ix_agreements_customer", "ledger_id", "customer_id"),
)

# What people said of old debt: `body` is the fact (see `dunning.sorting`). Taken back, never deleted.
sortings = sa.Table(
    "sortings",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("sorted_at", Instant, nullable=False),
    sa.Column("taken_back_at", Instant),
    sa.Column("taken_back_by", sa.Text),
    sa.Index("ix_sortings_customer", "ledger_id", "customer_id"),
)

# Contacts made by hand; one logged by mistake is withdrawn, never deleted.
contacts = sa.Table(
    "contacts",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("reached", sa.Boolean, nullable=False),
    sa.Column("notice", sa.Text),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("logged_at", Instant, nullable=False),
    sa.Column("logged_by", sa.Text, nullable=False),
    sa.Column("withdrawn_at", Instant),
    sa.Column("withdrawn_by", sa.Text),
    sa.Index("ix_contacts_customer", "ledger_id", "customer_id", "at"),
)

approvals = sa.Table(
    "approvals",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("approved_at", Instant, nullable=False),
    sa.Column("approved_by", sa.Text, nullable=False),
    sa.Index("ix_approvals_account", "ledger_id", "customer_id", "currency"),
)

# Ledgers that were unlinked, and the receipt of it; once deleted, nothing of theirs is left but this.
# `unlinked_at`: when all was through that comes before the deletion. `evidence`: what the law may ask
# for, as `sync.leaving.export` writes it, kept until `evidence_until`.
departures = sa.Table(
    "departures",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("provider", sa.Text, nullable=False),
    sa.Column("environment", sa.Text, nullable=False),
    sa.Column("company_id", sa.Text, nullable=False),
    sa.Column("unlinked_at", Instant, nullable=False),
    sa.Column("deleted_at", Instant),
    sa.Column("receipt", sa.LargeBinary, nullable=False),
    sa.Column("evidence", sa.LargeBinary),
    sa.Column("evidence_until", sa.Date),
)

opt_outs = sa.Table(
    "opt_outs",
    metadata,
    _ledger_id(),
    sa.Column("customer_id", sa.Text, primary_key=True),
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("since", Instant, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
)
