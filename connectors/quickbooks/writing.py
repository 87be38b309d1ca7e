"""Notes, payments and fees written to QuickBooks, and found again.

The law: each write is sent once, with a `requestid` that depends on it alone; where no answer came
it is `Uncertain`. A note is set in place: one whose sequence is at or past ours means ours is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

import msgspec

from connectors.batches import Found, Outcome
from connectors.errors import Changed, ConnectorError, Refused
from connectors.quickbooks import bodies
from connectors.quickbooks.faults import MISSING
from connectors.quickbooks.fields import is_void
from connectors.quickbooks.finding import Finder
from connectors.quickbooks.marking import TRIES, Marker
from connectors.quickbooks.orders import MOST, Order, Post, caught, receipt_of
from connectors.quickbooks.places_of_notes import ATTACHMENT, problem_of
from connectors.quickbooks.transport import Transport
from connectors.quickbooks.wire import NoteRow, PaymentRow, Single
from dunning.effects import (
    DraftInvoice,
    LedgerWrite,
    Receipt,
    RecordFee,
    RecordPayment,
    VoidPayment,
    WriteNote,
)

_SINGLE: Final = msgspec.json.Decoder(Single)


class Writer:
    """Performs and finds writes of one company.

    `deposit_to`: where payments go by default. `places`: where notes go, see `marks`.
    """

    def __init__(
        self, transport: Transport, company_id: str, deposit_to: str | None, places: tuple[str, ...] = ()
    ) -> None:
        if problem := problem_of(places):
            msg = f"note_in {problem}"
            raise Refused(msg, about="the configuration")
        places = places or (ATTACHMENT,)
        self._transport = transport
        self._company_id = company_id
        self._deposit_to = deposit_to
        self._attaches = ATTACHMENT in places
        self._post = Post(transport)
        self._marker = Marker(transport, self._post, company_id, places)
        self._finder = Finder(transport, self._marker, places)

    def perform(self, write: LedgerWrite) -> Receipt:
        """See `Ledger.perform`."""
        match write:
            case WriteNote():
                marked = self._marker.mark(write)
                return self._attach(write) if self._attaches or marked is None else marked
            case RecordPayment():
                return self._post.one(self._payment_order(write))
            case VoidPayment():
                return self._void(write)
            case DraftInvoice():
                raise _no_drafts(write)
            case RecordFee():
                return self._post.one(self._fee_order(write))

    @staticmethod
    def at_once(write: LedgerWrite) -> int:
        """See `Batches.at_once`. A void goes alone, for it may have to read first."""
        return 1 if isinstance(write, VoidPayment | DraftInvoice) else MOST

    def perform_all(self, writes: Sequence[LedgerWrite]) -> tuple[Outcome, ...]:
        """See `Batches.perform_all`."""
        outcomes: dict[int, Outcome] = {}
        orders: dict[int, Order] = {}
        notes = [write for write in writes if isinstance(write, WriteNote)]
        marked = dict(zip((note.key for note in notes), self._marker.mark_all(notes), strict=True))
        for number, write in enumerate(writes):
            mark = marked.get(write.key)
            if isinstance(mark, ConnectorError) or (mark is not None and not self._attaches):
                outcomes[number] = mark
                continue
            try:
                orders[number] = self._order(write)
            except Refused as error:
                outcomes[number] = error
        for number, outcome in zip(orders, self._post.all(list(orders.values())), strict=True):
            outcomes[number] = self._seen_to(writes[number], outcome)
        return tuple(outcomes[number] for number in range(len(writes)))

    def find(self, write: LedgerWrite) -> Receipt | None:
        """See `Ledger.find`. A payment that was deleted, not voided, is found by `find_all` alone."""
        if isinstance(write, VoidPayment):
            return self._found_void(write)
        (found,) = self._found([write], None)
        if isinstance(found, ConnectorError):
            raise found
        return found

    def find_all(self, writes: Sequence[LedgerWrite], since: datetime) -> tuple[Found, ...]:
        """See `Batches.find_all`."""
        try:
            return tuple(self._found(writes, since))
        except ConnectorError as error:
            return (error,) * len(writes)

    def _found(self, writes: Sequence[LedgerWrite], since: datetime | None) -> list[Found]:
        found: dict[str, Found] = {}
        notes = [write for write in writes if isinstance(write, WriteNote)]
        payments = [write for write in writes if isinstance(write, RecordPayment)]
        if notes:
            found |= zip((note.key for note in notes), self._finder.notes(notes), strict=True)
        if payments:
            found |= zip((one.key for one in payments), self._finder.payments(payments, since), strict=True)
        fees = [write for write in writes if isinstance(write, RecordFee)]
        if fees:
            found |= zip((one.key for one in fees), self._finder.fees(fees, since), strict=True)
        for write in writes:
            if isinstance(write, VoidPayment):
                found[write.key] = self._found_void(write)
            elif isinstance(write, DraftInvoice):
                found[write.key] = None  # none was ever made
        return [found[write.key] for write in writes]

    def _request_id(self, *parts: str) -> str:
        return bodies.request_id(self._company_id, *parts)

    def _order(self, write: LedgerWrite) -> Order:
        """How it goes into a batch. `Refused` when it can't be written."""
        match write:
            case WriteNote():
                last = write.previous
                if last is None:
                    return self._new_note(write, "new")
                return self._changed_note(write, last.provider_id, last.version)
            case RecordPayment():
                return self._payment_order(write)
            case VoidPayment():
                msg = "a reversal goes alone"
                raise Refused(msg, about=f"payment {write.payment_id}")
            case DraftInvoice():
                raise _no_drafts(write)
            case RecordFee():
                return self._fee_order(write)

    def _seen_to(self, write: LedgerWrite, outcome: Outcome) -> Outcome:
        """A note that someone changed or deleted meanwhile is not done, and set by itself."""
        gone = isinstance(outcome, Refused) and outcome.code == MISSING
        if isinstance(write, WriteNote) and (isinstance(outcome, Changed) or gone):
            return caught(partial(self._attach, write))
        return outcome

    def _new_note(self, write: WriteNote, why: str) -> Order:
        about, ours = f"note on invoice {write.invoice_id}", self._request_id("note", write.key, why)
        return Order(kind="Attachable", body=bodies.new_note(write), request_id=ours, about=about)

    def _changed_note(self, write: WriteNote, note_id: str, token: str) -> Order:
        about, ours = (
            f"note on invoice {write.invoice_id}",
            self._request_id("note", write.key, note_id, token),
        )
        body = bodies.changed_note(write, note_id, token)
        return Order(kind="Attachable", body=body, request_id=ours, about=about)

    def _attach(self, write: WriteNote) -> Receipt:
        """The note in the attachments: a new one, or in place of the last."""
        if write.previous is None:
            return self._post.one(self._new_note(write, "new"))
        about = f"note on invoice {write.invoice_id}"
        note_id, token = write.previous.provider_id, write.previous.version
        try:
            for _ in range(TRIES):
                try:
                    return self._post.one(self._changed_note(write, note_id, token))
                except Changed:
                    note, receipt = self._note(note_id, about)
                if (bodies.sequence_of(note.note) or 0) >= write.sequence:
                    return receipt
                token = receipt.version
        except Refused as gone:
            if gone.code != MISSING:
                raise
            return self._post.one(self._new_note(write, f"in place of {note_id}"))  # a person deleted it
        msg = "others keep changing it"
        raise Changed(msg, about=about)

    def _note(self, note_id: str, about: str) -> tuple[NoteRow, Receipt]:
        def decode(body: bytes) -> tuple[NoteRow, Receipt]:
            answer = _SINGLE.decode(body)
            receipt = receipt_of(answer.attachable, answer.time)
            return answer.attachable or NoteRow(), receipt

        return self._transport.read(
            about, partial(self._transport.get_single_object, "Attachable", note_id), decode
        )

    def _payment_order(self, write: RecordPayment) -> Order:
        about = f"payment {write.key}"
        try:
            body = bodies.payment(write, write.deposit_to or self._deposit_to)
        except ValueError as error:
            raise Refused(str(error), about=about) from error
        ours = self._request_id("payment", write.key)
        return Order(kind="Payment", body=body, request_id=ours, about=about)

    def _fee_order(self, write: RecordFee) -> Order:
        about = f"fee {write.key}"
        try:
            body = bodies.purchase(write)
        except ValueError as error:
            raise Refused(str(error), about=about) from error
        ours = self._request_id("fee", write.key)
        return Order(kind="Purchase", body=body, request_id=ours, about=about)

    def _void(self, write: VoidPayment) -> Receipt:
        about, token = f"payment {write.payment_id}", write.version
        for _ in range(TRIES):
            if token is None:
                payment, receipt = self._payment(write)
                if is_void(payment.total_amt, payment.private_note):
                    return receipt
                token = receipt.version
            ours, body = self._request_id("void", write.key, token), bodies.void(write.payment_id, token)
            try:
                return self._post.one(
                    Order(kind="Payment", body=body, request_id=ours, about=about, void=True)
                )
            except Changed:
                token = None
        msg = "others keep changing it"
        raise Changed(msg, about=about)

    def _found_void(self, write: VoidPayment) -> Receipt | None:
        try:
            payment, receipt = self._payment(write)
        except Refused as gone:
            if gone.code != MISSING:
                raise
            return None  # deleted: nothing of ours is there, and a void will be refused in so many words
        return receipt if is_void(payment.total_amt, payment.private_note) else None

    def _payment(self, write: VoidPayment) -> tuple[PaymentRow, Receipt]:
        def decode(body: bytes) -> tuple[PaymentRow, Receipt]:
            answer = _SINGLE.decode(body)
            receipt = receipt_of(answer.payment, answer.time)
            return answer.payment or PaymentRow(), receipt

        about = f"payment {write.payment_id}"
        return self._transport.read(
            about, partial(self._transport.get_single_object, "Payment", write.payment_id), decode
        )


def _no_drafts(write: DraftInvoice) -> Refused:
    """An invoice made there is posted at once, and of delayed charges the API knows nothing."""
    msg = "QuickBooks Online has no draft invoices: write it there yourself, and keep the calculation"
    return Refused(msg, about=f"charge {write.key}")
