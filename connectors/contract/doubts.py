"""Writes whose answer does not come: never repeated, never given up, always found out by the key.

The law: `Uncertain` says that nobody knows; `TryLater` says that nothing was done, and is believed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

from connectors.contract.checks import agree, hold, skip_unless
from connectors.contract.source import IMPATIENT, SLOW, Calls, Trouble
from connectors.contract.stand import NUMBER, TOTAL, Stand
from connectors.contract.writes import found, notes, standing
from connectors.errors import ConnectorError, Refused, TryLater, Uncertain
from dunning.effects import LedgerWrite, RecordPayment, VoidPayment, WriteNote
from dunning.ledger import Invoice

_AMOUNT = Decimal("77.70")
_NEEDED = 20.0  # seconds in which a slow write is surely through
Prepared = Callable[[Stand, Invoice], LedgerWrite]


def a_note(stand: Stand, row: Invoice) -> WriteNote:
    """A note to be written."""
    return stand.note_on(row)


def a_payment(stand: Stand, row: Invoice) -> RecordPayment:
    """A payment to be written."""
    return stand.payment_on(row, _AMOUNT)


def a_reversal(stand: Stand, row: Invoice) -> VoidPayment:
    """A payment of ours, written, to be taken back."""
    skip_unless(stand.source.abilities.takes_back_payments, "payments cannot be taken back here")
    return stand.reversal_of(stand.ledger.perform(a_payment(stand, row)))


def times_done(stand: Stand, write: LedgerWrite) -> int:
    """How often it stands at the source."""
    if isinstance(write, WriteNote):
        return notes(stand, write.key)
    paid = standing(stand, a_payment(stand, stand.first()[0].invoice(NUMBER)).key)
    rest = TOTAL - stand.source.balance_of(NUMBER)
    agree(rest, sum(paid, Decimal(0)), "what the balance fell by")
    return 1 - len(paid) if isinstance(write, VoidPayment) else len(paid)


class Doubts:
    """Lost replies, cut connections, answers that are none."""

    def test_a_note_whose_reply_was_lost_is_uncertain_and_found(self, stand: Stand) -> None:
        """It stands once."""
        self._lost(stand, a_note)

    def test_a_payment_whose_reply_was_lost_is_uncertain_and_found(self, stand: Stand) -> None:
        """It stands once."""
        self._lost(stand, a_payment)

    def test_a_reversal_whose_reply_was_lost_is_uncertain_and_found(self, stand: Stand) -> None:
        """It was made once."""
        self._lost(stand, a_reversal)

    def test_a_note_cut_before_it_was_handled_is_not_found(self, stand: Stand) -> None:
        """And can be written then."""
        self._not_done(stand, a_note, Trouble.CUT, Uncertain, TryLater)

    def test_a_payment_cut_before_it_was_handled_is_not_found(self, stand: Stand) -> None:
        """And can be written then."""
        self._not_done(stand, a_payment, Trouble.CUT, Uncertain, TryLater)

    def test_a_reversal_cut_before_it_was_handled_is_not_found(self, stand: Stand) -> None:
        """And can be made then."""
        self._not_done(stand, a_reversal, Trouble.CUT, Uncertain, TryLater)

    def test_a_throttled_write_was_not_done(self, stand: Stand) -> None:
        """All are told to wait."""
        self._not_done(stand, a_payment, Trouble.THROTTLED, TryLater)
        hold(any(wait > 0 for wait in stand.allowance.waits), "nobody was told to wait after a 429")

    def test_a_write_that_broke_the_server_is_uncertain(self, stand: Stand) -> None:
        """A 500 may come after the books were written."""
        self._not_done(stand, a_payment, Trouble.DOWN, Uncertain)
        hold(stand.allowance.breakdowns > 0, "nobody was told that the provider broke down")

    def test_a_write_answered_by_a_maintenance_page_is_uncertain(self, stand: Stand) -> None:
        """A gateway cannot say what the service behind it did."""
        self._not_done(stand, a_payment, Trouble.PAGE, Uncertain)

    def test_a_write_answered_by_some_web_page_is_uncertain(self, stand: Stand) -> None:
        """Though its status is 200."""
        self._not_done(stand, a_payment, Trouble.PORTAL, Uncertain)

    def test_a_write_whose_answer_breaks_off_is_uncertain(self, stand: Stand) -> None:
        """Though its status is 200."""
        self._not_done(stand, a_payment, Trouble.GARBAGE, Uncertain)

    def test_a_write_answered_with_nothing_is_uncertain(self, stand: Stand) -> None:
        """Though its status is 200."""
        self._not_done(stand, a_payment, Trouble.EMPTY, Uncertain)

    def test_a_write_that_takes_too_long_is_uncertain_and_found_once_it_is_through(
        self, stand: Stand
    ) -> None:
        """It is on its way while we look, so it may come to stand after a first look."""
        self._written_too_slow(stand, Trouble.SLOW)

    def test_a_write_whose_answer_trickles_is_uncertain_and_found(self, stand: Stand) -> None:
        """The timeout is of the whole call, not of each piece of its answer."""
        self._written_too_slow(stand, Trouble.TRICKLES)

    def _written_too_slow(self, stand: Stand, trouble: Trouble) -> None:
        row, _, _ = self._ready(stand, trouble)
        write, hasty = a_payment(stand, row), stand.another(read_timeout=IMPATIENT)
        stand.source.trouble(trouble, Calls.WRITES, times=1)
        stand.caught(lambda: hasty.perform(write), Uncertain)
        waited = 0.0
        while not standing(stand, write.key) and waited < _NEEDED:
            time.sleep(SLOW / 10)
            waited += SLOW / 10
        found(stand, write)
        agree(times_done(stand, write), 1, "times it was done")

    def test_a_write_handed_over_twice_stands_once(self, stand: Stand) -> None:
        """As when a network delivers it twice: the provider's own lock holds for a while."""
        skip_unless(stand.source.abilities.knows_repeats, "this ledger does not know a repeated write")
        row, _, _ = stand.billed()
        for prepared in (a_note, a_payment):
            write = prepared(stand, row)
            stand.ledger.perform(write)
            with suppress(Refused):  # another way to say that it is done already
                stand.another().perform(write)
            agree(times_done(stand, write), 1, f"times the {type(write).__name__} was done")

    def _ready(self, stand: Stand, trouble: Trouble) -> tuple[Invoice, object, object]:
        skip_unless(trouble in stand.source.abilities.troubles, f"not here: {trouble}")
        return stand.billed()

    def _lost(self, stand: Stand, prepared: Prepared) -> None:
        row, _, _ = self._ready(stand, Trouble.LOST)
        write = prepared(stand, row)
        stand.source.trouble(Trouble.LOST, Calls.WRITES, times=1)
        stand.caught(lambda: stand.ledger.perform(write), Uncertain)
        stand.source.heal()
        agree(times_done(stand, write), 1, "times it was done")
        found(stand, write)
        agree(times_done(stand, write), 1, "times it was done, once looked up")

    def _not_done(
        self, stand: Stand, prepared: Prepared, trouble: Trouble, *kinds: type[ConnectorError]
    ) -> None:
        row, _, _ = self._ready(stand, trouble)
        write = prepared(stand, row)
        before = stand.source.calls() if stand.source.abilities.counts_calls else None
        stand.source.trouble(trouble, Calls.WRITES)
        stand.caught(lambda: stand.ledger.perform(write), *kinds)
        if before is not None:
            agree(stand.source.calls() - before, 1, "calls made for one write")
        stand.source.heal()
        agree(stand.another().find(write), None, "a write that was not done")
        agree(times_done(stand, write), 0, "times it was done")
        stand.another().perform(write)
        agree(times_done(stand, write), 1, "times it was done, once tried again")
        found(stand, write)
