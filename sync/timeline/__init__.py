"""The timeline of a customer: all that was said, sent, decided, promised, paid and noted, in one list.

The law: it is read, never kept; what it tells lies in the tables of what was done, each with its own law.
A customer that is billed with a parent is told of with the parent.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy.engine import Connection

from sync.commands.documents import group_of
from sync.commands.targets import the_customer
from sync.office import Office
from sync.store import facts, review
from sync.store.ledgers import LinkedLedger
from sync.timeline.agreed import agreed, noted
from sync.timeline.books import books
from sync.timeline.decided import decided
from sync.timeline.entries import GROUPS, Asked, Entry
from sync.timeline.said import said

__all__ = ["GROUPS", "Entry", "Timeline", "decisions_of", "of_group", "timeline"]


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """`customer`: who is billed, by name. `entries`: the newest first."""

    customer: str
    entries: tuple[Entry, ...]


def timeline(office: Office, ledger: LinkedLedger, customer: str, groups: Sequence[str] = ()) -> Timeline:
    """Of that customer, or of who is billed for them. `groups`: only these. Raises `ActError`."""
    with office.store.read() as connection:
        row = the_customer(connection, ledger, customer)
        owner = review.billed_customers(connection, ledger.id).get(row.id, row.id)
        group = group_of(connection, ledger, owner)
        entries = of_group(office, connection, ledger, group)
        names = {one.id: one.name for one in facts.customers(connection, ledger.id, [owner])}
    kinds = {kind for name in groups for kind in GROUPS[name][1]}
    chosen = tuple(each for each in entries if not kinds or each.kind in kinds)
    return Timeline(customer=names.get(owner, owner), entries=chosen)


def decisions_of(
    office: Office, connection: Connection, ledger: LinkedLedger, customer_id: str, currency: str
) -> list[Entry]:
    """What was decided of that account, and who approved it; the newest first."""
    asked = Asked(
        office=office, connection=connection, ledger=ledger, group=(customer_id,), names={}, numbers={}
    )
    found = [each for each in decided(asked) if each.currency == currency]
    return sorted(found, key=lambda one: one.moment)[::-1]


def of_group(
    office: Office, connection: Connection, ledger: LinkedLedger, group: tuple[str, ...]
) -> list[Entry]:
    """Of the billed customer, who stands first, and those billed with them; the newest first."""
    invoices = facts.every_invoice(connection, ledger.id, group)
    asked = Asked(
        office=office,
        connection=connection,
        ledger=ledger,
        group=group,
        names={one.id: one.name for one in facts.customers(connection, ledger.id, group)},
        numbers={one.id: one.number or one.id for one in invoices},
    )
    found = [*said(asked), *agreed(asked), *noted(asked), *books(asked, invoices), *decided(asked)]
    return sorted(found, key=lambda one: (one.on, one.moment))[::-1]  # of one moment, what was done last
