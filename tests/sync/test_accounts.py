"""Accounts: who is billed for whom, and everything that bears on what they owe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from dunning.account import Account, Notice
from dunning.aging import credit_of, standing
from dunning.effects import Receipt, RecordPayment
from dunning.ledger import Allocation, Customer, Kind
from sync import tables
from sync.store import Store, acts, journals, ledgers, money, outbox, review
from tests.sync.books import (
    NOW,
    TODAY,
    account,
    all_reviewed,
    credit,
    customer,
    invoice,
    linked,
    opened,
    payment,
    rows_of,
    staged,
    unreadable,
    up_for_review,
)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with opened(store_url) as made:
        yield made


@pytest.fixture
def ledger_id(store: Store) -> int:
    return linked(store)


def owed(found: Account) -> list[str]:
    return [one.id for one in found.invoices]


def paid_here(store: Store, ledger_id: int, *, of: str = "C1", amount: str = "30.00") -> outbox.Effect:
    """A payment recorded in Duesync, not written to the ledger yet."""
    write = RecordPayment(
        key="",
        customer_id=of,
        paid_on=TODAY,
        currency="GBP",
        amount=Decimal(amount),
        allocations=(Allocation(invoice_id="I1", amount=Decimal(amount)),),
        memo="",
        deposit_to=None,
    )
    with store.write() as connection:
        return outbox.add(
            connection,
            ledger_id,
            (of, "GBP"),
            kind="payment",
            slot=f"pay {of} {amount}",
            payload=write,
            now=NOW,
        )


def test_an_account_holds_what_is_open_and_nothing_else(store: Store, ledger_id: int) -> None:
    staged(
        store,
        ledger_id,
        customer(),
        invoice("I2", overdue=3),
        invoice("I1", overdue=40),
        invoice("I3", status="paid", balance=Decimal(0)),
        invoice("I4", status="draft"),
        invoice("I5", currency="EUR"),
        invoice("I6", of="C2"),
        credit("K1"),
        credit("K2", left="0.00"),
        credit("K3", status="void"),
        payment("P1", unapplied=Decimal("2.00")),
        payment("P2"),
        payment("P3", unapplied=Decimal("3.00"), currency="EUR"),
    )
    found = account(store, ledger_id)
    assert owed(found) == ["I1", "I2"]
    assert [one.id for one in found.credits] == ["K1"]
    assert [one.id for one in found.payments] == ["P1"]
    assert account(store, ledger_id, currency="EUR").payments[0].unapplied == Decimal("3.00")


def test_a_customer_that_is_not_staged_is_never_contacted(store: Store, ledger_id: int) -> None:
    staged(store, ledger_id, invoice())
    found = account(store, ledger_id)
    assert not found.customer.contactable
    assert found.unreadable == ("customer C1: not in the books as pulled",)


def test_a_sub_customer_that_begins_and_ends_to_bill_with_its_parent_takes_its_invoices_along(
    store: Store, ledger_id: int
) -> None:
    staged(store, ledger_id, customer("PARENT"), customer("CHILD"), invoice(of="CHILD"))
    assert up_for_review(store, ledger_id) == {("CHILD", "GBP")}
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, customer("CHILD", edit=2, bills_with="PARENT"))
    assert up_for_review(store, ledger_id) >= {("CHILD", "GBP"), ("PARENT", "GBP")}
    joined = account(store, ledger_id, "PARENT")
    assert (owed(joined), joined.members) == (["I1"], ("CHILD",))
    with store.write() as connection:  # as `decide` does with an account that has joined another
        connection.execute(sa.delete(tables.accounts).where(tables.accounts.c.customer_id == "CHILD"))
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, customer("CHILD", edit=3))
    assert up_for_review(store, ledger_id) == {("CHILD", "GBP"), ("PARENT", "GBP")}
    assert owed(account(store, ledger_id, "PARENT")) == []
    assert owed(account(store, ledger_id, "CHILD")) == ["I1"]


def test_invoices_pulled_before_their_customers_reach_the_parents_account(
    store: Store, ledger_id: int
) -> None:
    staged(store, ledger_id, invoice(of="CHILD"))
    staged(store, ledger_id, customer("PARENT"), customer("CHILD", bills_with="PARENT"))
    assert ("PARENT", "GBP") in up_for_review(store, ledger_id)


def test_when_the_middle_of_three_generations_leaves_its_children_go_with_it(
    store: Store, ledger_id: int
) -> None:
    top, middle, child = customer("TOP"), customer("MID", bills_with="TOP"), customer("LOW", bills_with="MID")
    staged(store, ledger_id, top, middle, child, invoice(of="LOW", currency="EUR"))
    assert owed(account(store, ledger_id, "TOP", "EUR")) == ["I1"]
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, customer("MID", edit=2))
    assert up_for_review(store, ledger_id) >= {("MID", "EUR"), ("TOP", "EUR")}
    assert owed(account(store, ledger_id, "MID", "EUR")) == ["I1"]


def generations(number: int) -> list[Customer]:
    above = [None, *(f"G{n}" for n in range(number - 1))]
    return [customer(f"G{n}", bills_with=parent) for n, parent in enumerate(above)]


def circle(*ids: str) -> list[Customer]:
    return [customer(one, bills_with=other) for one, other in zip(ids, (*ids[1:], ids[0]), strict=True)]


@pytest.mark.parametrize(
    ("family", "billed"),
    [
        (generations(10), {f"G{n}": "G0" for n in range(1, 10)}),
        (circle("A"), {}),
        (circle("A", "B"), {}),
        (circle("A", "B", "C", "D"), {}),
        ([*circle("A", "B"), customer("LOW", bills_with="A")], {}),
    ],
    ids=["ten generations", "its own parent", "two in a circle", "four in a circle", "below a circle"],
)
def test_everyone_is_billed_with_somebody_whatever_the_books_say(
    store: Store, ledger_id: int, family: Sequence[Customer], billed: dict[str, str]
) -> None:
    staged(store, ledger_id, *family)
    with store.read() as connection:
        assert review.billed_customers(connection, ledger_id) == billed


def test_a_parents_account_counts_what_bears_on_its_children(store: Store, ledger_id: int) -> None:
    staged(
        store,
        ledger_id,
        customer("C1"),
        customer("SUB", bills_with="C1"),
        invoice(of="SUB"),
        credit(of="SUB"),
        unreadable(Kind.INVOICE, "BAD", "no total", of="SUB"),
    )
    paid_here(store, ledger_id, of="SUB")
    with store.write() as connection:
        acts.hold(connection, ledger_id, customer_id="SUB", invoice_id=None, until=None, note="ask", now=NOW)
        connection.execute(
            sa.insert(tables.opt_outs).values(
                ledger_id=ledger_id, customer_id="SUB", channel="email", since=NOW, source="a reply"
            )
        )
    found = account(store, ledger_id)
    assert (owed(found), [one.id for one in found.credits]) == (["I1"], ["K1"])
    assert found.in_flight == Decimal("30.00")
    assert found.unreadable == ("invoice BAD: no total",)
    assert [(one.scope, one.customer_id) for one in found.holds] == [("customer", "SUB")]
    assert found.opted_out == ("email",)


def test_money_in_flight_counts_until_the_books_show_it(store: Store, ledger_id: int) -> None:
    staged(store, ledger_id, customer(), invoice())
    effect = paid_here(store, ledger_id)
    assert account(store, ledger_id).in_flight == Decimal("30.00")
    with store.write() as connection:
        outbox.claim(connection, effect, 1, NOW, NOW)
        outbox.settle(connection, effect, "done", NOW, receipt=Receipt(provider_id="P9", version="", at=NOW))
    assert account(store, ledger_id).in_flight == Decimal("30.00")
    staged(store, ledger_id, payment("P9", applied={"I1": "30.00"}))
    with store.write() as connection:
        assert money.confirm(connection, ledger_id, NOW) == 1
        assert money.confirm(connection, ledger_id, NOW) == 0
    assert account(store, ledger_id).in_flight == 0


def test_notices_in_every_currency_count_and_those_taken_back_do_not(store: Store, ledger_id: int) -> None:
    staged(store, ledger_id, customer(), invoice())
    for currency, days, taken_back in (("EUR", 9, None), ("GBP", 3, None), ("GBP", 1, NOW)):
        effect = paid_here(store, ledger_id, amount=f"{days}.00")
        notice = Notice(
            key=effect.key,
            kind="level",
            level="reminder",
            ordinal=0,
            episode="e",
            channel="email",
            currency=currency,
            delivered_at=NOW - timedelta(days=days),
            invoice_ids=("I1",),
            message_id=None,
        )
        with store.write() as connection:
            outbox.deliver_notice(connection, ledger_id, effect, notice, notice.delivered_at)
            connection.execute(
                sa.update(tables.notices)
                .where(tables.notices.c.effect_id == effect.id)
                .values(taken_back_at=taken_back)
            )
    assert [one.currency for one in account(store, ledger_id).notices] == ["EUR", "GBP"]


def test_a_hold_on_an_invoice_goes_with_it_to_another_customer(store: Store, ledger_id: int) -> None:
    staged(store, ledger_id, customer("C1"), customer("C2"), invoice(of="C1"), invoice("I2", of="C1"))
    with store.write() as connection:
        acts.hold(
            connection, ledger_id, customer_id="C1", invoice_id="I1", until=None, note="disputed", now=NOW
        )
    assert [one.invoice_id for one in account(store, ledger_id, "C1").holds] == ["I1"]
    staged(store, ledger_id, invoice(of="C2", edit=2))
    assert account(store, ledger_id, "C1").holds == ()
    assert [one.invoice_id for one in account(store, ledger_id, "C2").holds] == ["I1"]
    with store.write() as connection:
        assert acts.release(connection, ledger_id, customer_id="C2", invoice_id="I1", now=NOW) == 1
    assert account(store, ledger_id, "C2").holds == ()


def test_a_hold_lies_on_exactly_what_was_named(store: Store, ledger_id: int) -> None:
    staged(store, ledger_id, customer("C1"), customer("C2"), invoice(of="C1"), invoice("I2", of="C2"))
    with store.write() as connection:
        for owner, document in ((None, None), ("C1", None), ("C1", "I1"), ("C1", None)):
            acts.hold(
                connection, ledger_id, customer_id=owner, invoice_id=document, until=None, note="", now=NOW
            )
    assert sorted(one.scope for one in account(store, ledger_id, "C1").holds) == [
        "customer",
        "invoice",
        "ledger",
    ]
    assert [one.scope for one in account(store, ledger_id, "C2").holds] == ["ledger"]
    with store.write() as connection:
        assert acts.release(connection, ledger_id, customer_id=None, invoice_id=None, now=NOW) == 1
        assert acts.release(connection, ledger_id, customer_id="C1", invoice_id=None, now=NOW) == 1
        assert acts.release(connection, ledger_id, customer_id="C2", invoice_id=None, now=NOW) == 0
    assert [one.scope for one in account(store, ledger_id, "C1").holds] == ["invoice"]


def test_books_are_booked_through_by_payments_of_others_than_us(store: Store, ledger_id: int) -> None:
    with store.read() as connection:
        [ledger] = ledgers.every(connection)

    def through() -> object:
        with store.read() as connection:
            return ledgers.booked_through(connection, ledger, TODAY)

    week_ago = TODAY - timedelta(days=7)
    assert through() is None
    staged(
        store,
        ledger_id,
        payment("OLD", on=week_ago),
        payment("AHEAD", on=TODAY + timedelta(days=1)),
        payment("VOID", on=TODAY, status="void"),
        payment("NOTHING", on=TODAY, amount="0.00"),
    )
    assert through() == week_ago
    ours = paid_here(store, ledger_id)
    staged(store, ledger_id, payment("P7", on=TODAY, reference=ours.key))  # written, its answer lost
    assert through() == week_ago
    staged(store, ledger_id, payment("P8", on=TODAY - timedelta(days=2), reference="rent"))
    assert through() == TODAY - timedelta(days=2)


def test_every_currency_of_every_customer_is_an_account(store: Store, ledger_id: int) -> None:
    staged(
        store,
        ledger_id,
        customer(),
        invoice("I1"),
        invoice("I2", currency="EUR"),
        payment(of=None),
        credit(of="C9"),
    )
    found = {(row["customer_id"], row["currency"]) for row in rows_of(store, tables.accounts, ledger_id)}
    assert found == {("C1", "GBP"), ("C1", "EUR"), ("C9", "GBP")}


def says(owes: str | None, id_: str = "C1", **changed: Any) -> Customer:
    """A customer of whom the ledger itself says what they owe in all."""
    return customer(id_, balance=None if owes is None else Decimal(owes), **changed)


def posted(found: Account) -> list[tuple[str, Decimal]]:
    return [(one.id, one.unapplied) for one in found.credits if one.kind == "journal"]


def test_credit_that_a_journal_entry_posted_is_derived_from_the_customers_balance(
    store: Store, ledger_id: int
) -> None:
    staged(store, ledger_id, says("85.00"), invoice(), credit("K1", left="5.00"))
    found = account(store, ledger_id)
    assert posted(found) == [("journal:C1", Decimal("30.00"))]
    assert credit_of(found) == Decimal("35.00")
    with store.read() as connection:
        assert journals.in_no_document(connection, ledger_id) == {"GBP": Decimal("-30.00")}
        assert journals.owed(connection, ledger_id) == {("C1", "GBP"): Decimal("85.00")}


def test_a_balance_that_the_documents_bear_out_leaves_no_journal(store: Store, ledger_id: int) -> None:
    paid = payment("P1", unapplied=Decimal("7.00"))
    staged(store, ledger_id, says("93.00"), invoice(), credit("K1"), paid)
    assert posted(account(store, ledger_id)) == []
    with store.read() as connection:
        assert journals.in_no_document(connection, ledger_id) == {}


def test_what_is_owed_by_a_journal_entry_is_in_the_figures_and_never_asked_for(
    store: Store, ledger_id: int
) -> None:
    staged(store, ledger_id, says("150.00"), invoice())
    found = account(store, ledger_id)
    assert found.credits == ()
    assert standing(found, TODAY).net == Decimal("120.00")
    with store.read() as connection:
        assert journals.in_no_document(connection, ledger_id) == {"GBP": Decimal("30.00")}


def test_a_sub_customers_journal_credit_counts_for_the_account_it_is_billed_with_once(
    store: Store, ledger_id: int
) -> None:
    staged(
        store,
        ledger_id,
        says("120.00", "PARENT"),
        says("20.00", "CHILD", bills_with="PARENT"),
        invoice("I1", of="PARENT"),
        invoice("I2", of="CHILD", owes="50.00"),
    )
    found = account(store, ledger_id, "PARENT")
    assert posted(found) == [("journal:CHILD", Decimal("30.00"))]
    assert standing(found, TODAY).net == Decimal("140.00")


def test_no_journal_is_derived_in_another_currency_or_where_the_ledger_does_not_say(
    store: Store, ledger_id: int
) -> None:
    staged(
        store, ledger_id, says("0.00", currency="EUR"), invoice(), says(None, "C2"), invoice("I2", of="C2")
    )
    assert posted(account(store, ledger_id)) == []
    assert posted(account(store, ledger_id, "C2")) == []


def test_no_journal_is_derived_while_a_document_of_theirs_could_not_be_read(
    store: Store, ledger_id: int
) -> None:
    staged(store, ledger_id, says("20.00"), invoice(), unreadable(Kind.PAYMENT, "P9", "no amount", of="C1"))
    found = account(store, ledger_id)
    assert posted(found) == []
    assert found.unreadable


def test_the_documents_of_a_merged_customer_join_the_one_it_was_merged_into(
    store: Store, ledger_id: int
) -> None:
    staged(store, ledger_id, customer("OLD"), customer("NEW"), invoice(of="OLD"), invoice("I2", of="NEW"))
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, customer("OLD", edit=2, merged_into="NEW", bills_with="NEW", active=False))
    assert up_for_review(store, ledger_id) >= {("NEW", "GBP")}
    assert owed(account(store, ledger_id, "NEW")) == ["I1", "I2"]
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, customer("OLD", edit=3))
    assert up_for_review(store, ledger_id) >= {("NEW", "GBP"), ("OLD", "GBP")}
    assert owed(account(store, ledger_id, "NEW")) == ["I2"]


def test_the_day_of_the_last_part_payment_on_what_is_open_is_known(store: Store, ledger_id: int) -> None:
    staged(
        store,
        ledger_id,
        customer(),
        invoice("PART", balance=Decimal(20)),
        invoice("WHOLE"),
        invoice("DONE", status="paid", balance=Decimal(0)),
        payment("P1", on=TODAY - timedelta(days=9), applied={"PART": "60"}, amount="60"),
        payment("P2", on=TODAY - timedelta(days=5), applied={"PART": "40"}, amount="40"),
        payment("P3", on=TODAY - timedelta(days=1), applied={"DONE": "120"}, amount="120"),
        customer("C2"),
        invoice("OTHER", of="C2"),
    )
    assert account(store, ledger_id).part_paid_on == TODAY - timedelta(days=5)
    assert account(store, ledger_id, "C2").part_paid_on is None
