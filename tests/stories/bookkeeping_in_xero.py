"""What a bookkeeper does in Xero that moves what a customer owes."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from sync.store import review
from tests.stories.bookkeeping import AMOUNT, KINDS, PICK, SHARE, Bookkeeping, act, differing
from tests.world import XERO


class InXero(Bookkeeping):
    """All that moves a balance in Xero."""

    ledger = XERO

    def photograph(self) -> Any:
        return copy.deepcopy(self.source.books)

    @contextmanager
    def shown(self, seen: Any) -> Iterator[None]:
        api = self.source
        books = api.books
        api.books = api.organisations[books.tenant_id] = seen
        try:
            yield
        finally:
            api.books = api.organisations[books.tenant_id] = books

    # ---- picking ----

    def number(self, pick: int) -> str:
        numbers: list[str] = [
            one.number for one in self.source.books.invoices.values() if one.type == "ACCREC"
        ]
        return numbers[pick % len(numbers)]

    def ref(self, pick: int) -> str:
        """A customer who was not merged into another; such a one gets no documents in Xero either."""
        everyone = self.source.books.contacts.values()
        refs: list[str] = [
            one.customer.ref for one in everyone if one.merged_to is None and not one.is_supplier
        ]
        return refs[pick % len(refs)]

    def credit_id(self, pick: int) -> str | None:
        ids = list(self.source.books.credits)
        return ids[pick % len(ids)] if ids else None

    # ---- invoices and payments ----

    @act(
        pick=PICK,
        total=AMOUNT,
        days=st.integers(min_value=-60, max_value=40),
        currency=st.sampled_from([None, None, "EUR", "USD"]),
    )
    def an_invoice_is_written(self, pick: int, total: Decimal, days: int, currency: str | None) -> None:
        ref, due = self.ref(pick), (self.now + timedelta(days=days)).date()
        own = self.source._contact(ref).customer.currency  # the desk names no currency
        amount = total.to_integral_value() + 1 if (currency or own) == "JPY" else total
        self.source.add_invoice(ref, amount, due, currency=currency, number=self.next_number())

    @act(pick=PICK, total=AMOUNT)
    def an_invoice_is_edited(self, pick: int, total: Decimal) -> None:
        with suppress(ValueError):
            self.source.edit_total(self.number(pick), total.to_integral_value() + 1)

    @act(pick=PICK, total=AMOUNT, currency=st.sampled_from(["GBP", "EUR", "USD"]))
    def an_invoice_gets_another_currency(self, pick: int, total: Decimal, currency: str) -> None:
        with suppress(ValueError):
            self.source.edit_currency(self.number(pick), currency, total)

    @act(pick=PICK, to=PICK)
    def an_invoice_gets_another_customer(self, pick: int, to: int) -> None:
        number = self.number(pick)
        if not self.source.books.by_number(number).allocations:  # credit stays with its owner
            self.source.move(number, self.ref(to))

    @act(pick=PICK, days=st.integers(min_value=-30, max_value=30))
    def a_due_date_moves(self, pick: int, days: int) -> None:
        self.source.edit_due(self.number(pick), (self.now + timedelta(days=days)).date())

    @act(pick=PICK, act=st.sampled_from(["void", "delete", "approve"]))
    def an_invoice_is_voided_deleted_or_approved(self, pick: int, act: str) -> None:
        number = self.number(pick)
        if act == "approve" and self.source.books.by_number(number).stage != "DRAFT":
            return
        with suppress(ValueError):
            getattr(self.source, act)(number)

    @act(picks=st.lists(st.tuples(PICK, SHARE), min_size=1, max_size=3))
    def money_comes_for_invoices(self, picks: list[tuple[int, Decimal]]) -> None:
        """Part, whole, of several invoices; what is too much is held as an overpayment."""
        for pick, share in picks:
            invoice = self.source.books.by_number(self.number(pick))
            digits = Decimal(1) if invoice.currency == "JPY" else Decimal("0.01")
            amount = (invoice.due * min(share, Decimal(1))).quantize(digits)
            with suppress(ValueError):
                self.source.pay(invoice.number, amount)
                own = invoice.contact.customer
                if share > 1 and own.currency == invoice.currency:
                    self.source.give_credit("overpayment", own.ref, amount)

    @act(pick=PICK)
    def a_payment_is_deleted(self, pick: int) -> None:
        standing = [one.id for one in self.source.books.payments.values() if one.standing]
        if standing:
            self.source.delete_payment(standing[pick % len(standing)])

    # ---- credit ----

    @act(pick=PICK, kind=KINDS, total=AMOUNT, supplier=st.booleans())
    def credit_is_given(self, pick: int, kind: Any, total: Decimal, *, supplier: bool) -> None:
        self.source.give_credit(
            kind, self.ref(pick), total.to_integral_value() + 1, spent=supplier and pick % 5 == 0
        )

    @act(pick=PICK, number=PICK, share=SHARE)
    def credit_is_set_against_an_invoice(self, pick: int, number: int, share: Decimal) -> None:
        credit_id = self.credit_id(pick)
        if credit_id is None:
            return
        credit = self.source.books.credits[credit_id]
        same = [
            one
            for one in self.source.books.open_invoices()
            if one.contact is credit.contact and one.currency == credit.currency
        ]
        if same and not credit.spent:
            invoice = same[number % len(same)]
            digits = Decimal(1) if invoice.currency == "JPY" else Decimal("0.01")
            with suppress(ValueError):
                most = min(credit.remaining, invoice.due)
                self.source.allocate(
                    credit_id, invoice.number, (most * min(share, Decimal(1))).quantize(digits)
                )

    @act(pick=PICK)
    def credit_is_taken_off_an_invoice_again(self, pick: int) -> None:
        used = [one for one in self.source.books.credits.values() if one.allocations]
        if used:
            credit = used[pick % len(used)]
            self.source.take_credit_back(credit.id, credit.allocations[0].invoice.number)

    @act(pick=PICK, share=SHARE, void=st.booleans())
    def credit_is_paid_back_or_voided(self, pick: int, share: Decimal, *, void: bool) -> None:
        credit_id = self.credit_id(pick)
        if credit_id is None:
            return
        credit = self.source.books.credits[credit_id]
        digits = Decimal(1) if credit.currency == "JPY" else Decimal("0.01")
        with suppress(ValueError):
            if void:
                self.source.void_credit(credit_id)
            else:
                self.source.refund(credit_id, (credit.remaining * min(share, Decimal(1))).quantize(digits))

    # ---- contacts ----

    @act(pick=PICK, status=st.sampled_from(["ARCHIVED", "ACTIVE", "GDPRREQUEST"]))
    def a_contact_is_archived_revived_or_must_be_forgotten(self, pick: int, status: str) -> None:
        self.source.archive(self.ref(pick), status)

    @act(loser=PICK, winner=PICK, touches=st.booleans())
    def contacts_are_merged(self, loser: int, winner: int, *, touches: bool) -> None:
        one, other = self.ref(loser), self.ref(winner)
        if one != other:
            self.source.merge(one, other, touches=touches)

    # ---- the laws ----

    def holds_to_the_cent(self) -> None:
        ledger = self.linked()
        with self.world.office.store.read() as connection:
            stands_for = review.billed_customers(connection, ledger.id)
        by_documents, in_all = self.staged()
        assert by_documents == in_all
        told: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for (customer, currency), amount in in_all.items():
            told[stands_for.get(customer, customer), currency] += amount
        assert differing(told, self.source.owed()) == {}
        silent = {one.id for one in self.source.books.contacts.values() if one.status != "ACTIVE"}
        self.nobody_is_written_to_who_must_not_be(silent)
