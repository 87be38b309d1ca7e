"""The old-debt page: rows one by one, many together, or by a spreadsheet; all of what is sent, or nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from sync.commands.sorting import sorted_already, waiting
from tests.web.console import Browser, words
from tests.web.ledger_pages import Pages, form_of, pages, path

DEBT = path("old-debt")


@pytest.fixture
def over(tmp_path: Path) -> Iterator[Pages]:
    with pages(tmp_path) as found:
        yield found


def sent(browser: Browser, act: str, **change: str) -> str:
    form = form_of(browser.get(DEBT)) | {key.replace("__", "."): value for key, value in change.items()}
    return unescape(words(browser.post(DEBT, {**form, "act": act})))


def done(over: Pages) -> dict[str, str]:
    return {one.customer: one.word.choice for one in sorted_already(over.desk.office, over.desk.ledger)}


def test_rows_with_a_choice_are_sorted_and_the_others_wait(over: Pages) -> None:
    browser = over.visitor()
    shown = words(browser.get(DEBT))
    assert "Nobody asked for it from here yet." in shown
    told = sent(browser, "rows", **{"GBP-C1.choice": "level firm", "GBP-C1.note": "as agreed"})
    assert 'the procedure begins at "firm"' in told
    [left] = waiting(over.desk.office, over.desk.ledger)
    assert left.customer == "Bolt"
    [one] = sorted_already(over.desk.office, over.desk.ledger)
    assert (one.word.note, one.word.by) == ("as agreed", "bookkeeper@firm.example")


def test_what_happened_to_a_customer_says_where_to_sort_it(over: Pages) -> None:
    told = words(over.visitor().get(path("customers/C1")))
    assert "Wait: Invoice" in told
    assert "look under Old debt" in told
    assert "duesync sort" not in told


def test_a_refusal_stands_beside_its_row_with_all_that_was_chosen(over: Pages) -> None:
    browser = over.visitor()
    choices = {"GBP-C1.choice": "confirm", "GBP-C2.choice": "dispute", "GBP-C2.note": ""}
    form = form_of(browser.get(DEBT)) | choices
    came = browser.post(DEBT, {**form, "act": "rows"})
    assert came.status_code == 400
    row = came.text.index("GBP-C2.choice")
    assert 'say what they dispute: "dispute wrong price"' in unescape(words(came))
    assert came.text.index('<small class="bad">say what they dispute') > row
    assert form_of(came)["GBP-C1.choice"] == ["confirm"]
    assert done(over) == {}


def test_many_are_sorted_together_as_suggested_and_taken_back(over: Pages) -> None:
    browser = over.visitor()
    ticks = {"GBP-C1.ticked": "1", "GBP-C2.ticked": "1", "all.choice": "write-off"}
    assert "to be written off" in sent(browser, "ticked", **ticks)
    assert done(over) == {"Acme": "write_off", "Bolt": "write_off"}
    for id_ in ("C1", "C2"):
        browser.post(f"{DEBT}/undo", {"customer": id_, "currency": "GBP"})
    assert done(over) == {}
    sent(browser, "suggested")
    assert done(over) == {"Acme": "confirm", "Bolt": "confirm"}
    assert "Nothing was chosen" in sent(browser, "rows")


def test_the_table_goes_out_as_a_file_and_comes_back_filled_in(over: Pages) -> None:
    browser = over.visitor()
    rows = list(csv.reader(io.StringIO(browser.get(f"{DEBT}/table.csv").content.decode("utf-8-sig"))))
    for row in rows[1:]:
        row[rows[0].index("choice")] = "time-barred"
    filled_in = io.StringIO()
    csv.writer(filled_in).writerows(rows)
    told = words(browser.post(f"{DEBT}/table", files={"file": ("table.csv", filled_in.getvalue())}))
    assert "time-barred, and not asked for" in told
    assert done(over) == {"Acme": "time_barred", "Bolt": "time_barred"}
    assert "Choose the file" in words(browser.post(f"{DEBT}/table", files={"other": ("x", b"x")}))
    assert "nothing was sorted" in words(
        browser.post(f"{DEBT}/table", files={"file": ("x.csv", b"a,b\n1,2\n")})
    )


def test_a_form_with_a_file_needs_its_token_as_any_other(over: Pages) -> None:
    browser = over.visitor()
    forged = browser.post(f"{DEBT}/table", {"csrftoken": "made.up"}, files={"file": ("x.csv", b"choice\n")})
    assert forged.status_code == 403
    assert browser.post(f"{DEBT}/table", {"csrftoken": ""}, files={"file": ("x", b"x")}).status_code == 403


def test_a_file_that_is_too_large_is_not_read(over: Pages) -> None:
    table = b"customer,choice\r\nAcme,exclude\r\n" + b"," * 8_000_000
    came = over.visitor().post(f"{DEBT}/table", files={"file": ("large.csv", table)})
    assert (came.status_code, "large.csv is too large to be such a table" in words(came)) == (400, True)
    assert done(over) == {}


def test_a_viewer_sees_it_and_sorts_nothing(over: Pages) -> None:
    browser = over.visitor("viewer")
    assert "Take every suggestion" not in words(browser.get(DEBT))
    assert browser.post(DEBT, {"act": "suggested"}).status_code == 403
