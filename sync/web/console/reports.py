"""Reports: all ledgers beside each other, the worst first; of one its figures, charts, tables and files."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response
from starlette.routing import Route

from dunning.figures.collecting import BASIS
from dunning.figures.debts import Period
from sync.commands.weekly import weekly_to
from sync.config_reports import WEEKDAYS
from sync.reports.charts import charts
from sync.reports.choices import named
from sync.reports.files import csv_of, xlsx_of
from sync.reports.gather import NoPeriod, period_of, today_of
from sync.reports.overview import Kept, line, worst_first
from sync.reports.pdf import pdf_of, year_to
from sync.reports.report import Block, Report
from sync.reports.sheets import Cell, Sheet, days, sheets, value
from sync.store.ledgers import LinkedLedger
from sync.web.console.desk import Nowhere, Visit, at, url
from sync.web.pages import day, headers, image

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_USUAL = "12-months"


class Reports:
    """The pages, with the reports that they keep meanwhile."""

    def __init__(self) -> None:
        self._kept = Kept()

    def routes(self) -> list[Route]:
        """For the console's router."""
        of = "/ledgers/{ledger}/reports"
        return [
            at("/reports", self.show_all),
            at(of, self.show),
            at(f"{of}/charts/{{name}}.svg", self.chart),
            at(f"{of}/tables/{{name}}.csv", self.table),
            at(f"{of}/report.xlsx", self.workbook),
            at(f"{of}/report.pdf", self.paper),
        ]

    def show_all(self, visit: Visit) -> Response:
        """Every ledger of this user that is configured, in a row each."""
        chosen = visit.asked("period", _USUAL)
        found, unread = [], []
        for ledger in visit.ledgers():
            if ledger.name not in visit.office.config.ledgers or not ledger.complete:
                unread.append(ledger.name)
                continue
            period = _named(visit, ledger, chosen)
            found.append(line(self._kept.report(visit.office, ledger, period)))
        names = named(visit.office.clock.now().date())
        return visit.page(
            "console/reports.html",
            found=worst_first(found),
            unread=unread,
            chosen=chosen if chosen in names else _USUAL,
            names=names,
            shown=shown,
        )

    def show(self, visit: Visit) -> Response:
        """One ledger, in one currency at a time."""
        ledger = visit.ledger()
        try:
            chosen, period = _asked(visit, ledger)
        except (NoPeriod, ValueError) as error:
            visit.say(f"{error}." if isinstance(error, NoPeriod) else "A day is written as 2026-11-30.")
            return visit.see(url("ledgers", ledger.name, "reports"))
        report = self._kept.report(visit.office, ledger, period)
        block = _block(report, visit.asked("currency"))
        return visit.page(
            "console/ledger_reports.html",
            report=report,
            block=block,
            tables=_tables(report, block),
            names=named(today_of(visit.office, ledger)),
            chosen=chosen,
            period=report.period,
            query=urlencode({"from": str(report.period.first), "to": str(report.period.last)}),
            here=url("ledgers", ledger.name, "reports"),
            days=days(report.period),
            basis=BASIS,
            shown=shown,
            value=value,
            weekly=weekly_to(visit.office, ledger),
            weekly_on=visit.office.config.ledger(ledger.name).reports,
            weekdays=WEEKDAYS,
        )

    def chart(self, visit: Visit) -> Response:
        """A drawing of what a table beside it tells."""
        report = self._report(visit)
        return image(_one(charts(report), visit.path("name"))())

    def table(self, visit: Visit) -> Response:
        """One table as CSV."""
        report = self._report(visit)
        sheet = _one({each.name: each for each in sheets(report)}, visit.path("name"))
        return _file(csv_of(sheet).encode(), "text/csv; charset=utf-8", f"{report.ledger}-{sheet.name}.csv")

    def workbook(self, visit: Visit) -> Response:
        """All tables."""
        report = self._report(visit)
        made = xlsx_of(report, visit.office.clock.now())
        return _file(made, _XLSX, f"{report.ledger}-{report.period.first}-{report.period.last}.xlsx")

    def paper(self, visit: Visit) -> Response:
        """The report on paper, beside its twelve months."""
        report, ledger = self._report(visit), visit.ledger()
        year = self._kept.report(visit.office, ledger, year_to(report.period))
        made = pdf_of(report, year, visit.office.config.branding, visit.office.clock.now())
        name = f"{report.ledger}-{report.period.first}-{report.period.last}.pdf"
        return _file(made, "application/pdf", name)

    def _report(self, visit: Visit) -> Report:
        ledger = visit.ledger()
        try:
            _, period = _asked(visit, ledger)
        except ValueError:
            raise Nowhere from None
        return self._kept.report(visit.office, ledger, period)


def _named(visit: Visit, ledger: LinkedLedger, name: str) -> Period:
    names = named(today_of(visit.office, ledger))
    return names.get(name, names[_USUAL])[1]


def _asked(visit: Visit, ledger: LinkedLedger) -> tuple[str, Period]:
    """The period's name, "" for days of one's own. Raises `NoPeriod`; `ValueError` where a day is none."""
    first, last = visit.asked("from"), visit.asked("to")
    if first or last:
        begin, end = (date.fromisoformat(each) if each else None for each in (first, last))
        return "", period_of(visit.office, ledger, begin, end)
    name = visit.asked("period", _USUAL)
    known = name in named(today_of(visit.office, ledger))
    return name if known else _USUAL, _named(visit, ledger, name)


def _block(report: Report, currency: str) -> Block | None:
    found = {each.currency: each for each in report.blocks}
    return found.get(currency) or next(iter(found.values()), None)


def _tables(report: Report, block: Block | None) -> list[Sheet]:
    """Those of that currency, and of none; the figures stand above them."""
    mine = {"", "" if block is None else block.currency}
    return [each for each in sheets(report) if each.currency in mine and not each.name.startswith("figures-")]


def _one(found: Any, name: str) -> Any:
    if name not in found:
        raise Nowhere
    return found[name]


def _file(body: bytes, kind: str, name: str) -> Response:
    told = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=kind, headers=headers() | told)


def shown(cell: Cell | datetime) -> str:
    """A cell on a page."""
    match cell:
        case None:
            return "\N{EN DASH}"
        case date():
            return day(cell)
        case int() | Decimal():
            return f"{cell:,}"
        case _:
            return str(cell)
