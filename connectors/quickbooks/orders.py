"""Posting: one object in one call, or up to thirty in a batch.

The law: every call bears a `requestid` that depends on what it writes alone. In a batch each member
has its own outcome; where the batch's answer is lost, every member is `Uncertain`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, Literal

import msgspec

from connectors.batches import Apart, Outcome, of_each
from connectors.errors import ConnectorError, Refused, Uncertain
from connectors.http import BROKEN
from connectors.quickbooks import bodies
from connectors.quickbooks.faults import breaks_down, fault_alone, refusal
from connectors.quickbooks.fields import instant, text
from connectors.quickbooks.transport import Transport, json_body
from connectors.quickbooks.wire import BatchAnswer, Entity, Member, Single
from dunning.effects import Receipt

MOST: Final = 30  # in a batch; Intuit's advice, more are refused at some point
_BAD_REQUEST: Final = 400
_SINGLE: Final = msgspec.json.Decoder(Single)
_BATCH: Final = msgspec.json.Decoder(BatchAnswer)
_VOID: Final = {"operation": "update", "include": "void"}

Written = Literal["Attachable", "Invoice", "Payment", "Purchase"]


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """One object to be written. `void`: it is a payment to be voided, which goes alone."""

    kind: Written
    body: bodies.Body
    request_id: str
    about: str
    void: bool = False


def receipt_of(row: Entity | None, answered: str | int | None, *, stands: bool = True) -> Receipt:
    """Of an object as QuickBooks has it. `msgspec.ValidationError` when it does not tell."""
    identifier = text(row.id) if row else None
    changed = row.meta_data.last_updated_time if row and row.meta_data else None
    at = instant(changed) or instant(answered)
    if row is None or identifier is None or at is None:
        msg = "the answer lacks the object, its Id or its time"
        raise msgspec.ValidationError(msg)
    return Receipt(provider_id=identifier, version=text(row.sync_token) or "", at=at, stands=stands)


def _written(kind: Written, answer: Single | Member) -> Entity | None:
    rows: dict[Written, Entity | None] = {
        "Attachable": answer.attachable,
        "Invoice": answer.invoice,
        "Payment": answer.payment,
        "Purchase": answer.purchase,
    }
    return rows[kind]


class Post:
    """Posts to one company."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def one(self, order: Order) -> Receipt:
        """Write it, once. Raises as `Ledger.perform`, and `Changed`."""

        def decode(body: bytes) -> Receipt:
            answer = _SINGLE.decode(body)
            return receipt_of(_written(order.kind, answer), answer.time)

        ask = partial(
            self._transport.update_object,
            order.kind,
            json_body(order.body),
            request_id=order.request_id,
            params=dict(_VOID) if order.void else None,
        )
        return self._transport.write(order.about, ask, decode)

    def all(self, orders: Sequence[Order]) -> list[Outcome]:
        """The outcome of each, `Changed` among them. `Apart` for each of a batch refused as a whole."""
        if len(orders) == 1:
            return [caught(partial(self.one, orders[0]))]
        if not orders:
            return []
        try:
            answer = self._batch(orders)
        except Refused as error:
            if error.status == _BAD_REQUEST:
                return [Apart(error.text, about=order.about, status=error.status) for order in orders]
            return of_each(error, [order.about for order in orders])
        except ConnectorError as error:
            return of_each(error, [order.about for order in orders])
        members = {text(member.b_id): member for member in answer.batch_item_response}
        return [
            _outcome(order, members.get(str(number)), answer.time) for number, order in enumerate(orders, 1)
        ]

    def _batch(self, orders: Sequence[Order]) -> BatchAnswer:
        members = [
            {"bId": str(number), "operation": "update" if "Id" in order.body else "create"}
            | {order.kind: order.body}
            for number, order in enumerate(orders, 1)
        ]
        transport = self._transport
        ask = partial(
            transport.post,
            f"{transport.api_url}/company/{transport.company_id}/batch",
            json_body({"BatchItemRequest": members}),
            request_id=bodies.request_id("batch", *(order.request_id for order in orders)),
        )
        return transport.write(f"{len(orders)} writes", ask, _BATCH.decode)


def caught(call: Callable[[], Receipt]) -> Outcome:
    """What came of it, as a value."""
    try:
        return call()
    except ConnectorError as error:
        return error


def _outcome(order: Order, member: Member | None, answered: str | int | None) -> Outcome:
    """What the batch's answer says of one member."""
    if member is not None and (raw := bytes(member.fault)):
        said = fault_alone(raw)
        if not breaks_down(raw):
            return refusal(said, about=order.about)
        why = f"QuickBooks broke down over it ({said.text or 'no reason given'})"
        return Uncertain(f"{why}; whether it was carried out is not known", about=order.about, code=said.code)
    try:
        return receipt_of(_written(order.kind, member) if member else None, answered)
    except BROKEN as error:
        return Uncertain(f"the answer to its batch does not tell ({error})", about=order.about)
