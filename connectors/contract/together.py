"""Writes handed over together: each has an outcome of its own, and stands once.

The law: one bad write never spoils the others; a lost answer makes every member uncertain, and each
is found; what a person removed since is never taken for what was never done. Ledgers that take but
one write in a call pass this too.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from connectors.batches import Found, MaybeRemoved, Outcome, find_all, perform_all, together
from connectors.contract.checks import agree, hold, skip_unless
from connectors.contract.source import Calls, Trouble
from connectors.contract.stand import NUMBER, TOTAL, Stand
from connectors.contract.writes import standing
from connectors.errors import Refused, TryLater, Uncertain
from dunning.effects import LedgerWrite, Receipt
from dunning.ledger import Invoice

_SHARES = tuple(Decimal(amount) for amount in ("0.10", "19.99", "100", "0.07", "333.33"))


def _payments(stand: Stand, row: Invoice) -> list[LedgerWrite]:
    return [stand.payment_on(row, amount, f"one of several {nth}") for nth, amount in enumerate(_SHARES)]


def _performed(stand: Stand, writes: list[LedgerWrite]) -> list[Outcome]:
    """As `sync` does it: cut into calls first."""
    outcomes: list[Outcome] = []
    for batch in together(stand.ledger, [(None, write) for write in writes]):
        outcomes += perform_all(stand.ledger, [write for _, write in batch])
    return outcomes


def _found(stand: Stand, writes: list[LedgerWrite]) -> list[Found]:
    """As another process looks them up, which knows that they were tried yesterday at the earliest."""
    ledger = stand.another()
    since = datetime.combine(stand.source.today() - timedelta(days=1), time(), UTC)
    found: list[Found] = []
    for batch in together(ledger, [(None, write) for write in writes]):
        found += find_all(ledger, [write for _, write in batch], since)
    return found


class Together:
    """Several payments and notes at once."""

    def test_payments_handed_over_together_each_stand_once(self, stand: Stand) -> None:
        """To the cent, and each is found by its own key."""
        row, _, _ = stand.billed()
        writes = _payments(stand, row)
        agree(_found(stand, writes), [None] * len(writes), "payments that were never written")
        receipts = _performed(stand, writes)
        hold(all(isinstance(one, Receipt) for one in receipts), f"not all were written: {receipts}")
        for write, amount in zip(writes, _SHARES, strict=True):
            agree(standing(stand, write.key), [amount], "payments with its key")
        agree(stand.source.balance_of(NUMBER), TOTAL - sum(_SHARES), "balance")
        ids = [one.provider_id if isinstance(one, Receipt) else None for one in receipts]
        told = [one.provider_id if isinstance(one, Receipt) else None for one in _found(stand, writes)]
        agree(told, ids, "what is found")

    def test_notes_handed_over_together_each_stand_once(self, stand: Stand) -> None:
        """On two invoices."""
        stand.bill()
        stand.bill("DS-2")
        staged, _ = stand.first()
        writes: list[LedgerWrite] = [stand.note_on(staged.invoice(number)) for number in (NUMBER, "DS-2")]
        hold(all(isinstance(one, Receipt) for one in _performed(stand, writes)), "not all were written")
        for number, write in zip((NUMBER, "DS-2"), writes, strict=True):
            agree(sum(write.key in note for note in stand.source.notes_on(number)), 1, "notes with its key")
        hold(all(isinstance(one, Receipt) for one in _found(stand, writes)), "not all were found")

    def test_one_bad_payment_spoils_no_other(self, stand: Stand) -> None:
        """It is more than is owed; those before and behind it are written."""
        row, _, _ = stand.billed()
        good, bad = _payments(stand, row), stand.payment_on(row, TOTAL * 2, "far too much")
        outcomes = _performed(stand, [*good[:2], bad, *good[2:]])
        kinds = [type(one).__name__ for one in outcomes]
        agree(kinds, ["Receipt", "Receipt", "Refused", "Receipt", "Receipt", "Receipt"], "outcomes")
        hold(isinstance(outcomes[2], Refused) and bad.key in str(outcomes[2]), "the refusal names its key")
        agree(standing(stand, bad.key), [], "payments that were refused")
        agree(stand.source.balance_of(NUMBER), TOTAL - sum(_SHARES), "balance")

    def test_a_lost_answer_leaves_every_member_uncertain_and_each_is_found(self, stand: Stand) -> None:
        """All were written, or all that were tried; none twice."""
        skip_unless(Trouble.LOST in stand.source.abilities.troubles, f"not here: {Trouble.LOST}")
        row, _, _ = stand.billed()
        writes = _payments(stand, row)
        stand.source.trouble(Trouble.LOST, Calls.WRITES)
        outcomes = _performed(stand, writes)
        stand.source.heal()
        hold(all(isinstance(one, Uncertain) for one in outcomes), f"not all are uncertain: {outcomes}")
        hold(all(isinstance(one, Receipt) for one in _found(stand, writes)), "not all were found")
        for write, amount in zip(writes, _SHARES, strict=True):
            agree(standing(stand, write.key), [amount], "payments with its key")

    def test_a_batch_cut_before_it_was_handled_is_not_found(self, stand: Stand) -> None:
        """And can be written then."""
        skip_unless(Trouble.CUT in stand.source.abilities.troubles, f"not here: {Trouble.CUT}")
        row, _, _ = stand.billed()
        writes = _payments(stand, row)
        stand.source.trouble(Trouble.CUT, Calls.WRITES)
        outcomes = _performed(stand, writes)
        stand.source.heal()
        hold(all(isinstance(one, Uncertain | TryLater) for one in outcomes), f"outcomes: {outcomes}")
        agree(_found(stand, writes), [None] * len(writes), "payments that were not written")
        _performed(stand, writes)
        agree(stand.source.balance_of(NUMBER), TOTAL - sum(_SHARES), "balance")

    def test_a_payment_that_a_person_removed_is_not_taken_for_one_never_written(self, stand: Stand) -> None:
        """Else it would be written again, against that person's will."""
        row, _, _ = stand.billed()
        writes = _payments(stand, row)[:2]
        first = _performed(stand, writes)[0]
        stand.source.take_back(first.provider_id if isinstance(first, Receipt) else "")
        removed, kept = _found(stand, writes)
        told = isinstance(removed, MaybeRemoved) or (isinstance(removed, Receipt) and not removed.stands)
        hold(told, f"the removed payment is told as {removed!r}")
        hold(isinstance(kept, Receipt) and kept.stands, f"the other one is told as {kept!r}")
