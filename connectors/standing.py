"""What each customer owes by the ledger's own account, to hold what was pulled against.

The law: it is obtained another way than a pull obtains it, and never from a figure that something staged
was derived from; else both would be wrong alike. A ledger that has no such way is no `Comparable`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol, runtime_checkable

import msgspec

from dunning.ledger import Row, StillOpen

Key = tuple[str, str]  # customer id, currency


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of it, as of now.

    `owed`: open invoices less all that the customer has in hand; who owes nothing may be left out.
    `converted_to`: the currency that every figure was converted to; then only of customers of that
    currency is it what they owe, and of others no more than whether they owe anything. `None`: each is in
    its own. `invoices`: how many are open of each customer, `None` where it is told in all alone
    (`invoices_in_all`). `source`: what it was taken from, in words.
    """

    source: str
    owed: Mapping[Key, Decimal]
    converted_to: str | None
    invoices: Mapping[Key, int] | None
    invoices_in_all: int


@runtime_checkable
class Comparable(Protocol):
    """A ledger that can tell what its customers owe in a second way."""

    def standing(self) -> Standing:
        """Few calls, however many the customers. `Refused` where these rights were not granted."""

    def still_open(self) -> tuple[StillOpen, ...]:
        """The whole list of open invoices; none where `Standing` tells how many are open of each customer."""

    def documents_of(self, customer_ids: Sequence[str]) -> tuple[Row, ...]:
        """These customers and every document of theirs, settled ones too, as they are now.

        A document of theirs that does not come is theirs no more, or is gone.
        """
