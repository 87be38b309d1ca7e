"""What a dossier is made of: everything of one customer, at one instant, as values.

The law: what is not here is in no part of it, so that nothing of another customer can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from dunning.accrual import Accrual, Basis
from dunning.charged import Charges
from dunning.law.limitation import Limitation
from dunning.law.question import Hit
from dunning.ledger import CreditNote, Customer, Invoice
from dunning.letters.letter import Sender
from dunning.procedure import Case
from sync.evidence.dossier.linked import ChainFacts
from sync.judging import Agreed
from sync.spoken import Communication
from sync.store.charges import Charge
from sync.store.documents import Document
from sync.store.incoming import Kept
from sync.store.ledgers import LinkedLedger
from sync.store.notes import Note
from sync.store.passed import Came, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One open invoice. `disputed`: of its balance; `claimed`: what is left of it less credit, if claimed.

    `state`: "overdue", the only one that is claimed; "not_due"; "set_aside" by a person, who wrote it off or
    said that it is time-barred; "flawed": wrong in the books. `barred_from`: the first day on which it may be
    time-barred, where a period is known and the invoice is due.
    """

    invoice: Invoice
    state: str
    disputed: Decimal
    claimed: Decimal
    barred_from: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFacts:
    """One currency. `charges`: `None` where interest is not chosen. `waits`: what the law still wants."""

    currency: str
    case: Case
    owed: tuple[Owed, ...]
    charges: Charges | None
    accruals: tuple[Accrual, ...]
    bases: tuple[Basis, ...]
    limitation: Limitation | None
    agreed: tuple[Agreed, ...]
    waits: tuple[Hit, ...]

    @property
    def principal(self) -> Decimal:
        """All that is claimed, without interest."""
        return sum((each.claimed for each in self.owed), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPdf:
    """The PDF of an invoice as it went with a message. `first`: when it first did."""

    digest: str
    name: str
    invoice_id: str
    body: bytes
    first: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What whoever makes the dossier says. `address`, `number`: the debtor's, which no ledger gives."""

    language: str
    address: tuple[str, ...]
    number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`came_in`: messages that are theirs and nobody else's. `documents`: attached ones that stand, each with
    its bytes. `unread`: documents nobody could read. `notes`: of people of ours, that stand.
    """

    now: datetime
    made_by: str
    options: Options
    ledger: LinkedLedger
    booked_through: date | None
    sender: Sender
    debtor_kind: str
    customer: Customer
    members: tuple[Customer, ...]
    accounts: tuple[AccountFacts, ...]
    invoices: tuple[Invoice, ...]
    credits: tuple[CreditNote, ...]
    payments: tuple[Came, ...]
    communications: tuple[Communication, ...]
    pdfs: tuple[SentPdf, ...]
    came_in: tuple[Kept, ...]
    logged: tuple[Row, ...]
    holds: tuple[Row, ...]
    refused_channels: tuple[Row, ...]
    notes: tuple[Note, ...]
    sortings: tuple[Row, ...]
    charges: tuple[Charge, ...]
    documents: tuple[tuple[Document, bytes], ...]
    unread: tuple[Row, ...]
    chain: ChainFacts

    @property
    def zone(self) -> ZoneInfo:
        """The organisation's."""
        return ZoneInfo(self.ledger.timezone)

    @property
    def today(self) -> date:
        """The organisation's date."""
        return self.now.astimezone(self.zone).date()

    @property
    def ids(self) -> frozenset[str]:
        """The customer's, and those of the sub-customers billed with them."""
        return frozenset((self.customer.id, *(one.id for one in self.members)))

    def number_of(self, invoice_id: str) -> str:
        """The invoice's number, where it is one of theirs and has any."""
        found = next((one for one in self.invoices if one.id == invoice_id), None)
        return invoice_id if found is None else found.number or found.id

    def by_name(self, customer_id: str) -> str:
        """The name of the customer or sub-customer."""
        known = (self.customer, *self.members)
        return next((one.name for one in known if one.id == customer_id), customer_id)
