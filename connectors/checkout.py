"""The port to whoever takes payments online: a page for one payment, and what became of it.

The law: no number of a card or a bank account ever comes here. What is told is of one page each time and may
be told again, late, or out of order: `Told` says only what stands, never what changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Literal, Protocol

import msgspec

State = Literal["open", "expired", "pending", "failed", "paid"]
"""Of a page; each may be followed by those after it, and never by one before. `pending`: a bank debit that is
under way; `failed`: that came to nothing."""


class Line(msgspec.Struct, frozen=True):
    """One thing that is paid for: in words, and how much."""

    words: str
    amount: Decimal


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A page to be made. `key`: ours; asked for again under it, the same page is given again.

    `email`: of who pays, to save them the typing. `success`, `cancel`: where they go on afterwards.
    """

    key: str
    currency: str
    lines: tuple[Line, ...]
    email: str | None
    success: str
    cancel: str
    expires_at: datetime


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A page where that can be paid until then."""

    id: str
    url: str
    expires_at: datetime


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """How a payment stands by one telling; what it does not speak of is `None`.

    It names the payment by our `key`, by the `page`, or by the provider's id of the `payment`, whichever it
    has. `amount` in `currency`: what was paid. `refunded`: all that went back to the payer so far;
    `unrefunded`: so much of it came back again, for the payer's bank did not take it.
    `dispute`: the payer's bank takes the money back, `disputed` of it. `fee`: what the provider keeps, in
    `fee_currency`. `at`: by the provider's clock, aware UTC.
    """

    key: str | None = None
    page: str | None = None
    payment: str | None = None
    state: State | None = None
    amount: Decimal | None = None
    currency: str | None = None
    refunded: Decimal | None = None
    unrefunded: Decimal | None = None
    dispute: Literal["open", "won", "lost"] | None = None
    disputed: Decimal | None = None
    fee: Decimal | None = None
    fee_currency: str | None = None
    at: datetime


class Checkouts(Protocol):
    """One account at a provider of payments."""

    def open(self, asked: Asked) -> Opened:
        """Make the page, or give the one that was made under that key.

        `Refused`: it takes no such payment. `Uncertain`: nobody knows; ask again under the same key.
        """

    def close_page(self, page: str) -> Told:
        """Nobody can pay there any more. What stands: it may have been paid just before."""

    def look(self, page: str) -> Told:
        """How the payment of that page stands, its fee included."""

    def told_since(self, since: datetime) -> Sequence[Told]:
        """What webhooks told, or should have, from then on by the provider's clock; in no order.

        Raises `TryLater` where that is more than can be read at once.
        """

    def account(self) -> str:
        """Its id there, "" where the key may not know that; having seen that the key works."""

    def close(self) -> None:
        """Give back connections."""
