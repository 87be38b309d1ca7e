"""What customers owe in all, where a ledger itself tells it beside their documents.

The law: such a balance must never be older than the documents beside it. A document that is given to
another customer moves two balances, and names one of them; only who staged it knows the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from dunning.ledger import Row


@runtime_checkable
class Balances(Protocol):
    """A ledger that tells each customer's balance, and need not tell that it moved."""

    def customers_now(self, ids: Sequence[str]) -> tuple[Row, ...]:
        """These customers as they are now; those that are no more are left out.

        May be asked while a pull is under way, by whoever takes its pages.
        """
