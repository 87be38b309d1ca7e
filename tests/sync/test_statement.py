"""A bank's file is read whole or refused whole, in a line that names the place; nothing in it is guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from sync.commands.bank_table import words_of
from sync.commands.targets import ActError
from sync.intake.statement import BankSettings, Statement, StatementError, StatementLine, read_statement
from tests.sync.statements import BRITISH, CSVS, DUTCH, OFX_SGML, OFX_XML, PLAIN, camt

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)


def read(text: str | bytes, settings: BankSettings = PLAIN, home: str = "EUR") -> Statement:
    body = text if isinstance(text, bytes) else text.encode()
    return read_statement(body, "bank file", settings, home)


def refusal(text: str | bytes, settings: BankSettings = PLAIN) -> str:
    with pytest.raises(StatementError) as refused:
        read(text, settings)
    told = str(refused.value)
    assert told.startswith("bank file: ")
    assert "\n" not in told
    return told


@pytest.mark.parametrize("text", CSVS.values(), ids=CSVS.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_file_of_each_language_is_read(text: str, encoding: str) -> None:
    found = read(text.encode(encoding))
    assert [(each.on, each.amount, each.currency) for each in found.lines] == [
        (MONDAY, Decimal("1120.00"), "EUR"),
        (TUESDAY, Decimal("-3000.00"), "EUR"),
    ]
    assert "INV-1263" in found.lines[0].text
    assert (found.source, found.pending) == ("csv", 0)


def test_whose_account_it_came_from_is_known_and_our_own_is_not_taken_for_it() -> None:
    assert [each.payer_account for each in read(DUTCH).lines] == ["NL91ABNA0417164300", "NL02ABNA0123456789"]
    ours = "Date,Amount,IBAN\n2026-11-16,1.00,DE1\n2026-11-17,2.00,DE1\n"
    assert [each.payer_account for each in read(ours).lines] == ["", ""]


def test_what_the_bank_has_not_booked_yet_is_left_out() -> None:
    found = read("Date,Amount,State\n2026-11-16,1.00,COMPLETED\n2026-11-16,2.00,PENDING\n")
    assert ([each.amount for each in found.lines], found.pending) == ([Decimal("1.00")], 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("Date,Amount\n2026-11-16,1.00\n2026-13-16,2.00\n", 'line 3: "2026-13-16" is no date'),
        ("Date,Amount\n2026-11-16,1.00\n2026-11-16,some\n", 'line 3: "some" is no amount'),
        ("Date,Amount\n2026-11-16,1.00\n,2.00\n", "line 3: has no date"),
        ("Date,Amount\n2026-11-16,\n", "line 2: has no amount"),
        ("Date,Amount\n2026-11-16,1.005\n", "line 2: "),
        ("Date,Amount,Currency\n2026-11-16,1.00,XXX\n", 'line 2: "XXX" is no currency'),
        ("Date,Amount\n03/04/2026,1.00\n", "may be two dates"),
        ('Date,Amount\n2026-11-16,"1,234"\n', "may be 1234 or 1.234"),
        ("Date,Paid in,Paid out\n2026-11-16,1.00,2.00\n", "line 2: has an amount in both columns"),
        ("Date,Amount,Dr/Cr\n2026-11-16,1.00,?\n2026-11-16,1.00,maybe\n", "does not say whether money came"),
        ("Date,Amount\n2026-11-16,$1.00\n", "line 2: the sign beside the amount is not that of EUR"),
        ("Who,What\nme,that\n", "has no line of headers"),
        ("Date,Amount\n2026-11-16,1.00\n2026-11", "line 3 breaks off"),
        ("PK\x03\x04rest", "is a zip or a spreadsheet"),
        ("%PDF-1.7", "is a PDF"),
        (":20:STARTUMS\n:25:x", "is an MT940 file"),
        ("OFXHEADER:100\nDATA:OFXSGML\n", "has no <OFX> in it"),
        ("OFXHEADER:100\n<OFX><SIGNONMSGSRSV1></SIGNONMSGSRSV1></OFX>", "holds no statement"),
        (OFX_SGML.replace("20261117", "2026XX17"), 'transaction 2: "2026XX17" is no date'),
        (OFX_SGML.replace("-3000.00", "all"), 'transaction 2: "all" is no amount'),
        (OFX_SGML[:400], "breaks off before its end"),
        (OFX_XML.replace("</STMTTRN>", "</STMTTRN> more"), "is no OFX that can be read"),
        (camt()[:600], "is no XML that can be read"),
        (camt().replace("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn"), 'but a "BkToCstmrDbtCdtNtfctn"'),
        (camt().replace("1120.00", "eleven"), 'entry 1: "eleven" is no amount'),
        (camt().replace("2026-11-16", "16.11.2026"), 'entry 1: "16.11.2026" is no date'),
        (camt().replace("<CdtDbtInd>CRDT", "<CdtDbtInd>IN"), "whether money came or went"),
        (camt().replace("<Document", '<!DOCTYPE x [<!ENTITY a "b">]><Document'), "holds a DTD or entities"),
        ("<html><body>Sign in</body></html>", 'is no bank statement in camt.053, but a "body"'),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text: str, told: str) -> None:
    found = refusal(text)
    assert told in found
    assert found.endswith("nothing was read")


def test_every_bad_row_is_named_at_once() -> None:
    text = "Date,Amount\n" + "2026-11-16,x\n" * 12
    assert "line 2: " in refusal(text)
    assert "and 4 more" in refusal(text)


def test_settings_decide_what_the_file_leaves_open() -> None:
    dated = "Date,Amount\n03/04/2026,1.00\n"
    assert read(dated, replace(PLAIN, dates="dmy")).lines[0].on == date(2026, 4, 3)
    assert read(dated, replace(PLAIN, dates="mdy")).lines[0].on == date(2026, 3, 4)
    thousand = 'Date,Amount\n2026-11-16,"1,234"\n'
    assert read(thousand, replace(PLAIN, decimal=".")).lines[0].amount == Decimal(1234)
    named = replace(PLAIN, columns={"date": "When", "amount": "How much", "text": "Why"}, currency="USD")
    [line] = read("When,How much,Why\n2026-11-16,5.00,INV-1\n", named).lines
    assert (line.amount, line.currency, line.text) == (Decimal("5.00"), "USD", "INV-1")
    french = replace(PLAIN, encoding="cp850")
    assert "été" in read("Date,Amount,Text\n2026-11-16,5.00,été\n".encode("cp850"), french).lines[0].text
    assert "is not written in utf-8" in refusal(
        b"Date,Amount\n2026-11-16,5.00\n\xff\n", replace(PLAIN, encoding="utf-8")
    )


def test_a_customer_called_total_is_no_line_of_totals() -> None:
    text = "Description,Date,Amount\nTotal Fitness Ltd,2026-11-16,5.00\nTotal,,5.00\n"
    assert "line 3: has no date" in refusal(text.replace("Total,,", "Sum so far,,"))
    assert [each.text for each in read(text).lines] == ["Total Fitness Ltd"]


@pytest.mark.parametrize("version", ["02", "04", "08", "12"])
def test_camt_is_read_a_line_for_each_transaction(version: str) -> None:
    found = read(camt(version=version))
    credit, bolt, cord, back = found.lines
    assert credit == StatementLine(
        on=MONDAY, amount=Decimal("1120.00"), currency="EUR", text="Rechnung INV- 1263", payer="Acme Tools",
        payer_account="DE89370400440532013000", reference="AX1", account="DE02120300000000202051", back=False,
    )  # fmt: skip
    assert (bolt.amount, bolt.payer, bolt.text, bolt.reference) == (
        Decimal("60.00"),
        "Bolt",
        "RF712348231",
        "B77/1",
    )
    assert (cord.amount, cord.payer, cord.reference) == (Decimal("40.00"), "Cord", "B77/2")
    assert (back.amount, back.payer, back.back) == (Decimal("-60.00"), "Bolt", True)
    assert found.pending == 1


def test_a_batch_whose_parts_do_not_make_it_up_is_one_line() -> None:
    found = read(camt().replace("60.00</Amt><RltdPties>", "61.00</Amt><RltdPties>"))
    assert [each.amount for each in found.lines] == [Decimal("1120.00"), Decimal("100.00"), Decimal("-60.00")]


@pytest.mark.parametrize("text", [OFX_SGML, OFX_XML], ids=["SGML", "XML"])
def test_ofx_is_read_in_both_kinds(text: str) -> None:
    came, went = read(text).lines
    assert came == StatementLine(
        on=MONDAY, amount=Decimal("1120.00"), currency="USD", text="INV-1263 & thanks", payer="ACME TOOLS",
        payer_account="", reference="F1", account="99", back=False,
    )  # fmt: skip
    assert (went.on, went.amount) == (TUESDAY, Decimal("-3000.00"))


def read_or_refused(body: bytes) -> None:
    """Anything else that is raised fails the test."""
    told = ""
    try:
        read(body)
    except StatementError as error:
        told = str(error)
    assert "\n" not in told


HEADS = [
    b"",
    b"Date,Amount\n",
    b"OFXHEADER:100\n<OFX>",
    b"<?xml version='1.0'?>",
    b"\xff\xfe",
    BRITISH.encode(),
]


@given(st.sampled_from(HEADS), st.binary(max_size=200))
@example(b"", b"\x00")
def test_whatever_the_bytes_it_is_read_or_refused_in_one_line(head: bytes, body: bytes) -> None:
    read_or_refused(head + body)


@given(st.binary(max_size=200), st.booleans())
def test_whatever_comes_back_from_a_spreadsheet_is_read_or_refused(body: bytes, headed: bool) -> None:
    told = ""
    try:
        words_of((b"line,choice,invoices\n" if headed else b"") + body, "lines.csv", [])
    except ActError as error:
        told = str(error)
    assert "\n" not in told


@given(st.sampled_from([BRITISH, DUTCH, OFX_SGML, OFX_XML, camt()]), st.data())
def test_a_file_with_one_thing_changed_is_read_or_refused(text: str, data: st.DataObject) -> None:
    body = bytearray(text.encode())
    at = data.draw(st.integers(0, len(body) - 1))
    match data.draw(st.sampled_from(["cut", "flip", "double"])):
        case "cut":
            del body[at:]
        case "flip":
            body[at] = data.draw(st.integers(0, 255))
        case _:
            body[at:at] = body[max(0, at - 20) : at]
    read_or_refused(bytes(body))
