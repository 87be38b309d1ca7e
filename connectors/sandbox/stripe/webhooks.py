"""Stripe's webhooks: an event's JSON, signed with the endpoint's secret over the moment and the body.

Written from Stripe's description of the signature, and not with its library, so that one mistake would not
fool both sides.
"""

from __future__ import annotations

import hmac
import time

import requests

_TIMEOUT = 10.0
HEADER = "Stripe-Signature"


def signature(body: bytes, secret: str, at: int | None = None) -> str:
    """The header's value. `at`: seconds; when `None`, now by this machine's clock, as receivers have it."""
    moment = int(time.time()) if at is None else at
    signed = hmac.new(secret.encode(), f"{moment}.".encode() + body, "sha256").hexdigest()
    return f"t={moment},v1={signed}"


def post(url: str, body: bytes, secret: str, header: str | None = None) -> requests.Response:
    """One delivery. `header`: another signature than the right one. `OSError`: nobody listens."""
    signed = signature(body, secret) if header is None else header
    with requests.Session() as session:
        session.trust_env = False  # a proxy would not find this machine's own addresses
        return session.post(
            url, body, headers={HEADER: signed, "Content-Type": "application/json"}, timeout=_TIMEOUT
        )
