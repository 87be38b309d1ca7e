"""What situations are made of: an account, a policy, rules, and when it is looked at."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dunning.account import Account
from dunning.law import Rules
from dunning.ledger import Invoice
from dunning.policy import Policy, read_policy
from tests.dunning.desk import (
    POLICY,
    RULES,
    account,
    at,
    invoice,
    notice,
)

TUESDAY = at("2026-05-05")
EPISODE = "i1001@2026-05-02"
COURTESIES = {"thanks": True, "terms_note": True, "statement_day": 31}
UNNUMBERED = invoice(number="7", due="2026-05-01")
Situation = tuple[Account, Policy, Rules, datetime]


def on(asked: Account, day: str = "2026-05-05", clock: str = "10:00", **settings: Any) -> Situation:
    return asked, read_policy(settings) if settings else POLICY, RULES, at(day, clock)


def levels(*channels: str, **more: Any) -> list[dict[str, Any]]:
    return [
        {"name": f"by {each}", "days": place, "channel": each} | more
        for place, each in enumerate(channels, 1)
    ]


def agreeing(*agreements: Any, **more: Any) -> Account:
    """Northern Bakers owe invoice 1001, due 1 May, under these agreements."""
    return account(invoice(), agreements=agreements, episode=EPISODE, **more)


def going(level: str, day: str, coming: Invoice | None = None, **more: Any) -> Account:
    """That level went on that day; `coming`: another invoice of theirs."""
    invoices = (invoice(),) if coming is None else (invoice(), coming)
    return account(*invoices, episode=EPISODE, notices=(notice(level, day, episode=EPISODE),), **more)


def first_of_all() -> Account:
    """Their very first invoice, of yesterday."""
    yesterday = invoice(due="2026-07-01", issued_on=date(2026, 5, 4))
    return account(yesterday, notices=(), first_invoice="i1001")


def of_old(count: int, **more: Any) -> Account:
    """So many invoices of autumn, and one of May."""
    old = [invoice(str(each), due=f"2025-09-{each:02}") for each in range(1, count + 1)]
    return account(*old, invoice("50"), **more)


PLAIN = on(account(invoice()))
