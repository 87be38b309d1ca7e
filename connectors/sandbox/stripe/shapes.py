"""The JSON that Stripe answers with: sessions, payment intents, charges, disputes, events, lists, errors."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from connectors.sandbox.stripe.shop import Payment, Session, Shop

VERSION = "2025-10-29.clover"


def _at(moment: datetime) -> int:
    return int(moment.timestamp())


def session(one: Session, host: str, expand: Collection[str] = ()) -> dict[str, Any]:
    """A Checkout Session; its payment intent by its id, unless it is to be expanded."""
    paid = one.payment is not None and one.payment.status == "succeeded"
    shown = None if one.payment is None else one.payment.id
    wanted = [path for path in expand if path.split(".")[0] == "payment_intent"]
    return {
        "id": one.id,
        "object": "checkout.session",
        "amount_total": one.total,
        "client_reference_id": one.asked.get("client_reference_id"),
        "created": _at(one.created),
        "currency": one.currency,
        "customer_email": one.asked.get("customer_email"),
        "expires_at": _at(one.expires),
        "livemode": False,
        "metadata": dict(one.asked.get("metadata", {})),
        "mode": "payment",
        "payment_intent": intent(one.payment, wanted) if wanted and one.payment is not None else shown,
        "payment_status": "paid" if paid else "unpaid",
        "status": one.status,
        "success_url": one.asked.get("success_url"),
        "url": f"{host}/c/pay/{one.id}" if one.status == "open" else None,
    }


def intent(one: Payment, expand: Collection[str]) -> dict[str, Any]:
    """A PaymentIntent, with its charge where that is to be expanded."""
    deep = [path for path in expand if path.startswith("payment_intent.latest_charge")]
    return {
        "id": one.id,
        "object": "payment_intent",
        "amount": one.amount,
        "currency": one.currency,
        "latest_charge": charge(one, deep) if deep else one.charge,
        "metadata": one.metadata,
        "status": one.status,
    }


def charge(one: Payment, expand: Collection[str] = ()) -> dict[str, Any]:
    """A Charge. Its balance transaction is there once the money is."""
    succeeded = one.status == "succeeded"
    balance: Any = f"txn_{one.number:024x}" if succeeded else None
    if succeeded and any(path.endswith("balance_transaction") for path in expand):
        kept = {"fee": one.fee, "net": one.amount - one.fee, "currency": one.currency, "amount": one.amount}
        balance = {"id": balance, "object": "balance_transaction", **kept}
    return {
        "id": one.charge,
        "object": "charge",
        "amount": one.amount,
        "amount_refunded": one.refunded,
        "balance_transaction": balance,
        "created": _at(one.created),
        "currency": one.currency,
        "description": one.description,
        "disputed": one.disputed is not None,
        "metadata": one.metadata,
        "paid": succeeded,
        "payment_intent": one.id,
        "refunded": one.refunded == one.amount,
        "status": {"succeeded": "succeeded", "processing": "pending"}.get(one.status, "failed"),
    }


def failed_refund(one: Payment, amount: int) -> dict[str, Any]:
    """A Refund that the payer's bank did not take."""
    return {
        "id": f"re_{one.number:024x}",
        "object": "refund",
        "amount": amount,
        "charge": one.charge,
        "currency": one.currency,
        "failure_reason": "expired_or_canceled_card",
        "metadata": {},
        "payment_intent": one.id,
        "status": "failed",
    }


def dispute(one: Payment) -> dict[str, Any]:
    """A Dispute, which bears no metadata of the payment's."""
    return {
        "id": f"du_{one.number:024x}",
        "object": "dispute",
        "amount": one.amount,
        "charge": one.charge,
        "currency": one.currency,
        "metadata": {},
        "payment_intent": one.id,
        "reason": "fraudulent",
        "status": one.disputed,
    }


def event(shop: Shop, number: int) -> dict[str, Any]:
    """An Event, its object as it was when it happened."""
    kind, shown, at = shop.events[number]
    return {
        "id": f"evt_{shop.account.removeprefix('acct_')}{number + 1:08x}",
        "object": "event",
        "api_version": VERSION,
        "created": _at(at),
        "data": {"object": shown},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": kind,
    }


def page(found: list[Any], url: str, *, more: bool) -> dict[str, Any]:
    """A list."""
    return {"object": "list", "data": found, "has_more": more, "url": url}


def error(message: str, code: str, kind: str) -> dict[str, Any]:
    """An error's body."""
    return {"error": {"type": kind, "message": message} | ({"code": code} if code else {})}
