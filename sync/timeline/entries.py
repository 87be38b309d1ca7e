"""What a timeline is made of: one thing that happened between us and a customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.engine import Connection

from sync.office import Office
from sync.store.ledgers import LinkedLedger

Kind = Literal[
    "sent", "wrote", "contact", "agreement", "invoice", "credit", "payment", "charge", "decision",
    "approval", "note", "hold", "wish", "document", "sorting",
]  # fmt: skip
GROUPS: Final[dict[str, tuple[str, frozenset[Kind]]]] = {  # what one may want to see alone, by its name
    "said": ("Said and sent", frozenset({"sent", "wrote", "contact"})),
    "agreed": ("Agreed", frozenset({"agreement"})),
    "money": ("Money", frozenset({"invoice", "credit", "payment", "charge"})),
    "decided": ("Decided", frozenset({"decision", "approval"})),
    "noted": ("Notes and acts", frozenset({"note", "hold", "wish", "document", "sorting"})),
}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing. `on`: the ledger's date; `at`: the moment, `None` where the books tell a date alone.

    `title`: what happened, in a line; `words`: theirs or ours, as they stand; `state`: what became of it.
    `by`: who of ours did it. `invoices`: by number. `number`: of the note, message or agreement among its
    kind; `key`: of a message or payment of ours; of an agreement, its sort.
    """

    on: date
    at: datetime | None
    kind: Kind
    title: str
    words: str = ""
    state: str = ""
    by: str = ""
    currency: str | None = None
    amount: Decimal | None = None
    invoices: tuple[str, ...] = ()
    number: int | None = None
    key: str = ""

    @property
    def moment(self) -> str:
        """The time of day in UTC as it sorts; "" where there is none."""
        return "" if self.at is None else self.at.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose timeline. `group`: the billed customer, then those billed with them; `numbers`: of invoices."""

    office: Office
    connection: Connection
    ledger: LinkedLedger
    group: tuple[str, ...]
    names: dict[str, str]
    numbers: dict[str, str]

    @property
    def zone(self) -> ZoneInfo:
        """The organisation's."""
        return ZoneInfo(self.ledger.timezone)

    def day(self, moment: datetime) -> date:
        """The ledger's date at that moment."""
        return moment.astimezone(self.zone).date()

    def number(self, invoice_id: str) -> str:
        """The invoice's number, where it is known and has one."""
        return self.numbers.get(invoice_id, invoice_id)

    def whose(self, customer_id: str) -> str:
        """Which of those billed with them it is about, in brackets; nothing where it is they themselves."""
        return "" if customer_id == self.group[0] else f" ({self.names.get(customer_id, customer_id)})"
