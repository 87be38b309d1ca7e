"""How QuickBooks says no: one exception that carries a fault, and the faults' shapes on the wire.

A refusal by the accounting service is an upper-case `Fault` with string codes; one by the gateway
before it (401, 403, 429) is a lower-case `fault` with a number for its time. Texts are the real
ones where a recording or Intuit's page has them.
"""

from __future__ import annotations

from datetime import datetime

from connectors.sandbox.quickbooks.wire import Wire, answered_at

BUSINESS = "A business validation error has occurred while processing your request"


class Refusal(Exception):
    """The accounting service refuses one request, or one part of a batch."""

    def __init__(self, code: str, message: str, detail: str, *, element: str = "") -> None:
        super().__init__(f"{code} {message}: {detail}")
        self.code = code
        self.message = message
        self.detail = detail
        self.element = element

    def fault(self) -> Wire:
        """The `Fault` object."""
        kind = "SystemFault" if self.code in {"500", "1040"} else "ValidationFault"
        error = {"Message": self.message, "Detail": self.detail, "code": self.code, "element": self.element}
        return {"Error": [error], "type": kind}


def business_rule(text: str) -> Refusal:
    """6000."""
    return Refusal("6000", BUSINESS, f"Business Validation Error: {text}")


def missing(name: str) -> Refusal:
    """2020."""
    return Refusal(
        "2020",
        "Required param missing, need to supply the required value for the API",
        f"Required parameter {name} is missing in the request",
        element=name,
    )


def not_found() -> Refusal:
    """610."""
    return Refusal(
        "610",
        "Object Not Found",
        "Object Not Found : Something you're trying to use has been made inactive. Check the fields with "
        "accounts, customers, items, vendors or employees.",
    )


def stale() -> Refusal:
    """5010."""
    return Refusal(
        "5010",
        "Stale Object Error",
        "Stale Object Error : You and sandbox@duesync.test were working on this at the same time. "
        "sandbox@duesync.test finished before you did, so your work was not saved.",
    )


def too_long(name: str, longest: int, length: int) -> Refusal:
    """2050."""
    return Refusal(
        "2050",
        "String length is either shorter or longer than supported by specification",
        f"String length specified does not match the supported length. Min:0 Max:{longest} supported. "
        f"Supplied length:{length}",
        element=name,
    )


def unsupported(text: str) -> Refusal:
    """500."""
    return Refusal("500", "Unsupported Operation", text)


def invalid(name: str, text: str) -> Refusal:
    """2010, for a value rather than a name."""
    return Refusal(
        "2010", "Request has invalid or unsupported property", f"Property Name:{text}", element=name
    )


def query_unparsed(text: str) -> Refusal:
    """4000."""
    return Refusal("4000", "Error parsing query", f"QueryParserError: {text}")


def query_invalid(text: str) -> Refusal:
    """4001."""
    return Refusal("4001", "Invalid query", f"QueryValidationError: {text}")


def deposited() -> Refusal:
    """6540."""
    return Refusal(
        "6540",
        "Deposited Transaction cannot be changed",
        "Deposited Transaction cannot be changed : You have deposited this transaction. Please remove it "
        "from the deposit before you change or delete it.",
    )


def closed_period() -> Refusal:
    """6210."""
    text = "Account Period Closed, Cannot Update Through Services Error"
    return Refusal(
        "6210",
        text,
        f"{text} : The account period has closed and the account books cannot be updated through Data "
        "Services. Please use the QuickBooks Online website to make these changes.",
    )


def gateway_fault(status: int, word: str, code: str, detail: str, kind: str, at: datetime) -> Wire:
    """What the gateway answers before the accounting service is reached."""
    error = {
        "message": f"message={word}; errorCode={code.zfill(6)}; statusCode={status}",
        "detail": detail,
        "code": code,
        "element": None,
    }
    return {
        "warnings": None,
        "intuitObject": None,
        "fault": {"error": [error], "type": kind},
        "report": None,
        "queryResponse": None,
        "batchItemResponse": [],
        "attachableResponse": [],
        "syncErrorResponse": None,
        "requestId": None,
        "time": int(at.timestamp() * 1000),
        "status": None,
        "cdcresponse": [],
    }


def throttled_xml(at: datetime) -> str:
    """The 429 that those get who did not ask for JSON."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<IntuitResponse xmlns="http://schema.intuit.com/finance/v3" time="{answered_at(at)}">'
        '<Fault type="SERVICE"><Error code="3001"><Message>message=ThrottleExceeded; errorCode=003001; '
        "statusCode=429</Message><Detail>The request limit was reached. Try again later</Detail></Error>"
        "</Fault></IntuitResponse>"
    )
