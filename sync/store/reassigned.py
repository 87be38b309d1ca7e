"""Invoices that the books gave to another customer while something that was said of them held.

The law: what was said of an invoice is not forgotten with the move, and not shown to who owes it now. It
is held, as a person would hold it: until the promised day has passed, else until a person has looked.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Connection

from dunning.agreements import SHOWN_WITHIN, Agreement, PromiseToPay
from sync.store import acts, agreements
from sync.store.review import billed_customers

_WORDS: Final = {
    "promise": "a promise",
    "plan": "a plan",
    "dispute": "a dispute",
    "claim": "word of a payment",
    "settlement": "a settlement",
}
_UTC: Final = ZoneInfo("UTC")  # nothing that is asked here depends on the ledger's own
_DAY: Final = timedelta(days=1)  # it is yesterday somewhere


def hold(connection: Connection, ledger_id: int, moved: Collection[tuple[str, str]], now: datetime) -> None:
    """Hold those of which something stands. `moved`: each invoice's id, and the customer whose it was.

    One who bills with the new one is the same. A hold of a person that lasts as long stays as it is.
    """
    before = dict(moved)
    known = agreements.of_customers(connection, ledger_id, {one: one for one in before.values()}, _UTC)
    if not known:
        return
    billed = billed_customers(connection, ledger_id)
    owners = agreements.still_owed_by(connection, ledger_id, before)
    held = {one.invoice_id: one.until for one in acts.active_holds(connection, ledger_id)}
    for invoice, owner in sorted(owners.items()):
        former = before[invoice]
        if billed.get(former, former) == billed.get(owner, owner):
            continue
        for agreement in (each.agreement for each in known.get(former, ())):
            until = _until(agreement)
            over = until is not None and until < now.astimezone(UTC).date() - _DAY
            if over or agreement.ending is not None or invoice not in agreement.invoice_ids:
                continue
            if invoice in held and (held[invoice] is None or (until is not None and held[invoice] >= until)):
                continue
            told = f"it was moved from another customer, with whom {_WORDS[_kind(agreement)]} stands"
            acts.hold(
                connection,
                ledger_id,
                customer_id=owner,
                invoice_id=invoice,
                until=until,
                note=f"{told}: see to it there, then release this",
                now=now,
            )
            held[invoice] = until


def _kind(agreement: Agreement) -> str:
    return str(agreement.__struct_config__.tag)


def _until(agreement: Agreement) -> date | None:
    return agreement.due_on + SHOWN_WITHIN if isinstance(agreement, PromiseToPay) else None
