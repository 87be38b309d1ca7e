"""Fees: what a provider of payments keeps, written to a ledger as spent from where the payments went.

The law: a ledger that cannot take one is no `BooksFees`, and none is ever given to it. A fee is a
`LedgerWrite` like any other: one effect, its key as the reference, looked up where no answer came.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class BooksFees(Protocol):
    """A ledger whose `perform` and `find` take `RecordFee`."""

    def fee_problem(self, paid_from: str, account: str) -> str | None:
        """What would keep fees from being booked from the one account to the other, in words.

        Both by id or code. `None`: nothing that can be known before.
        """
