"""The outbox: nothing twice, nothing begun that was called off, nothing forgotten that was begun."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from dunning.account import Notice
from dunning.acting import key_with
from dunning.decisions import Decision, Reason, Wait
from dunning.effects import EffectKind, Receipt, RecordPayment, WriteNote
from dunning.ledger import Allocation
from sync import tables
from sync.store import Store, decided, ledgers, money, outbox, review
from sync.store.accounts import assemble
from sync.store.dialects import forms
from sync.store.ledger_notes import last_notes
from sync.store.outbox import Effect
from tests.sync.books import (
    NOW,
    TODAY,
    all_reviewed,
    customer,
    invoice,
    linked,
    opened,
    payment,
    rows_of,
    staged,
    up_for_review,
)

LATER = NOW + timedelta(minutes=7)
PAID = RecordPayment(
    key="",
    customer_id="C1",
    paid_on=TODAY,
    currency="GBP",
    amount=Decimal("30.00"),
    allocations=(Allocation(invoice_id="I1", amount=Decimal("30.00")),),
    memo="",
    deposit_to=None,
)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with opened(store_url) as made:
        yield made


@pytest.fixture
def ledger_id(store: Store) -> int:
    made = linked(store)
    staged(store, made, customer(), invoice())
    all_reviewed(store, made)
    return made


def added(
    store: Store,
    ledger_id: int,
    slot: str = "a slot",
    kind: EffectKind = "payment",
    decision: int | None = None,
) -> Effect:
    with store.write() as connection:
        return outbox.add(
            connection,
            ledger_id,
            ("C1", "GBP"),
            kind=kind,
            slot=slot,
            payload=PAID,
            now=NOW,
            decision_id=decision,
        )


def claim(store: Store, effect: Effect, fence: int = 1) -> bool:
    with store.write() as connection:
        return outbox.claim(connection, effect, fence, NOW, LATER)


def settled(store: Store, effect: Effect, state: str, **more: Any) -> None:
    with store.write() as connection:
        outbox.settle(connection, effect, state, NOW, **more)


def done(store: Store, effect: Effect, provider_id: str = "P1") -> None:
    assert claim(store, effect)
    settled(store, effect, "done", receipt=Receipt(provider_id=provider_id, version="1", at=NOW))


def state_of(store: Store, effect: Effect) -> str:
    with store.read() as connection:
        return str(
            connection.scalar(sa.select(tables.effects.c.state).where(tables.effects.c.id == effect.id))
        )


def a_decision(store: Store, ledger_id: int) -> int:
    """A standing decision on the one account."""
    with store.write() as connection:
        [ledger] = ledgers.every(connection)
        books = ledgers.books(ledger, TODAY, pretend=False)
        [account] = assemble(connection, ledger_id, books, [("C1", "GBP")], TODAY).values()
        wait = Decision(
            action=Wait(proposed=None),
            reason=Reason.HOLD,
            text="",
            citation=None,
            review_at=LATER,
            episode=None,
            overdue=True,
        )
        decided.keep(connection, ledger_id, [decided.Taken.of(account, wait, forms(connection))], {}, NOW)
        return decided.numbers(connection, ledger_id, [("C1", "GBP")])["C1", "GBP"]


@pytest.mark.parametrize("state", ["ready", "claimed", "uncertain", "done"])
def test_the_database_itself_refuses_a_second_live_effect(store: Store, ledger_id: int, state: str) -> None:
    effect = added(store, ledger_id)
    if state != "ready":
        assert claim(store, effect)
    if state in ("uncertain", "done"):
        settled(store, effect, state)
    with pytest.raises(sa.exc.IntegrityError):
        added(store, ledger_id)
    row = {
        name: value for name, value in rows_of(store, tables.effects, ledger_id)[0].items() if name != "id"
    }
    with pytest.raises(sa.exc.IntegrityError), store.write() as connection:
        connection.execute(sa.insert(tables.effects).values(row | {"ledger_id": ledger_id, "key": "OTHER"}))


@pytest.mark.parametrize("ended", ["dropped", "refused", "reversed"])
def test_the_attempt_rises_only_when_the_one_before_came_to_nothing(
    store: Store, ledger_id: int, ended: str
) -> None:
    first = added(store, ledger_id)
    with store.write() as connection:
        if ended == "dropped":
            assert outbox.drop(connection, first, "paid meanwhile", NOW)
        else:
            outbox.claim(connection, first, 1, NOW, LATER)
            outbox.settle(connection, first, "refused" if ended == "refused" else "done", NOW)
            outbox.take_back(connection, first.id, "reversed", NOW)
    second = added(store, ledger_id)
    assert (first.attempt, second.attempt) == (1, 2)
    assert (first.key, second.key) == (key_with("a slot", 1), key_with("a slot", 2))
    assert msgspec.json.decode(second.payload, type=RecordPayment).key == second.key
    with store.read() as connection:
        found = outbox.live(connection, "a slot")
    assert found == second


def test_it_is_claimed_once_and_only_when_ready(store: Store, ledger_id: int) -> None:
    effect = added(store, ledger_id)
    assert claim(store, effect)
    assert not claim(store, effect)
    with store.write() as connection:
        assert not outbox.drop(connection, effect, "too late", NOW)
    settled(store, effect, "uncertain")
    assert not claim(store, effect)
    settled(store, effect, "done")
    assert not claim(store, effect)
    assert state_of(store, effect) == "done"


@pytest.mark.parametrize("kind", ["message", "call", "hand_over"])
def test_what_speaks_to_a_customer_is_claimed_only_while_its_decision_stands(
    store: Store, ledger_id: int, kind: EffectKind
) -> None:
    effect = added(store, ledger_id, kind=kind, decision=a_decision(store, ledger_id))
    newer = a_decision(store, ledger_id)
    assert not claim(store, effect)
    assert state_of(store, effect) == "ready"
    with store.write() as connection:
        outbox.refer(connection, [(effect, newer, PAID)])
        review.review_customers(connection, ledger_id, ["C1"])
    assert not claim(store, effect)  # someone has just asked for another look
    all_reviewed(store, ledger_id)
    assert claim(store, effect)


def test_a_payment_needs_no_decision(store: Store, ledger_id: int) -> None:
    with store.write() as connection:
        review.review_customers(connection, ledger_id, ["C1"])
    assert claim(store, added(store, ledger_id))


def test_it_ends_once(store: Store, ledger_id: int) -> None:
    effect = added(store, ledger_id)
    with pytest.raises(RuntimeError, match="another worker"):
        settled(store, effect, "done")  # never begun
    done(store, effect)
    with pytest.raises(RuntimeError, match="another worker"):
        settled(store, effect, "refused")


def test_what_was_certainly_not_done_is_ready_again_under_the_same_key(store: Store, ledger_id: int) -> None:
    effect = added(store, ledger_id)
    for worse in (False, True):
        assert claim(store, effect)
        if worse:
            settled(store, effect, "uncertain")
        with store.write() as connection:
            outbox.put_back(connection, effect, "throttled")
            [again] = outbox.work(connection, ledger_id, ("payment",), "ready")
        assert (again.key, again.attempt, again.fence, again.look_after) == (effect.key, 1, None, None)
    done(store, effect)
    with store.write() as connection:
        outbox.put_back(connection, effect, "too late")
    assert state_of(store, effect) == "done"


@pytest.mark.parametrize(
    ("lease_end", "settles", "looked_at"),
    [(300, 60, 60), (30, 120, 30)],
    ids=["died long before its lease ended", "its lease has nearly ended"],
)
def test_a_dead_workers_claim_becomes_uncertain_and_is_looked_at_no_sooner_than_it_may_be(
    store: Store, ledger_id: int, lease_end: int, settles: int, looked_at: int
) -> None:
    ready, claimed = added(store, ledger_id, "one"), added(store, ledger_id, "two")
    with store.write() as connection:
        outbox.claim(connection, claimed, 3, NOW, NOW + timedelta(seconds=lease_end))
        after = NOW + timedelta(seconds=settles)
        assert outbox.orphaned(connection, ledger_id, 3, after) == 0  # our own claims are no orphans
        assert outbox.orphaned(connection, ledger_id, 4, after) == 1
        assert outbox.orphaned(connection, ledger_id, 5, after) == 0
        [found] = outbox.work(connection, ledger_id, ("payment",), "uncertain")
    assert found.key == claimed.key
    assert found.look_after == NOW + timedelta(seconds=looked_at)
    assert state_of(store, ready) == "ready"
    assert up_for_review(store, ledger_id) == {("C1", "GBP")}


def test_claims_of_another_ledger_are_nobody_elses_orphans(store: Store, ledger_id: int) -> None:
    other = linked(store, "B-2")
    effect = added(store, other)
    assert claim(store, effect)
    with store.write() as connection:
        assert outbox.orphaned(connection, ledger_id, 99, LATER) == 0


def test_our_payment_is_confirmed_when_the_books_show_it_and_not_before(store: Store, ledger_id: int) -> None:
    done(store, added(store, ledger_id), "P1")
    for shown in (payment("P2"), payment("P1")):
        with store.write() as connection:
            assert money.confirm(connection, ledger_id, NOW) == 0
        staged(store, ledger_id, shown)
    with store.write() as connection:
        assert money.confirm(connection, ledger_id, LATER) == 1
    [row] = rows_of(store, tables.effects, ledger_id)
    assert (row["confirmed_at"], row["taken_back"]) == (LATER, False)
    staged(store, ledger_id, payment("P1", edit=2, status="void"))
    with store.write() as connection:
        assert money.confirm(connection, ledger_id, LATER) == 0
    assert added(store, ledger_id).attempt == 2  # reversed at the source: the money may be recorded again


def test_notes_on_an_invoice_are_numbered_and_know_the_one_before(store: Store, ledger_id: int) -> None:
    note = WriteNote(key="", invoice_id="I1", text="", sequence=1, previous=None)
    with store.read() as connection:
        assert last_notes(connection, ledger_id, ["I1"]) == {"I1": (0, None)}
    for number in (1, 2, 3):
        with store.write() as connection:
            effect = outbox.add(
                connection,
                ledger_id,
                ("C1", "GBP"),
                kind="note",
                slot=f"note {number}",
                payload=note,
                now=NOW,
                invoice_id="I1",
            )
        if number < 3:
            done(store, effect, f"A{number}")
    with store.read() as connection:
        last = last_notes(connection, ledger_id, ["I1", "I2"])
    assert last["I2"] == (0, None)
    count, receipt = last["I1"]
    assert (count, receipt.provider_id if receipt else None) == (3, "A2")


def test_customers_written_to_today_are_counted_whatever_came_of_it(store: Store, ledger_id: int) -> None:
    decision = a_decision(store, ledger_id)
    all_reviewed(store, ledger_id)
    sent = added(store, ledger_id, "sent", "message", decision)
    assert claim(store, sent)
    with store.read() as connection:
        assert outbox.written_to(connection, ledger_id, NOW - timedelta(hours=15)) == {"C1"}
    settled(store, sent, "refused")
    with store.read() as connection:
        assert outbox.written_to(connection, ledger_id, NOW - timedelta(hours=15)) == set()
    second = added(store, ledger_id, "sent", "message", decision)
    done(store, second)
    with store.read() as connection:
        assert outbox.written_to(connection, ledger_id, NOW - timedelta(hours=15)) == {"C1"}
        assert outbox.written_to(connection, ledger_id, NOW + timedelta(seconds=1)) == set()


def test_one_who_is_written_to_again_counts_whenever_it_was_doubted_before(
    store: Store, ledger_id: int
) -> None:
    decision = a_decision(store, ledger_id)
    all_reviewed(store, ledger_id)
    doubted = added(store, ledger_id, "sent", "message", decision)
    assert claim(store, doubted)
    yesterday = NOW - timedelta(days=1)
    with store.write() as connection:
        outbox.settle(connection, doubted, "uncertain", yesterday)
        outbox.put_back(connection, doubted, "it was not taken")
    with store.read() as connection:
        assert outbox.written_to(connection, ledger_id, NOW) == set()
    assert claim(store, doubted)
    with store.read() as connection:
        assert outbox.written_to(connection, ledger_id, NOW) == {"C1"}


def test_a_message_is_delivered_once(store: Store, ledger_id: int) -> None:
    effect = added(store, ledger_id)
    notice = Notice(
        key=effect.key,
        kind="level",
        level="reminder",
        ordinal=0,
        episode="e",
        channel="email",
        currency="GBP",
        delivered_at=NOW,
        invoice_ids=("I1",),
        message_id=None,
    )
    with store.write() as connection:
        outbox.deliver_notice(connection, ledger_id, effect, notice, NOW)
    with pytest.raises(sa.exc.IntegrityError), store.write() as connection:
        outbox.deliver_notice(connection, ledger_id, effect, notice, NOW)


def test_an_account_has_one_standing_decision_by_the_databases_own_word(store: Store, ledger_id: int) -> None:
    first = a_decision(store, ledger_id)
    second = a_decision(store, ledger_id)
    with store.read() as connection:
        assert [one.id for one in decided.standing(connection, ledger_id)] == [second]
    with pytest.raises(sa.exc.IntegrityError), store.write() as connection:
        connection.execute(
            sa.update(tables.decisions).where(tables.decisions.c.id == first).values(standing=True)
        )
