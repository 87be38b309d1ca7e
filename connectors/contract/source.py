"""What a connector's author provides: the source of truth behind the connector, to act on and to ask.

A test compares what the connector tells with what the source says of itself, so a `Source` must not
go through the connector. It may be an emulation, a provider's own sandbox, or a folder of files.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, Protocol

import msgspec

from connectors.base import Allowance, Credentials, Ledger, Provider, Tokens

PATIENT: Final = 20.0
"""Seconds to wait for an answer where none is kept back."""
IMPATIENT: Final = 0.5
"""Seconds to wait for one where `SLOW` seconds are taken by `Trouble.SLOW` or `Trouble.TRICKLES`."""
SLOW: Final = 1.5


class Trouble(enum.StrEnum):
    """What goes wrong with a call on its way. An answer does well to repeat the token it was sent.

    The words are of HTTP. A source of another kind makes those that have a like there: a disk that is
    not there (CUT), a file that breaks off (GARBAGE) or is empty (EMPTY).
    """

    SLOW = "handled, but only after `SLOW` seconds"
    TRICKLES = "handled, and the answer comes bit by bit, each sooner than `IMPATIENT`, for `SLOW` seconds"
    CUT = "the connection breaks before anything is handled"
    LOST = "handled, and the connection breaks before the answer"
    THROTTLED = "429, not handled: come back in a minute"
    DOWN = "500, not handled"
    PAGE = "a web page with status 503, not handled"
    PORTAL = "a web page with status 200, not handled"
    GARBAGE = "200 with an answer that breaks off, not handled"
    EMPTY = "200 with nothing in it, not handled"


class Calls(enum.StrEnum):
    """Which calls meet the trouble."""

    READS = "reads of the books"
    WRITES = "writes to the books"
    SIGN_IN = "new tokens for old"


class Abilities(msgspec.Struct, frozen=True, kw_only=True):
    """What there is at this kind of ledger; tests of what there is not are skipped.

    `page_size`: rows in one answer at most, `None` where all come at once. `troubles`: those that
    can be made. `signs_in`: there are tokens that expire and can be revoked. `deletes_invoices`:
    people can delete one. `takes_back_payments`: `VoidPayment` can be performed. `knows_repeats`: a
    write that is handed over twice at once stands once. `counts_calls`: calls are limited, and so
    taken from the `Allowance`. `offers_accounts`: it is said to which account a payment goes.
    `has_papers`: there are pay links, at the start of one open invoice at least, and PDFs.
    """

    page_size: int | None
    troubles: frozenset[Trouble]
    signs_in: bool
    deletes_invoices: bool
    takes_back_payments: bool
    knows_repeats: bool
    counts_calls: bool
    offers_accounts: bool
    has_papers: bool = False


class Source(Protocol):
    """The books behind the connector. Invoices are named by their number.

    At the start it holds a book: open invoices, settled ones, payments, credits, customers, no row
    that is damaged. Amounts: major units. Every act is stamped with the source's own clock.
    """

    provider: Provider
    abilities: Abilities

    def grant(self) -> Tokens:
        """What a person's sign-in gives; any tokens at all where the ledger has none."""

    def secrets(self) -> Sequence[str]:
        """What else may never be shown, the app's own secret say; none may be a common word."""

    def open(self, credentials: Credentials, allowance: Allowance, *, read_timeout: float) -> Ledger:
        """The connector on these books, as `Provider.connect` makes it; it may retry without a pause.

        Payments that name no account go to one that exists.
        """

    def today(self) -> date:
        """The date in the books."""

    def pass_time(self, by: timedelta) -> None:
        """Let the source's clock move on; back where `by` is negative."""

    def add_invoice(self, number: str, total: Decimal, *, due_on: date, issued_on: date) -> None:
        """An open sales invoice in the home currency, always to the same customer."""

    def pay(self, number: str, amount: Decimal) -> str:
        """A person records a payment of at most the balance, today; its id."""

    def take_back(self, payment_id: str) -> None:
        """A person deletes a payment (or voids it, where that is all they can)."""

    def void(self, number: str) -> None:
        """A person voids an invoice on which nothing was paid."""

    def delete(self, number: str) -> None:
        """A person deletes an invoice, where `abilities.deletes_invoices`."""

    def edit_due(self, number: str, due_on: date) -> None:
        """A person moves the due date."""

    def balance_of(self, number: str) -> Decimal:
        """What is owed on an invoice."""

    def balances(self) -> Mapping[str, Decimal]:
        """Number and balance of each open sales invoice."""

    def open_balances(self) -> Mapping[str, Decimal]:
        """What they sum to, by currency; no currency whose sum is nothing."""

    def credit_in_hand(self) -> Mapping[str, Decimal]:
        """What customers have paid or were credited and no invoice has taken, by currency, as above."""

    def notes_on(self, number: str) -> Sequence[str]:
        """Every note that stands on an invoice."""

    def payments_on(self, number: str) -> Sequence[tuple[Decimal, str | None]]:
        """Amount and reference of each payment that stands on an invoice."""

    def fee_accounts(self) -> tuple[str, str]:
        """An account that payments go to, and one of costs, between which a fee may be booked.

        Asked only where `provider.books_fees`; so is `fees_under`.
        """

    def fees_under(self, key: str) -> Sequence[tuple[Decimal, str, str]]:
        """Of each fee that stands under that key: amount, account it came from, account of costs."""

    def calls(self) -> int:
        """Calls to the books so far, those that met trouble too; sign-in is not counted.

        Asked only where `abilities.counts_calls`; so is `metered_calls`.
        """

    def metered_calls(self) -> int:
        """Those of them that the provider counts against its allowance."""

    def expire_access(self) -> None:
        """Every access token is over; refresh tokens stay good."""

    def revoke(self) -> None:
        """A person disconnects us: the grant is gone."""

    def trouble(self, what: Trouble, calls: Calls, *, times: int | None = None, after: int = 0) -> None:
        """Let it strike `times` such calls (`None`: all) once `after` of them have passed.

        Where calls cannot be told apart, `after` may be none; and what strikes a few passes by itself
        in less time than the connector goes on trying.
        """

    def heal(self) -> None:
        """Nothing goes wrong any more."""
