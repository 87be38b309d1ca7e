"""A small firm's book in the emulated QuickBooks, and a caller that is signed in to it over HTTP."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests

from connectors.sandbox.book import Book, BookCredit, BookCustomer, BookInvoice, BookPayment, BookPerson
from connectors.sandbox.quickbooks import REALM, QuickBooksApi
from connectors.sandbox.server import serve

TODAY = date(2026, 11, 18)
BACK = "http://localhost:8000/callback"
CLIENT, SECRET = "the-app", "its-secret"


class Hands:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


def customer(ref: str, name: str, currency: str = "USD", **more: Any) -> BookCustomer:
    facts: dict[str, Any] = {
        "first_name": "Amy",
        "last_name": "Lee",
        "email": f"{ref}@customer.test",
        "people": (),
        "phone": "(555) 010-0199",
        "country": "US",
        "region": "CA",
        "city": "Bayshore",
        "terms_days": 30,
        "parent": None,
        "active": True,
    }
    return BookCustomer(**{"ref": ref, "name": name, "currency": currency, **facts, **more})


def invoice(number: str, ref: str, total: str, currency: str = "USD", **more: Any) -> BookInvoice:
    facts: dict[str, Any] = {
        "issued_on": TODAY - timedelta(days=50),
        "due_on": TODAY - timedelta(days=20),
        "billed_to": f"{ref}@customer.test",
        "reference": None,
        "void": False,
        "draft": False,
    }
    return BookInvoice(
        **{
            "ref": f"i{number}",
            "number": number,
            "customer": ref,
            "currency": currency,
            "total": Decimal(total),
            **facts,
            **more,
        }
    )


def payment(ref: str, customer_ref: str, amount: str, *applied: tuple[str, str], **more: Any) -> BookPayment:
    facts: dict[str, Any] = {
        "currency": "USD",
        "reference": "cheque 12",
        "paid_on": TODAY - timedelta(days=5),
    }
    shares = tuple((number, Decimal(share)) for number, share in applied)
    return BookPayment(
        **{
            "ref": ref,
            "customer": customer_ref,
            "amount": Decimal(amount),
            "applied": shares,
            **facts,
            **more,
        }
    )


def small_book(**more: Any) -> Book:
    """Seven customers and ten invoices: part paid, credited, void, foreign, billed with a parent."""
    boss = BookPerson(first_name="B", last_name="Oss", email="boss@amy.test", for_invoices=True)
    facts: dict[str, Any] = {
        "organisation": "Craig's Design",
        "home_currency": "USD",
        "country": "US",
        "timezone": "America/New_York",
        "today": TODAY,
        "customers": (
            customer("amy", "Amy's Bird Sanctuary", people=(boss,)),
            customer("bob", "Øl & Co. 株式会社", email=None),
            customer("tok", "Tokyo KK", "JPY", country="JP", region=None),
            customer("kuw", "Kuwait Co", "KWD", country="KW", region=None),
            customer("kid", "Roof", parent="par"),
            customer("par", "House & Garden"),
            customer("old", "Old & Gone", active=False),
        ),
        "invoices": (
            invoice("1001", "amy", "100.00"),
            invoice("1002", "amy", "250.10"),
            invoice("1003", "bob", "80.00", billed_to=None),
            invoice("1004", "tok", "5000", "JPY"),
            invoice("1005", "kuw", "12.345", "KWD"),
            invoice("1006", "kid", "300.00"),
            invoice("1007", "par", "40.00"),
            invoice("1008", "bob", "60.00", void=True),
            invoice("1009", "bob", "33.00", draft=True),
            invoice("1010", "amy", "75.00"),
        ),
        "payments": (payment("p1", "amy", "150.00", ("i1001", "100.00"), ("i1002", "30.10")),),
        "credits": (
            BookCredit(
                ref="c1",
                number="CM-1",
                customer="amy",
                issued_on=TODAY - timedelta(days=9),
                currency="USD",
                total=Decimal("90.00"),
                applied=(("i1010", Decimal("75.00")),),
            ),
        ),
    }
    return Book(**{**facts, **more})


class Desk:
    """One app signed in to one company."""

    def __init__(self, api: QuickBooksApi, url: str, clock: Hands) -> None:
        self.api, self.url, self.clock = api, url, clock
        self.session = requests.Session()
        self.tokens = self.sign_in()

    def consent(self, **more: str) -> dict[str, str]:
        asked = {
            "client_id": CLIENT,
            "response_type": "code",
            "scope": "com.intuit.quickbooks.accounting",
            "redirect_uri": BACK,
            "state": "st",
            "auto": "1",
            **more,
        }
        answer = self.session.get(f"{self.url}/connect/oauth2?{urlencode(asked)}", allow_redirects=False)
        assert answer.status_code == 302, answer.text
        assert answer.headers["Location"].startswith(BACK)
        return {
            name: given[0] for name, given in parse_qs(urlsplit(answer.headers["Location"]).query).items()
        }

    def ask_token(
        self, form: Mapping[str, str], *, secret: str = SECRET, **headers: str
    ) -> requests.Response:
        basic = b64encode(f"{CLIENT}:{secret}".encode()).decode()
        return self.session.post(
            f"{self.url}/oauth2/v1/tokens/bearer",
            data=dict(form),
            headers={"Authorization": f"Basic {basic}", **headers},
        )

    def sign_in(self) -> dict[str, Any]:
        code = self.consent()["code"]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
        answer = self.ask_token(form)
        assert answer.status_code == 200, answer.text
        tokens: dict[str, Any] = answer.json()
        return tokens

    def refresh(self, value: str | None = None, **headers: str) -> requests.Response:
        form = {"grant_type": "refresh_token", "refresh_token": value or self.tokens["refresh_token"]}
        return self.ask_token(form, **headers)

    def call(self, method: str, path: str, *, body: Any = None, **query: str) -> requests.Response:
        text = body if isinstance(body, str) or body is None else json.dumps(body, default=float)
        kind = "application/text" if isinstance(body, str) else "application/json"
        return self.session.request(
            method,
            f"{self.url}/v3/company/{REALM}/{path}",
            params={"minorversion": "75", **query},
            data=None if text is None else text.encode(),
            headers={
                "Authorization": f"Bearer {self.tokens['access_token']}",
                "Accept": "application/json",
                "Content-Type": kind,
            },
        )

    def get(self, path: str, **query: str) -> dict[str, Any]:
        return _read(self.call("GET", path, **query))

    def post(self, path: str, body: Any, **query: str) -> dict[str, Any]:
        return _read(self.call("POST", path, body=body, **query))

    def fault(self, path: str, body: Any, **query: str) -> dict[str, str]:
        """The first error of a refused call."""
        answer = self.call("POST", path, body=body, **query)
        assert answer.status_code == 400, answer.text
        error: dict[str, str] = answer.json()["Fault"]["Error"][0]
        return error

    def find(self, text: str, **query: str) -> list[dict[str, Any]]:
        """The rows a query gives, whatever the entity."""
        found = self.post("query", text, **query)["QueryResponse"]
        return next((rows for rows in found.values() if isinstance(rows, list)), [])

    def invoice(self, number: str) -> dict[str, Any]:
        return self.find(f"select * from Invoice where DocNumber = '{number}'")[0]  # noqa: S608  # not SQL

    def customer(self, ref: str) -> dict[str, Any]:
        row: dict[str, Any] = self.get(f"customer/{self.api.customer_ids[ref]}")["Customer"]
        return row


def _read(answer: requests.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["intuit_tid"]
    read: dict[str, Any] = json.loads(answer.content, parse_float=Decimal, parse_int=Decimal)
    return read


@contextmanager
def desk_over(book: Book | None = None) -> Iterator[Desk]:
    """The book served on loopback, and an app signed in to it."""
    clock = Hands()
    api = QuickBooksApi(book or small_book(), clock, client_id=CLIENT, client_secret=SECRET)
    with serve(api) as served:
        desk = Desk(api, served.url, clock)
        with desk.session:
            yield desk
