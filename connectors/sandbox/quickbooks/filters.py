"""Answering a query: which properties can be asked for, and how each kind compares.

A property that exists but is not filterable is refused as one that does not exist is (4001). Lists
of names give the active ones unless the query speaks of `Active`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from connectors.sandbox.quickbooks.known import KNOWN
from connectors.sandbox.quickbooks.query import Condition, Query
from connectors.sandbox.quickbooks.refusals import query_invalid
from connectors.sandbox.quickbooks.wire import Wire, instant, number

NAME_LISTS = frozenset({"Account", "Customer", "Term"})

_ALWAYS = {"Id": "id", "MetaData.CreateTime": "instant", "MetaData.LastUpdatedTime": "instant"}
_DOCUMENT = {
    "DocNumber": "text",
    "TxnDate": "date",
    "TotalAmt": "amount",
    "CustomerRef": "ref",
    "PrivateNote": "text",
    "SalesTermRef": "ref",
    "CurrencyRef": "ref",
}
_FILTERABLE: dict[str, dict[str, str]] = {
    "Account": {
        "Name": "text",
        "Active": "flag",
        "AccountType": "text",
        "AccountSubType": "text",
        "Classification": "text",
        "FullyQualifiedName": "text",
        "CurrentBalance": "amount",
        "CurrencyRef": "ref",
    },
    "Attachable": {
        "AttachableRef.EntityRef.Type": "type",
        "AttachableRef.EntityRef.value": "text",
        "FileName": "text",
        "Note": "text",
    },
    "CompanyInfo": {},
    "CreditMemo": {**_DOCUMENT, "Balance": "amount"},
    "Customer": {
        "DisplayName": "text",
        "FullyQualifiedName": "text",
        "CompanyName": "text",
        "GivenName": "text",
        "FamilyName": "text",
        "PrimaryEmailAddr": "email",
        "Active": "flag",
        "Balance": "amount",
        "Job": "flag",
    },
    "Deposit": {"TxnDate": "date", "TotalAmt": "amount"},
    "Invoice": {**_DOCUMENT, "DueDate": "date", "Balance": "amount"},
    "JournalEntry": {"DocNumber": "text", "TxnDate": "date"},
    "Payment": {
        "TxnDate": "date",
        "TotalAmt": "amount",
        "CustomerRef": "ref",
        "PaymentRefNum": "text",
        "PaymentMethodRef": "ref",
        "DepositToAccountRef": "ref",
        "CurrencyRef": "ref",
    },
    "Preferences": {},
    "Purchase": {"DocNumber": "text", "TxnDate": "date", "TotalAmt": "amount"},
    "RefundReceipt": _DOCUMENT,
    "Term": {"Name": "text", "Active": "flag", "DueDays": "amount"},
}
_READERS: dict[str, Callable[[str], Any]] = {
    "amount": number,
    "date": date.fromisoformat,
    "flag": {"true": True, "false": False}.__getitem__,
    "id": int,
    "instant": instant,
    "type": str.lower,
}


def _kind(entity: str, name: str) -> str:
    kinds = _ALWAYS | _FILTERABLE[entity]
    if name in kinds:
        return kinds[name]
    msg = f"Property {name} not found for Entity {entity}"
    if name in KNOWN[entity]:
        msg = f"property '{name}' is not queryable"
    raise query_invalid(msg)


def _as_text(given: object) -> str:
    if isinstance(given, bool):
        return str(given).lower()
    return str(given["value"] if isinstance(given, dict) else given)


def _found(row: Wire, name: str, kind: str) -> Iterable[Any]:
    """The property's values in a row, ready to compare; several only along AttachableRef."""
    step, _, rest = name.partition(".")
    here = row.get(step if step != "Type" else "type")
    for part in here if isinstance(here, list) else [here]:
        if part is None:
            continue
        if rest:
            yield from _found(part, rest, kind)
        elif kind == "email":
            yield part["Address"]
        else:
            yield _READERS.get(kind, str)(_as_text(part))


def _read(condition: Condition, kind: str) -> list[Any]:
    try:
        return [_READERS.get(kind, str)(value) for value in condition.values]
    except (ValueError, KeyError) as error:
        msg = f"value {condition.values[0]} is not valid for property {condition.name}"
        raise query_invalid(msg) from error


def _test(condition: Condition, kind: str) -> Callable[[Any], bool]:
    if condition.operator == "LIKE":
        if kind not in {"text", "email"}:
            msg = f"operator LIKE is not supported for property {condition.name}"
            raise query_invalid(msg)
        pattern = re.compile(".*".join(map(re.escape, condition.values[0].split("%"))), re.DOTALL)
        return lambda found: pattern.fullmatch(found) is not None
    values = _read(condition, kind)
    if condition.operator in {"=", "IN"}:
        return lambda found: found in values
    if kind in {"flag", "type"}:
        msg = f"operator {condition.operator} is not supported for property {condition.name}"
        raise query_invalid(msg)
    bound = values[0]
    tests: dict[str, Callable[[Any], bool]] = {
        "<": lambda found: bool(found < bound),
        ">": lambda found: bool(found > bound),
        "<=": lambda found: bool(found <= bound),
        ">=": lambda found: bool(found >= bound),
    }
    return tests[condition.operator]


_FIRST: dict[str, Any] = {
    "amount": Decimal("-Infinity"),
    "date": date.min,
    "flag": False,
    "id": 0,
    "instant": datetime.min,  # noqa: DTZ901  # every row has its times, so this is never compared
}


def _ordered(rows: list[Wire], query: Query) -> list[Wire]:
    """By the query's keys; else names by the alphabet and transactions from the newest, as there."""
    if not query.order:
        if query.entity in NAME_LISTS:
            return sorted(rows, key=lambda row: str(row.get("FullyQualifiedName") or row.get("Name")))
        return sorted(rows, key=lambda row: int(row["Id"]), reverse=True)
    for name, descending in reversed(query.order):
        kind = _kind(query.entity, name)
        first = _FIRST.get(kind, "")
        rows = sorted(
            rows,
            key=lambda row, name=name, kind=kind, first=first: next(iter(_found(row, name, kind)), first),  # type: ignore[misc]  # mypy cannot type a lambda's defaults
            reverse=descending,
        )
    return rows


def matching(query: Query, rows: Iterable[Wire]) -> list[Wire]:
    """All rows that the query's conditions let through, in its order. Raises `Refusal` 4001."""
    chosen = list(rows)
    conditions = query.conditions
    if query.entity in NAME_LISTS and not any(condition.name == "Active" for condition in conditions):
        conditions = (*conditions, Condition("Active", "=", ("true",)))
    for condition in conditions:
        kind = _kind(query.entity, condition.name)
        test = _test(condition, kind)
        chosen = [row for row in chosen if any(test(found) for found in _found(row, condition.name, kind))]
    return _ordered(chosen, query)


def answer(query: Query, rows: Iterable[Wire]) -> Wire:
    """The `QueryResponse`: empty, without even the entity's name, when nothing is found."""
    if query.columns is not None:
        for name in query.columns:
            if name not in ("*", *KNOWN[query.entity]) and name not in _ALWAYS:
                msg = f"Property {name} not found for Entity {query.entity}"
                raise query_invalid(msg)
    found = matching(query, rows)
    if query.columns is None:
        return {"totalCount": len(found)}
    page = found[query.start - 1 : query.start - 1 + query.limit]
    if not page:
        return {}
    return {query.entity: page, "startPosition": query.start, "maxResults": len(page)}
