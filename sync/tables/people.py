"""What people said: agreements, holds, contacts by hand, notes, opt-outs, sorted old debt."""

from __future__ import annotations

import sqlalchemy as sa

from sync.tables.columns import Id, Instant, ledger_id, metadata

holds = sa.Table(
    "holds",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
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
    ledger_id(primary_key=False),
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
    ledger_id(primary_key=False),
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
    ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("reached", sa.Boolean, nullable=False),
    sa.Column("notice", sa.Text),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("minutes", sa.Integer),  # that it took, where somebody said so
    sa.Column("logged_at", Instant, nullable=False),
    sa.Column("logged_by", sa.Text, nullable=False),
    sa.Column("withdrawn_at", Instant),
    sa.Column("withdrawn_by", sa.Text),
    sa.Index("ix_contacts_customer", "ledger_id", "customer_id", "at"),
)

# To text messages, or to calls by a machine ("voice"); withdrawn, never deleted. `number`: E.164.
consents = sa.Table(
    "consents",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("given_on", sa.Date, nullable=False),
    sa.Column("how", sa.Text, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Column("withdrawn_at", Instant),
    sa.Column("withdrawn_by", sa.Text),
    sa.Column("channel", sa.Text, nullable=False, server_default="sms"),
    sa.Index("ix_consents_customer", "ledger_id", "customer_id"),
)

own_addresses = sa.Table(  # postal, as a person of ours wrote them; the newest that was not ended counts
    "own_addresses",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("lines", sa.Text, nullable=False),
    sa.Column("written_at", Instant, nullable=False),
    sa.Column("written_by", sa.Text, nullable=False),
    sa.Column("ended_at", Instant),
    sa.Column("ended_by", sa.Text),
    sa.Index("ix_own_addresses_customer", "ledger_id", "customer_id"),
)

preferences = sa.Table(  # `body`: see `dunning.account.Preference`; the newest that was not ended counts
    "preferences",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("recorded_by", sa.Text, nullable=False),
    sa.Column("ended_at", Instant),
    sa.Column("ended_by", sa.Text),
    sa.Index("ix_preferences_customer", "ledger_id", "customer_id"),
)

# Links to a customer's own page that a person of ours hands over, by no message. `key`: see `sync.signed`.
handed_links = sa.Table(
    "handed_links",
    metadata,
    ledger_id(primary_key=False),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("until", Instant, nullable=False),
    sa.Column("revoked_at", Instant),
    sa.Column("revoked_by", sa.Text),
    sa.Index("ix_handed_links_customer", "ledger_id", "customer_id"),
)

# What people of ours wrote down for each other; one that is withdrawn keeps its place and loses its words.
notes = sa.Table(
    "notes",
    metadata,
    sa.Column("id", Id, primary_key=True),
    ledger_id(primary_key=False),
    sa.Column("customer_id", sa.Text, nullable=False),
    sa.Column("invoice_id", sa.Text),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("written_at", Instant, nullable=False),
    sa.Column("written_by", sa.Text, nullable=False),
    sa.Column("withdrawn_at", Instant),
    sa.Column("withdrawn_by", sa.Text),
    sa.Index("ix_notes_customer", "ledger_id", "customer_id"),
)

opt_outs = sa.Table(
    "opt_outs",
    metadata,
    ledger_id(),
    sa.Column("customer_id", sa.Text, primary_key=True),
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("since", Instant, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
)
