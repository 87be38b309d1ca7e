"""What an observer in the town knows of one ledger: the mailboxes, the books, and what was said.

The store is asked only for what a message itself does not tell: which level it was, in which debt, about
which invoices. What was owed is read from the ledger's own books as the message arrives.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

import msgspec
import sqlalchemy as sa

from connectors.sandbox.mail import Received
from dunning.decisions import Notify
from sync.rehearsal.simulation.source import Account, Source
from sync.rehearsal.simulation.town import Town
from sync.store import outbox
from sync.tables import effects

FRESH = timedelta(seconds=120)  # how old the last look may be
_INVOICE = re.compile(r"^  \S+ (\S+?)\s?:", re.MULTILINE)  # "  Invoice INV-1004: 12.50 to pay"


@dataclass(slots=True)
class Seen:
    """The books at one moment. `owes`: as `Source.owes`; `balances`: of open invoices, by number."""

    at: datetime
    owes: dict[Account, Decimal]
    balances: dict[str, Decimal]


@dataclass(slots=True)
class Letter:
    """A message in a mailbox. `numbers`: of invoices it names; `looks`: the books at every moment of the two
    minutes before, the last one as it came. `notify`: what the program meant by it.
    """

    key: str
    at: datetime
    recipients: tuple[str, ...]
    numbers: tuple[str, ...]
    looks: tuple[Seen, ...]
    account: Account
    notify: Notify
    period: int
    read_at: datetime | None
    bounced: bool = False
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a customer said of an invoice, as the clerk wrote it down; it holds until the end of `ends`."""

    what: str
    invoice_id: str
    at: datetime
    ends: date
    agreement: int


@dataclass(frozen=True, slots=True)
class Paid:
    """Money that the clerk recorded here."""

    key: str
    invoice_id: str
    number: str
    account: Account
    amount: Decimal


@dataclass(slots=True)
class Witness:
    """One ledger's.

    `heads`: of the audit chain, as noted at each quiet time. `periods`: how often each account was seen to
    have nothing past due; `merged`: customers whose papers went from one to another. `stopped`: from when
    on the owners of these addresses want no more messages; the same for all ledgers.
    """

    town: Town
    source: Source
    stopped: dict[str, datetime]
    letters: list[Letter] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    paid: list[Paid] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    arrived: list[tuple[Received, tuple[Seen, ...], datetime | None]] = field(default_factory=list)
    periods: defaultdict[Account, int] = field(default_factory=lambda: defaultdict(int))
    merged: set[str] = field(default_factory=set)
    heads: dict[int, str] = field(default_factory=dict)
    bounce_asked: int = 0
    judged: int = 0

    def look(self) -> Seen:
        """The books now."""
        now = self.town.time.now
        return Seen(
            now,
            self.source.owes(self.source.today(now)),
            {one.number: one.balance for one in self.source.invoices()},
        )

    def before_a_change(self) -> None:
        """Somebody is about to change the books while a pass runs: what it may have seen of them."""
        self.seen.append(self.look())

    def letter_came(self, received: Received) -> None:
        """A message was put into a mailbox."""
        since = self.town.time.now - FRESH
        self.seen = [one for one in self.seen if one.at >= since]
        read_at = self.town.trouble.read_at.get(self.source.name)
        self.arrived.append((received, (*self.seen, self.look()), read_at))

    def read(self) -> list[Letter]:
        """The messages that came since, each with what was meant by it."""
        new = []
        for received, looks, read_at in self.arrived:
            key = str(received.message["Message-ID"]).strip("<>").partition("@")[0]
            with self.town.office.store.read() as connection:
                row = connection.execute(sa.select(effects).where(effects.c.key == key)).one()
            notify = msgspec.json.decode(row.payload, type=Notify)
            body = received.message.get_body(("plain",))
            text = "" if body is None else body.get_content()
            account = (str(row.customer_id), str(row.currency))
            numbers = tuple(one for one in _INVOICE.findall(text) if self._is_number(one, looks))
            about = (key, account[0], *numbers, *notify.overdue)
            new.append(
                Letter(
                    key,
                    looks[-1].at,
                    received.recipients,
                    numbers,
                    looks,
                    account,
                    notify,
                    self.periods[account],
                    read_at,
                    about=about,
                )
            )
        self.arrived.clear()
        self.letters += new
        return new

    def _is_number(self, word: str, looks: tuple[Seen, ...]) -> bool:
        """Whether it names an invoice, open or not."""
        return any(word in one.balances for one in looks) or word in self.source.numbers()

    def settle_periods(self) -> None:
        """After a pass: accounts with nothing past due begin anew with their next debt."""
        late = self.source.past_due(self.source.today(self.town.time.now))
        for account in {letter.account for letter in self.letters} - late.keys():
            self.periods[account] += 1

    def about_to_hear(self) -> list[str]:
        """Customers to whom the program is going to write, as it stands."""
        office = self.town.office
        with office.store.read() as connection:
            ready = outbox.work(connection, office.linked(self.source.name).id, ("message",), "ready")
        return [effect.customer_id for effect in ready]

    def has_come(self, key: str) -> bool:
        """Whether that message is in a mailbox."""
        return any(letter.key == key for letter in self.letters)

    def to_bounce(self, dice: Random, share: float) -> list[Letter]:
        """Those of the new letters that come back."""
        new, self.bounce_asked = self.letters[self.bounce_asked :], len(self.letters)
        return [letter for letter in new if dice.random() < share]

    def end(self, what: str, invoice_id: str) -> None:
        """What was said holds no more."""
        self.told = [one for one in self.told if (one.what, one.invoice_id) != (what, invoice_id)]
