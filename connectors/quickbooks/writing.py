"""Notes and payments written to QuickBooks, and found again.

The law: each write is sent once, with a `requestid` that depends on it alone; where no answer came
it is `Uncertain`. A note is set in place: one whose sequence is at or past ours means ours is done.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import msgspec

from connectors.errors import Changed, Refused
from connectors.quickbooks import bodies, query
from connectors.quickbooks.faults import MISSING
from connectors.quickbooks.fields import instant, is_void, text
from connectors.quickbooks.transport import Transport, json_body
from connectors.quickbooks.wire import Entity, FoundAnswer, NoteRow, PaymentRow, Single
from dunning.effects import LedgerWrite, Receipt, RecordPayment, VoidPayment, WriteNote

_SINGLE: Final = msgspec.json.Decoder(Single)
_FOUND: Final = msgspec.json.Decoder(FoundAnswer)
_TRIES: Final = 3  # at an object that others change at the same time


def _receipt(row: Entity | None, answered: str | int | None) -> Receipt:
    """Of an object as QuickBooks has it. `msgspec.ValidationError` when it does not tell."""
    identifier = text(row.id) if row else None
    changed = row.meta_data.last_updated_time if row and row.meta_data else None
    at = instant(changed) or instant(answered)
    if row is None or identifier is None or at is None:
        msg = "the answer lacks the object, its Id or its time"
        raise msgspec.ValidationError(msg)
    return Receipt(provider_id=identifier, version=text(row.sync_token) or "", at=at)


def _payment_receipt(body: bytes) -> Receipt:
    answer = _SINGLE.decode(body)
    return _receipt(answer.payment, answer.time)


def _note_receipt(body: bytes) -> Receipt:
    answer = _SINGLE.decode(body)
    return _receipt(answer.attachable, answer.time)


class Writer:
    """Performs and finds writes of one company. `deposit_to`: where payments go by default."""

    def __init__(self, transport: Transport, company_id: str, deposit_to: str | None) -> None:
        self._transport = transport
        self._company_id = company_id
        self._deposit_to = deposit_to

    def perform(self, write: LedgerWrite) -> Receipt:
        """See `Ledger.perform`."""
        match write:
            case WriteNote():
                return self._set_note(write)
            case RecordPayment():
                return self._pay(write)
            case VoidPayment():
                return self._void(write)

    def find(self, write: LedgerWrite) -> Receipt | None:
        """See `Ledger.find`."""
        match write:
            case WriteNote():
                return self._found_note(write)
            case RecordPayment():
                return self._found_payment(write)
            case VoidPayment():
                return self._found_void(write)

    def _request_id(self, *parts: str) -> str:
        return bodies.request_id(self._company_id, *parts)

    def _post(
        self,
        kind: str,
        body: bodies.Body,
        request_id: str,
        about: str,
        decode: Callable[[bytes], Receipt],
        params: dict[str, str] | None = None,
    ) -> Receipt:
        ask = partial(
            self._transport.update_object, kind, json_body(body), request_id=request_id, params=params
        )
        return self._transport.write(about, ask, decode)

    def _new_note(self, write: WriteNote, why: str) -> Receipt:
        about, ours = f"note on invoice {write.invoice_id}", self._request_id("note", write.key, why)
        return self._post("Attachable", bodies.new_note(write), ours, about, _note_receipt)

    def _set_note(self, write: WriteNote) -> Receipt:
        if write.previous is None:
            return self._new_note(write, "new")
        about = f"note on invoice {write.invoice_id}"
        note_id, token = write.previous.provider_id, write.previous.version
        try:
            for _ in range(_TRIES):
                ours = self._request_id("note", write.key, note_id, token)
                body = bodies.changed_note(write, note_id, token)
                try:
                    return self._post("Attachable", body, ours, about, _note_receipt)
                except Changed:
                    note, receipt = self._note(note_id, about)
                if (bodies.sequence_of(note.note) or 0) >= write.sequence:
                    return receipt
                token = receipt.version
        except Refused as gone:
            if gone.code != MISSING:
                raise
            return self._new_note(write, f"in place of {note_id}")  # a person deleted the last one
        msg = "others keep changing it"
        raise Changed(msg, about=about)

    def _note(self, note_id: str, about: str) -> tuple[NoteRow, Receipt]:
        def decode(body: bytes) -> tuple[NoteRow, Receipt]:
            answer = _SINGLE.decode(body)
            receipt = _receipt(answer.attachable, answer.time)
            return answer.attachable or NoteRow(), receipt

        return self._transport.read(
            about, partial(self._transport.get_single_object, "Attachable", note_id), decode
        )

    def _found_note(self, write: WriteNote) -> Receipt | None:
        about = f"notes on invoice {write.invoice_id}"
        ask = partial(self._transport.query, query.notes_on(write.invoice_id))
        answer = self._transport.read(about, ask, _FOUND.decode)
        for note in answer.query_response.attachable:
            if (bodies.sequence_of(note.note) or 0) >= write.sequence or f"[{write.key}]" in (
                note.note or ""
            ):
                return _receipt(note, answer.time)
        return None

    def _pay(self, write: RecordPayment) -> Receipt:
        about = f"payment {write.key}"
        try:
            body = bodies.payment(write, write.deposit_to or self._deposit_to)
        except ValueError as error:
            raise Refused(str(error), about=about) from error
        return self._post("Payment", body, self._request_id("payment", write.key), about, _payment_receipt)

    def _found_payment(self, write: RecordPayment) -> Receipt | None:
        ask = partial(self._transport.query, query.payments_with_reference(write.key))
        answer = self._transport.read(f"payment {write.key}", ask, _FOUND.decode)
        rows = answer.query_response.payment
        return _receipt(rows[0], answer.time) if rows else None

    def _void(self, write: VoidPayment) -> Receipt:
        about, token = f"payment {write.payment_id}", write.version
        for _ in range(_TRIES):
            if token is None:
                payment, receipt = self._payment(write)
                if is_void(payment.total_amt, payment.private_note):
                    return receipt
                token = receipt.version
            ours = self._request_id("void", write.key, token)
            how = {"operation": "update", "include": "void"}
            try:
                return self._post(
                    "Payment", bodies.void(write.payment_id, token), ours, about, _payment_receipt, how
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
            receipt = _receipt(answer.payment, answer.time)
            return answer.payment or PaymentRow(), receipt

        about = f"payment {write.payment_id}"
        return self._transport.read(
            about, partial(self._transport.get_single_object, "Payment", write.payment_id), decode
        )
