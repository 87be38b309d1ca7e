"""Whatever moved a balance, whoever's it was: after one quiet pull the stage owes what the source does.

Random sequences of all that people can do in QuickBooks and in Xero, with pulls in between: whole,
cut off in the middle, and such as do not see yet what was done just before. What is owed is held
against the sandbox's own sum of all papers, which looks at no balance that it shows.
`DUESYNC_MACHINE=20` runs them for longer.
"""

from __future__ import annotations

import copy
import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from connectors.sandbox.faults import Fault
from connectors.sandbox.quickbooks.postings import gives, in_no_document, owner
from connectors.sandbox.quickbooks.refusals import Refusal
from connectors.sandbox.quickbooks.wire import currency_of
from dunning.decisions import Wait
from sync.clock import Clock, wall
from sync.decide import decide_due
from sync.pull import pull
from sync.store import decided, figures, journals, review
from sync.store.ledgers import LinkedLedger
from sync.work import Stopped
from tests.postgres import fresh_schema
from tests.world import QUICKBOOKS, WORKING_DAY, XERO, World, world

LONG = int(os.environ.get("DUESYNC_MACHINE", "1"))  # how many times longer than in `make test`
PICK = st.integers(min_value=0, max_value=10**6)
AMOUNT = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(900), places=2)
SHARE = st.sampled_from([Decimal("0.25"), Decimal(1), Decimal(1), Decimal("1.5")])
KINDS = st.sampled_from(["credit_note", "overpayment", "prepayment"])
SHORT, LATE_MOST = timedelta(minutes=1), timedelta(minutes=4)
Owed = dict[tuple[str, str], Decimal]


def act(**drawn: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Something that happens, with what is drawn for it: picked by `life_goes_on`."""

    def marked(function: Callable[..., None]) -> Callable[..., None]:
        function.drawn = drawn  # type: ignore[attr-defined]  # a mark of our own
        return function

    return marked


def differing(staged: Owed, told: Owed) -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
    """The customers of whom the stage says another sum than the source: (staged, the source's)."""
    both = {
        key: (staged.get(key, Decimal(0)), told.get(key, Decimal(0))) for key in staged.keys() | told.keys()
    }
    return {key: sums for key, sums in both.items() if sums[0] != sums[1]}


class Bookkeeping(RuleBasedStateMachine):
    """One ledger: the pulls, and what both kinds of ledger share. `make_store`: a fresh database."""

    ledger: ClassVar[str]
    make_store: ClassVar[Callable[[ExitStack], str | None]]

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.now: datetime = WORKING_DAY
        self.slept = timedelta(0)
        self.world: World = self.stack.enter_context(
            world(
                folder,
                customers=7,
                clock=Clock(now=lambda: self.now, wall=self.hurried),
                source_clock=lambda: self.now,
                store=type(self).make_store(self.stack),
            )
        )
        self.made = 0
        self.cut_off = False
        self.remembered: tuple[datetime, Any] | None = None

    @property
    def source(self) -> Any:
        return getattr(self.world.sandbox, "xero" if self.ledger == XERO else "quickbooks")

    def hurried(self) -> datetime:
        """The machine's clock, a little later each time it is looked at: budgets of calls cost no wait."""
        self.slept += timedelta(seconds=1)
        return wall() + self.slept

    @initialize()
    def begin(self) -> None:
        self.world.link(self.ledger)
        self.pull()

    def next_number(self) -> str:
        self.made += 1
        return f"N{self.made:05}"

    @rule(data=st.data(), many=st.integers(min_value=4, max_value=8))
    def life_goes_on(self, data: Any, many: int) -> None:
        """One rule for everything: of several, Hypothesis leaves some out for a whole run."""
        acts = sorted(name for name in dir(self) if hasattr(getattr(type(self), name, None), "drawn"))
        for _ in range(many):
            function = getattr(self, data.draw(st.sampled_from(acts), label="act"))
            function(**{name: data.draw(each, label=name) for name, each in function.drawn.items()})

    # ---- the work ----

    def pull(self) -> None:
        with self.world.office.work(self.ledger) as work:
            pull(work)
            decide_due(work)

    @act()
    def a_quiet_pull(self) -> None:
        if self.cut_off:  # this one ends that, and sees only what that had not read yet
            self.pull()
        self.cut_off = False
        self.pull()
        self.holds_to_the_cent()

    @act(pages=st.integers(min_value=1, max_value=5))
    def a_pull_that_is_cut_off(self, pages: int) -> None:
        left = iter(range(pages))
        with (
            suppress(Stopped),
            self.world.office.work(self.ledger, asked_to_stop=lambda: next(left, None) is None) as work,
        ):
            pull(work)
        self.cut_off = True

    @act(action=st.sampled_from(["html", "cut", "garbage"]), skip=st.integers(min_value=1, max_value=5))
    def a_pull_in_which_an_answer_is_lost(self, action: Any, skip: int) -> None:
        self.source.faults.add(Fault(match="GET", action=action, skip=skip))
        self.pull()
        self.source.faults.clear()

    @act()
    def the_books_are_photographed(self) -> None:
        self.remembered = (self.now, self.photograph())

    @act()
    def a_pull_that_does_not_see_yet_what_was_done_since(self) -> None:
        taken, seen = self.remembered or (self.now, None)
        self.remembered = None
        if seen is not None and self.now - taken <= LATE_MOST:
            with self.shown(seen):
                self.pull()

    @act(minutes=st.sampled_from([1, 1, 7, 60 * 24]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @act()
    def a_month_passes(self) -> None:
        self.pull()
        self.now += timedelta(days=33)
        self.pull()

    def photograph(self) -> Any:
        """The books as they are, to be shown later."""
        raise NotImplementedError

    def shown(self, seen: Any) -> Any:
        """A context in which the API answers from a photograph."""
        raise NotImplementedError

    # ---- the laws ----

    def linked(self) -> LinkedLedger:
        return self.world.office.linked(self.ledger)

    def staged(self) -> tuple[Owed, Owed]:
        """What customers owe by documents, and in all, each at the one who stands for them."""
        ledger = self.linked()
        with self.world.office.store.read() as connection:
            return journals.owed_in_documents(connection, ledger.id), journals.owed(connection, ledger.id)

    def holds_to_the_cent(self) -> None:
        raise NotImplementedError

    def nobody_is_written_to_who_must_not_be(self, silent: set[str]) -> None:
        """Customers (ids) that are archived, merged or forbidden have no act standing, nor one proposed."""
        ledger = self.linked()
        with self.world.office.store.read() as connection:
            billed = review.billed_customers(connection, ledger.id)
            for one in decided.standing(connection, ledger.id):
                if one.customer_id in silent and one.customer_id not in billed:
                    action = one.decision.action
                    assert isinstance(action, Wait), one
                    assert action.proposed is None, one

    def teardown(self) -> None:
        """One quiet pull at the end, and the laws; then ports and files are given back."""
        try:
            self.now += timedelta(minutes=1)
            self.a_quiet_pull()
            with self.world.office.store.read() as connection:
                assert figures.problem_rows(connection, self.linked().id) == []
        finally:
            self.stack.close()


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


def on_sqlite(_stack: ExitStack) -> None:
    """The world's own file."""


def on_postgresql(server: str, stack: ExitStack) -> str:
    return stack.enter_context(fresh_schema(server))


def played(machine: type[Bookkeeping], make_store: Callable[[ExitStack], str | None], examples: int) -> None:
    chosen = settings(
        max_examples=examples,
        stateful_step_count=12,
        deadline=None,
        derandomize=LONG == 1,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(
        type(machine.__name__, (machine,), {"make_store": staticmethod(make_store)}), settings=chosen
    )


MACHINES = [InQuickBooks, InQuickBooksThatStampsNoCustomer, InXero]


@pytest.mark.parametrize("machine", MACHINES)
def test_after_any_sequence_each_customer_owes_what_the_source_says(machine: type[Bookkeeping]) -> None:
    played(machine, on_sqlite, 4 * LONG)


@pytest.mark.parametrize("machine", [InQuickBooks, InXero])
def test_on_postgresql_too(machine: type[Bookkeeping], postgres_server: str) -> None:
    played(machine, partial(on_postgresql, postgres_server), 1 + LONG)
