"""Money that came in since the last notice: the next letter says thanks for it, by date and amount.

The law it keeps: thanks are for payments on what was chased or is open, dated on or after the day of the
last level that was delivered; without such a notice there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from dunning.account import Account
from dunning.ledger import Payment
from dunning.letters.letter import Received


def asked_since(account: Account) -> tuple[frozenset[str], date] | None:
    """The invoices whose payment is worth thanks, and the date of the last notice; `None` without one."""
    levels = [each for each in account.notices if each.kind == "level" and each.currency == account.currency]
    if not levels:
        return None
    last = max(levels, key=lambda each: each.delivered_at)
    on = last.delivered_at.astimezone(ZoneInfo(account.books.timezone)).date()
    return frozenset((*last.invoice_ids, *(invoice.id for invoice in account.invoices))), on


def since_last_notice(account: Account, payments: Iterable[Payment]) -> tuple[Received, ...]:
    """What was paid since, oldest first.

    An account holds only payments with something unapplied: hand in all that the ledger has.
    """
    asked = asked_since(account)
    if asked is None:
        return ()
    ids, since = asked
    return tuple(
        Received(each.paid_on, each.amount)
        for each in sorted(payments, key=lambda each: (each.paid_on or date.min, each.id))
        if each.paid_on is not None
        and each.paid_on >= since
        and each.status == "active"
        and each.amount > 0
        and each.currency == account.currency
        and any(part.invoice_id in ids for part in each.allocations)
    )
