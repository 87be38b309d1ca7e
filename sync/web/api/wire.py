"""What goes in and out of the API, as types: handlers, checks and the OpenAPI document are made of these."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from sync.reminders import Instant, Reminder
from sync.standings import CustomerStanding, Worklist

_PLAIN = r"^[^\x00-\x1f\x7f]+$"  # no control characters: no name, number or note of ours has any
Name = Annotated[str, Meta(min_length=1, max_length=200, pattern=_PLAIN)]
Words = Annotated[str, Meta(min_length=1, max_length=1000, pattern=_PLAIN)]
_NAMED = "A name or number as people say it, else an id: of several that fit none is taken"
_BY_ID = "The id in the ledger, as answers give it, and nothing else; say this or the name, not both"
Named = Annotated[Name, Meta(description=_NAMED)]
ById = Annotated[Name, Meta(description=_BY_ID)]
Amount = Annotated[
    str, Meta(pattern=r"^[0-9]{1,12}(\.[0-9]{1,4})?$", description="A decimal, such as 120.00")
]
PATTERN_OF_MARK = r"^[0-9]{1,15}\.[0-9]{1,15}$"
PATTERN_OF_KEY = r"^[!-~]{1,100}$"


Cursor = Annotated[
    str, Meta(max_length=500, pattern=r"^[A-Za-z0-9_-]+$", description="The next of the page before")
]
Since = Annotated[
    str, Meta(pattern=PATTERN_OF_MARK, description="The since of an earlier answer: what changed after it")
]
ChangedSince = Annotated[
    datetime, Meta(tz=True, description="What changed from that instant on; since is the surer way")
]
State = Annotated[
    Literal["all", "open", "overdue"],
    Meta(description="Open ones have a balance; overdue ones are past their due date too"),
]


class In(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked; a name that it does not have is refused."""


class Paging(In, frozen=True, kw_only=True):
    """One page of a list, of all or of what changed."""

    limit: Annotated[int, Meta(ge=1, le=100, description="The most that a page holds")] = 50
    cursor: Cursor | None = None
    since: Since | None = None
    changed_since: ChangedSince | None = None


class InvoicesAsked(Paging, frozen=True, kw_only=True):
    """As `Paging`, and of which state."""

    state: State = "all"


class Nothing(In, frozen=True, kw_only=True):
    """No more than the address."""


class LedgerState(msgspec.Struct, frozen=True, kw_only=True):
    """How a ledger stands. `booked_through`: up to which day its payments are entered.

    `may_send`: a person released it. `waiting`: overdue accounts by the reason that they wait for.
    `approvals`: how many messages and tasks wait for a yes. `troubles`, `warnings`: what a person should see
    to, in words.
    """

    name: str
    provider: str
    organisation: str
    linked_on: date
    may_send: bool
    pulled_at: Instant | None
    complete: bool
    booked_through: date | None
    last_run: str | None
    invoices: int
    open_balance: dict[str, Decimal]
    overdue_accounts: int
    waiting: dict[str, int]
    approvals: int
    holds: int
    troubles: tuple[str, ...]
    warnings: tuple[str, ...]


class Ledgers(msgspec.Struct, frozen=True, kw_only=True):
    """The ledgers that this token may see, by name."""

    ledgers: tuple[LedgerState, ...]


class Invoices(msgspec.Struct, frozen=True, kw_only=True):
    """A page. `next`: the cursor of the next one, if there is any. `since`: to ask later for what changed."""

    invoices: tuple[Reminder, ...]
    next: str | None
    since: str


class Customers(msgspec.Struct, frozen=True, kw_only=True):
    """A page, as of invoices."""

    customers: tuple[CustomerStanding, ...]
    next: str | None
    since: str


class Hold(In, frozen=True, kw_only=True):
    """What is not to be chased: a customer, an invoice, or without both the whole ledger.

    `until`: the first day on which it may be again; without, until it is released.
    """

    customer: Named | None = None
    customer_id: ById | None = None
    invoice: Named | None = None
    invoice_id: ById | None = None
    until: date | None = None
    note: Words


class Release(In, frozen=True, kw_only=True):
    """What may be chased again: just what was held, in the same words."""

    customer: Named | None = None
    customer_id: ById | None = None
    invoice: Named | None = None
    invoice_id: ById | None = None


class Approval(In, frozen=True, kw_only=True):
    """A yes to just what the worklist shows under this fingerprint."""

    fingerprint: Name


class Promise(In, frozen=True, kw_only=True):
    """A customer's word to pay. Without invoices: about all that is overdue; without `amount`: all of it.

    `who` said it, `where`, and in which words: evidence.
    """

    customer: Named | None = None
    customer_id: ById | None = None
    invoices: Annotated[tuple[Name, ...], Meta(max_length=100, description=_NAMED)] = ()
    invoice_ids: Annotated[tuple[Name, ...], Meta(max_length=100, description=_BY_ID)] = ()
    currency: Annotated[str, Meta(pattern=r"^[A-Z]{3}$")] | None = None
    by: date
    amount: Amount | None = None
    who: Annotated[str, Meta(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    where: Annotated[str, Meta(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    quote: Annotated[str, Meta(max_length=1000, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What was done, in words, and what follows from it. `customer`: their id; `number`: of the agreement."""

    done: str
    follows: str
    customer: str | None
    number: int | None


__all__ = ["CustomerStanding", "Reminder", "Worklist"]
