"""The ledgers: what is linked, signed in with what, allowed how many calls, run when, and left."""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import BY_MONTH, Id, Instant, firm_id, ledger_id, metadata

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
    sa.Column("compared_at", Instant),
    sa.Column("restored_at", Instant),
    sa.Column("decided_under", sa.Text),
    sa.Column("usual", sa.LargeBinary),  # how its customers pay, as of the last decisions, as JSON
    sa.Column("problem", sa.Text),
    sa.Column("leaves_on", sa.Date),
    sa.Column("mail_tested", sa.Text),  # the way that a test mail went last (see `sync.mailing`)
    firm_id(),
    sa.UniqueConstraint("provider", "environment", "company_id"),
    sa.Index("ix_ledgers_firm", "firm_id"),
)


def _tokens(name: str) -> sa.Table:
    return sa.Table(
        name,
        metadata,
        ledger_id(),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.Column("refresh_expires_at", Instant),
        sa.Column("hard_expires_at", Instant),
    )


credentials = _tokens("credentials")
mail_credentials = _tokens("mail_credentials")  # of the mailbox that the ledger's messages are sent from

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
    ledger_id(),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("calls", sa.Integer, nullable=False),
    sa.Column("metered", sa.Integer, nullable=False),
)

# One row a ledger: the call budget's short memory (see `sync.store.budget`), as JSON.
allowances = sa.Table(
    "allowances",
    metadata,
    ledger_id(),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# One row an app, whichever ledgers are called by it (see `sync.store.app_budget`), as JSON.
app_budgets = sa.Table(
    "app_budgets",
    metadata,
    sa.Column("app", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# One row a mail account, whoever sends by it: what went lately (see `sync.store.quota`), as JSON.
mail_quotas = sa.Table(
    "mail_quotas",
    metadata,
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    firm_id(),
)

# One row a ledger that its provider said has changed: however many webhooks came, one pull is due.
signals = sa.Table(
    "signals",
    metadata,
    ledger_id(),
    sa.Column("heard", sa.Integer, nullable=False),
    sa.Column("first_at", Instant, nullable=False),
    sa.Column("last_at", Instant, nullable=False),
)

# One row a ledger that a fleet looks after (see `sync.fleet.plan`): when its next whole run is due, in
# business time, and its next poll, by the machine's. `not_before`: nothing of it is begun until then;
# `pull_after`: no webhook's pull is. `calm`: polls in a row without news; `failed`: passes that failed.
turns = sa.Table(
    "turns",
    metadata,
    ledger_id(),
    sa.Column("run_at", Instant, nullable=False, index=True),
    sa.Column("poll_at", Instant, nullable=False, index=True),
    sa.Column("not_before", Instant),
    sa.Column("pull_after", Instant),
    sa.Column("calm", sa.Integer, nullable=False),
    sa.Column("failed", sa.Integer, nullable=False),
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("started_at", Instant, nullable=False),
    sa.Column("finished_at", Instant),
    sa.Column("outcome", sa.Text),
    sa.Column("summary", sa.Text),
    sa.Index("ix_runs_ledger", "ledger_id", "started_at"),
    info={BY_MONTH: "started_at"},
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
    firm_id(),
)
