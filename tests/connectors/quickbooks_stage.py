"""What a ledger that pulls from the pretend QuickBooks holds, for the tests of pulls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from connectors.base import Page
from connectors.sandbox.book import Book
from dunning.ledger import (
    CreditNote,
    Fact,
    Gone,
    Invoice,
    Kind,
    Payment,
    Row,
    StillOpen,
    Unreadable,
)
from tests.connectors.test_sandbox_quickbooks_desk import customer, invoice, small_book

KINDS: dict[Kind, type[Fact]] = {
    Kind.INVOICE: Invoice,
    Kind.CREDIT: CreditNote,
    Kind.PAYMENT: Payment,
}


OPEN = {Kind.INVOICE: "balance", Kind.CREDIT: "unapplied", Kind.PAYMENT: "unapplied"}


class Stage:
    """What a store would hold after the pages."""

    def __init__(self) -> None:
        self.facts: dict[tuple[str, str], Fact] = {}
        self.gone: set[str] = set()

    def take(self, pages: Iterable[Page]) -> Stage:
        for page in pages:
            for row in page.rows:
                self._take(row)
        return self

    def _take(self, row: Row) -> None:
        assert not isinstance(row, Unreadable), row
        if isinstance(row, StillOpen):
            for fact in list(self.of(KINDS[row.kind]).values()):
                if fact.id not in row.ids and getattr(fact, OPEN[row.kind]) > 0:
                    del self.facts[type(fact).__name__, fact.id]
        elif isinstance(row, Gone):
            self.gone.add(row.id)
            self.facts = {key: fact for key, fact in self.facts.items() if fact.id != row.id}
        elif isinstance(row, Fact):
            self.facts[type(row).__name__, row.id] = row

    def of(self, kind: type[Any]) -> dict[str, Any]:
        return {fact.id: fact for fact in self.facts.values() if type(fact) is kind}

    def open_balances(self) -> dict[str, Decimal]:
        owed: defaultdict[str, Decimal] = defaultdict(Decimal)
        for row in self.of(Invoice).values():
            if row.balance > 0:
                owed[row.currency] += row.balance
        return dict(owed)


def big_book(count: int, **more: Any) -> Book:
    invoices = tuple(invoice(str(number), "amy", "10.00") for number in range(1, count + 1))
    return small_book(
        customers=(customer("amy", "Amy's"),), invoices=invoices, credits=(), **{"payments": (), **more}
    )
