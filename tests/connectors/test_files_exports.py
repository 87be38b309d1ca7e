"""Exports as accounting programs and spreadsheets make them, with what people do to them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from connectors.errors import ConnectorError, Refused, TryLater
from dunning.ledger import CreditNote, Customer, Payment
from tests.connectors.files_desk import ACME, BOLT, HEADER, Desk

XERO_HEADER = (
    "*ContactName,EmailAddress,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,Total,InvoiceAmountPaid,"
    "InvoiceAmountDue,Description,*Quantity,*UnitAmount,Currency,Type,Status"
)
XERO_ROW = (  # one for each line of the invoice
    "Acme,ann@acme.example,INV-1,PO 7,2026-09-01,2026-10-01,1000.00,360.00,640.00,{},GBP,"
    "Sales invoice,Awaiting Payment"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def problems(desk: Desk) -> list[str]:
    return [row.problem for row in desk.unreadable]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_encoding_and_delimiter_is_found_out(desk: Desk, encoding: str, delimiter: str) -> None:
    row = "INV-1,Café Ørsted,ann@acme.example,2026-09-01,2026-10-01,1000.00,£640.00\n"
    desk.put("invoices.csv", (HEADER + row).replace(",", delimiter), encoding=encoding)
    staged = desk.pull()
    assert staged.balances() == {"INV-1": Decimal("640.00")}
    assert [one.name for one in staged.of(Customer)] == ["Café Ørsted"]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (XERO_HEADER, f"{XERO_ROW.format('Oak,1,400.00')}\n{XERO_ROW.format('Ash,2,300.00')}"),
        (  # QuickBooks, a report
            "Date,Transaction Type,Num,Name,Due Date,Amount,Open Balance",
            "2026-09-01,Invoice,INV-1,Acme,2026-10-01,1000.00,640.00",
        ),
        (  # Sage and the like
            "A/C,Customer,Invoice No.,Date Issued,Payment Due,Gross,Outstanding",
            "AC001,Acme,INV-1,2026-09-01,2026-10-01,1000.00,640.00",
        ),
        (
            "invoice #,CLIENT NAME,issued,due_date,total amount,paid",
            "INV-1,Acme,2026-09-01,2026-10-01,1000,360",
        ),
        (
            "Invoice,Customer,Invoice Date,Due Date,Total (GBP),Balance (GBP)",
            "INV-1,Acme,2026-09-01,2026-10-01,1000,640",
        ),
    ],
    ids=["xero", "quickbooks", "sage", "freehand", "currency in the header"],
)
def test_headers_are_known_by_the_names_that_programs_give_them(desk: Desk, header: str, row: str) -> None:
    desk.put("invoices.csv", f"{header}\n{row}\n")
    staged = desk.pull()
    bill = staged.invoice("INV-1")
    assert (bill.issued_on, bill.due_on) == (date(2026, 9, 1), date(2026, 10, 1))
    assert (bill.total, bill.balance, bill.currency) == (Decimal(1000), Decimal(640), "GBP")
    assert (bill.status, bill.problem) == ("open", None)
    assert problems(desk) == []


def test_titles_blank_lines_and_totals_are_no_invoices(desk: Desk) -> None:
    desk.put(
        "invoices.csv",
        f"Quay Joinery\nOpen invoices\nAs of 18 November 2026\n\n{HEADER}\n{ACME},,,,,,\n"
        f'{BOLT}Total,,,,,"1,300.00","1,120.50"\n\n',
    )
    assert desk.pull().balances() == {"INV-1": Decimal("1000.00"), "INV-2": Decimal("120.50")}
    assert problems(desk) == []


def test_a_customer_whose_name_begins_with_total_is_no_sum(desk: Desk) -> None:
    desk.put("invoices.csv", "Customer,Invoice,Due Date,Balance\nTotal Gas,G-1,2026-10-01,12.00\n")
    assert desk.pull().balances() == {"G-1": Decimal("12.00")}


def test_excels_quirks_are_text(desk: Desk) -> None:
    desk.put(
        "invoices.csv",
        "sep=;\r\nInvoice Number;Customer;Due Date;Balance\r\n"
        '="00123";"=HYPERLINK(""x"")";2026-10-01;12,50\r\n',
    )
    staged = desk.pull()
    assert staged.balances() == {"00123": Decimal("12.50")}
    assert [one.name for one in staged.of(Customer)] == ['=HYPERLINK("x")']


BAD = {
    "no due": ("B,Bad,,2026-09-01,soon,10.00,10.00", 'due on "soon" is no date'),
    "two dates": ("B,Bad,,2026-09-01,03/04/2026,10.00,10.00", 'set dates = "dmy" or dates = "mdy"'),
    "two amounts": ('B,Bad,,2026-09-01,2026-10-01,"1,234","1,234"', 'set decimal = "." or decimal = ","'),
    "fine": ("B,Bad,,2026-09-01,2026-10-01,10.00,10.0001", "more decimals"),
    "no amount": ("B,Bad,,2026-09-01,2026-10-01,ten,ten", 'total "ten" is no amount'),
    "no balance": ("B,Bad,,2026-09-01,2026-10-01,10.00,", "has no balance"),
    "other money": ("B,Bad,,2026-09-01,2026-10-01,10.00,$10.00", "not that of GBP"),
    "no number": (",Bad,,2026-09-01,2026-10-01,10.00,10.00", "has no number"),
    "nobody": ("B,,,2026-09-01,2026-10-01,10.00,10.00", "has no customer"),
    "torn in two": ("B,Bad,,2026-09-01,2026-10-01,10,00,10,00", "has 9 cells where the header has 7"),
    "stray mark": ('B,"Bad" & Sons,,2026-09-01,2026-10-01,10.00,10.00', "quotation mark out of place"),
    "never closed": ('B,"Bad,,2026-09-01,2026-10-01,10.00,10.00', "quotation mark out of place"),
    "absurd": ("B,Bad,,2026-09-01,2026-10-01,1000000000000000000.00,1000000000000000000.00", "too large"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_is_told_with_file_line_and_problem_and_the_others_go_on(desk: Desk, name: str) -> None:
    row, words = BAD[name]
    whole = "INV-1,Acme,,2026-09-01,2026-10-01,1000,1000\n" if name == "two amounts" else ACME
    last = "INV-2,Bolt,,2026-09-01,2026-10-01,300,120\n" if name == "two amounts" else BOLT
    desk.invoices(whole, row + "\n", last)
    staged = desk.pull()
    assert set(staged.balances()) == {"INV-1", "INV-2"}
    (problem,) = problems(desk)
    assert problem.startswith("invoices.csv line 3: ")
    assert words in problem
    desk.invoices(ACME, "B,Bad,,2026-09-01,2026-10-01,10.00,10.00\n", BOLT)
    desk.unreadable.clear()
    assert set(desk.pull().balances()) == {"INV-1", "B", "INV-2"}
    assert problems(desk) == []


@pytest.mark.parametrize(
    ("status", "balance", "expected"),
    [
        ("Overdue by 12 days", "10.00", ("open", "10.00", None)),
        ("PAID", "0.00", ("paid", "0", None)),
        ("", "0.00", ("paid", "0", None)),
        ("Voided", "10.00", ("void", "0", None)),
        ("Written off", "10.00", ("deleted", "0", None)),
        ("Draft", "10.00", ("draft", "10.00", None)),
        ("Paid", "10.00", ("open", "10.00", 'is "Paid" and yet has a balance')),
        ("In dispute", "10.00", ("open", "10.00", 'has a status that is not known: "In dispute"')),
    ],
)
def test_a_status_is_believed_to_spare_and_never_to_chase(
    desk: Desk, status: str, balance: str, expected: tuple[str, str, str | None]
) -> None:
    header = HEADER.replace("Balance", "Balance,Status")
    desk.put("invoices.csv", f"{header}S-1,Acme,,2026-09-01,2026-10-01,10.00,{balance},{status}\n")
    bill = desk.pull().invoice("S-1")
    assert (bill.status, bill.balance, bill.problem) == (expected[0], Decimal(expected[1]), expected[2])


def test_an_invoice_without_a_due_date_counts_and_is_not_chased(desk: Desk) -> None:
    desk.invoices("INV-1,Acme,,2026-09-01,,10.00,10.00\n")
    assert desk.pull().invoice("INV-1").problem == "has no due date"


def test_a_number_on_two_rows_that_differ_is_believed_on_neither(desk: Desk) -> None:
    desk.invoices(ACME, BOLT, ACME.replace("1000.00\n", "900.00\n"), ACME)
    assert set(desk.pull().balances()) == {"INV-2"}
    assert "number INV-1 stands on another line too" in problems(desk)[0]


def test_a_negative_invoice_is_a_credit_and_a_bill_is_none_of_ours(desk: Desk) -> None:
    header = HEADER.replace("Balance", "Balance,Type")
    desk.put(
        "invoices.csv",
        f"{header}{ACME.strip()},Invoice\nCN-1,Acme,,2026-09-03,,-50.00,-20.00,Credit Note\n"
        "CN-2,Acme,,2026-09-03,,30.00,30.00,Credit Note\n"
        "B-1,Timber Ltd,,2026-09-03,2026-10-01,80.00,80.00,Bill\n",
    )
    staged = desk.pull()
    assert staged.credit_in_hand() == {"GBP": Decimal("50.00")}
    assert {one.id for one in staged.of(CreditNote)} == {"CN-1", "CN-2"}
    assert staged.balances() == {"INV-1": Decimal("1000.00")}


def test_customers_are_those_of_their_own_file_with_what_it_says_of_them(desk: Desk) -> None:
    desk.put(
        "customers.csv",
        "Customer Code,Name,First Name,Email,Telephone,Country,State,Payment Terms,Status,Do not contact\n"
        "A1,Acme,Ann,ann@acme.example; accounts@acme.example,+44 20,United Kingdom,,30 days,Active,\n"
        "B1,Bolt,Bo,Bo <bo@bolt.example>,,US,Texas,,Archived,Yes\n",
    )
    desk.put(
        "invoices.csv",
        "Invoice,Customer Code,Customer,Due Date,Balance\nINV-1,A1,Acme Ltd,2026-10-01,5.00\n"
        "INV-2,,bolt,2026-10-01,6.00\nINV-3,C1,Cove,2026-10-01,7.00\n",
    )
    staged = desk.pull()
    acme, bolt, cove = sorted(staged.of(Customer), key=lambda one: one.name)
    assert (acme.first_name, acme.emails) == ("Ann", ("ann@acme.example", "accounts@acme.example"))
    assert (acme.country, acme.terms_days, acme.active, acme.contactable) == ("GB", 30, True, True)
    assert (bolt.emails, bolt.country, bolt.region) == (("bo@bolt.example",), "US", "Texas")
    assert (bolt.active, bolt.contactable) == (False, False)
    owners = [staged.invoice(f"INV-{number}").customer_id for number in (1, 2, 3)]
    assert owners == [acme.id, bolt.id, cove.id]


def test_two_customers_of_one_name_are_not_guessed(desk: Desk) -> None:
    desk.put("customers.csv", "Number,Name,Email\n1,Acme,a@acme.example\n2,Acme,b@acme.example\n")
    desk.invoices(ACME, BOLT)
    assert set(desk.pull().balances()) == {"INV-2"}
    assert "several customers called Acme" in problems(desk)[0]


def test_a_payment_is_one_however_many_rows_it_is_spread_over(desk: Desk) -> None:
    desk.invoices(ACME, BOLT)
    desk.put(
        "payments.csv",
        "Receipt No,Date,Customer,Invoice No,Amount,Reference\nR1,2026-11-02,Acme,INV-1,100.00,X\n"
        "R1,2026-11-02,Acme,INV-2,20.00,X\nR1,2026-11-02,Acme,,5.00,X\n,2026-11-03,Bolt,INV-2,7.00,\n"
        ",2026-11-03,Bolt,INV-2,7.00,\nTotal,,,,139.00,\n",
    )
    staged = desk.pull()
    paid = {one.id: one for one in staged.of(Payment)}
    first = paid.pop("R1")
    assert (first.amount, first.unapplied, len(first.allocations)) == (Decimal("125.00"), Decimal("5.00"), 2)
    assert [one.amount for one in paid.values()] == [Decimal("7.00")] * 2
    assert staged.credit_in_hand() == {"GBP": Decimal("5.00")}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("", TryLater, "invoices.csv: is empty"),
        ("\n\n", TryLater, "invoices.csv: is empty"),
        ("Invoice Num", TryLater, "invoices.csv: breaks off"),
        (HEADER[:40], TryLater, "invoices.csv: breaks off"),
        (HEADER + ACME + BOLT[:30], TryLater, "invoices.csv: line 3 breaks off"),
        (HEADER + ACME + 'INV-2,"Bolt', TryLater, "invoices.csv: line 3 breaks off"),
        ("colour,size\nred,5\n", Refused, "has no line of headers that could be read"),
        ("Invoice,Customer,Balance\n1,A,5\n", Refused, 'has no column for due on .say "due date"'),
        ("Invoice,Customer,Due Date,Balance,Balance\n", Refused, 'more than one column "Balance"'),
    ],
)
def test_a_file_that_is_no_export_or_not_whole_is_named(
    desk: Desk, text: str, kind: type[ConnectorError], words: str
) -> None:
    desk.put("invoices.csv", text)
    with pytest.raises(kind, match=words):
        desk.pull()


def test_a_last_line_without_its_break_is_whole_when_all_its_cells_are_there(desk: Desk) -> None:
    desk.invoices(ACME, BOLT.strip())
    assert set(desk.pull().balances()) == {"INV-1", "INV-2"}


def test_file_names_may_be_written_otherwise_but_not_twice(desk: Desk) -> None:
    desk.put("Invoices.CSV", HEADER + ACME)
    desk.put("Credit Notes.csv", "Credit Note,Customer,Balance\nCN-1,Acme,5.00\n")
    assert desk.pull().credit_in_hand() == {"GBP": Decimal("5.00")}
    desk.put("credit-notes.csv", "Credit Note,Customer,Balance\nCN-1,Acme,5.00\n")
    with pytest.raises(
        Refused, match=r"credit_notes.csv: there are two: Credit Notes.csv and credit-notes.csv"
    ):
        desk.pull()
