"""Writes of ours looked up in QuickBooks by their key, those of a whole batch in one query.

The law: what was done is found, also when someone voided or deleted it since. A deleted payment
shows in the change feed alone, by nothing but its id; so where one was deleted since ours was first
tried, and what ours was to pay was touched since, ours may be that one, and a person is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import msgspec

from connectors.batches import Found, MaybeRemoved
from connectors.errors import ConnectorError, TryLater
from connectors.quickbooks import bodies, marks, query
from connectors.quickbooks.fields import instant, is_void, text
from connectors.quickbooks.marking import Marker
from connectors.quickbooks.orders import receipt_of
from connectors.quickbooks.places_of_notes import ATTACHMENT
from connectors.quickbooks.transport import Transport
from connectors.quickbooks.wire import FoundAnswer, NoteRow, PaymentRow, PurchaseRow, RemovedFeed
from dunning.effects import RecordFee, RecordPayment, WriteNote

_FOUND: Final = msgspec.json.Decoder(FoundAnswer)
_FEED: Final = msgspec.json.Decoder(RemovedFeed)
_SLACK: Final = timedelta(minutes=10)  # clocks differ
_LOOK_BACK: Final = timedelta(days=29)  # the change feed remembers 30 days
_MAYBE: Final = (
    "it is not in QuickBooks, where a payment was deleted since; if that was this one, say so with "
    "duesync void-payment, else record it again"
)

_FEE_MAYBE: Final = (
    "it is not in QuickBooks, where money spent was deleted since; if that was not this one, book it by hand"
)


class Finder:
    """Looks up notes, payments and fees of one company. `places`: where notes go, see `marks`."""

    def __init__(self, transport: Transport, marker: Marker, places: tuple[str, ...]) -> None:
        self._transport, self._marker = transport, marker
        self._attached = ATTACHMENT in places

    def notes(self, writes: Sequence[WriteNote]) -> list[Found]:
        """The receipt of each note, or of a later one in its place. One metered call."""
        if not self._attached:
            return self._marked(writes)
        ids = sorted({write.invoice_id for write in writes})
        answer = self._query("notes on invoices", query.notes_on(ids))
        notes, full = answer.query_response.attachable, len(answer.query_response.attachable) >= query.PAGE
        if full and len(ids) > 1:  # a note of ours may be behind these: ask for each invoice alone
            return [found for write in writes for found in self.notes([write])]
        found: list[Found] = []
        for write in writes:
            mine = next((note for note in notes if _is_on(note, write) and _is_done(note, write)), None)
            found.append(None if mine is None else receipt_of(mine, answer.time))
        return found

    def _marked(self, writes: Sequence[WriteNote]) -> list[Found]:
        invoices, answered = self._marker.read([write.invoice_id for write in writes])
        found: list[Found] = []
        for write in writes:
            row = invoices.get(write.invoice_id)
            done = row is not None and (marks.sequence_in(row.private_note) or 0) >= write.sequence
            found.append(receipt_of(row, answered) if done else None)
        return found

    def payments(self, writes: Sequence[RecordPayment], since: datetime | None) -> list[Found]:
        """The receipt of each payment. One metered call, two or three where one is not there.

        `since`: when the first of them may have been tried; `None`: deletions are not looked for.
        """
        answer = self._query("payments of ours", query.payments_with(write.key for write in writes))
        rows: dict[str | None, PaymentRow] = {}
        for row in answer.query_response.payment:
            before = rows.get(text(row.payment_ref_num))
            if before is None or _voided(before):  # a copy that someone made bears our key too
                rows[text(row.payment_ref_num)] = row
        absent = [write for write in writes if write.key not in rows]
        removed: dict[str, ConnectorError] = {}
        if since is not None and absent:
            removed = self._removed(absent, max(since - _SLACK, _oldest(answer.time, since)))
        return [
            receipt_of(rows[write.key], answer.time, stands=not _voided(rows[write.key]))
            if write.key in rows
            else removed.get(write.key)
            for write in writes
        ]

    def fees(self, writes: Sequence[RecordFee], since: datetime | None) -> list[Found]:
        """The receipt of each fee. One metered call, two where one is not there. `since`: as above."""
        answer = self._query("fees of ours", query.purchases_with(write.key for write in writes))
        rows: dict[str | None, PurchaseRow] = {}
        for row in answer.query_response.purchase:
            before = rows.get(text(row.doc_number))
            if before is None or _voided(before):
                rows[text(row.doc_number)] = row
        absent = [write for write in writes if write.key not in rows]
        gone = since is not None and bool(absent) and self._deleted("Purchase", since, answer.time)
        return [
            receipt_of(rows[write.key], answer.time, stands=not _voided(rows[write.key]))
            if write.key in rows
            else MaybeRemoved(_FEE_MAYBE, about=f"fee {write.key}")
            if gone
            else None
            for write in writes
        ]

    def _deleted(self, entity: str, since: datetime, answered: str | int | None) -> bool:
        """Whether any was deleted since the first of ours may have been tried."""
        moment = max(since - _SLACK, _oldest(answered, since)).isoformat(timespec="seconds")
        ask = partial(self._transport.change_data_capture, entity, moment)
        return bool(self._transport.read(f"{entity}s deleted lately", ask, _FEED.decode).removed())

    def _removed(self, writes: Sequence[RecordPayment], since: datetime) -> dict[str, ConnectorError]:
        """Those that may have been made and deleted since, by key. What cannot be asked is asked later."""
        try:
            return self._maybe_removed(writes, since)
        except ConnectorError as error:
            return {write.key: TryLater(error.text, about=f"payment {write.key}") for write in writes}

    def _maybe_removed(self, writes: Sequence[RecordPayment], since: datetime) -> dict[str, ConnectorError]:
        moment = since.isoformat(timespec="seconds")
        ask = partial(self._transport.change_data_capture, "Payment", moment)
        gone = self._transport.read("payments deleted lately", ask, _FEED.decode).removed()
        if not gone:
            return {}
        paid = sorted({part.invoice_id for write in writes for part in write.allocations})
        touched: set[str | None] = set()
        if paid:
            answer = self._query("invoices paid lately", query.invoices(paid, since))
            touched = {text(row.id) for row in answer.query_response.invoice}
        return {
            write.key: MaybeRemoved(_MAYBE, about=f"payment {write.key}")
            for write in writes
            if not write.allocations or touched & {part.invoice_id for part in write.allocations}
        }

    def _query(self, about: str, statement: str) -> FoundAnswer:
        return self._transport.read(about, partial(self._transport.query, statement), _FOUND.decode)


def _oldest(answered: str | int | None, since: datetime) -> datetime:
    """The earliest time that the change feed can be asked about."""
    now = instant(answered)
    return since if now is None else now - _LOOK_BACK


def _voided(row: PaymentRow | PurchaseRow) -> bool:
    return is_void(row.total_amt, row.private_note)


def _is_on(note: NoteRow, write: WriteNote) -> bool:
    """Whether the note is on that invoice; one that does not tell was asked for by it."""
    owners = [text(one.entity_ref.value) for one in note.attachable_ref or () if one.entity_ref]
    return not owners or write.invoice_id in owners


def _is_done(note: NoteRow, write: WriteNote) -> bool:
    return (bodies.sequence_of(note.note) or 0) >= write.sequence or f"[{write.key}]" in (note.note or "")
