"""What a store holds after some pages: the latest of each row, deletions applied, nothing twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Self, TypeVar

from msgspec.structs import replace

from connectors.base import Page
from connectors.contract.checks import fail
from dunning.ledger import (
    CreditNote,
    Customer,
    Fact,
    Gone,
    Invoice,
    Kind,
    Money,
    Payment,
    PaymentsOf,
    Row,
    StillOpen,
    Unreadable,
)

Key = tuple[Kind, str]
F = TypeVar("F", bound=Fact)
_KINDS: Mapping[type, Kind] = {
    Customer: Kind.CUSTOMER,
    Invoice: Kind.INVOICE,
    CreditNote: Kind.CREDIT,
    Payment: Kind.PAYMENT,
}
_NO_TIME = datetime(1, 1, 1, tzinfo=UTC)


class Staged:
    """Facts by kind and id."""

    def __init__(self, pages: Iterable[Page] = ()) -> None:
        self.facts: dict[Key, Fact] = {}
        self._paying: defaultdict[str, set[str]] = defaultdict(set)  # payments by the invoice they pay
        self.take(pages)

    def take(self, pages: Iterable[Page]) -> Self:
        """Stage some more pages."""
        for page in pages:
            for row in sorted(page.rows, key=lambda row: isinstance(row, Gone | PaymentsOf | StillOpen)):
                self._take(row)
        return self

    def _take(self, row: Row) -> None:
        match row:
            case Unreadable():
                fail(f"a good row could not be read: {row.problem} in {row.raw}")
            case Gone():
                self.facts.pop((row.kind, row.id), None)
            case PaymentsOf() if self._is_overtaken(row):
                pass
            case PaymentsOf():
                for payment_id in self._paying.pop(row.invoice_id, set()) - set(row.payment_ids):
                    self.facts.pop((Kind.PAYMENT, payment_id), None)
                self._paying[row.invoice_id].update(row.payment_ids)
            case StillOpen():
                for fact in self._unsettled(row.kind):
                    if fact.id not in row.ids:
                        del self.facts[row.kind, fact.id]
            case _:
                self.facts[_KINDS[type(row)], row.id] = row
                for share in row.allocations if isinstance(row, Payment) else ():
                    self._paying[share.invoice_id].add(row.id)

    def _is_overtaken(self, listed: PaymentsOf) -> bool:
        invoice = self.facts.get((Kind.INVOICE, listed.invoice_id))
        return invoice is not None and invoice.modified_at > listed.modified_at

    def _unsettled(self, kind: Kind) -> Sequence[Invoice | CreditNote | Payment]:
        if kind is Kind.INVOICE:
            return self.open()
        return [fact for fact in self._in_hand() if _KINDS[type(fact)] is kind]

    def _in_hand(self) -> list[CreditNote | Payment]:
        """Credits and payments with something that no invoice has taken."""
        rows: list[CreditNote | Payment] = [*self.of(CreditNote), *self.of(Payment)]
        return [row for row in rows if row.status == "active" and row.unapplied]

    def of(self, kind: type[F]) -> list[F]:
        """All facts of a kind."""
        return [fact for fact in self.facts.values() if isinstance(fact, kind)]

    def open(self) -> list[Invoice]:
        """The invoices that are owed on."""
        return [row for row in self.of(Invoice) if row.status == "open" and row.balance]

    def invoice(self, number: str) -> Invoice:
        """The invoice of that number."""
        found = [row for row in self.of(Invoice) if row.number == number]
        return found[0] if len(found) == 1 else fail(f"{len(found)} invoices {number} came, not one")

    def payment(self, payment_id: str) -> Payment | None:
        """The payment of that id while it stands."""
        row = self.facts.get((Kind.PAYMENT, payment_id))
        return row if isinstance(row, Payment) and row.status == "active" else None

    def balances(self) -> dict[str, Decimal]:
        """Number and balance of each open invoice."""
        return {row.number or row.id: row.balance for row in self.open()}

    def open_balances(self) -> dict[str, Decimal]:
        """What is owed, by currency."""
        return _sums(Money(row.balance, row.currency) for row in self.open())

    def credit_in_hand(self) -> dict[str, Decimal]:
        """What no invoice has taken of credits and payments, by currency."""
        return _sums(Money(row.unapplied, row.currency) for row in self._in_hand())

    def meaning(self) -> dict[Key, Fact]:
        """What the facts say, apart from their version and time.

        And apart from what the ledger itself says that a customer owes, which follows their documents.
        """
        return {key: _said(fact) for key, fact in self.facts.items()}

    def changed_since(self, before: Mapping[Key, Fact]) -> set[Key]:
        """Facts that came, went or say something else than `before`, an earlier `meaning()`."""
        after = self.meaning()
        return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def _said(fact: Fact) -> Fact:
    plain = replace(fact, version="", modified_at=_NO_TIME)
    return replace(plain, balance=None) if isinstance(plain, Customer) else plain


def _sums(amounts: Iterable[Money]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for money in amounts:
        sums[money.currency] = sums.get(money.currency, Decimal(0)) + money.amount
    return {currency: amount for currency, amount in sums.items() if amount}
