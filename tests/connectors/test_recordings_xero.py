"""Recordings replayed at the Xero connector: each row is staged to the cent, or named; none is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from connectors.errors import ConnectorError, Refused, SignInAgain, TryLater
from sync.store import figures
from tests.connectors.recorded_rows import Compared, Row, compared, statuses, xero_rows
from tests.connectors.replay import TENANT, Firm, Tape, firm
from tests.connectors.xero_contract import CONTRACT, the_file
from tests.connectors.xero_pages import NAMED, guid, invoice, organisation, page

LISTS = ("Invoices", "Contacts", "CreditNotes", "Overpayments", "Prepayments", "Payments")


def rows_of(tape: Tape) -> list[Row]:
    return list(xero_rows(body for name in LISTS for body in tape.pages.get(name, ())))


def complete(books: Firm) -> bool:
    """Whether decisions may be taken."""
    return books.ledger.complete


def all_named(result: Compared) -> bool:
    assert result.wrong == []
    assert result.named.keys() == NAMED.keys()
    return all(NAMED[row] in problem for row, problem in result.named.items())


# --- Xero's own examples ---------------------------------------------------------------------------


def examples() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every example answer of Xero's that lists documents of ours, with the list's name."""
    for operations in the_file()["paths"].values():
        for operation in operations.values():
            answers = operation.get("responses", {}) if isinstance(operation, dict) else {}
            for answer in answers.values():
                told = answer.get("content", {}).get("application/json", {}).get("example", {})
                told = json.loads(told) if isinstance(told, str) else told
                yield from ((name, told) for name in (*LISTS, "Organisations") if name in told)


@pytest.mark.skipif(not CONTRACT.is_file(), reason="shared/contracts is not beside this checkout")
def test_every_example_in_xeros_own_file_is_staged_or_named(tmp_path: Path) -> None:
    found = list(examples())
    assert len(found) > 20
    pages = {
        name: [page([row for list_name, told in found if list_name == name for row in told[name]], name)]
        for name in LISTS
    }
    (told,) = [told for name, told in found if name == "Organisations"]
    tape = Tape(pages | {"Organisation": [json.dumps(told).encode()]})
    with firm(tmp_path, "xero", tape) as books:
        assert books.link().company_id == TENANT
        books.pull()
        result = compared(books, rows_of(tape))
    assert result.wrong == []
    assert result.staged >= 20
    reasons = (
        "a bill",
        "not a customer's credit",
        "not money received",
        "it has no",
        "it does not say",
        "AmountDue",
    )
    assert [
        problem for problem in result.named.values() if not any(each in problem for each in reasons)
    ] == []


# --- what real organisations have ------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["plain", "gzip", "chunked", "mark"])
def test_every_row_is_staged_to_the_cent_or_named_with_its_reason(tmp_path: Path, encoding: str) -> None:
    tape = Tape(organisation(), encoding=encoding)
    with firm(tmp_path, "xero", tape) as books:
        assert books.link().own_reminders is None
        books.pull()
        result = compared(books, rows_of(tape))
        assert all_named(result)
        assert result.staged == len({(row.kind, row.id) for row in rows_of(tape)}) - len(NAMED)
        with books.office.store.read() as connection:
            shown = {row.id: row.problem for row in figures.problem_rows(connection, books.ledger.id)}
        assert {guid(number) for number in (18, 19, 23, 27, 31)} <= {*shown}  # staged, not to be chased
        assert "looks mistyped" in str(shown[guid(31)])
        kept = statuses(books)
        assert [kept[guid(number)] for number in (11, 24, 25)] == ["open", "paid", "void"]


def test_a_server_that_gives_the_same_page_to_every_question_ends_and_loses_nothing(tmp_path: Path) -> None:
    tape = Tape(organisation(), heeds=False)
    with firm(tmp_path, "xero", tape) as books:
        books.link()
        books.pull()
        assert all_named(compared(books, rows_of(tape)))
        books.pull()
        assert all_named(compared(books, rows_of(tape)))
    assert len(tape.asked) < 20


@pytest.mark.parametrize(
    "pagination", [None, {"page": 1, "pageSize": 100, "pageCount": 400, "itemCount": 40_000}]
)
def test_a_full_page_that_comes_again_and_again_is_read_once_more_and_no_further(
    tmp_path: Path, pagination: dict[str, int] | None
) -> None:
    more = {} if pagination is None else {"pagination": pagination}
    body = page([invoice(number) for number in range(1, 101)], "Invoices", **more)
    tape = Tape(organisation() | {"Invoices": [body]}, heeds=False)
    with firm(tmp_path, "xero", tape) as books:
        books.link()
        books.pull()
        assert compared(books, rows_of(tape)).wrong == []
        assert len(statuses(books)) == 100
    assert len(tape.asked) < 16


def test_pages_of_a_hundred_without_a_count_are_all_read(tmp_path: Path) -> None:
    pages = [
        page([invoice(number) for number in range(first, min(first + 100, 241))], "Invoices")
        for first in (1, 101, 201)
    ]
    tape = Tape(organisation() | {"Invoices": pages})
    with firm(tmp_path, "xero", tape) as books:
        books.link()
        books.pull()
        assert len(statuses(books)) == 240
        assert compared(books, rows_of(tape)).wrong == []


def test_a_later_page_moves_what_changed_and_an_idle_pull_costs_five_calls(tmp_path: Path) -> None:
    tape = Tape(organisation())
    with firm(tmp_path, "xero", tape) as books:
        books.link()
        tape.asked.clear()
        books.pull()
        assert len(tape.asked) == 8  # seven lists, and once the organisation, for a payment names no currency
        changed = invoice(
            11, AmountDue=0.0, AmountCredited=550.0, Status="PAID", UpdatedDateUTC="/Date(1584600000000)/"
        )
        tape.pages = tape.pages | {name: [page([], name)] for name in LISTS}
        tape.pages["Invoices"] = [page([changed], "Invoices")]
        tape.asked.clear()
        books.pull()
        assert len(tape.asked) == 5
        assert statuses(books)[guid(11)] == "paid"


# --- what is missing -------------------------------------------------------------------------------


def test_an_organisation_that_cannot_be_read_is_not_linked_and_says_so(tmp_path: Path) -> None:
    tape = Tape({name: pages for name, pages in organisation().items() if name != "Organisation"})
    with firm(tmp_path, "xero", tape) as books, pytest.raises(Refused, match="Organisation"):
        books.link()


@pytest.mark.parametrize("missing", ["Contacts", "CreditNotes", "Overpayments", "Prepayments", "Payments"])
def test_a_list_that_is_refused_keeps_no_other_back_and_is_asked_for_again(
    tmp_path: Path, missing: str
) -> None:
    tape = Tape({name: pages for name, pages in organisation().items() if name != missing})
    with firm(tmp_path, "xero", tape) as books:
        books.link()
        with pytest.raises(Refused, match=missing):
            books.pull()
        assert compared(books, rows_of(tape)).wrong == []
        assert complete(books) is (missing == "Payments")
        tape.pages[missing] = organisation()[missing]
        books.pull()
        assert complete(books) is True
        assert all_named(compared(books, rows_of(tape)))


@pytest.mark.parametrize("call", range(1, 8))
def test_a_first_pull_that_is_cut_goes_on_and_has_everything(tmp_path: Path, call: int) -> None:
    tape = Tape(organisation())
    with firm(tmp_path, "xero", tape) as books:
        books.link()
        tape.asked.clear()
        tape.refuse_from = call
        with pytest.raises((SignInAgain, TryLater)):
            books.pull()
        tape.refuse_from = 10**9
        books.pull()
        assert complete(books) is True
        assert all_named(compared(books, rows_of(tape)))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"Type":"QueryParseException","Message":"No property or field","ErrorNumber":16}', TryLater),
        (b'{"title":"Forbidden","status":403}', TryLater),
    ],
)
def test_an_answer_that_is_no_list_stops_the_pull_and_loses_nothing(
    tmp_path: Path, body: bytes, kind: type[ConnectorError]
) -> None:
    tape = Tape(organisation() | {"Invoices": [body]}, heeds=False)
    with firm(tmp_path, "xero", tape) as books:
        books.link()
        with pytest.raises(kind, match="Invoices"):
            books.pull()
        assert books.ledger.cursor is None


def test_the_comparison_itself_can_fail(tmp_path: Path) -> None:
    tape = Tape(organisation())
    with firm(tmp_path, "xero", tape) as books:
        books.link()
        books.pull()
        others = page([invoice(11, AmountDue=550.01), invoice(99), invoice(13, DueDate=...)], "Invoices")
        assert len(compared(books, xero_rows([others])).wrong) == 2
