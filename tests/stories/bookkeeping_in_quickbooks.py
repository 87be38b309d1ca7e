"""What a bookkeeper does in QuickBooks that moves what a customer owes."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from connectors.sandbox.quickbooks.postings import gives, in_no_document, owner
from connectors.sandbox.quickbooks.refusals import Refusal
from connectors.sandbox.quickbooks.wire import currency_of
from tests.stories.bookkeeping import AMOUNT, PICK, SHARE, Bookkeeping, Owed, act, differing
from tests.world import QUICKBOOKS


class InQuickBooks(Bookkeeping):
    """All that moves a balance in QuickBooks."""

    ledger = QUICKBOOKS
    restamps = True

    def __init__(self) -> None:
        super().__init__()
        self.source.company.restamps_customers = self.restamps
        self.one_now: dict[str, str] = {}  # customers that were merged, to the one of them all

    def photograph(self) -> Any:
        company = self.source.company
        return copy.deepcopy((company.rows, company.deleted))

    @contextmanager
    def shown(self, seen: Any) -> Iterator[None]:
        company = self.source.company
        now = (company.rows, company.deleted)
        company.rows, company.deleted = seen
        try:
            yield
        finally:
            company.rows, company.deleted = now

    # ---- picking ----

    def rows(self, entity: str, wanted: Callable[[Any], bool] = lambda _row: True) -> list[Any]:
        return [row for row in self.source.company.rows[entity].values() if wanted(row)]

    def one_of(self, entity: str, pick: int, wanted: Callable[[Any], bool] = lambda _row: True) -> Any:
        rows = self.rows(entity, wanted)
        return rows[pick % len(rows)] if rows else None

    def ref(self, pick: int) -> str:
        refs: list[str] = sorted(self.source.customer_ids)
        return refs[pick % len(refs)]

    def ref_of(self, customer_id: str) -> str:
        ids: dict[str, str] = self.source.customer_ids
        return next(ref for ref, one in ids.items() if one == customer_id)

    def amount(self, amount: Decimal, ref: str) -> Decimal:
        row = self.source.company.rows["Customer"][self.source.customer_ids[ref]]
        return amount.to_integral_value() + 1 if currency_of(row) == "JPY" else amount

    # ---- invoices ----

    @act(pick=PICK, total=AMOUNT, days=st.integers(min_value=-60, max_value=40))
    def an_invoice_is_written(self, pick: int, total: Decimal, days: int) -> None:
        ref, due = self.ref(pick), (self.now + timedelta(days=days)).date()
        self.source.add_invoice(ref, self.next_number(), self.amount(total, ref), due_on=due)

    @act(pick=PICK, total=AMOUNT)
    def an_invoice_is_edited(self, pick: int, total: Decimal) -> None:
        row = self.one_of("Invoice", pick, lambda row: row["TotalAmt"])
        if row is not None:
            with suppress(Refusal):
                ref = self.ref_of(row["CustomerRef"]["value"])
                self.source.edit_total(row["DocNumber"], self.amount(total, ref))

    @act(pick=PICK, days=st.integers(min_value=-30, max_value=30))
    def a_due_date_moves(self, pick: int, days: int) -> None:
        row = self.one_of("Invoice", pick)
        if row is not None:
            self.source.edit_due(row["DocNumber"], (self.now + timedelta(days=days)).date())

    @act(pick=PICK, to=PICK)
    def an_invoice_gets_another_customer(self, pick: int, to: int) -> None:
        row = self.one_of("Invoice", pick)
        if row is not None:
            with suppress(Refusal):
                self.source.move(row["DocNumber"], self.ref(to))

    @act(entity=st.sampled_from(["Invoice", "CreditMemo", "Payment"]), pick=PICK, delete=st.booleans())
    def a_document_is_voided_or_deleted(self, entity: str, pick: int, *, delete: bool) -> None:
        row = self.one_of(entity, pick, lambda row: row["TotalAmt"] or row.get("Line"))
        if row is None:
            return
        named = row["Id"] if entity == "Payment" else row["DocNumber"]
        kind = {"Invoice": "", "CreditMemo": "_credit", "Payment": "_payment"}[entity]
        getattr(self.source, f"{'delete' if delete else 'void'}{kind}")(named)

    @act(pick=PICK)
    def quickbooks_sends_an_invoice(self, pick: int) -> None:
        row = self.one_of("Invoice", pick)
        if row is not None:
            self.source.send(row["DocNumber"])

    # ---- credit, journals, refunds ----

    @act(pick=PICK, total=AMOUNT)
    def a_credit_memo_is_written(self, pick: int, total: Decimal) -> None:
        ref = self.ref(pick)
        self.source.add_credit(ref, self.next_number(), self.amount(total, ref))

    @act(pick=PICK, amount=AMOUNT, debit=st.booleans())
    def a_journal_entry_is_posted(self, pick: int, amount: Decimal, *, debit: bool) -> None:
        ref = self.ref(pick)
        self.source.journal(ref, self.amount(amount, ref) * (1 if debit else -1))

    @act(pick=PICK, amount=AMOUNT, delete=st.booleans())
    def a_journal_entry_is_edited_or_deleted(self, pick: int, amount: Decimal, *, delete: bool) -> None:
        row = self.one_of("JournalEntry", pick)
        if row is None:
            return
        if delete:
            self.source.delete_journal(row["Id"])
            return
        with suppress(Refusal):
            self.source.edit_journal(row["Id"], -amount.to_integral_value() - 1)

    @act(pick=PICK, amount=AMOUNT)
    def a_refund_receipt_is_written(self, pick: int, amount: Decimal) -> None:
        ref = self.ref(pick)
        self.source.refund_receipt(ref, self.amount(amount, ref), self.next_number())

    @act(pick=PICK, amount=AMOUNT, delete=st.booleans())
    def a_check_is_written_or_deleted(self, pick: int, amount: Decimal, *, delete: bool) -> None:
        row = self.one_of("Purchase", pick) if delete else None
        if row is not None:
            self.source.delete_check(row["Id"])
            return
        ref = self.ref(pick)
        self.source.check(ref, self.amount(amount, ref))

    @act(pick=PICK, amount=AMOUNT)
    def money_is_deposited_without_a_payment(self, pick: int, amount: Decimal) -> None:
        ref = self.ref(pick)
        self.source.deposited(ref, self.amount(amount, ref))

    # ---- payments ----

    @act(pick=PICK, amount=AMOUNT, shares=st.lists(st.tuples(PICK, SHARE), max_size=3))
    def a_payment_comes(self, pick: int, amount: Decimal, shares: list[tuple[int, Decimal]]) -> None:
        """Part, whole, of several invoices, too much, for nothing in particular."""
        ref = self.ref(pick)
        taken = self.shares_of(ref, shares, ("Invoice", "JournalEntry", "Purchase"), gives=False)
        total = sum((share for _, _, share in taken), Decimal(0))
        more = self.amount(amount, ref) if pick % 2 or not taken else Decimal(0)
        with suppress(Refusal):
            self.source.receive(ref, total + more, taken)

    @act(pick=PICK, credit=PICK, owed=PICK)
    def credit_is_applied(self, pick: int, credit: int, owed: int) -> None:
        """A credit memo or journal credit to an invoice, a journal's debit or a check: by a payment of 0."""
        ref = self.ref(pick)
        given = self.shares_of(ref, [(credit, Decimal(1))], ("CreditMemo", "JournalEntry"), gives=True)
        taken = self.shares_of(
            ref, [(owed, Decimal(1))], ("Invoice", "JournalEntry", "Purchase"), gives=False
        )
        if given and taken:
            least = min(given[0][2], taken[0][2])
            lines = [(kind, document, least) for kind, document, _ in (*given, *taken)]
            with suppress(Refusal):
                self.source.receive(ref, Decimal(0), lines)

    @act(pick=PICK, owed=PICK)
    def what_is_unapplied_is_applied_or_paid_back(self, pick: int, owed: int) -> None:
        row = self.one_of("Payment", pick, lambda row: row["UnappliedAmt"] > 0)
        if row is None:
            return
        ref = self.ref_of(row["CustomerRef"]["value"])
        taken = self.shares_of(
            ref, [(owed, Decimal(1))], ("Invoice", "JournalEntry", "Purchase"), gives=False
        )
        if taken:
            kind, document, most = taken[0]
            with suppress(Refusal):
                self.source.apply(row["Id"], [(kind, document, min(most, row["UnappliedAmt"]))])

    def shares_of(
        self, ref: str, wanted: list[tuple[int, Decimal]], kinds: tuple[str, ...], *, gives: bool
    ) -> list[tuple[str, str, Decimal]]:
        """Open documents of the customer, each with a share of what is open; none twice."""
        company, customer = self.source.company, self.source.customer_ids[ref]
        open_ = [
            (entity, row)
            for entity in kinds
            for row in company.rows[entity].values()
            if self.whose(entity, row) == customer
            and company.open_amount(row) > 0
            and self.is_given(entity, row) is gives
        ]
        found: dict[str, tuple[str, str, Decimal]] = {}
        for pick, share in wanted:
            if open_:
                entity, row = open_[pick % len(open_)]
                amount = company.open_amount(row) * min(share, Decimal(1))
                amount = amount.quantize(Decimal(1) if currency_of(row) == "JPY" else Decimal("0.01"))
                if amount > 0:
                    name = "Check" if entity == "Purchase" else entity
                    found[row["Id"]] = (name, row["Id"], amount)
        return list(found.values())

    def whose(self, entity: str, row: Any) -> str:
        return owner(self.source.company.rows, entity, row["Id"])

    def is_given(self, entity: str, row: Any) -> bool:
        return gives(self.source.company.rows, entity, row["Id"])

    # ---- customers ----

    @act(pick=PICK, parent=PICK, begin=st.booleans())
    def a_customer_begins_or_ends_to_bill_with_a_parent(self, pick: int, parent: int, *, begin: bool) -> None:
        with suppress(Refusal):
            self.source.bill_with(self.ref(pick), self.ref(parent) if begin else None)

    @act(pick=PICK)
    def a_customer_becomes_inactive_or_active(self, pick: int) -> None:
        ref = self.ref(pick)
        active = self.source.company.rows["Customer"][self.source.customer_ids[ref]]["Active"]
        self.source.set_active(ref, active=not active)

    @act(loser=PICK, winner=PICK, restamp=st.booleans())
    def customers_are_merged(self, loser: int, winner: int, *, restamp: bool) -> None:
        self.source.merges_restamp = restamp or not self.restamps
        gone, kept = self.ref(loser), self.ref(winner)
        with suppress(Refusal):
            self.source.merge(gone, kept)
            lost, whole = (self.whole(self.source.customer_ids[ref]) for ref in (gone, kept))
            self.one_now |= {one: whole for one in (lost, *self.one_now) if self.whole(one) == lost}

    def whole(self, customer: str) -> str:
        return self.one_now.get(customer, customer)

    def merged(self, owed: Owed) -> Owed:
        """By those whom merges left: one need not give the documents it moves a new version."""
        found: Owed = defaultdict(Decimal)
        for (customer, currency), amount in owed.items():
            found[self.whole(customer), currency] += amount
        return found

    # ---- the laws ----

    def holds_to_the_cent(self) -> None:
        rows = self.source.company.rows
        by_documents, in_all = self.staged()
        assert differing(in_all, self.source.owed()) == {}
        told = defaultdict(Decimal, self.source.owed())
        for customer, amount in in_no_document(rows).items():
            told[customer, currency_of(rows["Customer"][customer])] -= amount
        assert differing(self.merged(by_documents), self.merged(told)) == {}
        silent = {row["Id"] for row in rows["Customer"].values() if not row["Active"]}
        self.nobody_is_written_to_who_must_not_be(silent)


class InQuickBooksThatStampsNoCustomer(InQuickBooks):
    """The same where a customer has no new time when the balance alone moved."""

    restamps = False
