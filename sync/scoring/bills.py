"""What scoring reads and asks: invoices with the day they were settled, and the questions about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

from sync.errors import DuesyncError

SEED: Final = 20261129  # every chance in scoring comes from it: the same file gives the same figures


class ScoreError(DuesyncError):
    """The history cannot be scored: it is refused, or there is too little of it."""


class WrongUse(ScoreError):
    """Something must be said first, by an option of the command or in the file."""

    exit_code = 2


class Bill(msgspec.Struct, frozen=True, kw_only=True):
    """One invoice. `settled_on`: `None` while it is open. `disputed`: `None` where the file does not say."""

    customer: str
    issued_on: date
    due_on: date
    settled_on: date | None
    amount: Decimal | None
    currency: str
    number: str | None
    disputed: bool | None

    @property
    def days_late(self) -> int:
        """Days from the due date to the payment, early ones as 0. Only of a settled one."""
        return max((self._settled() - self.due_on).days, 0)

    @property
    def days_to_pay(self) -> int:
        """Days from the invoice date to the payment. Only of a settled one."""
        return (self._settled() - self.issued_on).days

    def _settled(self) -> date:
        if self.settled_on is None:
            msg = f"invoice {self.number} is open"
            raise ValueError(msg)
        return self.settled_on


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """One question that is answered with yes or no once an invoice is settled.

    `late_over`: paid more than so many days after the due date. `unpaid_after`: paid more than so many
    days after the invoice date. One of the two is set.
    """

    name: str
    words: str
    late_over: int | None = None
    unpaid_after: int | None = None

    def of(self, bill: Bill) -> bool:
        """The answer, of a settled one."""
        if self.late_over is not None:
            return bill.days_late > self.late_over
        return bill.days_to_pay > (self.unpaid_after or 0)


def labels(late_over: int, days: int) -> tuple[Label, ...]:
    """Late at all, late by more than some days, and not paid within some days of the invoice."""
    return (
        Label(name="late", words="paid after the due date", late_over=0),
        Label(
            name=f"late_over_{late_over}",
            words=f"paid more than {late_over} days after the due date",
            late_over=late_over,
        ),
        Label(
            name=f"unpaid_after_{days}",
            words=f"not paid within {days} days of the invoice date",
            unpaid_after=days,
        ),
    )


def in_order(bills: Sequence[Bill]) -> list[Bill]:
    """By invoice date, then by all they are, so that the order of the rows in a file is irrelevant."""
    return sorted(
        bills,
        key=lambda bill: (
            bill.issued_on,
            bill.customer,
            bill.due_on,
            bill.number or "",
            bill.settled_on or date.max,
            str(bill.amount),
            bill.currency,
            str(bill.disputed),
        ),
    )
