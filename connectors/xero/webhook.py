"""What Xero's webhook says: which organisations' books have changed. `WEBHOOK` is what the provider shows.

Before it begins, Xero tests the receiver ("intent to receive"): deliveries without events, with
sequence numbers of 0, some of them wrongly signed. A payment comes as an INVOICE event; an event of a
kind that nobody knows yet counts like any other. Only what concerns the app rather than an
organisation (`tenantType` APPLICATION: its own subscriptions) is passed over.
"""

from __future__ import annotations

from typing import Final

from connectors.base import Heard, Webhook
from connectors.webhooks import decoded, field, heard, is_signed

HEADER: Final = "x-xero-signature"


def read(body: bytes) -> Heard:
    """The organisations told of in a delivery that was signed. Never raises."""
    events = field(decoded(body), "events")
    if not isinstance(events, list):
        return Heard(companies=(), trouble="the body has no list of events")
    return heard(
        [field(event, "tenantId") for event in events if field(event, "tenantType") != "APPLICATION"]
    )


WEBHOOK: Final = Webhook(
    is_signed=lambda headers, body, key: is_signed(HEADER, headers, body, key), read=read
)
