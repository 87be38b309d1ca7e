"""Later pulls: each shows exactly what was done at the source since, and nothing when nothing was."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from connectors.base import Cursor
from connectors.contract.checks import agree, hold, skip_unless, there
from connectors.contract.first_pull import many
from connectors.contract.staged import Key, Staged
from connectors.contract.stand import LATER, NUMBER, TOTAL, Stand
from dunning.ledger import Kind

_PART = Decimal("400.07")


class LaterPulls:
    """From the last page's cursor."""

    def test_a_pull_when_nothing_was_done_changes_nothing(self, stand: Stand) -> None:
        """Rows may repeat, but say the same; and a cursor is given all the same, again and again."""
        staged, cursor = stand.first()
        before = staged.meaning()
        for _ in range(3):
            stand.source.pass_time(LATER)
            pages = stand.pull(cursor)
            hold(all(page.complete for page in pages), "a later pull is not complete")
            agree(staged.take(pages).changed_since(before), set(), "changes when nothing was done")
            cursor = pages[-1].cursor

    def test_a_new_invoice_is_seen(self, stand: Stand) -> None:
        """It, and nothing else."""
        staged, cursor = stand.first()
        stand.source.pass_time(LATER)
        before = staged.meaning()
        stand.bill()
        _pull(stand, staged, cursor)
        row = staged.invoice(NUMBER)
        agree(staged.changed_since(before), {(Kind.INVOICE, row.id)}, "changed")
        agree((row.balance, row.status), (TOTAL, "open"), "balance, status")

    def test_a_part_payment_is_seen(self, stand: Stand) -> None:
        """The balance falls by it."""
        row, staged, cursor = stand.billed()
        before = staged.meaning()
        paid = stand.source.pay(NUMBER, _PART)
        _pull(stand, staged, cursor)
        changed: set[Key] = {(Kind.INVOICE, row.id), (Kind.PAYMENT, paid)}
        agree(staged.changed_since(before), changed, "changed")
        agree(staged.invoice(NUMBER).balance, TOTAL - _PART, "balance")
        agree(there(staged.payment(paid), "the payment did not come").amount, _PART, "payment")

    def test_a_full_payment_is_seen(self, stand: Stand) -> None:
        """The invoice is paid, which is not void."""
        _, staged, cursor = stand.billed()
        paid = stand.source.pay(NUMBER, TOTAL)
        _pull(stand, staged, cursor)
        row = staged.invoice(NUMBER)
        agree((row.balance, row.status), (Decimal(0), "paid"), "balance, status")
        hold(staged.payment(paid) is not None, "the payment did not come")

    def test_a_payment_taken_back_is_seen(self, stand: Stand) -> None:
        """The invoice is owed again, and the payment stands no more."""
        stand.bill()
        paid = stand.source.pay(NUMBER, TOTAL)
        staged, cursor = stand.first()
        row = staged.invoice(NUMBER)
        hold(row.status == "paid" and staged.payment(paid) is not None, "the payment did not come")
        stand.source.pass_time(LATER)
        before = staged.meaning()
        stand.source.take_back(paid)
        _pull(stand, staged, cursor)
        changed: set[Key] = {(Kind.INVOICE, row.id), (Kind.PAYMENT, paid)}
        agree(staged.changed_since(before), changed, "changed")
        agree((staged.invoice(NUMBER).balance, staged.invoice(NUMBER).status), (TOTAL, "open"), "balance")
        agree(staged.payment(paid), None, "the payment")

    def test_a_void_invoice_is_seen(self, stand: Stand) -> None:
        """Nothing is owed on it, and nobody paid it."""
        row, staged, cursor = stand.billed()
        before = staged.meaning()
        stand.source.void(NUMBER)
        _pull(stand, staged, cursor)
        agree(staged.changed_since(before), {(Kind.INVOICE, row.id)}, "changed")
        now = staged.invoice(NUMBER)
        agree((now.balance, now.status), (Decimal(0), "void"), "balance, status")

    def test_a_deleted_invoice_is_seen(self, stand: Stand) -> None:
        """It is gone, or comes once more as deleted."""
        skip_unless(stand.source.abilities.deletes_invoices, "no invoice can be deleted here")
        row, staged, cursor = stand.billed()
        before = staged.meaning()
        stand.source.delete(NUMBER)
        _pull(stand, staged, cursor)
        agree(staged.changed_since(before), {(Kind.INVOICE, row.id)}, "changed")
        hold(NUMBER not in staged.balances(), "a deleted invoice is still owed")

    def test_a_moved_due_date_is_seen(self, stand: Stand) -> None:
        """And not a day beside it, whatever the time zone."""
        row, staged, cursor = stand.billed()
        before = staged.meaning()
        moved = stand.source.today() + timedelta(days=9)
        stand.source.edit_due(NUMBER, moved)
        _pull(stand, staged, cursor)
        agree(staged.changed_since(before), {(Kind.INVOICE, row.id)}, "changed")
        agree(staged.invoice(NUMBER).due_on, moved, "due on")

    def test_one_pull_sees_many_things_and_loses_none_when_cut_after_any_page(self, stand: Stand) -> None:
        """More changes than one answer holds, a void and a payment among them."""
        stand.bill("VOIDED")
        _, staged, cursor = stand.billed()
        many(stand)
        stand.source.void("VOIDED")
        paid = stand.source.pay(NUMBER, _PART)
        pages = stand.pull(cursor)
        early = pages[:-1]
        stand.agrees(staged.take(pages))
        hold(staged.payment(paid) is not None, "the payment did not come")
        agree(staged.invoice("VOIDED").status, "void", "status")
        for number, page in enumerate(early, 1):
            whole = Staged(early[:number]).take(stand.pull(page.cursor))
            lost = {row.number for row in Staged(pages).open()} - {row.number for row in whole.open()}
            agree(lost, set(), f"lost after page {number}")

    def test_a_change_is_seen_though_the_sources_clock_was_set_back(self, stand: Stand) -> None:
        """By two minutes, as happens when servers agree on the time."""
        _, staged, cursor = stand.billed()
        pages = stand.pull(cursor)
        stand.source.pass_time(-timedelta(minutes=2))
        stand.source.pay(NUMBER, _PART)
        stand.agrees(staged.take(pages).take(stand.pull(pages[-1].cursor)))

    def test_what_was_voided_deleted_and_paid_is_seen_after_two_months_away(self, stand: Stand) -> None:
        """Longer than any feed of changes remembers: what is owed is right all the same."""
        for number in ("VOIDED", "DELETED", "PAID"):
            stand.bill(number)
        taken_back = stand.source.pay(stand.bill(), _PART)
        staged, cursor = stand.first()
        stand.source.pass_time(LATER)
        stand.source.void("VOIDED")
        stand.source.pay("PAID", TOTAL)
        stand.source.take_back(taken_back)
        if stand.source.abilities.deletes_invoices:
            stand.source.delete("DELETED")
        stand.long_after(62)
        cursor = _pull(stand, staged, cursor)
        before = staged.meaning()
        stand.source.pass_time(LATER)
        _pull(stand, staged, cursor)
        agree(staged.changed_since(before), set(), "changes when nothing was done")

    def test_the_books_follow_the_source_through_a_month(self, stand: Stand) -> None:
        """Pull upon pull, from each cursor in turn."""
        staged, cursor = stand.first()
        for week in range(1, 5):
            stand.long_after(7)
            stand.bill(f"WEEK-{week}", Decimal(week * 100))
            if week > 1:
                stand.source.pay(f"WEEK-{week - 1}", Decimal((week - 1) * 100))
            cursor = _pull(stand, staged, cursor)
        agree(sorted(n for n in staged.balances() if n.startswith("WEEK")), ["WEEK-4"], "owed at the end")


def _pull(stand: Stand, staged: Staged, cursor: Cursor) -> Cursor:
    """A later pull, which must leave what is staged true; where the next one begins."""
    pages = stand.pull(cursor)
    stand.agrees(staged.take(pages))
    return pages[-1].cursor
