"""What Stripe tells us by itself: its signature checked by Stripe's own library, and read into a value.

The law: nothing is read before its signature was good; one that is more than five minutes old is not good.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from stripe import SignatureVerificationError, WebhookSignature

from connectors.checkout import Told
from connectors.http import BROKEN
from connectors.stripe.mapping import told_by_event

HEADER: Final = "stripe-signature"
TOLERANCE: Final = 300  # seconds, as Stripe's libraries have it


class Nonsense(Exception):
    """It is signed, and yet cannot be read; the text says why."""


def is_signed(headers: Mapping[str, str], body: bytes, secret: str) -> bool:
    """Whether whoever has that secret signed just this, and lately. Never raises, whatever came."""
    try:
        text = body.decode("utf-8")
        return bool(WebhookSignature.verify_header(text, headers.get(HEADER), secret, TOLERANCE))
    except (SignatureVerificationError, UnicodeDecodeError, UnicodeEncodeError, TypeError):
        return False


def read(body: bytes) -> Told | None:
    """What it tells; `None` where it is nothing of ours. Raises `Nonsense`."""
    try:
        event: Any = msgspec.json.decode(body)
        return told_by_event(event)
    except (*BROKEN, LookupError, TypeError, ValueError, AttributeError, OverflowError, OSError) as error:
        msg = f"an event of {len(body)} bytes makes no sense ({type(error).__name__})"
        raise Nonsense(msg) from error
