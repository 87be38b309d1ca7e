"""Payments that Duesync writes: refused, removed at the source, never seen; and what that does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from connectors.errors import TryLater
from connectors.sandbox.faults import Fault
from dunning.ledger import of_minor
from sync import commands
from sync.store import figures, money, outbox, review
from tests.world import BOTH, QUICKBOOKS, XERO, World


def an_overdue_invoice(made: World, name: str) -> Any:
    """The largest open invoice in home currency that a message is about to be sent for."""
    ledger = made.office.linked(name)
    asked = {number for one in commands.proposals(made.office, ledger) for number in one.notify.overdue}
    with made.office.store.read() as connection:
        rows = figures.open_invoices(connection, ledger.id)
    return next(row for row in rows if row.id in asked and row.currency == ledger.home_currency)


def pulled(made: World, name: str) -> World:
    made.link(name)
    made.run(name)
    return made


def in_flight(made: World, name: str, row: Any) -> Decimal:
    with made.office.store.read() as connection:
        return money.on_its_way(connection, made.office.linked(name).id, row.id)


def source(made: World, name: str) -> Any:
    return made.sandbox.xero if name == XERO else made.sandbox.quickbooks


def test_nobody_is_asked_for_money_whose_payment_the_ledger_refused(small_world: World) -> None:
    row = an_overdue_invoice(pulled(small_world, XERO), XERO)
    small_world.approve(XERO)
    ledger = small_world.office.linked(XERO)
    owed = of_minor(row.balance, row.currency)
    small_world.sandbox.xero.books.period_lock = date(2030, 1, 1)
    write = commands.pay(small_world.office, ledger, row.number, owed, paid_on=None, reference="BANK-1")
    first = small_world.run(XERO).delivered
    assert (first.payments, first.refused) == (0, 1)
    assert row.number not in "".join(message.as_string() for message in small_world.mail())
    told = commands_why(small_world, row.number)
    assert told.reason == "PAYMENT_REFUSED"
    commands.void_payment(small_world.office, ledger, write.key)  # a person: it was not ours after all
    small_world.run(XERO)
    assert commands_why(small_world, row.number).reason != "PAYMENT_REFUSED"


def test_other_money_for_the_same_invoice_does_not_settle_what_was_refused(small_world: World) -> None:
    row = an_overdue_invoice(pulled(small_world, XERO), XERO)
    small_world.approve(XERO)
    ledger = small_world.office.linked(XERO)
    most = of_minor(row.balance, row.currency) - Decimal(5)
    small_world.sandbox.xero.books.period_lock = date(2030, 1, 1)
    commands.pay(small_world.office, ledger, row.number, most, paid_on=None, reference="BANK-1")
    small_world.run(XERO)
    small_world.sandbox.xero.books.period_lock = None
    commands.pay(small_world.office, ledger, row.number, Decimal(5), paid_on=None, reference="BANK-2")
    small_world.run(XERO)
    assert commands_why(small_world, row.number).reason == "PAYMENT_REFUSED"
    assert row.number not in "".join(message.as_string() for message in small_world.mail())
    commands.pay(small_world.office, ledger, row.number, most, paid_on=None, reference="BANK-1")
    small_world.run(XERO)
    assert commands_why(small_world, row.number).reason != "PAYMENT_REFUSED"


def commands_why(made: World, number: str) -> Any:
    from sync.why import why

    return why(made.office, made.office.linked(XERO), number)


@pytest.mark.parametrize("name", BOTH)
def test_a_payment_removed_at_the_source_hides_no_debt_and_may_be_recorded_again(
    small_world: World, name: str
) -> None:
    row = an_overdue_invoice(pulled(small_world, name), name)
    ledger = small_world.office.linked(name)
    amount = Decimal("10.00")
    write = commands.pay(small_world.office, ledger, row.number, amount, paid_on=None, reference="BANK-1")
    assert small_world.run(name).confirmed == 1
    with small_world.office.store.read() as connection:
        effect = outbox.by_key(connection, ledger.id, write.key)
    assert effect is not None
    source(small_world, name).delete_payment(effect.provider_id)
    small_world.run(name)
    again = commands.pay(small_world.office, ledger, row.number, amount, paid_on=None, reference="BANK-1")
    assert again.key != write.key
    assert small_world.run(name).confirmed == 1


@pytest.mark.parametrize("name", BOTH)
def test_a_payment_that_no_pull_ever_showed_is_looked_up_and_taken_back(
    small_world: World, name: str
) -> None:
    row = an_overdue_invoice(pulled(small_world, name), name)
    ledger = small_world.office.linked(name)
    amount = Decimal("10.00")
    write = commands.pay(small_world.office, ledger, row.number, amount, paid_on=None, reference=None)
    reads = "GET /api.xro/2.0/Invoices" if name == XERO else "/cdc"
    faults = source(small_world, name).faults
    faults.add(Fault(match=reads, action="status", status=500, skip=1, times=None))
    with pytest.raises(TryLater):  # the pull after the writing fails
        small_world.run(name)
    faults.clear()
    with small_world.office.store.read() as connection:
        effect = outbox.by_key(connection, ledger.id, write.key)
    assert effect is not None
    assert (effect.state, effect.confirmed_at) == ("done", None)
    assert in_flight(small_world, name, row) == amount
    source(small_world, name).delete_payment(effect.provider_id)
    small_world.run(name)
    assert in_flight(small_world, name, row) == 0


def test_a_part_of_a_new_ledgers_list_cannot_be_approved_alone(small_world: World) -> None:
    pulled(small_world, QUICKBOOKS)
    ledger = small_world.office.linked(QUICKBOOKS)
    waiting = commands.proposals(small_world.office, ledger)
    with pytest.raises(commands.ActError, match="look at the whole list first"):
        commands.approve(small_world.office, ledger, waiting[:1], "a test", whole=False)
    assert small_world.run(QUICKBOOKS).delivered.messages == 0


def test_a_yes_to_one_message_lets_that_one_go_and_no_other(small_world: World) -> None:
    pulled(small_world, QUICKBOOKS)
    ledger = small_world.office.linked(QUICKBOOKS)
    waiting = commands.proposals(small_world.office, ledger)
    commands.approve(small_world.office, ledger, [], "a test")  # seen and released, nothing approved
    with small_world.office.store.write() as connection:
        review.review_ledger(connection, ledger.id)
    assert small_world.run(QUICKBOOKS).delivered.messages == 0
    ledger = small_world.office.linked(QUICKBOOKS)
    chosen = [one for one in commands.proposals(small_world.office, ledger) if one.notify.channel == "email"]
    assert len(chosen) == len(waiting)
    commands.approve(small_world.office, ledger, chosen[:1], "a test", whole=False)
    assert small_world.run(QUICKBOOKS).delivered.messages == 1


@pytest.mark.parametrize("name", BOTH)
def test_a_payment_whose_answer_was_lost_is_found_by_the_very_next_run(small_world: World, name: str) -> None:
    row = an_overdue_invoice(pulled(small_world, name), name)
    ledger = small_world.office.linked(name)
    write = commands.pay(
        small_world.office, ledger, row.number, Decimal("10.00"), paid_on=None, reference=None
    )
    writes = "PUT .*Payments" if name == XERO else "POST .*/payment"
    source(small_world, name).faults.add(Fault(match=writes, action="lost"))
    assert small_world.run(name).delivered.uncertain == 1
    again = small_world.run(name)
    assert (again.settled.found, again.delivered.payments) == (1, 0)
    stands = [one for one in source(small_world, name).payments_on(row.number) if one[1] == write.key]
    assert len(stands) == 1
    assert in_flight(small_world, name, row) == 0
