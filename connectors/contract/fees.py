"""Fees: what a provider of payments kept stands in the ledger once, and nothing that is owed moves by it."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

from msgspec.structs import replace

from connectors.contract.checks import agree, fail, hold, skip_unless, there
from connectors.contract.source import Calls, Trouble
from connectors.contract.stand import Stand
from connectors.errors import Refused, TryLater, Uncertain
from connectors.fees import BooksFees
from dunning.effects import RecordFee

_AMOUNT = Decimal("0.41")


def _ledger(stand: Stand) -> BooksFees:
    ledger, can = stand.ledger, stand.source.provider.books_fees
    if isinstance(ledger, BooksFees):
        hold(can, "it books fees, which its provider does not say")
        return ledger
    skip_unless(can, "this ledger books no fees")
    return fail("its provider says that it books fees, and it does not")


def _stands(stand: Stand, write: RecordFee, times: int) -> None:
    told = (write.amount, write.paid_from, write.account)
    agree(list(stand.source.fees_under(write.key)), [told] * times, "fees with its key")


class Fees:
    """As `connectors.fees.BooksFees` has them."""

    def test_a_fee_stands_once_and_is_found(self, stand: Stand) -> None:
        """From the one account to the other, to the cent; what customers owe is as before."""
        _ledger(stand)
        _, staged, cursor = stand.billed()
        before, write = staged.balances(), stand.fee_of(_AMOUNT)
        agree(stand.ledger.find(write), None, "a fee that was never written")
        receipt = stand.ledger.perform(write)
        _stands(stand, write, 1)
        found = there(stand.another().find(write), "a fee was written and is not found by its key")
        agree(found.provider_id, receipt.provider_id, "what is found")
        hold(found.stands, "it stands, and is said to be removed")
        agree(staged.take(stand.pull(cursor)).balances(), before, "what is owed")

    def test_two_fees_of_one_day_are_told_apart(self, stand: Stand) -> None:
        """By their keys, though all else is the same."""
        _ledger(stand)
        first, second = stand.fee_of(_AMOUNT), stand.fee_of(_AMOUNT, "another")
        stand.ledger.perform(first)
        agree(stand.ledger.find(second), None, "a fee that was never written")
        receipt = stand.ledger.perform(second)
        agree(there(stand.ledger.find(second), "it is not found").provider_id, receipt.provider_id, "found")
        _stands(stand, first, 1)
        _stands(stand, second, 1)

    def test_a_fee_whose_reply_was_lost_is_uncertain_and_found(self, stand: Stand) -> None:
        """It stands once."""
        write = self._to_be_written(stand, Trouble.LOST)
        stand.source.trouble(Trouble.LOST, Calls.WRITES, times=1)
        stand.caught(lambda: stand.ledger.perform(write), Uncertain)
        stand.source.heal()
        _stands(stand, write, 1)
        there(stand.another().find(write), "a fee whose reply was lost is not found by its key")
        _stands(stand, write, 1)

    def test_a_fee_cut_before_it_was_handled_is_not_found(self, stand: Stand) -> None:
        """And can be written then."""
        write = self._to_be_written(stand, Trouble.CUT)
        stand.source.trouble(Trouble.CUT, Calls.WRITES)
        stand.caught(lambda: stand.ledger.perform(write), Uncertain, TryLater)
        stand.source.heal()
        agree(stand.another().find(write), None, "a fee that was not written")
        _stands(stand, write, 0)
        stand.another().perform(write)
        _stands(stand, write, 1)

    def test_a_fee_handed_over_twice_stands_once(self, stand: Stand) -> None:
        """As when a network delivers it twice."""
        _ledger(stand)
        skip_unless(stand.source.abilities.knows_repeats, "this ledger does not know a repeated write")
        write = stand.fee_of(_AMOUNT)
        stand.ledger.perform(write)
        with suppress(Refused):  # another way to say that it is done already
            stand.another().perform(write)
        _stands(stand, write, 1)

    def test_what_cannot_be_booked_is_said_before_and_refused(self, stand: Stand) -> None:
        """Where accounts are named: one that is not there, and one that is no cost."""
        ledger = _ledger(stand)
        skip_unless(stand.source.abilities.offers_accounts, "there is no account to choose here")
        good = stand.fee_of(_AMOUNT)
        agree(ledger.fee_problem(good.paid_from, good.account), None, "what is wrong with good accounts")
        for name, bad in {
            "no such": replace(good, account="99999"),
            "no cost": replace(good, account=good.paid_from),
            "from nowhere": replace(good, paid_from="99999"),
        }.items():
            hold(ledger.fee_problem(bad.paid_from, bad.account) is not None, f"nothing is said: {name}")
            stand.caught(lambda bad=bad: stand.ledger.perform(bad), Refused)  # type: ignore[misc]  # bound now
        _stands(stand, good, 0)

    def _to_be_written(self, stand: Stand, trouble: Trouble) -> RecordFee:
        _ledger(stand)
        skip_unless(trouble in stand.source.abilities.troubles, f"not here: {trouble}")
        write = stand.fee_of(_AMOUNT)
        agree(stand.ledger.find(write), None, "a fee that was never written")
        return write
