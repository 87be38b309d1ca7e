"""What courtesies rest on: chased invoices that were paid of late, and customers' very first invoices.

Read only where the policy has chosen one. The law kept here: where the history may be cut off (an export of
open invoices alone, say), nobody's invoice is taken for their first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from dunning.account import Account
from dunning.courtesies import TERMS_NOTE_DAYS, THANKS_DAYS
from dunning.ledger import Invoice, Payment, of_minor
from dunning.policy import Policy
from sync.store.accounts import Key
from sync.store.dialects import among
from sync.store.received import payments_on
from sync.tables import invoices, payments

_NO_DEMAND = ("draft", "void", "deleted")


def with_courtesies(
    connection: Connection, ledger_id: int, accounts: dict[Key, Account], policy: Policy, today: date
) -> dict[Key, Account]:
    """The accounts with all that the policy's courtesies rest on; as they are where it has chosen none."""
    chosen = [each.courtesies for each in (policy, *(one.policy for one in policy.procedures))]
    if any(each.thanks for each in chosen):
        accounts = _with_payments(connection, ledger_id, accounts, today)
    if any(each.terms_note for each in chosen):
        accounts = _with_first_invoices(connection, ledger_id, accounts, today)
    return accounts


def _with_payments(
    connection: Connection, ledger_id: int, accounts: Mapping[Key, Account], today: date
) -> dict[Key, Account]:
    """With the invoices that the last debt's levels covered, where they are paid, and what paid them."""
    asked = {key: ids for key, one in accounts.items() if (ids := chased(one, today))}
    every = {each for ids in asked.values() for each in ids}
    came = payments_on(connection, ledger_id, every, today - timedelta(days=THANKS_DAYS)) if every else ()
    paying: dict[str, list[Payment]] = defaultdict(list)
    for each in came:
        for part in each.allocations:
            paying[part.invoice_id].append(each)
    settled = {one.id: one for one in _settled(connection, ledger_id, paying)}
    found = dict(accounts)
    for key, ids in asked.items():
        mine = tuple(settled[each] for each in sorted(ids) if each in settled)
        paid = {each.id: each for one in mine for each in paying[one.id]}
        if mine:
            found[key] = replace(found[key], settled=mine, paid=tuple(paid[each] for each in sorted(paid)))
    return found


def chased(account: Account, today: date) -> frozenset[str]:
    """The invoices that levels of the last debt covered; none while anything is past due."""
    levels = [each for each in account.notices if each.kind == "level" and each.currency == account.currency]
    if not levels or any(each.due_on is None or each.due_on < today for each in account.invoices):
        return frozenset()
    last = max(levels, key=lambda each: each.delivered_at).episode
    return frozenset(one for each in levels if each.episode == last for one in each.invoice_ids)


def _settled(connection: Connection, ledger_id: int, ids: Iterable[str]) -> Iterable[Invoice]:
    query = sa.select(invoices).where(
        invoices.c.ledger_id == ledger_id,
        among(invoices.c.id, sorted(set(ids))),
        invoices.c.status == "paid",
    )
    for row in connection.execute(query).mappings():
        facts = {name: value for name, value in row.items() if name != "ledger_id"}
        facts["emails"] = msgspec.json.decode(row["emails"], type=tuple[str, ...])
        facts |= {name: of_minor(row[name], row["currency"]) for name in ("total", "balance")}
        yield Invoice(**facts)


def _with_first_invoices(
    connection: Connection, ledger_id: int, accounts: Mapping[Key, Account], today: date
) -> dict[Key, Account]:
    """With the id of the customer's very first invoice, where it is new and nobody wrote to them yet."""
    found = dict(accounts)
    for key, account in accounts.items():
        first = newest_first(account, today)
        if first is not None and _is_first(connection, ledger_id, account, first):
            found[key] = replace(account, first_invoice=first.id)
    return found


def newest_first(account: Account, today: date) -> Invoice | None:
    """The account's oldest open invoice, where it is new enough for a note on terms."""
    dated = [(each.issued_on, each.id, each) for each in account.invoices if each.issued_on is not None]
    if account.notices or not dated or len(dated) < len(account.invoices):
        return None
    issued, _, first = min(dated, key=lambda one: one[:2])
    since = max(account.books.linked_on, today - timedelta(days=TERMS_NOTE_DAYS))
    return first if since <= issued <= today else None


def _is_first(connection: Connection, ledger_id: int, account: Account, first: Invoice) -> bool:
    """Whether the staged history shows that these customers had no dealings before it, and reaches so far."""
    group = (account.customer.id, *account.members)
    linked_on = account.books.linked_on
    billed = sa.and_(invoices.c.ledger_id == ledger_id, invoices.c.status.not_in(_NO_DEMAND))
    paid = sa.and_(payments.c.ledger_id == ledger_id, payments.c.status == "active")
    before = sa.or_(invoices.c.issued_on.is_(None), invoices.c.issued_on < first.issued_on)
    earlier = sa.select(invoices.c.id).where(billed, invoices.c.customer_id.in_(group), before)
    money = sa.select(payments.c.id).where(
        paid, payments.c.customer_id.in_(group), payments.c.paid_on < first.issued_on
    )
    if any(connection.scalar(query.limit(1)) is not None for query in (earlier, money)):
        return False
    old = sa.select(invoices.c.id).where(billed, invoices.c.issued_on < linked_on)
    settled = sa.select(payments.c.id).where(paid, payments.c.paid_on < linked_on)
    return connection.scalar(old.limit(1)) is None or connection.scalar(settled.limit(1)) is not None
