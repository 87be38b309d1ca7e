"""What a claim of interest grows by on one day: the figure that a court or a lawyer asks for.

The laws kept here are those of `dunning.charges`: the same invoices bear interest, by the same rule and
at the same rates; of a day whose rate is not known nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

import msgspec

from dunning.account import Account
from dunning.charges import begins, granted_to, rates_of
from dunning.interest import NoRate, Part, interest
from dunning.law import Rules
from dunning.law.pack import MoneyRule
from dunning.ledger import Invoice, Money
from dunning.policy import Policy

_DAY = timedelta(days=1)
_PERCENT = Decimal(100)


class Accrual(msgspec.Struct, frozen=True, kw_only=True):
    """What one invoice bears on one day. `principal`: what bears it; `rate`: percent a year, all told.

    `per_day`: exact, not rounded; it and `rate` are `None` where no rate is known for the day.
    """

    invoice_id: str
    principal: Decimal
    rate: Decimal | None
    per_day: Decimal | None
    source: str


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """The rule that a claim rests on. `pack`: the file of law it stands in; "" by contract."""

    rule: str
    cite: str
    pack: str
    version: str


def accrual_on(
    account: Account,
    policy: Policy,
    rules: Rules,
    now: datetime,
    invoices: Sequence[tuple[Invoice, Decimal]],
    day: date,
) -> tuple[Accrual, ...]:
    """What each of the invoices bears on `day`; those that bear nothing yet are left out.

    `policy`: the one that the account follows. `invoices`: each with what is open of it, less credit.
    """
    if policy.interest.basis == "none":
        return ()
    rule = granted_to(account, policy, rules, now).interest
    found = []
    for invoice, principal in invoices if rule is not None else ():
        assert rule is not None  # noqa: S101 - asked before
        begin = begins(account, policy.interest, rule, invoice)
        if principal <= 0 or begin > day or invoice.id in account.charge_invoices:
            continue
        try:
            owed = Money(principal, account.currency)
            last = interest(rule, owed, begin, day + _DAY, rates_of(policy.interest, rules)).parts[-1]
        except NoRate as unknown:
            found.append(
                Accrual(
                    invoice_id=invoice.id, principal=principal, rate=None, per_day=None, source=str(unknown)
                )
            )
            continue
        found.append(
            Accrual(
                invoice_id=invoice.id,
                principal=last.principal,
                rate=last.rate,
                per_day=_per_day(rule, last, day),
                source=last.source,
            )
        )
    return tuple(found)


def bases(account: Account, policy: Policy, rules: Rules, now: datetime) -> tuple[Basis, ...]:
    """The rules that interest and fixed sums are claimed by; none where nothing is claimed."""
    if policy.interest.basis == "none":
        return ()
    granted = granted_to(account, policy, rules, now)
    found = []
    for rule in (granted.interest, granted.fixed):
        if rule is not None:
            heads = [pack.pack for packs in rules.packs.values() for pack in packs if rule in pack.money]
            head = heads[0] if heads else None
            found.append(
                Basis(
                    rule=rule.id,
                    cite=rule.cite,
                    pack="" if head is None else head.id,
                    version="" if head is None else head.version,
                )
            )
    return tuple(found)


def _per_day(rule: MoneyRule, part: Part, day: date) -> Decimal:
    in_year = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days if rule.day_count == "act/act" else 365
    return part.principal * part.rate / _PERCENT / in_year
