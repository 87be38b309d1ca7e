"""Old debt that waits to be sorted: what it comes to, and what we suggest and why.

The laws it keeps: a suggestion is for a person, and nothing follows from it by itself; it is made of what
the account shows and of nothing else, so the same account has the same suggestion.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

import msgspec

from dunning.aging import balance_of, days_past_due, due_of
from dunning.dates import in_words
from dunning.guards.agreement import HANDED_OVER
from dunning.guards.contact import HOLD
from dunning.guards.debt import PAID
from dunning.guards.old import unsorted
from dunning.ledger import Invoice, Money
from dunning.limited import barred_from, limitation_of
from dunning.procedure import Case

Suggested = Literal["confirm", "level", "write-off", "time-barred"]
_SEEN_TO = (PAID, HOLD, HANDED_OVER)
_SPOKEN_LATELY = timedelta(days=30)
_SOON = timedelta(days=90)


class OldDebt(msgspec.Struct, frozen=True, kw_only=True):
    """The old debt of one account. `invoices`: oldest due first; `amount`: their balances.

    `days`: past due of the oldest today. `barred_from`: the first day on which any of it may be time-barred,
    `None` where no law of the place is known; `citation`: that law. `why`: a sentence or two.
    """

    customer_id: str
    customer: str
    currency: str
    invoices: tuple[Invoice, ...]
    oldest_due: date
    days: int
    amount: Decimal
    barred_from: date | None
    citation: str | None
    suggestion: Suggested
    why: str


def old_debt_of(case: Case) -> OldDebt | None:
    """What waits to be sorted; nothing where it is covered by credit, on hold or handed over."""
    old = unsorted(case)
    if not old or any(guard.check(case) is not None for guard in _SEEN_TO):
        return None
    limitation = limitation_of(case)
    ends = [] if limitation is None else [barred_from(case, limitation, each) for each in old]
    cite = None if limitation is None else limitation.cite
    suggestion, why = _suggested(case, old, ends, cite or "")
    return OldDebt(
        customer_id=case.account.customer.id,
        customer=case.account.customer.name,
        currency=case.account.currency,
        invoices=tuple(old),
        oldest_due=due_of(old[0]),
        days=days_past_due(due_of(old[0]), case.today),
        amount=balance_of(old),
        barred_from=min(ends, default=None),
        citation=cite,
        suggestion=suggestion,
        why=why,
    )


def _suggested(case: Case, old: list[Invoice], ends: list[date], cite: str) -> tuple[Suggested, str]:
    owed, minimum = balance_of(old), case.policy.minimum_in(case.account.currency)
    if ends and max(ends) <= case.today:
        return "time-barred", f"It may be enforceable no more since {in_words(max(ends))} ({cite})."
    if owed < minimum:
        least = Money(minimum, case.account.currency)
        return "write-off", f"It is below the minimum of {least}."
    spoken = [each.at for each in case.account.contacts if each.reached]
    if spoken and case.now - max(spoken) <= _SPOKEN_LATELY:
        day = in_words(max(spoken).astimezone(case.zone).date())
        return "level", f"They were spoken to on {day}, so they know of it."
    why = "Nobody asked for it from here yet."
    if ends and min(ends) - case.today <= _SOON:
        barred = in_words(min(ends))
        since = "since" if min(ends) <= case.today else "from"
        part = "It" if len(ends) == 1 else "A part of it"
        why += f" {part} may be time-barred {since} {barred} ({cite}): see to that first."
    return "confirm", why
