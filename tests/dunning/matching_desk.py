"""Bank lines, invoices and payments of a pretend book, to be varied by name."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dunning.ledger import Allocation
from dunning.matching import Arrived, Entered, Known, Match, Owed, match

DAY = date(2026, 11, 18)
NAMES = {
    "acme": "Acme Tools Ltd",
    "bolt": "Bolt & Söhne GmbH",
    "cord": "Cord Weavers",
    "moss": "Moss Garden Centre",
}


def line(text: str = "", amount: str = "120.00", *, payer: str = "", key: str = "L1", **more: Any) -> Arrived:
    facts: dict[str, Any] = {
        "known": (),
        "source": "csv",
        "again": False,
        "on": DAY,
        "currency": "GBP",
    } | more
    return Arrived(id=key, text=text, amount=Decimal(amount), payer=payer, **facts)


def owed(number: str, left: str = "120.00", of: str = "acme", due: int = 10, **more: Any) -> Owed:
    facts: dict[str, Any] = {"currency": "GBP", "total": Decimal(left), "reference": ""} | more
    return Owed(
        id=f"id {number}",
        number=number,
        customer_id=of,
        left=Decimal(left),
        due_on=DAY - timedelta(days=due),
        **facts,
    )


def entered(
    key: str, amount: str = "120.00", of: str = "acme", days: int = 0, *pays: str, **more: Any
) -> Entered:
    """A payment in the books, dated `days` before the lines'."""
    facts: dict[str, Any] = {"reference": "", "line": "", "ours": "", "currency": "GBP"} | more
    return Entered(
        id=key,
        customer_id=of,
        on=DAY - timedelta(days=days),
        amount=Decimal(amount),
        invoice_ids=tuple(f"id {each}" for each in pays),
        **facts,
    )


def books(*what: Owed | Entered, credit: str = "0.00") -> Known:
    """`credit`: what Acme has in hand."""
    return Known(
        owed=tuple(each for each in what if isinstance(each, Owed)),
        entered=tuple(each for each in what if isinstance(each, Entered)),
        names=NAMES,
        credit={("acme", "GBP"): Decimal(credit)},
    )


def taken(arrived: Arrived, *what: Owed | Entered) -> Match:
    """What one line is taken for in these books."""
    return match([arrived], books(*what))[arrived.id]


def pays(found: Match) -> dict[str, str]:
    """Amount by invoice number."""
    return {each.invoice_id.removeprefix("id "): str(each.amount) for each in found.shares}


def share(number: str, amount: str) -> Allocation:
    return Allocation(invoice_id=f"id {number}", amount=Decimal(amount))
