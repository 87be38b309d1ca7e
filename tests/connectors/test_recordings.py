"""Recordings replayed at the QuickBooks connector: each row is staged to the cent, or named; none is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from connectors.errors import ConnectorError, Refused, SignInAgain, TryLater
from sync.store import figures, ledgers
from tests.connectors import quickbooks_pages as written
from tests.connectors.quickbooks_pages import company, feed, invoice, page, payment, stub
from tests.connectors.recorded_rows import Compared, Row, compared, quickbooks_rows, statuses
from tests.connectors.replay import COUNTED, REALM, XML_FAULT, Firm, Tape, firm

RECORDED = Path(__file__).resolve().parents[2] / ".." / "shared" / "recorded" / "quickbooks"
LISTS = ("Invoice", "Customer", "Payment", "CreditMemo")
EMPTY = {name: [page([], name)] for name in LISTS}
NAMED = dict(sorted(written.PROBLEMS.items()))


def rows_of(tape: Tape, home: str = "USD") -> list[Row]:
    return list(quickbooks_rows([body for name in LISTS for body in tape.pages.get(name, ())], home))


def pulled(tmp_path: Path, tape: Tape) -> Compared:
    with firm(tmp_path, "quickbooks", tape) as books:
        books.link()
        books.pull()
        return compared(books, rows_of(tape))


def complete(books: Firm) -> bool:
    """Whether decisions may be taken."""
    return books.ledger.complete


def all_named(result: Compared) -> bool:
    assert result.wrong == []
    assert result.named.keys() == NAMED.keys()
    return all(NAMED[row] in problem for row, problem in result.named.items())


# --- what was really recorded ----------------------------------------------------------------------


def recorded() -> Iterator[bytes]:
    """Every recorded answer that has rows of ours; a single object is put into a page."""
    for path in sorted(RECORDED.glob("*.yml")):
        for exchange in yaml.safe_load(path.read_text(encoding="utf-8"))["http_interactions"]:
            body = exchange["response"]["body"]["string"]
            told: dict[str, Any] = json.loads(body)
            if {*LISTS} & {*told.get("QueryResponse", {})}:
                yield body.encode()
            for name in {*LISTS} & {*told}:
                single = json.dumps(told[name])
                begin = body.index(f'"{name}":') + len(name) + 3
                row = body[begin : body.rindex(',"time"')]  # its own text, so that no digit changes
                assert json.loads(row) == json.loads(single)
                yield f'{{"QueryResponse":{{"{name}":[{row}]}},"time":"{told["time"]}"}}'.encode()


@pytest.mark.skipif(not RECORDED.is_dir(), reason="the recordings are not beside this checkout")
def test_the_recorded_company_is_staged_whole_though_its_realm_is_another(tmp_path: Path) -> None:
    bodies = list(recorded())
    lists = {
        name: [body for body in bodies if name in json.loads(body)["QueryResponse"]] or EMPTY[name]
        for name in LISTS
    }
    merged = {  # one page for each list, as one query would have given it
        name: [page([row for body in pages for row in json.loads(body)["QueryResponse"].get(name, ())], name)]
        for name, pages in lists.items()
    }
    tape = Tape(merged | {"companyinfo": [written.COMPANY], "Preferences": [written.PREFERENCES]})
    with firm(tmp_path, "quickbooks", tape) as books:
        assert books.link().company_id == REALM
        books.pull()
        result = compared(books, quickbooks_rows(bodies, "USD"))
        assert (result.wrong, result.named) == ([], {})
        assert result.staged >= 30
        books.pull()  # the change feed was not recorded: what changed is asked for by query
        assert compared(books, quickbooks_rows(bodies, "USD")).wrong == []


# --- what real companies have ----------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["plain", "gzip", "chunked", "mark"])
def test_every_row_is_staged_to_the_cent_or_named_with_its_reason(tmp_path: Path, encoding: str) -> None:
    tape = Tape(company(), encoding=encoding)
    with firm(tmp_path, "quickbooks", tape) as books:
        books.link()
        books.pull()
        result = compared(books, rows_of(tape))
        assert all_named(result)
        assert result.staged == len(rows_of(tape)) - len(NAMED)
        with books.office.store.read() as connection:
            shown = {row.id: row.problem for row in figures.problem_rows(connection, books.ledger.id)}
        assert {"38", "39", "42", "49", "50"} <= {*shown}  # staged, but not to be chased
        assert "negative" in str(shown["42"])
        assert "looks mistyped" in str(shown["50"])


def test_a_server_that_gives_the_same_page_to_every_query_ends_and_loses_nothing(tmp_path: Path) -> None:
    rows = (written.INVOICES, written.CUSTOMERS, written.PAYMENTS, written.CREDITS)
    whole = dict(zip(LISTS, rows, strict=True))
    body = json.dumps({"QueryResponse": whole, "time": written.TIME}, ensure_ascii=False).encode()
    tape = Tape(
        {name: [body] for name in LISTS}
        | {"companyinfo": [written.COMPANY], "Preferences": [written.PREFERENCES]},
        heeds=False,
    )
    assert all_named(pulled(tmp_path, tape))
    assert len(tape.asked) < 12


@pytest.mark.parametrize("count", [100, 1000, 1400])
def test_a_full_page_that_comes_again_and_again_is_read_once_more_and_no_further(
    tmp_path: Path, count: int
) -> None:
    body = page([invoice(str(number)) for number in range(1, count + 1)], "Invoice")
    tape = Tape(company() | {"Invoice": [body]}, heeds=False)
    with firm(tmp_path, "quickbooks", tape) as books:
        books.link()
        books.pull()
        assert compared(books, rows_of(tape)).wrong == []
        with books.office.store.read() as connection:
            assert figures.invoice_count(connection, books.ledger.id) == count
    assert len(tape.asked) < 16


def test_pages_that_were_recorded_at_other_positions_than_ours_are_all_read(tmp_path: Path) -> None:
    pages = [
        page([invoice(str(number)) for number in range(first, first + 1000)], "Invoice")
        for first in (1, 1001, 2001)
    ]

    class InTurn(Tape):
        """Gives the next recorded page to each call, whatever it asks for."""

        def _encoded(self, body: bytes) -> Any:
            if b'"Invoice"' in body:
                body = pages.pop(0) if pages else page([], "Invoice")
            return super()._encoded(body)

    kept = list(pages)
    with firm(tmp_path, "quickbooks", InTurn(company() | {"Invoice": list(pages)})) as books:
        books.link()
        books.pull()
        assert compared(books, quickbooks_rows(kept, "USD")).wrong == []


def test_a_list_told_to_be_longer_than_its_page_is_read_on(tmp_path: Path) -> None:
    first = page([invoice(str(number)) for number in range(1, 31)], "Invoice", totalCount=55)
    rest = page([invoice(str(number)) for number in range(25, 56)], "Invoice", totalCount=55)
    tape = Tape(company() | {"Invoice": [first, rest]})
    assert pulled(tmp_path, tape).wrong == []
    assert any("startposition 26" in each for each in tape.asked)


def test_an_answer_that_only_counts_is_an_empty_list(tmp_path: Path) -> None:
    tape = Tape(
        company() | {"Payment": [COUNTED], "CreditMemo": [b'{"QueryResponse":{},"time":"2026-11-18"}']}
    )
    assert pulled(tmp_path, tape).wrong == []


# --- what is missing -------------------------------------------------------------------------------


def test_without_preferences_the_company_is_linked_and_rows_without_a_currency_are_named(
    tmp_path: Path,
) -> None:
    tape = Tape({name: pages for name, pages in company().items() if name != "Preferences"})
    with firm(tmp_path, "quickbooks", tape) as books:
        assert books.link().home_currency == "USD"
        books.pull()
        result = compared(books, rows_of(tape, home=""))
        assert result.wrong == []
        assert result.named.pop("invoice 40") == "it has no currency"
        assert result.named.keys() == NAMED.keys()
        tape.pages["Preferences"] = [written.PREFERENCES]
        books.pull()  # they come again, and now it is known what they are in
        assert all_named(compared(books, rows_of(tape)))


def test_rows_without_a_currency_come_again_though_the_pull_that_saw_them_was_cut(tmp_path: Path) -> None:
    tape = Tape({name: pages for name, pages in company().items() if name != "Preferences"})
    tape.pages["Customer"] = [page([], "Customer")]
    with firm(tmp_path, "quickbooks", tape) as books:
        books.link()
        tape.refuse_from = len(tape.asked) + 4
        with pytest.raises(SignInAgain):
            books.pull()
        tape.refuse_from = 10**9
        books.pull()
        tape.pages["Preferences"] = [written.PREFERENCES]
        books.pull()
        assert "invoice 40" not in compared(books, rows_of(tape)).named


def test_a_change_without_a_currency_comes_again_until_it_is_known_what_it_is_in(tmp_path: Path) -> None:
    lists = company() | {"Invoice": [page([invoice("31")], "Invoice")], "Customer": [page([], "Customer")]}
    tape = Tape({name: pages for name, pages in lists.items() if name != "Preferences"})
    answer = feed({"Invoice": [invoice("60", CurrencyRef=..., MetaData=LATER)]})
    with firm(tmp_path, "quickbooks", tape) as books:
        assert changed_company(books, tape, answer).named["invoice 60"] == "it has no currency"
        before = books.ledger.cursor
        books.pull()
        assert books.ledger.cursor == before
        tape.pages["Preferences"] = [written.PREFERENCES]
        books.pull()
        assert "invoice 60" not in compared(books, quickbooks_rows([answer], "USD")).named
        assert books.ledger.cursor != before


def test_a_cursor_that_is_none_of_ours_is_refused_in_so_many_words(tmp_path: Path) -> None:
    with firm(tmp_path, "quickbooks", Tape(company())) as books:
        books.link()
        with books.office.store.write() as connection:
            ledgers.update(connection, books.ledger.id, cursor='{"phase":"nowhere"}')
        with pytest.raises(Refused, match="pull the ledger anew"):
            books.pull()


def test_a_company_that_cannot_be_read_is_not_linked_and_says_which(tmp_path: Path) -> None:
    with firm(tmp_path, "quickbooks", Tape(dict(EMPTY))) as books, pytest.raises(Refused) as caught:
        books.link()
    assert REALM in str(caught.value)
    assert "404" in str(caught.value)


@pytest.mark.parametrize("missing", ["Customer", "CreditMemo", "Payment"])
def test_a_list_that_is_refused_keeps_no_other_back_and_is_asked_for_again(
    tmp_path: Path, missing: str
) -> None:
    tape = Tape({name: pages for name, pages in company().items() if name != missing})
    with firm(tmp_path, "quickbooks", tape) as books:
        books.link()
        with pytest.raises(Refused, match="404"):
            books.pull()
        assert compared(books, rows_of(tape)).wrong == []
        assert complete(books) is False
        tape.pages[missing] = company()[missing]
        books.pull()
        assert complete(books) is True
        assert all_named(compared(books, rows_of(tape)))


def test_answers_without_a_time_are_staged_and_asked_for_again(tmp_path: Path) -> None:
    tape = Tape(
        {name: [body.replace(b'"time"', b'"tyme"') for body in pages] for name, pages in company().items()}
    )
    with firm(tmp_path, "quickbooks", tape) as books:
        books.link()
        books.pull()  # the server's Date stands in
        assert all_named(compared(books, rows_of(tape)))
        assert '"since":"20' in str(books.ledger.cursor)


# --- what changes ----------------------------------------------------------------------------------


def changed_company(books: Firm, tape: Tape, answer: bytes) -> Compared:
    books.link()
    books.pull()
    tape.pages["cdc"] = [answer]
    books.pull()
    return compared(books, [*rows_of(tape), *quickbooks_rows([answer], "USD")])


LATER = {"CreateTime": "2026-09-01T01:00:00-07:00", "LastUpdatedTime": "2026-11-18T05:00:00-08:00"}


def test_deletions_voids_and_changes_come_by_the_feed(tmp_path: Path) -> None:
    answer = feed(
        {},
        {"Payment": [stub("70"), payment("79", MetaData=LATER)], "startPosition": 1, "maxResults": 2},
        {"Invoice": [stub("31"), stub("999"), invoice("32", Balance=0, MetaData=LATER), stub("57")]},
        {"Invoice": [invoice("34", TotalAmt=0, Balance=0, PrivateNote="Voided", MetaData=LATER)]},
        {"CreditMemo": [stub("81")]},
        {"Vendor": [{"Id": "9"}]},
    )
    tape = Tape(company())
    with firm(tmp_path, "quickbooks", tape) as books:
        result = changed_company(books, tape, answer)
        assert result.wrong == []
        assert "invoice 57" not in result.named  # it could not be read, and now it is gone
        assert statuses(books)["31"] == "deleted"
        assert statuses(books)["34"] == "void"
        asked = len(tape.asked)
        books.pull()
        assert len(tape.asked) == asked + 1


@pytest.mark.parametrize("letter", ["Fault", "fault"])
def test_a_fault_inside_the_feed_hides_neither_changes_nor_deletions(tmp_path: Path, letter: str) -> None:
    error = {"Message": "An application error", "Detail": "x", "code": "10000"}
    fault = {letter: {"Error" if letter == "Fault" else "error": [error], "type": "SystemFault"}}
    answer = feed({"Invoice": [stub("31")]}, fault, {"Payment": [payment("79", MetaData=LATER)]})
    tape = Tape(company())
    tape.pages["Customer"].append(page([], "Customer"))
    with firm(tmp_path, "quickbooks", tape) as books:
        result = changed_company(books, tape, answer)
        assert result.wrong == []
        assert statuses(books)["31"] == "deleted"
    assert sum("from Customer" in each for each in tape.asked) == 2  # asked for by query, as the feed failed


# --- what goes wrong -------------------------------------------------------------------------------

LOWER = b'{"warnings":null,"fault":{"error":[{"message":"no","detail":"d","code":"3200"}],"type":"AUTH"}}'


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (XML_FAULT, Refused, "An application error"),
        (LOWER, SignInAgain, "3200"),
        (b'{"fault":{"error":[{"message":"m","code":"4000"}]},"time":1601391072830}', Refused, "4000"),
        (b"\xef\xbb\xbf" + LOWER, SignInAgain, "3200"),
    ],
)
def test_a_fault_stops_the_pull_with_its_words_and_loses_nothing(
    tmp_path: Path, body: bytes, kind: type[ConnectorError], words: str
) -> None:
    tape = Tape(company() | {"Invoice": [body]}, heeds=False)
    with firm(tmp_path, "quickbooks", tape) as books:
        books.link()
        with pytest.raises(kind, match=words) as caught:
            books.pull()
        assert "open invoices" in str(caught.value)
        assert books.ledger.cursor is None
        tape.pages["Invoice"] = company()["Invoice"]
        books.pull()
        assert all_named(compared(books, rows_of(tape)))


@pytest.mark.parametrize("call", range(1, 7))  # the second asks for the company's currency
def test_a_first_pull_that_is_cut_goes_on_and_has_everything(tmp_path: Path, call: int) -> None:
    tape = Tape(company())
    with firm(tmp_path, "quickbooks", tape) as books:
        books.link()
        tape.asked.clear()
        tape.refuse_from = call
        with pytest.raises((SignInAgain, TryLater)):
            books.pull()
        if call <= 2:  # behind the open invoices all lists are asked for at once
            assert complete(books) is False
        tape.refuse_from = 10**9
        books.pull()
        assert complete(books) is True
        assert all_named(compared(books, rows_of(tape)))


def test_the_comparison_itself_can_fail(tmp_path: Path) -> None:
    tape = Tape(company())
    with firm(tmp_path, "quickbooks", tape) as books:
        books.link()
        books.pull()
        others = [page([invoice("31", Balance=362.08), invoice("99"), invoice("33", DueDate=...)], "Invoice")]
        assert len(compared(books, quickbooks_rows(others, "USD")).wrong) == 3
