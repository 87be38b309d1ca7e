"""The report of aged receivables, from all papers: a row for each customer, theirs under their parent's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from connectors.sandbox.quickbooks.company import Company
from connectors.sandbox.quickbooks.postings import owed_by_all_papers
from connectors.sandbox.quickbooks.refusals import invalid
from connectors.sandbox.quickbooks.wire import PACIFIC, Wire, currency_of, rounded, stamp

_COLUMNS = ("Current", "1 - 30", "31 - 60", "61 - 90", "91 and over", "Total")
_NOTHING = Decimal(0)
Aged = list[Decimal]
"""An amount for each column but the last."""


def aged_receivables(company: Company, asked: Mapping[str, str], now: datetime) -> Wire:
    """Everything is in the home currency; who owes nothing has no row. Raises `Refusal`."""
    today = now.astimezone(PACIFIC).date()
    try:
        until = date.fromisoformat(asked.get("report_date", today.isoformat()))
    except ValueError as error:
        raise invalid(name="report_date", text="report_date is not YYYY-MM-DD") from error
    aged = _aged(company, until)
    children: defaultdict[str | None, list[Wire]] = defaultdict(list)
    for customer in company.rows["Customer"].values():
        children[customer.get("ParentRef", {}).get("value")].append(customer)
    rows = [row for customer in children[None] for row in _rows(customer, children, aged)]
    total = {"ColData": [{"value": "TOTAL"}, *_cells(_sum(list(aged.values())))]}
    return {
        "Header": {
            "Time": stamp(now),
            "ReportName": "AgedReceivables",
            "EndPeriod": until.isoformat(),
            "Currency": company.home_currency,
            "Option": [
                {"Name": "report_date", "Value": until.isoformat()},
                {"Name": "NoReportData", "Value": str(not rows).lower()},
            ],
        },
        "Columns": {
            "Column": [
                {"ColTitle": "", "ColType": "Customer"},
                *({"ColTitle": title, "ColType": "Money"} for title in _COLUMNS),
            ]
        },
        "Rows": {
            "Row": [*rows, {"Summary": total, "type": "Section", "group": "GrandTotal"}] if rows else []
        },
    }


def _aged(company: Company, until: date) -> dict[str, Aged]:
    """By customer: open invoices by their due date; all that lowers what is owed stands as current."""
    late: defaultdict[str, Aged] = defaultdict(_nothing)
    for invoice in company.rows["Invoice"].values():
        if invoice["TxnDate"] <= until.isoformat():
            days = (until - date.fromisoformat(str(invoice.get("DueDate") or invoice["TxnDate"]))).days
            column = min(-(-days // 30), len(_COLUMNS) - 2) if days > 0 else 0
            late[invoice["CustomerRef"]["value"]][column] += Decimal(invoice["Balance"])
    found: dict[str, Aged] = {}
    for customer, owed in owed_by_all_papers(company.rows, until).items():
        if owed:
            rate = company.rate(currency_of(company.rows["Customer"][customer]))
            home = [rounded(amount * rate, company.home_currency) for amount in late[customer]]
            home[0] += rounded(owed * rate, company.home_currency) - sum(home, _NOTHING)
            found[customer] = home
    return found


def _rows(
    customer: Wire, children: Mapping[str | None, Sequence[Wire]], aged: Mapping[str, Aged]
) -> list[Wire]:
    own = aged.get(customer["Id"])
    below = [row for child in children.get(customer["Id"], ()) for row in _rows(child, children, aged)]
    line = [{"value": customer["DisplayName"], "id": customer["Id"]}, *_cells(own)]
    if not below:
        return [{"ColData": line}] if own else []
    group = [aged[one] for one in _family(customer, children) if one in aged]
    total = [{"value": f"Total {customer['DisplayName']}"}, *_cells(_sum(group))]
    return [
        {
            "Header": {"ColData": line},
            "Rows": {"Row": below},
            "Summary": {"ColData": total},
            "type": "Section",
        }
    ]


def _family(customer: Wire, children: Mapping[str | None, Sequence[Wire]]) -> list[str]:
    below = [one for child in children.get(customer["Id"], ()) for one in _family(child, children)]
    return [customer["Id"], *below]


def _sum(rows: Sequence[Aged]) -> Aged:
    return [sum(column, _NOTHING) for column in zip(*rows, strict=True)] or _nothing()


def _nothing() -> Aged:
    return [_NOTHING] * (len(_COLUMNS) - 1)


def _cells(amounts: Aged | None) -> list[Wire]:
    """What is nothing is empty; the sum never is."""
    amounts = amounts or _nothing()
    return [{"value": str(one) if one else ""} for one in amounts] + [
        {"value": f"{sum(amounts, _NOTHING):.2f}"}
    ]
