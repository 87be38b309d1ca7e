"""What QuickBooks' webhook says: whose books have changed. `WEBHOOK` is what the provider shows of it.

Two shapes come: an array of CloudEvents, and the older `eventNotifications`. One delivery may tell of
several companies, again, late and in any order. Only whose books changed is taken from it, and all
that changed is then pulled: so neither order nor times matter, and an event of a kind that nobody
knows yet counts like any other.
"""

from __future__ import annotations

from typing import Final

from connectors.base import Heard, Webhook
from connectors.webhooks import decoded, field, heard, is_signed

HEADER: Final = "intuit-signature"


def read(body: bytes) -> Heard:
    """The companies told of in a delivery that was signed. Never raises."""
    match decoded(body):
        case list() as events:
            return heard([field(event, "intuitaccountid") for event in events])
        case {"specversion": _, "intuitaccountid": company}:  # one CloudEvent, by itself
            return heard([company])
        case {"eventNotifications": list() as notifications}:
            return heard([field(one, "realmId") for one in notifications])
        case _:
            return Heard(companies=(), trouble="the body is neither CloudEvents nor eventNotifications")


WEBHOOK: Final = Webhook(
    is_signed=lambda headers, body, key: is_signed(HEADER, headers, body, key), read=read
)
