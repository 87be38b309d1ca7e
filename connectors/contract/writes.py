"""Writes with an answer: each stands at the source once, exactly, and is found by its key."""

from __future__ import annotations

from decimal import Decimal

from connectors.contract.checks import agree, hold, skip_unless, there
from connectors.contract.stand import NUMBER, TOTAL, Stand
from connectors.errors import Refused
from dunning.effects import LedgerWrite, Receipt
from dunning.ledger import Invoice, Kind

_CENT = Decimal("0.01")


def found(stand: Stand, write: LedgerWrite) -> Receipt:
    """Its receipt, as another process looks it up."""
    receipt = stand.another().find(write)
    return there(receipt, f"{type(write).__name__} was done and is not found by its key")


def standing(stand: Stand, key: str) -> list[Decimal]:
    """Amounts of the payments that stand on the invoice under that key."""
    return [amount for amount, reference in stand.source.payments_on(NUMBER) if reference == key]


def notes(stand: Stand, key: str) -> int:
    """How many notes of that key stand on the invoice."""
    return sum(key in note for note in stand.source.notes_on(NUMBER))


class Writes:
    """Notes, payments, payments taken back."""

    def test_a_note_stands_once_and_is_found(self, stand: Stand) -> None:
        """With its words, and nothing that is owed moves with it."""
        row, staged, cursor = stand.billed()
        before, write = staged.meaning(), stand.note_on(row)
        agree(stand.ledger.find(write), None, "a note that was never written")
        receipt = stand.ledger.perform(write)
        agree(notes(stand, write.key), 1, "notes with its key")
        words = write.text.partition(" [")[0]
        hold(any(words in note for note in stand.source.notes_on(NUMBER)), "the note has other words")
        agree(found(stand, write).provider_id, receipt.provider_id, "what is found")
        agree(staged.take(stand.pull(cursor)).changed_since(before), set(), "what a note changed")

    def test_a_second_note_stands_as_this_ledger_keeps_notes(self, stand: Stand) -> None:
        """Set in place of the first, or below it; either way it is the newest and found."""
        row, _, _ = stand.billed()
        first = stand.note_on(row)
        second = stand.note_on(row, 2, stand.ledger.perform(first))
        agree(stand.ledger.find(second), None, "a note that was never written")
        stand.ledger.perform(second)
        in_place = stand.source.provider.writes_note_in_place
        agree((notes(stand, first.key), notes(stand, second.key)), (0 if in_place else 1, 1), "notes")
        found(stand, second)

    def test_a_payment_lowers_the_balance_by_exactly_that(self, stand: Stand) -> None:
        """It bears its key, is found, and the next pull shows it as it was written."""
        row, staged, cursor = stand.billed()
        before, write = staged.meaning(), stand.payment_on(row, Decimal("333.10"))
        agree(stand.ledger.find(write), None, "a payment that was never written")
        receipt = stand.ledger.perform(write)
        agree(stand.source.balance_of(NUMBER), TOTAL - write.amount, "balance")
        agree(standing(stand, write.key), [write.amount], "payments with its key")
        agree(found(stand, write).provider_id, receipt.provider_id, "what is found")
        stand.agrees(staged.take(stand.pull(cursor)))
        came = there(staged.payment(receipt.provider_id), "the payment did not come back")
        told = (came.reference, came.amount, came.paid_on, came.customer_id, came.allocations)
        sent = (write.key, write.amount, write.paid_on, write.customer_id, write.allocations)
        agree(told, sent, "reference, amount, day, customer and shares")
        own = {(Kind.INVOICE, row.id), (Kind.PAYMENT, came.id)}
        theirs = {(Kind.CUSTOMER, row.customer_id)}  # whose own balance moves where the ledger tells it
        agree(staged.changed_since(before) - theirs, own, "changed")

    def test_amounts_are_written_to_the_cent(self, stand: Stand) -> None:
        """Those that a binary fraction cannot hold; the last one settles the invoice."""
        row, staged, cursor = stand.billed()
        left = TOTAL
        for nth, amount in enumerate(("0.10", "19.99", "0.07", "100", "880.14")):
            write = stand.payment_on(row, Decimal(amount), f"payment {nth}")
            stand.ledger.perform(write)
            left -= write.amount
            agree(standing(stand, write.key), [write.amount], "payments with its key")
            agree(stand.source.balance_of(NUMBER), left, f"balance after {amount}")
        agree(left, Decimal(0), "the invoice's rest")
        agree(staged.take(stand.pull(cursor)).invoice(NUMBER).status, "paid", "status")

    def test_a_payment_goes_to_each_account_that_is_listed_for_payments(self, stand: Stand) -> None:
        """Accounts of another currency aside."""
        skip_unless(stand.source.abilities.offers_accounts, "there is no account to choose here")
        row, _, _ = stand.billed()
        accounts = stand.ledger.deposit_accounts()
        agree(len({account.id for account in accounts}), len(accounts), "accounts by id")
        fitting = [one.id for one in accounts if one.currency in (None, row.currency)]
        hold(bool(fitting), "there is no account for payments in the home currency")
        for account in fitting[:3]:
            plain = stand.payment_on(row, _CENT, account)
            parts = {name: getattr(plain, name) for name in plain.__struct_fields__}
            stand.ledger.perform(type(plain)(**parts | {"deposit_to": account}))
            agree(standing(stand, plain.key), [_CENT], f"payments to account {account}")

    def test_more_than_is_owed_is_refused_and_nothing_written(self, stand: Stand) -> None:
        """By one cent is more already."""
        row, _, _ = stand.billed()
        self._refused(stand, row, TOTAL + _CENT)

    def test_a_payment_on_a_void_invoice_is_refused_and_nothing_written(self, stand: Stand) -> None:
        """It was voided after the last pull."""
        row, _, _ = stand.billed()
        stand.source.void(NUMBER)
        self._refused(stand, row, _CENT)

    def _refused(self, stand: Stand, row: Invoice, amount: Decimal) -> None:
        write, before = stand.payment_on(row, amount), stand.source.balance_of(NUMBER)
        stand.caught(lambda: stand.ledger.perform(write), Refused)
        agree(stand.source.balance_of(NUMBER), before, "balance")
        agree(list(stand.source.payments_on(NUMBER)), [], "payments")
        agree(stand.ledger.find(write), None, "a payment that was refused")

    def test_a_payment_of_ours_taken_back_restores_the_balance(self, stand: Stand) -> None:
        """The reversal is found, and the next pull shows the invoice as owed."""
        skip_unless(stand.source.abilities.takes_back_payments, "payments cannot be taken back here")
        row, staged, cursor = stand.billed()
        write = stand.payment_on(row, Decimal("250.25"))
        paid = stand.ledger.perform(write)
        reversal = stand.reversal_of(paid)
        agree(stand.ledger.find(reversal), None, "a reversal that was never made")
        stand.ledger.perform(reversal)
        agree(stand.source.balance_of(NUMBER), TOTAL, "balance")
        agree(standing(stand, write.key), [], "payments that stand")
        agree(found(stand, reversal).provider_id, paid.provider_id, "what is found")
        stand.agrees(staged.take(stand.pull(cursor)))
        agree(staged.payment(paid.provider_id), None, "the payment")

    def test_an_unknown_key_is_not_found(self, stand: Stand) -> None:
        """Though others of ours stand on the same invoice."""
        row, _, _ = stand.billed()
        stand.ledger.perform(stand.payment_on(row, _CENT))
        stand.ledger.perform(stand.note_on(row))
        agree(stand.ledger.find(stand.payment_on(row, _CENT, "other")), None, "a payment of another key")
        agree(stand.ledger.find(stand.note_on(row, 2)), None, "a note of another key")
