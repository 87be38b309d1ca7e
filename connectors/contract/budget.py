"""The call budget: every call is taken from it first, and metered where the provider meters."""

from __future__ import annotations

from decimal import Decimal

from connectors.contract.checks import agree, hold, skip_unless
from connectors.contract.source import Calls, Trouble
from connectors.contract.stand import Stand
from connectors.errors import TryLater


class Budget:
    """As `Allowance` counts, and as the provider does."""

    def _counts(self, stand: Stand) -> None:
        skip_unless(stand.source.abilities.counts_calls, "nobody counts calls here")

    def test_every_call_is_counted_and_metered_as_the_provider_meters(self, stand: Stand) -> None:
        """Reads and writes, in quiet times: to the call."""
        self._counts(stand)
        row, _, cursor = stand.billed()
        stand.ledger.organisation()
        stand.ledger.deposit_accounts()
        note, payment = stand.note_on(row), stand.payment_on(row, Decimal(1))
        for write in (note, payment):
            stand.ledger.find(write)
            stand.ledger.perform(write)
        stand.pull(cursor)
        agree(stand.allowance.taken, stand.source.calls(), "calls counted")
        agree(stand.allowance.metered, stand.source.metered_calls(), "calls metered")

    def test_calls_in_trouble_are_counted_too(self, stand: Stand) -> None:
        """Every try is one; and never fewer are metered than the provider meters."""
        self._counts(stand)
        for trouble in sorted({Trouble.CUT, Trouble.DOWN} & stand.source.abilities.troubles):
            stand.source.trouble(trouble, Calls.READS, times=1, after=1)
            stand.pull()
            stand.source.heal()
        if stand.source.abilities.signs_in:
            stand.source.expire_access()
            stand.pull()
        agree(stand.allowance.taken, stand.source.calls(), "calls counted")
        hold(stand.allowance.metered >= stand.source.metered_calls(), "more is metered than was taken")
        agree(stand.allowance.under_way, 0, "places held when no call is under way")

    def test_nothing_leaves_once_the_days_calls_are_used_up(self, stand: Stand) -> None:
        """A write that the budget kept back was not done, and its caller hears so."""
        self._counts(stand)
        row, _, cursor = stand.billed()
        before = stand.source.calls()
        stand.allowance.spent = TryLater("the day's calls are used up", after=3600)
        kept_back = (
            stand.pull,
            lambda: stand.pull(cursor),
            lambda: stand.ledger.perform(stand.note_on(row)),
            lambda: stand.ledger.perform(stand.payment_on(row, row.balance)),
        )
        for call in kept_back:
            stand.caught(call, TryLater)
        agree(stand.source.calls() - before, 0, "calls beyond the budget")
