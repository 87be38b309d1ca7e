"""The Xero connector against the emulated Xero, over real HTTP: pulls, writes, and all that goes wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar
from urllib.parse import parse_qs, unquote_plus, urlsplit

import pytest
import requests

from connectors.base import Connection, Cursor, Page, Tokens
from connectors.errors import ConnectorError, Refused, SignInAgain, TryLater, Uncertain
from connectors.sandbox.book import Book, BookCredit, BookCustomer, BookInvoice, BookPayment
from connectors.sandbox.faults import Fault
from connectors.sandbox.server import Call, Served, serve
from connectors.sandbox.xero import Limits, XeroApi
from connectors.xero import PROVIDER
from connectors.xero.client import XeroLedger
from connectors.xero.sign_in import XeroSignIn
from dunning.effects import Receipt, RecordPayment, VoidPayment, WriteNote
from dunning.ledger import Allocation, CreditNote, Customer, Invoice, Payment, PaymentsOf, Row, Unreadable

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
TODAY = NOON.date()
HISTORY = date(2025, 11, 18)
KEY = "ABCDEFGHIJ2345672345"
NOTE_KEY = "NOTEDEFGHIJ234567234"
T = TypeVar("T")
VALIDATION = json.dumps(
    {
        "ErrorNumber": 10,
        "Type": "ValidationException",
        "Message": "A validation exception occurred",
        "Elements": [
            {"ValidationErrors": [{"Message": "First."}, {"Message": "Second."}]},
            {"validationErrors": [{"message": "Third."}]},
        ],
    }
)


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

    def take(self, *, metered: bool) -> None:
        self.taken += metered

    def refused(self, after: float) -> None:
        self.waits.append(after)


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


@pytest.fixture
def desk() -> Iterator[Desk]:
    yield from desk_of(a_book())


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


# --- signing in


def test_the_sign_in_asks_for_the_granular_rights_and_carries_the_state(desk: Desk) -> None:
    asked = parse_qs(urlsplit(XeroSignIn(desk.connection).address("st/1")).query)
    assert asked["state"] == ["st/1"]
    assert asked["scope"] == [" ".join(PROVIDER.scopes)]
    assert "accounting.transactions" not in asked["scope"][0]


def test_each_organisation_a_person_opens_is_a_grant() -> None:
    for desk in desk_of(a_book(), tenants=2):
        sign_in = XeroSignIn(desk.connection)
        grants = sign_in.exchange(callback_of(sign_in), "s-1")
        assert [grant.company_id for grant in grants] == list(desk.api.organisations)
        assert all(grant.company_name for grant in grants)


def test_an_answer_to_another_sign_in_and_a_refused_consent_are_turned_away(desk: Desk) -> None:
    sign_in = XeroSignIn(desk.connection)
    with pytest.raises(SignInAgain, match="does not belong"):
        sign_in.exchange(callback_of(sign_in), "another-state")
    with pytest.raises(SignInAgain, match="refused"):
        sign_in.exchange(callback_of(sign_in, press="cancel"), "s-1")
    with pytest.raises(SignInAgain):
        sign_in.exchange(callback_of(sign_in) | {"code": "stale"}, "s-1")


def test_refresh_tokens_rotate_and_end_when_revoked(desk: Desk) -> None:
    sign_in = XeroSignIn(desk.connection)
    old = desk.kept.current
    new = sign_in.refresh(old)
    assert new.refresh_token != old.refresh_token
    assert new.access_token != old.access_token
    assert new.refresh_expires_at is not None
    sign_in.revoke(new)
    with pytest.raises(SignInAgain):
        sign_in.refresh(new)


def test_an_unlinked_connection_asks_for_a_sign_in(desk: Desk) -> None:
    with pytest.raises(SignInAgain, match="linked"):
        PROVIDER.connect(connection_to(desk.served.url, None), desk.kept, desk.budget)


def test_the_organisation_and_its_accounts_are_read(desk: Desk) -> None:
    who = desk.ledger.organisation()
    assert (who.name, who.home_currency, who.country, who.timezone) == (
        "Larkspur Ltd",
        "GBP",
        "GB",
        "Europe/London",
    )
    assert (who.id, who.provider, who.environment) == (desk.connection.company_id, "xero", "sandbox")
    assert who.own_reminders is desk.api.books.reminders
    assert desk.connection.deposit_to in {account.id for account in desk.ledger.deposit_accounts()}


# --- pulling


def test_a_first_pull_stages_to_the_cent_what_is_open_at_the_source(desk: Desk) -> None:
    _, rows = desk.pull()
    assert open_sums(rows) == desk.api.open_balances()
    assert of_kind(rows, Unreadable) == []


def test_open_invoices_come_first_and_decisions_wait_only_for_what_lowers_them(desk: Desk) -> None:
    pages, _ = desk.pull()
    assert open_sums(list(pages[0].rows)) == desk.api.open_balances()
    assert [page.complete for page in pages] == [False, False, False, False, True, True, True]
    paths = [call.path.rpartition("/")[2] for call in desk.api.calls]
    assert paths == [
        "Invoices",
        "Contacts",
        "CreditNotes",
        "Overpayments",
        "Prepayments",
        "Invoices",
        "Payments",
    ]
    assert desk.budget.taken == desk.api.metered_calls() == 7


def test_history_reaches_back_to_the_day_asked_for_and_open_invoices_further(desk: Desk) -> None:
    pages, _ = desk.pull()
    settled = {row.number for row in of_kind(list(pages[5].rows), Invoice)}
    assert "INV-0004" in settled
    assert "INV-0005" not in settled
    assert "INV-0005" in {row.number for row in of_kind(list(pages[0].rows), Invoice)}


def test_customers_archived_ones_too_and_credits_are_staged(desk: Desk) -> None:
    _, rows = desk.pull()
    staged = {(row.name, row.active, row.country) for row in of_kind(rows, Customer)}
    assert staged >= {("Customer a", True, "GB"), ("Customer j", True, "DE"), ("Customer z", False, "GB")}
    (credit,) = of_kind(rows, CreditNote)
    assert (credit.total, credit.unapplied, credit.kind) == (Decimal(30), Decimal(20), "credit_note")


def test_payments_come_with_their_invoice_and_its_list_is_claimed_whole(desk: Desk) -> None:
    pages, rows = desk.pull()
    first = list(pages[0].rows)
    part = next(row for row in of_kind(first, Payment))
    assert (part.amount, part.reference) == (Decimal("200.05"), "BACS p1")
    assert part.allocations == (Allocation(invoice_id=desk.invoice_id("INV-0001"), amount=Decimal("200.05")),)
    claims = {claim.invoice_id: claim.payment_ids for claim in of_kind(first, PaymentsOf)}
    assert claims[desk.invoice_id("INV-0001")] == (part.id,)
    assert claims[desk.invoice_id("INV-0003")] == ()
    listed = {row.id for row in of_kind(list(pages[-1].rows), Payment)}
    assert listed == {row.id for row in of_kind(rows, Payment)}


@pytest.fixture(scope="module")
def thick() -> Iterator[Desk]:
    yield from desk_of(a_book(*(invoice(number, "1.00") for number in range(10, 2210))))


def test_a_pull_of_thousands_goes_on_where_it_was_cut(thick: Desk) -> None:
    whole, rows = thick.pull()
    assert open_sums(rows) == thick.api.open_balances()
    assert len(of_kind(list(whole[0].rows), Invoice)) == 1000
    first = next(iter(thick.ledger.changes(None, history_from=HISTORY)))
    rest, more = thick.pull(first.cursor)
    assert len(rest) == len(whole) - 1
    assert open_sums([*first.rows, *more]) == thick.api.open_balances()
    assert rest[-1].cursor == whole[-1].cursor


def test_an_invoice_paid_while_pages_are_read_hides_no_other(thick: Desk) -> None:
    pages = thick.ledger.changes(None, history_from=date(2026, 11, 1))
    rows = list(next(pages).rows)
    shown = of_kind(rows, Invoice)[0]
    thick.api.pay(shown.number or "", shown.balance)
    for page in pages:
        rows += page.rows
    seen = {row.id for row in of_kind(rows, Invoice)}
    assert {one.id for one in thick.api.books.open_invoices()} <= seen


def test_the_next_pull_brings_only_what_changed_in_five_calls(desk: Desk) -> None:
    pages, _ = desk.pull()
    desk.later(minutes=20)
    desk.api.pay("INV-0002", Decimal("40.00"))
    desk.api.calls.clear()
    again, rows = desk.pull(pages[-1].cursor)
    (changed,) = of_kind(rows, Invoice)
    assert (changed.number, changed.balance, changed.status) == ("INV-0002", Decimal(250), "open")
    (paid,) = of_kind(rows, Payment)
    assert (paid.amount, paid.status) == (Decimal(40), "active")
    assert [claim.payment_ids for claim in of_kind(rows, PaymentsOf)] == [(paid.id,)]
    assert len(desk.api.calls) == 5
    assert all(page.complete for page in again)
    assert {call.headers["If-Modified-Since"] for call in desk.api.calls} == {"2026-11-18T11:55:00"}


def test_a_change_made_while_a_pull_runs_comes_with_the_next_one(desk: Desk) -> None:
    pages = desk.ledger.changes(None, history_from=HISTORY)
    last = next(pages)
    desk.later(minutes=2)
    desk.api.void("INV-0003")
    for page in pages:
        last = page
    _, rows = desk.pull(last.cursor)
    assert {row.number: row.status for row in of_kind(rows, Invoice)} == {"INV-0003": "void"}


def test_a_payment_deleted_in_xero_leaves_the_list_of_its_invoice(desk: Desk) -> None:
    pages, rows = desk.pull()
    part = next(row for row in of_kind(rows, Payment) if row.amount == Decimal("200.05"))
    desk.later(hours=3)
    desk.api.delete_payment(part.id)
    _, rows = desk.pull(pages[-1].cursor)
    assert [claim.payment_ids for claim in of_kind(rows, PaymentsOf)] == [()]
    assert of_kind(rows, Invoice)[0].balance == Decimal("1200.10")


def test_a_due_date_taken_away_by_a_bad_import_is_staged_with_its_problem(desk: Desk) -> None:
    desk.api.edit_due("INV-0001", None)
    _, rows = desk.pull()
    bad = next(row for row in of_kind(rows, Invoice) if row.number == "INV-0001")
    assert (bad.due_on, bad.problem) == (None, "it has no due date")
    assert open_sums(rows) == desk.api.open_balances()


def test_a_cursor_that_is_none_is_refused_clearly(desk: Desk) -> None:
    for text in ("", "17", '{"phase":"lunch"}', '{"phase":"open","page":0}'):
        with pytest.raises(Refused, match="pull the ledger anew"):
            desk.pull(Cursor(text))


# --- what goes wrong while reading


@pytest.mark.parametrize("action", ["html", "garbage", "empty", "cut", "lost"])
def test_a_read_that_fails_once_is_tried_again(desk: Desk, action: str) -> None:
    desk.api.faults.add(Fault(match="GET .*/Contacts", action=action))  # type: ignore[arg-type]  # a literal each
    _, rows = desk.pull()
    assert len(of_kind(rows, Customer)) == len(desk.api.books.contacts)
    assert desk.budget.taken == 8


def test_not_modified_is_an_empty_page(desk: Desk) -> None:
    pages, _ = desk.pull()
    desk.api.faults.add(Fault(match="GET .*/Invoices", action="status", status=304))
    again, rows = desk.pull(pages[-1].cursor)
    assert len(again) == 5
    assert of_kind(rows, Invoice) == []
    desk.later(minutes=20)
    desk.api.void("INV-0003")
    _, rows = desk.pull(again[-1].cursor)
    assert [row.number for row in of_kind(rows, Invoice)] == ["INV-0003"]


@pytest.mark.parametrize(
    ("status", "headers", "body", "kind", "text"),
    [
        (429, {"Retry-After": "37", "X-Rate-Limit-Problem": "Minute"}, "", TryLater, "limit per minute"),
        (429, {}, "", TryLater, "no more calls"),
        (503, {"Retry-After": "300"}, "", TryLater, "status 503"),
        (
            403,
            {"Content-Type": "text/html"},
            "<html><title>Access Denied</title></html>",
            TryLater,
            "Access Denied",
        ),
        (403, {}, '{"title":"Forbidden","detail":"AuthenticationUnsuccessful"}', SignInAgain, "organisation"),
        (403, {}, '{"Title":"Forbidden","Detail":"Not yours"}', Refused, "Not yours"),
        (401, {"WWW-Authenticate": "error=insufficent_scope"}, "{}", SignInAgain, "insufficient_scope"),
        (
            400,
            {},
            '{"ErrorNumber":16,"Type":"QueryParseException","Message":"No such field"}',
            Refused,
            "No such",
        ),
        (404, {"Content-Type": "text/html"}, "The resource cannot be found", Refused, "cannot be found"),
        (302, {"Location": "https://elsewhere.example"}, "", TryLater, "status 302"),
    ],
)
def test_a_read_that_xero_turns_away_says_what_to_do_next(
    desk: Desk, status: int, headers: dict[str, str], body: str, kind: type[ConnectorError], text: str
) -> None:
    fault = Fault(match="GET .*/Contacts", action="status", status=status, headers=headers, body=body)
    desk.api.faults.add(fault)
    with pytest.raises(kind, match=text) as told:
        desk.pull()
    assert told.value.about == "Contacts"
    assert desk.budget.waits == ([37.0 if headers else 60.0] if status == 429 else [])


def test_an_expired_token_is_renewed_once_and_the_pull_goes_on(desk: Desk) -> None:
    desk.later(minutes=31)
    _, rows = desk.pull()
    assert desk.kept.renewals == 1
    assert open_sums(rows) == desk.api.open_balances()


def test_a_revoked_grant_asks_for_a_sign_in(desk: Desk) -> None:
    desk.api.revoke_grants()
    with pytest.raises(SignInAgain):
        desk.pull()


def test_an_organisation_that_is_not_ours_asks_for_a_sign_in(desk: Desk) -> None:
    fields = {name: getattr(desk.connection, name) for name in desk.connection.__struct_fields__}
    stranger = Connection(**fields | {"company_id": "3f2504e0-4f89-11d3-9a0c-0305e82c3301"})
    with pytest.raises(SignInAgain, match="link it again"):
        XeroLedger(stranger, desk.kept, desk.budget).organisation()


def test_a_xero_that_is_not_there_is_tried_later(desk: Desk) -> None:
    desk.served.stop()
    with pytest.raises(TryLater, match="cannot be reached"):
        desk.ledger.perform(desk.note("INV-0001"))


def test_no_error_shows_a_token_or_a_secret(desk: Desk) -> None:
    secret = desk.kept.current.access_token
    said = json.dumps({"Message": f"bad token: {secret}", "client_secret": "app-secret"})
    desk.api.faults.add(Fault(match="GET .*/Organisation", action="status", status=400, body=said))
    with pytest.raises(Refused) as told:
        desk.ledger.organisation()
    assert secret not in str(told.value)
    assert "app-secret" not in str(told.value)


# --- writing


def test_a_note_is_written_once_and_found_by_its_key(desk: Desk) -> None:
    write = desk.note("INV-0001")
    assert desk.ledger.find(write) is None
    receipt = desk.ledger.perform(write)
    assert desk.api.notes_on("INV-0001") == [write.text]
    assert (receipt.provider_id, receipt.at) == (write.invoice_id, NOON)
    assert desk.ledger.find(write) == receipt


def test_a_note_that_is_too_long_or_lacks_its_key_never_leaves(desk: Desk) -> None:
    for text, why in ((f"[{NOTE_KEY}]" + "x" * 250, "250"), ("no key here", "key")):
        with pytest.raises(Refused, match=why):
            desk.ledger.perform(desk.note("INV-0001", text))
    assert desk.api.calls == []


def test_a_payment_is_written_found_and_shown_by_the_next_pull(desk: Desk) -> None:
    pages, _ = desk.pull()
    desk.later(minutes=10)
    write = desk.pay("INV-0001", "1000.05")
    assert desk.ledger.find(write) is None
    receipt = desk.ledger.perform(write)
    assert desk.api.balance_of("INV-0001") == 0
    found = desk.ledger.find(write)
    assert found is not None
    assert found.provider_id == receipt.provider_id
    _, rows = desk.pull(pages[-1].cursor)
    assert (receipt.provider_id, Decimal("1000.05"), KEY) in {
        (row.id, row.amount, row.reference) for row in of_kind(rows, Payment)
    }
    assert {row.number: row.status for row in of_kind(rows, Invoice)}["INV-0001"] == "paid"


@pytest.mark.parametrize("amount", ["0.10", "1000.00", "19.99", "0.07", "1000.05"])
def test_the_bytes_of_a_payment_carry_exact_digits_and_a_plain_date(desk: Desk, amount: str) -> None:
    desk.ledger.perform(desk.pay("INV-0001", amount))
    (call,) = desk.calls("PUT", "/Payments")
    assert f'"Amount":{amount}'.encode() in call.body
    assert json.loads(call.body) == {
        "Payments": [
            {
                "Invoice": {"InvoiceID": desk.invoice_id("INV-0001")},
                "Account": {"AccountID": desk.connection.deposit_to},
                "Date": "2026-11-18",
                "Amount": float(amount),
                "Reference": KEY,
            }
        ]
    }
    assert "summarizeErrors=false" in call.query
    assert call.headers["Idempotency-Key"] == f"{desk.connection.company_id}.{KEY}"


def test_an_account_may_be_named_by_its_code(desk: Desk) -> None:
    code = next(one.code for one in desk.api.books.accounts.values() if one.code and one.receives)
    desk.ledger.perform(desk.pay("INV-0001", "5.00", deposit_to=code))
    assert json.loads(desk.calls("PUT")[0].body)["Payments"][0]["Account"] == {"Code": code}


def test_a_payment_that_xero_refuses_names_the_invoice_and_every_reason(desk: Desk) -> None:
    write = desk.pay("INV-0001", "5000.00", deposit_to="9999")
    with pytest.raises(Refused) as told:
        desk.ledger.perform(write)
    assert desk.invoice_id("INV-0001") in told.value.about
    assert "exceeds the amount outstanding" in told.value.text
    assert "Account could not be found" in told.value.text
    assert desk.api.balance_of("INV-0001") == Decimal("1000.05")


def test_a_payment_that_xero_could_not_hold_whole_never_leaves(desk: Desk) -> None:
    one = Allocation(invoice_id=desk.invoice_id("INV-0001"), amount=Decimal(5))
    for changed, why in (
        ({"allocations": (one, one)}, "one invoice at a time"),
        ({"allocations": ()}, "one invoice at a time"),
        ({"amount": Decimal(7)}, "belongs to no invoice"),
        ({"key": 'x" OR "1"=="1'}, "key"),
        ({"currency": "ZMK"}, "amount"),
    ):
        with pytest.raises(Refused, match=why):
            desk.ledger.perform(desk.pay("INV-0001", "5", **changed))
    with pytest.raises(Refused, match="no amount received"):
        desk.ledger.perform(desk.pay("INV-0001", "0"))
    assert desk.api.calls == []


def test_a_payment_we_wrote_is_voided_and_its_reversal_found(desk: Desk) -> None:
    paid = desk.ledger.perform(desk.pay("INV-0001", "100.00"))
    write = VoidPayment(key="VOID2345672345672345", payment_id=paid.provider_id, version=paid.version)
    assert desk.ledger.find(write) is None
    receipt = desk.ledger.perform(write)
    assert receipt.provider_id == paid.provider_id
    assert desk.api.balance_of("INV-0001") == Decimal("1000.05")
    assert desk.ledger.find(write) == receipt
    assert desk.ledger.find(desk.pay("INV-0001", "100.00")) is None
    assert json.loads(desk.calls("POST", "/Payments/")[0].body) == {"Status": "DELETED"}


@pytest.mark.parametrize(("action", "written"), [("lost", True), ("cut", False)])
def test_a_write_without_an_answer_is_uncertain_and_the_key_tells(
    desk: Desk, action: str, written: bool
) -> None:
    for write in (desk.pay("INV-0001", "5.00"), desk.note("INV-0001")):
        desk.api.calls.clear()
        desk.api.faults.add(Fault(match="^PUT", action=action))  # type: ignore[arg-type]  # a literal each
        with pytest.raises(Uncertain):
            desk.ledger.perform(write)
        assert len(desk.calls("PUT")) == 1
        assert isinstance(desk.ledger.find(write), Receipt) is written


@pytest.mark.parametrize("action", ["garbage", "empty", "html"])
def test_a_write_answered_with_nonsense_is_uncertain_and_never_repeated(desk: Desk, action: str) -> None:
    desk.api.faults.add(Fault(match="^PUT", action=action))  # type: ignore[arg-type]  # a literal each
    with pytest.raises(Uncertain):
        desk.ledger.perform(desk.pay("INV-0001", "5.00"))
    assert len(desk.calls("PUT")) == 1


def test_a_slow_write_is_uncertain(desk: Desk) -> None:
    fields = {name: getattr(desk.connection, name) for name in desk.connection.__struct_fields__}
    hasty = XeroLedger(Connection(**fields | {"read_timeout": 0.2}), desk.kept, desk.budget)
    desk.api.faults.add(Fault(match="^PUT", action="slow", seconds=0.8))
    with pytest.raises(Uncertain, match="no answer in time"):
        hasty.perform(desk.note("INV-0001"))
    hasty.close()


@pytest.mark.parametrize(
    ("status", "body", "kind", "text"),
    [
        (429, "", TryLater, "no more calls"),
        (500, "{}", Uncertain, "status 500"),
        (404, "Not found", Refused, "Not found"),
        (
            400,
            VALIDATION,
            Refused,
            "First.; Second.; Third.",
        ),
    ],
)
def test_a_write_that_xero_turns_away_says_what_to_do_next(
    desk: Desk, status: int, body: str, kind: type[ConnectorError], text: str
) -> None:
    desk.api.faults.add(Fault(match="^PUT", action="status", status=status, body=body))
    with pytest.raises(kind, match=text) as told:
        desk.ledger.perform(desk.note("INV-0001"))
    assert told.value.about.startswith("Invoices/")
    assert len(desk.calls("PUT")) == 1


def test_an_expired_token_does_not_write_twice(desk: Desk) -> None:
    desk.later(minutes=31)
    desk.ledger.perform(desk.note("INV-0001"))
    assert len(desk.api.notes_on("INV-0001")) == 1
    assert desk.kept.renewals == 1


def test_every_call_says_who_it_is_and_reads_name_their_page(desk: Desk) -> None:
    desk.pull()
    desk.ledger.perform(desk.note("INV-0001"))
    for call in desk.api.calls:
        assert call.headers["User-Agent"].startswith("Duesync/")
        assert call.headers["Xero-Tenant-Id"] == desk.connection.company_id
        assert "summaryOnly" not in call.query
    assert all({"page=1", "pageSize=1000"} <= set(call.query.split("&")) for call in desk.calls("GET"))
    asked = unquote_plus(desk.api.calls[0].query)
    assert 'where=Type=="ACCREC" AND AmountDue>0' in asked
    assert "Statuses=AUTHORISED" in asked
