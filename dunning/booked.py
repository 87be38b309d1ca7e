"""Booked through: which of the overdue invoices the books can prove to be unpaid.

The laws it keeps: an invoice is asked for once the books hold what came in during the banking days
after its own due date and after the last notice; one that is not proven yet is never asked for, however
late the others are, and where too little is proven to be worth a letter the account waits for the books.
"""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from dunning.account import Account
from dunning.aging import Standing, balance_of, due_of
from dunning.law import Rules, banking_days_after
from dunning.ledger import Invoice
from dunning.policy import Policy


def last_notice(account: Account, zone: ZoneInfo) -> date | None:
    """The date of the newest level delivered to the customer, in the ledger's zone; `None` without one."""
    sent = [each.delivered_at for each in account.notices if each.kind == "level"]
    return max(sent).astimezone(zone).date() if sent else None


def booked_needed(
    account: Account, policy: Policy, rules: Rules, zone: ZoneInfo, invoice: Invoice
) -> tuple[date, str]:
    """The date the books must be booked through before this invoice is asked for, and what it follows."""
    since, event = due_of(invoice), f"the due date of invoice {invoice.number or invoice.id}"
    last = last_notice(account, zone)
    if last is not None and last > since:
        since, event = last, "the last notice"
    return banking_days_after(since, policy.booked_after_days, rules, account.books.country), event


def proven(
    account: Account, policy: Policy, rules: Rules, zone: ZoneInfo, overdue: tuple[Invoice, ...]
) -> tuple[Invoice, ...]:
    """Those of the overdue (oldest due first) whose payment would be in the books: the older ones."""
    through = account.books.booked_through
    if through is None:
        return ()
    days, country = policy.booked_after_days, account.books.country

    def is_past(since: date) -> bool:
        # the plain days first: banking days are never fewer, and the calendar costs more
        soonest = since + timedelta(days=days)
        return soonest <= through and banking_days_after(since, days, rules, country) <= through

    last = last_notice(account, zone) or date.min
    for count in range(len(overdue), 0, -1):
        if is_past(max(due_of(overdue[count - 1]), last)):
            return overdue[:count]
    return ()


def to_ask(
    account: Account, policy: Policy, state: Standing, sure: tuple[Invoice, ...]
) -> tuple[Invoice, ...]:
    """The overdue invoices that a notice is about: the `sure` ones, where they are worth a notice.

    Else it is about all that is overdue, and waits for the books. Credit covers the oldest first.
    """
    owed = balance_of(sure) - state.credit
    minimum = policy.minimum_in(account.currency)
    if owed > 0 and (owed >= minimum or state.net < minimum):
        return sure
    return state.overdue
