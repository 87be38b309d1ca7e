"""Reads that fail: one error that says to come back, nothing staged of it, and all well afterwards."""

from __future__ import annotations

import time
from collections.abc import Callable

from connectors.contract.checks import agree, hold, skip_unless
from connectors.contract.source import IMPATIENT, SLOW, Calls, Trouble
from connectors.contract.staged import Staged
from connectors.contract.stand import Stand
from connectors.errors import TryLater


class Troubles:
    """Of the network, of the server, of whatever stands between."""

    def test_slow_reads_are_tried_later(self, stand: Stand) -> None:
        """No read waits longer than its timeout."""
        self._read_too_slow(stand, Trouble.SLOW)

    def test_reads_whose_answer_trickles_are_tried_later(self, stand: Stand) -> None:
        """The timeout is of the whole call, not of each piece of its answer."""
        self._read_too_slow(stand, Trouble.TRICKLES)

    def _read_too_slow(self, stand: Stand, trouble: Trouble) -> None:
        skip_unless(trouble in stand.source.abilities.troubles, f"not here: {trouble}")
        hasty = stand.another(read_timeout=IMPATIENT)
        stand.source.trouble(trouble, Calls.READS)
        stand.caught(lambda: list(hasty.changes(None, history_from=stand.history_from)), TryLater)
        stand.source.heal()
        time.sleep(SLOW)  # the source is still at those that were given up
        stand.agrees(Staged(stand.pull()))

    def test_reads_whose_connection_breaks_are_tried_later(self, stand: Stand) -> None:
        """Before anything was handled."""
        self._later(stand, Trouble.CUT)

    def test_reads_whose_answer_is_lost_are_tried_later(self, stand: Stand) -> None:
        """After it was handled."""
        self._later(stand, Trouble.LOST)

    def test_throttled_reads_are_tried_later_and_not_before(self, stand: Stand) -> None:
        """One call, not several, is refused; and all processes learn of it."""
        skip_unless(Trouble.THROTTLED in stand.source.abilities.troubles, "nothing is throttled here")
        before = stand.source.calls()
        stand.source.trouble(Trouble.THROTTLED, Calls.READS)
        error = stand.caught(stand.pull, TryLater)
        hold(isinstance(error, TryLater) and error.after > 0, "the error does not say how long to wait")
        agree(stand.source.calls() - before, 1, "calls made though throttled")
        hold(any(wait > 0 for wait in stand.allowance.waits), "nobody was told to wait after a 429")
        stand.source.heal()
        self._later(stand, Trouble.THROTTLED)

    def test_reads_that_the_server_fails_are_tried_later(self, stand: Stand) -> None:
        """500."""
        self._later(stand, Trouble.DOWN)

    def test_reads_answered_by_a_maintenance_page_are_tried_later(self, stand: Stand) -> None:
        """503 and HTML."""
        self._later(stand, Trouble.PAGE)

    def test_reads_answered_by_some_web_page_are_tried_later(self, stand: Stand) -> None:
        """200 and HTML, as from a hotel's network."""
        self._later(stand, Trouble.PORTAL)

    def test_reads_whose_answer_breaks_off_are_tried_later(self, stand: Stand) -> None:
        """Half a page is no page."""
        self._later(stand, Trouble.GARBAGE)

    def test_reads_answered_with_nothing_are_tried_later(self, stand: Stand) -> None:
        """Nothing is not "no changes", and not "no such write"."""
        self._later(stand, Trouble.EMPTY)

    def test_one_failed_read_is_repeated_inside(self, stand: Stand) -> None:
        """Nobody hears of it, each kind in its turn."""
        passing = {Trouble.CUT, Trouble.LOST, Trouble.DOWN, Trouble.GARBAGE, Trouble.EMPTY}
        here = sorted(passing & stand.source.abilities.troubles)
        skip_unless(bool(here), "no read can fail here")
        for nth, trouble in enumerate(here):
            stand.source.trouble(trouble, Calls.READS, times=1, after=nth % 3)
            stand.agrees(Staged(stand.pull()))
            stand.source.heal()

    def _later(self, stand: Stand, trouble: Trouble) -> None:
        skip_unless(trouble in stand.source.abilities.troubles, f"not here: {trouble}")
        row, staged, cursor = stand.billed()
        reads: tuple[Callable[[], object], ...] = (
            stand.pull,
            lambda: stand.pull(cursor),
            stand.another().organisation,
            lambda: stand.ledger.find(stand.note_on(row)),
            lambda: stand.ledger.find(stand.payment_on(row, row.balance)),
            *((stand.another().deposit_accounts,) if stand.source.abilities.offers_accounts else ()),
        )
        stand.source.trouble(trouble, Calls.READS)
        for read in reads:
            stand.caught(read, TryLater)
        stand.source.heal()
        stand.agrees(staged.take(stand.pull(cursor)))
        stand.agrees(Staged(stand.pull()))
