"""Stripe's words <-> ours. Pure: of objects as Stripe's API and its webhooks show them.

A page is a Checkout Session, a payment a PaymentIntent with its Charge. Our key travels in the metadata of
the session and of the payment, which Stripe copies to the charge, but not to a dispute.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, Literal

from connectors.checkout import Asked, State, Told
from connectors.stripe.amounts import read, written
from connectors.stripe.settings import StripeSettings

KEY: Final = "duesync_key"
HEARD: Final = (
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
    "charge.refunded",
    "refund.failed",
    "charge.refund.updated",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
)
"""The events that tell us something; an endpoint at Stripe is to send just these."""

_INTENT: Final[Mapping[str, State]] = {"succeeded": "paid", "processing": "pending", "canceled": "failed"}
_CLOSED: Final[Mapping[str, Literal["won", "lost"]]] = {
    "won": "won",
    "lost": "lost",
    "warning_closed": "won",
    "prevented": "won",
}


def session_of(asked: Asked, settings: StripeSettings) -> dict[str, Any]:
    """The parameters by which Stripe makes the page: the same for the same `asked`, always."""
    mark = {KEY: asked.key}
    about = ", ".join(line.words for line in asked.lines)
    shape: dict[str, Any] = {
        "mode": "payment",
        "client_reference_id": asked.key,
        "metadata": mark,
        "payment_intent_data": {"metadata": mark, "description": about[:1000]},
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": asked.currency.lower(),
                    "unit_amount": written(line.amount, asked.currency),
                    "product_data": {"name": line.words[:250]},
                },
            }
            for line in asked.lines
        ],
        "success_url": asked.success,
        "cancel_url": asked.cancel,
        "expires_at": int(asked.expires_at.timestamp()),
        "adaptive_pricing": {"enabled": False},  # the debt is in one currency, and is paid in it
    }
    if asked.email is not None:
        shape["customer_email"] = asked.email
    if settings.methods:
        shape["payment_method_types"] = list(settings.methods)
    if brand := _brand(settings):
        shape["branding_settings"] = brand
    return shape


def _brand(settings: StripeSettings) -> dict[str, Any]:
    brand = settings.brand
    given = {
        "display_name": brand.name,
        "button_color": brand.button_color,
        "background_color": brand.background_color,
        "logo": None if brand.logo is None else {"type": "url", "url": brand.logo},
    }
    return {name: value for name, value in given.items() if value is not None}


def told_by_session(session: Mapping[str, Any], at: datetime | None = None) -> Told:
    """How a payment stands by its session, with whatever was expanded in it.

    `at`: when that was so; when its charge was made, where `None`, or the page where there is no charge.
    """
    intent = session.get("payment_intent")
    charge = intent.get("latest_charge") if isinstance(intent, Mapping) else None
    currency = str(session["currency"]).upper()
    told = _of_charge(charge) if isinstance(charge, Mapping) else {}
    state = _state(session, intent)
    return Told(
        **told
        | {
            "key": session.get("client_reference_id"),
            "page": session["id"],
            "payment": intent["id"] if isinstance(intent, Mapping) else intent,
            "state": state,
            "amount": read(session["amount_total"], currency) if state in ("paid", "pending") else None,
            "currency": currency,
            "at": at or instant((charge if isinstance(charge, Mapping) else session)["created"]),
        }
    )


def _state(session: Mapping[str, Any], intent: object) -> State:
    if session["status"] == "open":
        return "open"
    if session["status"] == "expired":
        return "expired"
    if session["payment_status"] == "paid":
        return "paid"
    if isinstance(intent, Mapping):
        return _INTENT.get(intent["status"], "failed")
    return "pending"


def told_by_event(event: Mapping[str, Any]) -> Told | None:
    """What an event tells; `None`: nothing of ours. `KeyError` and the like where it makes no sense."""
    kind, shown, at = event["type"], event["data"]["object"], instant(event["created"])
    if kind not in HEARD:
        return None
    if kind.startswith("checkout.session."):
        return _of_page(kind, shown, at)
    if kind == "charge.refunded":
        return Told(at=at, **_of_charge(shown))
    if kind in ("refund.failed", "charge.refund.updated"):  # older accounts are told by the second alone
        if shown.get("status") != "failed":
            return None
        currency = str(shown["currency"]).upper()
        failed = read(shown["amount"], currency)
        return Told(payment=shown.get("payment_intent"), currency=currency, unrefunded=failed, at=at)
    return _of_dispute(shown, at)


def _of_page(kind: str, session: Mapping[str, Any], at: datetime) -> Told | None:
    if session.get("client_reference_id") is None:
        return None
    told = told_by_session(session, at)
    if kind == "checkout.session.async_payment_failed":
        return Told(key=told.key, page=told.page, payment=told.payment, state="failed", at=at)
    return told


def _of_charge(charge: Mapping[str, Any]) -> dict[str, Any]:
    currency = str(charge["currency"]).upper()
    told: dict[str, Any] = {
        "key": (charge.get("metadata") or {}).get(KEY),
        "payment": charge.get("payment_intent"),
        "currency": currency,
        "refunded": read(charge.get("amount_refunded") or 0, currency),
    }
    balance = charge.get("balance_transaction")
    if isinstance(balance, Mapping):
        kept = str(balance["currency"]).upper()
        told |= {"fee": read(balance["fee"], kept), "fee_currency": kept}
    return told


def _of_dispute(dispute: Mapping[str, Any], at: datetime) -> Told:
    currency = str(dispute["currency"]).upper()
    return Told(
        payment=dispute.get("payment_intent"),
        currency=currency,
        dispute=_CLOSED.get(dispute["status"], "open"),
        disputed=read(dispute["amount"], currency),
        at=at,
    )


def instant(seconds: int) -> datetime:
    """A moment as Stripe writes it."""
    return datetime.fromtimestamp(seconds, UTC)
