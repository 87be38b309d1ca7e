"""Recorded pages read by other means than the connectors', and the stage compared with them. For tests.

Plain `json` with every number a Decimal; dates by hand. A row is well if the stage has exactly its
figures, or its id is among the problems with a reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from dunning.ledger import of_minor
from sync import tables
from tests.connectors.replay import Firm

Figures = dict[str, Decimal | date | str | None]
_TABLES = {
    "customer": tables.customers,
    "invoice": tables.invoices,
    "credit": tables.credit_notes,
    "payment": tables.payments,
}
_MONEY = {"total", "balance", "unapplied", "amount"}
_DATES = {"issued_on", "due_on", "paid_on"}  # a missing amount may be worked out, a date may not


@dataclass(frozen=True)
class Row:
    """One recorded row: its kind, id and figures, and when it says it was changed."""

    kind: str
    id: str
    figures: Figures
    changed: datetime | None


def read(page: bytes) -> Any:
    """The page with exact numbers."""
    return json.loads(page, parse_float=Decimal, parse_int=Decimal)


# --- QuickBooks ------------------------------------------------------------------------------------

_INTUITS = {"Customer": "customer", "Invoice": "invoice", "CreditMemo": "credit", "Payment": "payment"}


def quickbooks_rows(pages: Iterable[bytes], home: str) -> Iterator[Row]:
    """Every row of pages of queries and of the change feed; `home` where one names no currency."""
    for page in pages:
        told = read(page)
        parts = [rows for each in told.get("CDCResponse", ()) for rows in each["QueryResponse"]]
        for rows in [*parts, told.get("QueryResponse", {})]:
            for name, kind in _INTUITS.items():
                for row in rows.get(name) or ():
                    stamp = (row.get("MetaData") or {}).get("LastUpdatedTime")
                    changed = datetime.fromisoformat(stamp) if stamp else None
                    yield Row(kind, str(row.get("Id")), _intuits_figures(kind, row, home), changed)


def _intuits_figures(kind: str, row: dict[str, Any], home: str) -> Figures:
    if str(row.get("status")).lower() == "deleted":
        return {"status": "deleted"}
    currency = ((row.get("CurrencyRef") or {}).get("value") or home).upper()
    dated = {"issued_on": _day(row.get("TxnDate"))}
    match kind:
        case "customer":
            return {"name": row.get("DisplayName"), "currency": currency or None}
        case "invoice":
            money = {"total": row.get("TotalAmt"), "balance": row.get("Balance")}
            return money | dated | {"due_on": _day(row.get("DueDate")), "currency": currency}
        case "credit":
            left = row.get("RemainingCredit", row.get("Balance"))
            return {"total": row.get("TotalAmt"), "unapplied": left, "currency": currency} | dated
        case _:
            paid = {"paid_on": _day(row.get("TxnDate")), "unapplied": row.get("UnappliedAmt")}
            return {"amount": row.get("TotalAmt"), "currency": currency} | paid


# --- Xero ------------------------------------------------------------------------------------------

_XEROS = {
    "Contacts": ("customer", "ContactID"),
    "Invoices": ("invoice", "InvoiceID"),
    "CreditNotes": ("credit", "CreditNoteID"),
    "Overpayments": ("credit", "OverpaymentID"),
    "Prepayments": ("credit", "PrepaymentID"),
    "Payments": ("payment", "PaymentID"),
}


def xero_rows(pages: Iterable[bytes]) -> Iterator[Row]:
    """Every row of pages of lists, and every payment inside an invoice of a sale."""
    for page in pages:
        told = read(page)
        for name, (kind, identity) in _XEROS.items():
            for row in told.get(name) or ():
                if name in ("Overpayments", "Prepayments") and str(row.get("Type")).startswith(
                    ("SPEND", "AP")
                ):
                    continue  # a supplier's, in a list that Xero cannot give without them
                changed = _instant(row.get("UpdatedDateUTC"))
                yield Row(kind, str(row.get(identity)), _xeros_figures(kind, row), changed)
                if kind == "invoice" and row.get("Type") == "ACCREC":
                    for paid in row.get("Payments") or ():
                        figures = {"amount": paid.get("Amount"), "currency": row.get("CurrencyCode")}
                        yield Row("payment", str(paid.get("PaymentID")), figures, changed)


def _xeros_figures(kind: str, row: dict[str, Any]) -> Figures:
    dated = {"issued_on": _xeros_day(row, "Date"), "currency": row.get("CurrencyCode")}
    match kind:
        case "customer":
            return {"name": row.get("Name")}
        case "invoice":
            money = {"total": row.get("Total"), "balance": row.get("AmountDue")}
            return money | dated | {"due_on": _xeros_day(row, "DueDate")}
        case "credit":
            live = row.get("Status") == "AUTHORISED"
            return {
                "total": row.get("Total"),
                "unapplied": row.get("RemainingCredit") if live else Decimal(0),
            } | dated
        case _:
            return {"amount": row.get("Amount"), "paid_on": _xeros_day(row, "Date")}


def _instant(text: str | None) -> datetime | None:
    found = re.search(r"Date\((-?\d+)", text or "")
    if found is None:
        return datetime.fromisoformat(text[:19]).replace(tzinfo=UTC) if text else None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(found.group(1)))


def _xeros_day(row: dict[str, Any], name: str) -> date | None:
    if written := row.get(f"{name}String"):
        return _day(written)
    when = _instant(row.get(name))
    zone = re.search(r"([+-]\d\d)(\d\d)\)", row.get(name) or "")
    if when and zone and (when.hour or when.minute):  # a midnight, but in the zone it was written in
        when += timedelta(hours=int(zone.group(1)), minutes=int(zone.group(2)))
    return when.date() if when else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


# --- the stage -------------------------------------------------------------------------------------


@dataclass
class Compared:
    """`staged`: exactly as recorded. `named`: "kind id" -> problem. `wrong`: neither, in words."""

    staged: int = 0
    named: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def compared(firm: Firm, rows: Iterable[Row]) -> Compared:
    """The stage beside the recordings; of several versions of a row the newest counts."""
    versions: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        versions.setdefault((row.kind, row.id), []).append(row)
    result = Compared()
    staged, problems = _stage(firm)
    for (kind, identity), found in versions.items():
        newest = max((row.changed for row in found if row.changed), default=None)
        wanted = [row.figures for row in found if newest is None or row.changed in (newest, None)]
        kept = staged.get((kind, identity))
        if kept is not None and any(_same(figures, kept) for figures in wanted):
            result.staged += 1
        elif problem := problems.get((kind, identity)):
            result.named[f"{kind} {identity}"] = problem
        elif kept is None and {"status": "deleted"} in wanted:
            result.staged += 1  # never seen alive: there is nothing to take away
        else:
            result.wrong.append(f"{kind} {identity}: recorded {wanted}, staged {kept}")
    return result


def statuses(firm: Firm) -> dict[str, str]:
    """Of every staged invoice, by id."""
    return {identity: row["status"] for (kind, identity), row in _stage(firm)[0].items() if kind == "invoice"}


def _stage(firm: Firm) -> tuple[dict[tuple[str, str], dict[str, Any]], dict[tuple[str, str], str]]:
    staged: dict[tuple[str, str], dict[str, Any]] = {}
    with firm.office.store.read() as connection:
        for kind, table in _TABLES.items():
            for row in connection.execute(sa.select(table)).mappings():
                kept = dict(row)
                for name in _MONEY & {name for name, value in kept.items() if value is not None}:
                    kept[name] = of_minor(kept[name], kept["currency"])
                staged[kind, kept["id"]] = kept
        problems = {
            (row.kind, row.id): row.problem.strip() for row in connection.execute(sa.select(tables.problems))
        }
    return staged, problems


def _same(wanted: Figures, kept: dict[str, Any]) -> bool:
    for name, figure in wanted.items():
        value = kept[name]
        if name in _MONEY and figure is not None:
            if Decimal(str(figure)) != value:
                return False
        elif value != figure and not (figure is None and name not in _DATES):
            return False
    return True
