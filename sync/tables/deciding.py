"""What is decided under, what was decided of each account, on what, and the outbox of what is to be done."""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Id, Instant, firm_id, ledger_id, metadata
from sync.tables.packed import Packed

# What a ledger does otherwise than config.toml says: version after version, the newest in force, none ever
# changed. `text`: TOML (see `sync.policies`); `policy`: the version that it made of the file's policy then;
# `back_to`: of which earlier one it is the same, 0 for the file alone.
policies = sa.Table(
    "policies",
    metadata,
    ledger_id(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("policy", sa.Text, nullable=False),
    sa.Column("back_to", sa.Integer),
    sa.Column("written_at", Instant, nullable=False),
    sa.Column("written_by", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
)

accounts = sa.Table(
    "accounts",
    metadata,
    ledger_id(),
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
    sa.Column("body", Packed, nullable=False),
    firm_id(),
)

decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
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
    sa.Column("salt", sa.LargeBinary),  # of its leaf in the audit chain; those from before it have none
    sa.Index("ix_decisions_snapshot", "account_digest"),
    sa.Index("ix_decisions_customer", "ledger_id", "customer_id"),  # what was decided of one, over the years
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
_OPEN = "state in ('ready', 'claimed', 'uncertain')"
_LIVE = "state in ('ready', 'claimed', 'uncertain') or (state = 'done' and not taken_back)"

effects = sa.Table(
    "effects",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
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
    sa.Column("put_off_at", Instant),  # when the mail server first said "not now"
    sa.Column("one_click", sa.Boolean),  # whether the links that went with it work; null: none went
    sa.Index("ix_effects_work", "ledger_id", "state", "kind"),
    sa.Index("ix_effects_account", "ledger_id", "customer_id", "currency"),
    sa.Index(
        "ix_effects_settled", "ledger_id", "kind", "settled_at", info={"where": "settled_at is not null"}
    ),
    sa.Index("ix_effects_invoice", "ledger_id", "invoice_id", info={"where": "invoice_id is not null"}),
    sa.Index("ix_effects_slot", "slot"),
    sa.Index("ix_effects_decision", "decision_id"),  # these two, else deleting a ledger takes hours
    sa.Index("ix_effects_cause", "cause_id"),
    sa.Index(
        "uq_effects_live",
        "slot",
        unique=True,
        info={"where": _LIVE},
    ),
    sa.Index("ix_effects_open", "kind", "state", "claimed_at", info={"where": _OPEN}),
)

notices = sa.Table(
    "notices",
    metadata,
    sa.Column("effect_id", Id, sa.ForeignKey("effects.id"), primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("delivered_at", Instant, nullable=False),
    sa.Column("taken_back_at", Instant),
    sa.Index("ix_notices_customer", "ledger_id", "customer_id", "delivered_at"),
)
