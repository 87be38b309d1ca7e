"""The sources of truth that the contract suite is run against: both emulated ledgers, over real HTTP."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar, Literal, TypeVar
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from tenacity import wait_none

from connectors.base import Allowance, Connection, Credentials, Ledger, SignIn, Tokens
from connectors.contract import SLOW, Abilities, Calls, Trouble
from connectors.quickbooks import PROVIDER as QUICKBOOKS
from connectors.quickbooks.client import QuickBooksLedger
from connectors.quickbooks.sign_in import QuickBooksSignIn
from connectors.sandbox.book import Book
from connectors.sandbox.faults import Action, Fault
from connectors.sandbox.generate import book as seeded
from connectors.sandbox.quickbooks import QuickBooksApi
from connectors.sandbox.server import Call, serve
from connectors.sandbox.xero import Limits, XeroApi
from connectors.xero import PROVIDER as XERO
from connectors.xero.client import XeroLedger
from connectors.xero.sign_in import XeroSignIn
from tests.connectors import quickbooks_linked, xero_desk
from tests.connectors.quickbooks_linked import TODAY, Watch

T = TypeVar("T")
Kind = Literal["xero", "quickbooks"]
ABILITIES = Abilities(
    page_size=1000,
    troubles=frozenset(Trouble),
    signs_in=True,
    deletes_invoices=True,
    takes_back_payments=True,
    knows_repeats=True,
    counts_calls=True,
    offers_accounts=True,
    has_papers=True,
)
_STATUS = {Trouble.THROTTLED: 429, Trouble.DOWN: 500, Trouble.PAGE: 503, Trouble.PORTAL: 200}
_ACTIONS: Mapping[Trouble, Action] = {
    Trouble.SLOW: "slow",
    Trouble.TRICKLES: "trickle",
    Trouble.CUT: "cut",
    Trouble.LOST: "lost",
    Trouble.THROTTLED: "status",
    Trouble.DOWN: "status",
    Trouble.PAGE: "html",
    Trouble.PORTAL: "html",
    Trouble.GARBAGE: "garbage",
    Trouble.EMPTY: "empty",
}


def _as_is(given: T) -> T:
    return given


@dataclass(frozen=True, kw_only=True)
class Tamper:
    """What a test does to a connector, and to what it is given, to see it caught."""

    ledger: Callable[[Ledger], Ledger] = _as_is
    credentials: Callable[[Credentials], Credentials] = _as_is
    allowance: Callable[[Allowance], Allowance] = _as_is


HONEST = Tamper()


def _sums(amounts: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for currency, amount in amounts:
        sums[currency] += amount
    return {currency: amount for currency, amount in sums.items() if amount}


class Emulated(ABC):
    """What both emulations share."""

    abilities = ABILITIES
    lines: ClassVar[Mapping[Calls, str]]
    books_path: str
    api: XeroApi | QuickBooksApi

    def __init__(self, watch: Watch, book: Book, tamper: Tamper) -> None:
        self.watch, self.book, self.tamper = watch, book, tamper
        self.tokens: list[Tokens] = []

    def secrets(self) -> Sequence[str]:
        return ("hush-hush-hush",)

    def today(self) -> date:
        return self.watch().astimezone(ZoneInfo(self.book.timezone)).date()

    def pass_time(self, by: timedelta) -> None:
        self.watch.now += by

    def customer_ref(self) -> str:
        """One in the home currency who is billed himself."""
        parents = {customer.parent for customer in self.book.customers}
        return next(
            one.ref
            for one in self.book.customers
            if one.currency == self.book.home_currency
            and one.active
            and one.parent is None
            and one.ref not in parents
        )

    def void(self, number: str) -> None:
        self.api.void(number)

    def edit_due(self, number: str, due_on: date) -> None:
        self.api.edit_due(number, due_on)

    def pay(self, number: str, amount: Decimal) -> str:
        return self.api.pay(number, amount, self.today())

    def take_back(self, payment_id: str) -> None:
        self.api.delete_payment(payment_id)

    def balance_of(self, number: str) -> Decimal:
        return self.api.balance_of(number)

    def open_balances(self) -> Mapping[str, Decimal]:
        return self.api.open_balances()

    def notes_on(self, number: str) -> Sequence[str]:
        return self.api.notes_on(number)

    def fees_under(self, key: str) -> Sequence[tuple[Decimal, str, str]]:
        return [(amount, str(paid_from), str(cost)) for amount, paid_from, cost in self.api.spent_under(key)]

    def _calls(self) -> list[Call]:
        with self.api.lock:
            return [call for call in self.api.calls if call.path.startswith(self.books_path)]

    def calls(self) -> int:
        return len(self._calls())

    def metered_calls(self) -> int:
        return sum(call.metered for call in self._calls())

    def revoke(self) -> None:
        self.api.revoke_grants()

    def trouble(self, what: Trouble, calls: Calls, *, times: int | None = None, after: int = 0) -> None:
        told = f"Authorization: Bearer {self.tokens[-1].access_token} {self.tokens[-1].refresh_token}"
        self.api.faults.add(
            Fault(
                match=self.lines[calls],
                action=_ACTIONS[what],
                times=times,
                skip=after,
                status=_STATUS.get(what, 200),
                body={"status": f'{{"Message":"{told}"}}', "html": f"<html><body>{told}"}.get(
                    _ACTIONS[what], ""
                ),
                seconds=SLOW,
            )
        )

    def heal(self) -> None:
        self.api.faults.clear()

    @abstractmethod
    def sign_in(self) -> tuple[SignIn, Mapping[str, str], str]:
        """The sign-in, what came back from the person, and the state it was asked with."""

    def grant(self) -> Tokens:
        sign_in, callback, state = self.sign_in()
        (grant,) = sign_in.exchange(callback, state)
        self.tokens.append(grant.tokens)
        return grant.tokens


class EmulatedXero(Emulated):
    """Xero. An invoice is voided there, never deleted, once it was approved."""

    provider = XERO
    abilities = replace(ABILITIES, deletes_invoices=False)
    books_path = "/api.xro/"
    lines: ClassVar = {
        Calls.READS: r"^GET /api\.xro/",
        Calls.WRITES: r"^(PUT|POST) /api\.xro/",
        Calls.SIGN_IN: r"^POST /connect/token",
    }
    api: XeroApi

    def __init__(self, watch: Watch, book: Book, tamper: Tamper) -> None:
        super().__init__(watch, book, tamper)
        self.api = XeroApi(
            book, watch, client_id="app", client_secret="hush-hush-hush", limits=Limits(minute=10**6)
        )

    def serve_at(self, url: str) -> None:
        to_us = xero_desk.connection_to(url, self.api.books.tenant_id)
        bank = self.api.books.default_account().id
        more = ("accounting.banktransactions",)
        self.connection = replace(to_us, client_secret="hush-hush-hush", deposit_to=bank, more_scopes=more)

    def sign_in(self) -> tuple[SignIn, Mapping[str, str], str]:
        sign_in = XeroSignIn(self.connection)
        return sign_in, xero_desk.callback_of(sign_in, "s-1"), "s-1"

    def open(self, credentials: Credentials, allowance: Allowance, *, read_timeout: float) -> Ledger:
        patience = replace(self.connection, read_timeout=read_timeout)
        given = self.tamper.credentials(credentials), self.tamper.allowance(allowance)
        return self.tamper.ledger(XeroLedger(patience, *given, wait=wait_none()))

    def add_invoice(self, number: str, total: Decimal, *, due_on: date, issued_on: date) -> None:
        self.api.add_invoice(self.customer_ref(), total, due_on, issued_on=issued_on, number=number)

    def delete(self, number: str) -> None:
        raise LookupError(number)

    def balances(self) -> Mapping[str, Decimal]:
        with self.api.lock:
            return {invoice.number: invoice.due for invoice in self.api.books.open_invoices()}

    def credit_in_hand(self) -> Mapping[str, Decimal]:
        with self.api.lock:
            return _sums((credit.currency, credit.remaining) for credit in self.api.books.credits.values())

    def payments_on(self, number: str) -> Sequence[tuple[Decimal, str | None]]:
        return [(one[0], one[1]) for one in self.api.payments_on(number) if one[2] == "AUTHORISED"]

    def fee_accounts(self) -> tuple[str, str]:
        return "885", "404"

    def expire_access(self) -> None:
        self.pass_time(timedelta(minutes=31))


class EmulatedQuickBooks(Emulated):
    """QuickBooks Online."""

    provider = QUICKBOOKS
    books_path = "/v3/"
    lines: ClassVar = {
        Calls.READS: r"^(GET /v3/|POST /v3/company/\d+/query)",
        Calls.WRITES: r"^POST /v3/company/\d+/(?!query)",
        Calls.SIGN_IN: r"^POST /oauth2/v1/tokens/bearer",
    }
    api: QuickBooksApi

    def __init__(self, watch: Watch, book: Book, tamper: Tamper) -> None:
        super().__init__(watch, book, tamper)
        self.api = QuickBooksApi(book, watch, client_id="app", client_secret="hush-hush-hush")

    def serve_at(self, url: str) -> None:
        self.connection: Connection = quickbooks_linked.connection_to(
            url, self.api.realm_id, client_secret="hush-hush-hush"
        )

    def sign_in(self) -> tuple[SignIn, Mapping[str, str], str]:
        sign_in = QuickBooksSignIn(self.connection, wait=wait_none())
        return sign_in, quickbooks_linked.consent(sign_in), quickbooks_linked.STATE

    def open(self, credentials: Credentials, allowance: Allowance, *, read_timeout: float) -> Ledger:
        patience = replace(self.connection, read_timeout=read_timeout)
        given = self.tamper.credentials(credentials), self.tamper.allowance(allowance)
        return self.tamper.ledger(QuickBooksLedger(patience, *given, wait=wait_none()))

    def add_invoice(self, number: str, total: Decimal, *, due_on: date, issued_on: date) -> None:
        self.api.add_invoice(self.customer_ref(), number, total, due_on=due_on, issued_on=issued_on)

    def delete(self, number: str) -> None:
        self.api.delete(number)

    def balances(self) -> Mapping[str, Decimal]:
        with self.api.lock:
            rows = self.api.company.rows["Invoice"].values()
            return {row["DocNumber"]: Decimal(row["Balance"]) for row in rows if row["Balance"] > 0}

    def credit_in_hand(self) -> Mapping[str, Decimal]:
        with self.api.lock:
            rows = self.api.company.rows
            left = [(row, row["RemainingCredit"]) for row in rows["CreditMemo"].values()]
            left += [(row, row["UnappliedAmt"]) for row in rows["Payment"].values()]
            return _sums((row["CurrencyRef"]["value"], Decimal(amount)) for row, amount in left)

    def fee_accounts(self) -> tuple[str, str]:
        accounts = self.api.company.rows["Account"].values()
        ids = {row["Name"]: str(row["Id"]) for row in accounts}
        return ids["Checking"], ids["Bank Charges"]

    def payments_on(self, number: str) -> Sequence[tuple[Decimal, str | None]]:
        return [(amount, reference) for amount, reference, _ in self.api.payments_on(number)]

    def expire_access(self) -> None:
        self.api.expire_access()


@contextmanager
def emulated(kind: Kind, tamper: Tamper = HONEST) -> Iterator[EmulatedXero | EmulatedQuickBooks]:
    """A served emulation with a seeded book."""
    book = seeded(seed=7, today=TODAY, flavour=kind)
    source = (EmulatedXero if kind == "xero" else EmulatedQuickBooks)(Watch(), book, tamper)
    with serve(source.api) as served:
        source.serve_at(served.url)
        yield source
