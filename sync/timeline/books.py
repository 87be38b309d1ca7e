"""What the books tell: invoices, credit notes and payments; and money of ours on its way into them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from dunning.dates import in_words
from dunning.effects import RecordPayment
from dunning.ledger import CreditNote, Invoice, of_minor
from sync.store import facts, passed
from sync.store.passed import Came
from sync.timeline.entries import Asked, Entry

_STATES = {
    "ready": "recorded, and written to the ledger by the next run",
    "claimed": "being written to the ledger",
    "uncertain": "may or may not be in the ledger: the next run looks",
    "refused": "refused by the ledger",
}


def books(asked: Asked, invoices: Sequence[Invoice]) -> Iterator[Entry]:
    """All of it, in no order."""
    connection, ledger_id, group = asked.connection, asked.ledger.id, asked.group
    yield from (_invoice(one) for one in invoices if one.issued_on is not None and one.status != "draft")
    for note in facts.every_credit(connection, ledger_id, group):
        if note.issued_on is not None:
            yield _credit(note)
    for came in passed.came(connection, ledger_id, group, [one.id for one in invoices]):
        if came.payment.paid_on is not None:
            yield _payment(asked, came)
    for row in passed.on_its_way(connection, ledger_id, group):
        yield _on_its_way(asked, row)
    for row in passed.paid_online(connection, ledger_id, group):
        if told := _of_online(row):
            yield _online(asked, row, told)
    for row in passed.charged(connection, ledger_id, group):
        yield _charge(asked, row)


def _invoice(one: Invoice) -> Entry:
    assert one.issued_on is not None  # noqa: S101 - as asked for
    due = f", due {in_words(one.due_on)}" if one.due_on else ""
    number = one.number or one.id
    return Entry(
        on=one.issued_on,
        at=None,
        kind="invoice",
        title=f"Invoice {number}{due}",
        state={"open": "", "paid": "paid"}.get(one.status, one.status),
        currency=one.currency,
        amount=one.total,
        invoices=(number,),
    )


def _credit(one: CreditNote) -> Entry:
    assert one.issued_on is not None  # noqa: S101 - as above
    left = f"{one.currency} {one.unapplied:,} of it not used" if one.unapplied else ""
    return Entry(
        on=one.issued_on,
        at=None,
        kind="credit",
        title=f"Credit note {one.number or one.id}",
        state=left if one.status == "active" else one.status,
        currency=one.currency,
        amount=one.total,
    )


def _payment(asked: Asked, came: Came) -> Entry:
    payment = came.payment
    assert payment.paid_on is not None  # noqa: S101 - as above
    left = (
        f"{payment.currency} {payment.unapplied:,} of it not used" if came.whole and payment.unapplied else ""
    )
    part = "" if came.whole else ", a part of a larger one"
    return Entry(
        on=payment.paid_on,
        at=None,
        kind="payment",
        title=f"Payment{part}",
        words=(payment.reference or "") if came.whole else "",
        state=left if payment.status == "active" else payment.status,
        currency=payment.currency,
        amount=came.amount,
        invoices=tuple(asked.number(invoice) for invoice, _ in came.to),
    )


def _on_its_way(asked: Asked, row: dict[str, Any]) -> Entry:
    at, state = row["created_at"], _STATES[row["state"]]
    told = f"{state}: {row['reason']}" if row["state"] == "refused" and row["reason"] else state
    if row["kind"] == "void":
        title, invoices = "Reversal of a payment", (row["invoice_id"],) if row["invoice_id"] else ()
        return Entry(
            on=asked.day(at), at=at, kind="payment", title=title, state=told, key=row["key"],
            invoices=tuple(map(asked.number, invoices)),
        )  # fmt: skip
    write = msgspec.json.decode(row["payload"], type=RecordPayment)
    return Entry(
        on=asked.day(at),
        at=at,
        kind="payment",
        title=f"Payment of {in_words(write.paid_on)} recorded here",
        words=write.memo,
        state=told,
        currency=write.currency,
        amount=write.amount,
        invoices=tuple(asked.number(part.invoice_id) for part in write.allocations),
        key=row["key"],
    )


def _of_online(row: dict[str, Any]) -> str:
    """What of a payment online the books do not tell; "" where they tell all."""
    currency = row["currency"]
    told = [
        "a bank debit under way" if row["state"] == "pending" else "",
        "to be written to the ledger" if row["paid"] > row["entered"] else "",
        f"{currency} {of_minor(row['refunded'], currency):,} refunded" if row["refunded"] else "",
        f"{currency} {of_minor(row['lost'], currency):,} taken back by the bank" if row["lost"] else "",
        f"disputed at the bank ({row['dispute']})" if row["dispute"] else "",
        row["state"] if row["state"] not in ("pending", "paid") else "",
        row["trouble"] or "",
    ]
    return "; ".join(each for each in told if each)


def _online(asked: Asked, row: dict[str, Any], told: str) -> Entry:
    at = row["paid_at"] or row["created_at"]
    parts = msgspec.json.decode(row["parts"], type=list[tuple[str, int]])
    return Entry(
        on=asked.day(at),
        at=at,
        kind="payment",
        title="Payment online",
        state=told,
        currency=row["currency"],
        amount=of_minor(row["paid"] or row["amount"], row["currency"]),
        invoices=tuple(asked.number(invoice) for invoice, _ in parts),
        key=row["key"],
    )


def _charge(asked: Asked, row: dict[str, Any]) -> Entry:
    at, state = row["proposed_at"], ""
    if row["ended_at"] is not None:
        state = f"ended: {row['ended_words']}" if row["ended_words"] else "ended"
    elif row["approved_at"] is not None:
        state = f"approved by {row['approved_by']}"
    return Entry(
        on=asked.day(at),
        at=at,
        kind="charge",
        title="Interest and fixed sums proposed",
        state=state or "waits for a person's yes",
        by=row["proposed_by"],
        currency=row["currency"],
        amount=of_minor(row["total"], row["currency"]),
    )
