"""An emulated Xero over a small hand-made book, and our connector linked to it by a real sign-in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

import requests

from connectors.base import Connection, Cursor, Page, Tokens
from connectors.sandbox.book import Book, BookCredit, BookCustomer, BookInvoice, BookPayment
from connectors.sandbox.server import Call, Served, serve
from connectors.sandbox.xero import Limits, XeroApi
from connectors.xero.client import XeroLedger
from connectors.xero.sign_in import XeroSignIn
from dunning.effects import RecordPayment, WriteNote
from dunning.ledger import Allocation, Invoice, Row

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
TODAY = NOON.date()
HISTORY = date(2025, 11, 18)
KEY = "ABCDEFGHIJ2345672345"
NOTE_KEY = "NOTEDEFGHIJ234567234"
T = TypeVar("T")


def customer(ref: str, **changed: object) -> BookCustomer:
    plain = BookCustomer(
        ref=ref,
        name=f"Customer {ref}",
        first_name=None,
        last_name=None,
        email=f"{ref}@customer.example",
        people=(),
        phone=None,
        country="GB",
        region=None,
        city="Leeds",
        currency="GBP",
        terms_days=14,
        parent=None,
        active=True,
    )
    return replace(plain, **changed)  # type: ignore[arg-type]  # tests name the fields rightly


def invoice(
    number: int, total: str, *, days_ago: int = 40, currency: str = "GBP", who: str = "a"
) -> BookInvoice:
    issued = TODAY - timedelta(days=days_ago)
    return BookInvoice(
        ref=f"i{number}",
        number=f"INV-{number:04}",
        customer=who,
        issued_on=issued,
        due_on=issued + timedelta(days=14),
        currency=currency,
        total=Decimal(total),
        billed_to=None,
        reference=None,
        void=False,
        draft=False,
    )


def payment(ref: str, on: str, amount: str, *, currency: str = "GBP", who: str = "a") -> BookPayment:
    return BookPayment(
        ref=ref,
        customer=who,
        paid_on=TODAY - timedelta(days=5),
        currency=currency,
        amount=Decimal(amount),
        applied=((on, Decimal(amount)),),
        reference=f"BACS {ref}",
    )


def a_book(*more: BookInvoice) -> Book:
    """Two open invoices (one part paid), one in yen, one settled, one very old and still open, a credit."""
    return Book(
        organisation="Larkspur Ltd",
        home_currency="GBP",
        country="GB",
        timezone="Europe/London",
        today=TODAY,
        customers=(customer("a"), customer("j", currency="JPY", country="DE"), customer("z", active=False)),
        invoices=(
            invoice(1, "1200.10"),
            invoice(2, "300.00"),
            invoice(3, "50000", currency="JPY", who="j"),
            invoice(4, "75.25", days_ago=90),
            invoice(5, "10.01", days_ago=900),
            *more,
        ),
        payments=(payment("p1", "i1", "200.05"), payment("p2", "i4", "75.25")),
        credits=(
            BookCredit(
                ref="k1",
                number="CN-1",
                customer="a",
                issued_on=TODAY - timedelta(days=20),
                currency="GBP",
                total=Decimal("30.00"),
                applied=(("i2", Decimal("10.00")),),
            ),
        ),
    )


@dataclass
class Kept:
    """Credentials as `sync` keeps them, without the lock that one thread does not need."""

    current: Tokens
    renewals: int = 0

    def tokens(self) -> Tokens:
        return self.current

    def renew(self, stale: Tokens, refresh: Callable[[Tokens], Tokens]) -> Tokens:
        if stale.access_token == self.current.access_token:
            self.current = refresh(stale)
            self.renewals += 1
        return self.current


@dataclass
class Budget:
    """An allowance that counts and never refuses."""

    taken: int = 0
    waits: list[float] = field(default_factory=list)
    left: int | None = None
    spare: int = 0
    breakdowns: int = 0
    of_app: list[float] = field(default_factory=list)

    @contextmanager
    def call(
        self,
        *,
        metered: bool,
        spare: bool = False,
        batch: bool = False,  # noqa: ARG002  # the port's
    ) -> Iterator[Callable[[int], None]]:
        self.taken += metered
        self.spare += spare
        yield self._told

    def _told(self, left_today: int) -> None:
        self.left = left_today

    def refused(self, after: float, *, whole_app: bool = False) -> None:
        (self.of_app if whole_app else self.waits).append(after)

    def faltered(self) -> None:
        self.breakdowns += 1


@dataclass
class Desk:
    """A served Xero, and our connector linked to it."""

    api: XeroApi
    served: Served
    connection: Connection
    kept: Kept
    budget: Budget
    ledger: XeroLedger
    now: list[datetime]

    def later(self, **by: float) -> None:
        self.now[0] += timedelta(**by)

    def calls(self, method: str = "", path: str = "") -> list[Call]:
        return [call for call in self.api.calls if method in call.method and path in call.path]

    def pull(self, cursor: Cursor | None = None) -> tuple[list[Page], list[Row]]:
        pages = list(self.ledger.changes(cursor, history_from=HISTORY))
        return pages, [row for page in pages for row in page.rows]

    def invoice_id(self, number: str) -> str:
        return self.api.books.by_number(number).id

    def pay(self, number: str, of: str, **changed: object) -> RecordPayment:
        """A payment of that much on that invoice, to be written; `changed` replaces its fields."""
        write = RecordPayment(
            key=KEY,
            customer_id="c",
            paid_on=TODAY,
            currency="GBP",
            amount=Decimal(of),
            allocations=(Allocation(invoice_id=self.invoice_id(number), amount=Decimal(of)),),
            memo="Bank line 7",
            deposit_to=None,
        )
        return RecordPayment(**({name: getattr(write, name) for name in write.__struct_fields__} | changed))

    def note(self, number: str, text: str | None = None) -> WriteNote:
        words = f"Reminder sent to a@customer.example [{NOTE_KEY}]" if text is None else text
        return WriteNote(
            key=NOTE_KEY, invoice_id=self.invoice_id(number), text=words, sequence=1, previous=None
        )


def connection_to(url: str, company_id: str | None) -> Connection:
    return Connection(
        provider="xero",
        environment="sandbox",
        company_id=company_id,
        client_id="app",
        client_secret="app-secret",
        redirect_uri="http://localhost:9/callback",
        hosts={
            "api": f"{url}/api.xro/2.0",
            "authorize": f"{url}/identity/connect/authorize",
            "token": f"{url}/connect/token",
            "revoke": f"{url}/connect/revocation",
            "connections": f"{url}/connections",
        },
        deposit_to=None,
        connect_timeout=2.0,
        read_timeout=5.0,
    )


def callback_of(sign_in: XeroSignIn, state: str = "s-1", press: str = "allow") -> dict[str, str]:
    """What the browser brings back after the person has pressed a button on the consent page."""
    address = sign_in.address(state)
    page = requests.post(
        address.partition("?")[0],
        data=parse_qs(urlsplit(address).query) | {"consent": [press]},
        allow_redirects=False,
        timeout=5,
    )
    return {name: values[0] for name, values in parse_qs(urlsplit(page.headers["Location"]).query).items()}


def open_desk(api: XeroApi, served: Served, now: list[datetime]) -> Desk:
    first = connection_to(served.url, None)
    sign_in = XeroSignIn(first)
    grant = sign_in.exchange(callback_of(sign_in), "s-1")[0]
    bank = next(one.id for one in api.books.accounts.values() if one.type == "BANK")
    connection = Connection(
        **{name: getattr(first, name) for name in first.__struct_fields__}
        | {"company_id": grant.company_id, "deposit_to": bank}
    )
    kept, budget = Kept(grant.tokens), Budget()
    api.calls.clear()
    ledger = XeroLedger(connection, kept, budget)
    return Desk(api, served, connection, kept, budget, ledger, now)


def desk_of(book: Book, *, tenants: int = 1) -> Iterator[Desk]:
    now = [NOON]
    api = XeroApi(
        book,
        lambda: now[0],
        client_id="app",
        client_secret="app-secret",
        tenants=tenants,
        limits=Limits(minute=500),
    )
    with serve(api) as served:
        desk = open_desk(api, served, now)
        yield desk
        desk.ledger.close()


def of_kind(rows: list[Row], kind: type[T]) -> list[T]:
    return [row for row in rows if isinstance(row, kind)]


def open_sums(rows: list[Row]) -> dict[str, Decimal]:
    """What the staged rows say is open, by currency; the latest row of each invoice counts."""
    latest = {row.id: row for row in of_kind(rows, Invoice)}
    sums: dict[str, Decimal] = {}
    for row in latest.values():
        if row.status == "open":
            sums[row.currency] = sums.get(row.currency, Decimal(0)) + row.balance
    return sums
