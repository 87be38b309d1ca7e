"""The pretend organisations of the town at both providers, in one shape: acts, what stands there, calls.

Each of QuickBooks' is an application of its own; here they share one address, as the real ones do.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from werkzeug import Request, Response

from connectors.sandbox.book import Book
from connectors.sandbox.clock import Clock
from connectors.sandbox.faults import Faults
from connectors.sandbox.quickbooks import QuickBooksApi
from connectors.sandbox.server import Call
from connectors.sandbox.webhooks import Change, Webhook
from connectors.sandbox.xero import XeroApi
from dunning.ledger import Organisation

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

CLIENT, SECRET = "sandbox-client", "sandbox-secret"
_FIRST_REALM = 9130350000000001
_TENANT = "Xero-Tenant-Id"


class _Calls(list[Call]):
    """What is asked of calls in the end, and no more, for there are hundreds of thousands."""

    def append(self, call: Call) -> None:
        """Without its words."""
        tenant = call.headers.get(_TENANT)
        super().append(replace(call, body=b"", headers={} if tenant is None else {_TENANT: tenant}))


class Books(ABC):
    """One organisation's. `id`: as its provider names it."""

    provider: ClassVar[str]
    ours: ClassVar[str]  # where the calls of its API begin
    id: str
    faults: Faults

    @abstractmethod
    def about(self) -> Organisation:
        """Who it is, as when it was linked."""

    @abstractmethod
    def give(self) -> dict[str, Any]:
        """A consent; the tokens, as the provider answers them."""

    @abstractmethod
    def bill(self, customer: str, number: str, total: Decimal) -> str:
        """An invoice, overdue for twenty days; its id."""

    @abstractmethod
    def owed(self) -> list[tuple[str, str, Decimal]]:
        """Open invoices, the oldest first: number, id, what is due."""

    @abstractmethod
    def pay(self, number: str, amount: Decimal) -> None:
        """Money comes in there."""

    @abstractmethod
    def times(self, kind: str, number: str, key: str) -> int:
        """How often a payment, or a note, of that key stands on the invoice."""

    @abstractmethod
    def calls(self) -> list[Call]:
        """All that came in for it."""


@dataclass(slots=True)
class XeroBooks(Books):
    """One of `api`'s."""

    api: XeroApi
    id: str
    provider: ClassVar[str] = "xero"
    ours: ClassVar[str] = "/api.xro/2.0/"

    @property
    def faults(self) -> Faults:  # type: ignore[override]  # all share one address
        """Of the whole address."""
        return self.api.faults

    def about(self) -> Organisation:
        """As it is there."""
        books = self.api.organisations[self.id]
        return _about("xero", self.id, books.name, books.currency, books.country, books.timezone)

    def give(self) -> dict[str, Any]:
        """For this one alone."""
        return dict(self.api.grants.give(self.id))

    def bill(self, customer: str, number: str, total: Decimal) -> str:
        """An invoice."""
        with self.api.of(self.id):
            books = self.api.books
            self.api.add_invoice(customer, total, books.today() - timedelta(days=20), number=number)
            return books.by_number(number).id

    def owed(self) -> list[tuple[str, str, Decimal]]:
        """Open ones."""
        with self.api.of(self.id):
            return [(one.number, one.id, one.due) for one in self.api.books.open_invoices()]

    def pay(self, number: str, amount: Decimal) -> None:
        """A payment."""
        with self.api.of(self.id):
            self.api.pay(number, amount)

    def times(self, kind: str, number: str, key: str) -> int:
        """By its reference, or its words."""
        with self.api.of(self.id):
            if kind == "payment":
                return sum(each[1] == key for each in self.api.payments_on(number))
            return sum(text.count(key) for text in self.api.notes_on(number))

    def calls(self) -> list[Call]:
        """Those that name it."""
        with self.api.lock:
            return [call for call in self.api.calls if call.headers.get(_TENANT) == self.id]


@dataclass(slots=True)
class QuickBooksBooks(Books):
    """All of `api`."""

    api: QuickBooksApi
    today: date
    id: str = field(init=False)
    provider: ClassVar[str] = "quickbooks"
    ours: ClassVar[str] = "/v3/"

    def __post_init__(self) -> None:
        """Named as there."""
        self.id = self.api.realm_id

    @property
    def faults(self) -> Faults:  # type: ignore[override]  # it has an application of its own
        """Its own."""
        return self.api.faults

    def about(self) -> Organisation:
        """As it is there."""
        home = self.api.company.home_currency
        name = str(self.api.company.find("CompanyInfo", "1")["CompanyName"])
        return _about("quickbooks", self.id, name, home, "US", "America/Los_Angeles")

    def give(self) -> dict[str, Any]:
        """For the only one."""
        return dict(self.api.grants.give())

    def bill(self, customer: str, number: str, total: Decimal) -> str:
        """An invoice."""
        return self.api.add_invoice(customer, number, total, due_on=self.today - timedelta(days=20))

    def owed(self) -> list[tuple[str, str, Decimal]]:
        """Open ones."""
        with self.api.lock:
            rows = [*self.api.company.rows["Invoice"].values()]
            return [
                (str(one["DocNumber"]), str(one["Id"]), Decimal(one["Balance"]))
                for one in rows
                if one["Balance"] > 0
            ]

    def pay(self, number: str, amount: Decimal) -> None:
        """A payment."""
        self.api.pay(number, amount)

    def times(self, kind: str, number: str, key: str) -> int:
        """By its reference, or its words."""
        if kind == "payment":
            return sum(each[1] == key for each in self.api.payments_on(number))
        return sum(text.count(key) for text in self.api.notes_on(number))

    def calls(self) -> list[Call]:
        """All of them."""
        with self.api.lock:
            return list(self.api.calls)


def _about(provider: str, id_: str, name: str, home: str, country: str, zone: str) -> Organisation:
    return Organisation(
        provider=provider,
        environment="production",
        id=id_,
        name=name,
        home_currency=home,
        country=country,
        timezone=zone,
        demo=False,
        own_reminders=None if provider == "quickbooks" else False,
    )


def xero_books(book: Book, clock: Clock, number: int) -> tuple[XeroApi, list[XeroBooks]]:
    """So many organisations of one pretend Xero."""
    api = XeroApi(book, clock, client_id=CLIENT, client_secret=SECRET, tenants=max(1, number))
    api.calls = _Calls()
    return api, [XeroBooks(api, tenant) for tenant in [*api.organisations][:number]]


def quickbooks_books(book: Book, clock: Clock, number: int) -> list[QuickBooksBooks]:
    """So many companies at QuickBooks."""
    found = []
    for nth in range(number):
        realm = str(_FIRST_REALM + nth)
        api = QuickBooksApi(book, clock, client_id=CLIENT, client_secret=SECRET, realm_id=realm)
        api.calls = _Calls()
        found.append(QuickBooksBooks(api, clock().date()))
    return found


class OneAddress:
    """A WSGI application: companies by the number in the path, tokens by whose they are."""

    def __init__(self, companies: Iterable[QuickBooksBooks]) -> None:
        self._apis = {one.id: one.api for one in companies}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """One call."""
        api = self._meant(environ)
        if api is None:
            return Response("no such company", 404)(environ, start_response)
        return api(environ, start_response)

    def _meant(self, environ: WSGIEnvironment) -> QuickBooksApi | None:
        parts = str(environ["PATH_INFO"]).strip("/").split("/")
        if parts[:2] == ["v3", "company"] and len(parts) > 2:
            return self._apis.get(parts[2])
        if environ["REQUEST_METHOD"] == "POST":
            word = Request(environ).form.get("refresh_token", "")
            environ["wsgi.input"].seek(0)
            return next((one for one in self._apis.values() if one.grants.gave(word)), None)
        return next(iter(self._apis.values()), None)


class Teller:
    """A provider tells our web server of changes, again and again until that takes it."""

    def __init__(self, webhook: Webhook, entity: str) -> None:
        self.webhook = webhook
        self.taken = 0
        self._entity = entity
        self._untold: list[Change] = []

    def tell(self, company: str, id_: str) -> None:
        """Of one that changed, and of what was not taken before."""
        self._untold.append(Change(company=company, entity=self._entity, id=id_, act="update"))
        self.again()

    def again(self) -> bool:
        """Of what was not taken before; whether nothing is left."""
        if self._untold:
            try:
                answer = self.webhook.post(self.webhook.body(self._untold))
            except OSError:  # nobody listens at this moment
                return False
            if answer.status != 200:
                return False
            self.taken += len(self._untold)
            self._untold.clear()
        return True
