"""How Xero writes: dates, amounts, the envelope, JSON and XML, and the shapes of its errors."""

from __future__ import annotations

import html
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import msgspec
from werkzeug import Response

Shape = dict[str, Any]
"""A JSON object on the wire."""

_JSON = msgspec.json.Encoder(decimal_format="number")
_CENTS = Decimal("0.01")
_DECIMALS = -2


def amount(value: Decimal) -> Decimal:
    """As Xero writes money: a number with two decimals, or three where the currency has them."""
    exponent = value.as_tuple().exponent
    return value.quantize(_CENTS) if isinstance(exponent, int) and exponent >= _DECIMALS else value


def instant(moment: datetime) -> str:
    """`/Date(ms+0000)/`."""
    return f"/Date({int(moment.timestamp() * 1000)}+0000)/"


def day(date_: date) -> str:
    """A calendar date, which Xero writes as midnight in UTC."""
    return instant(datetime.combine(date_, time(), UTC))


def day_string(date_: date) -> str:
    """The same in the `DateString` fields."""
    return f"{date_.isoformat()}T00:00:00"


def json_bytes(shape: object) -> bytes:
    """JSON with exact amounts, and the slashes of dates escaped as Xero escapes them."""
    return _JSON.encode(shape).replace(b'"/Date(', b'"\\/Date(').replace(b')/"', b')\\/"')


def _xml(name: str, value: object) -> str:
    match value:
        case dict():
            inner = "".join(_xml(key, one) for key, one in value.items())
        case list():
            inner = "".join(_xml(name.removesuffix("s"), one) for one in value)
        case bool():
            inner = "true" if value else "false"
        case _:
            inner = html.escape(str(value))
    return f"<{name}>{inner}</{name}>"


def answer(shape: Shape, now: datetime, *, json: bool, status: int = 200) -> Response:
    """An answer of the Accounting API in its envelope; XML unless JSON was asked for."""
    whole = {
        "Id": str(uuid.uuid4()),
        "Status": "OK",
        "ProviderName": "Duesync Sandbox",
        "DateTimeUTC": f"/Date({int(now.timestamp() * 1000)})/",
    } | shape
    if json:
        return Response(json_bytes(whole), status, content_type="application/json; charset=utf-8")
    return Response(_xml("Response", whole), status, content_type="text/xml; charset=utf-8")


class XeroError(Exception):
    """A refusal, as the answer that carries it."""

    def __init__(self, response: Response) -> None:
        self.response = response
        super().__init__(f"HTTP {response.status_code}")


def _json_error(status: int, shape: Shape, headers: Mapping[str, str] | None = None) -> XeroError:
    kind = "application/json; charset=utf-8"
    return XeroError(Response(json_bytes(shape), status, dict(headers or {}), content_type=kind))


def unauthorised(detail: str = "AuthenticationUnsuccessful") -> XeroError:
    """401: the token is missing, unknown or expired."""
    shape: Shape = {
        "Type": None,
        "Title": "Unauthorized",
        "Status": 401,
        "Detail": detail,
        "Instance": str(uuid.uuid4()),
        "Extensions": {},
    }
    return _json_error(401, shape)


def scope_missing() -> XeroError:
    """401: the grant does not cover this resource."""
    error = unauthorised("AuthorizationUnsuccessful")
    error.response.headers["WWW-Authenticate"] = "insufficient_scope"
    return error


def forbidden() -> XeroError:
    """403: the tenant is not, or no longer, connected."""
    shape: Shape = {
        "type": None,
        "title": "Forbidden",
        "status": 403,
        "detail": "AuthenticationUnsuccessful",
        "instance": str(uuid.uuid4()),
        "extensions": {},
    }
    return _json_error(403, shape)


def unknown() -> XeroError:
    """404: there is no such document or resource; the body is plain text."""
    text = "The resource you're looking for cannot be found"
    return XeroError(Response(text, 404, content_type="text/html; charset=utf-8"))


def query_refused(message: str) -> XeroError:
    """400: a `where`, an order or another parameter that Xero does not understand."""
    return _json_error(400, {"ErrorNumber": 16, "Type": "QueryParseException", "Message": message})


def inefficient(kind: str) -> XeroError:
    """400: too many documents for a list asked for in this way; the body is plain text, as it was seen."""
    text = (
        f"Your request is not filtering {kind}s efficiently, given the extremely high volume for this "
        "organisation. Please check https://developer.xero.com/documentation/api/efficient-data-retrieval "
        f"for tips on making {kind} retrieval more efficient."
    )
    return XeroError(Response(text, 400, content_type="text/html; charset=utf-8"))


def body_refused(message: str, number: int = 14) -> XeroError:
    """400: the body could not be read."""
    return _json_error(400, {"ErrorNumber": number, "Type": "PostDataInvalidException", "Message": message})


def invalid(elements: Iterable[Shape]) -> XeroError:
    """400: documents that break a rule; each element holds what was sent and its `ValidationErrors`."""
    shape = {
        "ErrorNumber": 10,
        "Type": "ValidationException",
        "Message": "A validation exception occurred",
        "Elements": list(elements),
    }
    return _json_error(400, shape)


def problems(messages: Iterable[str]) -> list[Shape]:
    """`ValidationErrors`."""
    return [{"Message": message} for message in messages]
