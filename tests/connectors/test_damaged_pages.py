"""Damaged rows, whatever the damage: each ends as a fact or with a named problem, the others as they were."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.http import BROKEN
from connectors.pages import elements, loosely, members, mended, proper
from connectors.quickbooks.mapping import facts as quickbooks_facts
from connectors.quickbooks.mapping import lacks_currency
from connectors.quickbooks.sheet import Sheet
from connectors.xero.contacts import contact_facts
from connectors.xero.fit import facts_of
from connectors.xero.mapping import credit_facts, invoice_facts, payment_facts
from connectors.xero.pull import extent_of
from connectors.xero.sheets import json_text, sheet
from connectors.xero.wire import ContactRow, CreditRow, InvoiceRow, PaymentRow
from dunning.ledger import Fact, Gone, Kind, PaymentsOf, Row, Unreadable
from sync.store.stage import stage
from tests.connectors import quickbooks_pages as intuit
from tests.connectors import xero_pages as xero
from tests.connectors.recorded_rows import compared, quickbooks_rows, xero_rows
from tests.connectors.replay import Firm, Tape, firm

READ_AT = datetime(2026, 11, 18, 15, tzinfo=UTC)
MANY = settings(
    max_examples=max(250, settings().max_examples),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def nested(depth: int) -> Any:
    inner: Any = "x"
    for level in range(depth):
        inner = [inner] if level % 2 else {"a": inner}
    return inner


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([10**30, -(10**400), 2**63, 0, -0.0, 1e308, 0.1 + 0.2]),
    st.floats(allow_nan=True),
    st.text(max_size=12),
    st.sampled_from(["", " ", "null", "NaN", "sNaN", "Infinity", "1E+999999", "-1E-999999", "1,5", "12.345"]),
    st.sampled_from(["\x00", "a\x00b", "\ud800", "\udfff", "\r\n\t", "<Fault", "\u202e", "x" * 3000]),
    st.sampled_from(["0001-01-01", "9999-12-31T23:59:59+14:00", "2026-13-01", "/Date(99999999999999999)/"]),
    st.sampled_from(
        ["/Date(253402300799000+9999)/", "/Date(-62135596800000-1400)/", "/Date(1e9)/", "Deleted"]
    ),
    st.sampled_from([[], {}, [None], {"value": None}, [[]], [{}], nested(60)]),
)


def places(row: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every path into a row."""
    inside = row.items() if isinstance(row, dict) else enumerate(row) if isinstance(row, list) else ()
    for key, value in inside:
        yield (*before, key)
        yield from places(value, (*before, key))


@st.composite
def damaged(draw: st.DrawFn, rows: tuple[dict[str, Any], ...]) -> tuple[int, Any]:
    """Which row, and what became of it."""
    number = draw(st.integers(0, len(rows) - 1))
    row = copy.deepcopy(rows[number])
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(sorted(places(row), key=str) or [()]))
        if not path or draw(st.integers(0, 30)) == 0:
            return number, copy.deepcopy(draw(ODD))
        holder = row
        for key in path[:-1]:
            holder = holder[key]
        if isinstance(holder, dict) and draw(st.booleans()):
            del holder[path[-1]]
        else:
            holder[path[-1]] = copy.deepcopy(draw(ODD))
    return number, row


def spoiled(rows: tuple[dict[str, Any], ...], damage: tuple[int, Any]) -> list[Any]:
    number, row = damage
    return [row if at == number else good for at, good in enumerate(rows)]


INTUITS = {
    "Invoice": intuit.INVOICES[:8],
    "Payment": intuit.PAYMENTS[:5],
    "CreditMemo": intuit.CREDITS[:2],
    "Customer": intuit.CUSTOMERS[:4],
}
XEROS: dict[str, tuple[tuple[dict[str, Any], ...], type[Any], Kind, Callable[..., Any]]] = {
    "Invoices": (xero.INVOICES[:4], InvoiceRow, Kind.INVOICE, invoice_facts),
    "Contacts": (xero.CONTACTS[:3], ContactRow, Kind.CUSTOMER, contact_facts),
    "CreditNotes": (xero.CREDITS[:3], CreditRow, Kind.CREDIT, credit_facts),
    "Payments": (
        xero.PAYMENTS[:2],
        PaymentRow,
        Kind.PAYMENT,
        lambda row, at: payment_facts(row, at, home_currency="NZD"),
    ),
}


def read_by_quickbooks(rows: list[Any], name: str, home: str | None) -> list[Row]:
    """As a pull does it, what it asks of a page included."""
    page = Sheet(intuit.page(rows, name))
    assert len(page.ids) == len(page) == len(rows)
    lacks_currency(page)
    return list(quickbooks_facts(page, home))


def read_by_xero(rows: list[Any], name: str) -> list[Row]:
    _, row, kind, facts = XEROS[name]
    body = json_text(xero.page(rows, name))
    assert body is not None
    page = sheet(body, name, row)
    extent_of(page)
    assert len(page.rows) == len(rows)
    return list(facts_of(page.rows, kind, facts, READ_AT))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """A linked ledger on SQLite."""
    with firm(tmp_path_factory.mktemp("books"), "quickbooks", Tape(intuit.company())) as made:
        made.link()
        yield made


def staged(books: Firm, rows: list[Row]) -> None:
    """No fact that a connector lets through makes the store fail."""
    with books.office.store.write() as connection:
        stage(connection, 1, rows, READ_AT)


@MANY
@given(
    st.sampled_from(sorted(INTUITS)).flatmap(lambda name: st.tuples(st.just(name), damaged(INTUITS[name])))
)
def test_a_damaged_quickbooks_row_is_a_fact_or_named_and_spoils_no_other(
    books: Firm, case: tuple[str, tuple[int, Any]]
) -> None:
    name, damage = case
    whole = read_by_quickbooks(list(INTUITS[name]), name, "USD")
    for home in (None, "USD"):
        found = read_by_quickbooks(spoiled(INTUITS[name], damage), name, home)
        assert len(found) == len(whole)
        assert all(
            isinstance(row, Fact | Gone) or (isinstance(row, Unreadable) and row.problem) for row in found
        )
    others = [row for number, row in enumerate(found) if number != damage[0]]
    assert others == [row for number, row in enumerate(whole) if number != damage[0]]
    staged(books, found)


@MANY
@given(st.sampled_from(sorted(XEROS)).flatmap(lambda name: st.tuples(st.just(name), damaged(XEROS[name][0]))))
def test_a_damaged_xero_row_is_a_fact_or_named_and_spoils_no_other(
    books: Firm, case: tuple[str, tuple[int, Any]]
) -> None:
    name, damage = case
    rows = XEROS[name][0]
    found = read_by_xero(spoiled(rows, damage), name)
    assert all(
        isinstance(row, Fact | PaymentsOf) or (isinstance(row, Unreadable) and row.problem) for row in found
    )
    for number, good in enumerate(rows):
        if number != damage[0]:
            alone = read_by_xero([good], name)
            assert all(row in found for row in alone)
    without = [row for number, row in enumerate(rows) if number != damage[0]]
    assert len(found) > len(read_by_xero(without, name))
    staged(books, found)


# --- texts that are no JSON in one row -------------------------------------------------------------

TORN = {
    "a stray tab": b'"PrivateNote":"a\tb"',
    "half a surrogate": b'"PrivateNote":"\\ud800"',
    "no UTF-8": b'"PrivateNote":"caf\xe9"',
    "a NUL": b'"PrivateNote":"a\\u0000b\x00c"',
    "a number that is none": b'"ExchangeRate":NaN',
    "nesting without end": b'"Extra":' + b"[" * 5000 + b"]" * 5000,
    "a key twice": b'"Balance":1,"Balance":2',
    "a field that is no JSON": b'"Extra":nonsense',
}


def torn_page(extra: bytes) -> bytes:
    """Three invoices; the one in the middle has `extra` in it."""
    good = [json.dumps(intuit.invoice(str(number))).encode() for number in (1, 2, 3)]
    good[1] = good[1][:-1] + b"," + extra + b"}"
    head = b'{"QueryResponse":{"Invoice":['
    return head + b",".join(good) + b'],"startPosition":1},"time":"' + intuit.TIME.encode() + b'"}'


def torn_xero_page(extra: bytes) -> bytes:
    good = [json.dumps(xero.invoice(number)).encode() for number in (1, 2, 3)]
    good[1] = good[1][:-1] + b"," + extra.replace(b"PrivateNote", b"Reference") + b"}"
    return b'{"DateTimeUTC":"\\/Date(1584585851967)\\/","Invoices":[' + b",".join(good) + b"]}"


@pytest.mark.parametrize("what", sorted(TORN))
def test_a_quickbooks_row_that_is_no_json_spoils_no_other(what: str) -> None:
    rows = quickbooks_facts(Sheet(torn_page(TORN[what])), "USD")
    assert [row.id for row in rows if isinstance(row, Fact | Unreadable)] == ["1", "2", "3"]
    assert [isinstance(row, Fact) for row in (rows[0], rows[2])] == [True, True]


@pytest.mark.parametrize("what", sorted(TORN))
def test_a_xero_row_that_is_no_json_spoils_no_other(what: str) -> None:
    body = json_text(torn_xero_page(TORN[what]))
    assert body is not None
    rows = list(facts_of(sheet(body, "Invoices", InvoiceRow).rows, Kind.INVOICE, invoice_facts, READ_AT))
    named = [row.id for row in rows if isinstance(row, Fact | Unreadable)]
    assert named == [xero.guid(number) for number in (1, 2, 3)]


@pytest.mark.parametrize("provider", ["quickbooks", "xero"])
def test_a_page_of_the_worst_rows_is_pulled_into_every_kind_of_store(
    tmp_path: Path, store_url: str, provider: str
) -> None:
    """PostgreSQL takes no NUL, SQLite no half surrogates and no integer beyond 64 bits."""
    if provider == "quickbooks":
        lists, name, torn = intuit.company(), "Invoice", torn_page
        expected = list(quickbooks_rows([torn_page(b'"x":1')], "USD"))
    else:
        lists, name, torn = xero.organisation(), "Invoices", torn_xero_page
        expected = list(xero_rows([torn_xero_page(b'"x":1')]))
    tape = Tape(lists, heeds=False)
    with firm(tmp_path, provider, tape, store=store_url) as books:
        books.link()
        for extra in TORN.values():
            tape.pages[name] = [torn(extra)]
            books.pull()
            assert compared(books, expected).wrong == []


# --- the page's own text ---------------------------------------------------------------------------


@given(st.binary(max_size=60))
def test_bytes_that_are_no_page_are_told_by_errors_that_mean_so(body: bytes) -> None:
    for read in (
        lambda: Sheet(body),
        lambda: list(members(proper(body))),
        lambda: elements(proper(body)),
        lambda: mended(body),
    ):
        with suppress(*BROKEN):
            read()
    assert isinstance(loosely(body), dict)
    assert json_text(body) is None or body


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=4)
    )
)
def test_a_list_is_taken_apart_as_json_itself_does(told: Any) -> None:
    rows = told if isinstance(told, list) else [told]
    for separators in ((",", ":"), (" , ", " : ")):
        text = json.dumps({"rows": rows, "Zahl,[": {"}": 1}}, separators=separators).encode()
        parts = dict(members(text))
        assert [json.loads(row) for row in elements(parts["rows"])] == rows
        assert json.loads(parts["Zahl,["]) == {"}": 1}


def test_a_body_that_breaks_off_is_no_page() -> None:
    body = xero.page(xero.INVOICES, "Invoices")
    assert json_text(body[:-3]) is None
    with pytest.raises(BROKEN):
        Sheet(intuit.page(intuit.INVOICES, "Invoice")[:-2])


def test_numbers_of_a_mended_row_keep_their_digits() -> None:
    (row,) = (
        row
        for row in quickbooks_facts(Sheet(torn_page(b'"PrivateNote":"a\tb","HomeBalance":0.1')), "USD")
        if getattr(row, "id", "") == "2"
    )
    assert getattr(row, "total", None) == Decimal("362.07")
