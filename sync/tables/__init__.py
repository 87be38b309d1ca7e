"""The tables. Money is an integer of minor units beside its currency; instants are UTC.

Everything a ledger owns carries its `ledger_id`, and what a firm owns beside its ledgers its `firm_id`
(`sync.store.separation` has what carries neither, and why). Facts are staged as they last were; every other
version that was ever seen is kept in `history`. The outbox is `effects`.
"""

from __future__ import annotations

from sync.tables.bank import bank_candidates, bank_lines, bank_payers, bank_payments
from sync.tables.charges import charged_days, charges
from sync.tables.columns import HOUSE, Id, Instant, Minor, metadata
from sync.tables.deciding import accounts, decisions, effects, notices, policies, snapshots
from sync.tables.documents import documents, printed_letters, prints, sent_papers
from sync.tables.evidence import events, persons
from sync.tables.facts import (
    IS_OWED,
    allocations,
    credit_notes,
    customers,
    differences,
    history,
    invoices,
    papers,
    payments,
    problems,
)
from sync.tables.firms import firms
from sync.tables.forgotten import tombstones
from sync.tables.incoming import inboxes, incoming, incoming_whose
from sync.tables.ledgers import (
    allowances,
    app_budgets,
    calls,
    credentials,
    departures,
    leases,
    ledgers,
    mail_credentials,
    mail_quotas,
    meta,
    runs,
    signals,
    turns,
)
from sync.tables.outside import (
    api_requests,
    api_token_ledgers,
    api_tokens,
    webhook_endpoints,
    webhook_messages,
)
from sync.tables.packed import Packed
from sync.tables.paying import checkout_payments, checkouts, payment_feeds
from sync.tables.people import (
    agreements,
    consents,
    contacts,
    handed_links,
    holds,
    notes,
    opt_outs,
    own_addresses,
    preferences,
    sortings,
)
from sync.tables.reach import suppressions
from sync.tables.said import approvals, deferrals, mornings, rewordings
from sync.tables.texts import heard_texts, texts
from sync.tables.user_mails import user_mails, weekly_recipients
from sync.tables.users import sessions, user_events, user_ledgers, users

__all__ = [
    "HOUSE",
    "IS_OWED",
    "Id",
    "Instant",
    "Minor",
    "Packed",
    "accounts",
    "agreements",
    "allocations",
    "allowances",
    "api_requests",
    "api_token_ledgers",
    "api_tokens",
    "app_budgets",
    "approvals",
    "bank_candidates",
    "bank_lines",
    "bank_payers",
    "bank_payments",
    "calls",
    "charged_days",
    "charges",
    "checkout_payments",
    "checkouts",
    "consents",
    "contacts",
    "credentials",
    "credit_notes",
    "customers",
    "decisions",
    "deferrals",
    "departures",
    "differences",
    "documents",
    "effects",
    "events",
    "firms",
    "handed_links",
    "heard_texts",
    "history",
    "holds",
    "inboxes",
    "incoming",
    "incoming_whose",
    "invoices",
    "leases",
    "ledgers",
    "mail_credentials",
    "mail_quotas",
    "meta",
    "metadata",
    "mornings",
    "notes",
    "notices",
    "opt_outs",
    "own_addresses",
    "papers",
    "payment_feeds",
    "payments",
    "persons",
    "policies",
    "preferences",
    "printed_letters",
    "prints",
    "problems",
    "rewordings",
    "runs",
    "sent_papers",
    "sessions",
    "signals",
    "snapshots",
    "sortings",
    "suppressions",
    "texts",
    "tombstones",
    "turns",
    "user_events",
    "user_ledgers",
    "user_mails",
    "users",
    "webhook_endpoints",
    "webhook_messages",
    "weekly_recipients",
]
