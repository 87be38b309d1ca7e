"""Two linked companies of one bookkeeper, their customers, and time that is moved by hand.

Some customers are both companies' (one address, one telephone), and two customers of one company share an
address. All of it over the wire: HTTP to the ledgers, to Twilio and from it, SMTP, IMAP.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email.message import EmailMessage
from itertools import product
from pathlib import Path
from socket import socket

from sync import commands
from sync.clock import Clock
from sync.doctor import examine
from sync.office import open_office
from sync.rehearsal.sandbox import inboxes, texts_section
from tests.web.served import Served, served
from tests.world import BOTH, QUICKBOOKS, XERO, World, world

FIRST_DAY = date(2026, 11, 18)  # a Wednesday
ADDRESSES = {name: f"accounts@{name}.example" for name in BOTH}
_POLICY = """
[policy]
minimum_gap_days = 2
booked_after_days = 0
[policy.pre_due]
enabled = false
[policy.law]
debtor_kind = "company"
[policy.replies]
wait_for_return = true
answer = ["owed", "how_to_pay", "invoice_copy", "who"]
[policy.contact]
days_between = 2
most = 20
"""
_LEVEL = """
[[policy.levels]]
name = "{name}"
days = {days}
channel = {channel}
"""
WAYS = {
    "email": ["email"],
    "sms": ["sms"],
    "voice": ["voice", "sms"],
}  # where no machine may call, a text goes
LEVELS = {
    f"{channel} {turn}": (channel, days)
    for turn, days in enumerate((1, 8, 16, 24), 1)
    for channel, days in (("email", days), ("sms", days + 3), ("voice", days + 5))
}


@dataclass(frozen=True, slots=True)
class Account:
    """A customer in a ledger: its id there, and its ref in the sandbox's book."""

    ledger: str
    id: str
    ref: str


@dataclass(slots=True)
class Person:
    """Whoever is behind one or more accounts. `machine`: answers every message by itself, "marked" as the
    standard says, or "plain", as a person would.
    """

    name: str
    address: str
    number: str
    language: str
    accounts: tuple[Account, ...]
    machine: str = ""


@dataclass(slots=True)
class Hands:
    """The time, which goes on by itself only as fast as the machine's."""

    set_to: datetime
    since: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        return self.set_to + timedelta(seconds=time.monotonic() - self.since)

    def go_to(self, moment: datetime) -> None:
        """It is `moment`."""
        self.set_to, self.since = moment, time.monotonic()


@dataclass(slots=True)
class Town:
    """Everything that the script may turn."""

    made: World
    hands: Hands
    people: list[Person]
    web: Served

    def go_to(self, day: date, hour: int) -> None:
        """It is that hour, UTC, of that day."""
        self.hands.go_to(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))

    def post(self, raw: bytes, *, sender: str, to: str) -> None:
        """A message is handed to the mail server, which puts it into the mailbox."""
        with self.made.sandbox.mail.connect() as client:
            client.sendmail(sender, [to], raw, ["SMTPUTF8", "BODY=8BITMIME"])

    def run(self, name: str) -> None:
        """A pass, all that waits approved, and a second pass that sends it."""
        self.made.run(name)
        self.made.approve(name)
        self.made.run(name)

    def allow_all(self) -> None:
        """Everybody allowed texts and calls, on paper; not everywhere may a machine call."""
        for name in BOTH:
            self.made.run(name)
        for one in self.people:
            for account, to in product(one.accounts, ("texts", "calls")):
                commands.record_consent(
                    self.made.office,
                    self.made.office.linked(account.ledger),
                    customer=account.id,
                    number=one.number,
                    kind="express",
                    on=None,
                    how="order form, box ticked",
                    by="the clerk",
                    to=to,
                )

    def state_books(self, day: date) -> None:
        """Somebody says that all payments are entered."""
        office = self.made.office
        for name in BOTH:
            commands.confirm_books(office, office.linked(name), day)

    def sent(self) -> list[tuple[str, str, EmailMessage]]:
        """(ledger, recipient, message) of what we sent by mail, oldest first."""
        by_address = {address: name for name, address in ADDRESSES.items()}
        return [
            (by_address[one.sender], to, one.message)
            for one in self.made.sandbox.mail.messages
            if one.sender in by_address
            for to in one.recipients
        ]

    def at(self, address: str) -> list[Person]:
        """Who has that address."""
        return [each for each in self.people if each.address == address]

    def set_address(self, account: Account, address: str) -> None:
        """A person corrects it in the ledger itself."""
        sandbox = self.made.sandbox
        api = sandbox.xero if account.ledger == XERO else sandbox.quickbooks
        api.set_email(account.ref, address)


@contextmanager
def town(folder: Path, store: str | None = None) -> Iterator[Town]:
    """Linked, with every customer's debts about to become overdue; nothing was sent yet.

    `store`: another database than a SQLite file in the folder.
    """
    hands = Hands(datetime(2026, 11, 17, 15, tzinfo=UTC))
    clock = Clock(now=hands.now)
    with world(
        folder, now=hands.now(), customers=30, store=store, clock=clock, source_clock=hands.now
    ) as made:
        people = _people(made)
        text = made.config.read_text("utf-8") + inboxes(made.sandbox) + texts_section(made.sandbox)
        text += f'keywords = "duesync"\ncalls_from = "{made.sandbox.texts.exchange.numbers[0]}"\n'
        made.sandbox.texts.exchange.answers_words = False
        text = text.replace("[mail]\n", '[mail]\none_click = "all"\n', 1) + _POLICY
        text += "".join(
            _LEVEL.format(name=name, days=days, channel=json.dumps(WAYS[channel]))
            for name, (channel, days) in LEVELS.items()
        )
        port = _free_port()
        made.config.write_text(f'{text}\n[serve]\npublic_url = "http://127.0.0.1:{port}"\n', "utf-8")
        made.office.close()
        made.office = open_office(made.config, clock)
        with served(made.office, port) as web:
            assert all(one.level != "fail" for one in examine(made.office) if one.about == "serve.public_url")
            made.link()
            place = Town(made, hands, people, web)
            place.allow_all()
            yield place


def _free_port() -> int:
    with socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _people(made: World) -> list[Person]:
    """Both books' customers get addresses and telephones that nobody else has, and one more debt each."""
    xero, quickbooks = _accounts_in_xero(made), _accounts_in_quickbooks(made)
    both = [(xero.pop(0), quickbooks.pop(0)) for _ in range(8)]
    groups: list[tuple[Account, ...]] = [*both, *((each,) for each in (*xero, *quickbooks))]
    found = []
    for place, accounts in enumerate(groups):
        one = Person(
            name=f"person {place}",
            address=f"p{place}@customer{place}.example",
            number=f"+447700900{100 + place}",
            language=("en", "de", "fr", "es", "nl")[place % 5],
            accounts=accounts,
            machine={9: "marked", 10: "plain", 25: "marked"}.get(place, ""),
        )
        found.append(one)
    found[12].address = found[11].address  # two customers of one company, and one mailbox
    for place, one in enumerate(found):
        for account in one.accounts:
            _equip(made, account, one, FIRST_DAY - timedelta(days=2 + place % 4))
    return found


def _accounts_in_xero(made: World) -> list[Account]:
    contacts = made.sandbox.xero.books.contacts.values()
    usable = [
        each
        for each in contacts
        if each.customer is not None and not each.customer.people and each.status == "ACTIVE"
    ]
    return [Account(XERO, each.id, each.customer.ref) for each in usable][:20]


def _accounts_in_quickbooks(made: World) -> list[Account]:
    api = made.sandbox.quickbooks
    rows, invoices = api.company.rows["Customer"], api.company.rows["Invoice"].values()
    parents = {each["ParentRef"]["value"] for each in rows.values() if "ParentRef" in each}
    elsewhere = {each["CustomerRef"]["value"] for each in invoices if "BillEmail" in each}
    usable = [
        (ref, id_)
        for ref, id_ in api.customer_ids.items()
        if rows[id_]["Active"] and "ParentRef" not in rows[id_] and id_ not in parents | elsewhere
    ]
    return [Account(QUICKBOOKS, id_, ref) for ref, id_ in usable][:20]


def _equip(made: World, account: Account, one: Person, due_on: date) -> None:
    total = Decimal(25000)  # above every least balance, in whatever currency
    if account.ledger == XERO:
        xero = made.sandbox.xero
        xero.set_email(account.ref, one.address)
        xero.set_phone(account.ref, one.number)
        xero.add_invoice(account.ref, total, due_on, issued_on=due_on - timedelta(days=30))
    else:
        quickbooks = made.sandbox.quickbooks
        quickbooks.set_email(account.ref, one.address)
        quickbooks.set_phone(account.ref, one.number)
        quickbooks.add_invoice(account.ref, f"Q-{account.id}", total, due_on=due_on, billed_to=one.address)
