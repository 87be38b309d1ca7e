"""Intuit's XSD as a check of calls, with what it leaves open closed by hand. For tests.

The schema knows names and simple types; that an update is sparse, how long a text may be, and the
shape of the answers' envelopes stand here, from `reference/quickbooks.md`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

from connectors.sandbox.server import Call
from tests.connectors.test_sandbox_quickbooks_contract import Walker

ENTITIES = {
    "payment": "Payment",
    "attachable": "Attachable",
    "companyinfo": "CompanyInfo",
    "invoice": "Invoice",
    "purchase": "Purchase",
}
CHANGED = {
    "Attachable": {"Note"},
    "Invoice": {"PrivateNote", "CustomField"},
    "Payment": set[str](),
}  # what our updates may change
_NAMED = {"Id", "SyncToken", "sparse"}
_LONGEST = {"Note": 2000, "PrivateNote": 4000, "PaymentRefNum": 21}
_AMOUNTS = ("Amount", "Balance", "BalanceWithJobs", "RemainingCredit", "TotalAmt", "UnappliedAmt")
_COUNTS = ("startPosition", "maxResults", "totalCount")
_QUERY = re.compile(
    r"select (?:\*|count\(\*\))"
    r" from (\w+)(?: where (.+?))?(?: orderby (\w+))?(?: startposition \d+)?(?: maxresults \d+)?"
)


class QuickBooksContract:
    """Each method gives complaints; none means that the call is as QuickBooks describes it."""

    def __init__(self) -> None:
        self.walker = Walker()

    def of_request(self, call: Call) -> list[str]:
        """What is wrong with what was asked."""
        told = dict(parse_qsl(call.query))
        found = [] if told.get("minorversion") == "75" else ["no minorversion=75"]
        place = _place(call)
        if place == "query":
            found += self._of_query(call.body.decode())
        elif place == "cdc":
            found += self._of_feed(told)
        elif place == "batch":
            found += self._of_batch(call, told)
        elif call.method == "POST":
            if not 0 < len(told.get("requestid", "")) <= 50:
                found.append("no requestid, or too long a one")
            body = json.loads(call.body, parse_float=Decimal, parse_int=Decimal)
            found += self._of_write(ENTITIES[place], body)
        elif call.body:
            found.append("a read with a body")
        return [f"{call.method} {call.path}: {complaint}" for complaint in found]

    def _of_query(self, statement: str) -> Iterator[str]:
        match = _QUERY.fullmatch(statement)
        if match is None:
            yield f"not in the grammar: {statement}"
            return
        entity, where, order = match.groups()
        conditions = re.findall(r"([\w.]+) (?:=|<|>|<=|>=|in|like) ", where or "", re.IGNORECASE)
        if where and len(conditions) != len(where.split(" and ")):
            yield f"a condition that is none: {where}"
        names = self.walker.names(entity)
        yield from (
            f"{entity} has no {each}"
            for each in (*conditions, order)
            if each and each.split(".")[0] not in names
        )

    def _of_feed(self, told: dict[str, str]) -> Iterator[str]:
        yield from (
            f"no entity {each}" for each in told["entities"].split(",") if not self.walker.names(each)
        )
        if datetime.fromisoformat(told["changedSince"]).tzinfo is None:
            yield "changedSince has no offset"

    def _of_batch(self, call: Call, told: dict[str, str]) -> Iterator[str]:
        if not 0 < len(told.get("requestid", "")) <= 36:
            yield "no requestid, or too long a one for a batch"
        (members,) = json.loads(call.body, parse_float=Decimal, parse_int=Decimal).values()
        if not 1 < len(members) <= 30 or len({member["bId"] for member in members}) < len(members):
            yield f"{len(members)} members, or two of one name"
        for member in members:
            bid, operation = member.pop("bId"), member.pop("operation")
            ((entity, body),) = member.items()
            if len(bid) > 10 or operation != ("update" if "Id" in body else "create"):
                yield f"{operation} of {entity} as {bid}"
            yield from self._of_write(entity, body)

    def _of_write(self, entity: str, body: dict[str, Any]) -> Iterator[str]:
        if "Id" in body:
            yield from (f"{name} was not changed by us" for name in {*body} - _NAMED - CHANGED[entity])
            yield from (f"an update without {name}" for name in _NAMED - {*body})
            body = {name: value for name, value in body.items() if name != "sparse"}
        yield from self._of_row(entity, body)

    def _of_row(self, entity: str, row: dict[str, Any]) -> Iterator[str]:
        yield from self.walker.complaints(entity, row)
        for name, value in row.items():
            if name in _AMOUNTS and not isinstance(value, Decimal):
                yield f"{entity}.{name}: {value!r} is no number"
            if len(str(value)) > _LONGEST.get(name, 10**6):
                yield f"{entity}.{name} is longer than QuickBooks takes"
        for line in row.get("Line", ()):
            yield from (
                f"{entity}.Line: {line} has no amount" for _ in range(not isinstance(line["Amount"], Decimal))
            )

    def of_answer(self, call: Call) -> list[str]:
        """What is wrong with what was answered with 200."""
        told = json.loads(call.answer, parse_float=Decimal, parse_int=Decimal)
        if "/reports/" in call.path:
            return [f"{call.path}: {complaint}" for complaint in self.walker.complaints("Report", told)]
        found = [] if datetime.fromisoformat(told.pop("time")).tzinfo else ["its time has no offset"]
        for name, content in told.items():
            if name == "QueryResponse":
                found += self._of_list(content)
            elif name == "CDCResponse":
                for part in content:
                    for rows in part["QueryResponse"]:
                        found += self._of_list(rows)
            elif name == "BatchItemResponse":
                found += self._of_members(content)
            else:
                found += self._of_answered(name, content)
        return [f"{call.method} {call.path}: {complaint}" for complaint in found]

    def _of_members(self, members: list[dict[str, Any]]) -> Iterator[str]:
        for member in members:
            if not isinstance(member.pop("bId"), str):
                yield "a bId that is no text"
            for name, content in member.items():
                if name != "Fault":
                    yield from self._of_answered(name, content)
                elif not {"Message", "Detail", "code"} <= {*content["Error"][0]}:
                    yield f"a fault that says too little: {content}"

    def _of_list(self, rows: dict[str, Any]) -> Iterator[str]:
        for name, content in rows.items():
            if name not in _COUNTS:
                for row in content:
                    yield from self._of_answered(name, row)
            elif not isinstance(content, Decimal):
                yield f"{name} is {content!r}"

    def _of_answered(self, entity: str, row: dict[str, Any]) -> Iterator[str]:
        yield from self._of_row(entity, row)
        if row.get("status") != "Deleted" and not {"Id", "SyncToken", "MetaData", "domain"} <= {*row}:
            yield f"{entity} lacks what every object has"
        changed = row.get("MetaData", {}).get("LastUpdatedTime")
        if changed is None or datetime.fromisoformat(changed).tzinfo is None:
            yield f"{entity} does not say when it changed"


def _place(call: Call) -> str:
    """What comes behind the company in the path."""
    return call.path.partition("/company/")[2].split("/")[1]


def is_api(call: Call) -> bool:
    """Whether the call was to the Accounting API, not to the sign-in."""
    return "/company/" in call.path
