"""The API itself, as much of it as Checkout needs, the page where one pays, and what happens to payments."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from html import escape
from typing import Any

from werkzeug import Request, Response

from connectors.sandbox.clock import Clock
from connectors.sandbox.server import Api
from connectors.sandbox.stripe import shapes, webhooks
from connectors.sandbox.stripe.forms import nested
from connectors.sandbox.stripe.shop import Missing, Payment, Session, Shop, Wrong
from dunning.ledger import of_minor

_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pay {name}</title>
<link rel="icon" href="data:,"></head>
<body><h1>{name}</h1><p>A pretend page of Stripe's: no money moves.</p><ul>{lines}</ul>
<p><strong>{total}</strong></p><form method="post">
<button name="method" value="card">Pay by card</button>
<button name="method" value="debit">Pay by bank debit</button></form>
<p><a href="{cancel}">Back</a></p></body></html>
"""


class StripeApi(Api):
    """Accounts by their secret keys.

    `secrets`: what each one's webhooks are signed with; `hears`: where they go. A delivery that fails stays
    in `missed`, for Stripe would send it again: see `deliver_again`.
    """

    def __init__(self, clock: Clock, keys: Mapping[str, str]) -> None:
        super().__init__(clock)
        self.shops = {key: Shop(clock, f"acct_{place:016x}") for place, key in enumerate(keys, 1)}
        self.secrets = dict(keys)
        self.hears: dict[str, str] = {}
        self.missed: list[tuple[str, bytes]] = []
        self._made: dict[tuple[str, str], tuple[Any, Response]] = {}

    def respond(self, request: Request) -> Response:
        """One call, or one look at a page."""
        if request.path.startswith("/c/pay/"):
            return self._pay_page(request)
        key = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if key not in self.shops:
            return _json(shapes.error("Invalid API Key provided", "", "invalid_request_error"), 401)
        try:
            return self._once(request, key)
        except Missing as error:
            text = f"No such object: '{error}'"
            return _json(shapes.error(text, "resource_missing", "invalid_request_error"), 404)
        except Wrong as error:
            return _json(shapes.error(error.message, error.code, error.kind), 400)

    def _once(self, request: Request, key: str) -> Response:
        """A POST under a key that was used gives the same answer again; with other parameters an error."""
        again = request.headers.get("Idempotency-Key")
        form = nested(request.form.items(multi=True))
        if request.method != "POST" or again is None:
            return _json(self._answer(request, self.shops[key], form), 200)
        if (key, again) in self._made:
            asked, answer = self._made[key, again]
            if asked != (request.path, form):
                text = "Keys for idempotent requests can only be used with the same parameters."
                raise Wrong(text, code="", kind="idempotency_error")
            return answer
        answer = _json(self._answer(request, self.shops[key], form), 200)
        self._made[key, again] = (request.path, form), answer
        return answer

    def _answer(self, request: Request, shop: Shop, form: Mapping[str, Any]) -> Any:
        host = request.host_url.rstrip("/")
        expand = request.args.getlist("expand[0]") + request.args.getlist("expand[]")
        match request.method, request.path.strip("/").split("/"):
            case "GET", ["v1", "account"]:
                return {"id": shop.account, "object": "account", "country": "GB", "charges_enabled": True}
            case "POST", ["v1", "checkout", "sessions"]:
                return shapes.session(shop.create(form), host)
            case "GET", ["v1", "checkout", "sessions"]:
                newest = [shapes.session(one, host) for one in reversed(shop.sessions)]
                most = int(request.args.get("limit", 10))
                return shapes.page(newest[:most], "/v1/checkout/sessions", more=len(newest) > most)
            case "GET", ["v1", "checkout", "sessions", session]:
                return shapes.session(shop.session(session), host, expand)
            case "POST", ["v1", "checkout", "sessions", session, "expire"]:
                return shapes.session(shop.expire(session), host)
            case "GET", ["v1", "events"]:
                return self._events(shop, request.args)
        raise Missing(request.path)

    def _events(self, shop: Shop, asked: Mapping[str, str]) -> Any:
        """Newest first."""
        wanted = {value for name, value in asked.items() if name.startswith("types[")}
        since, most = int(asked.get("created[gte]", 0)), int(asked.get("limit", 10))
        every = [shapes.event(shop, number) for number in reversed(range(len(shop.events)))]
        found = [one for one in every if one["created"] >= since and (not wanted or one["type"] in wanted)]
        if (after := asked.get("starting_after")) is not None:
            place = next(place for place, one in enumerate(found) if one["id"] == after)
            found = found[place + 1 :]
        return shapes.page(found[:most], "/v1/events", more=len(found) > most)

    # --- what payers, banks and the firm do

    def _pay_page(self, request: Request) -> Response:
        session_id = request.path.rsplit("/", 1)[-1]
        try:
            key, session = self._find(session_id)
            if request.method == "POST":
                self.pay(session_id, request.form.get("method", "card"))
                return Response(status=303, headers={"Location": str(session.asked["success_url"])})
        except (Missing, Wrong):
            return Response("This page is not there any more.", 404)
        if session.status != "open":
            return Response(f"This page is {session.status}.", 410)
        lines = "".join(
            f"<li>{escape(str(one['price_data']['product_data']['name']))}</li>"
            for one in session.asked["line_items"]
        )
        name = session.asked.get("branding_settings", {}).get("display_name", self.shops[key].account)
        currency = session.currency.upper()
        total = f"{currency} {of_minor(session.total, currency):,}"
        shown = _PAGE.format(
            name=escape(str(name)),
            lines=lines,
            total=total,
            cancel=escape(str(session.asked.get("cancel_url", ""))),
        )
        return Response(shown, content_type="text/html; charset=utf-8")

    def _find(self, session_id: str) -> tuple[str, Session]:
        for key, shop in self.shops.items():
            with suppress(Missing):
                return key, shop.session(session_id)
        raise Missing(session_id)

    def _found(self, payment_id: str) -> tuple[str, Payment]:
        for key, shop in self.shops.items():
            with suppress(Missing):
                return key, shop.paid(payment_id)
        raise Missing(payment_id)

    def pay(self, session_id: str, method: str = "card") -> str:
        """Somebody pays on that page, by "card" or by "debit"; the payment's id."""
        with self.lock:
            key, _ = self._find(session_id)
            session = self.shops[key].pay(session_id, method)
            self._tell(key, "checkout.session.completed", shapes.session(session, ""))
            assert session.payment is not None  # noqa: S101 - just made
            return session.payment.id

    def settle(self, payment_id: str, *, comes: bool) -> None:
        """A bank says of a debit that it comes, or that it does not."""
        with self.lock:
            key, payment = self._found(payment_id)
            payment.status = "succeeded" if comes else "requires_payment_method"
            shown = shapes.session(self.shops[key].session_of(payment), "")
            self._tell(key, f"checkout.session.async_payment_{'succeeded' if comes else 'failed'}", shown)

    def refund(self, payment_id: str, amount: int | None = None) -> None:
        """The firm gives back that much, in the smallest unit; all of it when `None`."""
        with self.lock:
            key, payment = self._found(payment_id)
            payment.refunded = min(payment.amount, payment.refunded + (amount or payment.amount))
            self._tell(key, "charge.refunded", shapes.charge(payment))

    def fail_refund(self, payment_id: str) -> None:
        """The payer's bank does not take what was given back last, so the firm has it again at Stripe."""
        with self.lock:
            key, payment = self._found(payment_id)
            failed, payment.refunded = payment.refunded, 0
            self._tell(key, "refund.failed", shapes.failed_refund(payment, failed))

    def dispute(self, payment_id: str, status: str = "needs_response") -> None:
        """The payer's bank disputes it, or says how that ended: "won" or "lost" for the firm."""
        with self.lock:
            key, payment = self._found(payment_id)
            kind = (
                "created"
                if payment.disputed is None
                else "closed"
                if status in ("won", "lost")
                else "updated"
            )
            payment.disputed = status
            self._tell(key, f"charge.dispute.{kind}", shapes.dispute(payment))

    def act(self, name: str, sent: Mapping[str, Any]) -> None:
        """By name, for the control face: settle, fail, refund, fail-refund, dispute, win, lose."""
        payment = str(sent.get("payment", ""))
        try:
            match name:
                case "settle" | "fail":
                    self.settle(payment, comes=name == "settle")
                case "refund":
                    self.refund(payment, int(sent["amount"]) if sent.get("amount") else None)
                case "fail-refund":
                    self.fail_refund(payment)
                case "dispute" | "win" | "lose":
                    self.dispute(payment, {"win": "won", "lose": "lost"}.get(name, "needs_response"))
                case _:
                    msg = f"nothing can {name!r} a payment here"
                    raise LookupError(msg)
        except Missing as error:
            msg = f"no payment {error} here"
            raise LookupError(msg) from error

    def shown(self) -> list[dict[str, Any]]:
        """Every payment, oldest first, as the API shows its charge."""
        with self.lock:
            return [shapes.charge(one) for shop in self.shops.values() for one in shop.payments]

    def _tell(self, key: str, kind: str, shown: Any) -> None:
        shop = self.shops[key]
        shop.events.append((kind, shown, self.clock()))
        if (url := self.hears.get(key)) is not None:
            body = json.dumps(shapes.event(shop, len(shop.events) - 1), indent=2).encode()
            self._deliver(key, url, body)

    def _deliver(self, key: str, url: str, body: bytes) -> None:
        with suppress(OSError):
            if webhooks.post(url, body, self.secrets[key]).ok:
                return
        self.missed.append((key, body))

    def deliver_again(self) -> int:
        """What nobody took is sent again; how many are left after that."""
        waiting, self.missed = self.missed, []
        for key, body in waiting:
            if (url := self.hears.get(key)) is not None:
                self._deliver(key, url, body)
        return len(self.missed)

    def told(self, key: str) -> list[dict[str, Any]]:
        """Every event of that account, oldest first, as webhooks bear them."""
        return [shapes.event(self.shops[key], number) for number in range(len(self.shops[key].events))]


def _json(shape: Any, status: int) -> Response:
    return Response(json.dumps(shape), status, content_type="application/json")
