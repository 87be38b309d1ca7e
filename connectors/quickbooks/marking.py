"""Marks on invoices, written: the memo's line and the custom field of `marks`, by a sparse update.

The law: read, compare, write; where someone changed the invoice meanwhile (5010), again. A mark is
set before the attachment is, so that the attachment says that all of the note is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import msgspec

from connectors.batches import Outcome
from connectors.errors import Changed, ConnectorError, Refused
from connectors.quickbooks import bodies, marks, query
from connectors.quickbooks.faults import CLOSED, MISSING
from connectors.quickbooks.fields import text
from connectors.quickbooks.orders import Order, Post, caught, receipt_of
from connectors.quickbooks.places_of_notes import ATTACHMENT
from connectors.quickbooks.transport import Transport
from connectors.quickbooks.wire import FoundAnswer, MarkedRow
from dunning.effects import Receipt, WriteNote

TRIES: Final = 3  # at an object that others change at the same time
_FOUND: Final = msgspec.json.Decoder(FoundAnswer)


class Marker:
    """Sets marks on invoices of one company, in the `places` of `marks`."""

    def __init__(self, transport: Transport, post: Post, company_id: str, places: tuple[str, ...]) -> None:
        self._transport, self._post, self._company_id = transport, post, company_id
        self._attached = ATTACHMENT in places
        self._places = tuple(place for place in places if place != ATTACHMENT)

    def mark(self, write: WriteNote) -> Receipt | None:
        """The invoice's receipt once it bears the mark; `None` where it is to have none, or can't have one.

        Where the note is attached too, closed books or a full memo keep it from nothing.
        """
        (outcome,) = self.mark_all([write])
        if isinstance(outcome, ConnectorError):
            raise outcome
        return outcome

    def mark_all(self, writes: Sequence[WriteNote]) -> list[Outcome | None]:
        """As `mark`, each with its own outcome. One read for all, and one batch."""
        outcomes: list[Outcome | None] = [None] * len(writes)
        if not self._places:
            return outcomes
        left = list(range(len(writes)))
        for _ in range(TRIES):
            self._try(writes, left, outcomes)
            left = [number for number in left if isinstance(outcomes[number], Changed)]
            if not left:
                break
        return [self._forgiven(outcome) for outcome in outcomes]

    def _try(self, writes: Sequence[WriteNote], left: Sequence[int], outcomes: list[Outcome | None]) -> None:
        try:
            invoices, answered = self.read([writes[number].invoice_id for number in left])
        except ConnectorError as error:
            outcomes[:] = [error if number in left else one for number, one in enumerate(outcomes)]
            return
        orders: dict[int, Order] = {}
        for number in left:
            made = caught(partial(self._made, writes[number], invoices, answered, orders, number))
            outcomes[number] = made
        for number, outcome in zip(orders, self._post.all(list(orders.values())), strict=True):
            outcomes[number] = outcome

    def _made(
        self,
        write: WriteNote,
        invoices: dict[str, MarkedRow],
        answered: str | int | None,
        orders: dict[int, Order],
        number: int,
    ) -> Receipt:
        """The invoice's receipt as it is; its order is put down where it has to change."""
        about = f"note on invoice {write.invoice_id}"
        row = invoices.get(write.invoice_id)
        if row is None:
            msg = "the invoice is no longer in QuickBooks"
            raise Refused(msg, about=about, code=MISSING)
        body = marks.marked(row, write, self._places)
        if body is not None:
            token = text(row.sync_token) or ""
            ours = bodies.request_id(self._company_id, "mark", write.key, token)
            orders[number] = Order(kind="Invoice", body=body, request_id=ours, about=about)
        return receipt_of(row, answered)

    def read(self, invoice_ids: Sequence[str]) -> tuple[dict[str, MarkedRow], str | int | None]:
        """These invoices by id, those that are there, and when that was. One metered call."""
        ask = partial(self._transport.query, query.invoices(sorted(set(invoice_ids))))
        answer = self._transport.read("invoices to be marked", ask, _FOUND.decode)
        found = {text(row.id) or "": row for row in answer.query_response.invoice}
        return found, answer.time

    def _forgiven(self, outcome: Outcome | None) -> Outcome | None:
        closed = isinstance(outcome, Refused) and outcome.code in (marks.NO_PLACE, CLOSED)
        return None if closed and self._attached else outcome
