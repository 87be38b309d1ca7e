"""Reconcile: settle what is uncertain, by looking at the source under the key as written."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import timedelta

import msgspec
from sqlalchemy.engine import Connection

from connectors.batches import Found, MaybeRemoved, find_all, together
from connectors.errors import ConnectorError, Refused, TryLater
from dunning.effects import DraftInvoice, LedgerWrite, Receipt, RecordPayment, VoidPayment, WriteNote
from sync.looked_for import settle_messages
from sync.store import money, outbox, review
from sync.store.outbox import Effect
from sync.work import Work

LEDGER_KINDS = ("payment", "void", "note", "charge")
REMOVED = "removed in the ledger by a person; if the money is to stand there, record it again"
DRAFT_REMOVED = "its draft was removed in the ledger by a person; duesync charge --withdraw frees its days"
_SHORT_WAIT = 5.0  # seconds a run waits for an uncertain write rather than leave it to the next run
_TYPES: dict[str, type[LedgerWrite]] = {
    "payment": RecordPayment,
    "void": VoidPayment,
    "note": WriteNote,
    "charge": DraftInvoice,
}


@dataclass(slots=True)
class Settled:
    """`found`: it had been done. `absent`: it had not, and is ready again. `waiting`: too early to look.

    `removed`: keys of those that someone has removed at the source since, or may have.
    """

    found: int = 0
    absent: int = 0
    waiting: int = 0
    for_a_person: int = 0
    removed: list[str] = field(default_factory=list)


def write_of(effect: Effect) -> LedgerWrite:
    """The write that an effect of a ledger kind stands for."""
    return msgspec.json.decode(effect.payload, type=_TYPES[effect.kind])


def settle_uncertain(work: Work) -> Settled:
    """Turn a dead worker's claims into uncertain ones, and look up those whose time has come.

    A message that is not found among those that were sent waits for a person (`sync.looked_for`).
    """
    settled = Settled()
    look_after = work.store.clock.wall() + timedelta(seconds=work.settle_after)
    with work.store.write(work.lease()) as connection:
        outbox.orphaned(connection, work.ledger.id, work.held.lease.fence, look_after)
        uncertain = outbox.work(connection, work.ledger.id, (*LEDGER_KINDS, "message"), "uncertain")
    waiting = [effect for effect in uncertain if effect.kind != "message"]
    messages = [effect for effect in uncertain if effect.kind == "message"]
    found_sent, settled.for_a_person = settle_messages(work, messages, _may_look)
    settled.found += found_sent
    due = [(effect, write_of(effect)) for effect in waiting if _may_look(work, effect)]
    settled.waiting = len(waiting) - len(due)
    for batch in together(work.source, due):
        since = min(effect.created_at for effect, _ in batch)
        found = find_all(work.source, [write for _, write in batch], since)
        with work.store.write(work.lease()) as connection:
            for (effect, _), what in zip(batch, found, strict=True):
                _settle(connection, work, effect, what, settled)
        for what in found:
            if isinstance(what, ConnectorError) and not isinstance(what, Refused | TryLater):
                raise what
    return settled


def _settle(connection: Connection, work: Work, effect: Effect, found: Found, settled: Settled) -> None:
    """Write down what the look-up of one write showed."""
    gone = isinstance(found, Refused) and effect.kind != "payment"  # what it was for is gone, and it with it
    if gone or isinstance(found, MaybeRemoved):
        outbox.settle(connection, effect, "refused", work.now(), reason=str(found))
        if isinstance(found, MaybeRemoved):
            settled.removed.append(effect.key)
        review.review_customers(connection, work.ledger.id, [effect.customer_id])
    elif isinstance(found, ConnectorError):  # this one stays uncertain; the others do not wait for it
        settled.waiting += 1
    elif found is None:
        outbox.put_back(connection, effect, "looked up and not found: to be written again")
        settled.absent += 1
    else:
        outbox.settle(connection, effect, "done", work.now(), receipt=found)
        if effect.kind == "void" and effect.cause_id is not None:
            outbox.take_back(connection, effect.cause_id, "reversed", work.now())
        settled.found += 1
        if not found.stands:
            reason = DRAFT_REMOVED if effect.kind == "charge" else REMOVED
            outbox.take_back(connection, effect.id, reason, work.now())
            review.review_customers(connection, work.ledger.id, [effect.customer_id])
            settled.removed.append(effect.key)


def settle_unseen(work: Work) -> int:
    """Payments of ours that a whole pull after their writing did not show are looked up.

    Found: they are in the books, whatever the pull showed. Absent: someone removed them, so they are
    taken back, and hide a debt no longer. Returns how many were found.
    """
    with work.store.read() as connection:
        unseen = money.unseen(connection, work.ledger.id)
    found = 0
    for batch in together(work.source, [(effect, write_of(effect)) for effect in unseen]):
        since = min(effect.created_at for effect, _ in batch)
        receipts = find_all(work.source, [write for _, write in batch], since)
        with work.store.write(work.lease()) as connection:
            for (effect, _), receipt in zip(batch, receipts, strict=True):
                if isinstance(receipt, Receipt) and receipt.stands:
                    money.confirm_one(connection, effect.id, work.now())
                    found += 1
                elif receipt is None or isinstance(receipt, Receipt | MaybeRemoved):  # it stood there once
                    outbox.take_back(connection, effect.id, "no longer in the ledger", work.now())
                elif isinstance(receipt, Refused | TryLater):  # told by the next run, if it is still so
                    continue
                else:
                    raise receipt
                review.review_customers(connection, work.ledger.id, [effect.customer_id])
    return found


def _may_look(work: Work, effect: Effect) -> bool:
    """Not before the provider must have finished the lost call; a short rest is waited out."""
    if effect.look_after is None:
        return True
    rest = (effect.look_after - work.store.clock.wall()).total_seconds()
    if 0 < rest <= _SHORT_WAIT:
        time.sleep(rest)
        return True
    return rest <= 0
