"""The JSON that Twilio answers with: the Message resource, its list, errors, an account, its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

from connectors.sandbox.twilio.exchange import Text

VERSION = "2010-04-01"
ERRORS = {  # code -> HTTP status and text, as Twilio's error dictionary has them
    20003: (401, "Authenticate"),
    20404: (404, "The requested resource was not found"),
    20429: (429, "Too Many Requests"),
    20500: (500, "Internal Server Error"),
    21205: (400, "Url parameter is required"),
    21210: (400, "Source phone number provided, 'From', is not yet verified for your account"),
    21211: (400, "Invalid 'To' Phone Number"),
    21215: (400, "Account not authorized to call that number: see Geo Permissions"),
    21408: (
        400,
        "Permission to send an SMS has not been enabled for the region of the 'To' number",
    ),
    21602: (400, "Message body is required."),
    21606: (400, "The 'From' phone number provided is not a valid message-capable Twilio phone number"),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21614: (400, "'To' number is not a valid mobile number"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
    21705: (400, "The Messaging Service Sid is invalid."),
}
CARRIERS = {  # what a carrier says later, in the message's own `error_message`
    30003: "Unreachable destination handset",
    30004: "Message blocked",
    30005: "Unknown destination handset",
    30006: "Landline or unreachable carrier",
    30007: "Message filtered",
    30008: "Unknown error",
}


def error(code: int) -> dict[str, Any]:
    """The body of a refusal."""
    status, text = ERRORS[code]
    more = f"https://www.twilio.com/docs/errors/{code}"
    return {"code": code, "message": text, "more_info": more, "status": status}


def dated(at: datetime | None) -> str | None:
    """As the API writes an instant."""
    return None if at is None else format_datetime(at)


def message(text: Text, account: str) -> dict[str, Any]:
    """The Message resource. A text sent by a service bears no number, and no segments, until it has gone."""
    inbound = text.direction == "inbound"
    unassigned = text.service is not None and text.sent is None
    uri = f"/{VERSION}/Accounts/{account}/Messages/{text.sid}"
    return {
        "account_sid": account,
        "api_version": VERSION,
        "body": text.body,
        "date_created": dated(text.created),
        "date_sent": dated(text.sent),
        "date_updated": dated(text.sent or text.created),
        "direction": text.direction,
        "error_code": text.error,
        "error_message": None if text.error is None else CARRIERS[text.error],
        "from": text.theirs if inbound else None if unassigned else text.ours,
        "messaging_service_sid": text.service,
        "num_media": "0",
        "num_segments": "0" if unassigned else str(text.segments),
        "price": None if text.price is None else f"{text.price:.5f}",
        "price_unit": "USD",
        "sid": text.sid,
        "status": text.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": text.ours if inbound else text.theirs,
        "uri": f"{uri}.json",
    }


def listed(
    name: str, found: Sequence[Any], path: str, asked: dict[str, str], page: int, size: int
) -> dict[str, Any]:
    """One page of a list, newest first. `name`: of what is listed."""

    def uri(number: int) -> str:
        return f"{path}?{urlencode(asked | {'PageSize': str(size), 'Page': str(number)})}"

    shown = found[page * size : (page + 1) * size]
    return {
        "end": page * size + max(len(shown) - 1, 0),
        "first_page_uri": uri(0),
        name: list(shown),
        "next_page_uri": uri(page + 1) if (page + 1) * size < len(found) else None,
        "page": page,
        "page_size": size,
        "previous_page_uri": uri(page - 1) if page else None,
        "start": page * size,
        "uri": uri(page),
    }


def account(sid: str) -> dict[str, Any]:
    """The Account resource, as much of it as anybody reads here."""
    return {
        "sid": sid,
        "friendly_name": "Sandbox",
        "status": "active",
        "type": "Full",
        "uri": f"/{VERSION}/Accounts/{sid}.json",
    }


def numbers(found: Sequence[str], sid: str) -> dict[str, Any]:
    """The list of the account's own numbers."""
    uri = f"/{VERSION}/Accounts/{sid}/IncomingPhoneNumbers.json"
    rows = [
        {
            "sid": f"PN{place:032x}",
            "account_sid": sid,
            "phone_number": number,
            "friendly_name": number,
            "capabilities": {"voice": True, "sms": True, "mms": False, "fax": False},
        }
        for place, number in enumerate(found, 1)
    ]
    return {"incoming_phone_numbers": rows, "next_page_uri": None, "page": 0, "page_size": 50, "uri": uri}
