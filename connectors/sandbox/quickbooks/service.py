"""The accounting service behind the gateway: queries, reads, writes, change feed, batches."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from werkzeug import Request

from connectors.sandbox.quickbooks.company import Company
from connectors.sandbox.quickbooks.feed import change_feed
from connectors.sandbox.quickbooks.filters import answer
from connectors.sandbox.quickbooks.links import invoice_link
from connectors.sandbox.quickbooks.query import parse
from connectors.sandbox.quickbooks.refusals import (
    Refusal,
    invalid,
    missing,
    query_invalid,
    too_long,
    unsupported,
)
from connectors.sandbox.quickbooks.reports import aged_receivables
from connectors.sandbox.quickbooks.wire import PACIFIC, Wire, decode, stamp
from connectors.sandbox.quickbooks.writes import write

MOST_IN_BATCH = 40
LONGEST_REQUEST_ID = 50
LONGEST_BATCH_REQUEST_ID = 36
LONGEST_MEMBER_ID = 10
_SINGLES = frozenset({"CompanyInfo", "Preferences"})


def _body(request: Request) -> Any:
    try:
        return decode(request.get_data())
    except ValueError as error:
        raise invalid(name="", text="the request is not JSON") from error


class Service:
    """Answers calls for one company; the caller holds the API's lock."""

    def __init__(self, company: Company) -> None:
        self._company = company

    def answer(self, request: Request, path: list[str], now: datetime) -> Wire:  # noqa: PLR0911  # one for each path
        """`path` is what follows the company's id. The answer lacks its time. Raises `Refusal`."""
        self._check_version(request)
        match request.method, path:
            case "GET", ["query"]:
                return self._query(request.args.get("query", ""), request, now)
            case "POST", ["query"]:
                return self._query(request.get_data(as_text=True), request, now)
            case "GET", ["cdc"]:
                asked = request.args
                return change_feed(
                    self._company, asked.get("entities", ""), asked.get("changedSince", ""), now
                )
            case "GET", ["reports", "AgedReceivables"]:
                return aged_receivables(self._company, request.args, now)
            case "POST", ["batch"]:
                return self._batch(request, now)
            case "POST", ["invoice", identifier, "send"]:
                return self._send(identifier, request.args.get("sendTo"), now)
            case "POST", [name]:
                entity = self._entity(name)
                return {entity: self._save(entity, _body(request), request, now)}
            case "GET", [name, *rest] if len(rest) <= 1:
                return self._read(self._entity(name), rest, request, now)
            case _:
                msg = f"Operation {request.method} {'/'.join(path)} is not supported"
                raise unsupported(msg)

    def _check_version(self, request: Request) -> None:
        """75 is the least there is: lower ones, and none, count as 75."""
        version = request.args.get("minorversion", "75")
        if not version.isdigit():
            raise invalid(name="minorversion", text=f"minorversion {version} is not a number")

    def _entity(self, name: str) -> str:
        for entity in self._company.rows:
            if entity.lower() == name:
                return entity
        msg = f"Operation could not find resource for entity {name}"
        raise unsupported(msg)

    def _shown(self, entity: str, row: Wire, request: Request, now: datetime) -> Wire:
        if entity == "Invoice" and "invoiceLink" in request.args.get("include", "").split(","):
            return row | invoice_link(self._company, row, now.astimezone(PACIFIC).date())
        return row

    def _query(self, text: str, request: Request, now: datetime) -> Wire:
        query = parse(text)
        if query.entity not in self._company.rows:
            msg = f"Entity {query.entity} not found"
            raise query_invalid(msg)
        found = answer(query, self._company.rows[query.entity].values())
        if query.entity in found:
            rows = found[query.entity]
            found[query.entity] = [self._shown(query.entity, row, request, now) for row in rows]
        return {"QueryResponse": found}

    def _read(self, entity: str, rest: list[str], request: Request, now: datetime) -> Wire:
        if entity in _SINGLES:
            return {entity: self._company.find(entity, "1")}
        if not rest:
            msg = f"Operation GET is not supported for entity {entity} without an Id"
            raise unsupported(msg)
        return {entity: self._shown(entity, self._company.find(entity, rest[0]), request, now)}

    def _save(self, entity: str, body: Any, request: Request, now: datetime) -> Wire:
        asked = request.args
        if len(asked.get("requestid", "")) > LONGEST_REQUEST_ID:
            raise too_long(name="requestid", longest=LONGEST_REQUEST_ID, length=len(asked["requestid"]))
        match asked.get("operation"), asked.get("include"):
            case ((None | "create" | "update"), include) if include != "void":
                operation = "save"
            case "update", _:
                operation = "void" if entity == "Payment" else "refused"
            case "void", _:
                operation = "void" if entity != "Payment" else "refused"
            case "delete", _:
                operation = "delete"
            case other, _:
                operation = str(other)
        return write(self._company, entity, body, operation, now)

    def _send(self, identifier: str, to: str | None, now: datetime) -> Wire:
        invoice = self._company.find("Invoice", identifier)
        if to:
            invoice["BillEmail"] = {"Address": to}
        if "BillEmail" not in invoice:
            raise missing(name="BillEmail")
        invoice |= {
            "EmailStatus": "EmailSent",
            "DeliveryInfo": {"DeliveryType": "Email", "DeliveryTime": stamp(now)},
        }
        self._company.touch(invoice, now)
        return {"Invoice": invoice}

    def _batch(self, request: Request, now: datetime) -> Wire:
        body = _body(request)
        members = body.get("BatchItemRequest") if isinstance(body, dict) else None
        if not isinstance(members, list):
            raise missing(name="BatchItemRequest")
        if len(members) > MOST_IN_BATCH:
            raise Refusal(
                code="1040",
                message="Exceeded limit on number of items in a batch",
                detail=f"The batch has {len(members)} items, more than the {MOST_IN_BATCH} that are allowed",
            )
        given = request.args.get("requestid", "")
        if len(given) > LONGEST_BATCH_REQUEST_ID:
            raise too_long(name="requestid", longest=LONGEST_BATCH_REQUEST_ID, length=len(given))
        longest = max((len(str(member.get("bId"))) for member in members), default=0)
        if given and longest > LONGEST_MEMBER_ID:
            raise too_long(name="bId", longest=LONGEST_MEMBER_ID, length=longest)
        return {"BatchItemResponse": [self._member(member, request, now) for member in members]}

    def _member(self, member: Wire, request: Request, now: datetime) -> Wire:
        named = {"bId": str(member.get("bId"))}
        try:
            if "Query" in member:
                return self._query(str(member["Query"]), request, now) | named
            entity = next((name for name in member if name in self._company.rows), None)
            if entity is None:
                msg = "Operation could not find a resource in this batch item"
                raise unsupported(msg)
            asked = str(member.get("operation"))
            operation = "void" if member.get("optionsData") == "void" else asked
            if operation in {"create", "update"}:
                operation = "save"
            # encoded only with the whole batch, so a later member must not change what is told of this one
            return {entity: dict(write(self._company, entity, member[entity], operation, now))} | named
        except Refusal as refusal:
            return {"Fault": refusal.fault()} | named
