"""A client's report on paper, under the bookkeeper's name and logo: the month beside its twelve months."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from dunning.dates import in_words
from dunning.figures.aged import BUCKETS
from dunning.figures.collecting import BASIS
from dunning.figures.debts import Period, months_on
from dunning.figures.figure import Figure
from sync.config_reports import Branding
from sync.documents import report as paper
from sync.documents.faces import faces_for
from sync.documents.fonts import CannotPrint
from sync.documents.report import Bars, Column, Heading, Pairs, Row, Table, Text, texts_of
from sync.documents.report_pdf import report_pdf
from sync.reports import sheets
from sync.reports.charts import BUCKET_WORDS, month
from sync.reports.report import Block, Report
from sync.reports.sheets import Cell, Sheet, days, value

_YEAR = 12  # months


def year_to(period: Period) -> Period:
    """The twelve months that end with it."""
    return Period(min(months_on(period.last + timedelta(days=1), -_YEAR), period.first), period.last)


def pdf_of(report: Report, year: Report, branding: Branding, now: datetime) -> bytes:
    """The report; `year`: of the twelve months up to its last day. Raises `CannotPrint`."""
    made = paper.Report(
        title=report.organisation,
        subtitle=f"What is owed, and how it comes in. {days(report.period)}.",
        running=f"{report.organisation}, {in_words(report.period.first)} to {in_words(report.period.last)}",
        foot="" if branding.name is None else f"Prepared by {branding.name}",
        page_word="Page",
        language="en",
        blocks=tuple(_blocks(report, year)),
        logo=_logo(branding),
    )
    with faces_for("".join(texts_of(made))) as faces:
        return report_pdf(made, faces, now)


def _logo(branding: Branding) -> bytes | None:
    if branding.logo is None:
        return None
    try:
        return branding.logo.read_bytes()
    except OSError as error:
        msg = f"the logo in [branding] cannot be read: {error.strerror}: {branding.logo}"
        raise CannotPrint(msg) from error


def _blocks(report: Report, year: Report) -> Iterator[paper.Block]:
    for note in report.notes():
        yield Text(note, "strong")
    long = {each.currency: each for each in year.blocks}
    for block in report.blocks:
        yield from _currency(report, block, long.get(block.currency, block))
    yield from _listed(sheets.effort(report), (4, 1, 6))
    if report.blocks:
        yield Heading("How these are reckoned")
        yield Text(BASIS)
        both = report.blocks[0].before_after.before
        figures = (*report.blocks[0].figures(), both.days, both.overdue)
        yield Pairs(tuple((each.definition.title, _meant(each)) for each in figures))


def _currency(report: Report, block: Block, long: Block) -> Iterator[paper.Block]:
    yield Heading(f"In {block.currency}")
    yield Table(
        (
            Column("Figure", 3),
            Column("This period", 3),
            Column("Reckoned from", 5),
            Column("Twelve months", 3),
        ),
        tuple(
            Row((here.definition.title, value(here), _from(here), value(there)))
            for here, there in zip(block.figures(), long.figures(), strict=True)
        ),
    )
    yield Bars(
        tuple(month(each.aged.on) for each in long.aging),
        tuple(
            (words, tuple(float(each.aged.buckets[name]) for each in long.aging))
            for name, words in zip(BUCKETS, BUCKET_WORDS, strict=True)
        ),
    )
    yield from _listed(sheets.aging(long), (3.6, 3, 3, 3, 3, 3, 3.8, 3, 2, 2.2))
    yield from _listed(_narrow(sheets.before_after(block)), (3, 2, 2, 1, 6))
    if block.promises.made:
        yield from _listed(sheets.promised(report, block), (6, 2, 3))
    if block.levels:
        yield from _listed(sheets.levels(report, block), (4, 2.8, 2.4, 2.8, 2, 2, 3, 3))


def _from(figure: Figure) -> str:
    if figure.value is None:
        return figure.not_enough
    of = figure.definition
    below = "" if figure.denominator is None else f" / {figure.denominator:,} {of.denominator}"
    return f"{figure.numerator:,} {of.numerator}{below}"


def _meant(figure: Figure) -> str:
    return f"{figure.definition.meaning}\n= {figure.definition.formula}"


def _narrow(sheet: Sheet) -> Sheet:
    """Without the columns that say what each came from, for which paper is too narrow."""
    return Sheet(
        name=sheet.name,
        title=sheet.title,
        currency=sheet.currency,
        words=sheet.words,
        columns=sheet.columns[:5],
        rows=tuple(row[:5] for row in sheet.rows),
    )


def _listed(sheet: Sheet, shares: tuple[float, ...]) -> Iterator[paper.Block]:
    yield Heading(f"{sheet.title}, {sheet.currency}" if sheet.currency else sheet.title)
    yield Text(" ".join(sheet.words), "small")
    columns = tuple(
        Column(column.title, share, figures=column.form not in ("text", "day"))
        for column, share in zip(sheet.columns, shares, strict=True)
    )
    yield Table(columns, tuple(Row(tuple(map(_shown, row))) for row in sheet.rows))


def _shown(cell: Cell) -> str:
    if cell is None:
        return "-"
    return f"{cell:,}" if isinstance(cell, int | Decimal) else str(cell)
