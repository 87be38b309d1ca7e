"""Agreements in few words, for the tests: what a customer said on Tuesday 5 May 2026, unless another day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from dunning.account import Contact
from dunning.agreements import (
    Agreed,
    Dispute,
    Ending,
    HandedOver,
    Instalment,
    PaidClaim,
    PaymentPlan,
    PromiseToPay,
    Settlement,
)
from dunning.ledger import Allocation, Payment
from tests.dunning.desk import at, payment


def _said(about: tuple[str, ...], on: str, number: int, ending: Ending | None) -> dict[str, Any]:
    return {
        "id": number,
        "invoice_ids": tuple(f"i{each}" for each in about),
        "made_on": date.fromisoformat(on),
        "known": (),
        "who": "Ana",
        "where": "call",
        "quote": "",
        "ending": ending,
    }


def ended(how: Literal["withdrawn", "moved", "answered", "ended"] = "withdrawn", words: str = "") -> Ending:
    return Ending(how=how, on=date(2026, 5, 6), by="Jo", words=words)


def promise(
    amount: str = "100",
    by: str = "2026-05-12",
    *about: str,
    on: str = "2026-05-05",
    number: int = 1,
    ending: Ending | None = None,
) -> PromiseToPay:
    """12 May 2026 is a Tuesday: the books show on Thursday 14 May what came of it."""
    said = _said(about or ("1001",), on, number, ending)
    return PromiseToPay(**said, amount=Decimal(amount), due_on=date.fromisoformat(by), episode=None)


def plan(*parts: tuple[str, str], on: str = "2026-05-05", ending: Ending | None = None) -> PaymentPlan:
    instalments = tuple(
        Instalment(due_on=date.fromisoformat(day), amount=Decimal(sum_)) for day, sum_ in parts
    )
    return PaymentPlan(**_said(("1001",), on, 1, ending), instalments=instalments)


def dispute(
    amount: str | None = None,
    about: str = "1001",
    *,
    answer_by: str = "2026-05-19",
    number: int = 1,
    ending: Ending | None = None,
) -> Dispute:
    return Dispute(
        **_said((about,), "2026-05-05", number, ending),
        amount=None if amount is None else Decimal(amount),
        reason="wrong price",
        owner="Jo",
        answer_by=date.fromisoformat(answer_by),
    )


def claim(amount: str = "100", paid_on: str = "2026-05-05", owed: str = "100") -> PaidClaim:
    """They say on 5 May that they paid: three banking days later is Friday 8 May."""
    return PaidClaim(
        **_said(("1001",), "2026-05-05", 1, None),
        amount=Decimal(amount),
        paid_on=date.fromisoformat(paid_on),
        reference="TX-9",
        owed=Decimal(owed),
    )


def settlement(amount: str = "60", owed: str = "100", pay_by: str = "2026-05-12") -> Settlement:
    return Settlement(
        **_said(("1001",), "2026-05-05", 1, None),
        amount=Decimal(amount),
        owed=Decimal(owed),
        pay_by=date.fromisoformat(pay_by),
        approved_by="Jo",
    )


def handed_over(ending: Ending | None = None) -> HandedOver:
    return HandedOver(**(_said((), "2026-05-05", 1, ending)), to="Collect Ltd", whom="agency")


def came(amount: str, on: str = "2026-05-11", about: str | None = "1001", **more: Any) -> Payment:
    """Money that came, for that invoice or not applied to any yet."""
    if about is None:
        return payment(amount, paid_on=date.fromisoformat(on), **more)
    part = Allocation(invoice_id=f"i{about}", amount=Decimal(amount))
    return payment(amount, paid_on=date.fromisoformat(on), unapplied=Decimal(0), allocations=(part,), **more)


def contact(channel: str, day: str, *, reached: bool = True) -> Contact:
    return Contact(channel=channel, at=at(day), reached=reached)


def is_about(agreement: Agreed, *numbers: str) -> bool:
    return agreement.invoice_ids == tuple(f"i{each}" for each in numbers)
