"""What is refused before anything is done: unknown properties, long texts, bad addresses, stale tokens."""

from __future__ import annotations

from datetime import date
from typing import Any

from connectors.sandbox.quickbooks.company import DOCUMENTS, Company
from connectors.sandbox.quickbooks.known import KNOWN
from connectors.sandbox.quickbooks.refusals import (
    Refusal,
    closed_period,
    deposited,
    invalid,
    missing,
    stale,
    too_long,
)
from connectors.sandbox.quickbooks.wire import Wire, number

_REF = frozenset("value name type".split())
_INSIDE: dict[str, frozenset[str]] = {
    "AttachableRef": frozenset("EntityRef LineInfo IncludeOnSend CustomField AttachableRefEx".split()),
    "BillEmail": frozenset({"Address", "Default", "Tag"}),
    "CustomerMemo": frozenset({"value"}),
    "Line": frozenset(
        """Id LineNum Description Amount Received LinkedTxn DetailType PaymentLineDetail
        DiscountLineDetail TaxLineDetail SalesItemLineDetail DescriptionLineDetail GroupLineDetail
        SubTotalLineDetail JournalEntryLineDetail DepositLineDetail CustomField LineEx ProjectRef
        CostAmount HomeCostAmount AccountBasedExpenseLineDetail CustomExtensions""".split()
    ),
    "LinkedTxn": frozenset("TxnId TxnType TxnLineId".split()),
    "PrimaryEmailAddr": frozenset({"Address", "Default", "Tag"}),
}
_LONGEST: dict[str, int] = {
    "DisplayName": 500,
    "DocNumber": 21,
    "Note": 2000,
    "Notes": 2000,
    "PaymentRefNum": 21,
    "PrivateNote": 4000,
}
_LONGEST_ADDRESS = 100
_DATES = ("TxnDate", "DueDate")
_ALWAYS_OURS = frozenset("Id SyncToken MetaData domain sparse status".split())
_COMPUTED = frozenset(
    """Balance HomeBalance HomeTotalAmt RemainingCredit UnappliedAmt InvoiceLink BalanceWithJobs Level
    FullyQualifiedName""".split()
)
READ_ONLY = _ALWAYS_OURS | _COMPUTED


def _unknown(entity: str, name: str, known: frozenset[str]) -> Refusal:
    shown = ", ".join(f'"{each}"' for each in sorted(known)[:56])
    return Refusal(
        "2010",
        "Request has invalid or unsupported property",
        f'Property Name:Unrecognized field "{name}" (class com.intuit.schema.finance.v3.{entity}), not '
        f"marked as ignorable ({len(known)} known properties: {shown} [truncated]])\n specified is "
        "unsupported or invalid",
    )


def _look_inside(name: str, value: Any) -> None:
    for part in value if isinstance(value, list) else [value]:
        if not isinstance(part, dict):
            continue
        known = _INSIDE.get(name, _REF if name.endswith("Ref") else None)
        for inner, content in part.items():
            if known is not None and inner not in known:
                raise _unknown(name, inner, known)
            _look_inside(inner, content)


def check_properties(entity: str, body: Any) -> None:
    """Raises `Refusal` 2010, 2050 or 2210 for what no object of this kind may hold."""
    if not isinstance(body, dict):
        raise invalid(entity, f"{entity} must be an object")
    for name, value in body.items():
        if name not in KNOWN[entity]:
            raise _unknown(entity, name, KNOWN[entity])
        _look_inside(name, value)
        if name in _LONGEST and isinstance(value, str) and len(value) > _LONGEST[name]:
            raise too_long(name, _LONGEST[name], len(value))
        if name in _DATES and value is not None:
            day(value, name)
        if name in {"BillEmail", "PrimaryEmailAddr"} and value:
            _check_address(str(value.get("Address") or ""))


def _check_address(text: str) -> None:
    if len(text) > _LONGEST_ADDRESS:
        raise too_long(name="Address", longest=_LONGEST_ADDRESS, length=len(text))
    if text and not all("@" in part for part in text.split(",")):
        raise Refusal(
            code="2210",
            message="Invalid Email Address format",
            detail=f"Email Address '{text}' does not conform to the syntax rules of RFC 822.",
        )


def day(value: object, name: str) -> date:
    """A date of a request. Raises `Refusal` 2010."""
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise invalid(name, f"{name} {value} is not a date") from error


def amount(body: Wire, name: str) -> Any:
    """A `Decimal` of a request. Raises `Refusal` 2020 when it is missing, 2010 when it is no number."""
    if body.get(name) is None:
        raise missing(name)
    try:
        return number(body[name])
    except ValueError as error:
        raise invalid(name, f"{name} {body[name]} is not a number") from error


def ref(body: Wire, name: str) -> str:
    """The id in a Ref of a request. Raises `Refusal` 2020."""
    given = body.get(name)
    if not isinstance(given, dict) or given.get("value") in (None, ""):
        raise missing(name)
    return str(given["value"])


def check_token(row: Wire, body: Wire) -> None:
    """Raises `Refusal` 2020 without a SyncToken, 5010 when it is not the present one."""
    if body.get("SyncToken") is None:
        raise missing(name="SyncToken")
    if str(body["SyncToken"]) != row["SyncToken"]:
        raise stale()


def check_period(company: Company, entity: str, *rows: Wire) -> None:
    """Raises `Refusal` 6210 when a document is dated in the closed books."""
    until = company.closed_until
    if (
        until is not None
        and entity in DOCUMENTS
        and any(day(row["TxnDate"], "TxnDate") <= until for row in rows)
    ):
        raise closed_period()


def check_deposit(company: Company, entity: str, row: Wire) -> None:
    """Raises `Refusal` 6540 for a payment that stands in a bank deposit."""
    if entity == "Payment" and row["Id"] in company.deposited:
        raise deposited()


def asked(row: Wire, body: Wire) -> Wire:
    """The object as an update asks for it: sparse changes what is given, a full one clears the rest."""
    kept = row if body.get("sparse") is True else {name: row[name] for name in row if name in READ_ONLY}
    merged = kept | {name: value for name, value in body.items() if name not in READ_ONLY}
    return {name: value for name, value in merged.items() if value is not None}
