"""Which procedure an account follows: the first whose every condition fits, else the house's own.

The law it keeps: it is chosen by the account alone, so the same account always follows the same one; what
changes with time (how they pay, how much is open) may lead to another, which goes on at the level reached.
"""

from __future__ import annotations

from decimal import Decimal

from dunning.account import Account
from dunning.policy import Policy, Whom


def policy_for(policy: Policy, account: Account) -> Policy:
    """The policy that this account is followed up by."""
    for procedure in policy.procedures:
        if fits(procedure.whom, account, policy):
            return procedure.policy
    return policy


def fits(whom: Whom, account: Account, policy: Policy) -> bool:
    """Whether every condition that is given fits the account."""
    customer = account.customer
    country = customer.country or account.books.country or ""
    named = {customer.id.casefold(), customer.name.casefold(), *map(str.casefold, customer.emails)}
    tagged = {tag for tag, names in policy.tags.items() if named & set(map(str.casefold, names))}
    return (
        (not whom.customers or bool(named & set(map(str.casefold, whom.customers))))
        and (not whom.tags or not tagged.isdisjoint(whom.tags))
        and (not whom.segments or account.behaviour.segment in whom.segments)
        and (not whom.countries or country in whom.countries)
        and (not whom.kinds or policy.law.debtor_kind in whom.kinds)
        and (not whom.currencies or account.currency in whom.currencies)
        and _is_of_size(whom, account)
    )


def _is_of_size(whom: Whom, account: Account) -> bool:
    if whom.balance_from is None and whom.balance_below is None:
        return True
    owed = sum((each.balance for each in account.invoices if each.status == "open"), Decimal(0))
    return (whom.balance_from is None or owed >= whom.balance_from) and (
        whom.balance_below is None or owed < whom.balance_below
    )
