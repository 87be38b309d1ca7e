"""What Stripe keeps of one account: sessions, payments, disputes, and every event.

State moves only when somebody acts: a payer on the page, a bank, or the firm itself in its dashboard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from connectors.sandbox.clock import Clock

FEE_PERCENT, FEE_FIXED = 15, 20  # 1.5 % and 20 of the smallest unit, as for cards in Europe: from memory
_DEBIT_FEE = 100  # in thousandths, as above: 1 %
_SHORTEST, _LONGEST = timedelta(minutes=30), timedelta(hours=24)


class Wrong(Exception):
    """Stripe says no: a parameter, and why."""

    def __init__(
        self, message: str, *, code: str = "parameter_invalid", kind: str = "invalid_request_error"
    ) -> None:
        super().__init__(message)
        self.message, self.code, self.kind = message, code, kind


class Missing(Exception):
    """No such object."""


@dataclass(slots=True)
class Payment:
    """A PaymentIntent with its one Charge. `status`: the intent's."""

    number: int
    amount: int
    currency: str
    metadata: dict[str, str]
    description: str
    status: str
    created: datetime
    method: str
    refunded: int = 0
    disputed: str | None = None  # the dispute's status

    @property
    def id(self) -> str:
        """The intent's."""
        return f"pi_{self.number:024x}"

    @property
    def charge(self) -> str:
        """The charge's id."""
        return f"ch_{self.number:024x}"

    @property
    def fee(self) -> int:
        """What Stripe keeps."""
        if self.method == "card":
            return self.amount * FEE_PERCENT // 1000 + FEE_FIXED
        return min(self.amount // 100, 2 * _DEBIT_FEE)


@dataclass(slots=True)
class Session:
    """A Checkout Session; `status`: open, complete or expired. `asked`: its parameters."""

    number: int
    asked: Mapping[str, Any]
    created: datetime
    expires: datetime
    status: str = "open"
    payment: Payment | None = None

    @property
    def id(self) -> str:
        """As Stripe names it."""
        return f"cs_{self.number:024x}"

    @property
    def currency(self) -> str:
        """In small letters."""
        return str(self.asked["line_items"][0]["price_data"]["currency"])

    @property
    def total(self) -> int:
        """In the smallest unit."""
        return sum(
            int(one["price_data"]["unit_amount"]) * int(one["quantity"]) for one in self.asked["line_items"]
        )


@dataclass(slots=True)
class Shop:
    """The state of one account. `events`: (type, object as it was then, when), oldest first."""

    clock: Clock
    account: str
    sessions: list[Session] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    events: list[tuple[str, Any, datetime]] = field(default_factory=list)

    def create(self, asked: Mapping[str, Any]) -> Session:
        """A new session. Raises `Wrong`."""
        for needed in ("line_items", "success_url", "mode"):
            if needed not in asked:
                text = f"Missing required param: {needed}."
                raise Wrong(text, code="parameter_missing")
        now = self.clock()
        expires = (
            datetime.fromtimestamp(int(asked["expires_at"]), now.tzinfo)
            if "expires_at" in asked
            else now + _LONGEST
        )
        if not now + _SHORTEST - timedelta(minutes=1) <= expires <= now + _LONGEST + timedelta(minutes=1):
            text = "The `expires_at` timestamp must be between 30 minutes and 24 hours from now."
            raise Wrong(text)
        made = Session(len(self.sessions) + 1, asked, now, expires)
        if made.total <= 0:
            text = "The Checkout Session's total amount due must add up to at least the minimum charge."
            raise Wrong(text, code="amount_too_small")
        self.sessions.append(made)
        return made

    def session(self, session_id: str) -> Session:
        """It, expired if its time is over. Raises `Missing`."""
        found = next((one for one in self.sessions if one.id == session_id), None)
        if found is None:
            raise Missing(session_id)
        if found.status == "open" and found.expires <= self.clock():
            found.status = "expired"
        return found

    def expire(self, session_id: str) -> Session:
        """Nobody pays there any more. Raises `Wrong`, `Missing`."""
        found = self.session(session_id)
        if found.status != "open":
            text = f"Only Checkout Sessions with a status in ['open'] can be expired, not {found.status}."
            raise Wrong(text, code="")
        found.status = "expired"
        return found

    def pay(self, session_id: str, method: str) -> Session:
        """A payer pays on the page; a bank debit is under way then, and `settle` says how it ends."""
        found = self.session(session_id)
        if found.status != "open":
            text = f"the page is {found.status}"
            raise Wrong(text)
        data = found.asked.get("payment_intent_data", {})
        found.payment = Payment(
            number=len(self.payments) + 1,
            amount=found.total,
            currency=found.currency,
            metadata=dict(data.get("metadata", {})),
            description=str(data.get("description", "")),
            status="succeeded" if method == "card" else "processing",
            created=self.clock(),
            method=method,
        )
        self.payments.append(found.payment)
        found.status = "complete"
        return found

    def paid(self, payment_id: str) -> Payment:
        """The payment. Raises `Missing`."""
        found = next((one for one in self.payments if payment_id in (one.id, one.charge)), None)
        if found is None:
            raise Missing(payment_id)
        return found

    def session_of(self, payment: Payment) -> Session:
        """Whose payment it is."""
        return next(one for one in self.sessions if one.payment is payment)
