"""A report of a ledger, gathered from the store: a small book worked by hand, and its files."""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import sqlalchemy as sa

from dunning.account import Contact
from dunning.figures.debts import Period
from dunning.ledger import Kind
from sync import commands
from sync.reports.charts import charts
from sync.reports.choices import named
from sync.reports.files import csv_of, write_csv, xlsx_of
from sync.reports.gather import NoPeriod, gather, period_of
from sync.reports.overview import Kept, line, worst_first
from sync.reports.report import Block, Report
from sync.reports.sheets import sheets
from sync.store import ledgers, suppressions
from sync.tables import calls, effects, texts
from tests.sync.books import NOW, TODAY, credit, customer, gone, invoice, payment
from tests.sync.desk import Desk, desk

D = Decimal
AUTUMN = Period(date(2026, 9, 1), date(2026, 11, 17))


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as one:
        yield one.stage(customer("C1"), customer("C2", bills_with="C1"), customer("C3"))


def paid(one: Desk, id_: str, of: str, issued: date, on: date, total: str, currency: str = "GBP") -> None:
    one.stage(
        invoice(
            id_, of=of, issued_on=issued, due_on=issued + timedelta(days=30), total=D(total), balance=D(0),
            status="paid", currency=currency,
        ),
        payment(f"P{id_}", of=of, on=on, amount=total, applied={id_: total}, currency=currency),
    )  # fmt: skip


def report(one: Desk, period: Period = AUTUMN) -> Report:
    return gather(one.office, one.ledger, period)


def block(found: Report, currency: str) -> Block:
    return next(each for each in found.blocks if each.currency == currency)


def small_book(one: Desk) -> None:
    """Five invoices of autumn in pounds, of which one is part-paid and one open; one in euros."""
    paid(one, "I1", "C1", date(2026, 8, 1), date(2026, 9, 15), "100.00")
    paid(one, "I2", "C2", date(2026, 9, 1), date(2026, 10, 10), "200.00")
    paid(one, "I3", "C3", date(2026, 9, 10), date(2026, 11, 2), "300.00")
    paid(one, "I4", "C1", date(2026, 10, 1), date(2026, 10, 20), "150.00")
    one.stage(
        invoice("I5", issued_on=date(2026, 10, 5), due_on=date(2026, 11, 4), total=D(400), balance=D(250)),
        payment("P5", on=date(2026, 11, 10), amount="150.00", applied={"I5": "150.00"}),
        invoice("I6", issued_on=date(2026, 11, 1), due_on=date(2026, 12, 1), total=D(500), balance=D(500)),
        invoice("E1", of="C3", issued_on=date(2026, 11, 2), owes="70.00", currency="EUR"),
    )


def test_a_small_book_worked_by_hand(made: Desk) -> None:
    small_book(made)
    found = block(report(made), "GBP")
    september, october, november = (each.aged for each in found.aging)
    assert (september.on, september.receivables, september.overdue) == (date(2026, 9, 30), D(500), D(0))
    assert (october.receivables, october.overdue) == (
        D(700),
        D(300),
    )  # I3 was due on 10 October
    assert (november.receivables, november.buckets["1-30"]) == (D(750), D(250))
    collecting = found.collecting
    assert (collecting.start.receivables, collecting.billed) == (D(100), D(1550))
    assert collecting.dso.value == D("37.7")  # 750 / 1550 x 78
    # November takes 500 (17 days), October 250 of 550: 31 x 250 / 550 = 14.1
    assert collecting.countback.value == D("31.1")
    assert collecting.cei.value == D("78.3")  # (100 + 1550 - 750) / (100 + 1550 - 500)
    euros = block(report(made), "EUR")
    assert euros.collecting.end.receivables == D(70)
    assert euros.collecting.dso.not_enough == "1 invoice in the period, fewer than 5"


def test_a_report_begins_where_settled_invoices_are_known(made: Desk) -> None:
    small_book(made)
    asked = Period(date(2026, 1, 1), AUTUMN.last)
    found = report(made, asked)
    assert (found.asked, found.period) == (asked, Period(date(2026, 8, 1), AUTUMN.last))
    assert found.notes()[0].startswith("Settled invoices are known from 1 August 2026 on")
    assert block(found, "GBP").collecting.dso.value is not None
    before = report(made, Period(date(2026, 1, 1), date(2026, 3, 1)))
    assert (
        block(before, "GBP").collecting.cei.not_enough
        == "settled invoices are known from 1 August 2026 on only"
    )


def test_what_is_void_now_stood_in_the_books_then_and_is_told_beside(made: Desk) -> None:
    small_book(made)
    made.stage(invoice("V1", issued_on=date(2026, 9, 5), owes="90.00"))
    voided = invoice("V1", edit=900, issued_on=date(2026, 9, 5), owes="90.00", status="void")
    made.stage(voided, invoice("V2", owes="10.00", issued_on=date(2026, 9, 6)))
    made.stage(gone(Kind.INVOICE, "V2", edit=2000))
    found = block(report(made), "GBP")
    assert [each.voided for each in found.aging] == [D(100), D(100), D(0)]  # both on 1 and 2 November
    assert found.aging[0].aged.receivables == D(500)


def test_credit_is_beside_and_never_makes_a_debt_of_its_own(made: Desk) -> None:
    made.stage(
        invoice("I1", issued_on=date(2026, 10, 1), total=D(100), balance=D(0), status="paid"),
        credit("K1", left="20.00"),
        payment("P9", on=TODAY - timedelta(days=3), amount="30.00", unapplied=D(30)),
        invoice("I2", issued_on=date(2026, 10, 1), owes="40.00"),
    )
    found = block(report(made), "GBP")
    assert found.collecting.billed == D(40)  # I1 was settled by credit alone
    assert found.unapplied == D(30)  # the credit note is of today, after the period


def test_a_book_that_is_not_booked_through_says_so(made: Desk) -> None:
    small_book(made)
    assert report(made).notes() == ()
    later = made.at(NOW + timedelta(days=10))
    [note] = gather(later.office, later.ledger, Period(AUTUMN.first, date(2026, 11, 27))).notes()
    assert note.startswith("Payments are recorded up to 18 November 2026")


def test_promises_and_efforts_are_counted_by_the_ledgers_own_days(made: Desk) -> None:
    small_book(made.stage(customer("C1", edit=2, phone="020 7946 0001")))
    made.decide()
    assert made.send() >= 2
    contact = Contact(channel="call", at=NOW - timedelta(hours=1), reached=True)
    commands.log(made.office, made.ledger, customer="C1", contact=contact, by="me", minutes=12)
    commands.log(made.office, made.ledger, customer="C1", contact=contact, by="me")
    with pytest.raises(commands.ActError, match="no time for a contact"):
        commands.log(made.office, made.ledger, customer="C1", contact=contact, by="me", minutes=-1)
    commands.opt_out(made.office, made.ledger, customer="C3", channel="email", source="a call", over=False)
    with made.office.store.write() as connection:
        suppressions.suppress(connection, "number", "+442079460001", "stopped", "a text", NOW)
        suppressions.suppress(connection, "number", "+442079460999", "stopped", "somebody else's", NOW)
    found = report(made, Period(AUTUMN.first, TODAY))
    effort = found.effort
    assert sum(effort.messages.values()) >= 2
    assert (effort.contacts, effort.reached, effort.minutes, effort.timed) == ({"call": 2}, 2, 12, 1)
    assert effort.opt_outs == {"email": 1, "sms": 1}
    assert sum(sum(each.channels.values()) for each in effort.by_month) == sum(effort.messages.values())
    levels = block(found, "GBP").levels
    assert all(each.too_early == each.delivered and each.share.value is None for each in levels)
    assert report(made).effort.messages == {}  # all of it was done today


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (None, TODAY + timedelta(days=1), "is not over yet"),
        (TODAY, TODAY - timedelta(days=1), "comes after the last"),
        (date(1990, 1, 1), TODAY, "more than 10 years"),
    ],
)
def test_a_period_that_cannot_be_is_refused(made: Desk, first: date | None, last: date, why: str) -> None:
    with pytest.raises(NoPeriod, match=why):
        period_of(made.office, made.ledger, first, last)


def test_the_usual_period_is_twelve_months_to_yesterday(made: Desk) -> None:
    assert period_of(made.office, made.ledger, None, None) == Period(date(2025, 11, 18), date(2026, 11, 17))


@pytest.mark.parametrize(
    "today", [date(2026, 1, 1), date(2026, 3, 31), date(2028, 2, 29), date(2026, 11, 18)]
)
def test_named_periods_are_whole_and_over(today: date) -> None:
    found = {name: period for name, (_, period) in named(today).items()}
    assert all(each.first <= each.last < today for each in found.values())
    assert found["last-quarter"].days in (90, 91, 92)
    assert found["last-year"].days in (365, 366)
    assert found["last-month"].last + timedelta(days=1) == today.replace(day=1)


def test_the_worst_comes_first_and_nothing_owed_last(made: Desk) -> None:
    small_book(made)
    one = line(report(made))
    assert (one.receivables, one.overdue_share, one.others) == (D(750), D("33.3"), {"EUR": D(70)})
    empty = line(gather(made.office, made.ledger, Period(date(2026, 1, 1), date(2026, 1, 31))))
    assert empty.overdue_share is None
    assert worst_first([empty, one]) == [one, empty]


def test_a_report_is_kept_until_something_changed(made: Desk) -> None:
    small_book(made)
    kept = Kept()
    first = kept.report(made.office, made.ledger, AUTUMN)
    assert kept.report(made.office, made.ledger, AUTUMN) is first
    assert kept.report(made.office, made.ledger, Period(AUTUMN.first, TODAY)) is not first
    commands.hold(made.office, made.ledger, customer="C1", invoice=None, until=None, note="why")
    again = kept.report(made.office, made.ledger, AUTUMN)
    assert again is not first
    assert again == first
    with made.office.store.write() as connection:
        ledgers.update(connection, made.ledger.id, confirmed_through=TODAY)
    assert kept.report(made.office, made.ledger, AUTUMN) is not again


def worksheets(workbook: bytes) -> dict[str, list[list[tuple[str, str]]]]:
    """By name the rows of each, as (kind, text) of their cells."""
    space = {"": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        read = {name: ET.fromstring(archive.read(name)) for name in archive.namelist() if "xml" in name}  # noqa: S314 - ours
    texts = ["".join(each.itertext()) for each in read["xl/sharedStrings.xml"]]
    names = [each.attrib["name"] for each in read["xl/workbook.xml"].iterfind("sheets/sheet", space)]
    found: dict[str, list[list[tuple[str, str]]]] = {}
    for number, name in enumerate(names, 1):
        rows = read[f"xl/worksheets/sheet{number}.xml"].iterfind("sheetData/row", space)
        found[name] = [[_cell(cell, texts, space) for cell in row] for row in rows]
    return found


def _cell(cell: ET.Element, texts: list[str], space: dict[str, str]) -> tuple[str, str]:
    if cell.find("f", space) is not None:
        return "formula", ""
    value = cell.findtext("v", "", space)
    return ("text", texts[int(value)]) if cell.get("t") == "s" else ("number", value)


def test_spreadsheets_hold_numbers_days_and_no_formula(made: Desk, tmp_path: Path) -> None:
    small_book(made)
    with made.office.store.write() as connection:
        ledgers.update(connection, made.ledger.id, organisation='=HYPERLINK("http://evil.example")')
    found = report(made)
    pages = worksheets(xlsx_of(found, NOW))
    assert {"figures-GBP", "aging-GBP", "aging-EUR", "effort"} <= pages.keys()
    every = [cell for page in pages.values() for row in page for cell in row]
    assert "formula" not in {kind for kind, _ in every}
    assert any(kind == "text" and text.startswith("=HYPERLINK") for kind, text in every)
    row = pages["aging-GBP"][-1]
    assert row[0] == ("number", str((date(2026, 11, 17) - date(1899, 12, 30)).days))  # as spreadsheets count
    assert row[6] == ("number", "750.00")
    assert xlsx_of(found, NOW) == xlsx_of(found, NOW)
    paths = write_csv(found, tmp_path / "out")
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}
    [aging] = [path for path in paths if path.name == "summit-aging-GBP.csv"]
    *_, last = csv.reader(io.StringIO(aging.read_text(encoding="utf-8-sig")))
    assert (last[0], last[6]) == ("2026-11-17", "750.00")


def test_a_text_that_would_be_a_formula_is_none_in_csv(made: Desk) -> None:
    small_book(made)
    one = sheets(report(made))[0]
    bad = type(one)(
        name="x", title="x", currency="", words=(), columns=one.columns[:1], rows=(("=1+1",), ("@x",))
    )
    assert csv_of(bad).splitlines()[1:] == ["'=1+1", "'@x"]


def test_a_chart_stands_by_itself_and_runs_nothing(made: Desk) -> None:
    small_book(made)
    found = report(made)
    for name, draw in charts(found).items():
        drawn = draw()
        assert drawn == draw(), "the same report is the same file"
        assert ET.fromstring(drawn).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own
        text = drawn.decode()
        assert not re.search(r"<script|on\w+=|xlink|<image|@import|url\(|pygal\.org", text), name
        assert set(re.findall(r"https?://[^\s\"']+", text)) <= {"http://www.w3.org/2000/svg"}
        assert "prefers-color-scheme:dark" in text
    assert not [each for each in sys.meta_path if "pygal" in type(each).__module__]
    assert "Nov 26" in charts(found)["aging-GBP"]().decode()
    assert "nothing to show" in charts(found)["messages"]().decode()


def test_days_are_those_of_the_ledgers_own_zone(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        one.stage(customer()).update(timezone="Pacific/Auckland")
        one.at(datetime(2026, 11, 18, 20, 0, tzinfo=UTC))  # the 19th there
        assert period_of(one.office, one.ledger, None, None).last == date(2026, 11, 18)


def test_both_databases_tell_the_same(tmp_path: Path, store_url: str) -> None:
    with desk(tmp_path, store_url) as one:
        small_book(one.stage(customer("C1"), customer("C2", bills_with="C1"), customer("C3")))
        one.stage(
            invoice("V1", issued_on=date(2026, 9, 5), owes="90.00"),
            payment("P0", of="C3", paid_on=None, amount="5.00", unapplied=D(5)),
        )
        one.stage(gone(Kind.INVOICE, "V1", edit=2000))
        one.decide()
        one.send()
        _texted(one)
        found = report(one, Period(AUTUMN.first, TODAY))
        book = block(found, "GBP")
        assert book.collecting.dso.value == D("38.2")  # 750 / 1550 x 79
        assert [each.voided for each in book.aging] == [D(90), D(90), D(0)]
        assert book.unapplied == D(5)
        assert (found.effort.texts_cost, found.effort.texts_unpriced) == ({"USD": D("0.0150")}, 1)
        assert sum(found.effort.messages.values()) >= 2
        assert (found.effort.calls, found.effort.metered_calls) == (12, 4)
        assert (found.effort.replies, found.effort.complaints) == (0, 0)


def _texted(one: Desk) -> None:
    """Three of the messages are taken to have been texts, of which two have a price; calls on two days."""
    with one.office.store.write() as connection:
        [first, *_] = connection.execute(sa.select(effects.c.id, effects.c.customer_id)).all()
        for number, price in enumerate(("0.0075", "0.0075", None)):
            row = dict(
                connection.execute(sa.select(effects).where(effects.c.id == first.id)).mappings().one()
            )
            del row["id"]
            row |= {"key": f"K{number}", "slot": f"S{number}", "state": "done", "settled_at": NOW}
            made = connection.execute(sa.insert(effects).values(row).returning(effects.c.id)).scalar_one()
            connection.execute(
                sa.insert(texts).values(
                    effect_id=made, ledger_id=one.ledger.id, sid=f"SM{number}", state="delivered",
                    price=price, currency="USD", told_at=NOW, customer_id=first.customer_id,
                )
            )  # fmt: skip
        for day, counted in ((TODAY, 7), (AUTUMN.first, 5), (AUTUMN.first - timedelta(days=1), 99)):
            connection.execute(
                sa.insert(calls).values(ledger_id=one.ledger.id, day=day, calls=counted, metered=2)
            )


def test_a_larger_book_costs_no_more_queries(made: Desk) -> None:
    asked: list[str] = []
    sa.event.listen(
        made.office.store.engine, "before_cursor_execute", lambda *told: asked.append(str(told[2]))
    )
    small_book(made)
    asked.clear()
    report(made)
    few = len(asked)
    for number in range(40):
        paid(made, f"M{number}", "C3", date(2026, 9, 1), date(2026, 10, 1), "10.00")
    asked.clear()
    report(made)
    assert len(asked) == few < 30
