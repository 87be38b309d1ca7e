"""Between decision and delivery: what changed at the source in the last minute calls a message off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from connectors.sandbox.faults import Fault
from dunning.decisions import Notify
from dunning.effects import WriteNote
from sync import commands, tables
from sync.decide import decide_due
from sync.deliver import Delivered, deliver
from sync.pull import pull
from sync.store import decided, figures, outbox
from sync.store.ledger_notes import last_notes
from sync.store.outbox import Effect
from tests.world import QUICKBOOKS, WORKING_DAY, XERO, World, world

TODAY = WORKING_DAY.date()


def messages(made: World, name: str, state: str = "ready") -> list[Effect]:
    with made.office.store.read() as connection:
        return outbox.work(connection, made.office.linked(name).id, ("message",), state)


def pulled_and_decided(made: World, name: str) -> list[Effect]:
    """The messages that are ready to leave, largest first."""
    with made.office.work(name) as work:
        pull(work)
        decide_due(work)
    return sorted(messages(made, name), key=lambda one: -act_of(one).amount)


def act_of(effect: Effect) -> Notify:
    return msgspec.json.decode(effect.payload, type=Notify)


def delivered(made: World, name: str) -> Delivered:
    with made.office.work(name) as work:
        return deliver(work)


def number_of(made: World, name: str, invoice_id: str) -> str:
    with made.office.store.read() as connection:
        rows = figures.every_invoice(connection, made.office.linked(name).id)
    return str(next(row.number for row in rows if row.id == invoice_id))


def ref_of(made: World, name: str, customer_id: str) -> str:
    if name == XERO:
        return made.sandbox.xero.books.contacts[customer_id].customer.ref
    return next(ref for ref, one in made.sandbox.quickbooks.customer_ids.items() if one == customer_id)


def sent_to(made: World) -> set[str]:
    return {str(message["To"]) for message in made.mail()}


def standing_of(made: World, name: str, effect: Effect) -> str:
    with made.office.store.read() as connection:
        [one] = decided.standing(
            connection, made.office.linked(name).id, customer_id=effect.customer_id, currency=effect.currency
        )
    return one.decision.reason.name


@contextmanager
def nearly_sent(folder: Path, store: str, name: str) -> Iterator[tuple[World, list[Effect]]]:
    """A world whose messages are approved and ready to leave."""
    with world(folder, store=store) as made:
        made.ready_to_send(name)
        ready = pulled_and_decided(made, name)
        assert len(ready) >= 6
        yield made, ready


def simple(ready: list[Effect]) -> list[Effect]:
    """Those about one invoice alone, so that one act at the source settles it."""
    return [one for one in ready if len(act_of(one).overdue) == 1 and act_of(one).credit == 0]


@pytest.mark.parametrize("name", [XERO, QUICKBOOKS])
def test_what_happens_at_the_source_in_the_last_minute_is_respected(
    tmp_path: Path, store_url: str, name: str
) -> None:
    with nearly_sent(tmp_path, store_url, name) as (made, ready):
        books = made.sandbox.xero if name == XERO else made.sandbox.quickbooks
        paid, part_paid, moved, redirected, *others = simple(ready)
        touched = [paid, part_paid, moved, redirected]
        numbers = [number_of(made, name, act_of(one).overdue[0]) for one in touched]
        books.pay(numbers[0], books.balance_of(numbers[0]))
        books.pay(numbers[1], Decimal("1.00") if books.balance_of(numbers[1]) > 20 else Decimal("0.01"))
        books.edit_due(numbers[2], TODAY + timedelta(days=40))
        books.set_email(ref_of(made, name, redirected.customer_id), "somebody.else@customer.example")
        done = delivered(made, name)
        dropped = {one.key: one.reason or "" for one in messages(made, name, "dropped")}
        assert dropped.keys() >= {one.key for one in touched}
        assert all(reason.startswith("decided anew: ") for reason in dropped.values())
        assert done.messages == len(made.mail()) == len(messages(made, name, "done"))
        assert "Nothing is o" in dropped[paid.key]
        assert standing_of(made, name, paid) in ("PAID", "NOTHING_DUE")
        assert standing_of(made, name, moved) == "NOTHING_DUE"
        written = {key for message in made.mail() for key in [str(message["Message-ID"])[1:21]]}
        assert written.isdisjoint(dropped)
        assert {one.key for one in others} - dropped.keys() <= written
        for one in (paid, moved):
            assert act_of(one).recipients[0] not in sent_to(made)
        assert act_of(redirected).recipients[0] not in sent_to(made)
        # what must be approved anew is; what may go by itself went with the new figures
        for one in (part_paid, redirected):
            assert standing_of(made, name, one) in ("APPROVAL", "LEVEL_DUE")


def test_a_voided_invoice_is_chased_no_more(tmp_path: Path, store_url: str) -> None:
    with nearly_sent(tmp_path, store_url, XERO) as (made, ready):
        books = made.sandbox.xero
        whole = [
            one
            for one in simple(ready)
            if not books.books.by_number(number_of(made, XERO, act_of(one).overdue[0])).paid
        ]
        voided = whole[0]
        books.void(number_of(made, XERO, act_of(voided).overdue[0]))
        delivered(made, XERO)
        assert act_of(voided).recipients[0] not in sent_to(made)
        assert standing_of(made, XERO, voided) in ("PAID", "NOTHING_DUE")
        assert made.mail()


def test_held_at_the_last_minute_nothing_leaves(tmp_path: Path, store_url: str) -> None:
    with nearly_sent(tmp_path, store_url, QUICKBOOKS) as (made, ready):
        ledger = made.office.linked(QUICKBOOKS)
        held = ready[0]
        commands.hold(made.office, ledger, customer=held.customer_id, invoice=None, until=None, note="a call")
        delivered(made, QUICKBOOKS)
        assert act_of(held).recipients[0] not in sent_to(made)
        assert standing_of(made, QUICKBOOKS, held) == "HOLD"
        assert len(made.mail()) == len(ready) - 1


def test_a_redirected_run_reaches_no_customer_advances_no_level_and_writes_no_note(
    tmp_path: Path, store_url: str
) -> None:
    with world(tmp_path, store=store_url) as made:
        text = made.config.read_text(encoding="utf-8")
        made.config.write_text(f'redirect_to = "me@desk.example"\n{text}', encoding="utf-8")
        made.at(WORKING_DAY).ready_to_send(XERO)
        done = made.run(XERO).delivered
        assert done.messages == len(made.mail()) > 5
        assert done.notes == 0
        assert {address for one in made.sandbox.mail.messages for address in one.recipients} == {
            "me@desk.example"
        }
        ledger_id = made.office.linked(XERO).id
        with made.office.store.read() as connection:
            taken_back = connection.scalars(
                sa.select(tables.effects.c.taken_back).where(
                    tables.effects.c.ledger_id == ledger_id, tables.effects.c.kind == "message"
                )
            ).all()
            notices = connection.scalars(
                sa.select(tables.effects.c.kind)
                .join(tables.notices, tables.notices.c.effect_id == tables.effects.c.id)
                .where(tables.notices.c.ledger_id == ledger_id)
            ).all()
        assert set(taken_back) == {True}
        assert "message" not in notices
        assert made.run(XERO).delivered.messages == 0


def test_after_two_passes_a_third_on_the_same_day_has_nothing_to_decide(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        made.ready_to_send(XERO)
        assert made.run(XERO).delivered.messages > 5
        made.run(XERO)
        third = made.run(XERO)
        assert (third.decided.decisions, third.pulled.problems, third.delivered) == (0, 0, Delivered())


def a_note(made: World, name: str, row: Any, words: str) -> str:
    """A note becomes ready, as when a message about the invoice is done; its key."""
    ledger = made.office.linked(name)
    with made.office.store.write() as connection:
        count, previous = last_notes(connection, ledger.id, [row.id])[row.id]
        slot = f"{row.id} {words}"
        text = f"{words} [{outbox.next_keys(connection, [slot])[slot]}]"
        note = WriteNote(key="", invoice_id=row.id, text=text, sequence=count + 1, previous=previous)
        effect = outbox.add(
            connection,
            ledger.id,
            (str(row.customer_id), row.currency),
            kind="note",
            slot=slot,
            payload=note,
            now=made.office.clock.now(),
            invoice_id=row.id,
        )
    return effect.key


@contextmanager
def two_open_invoices(folder: Path, name: str) -> Iterator[tuple[World, list[Any]]]:
    with world(folder, customers=8) as made:
        made.link(name).run(name)
        with made.office.store.read() as connection:
            yield made, list(figures.open_invoices(connection, made.office.linked(name).id)[:2])


def test_two_notes_on_one_invoice_that_are_ready_at_once_are_set_one_in_place_of_the_other(
    tmp_path: Path,
) -> None:
    with two_open_invoices(tmp_path, QUICKBOOKS) as (made, (one, other)):
        for words, row in (("Reminder 1", one), ("Reminder 2", one), ("Reminder 1", other)):
            a_note(made, QUICKBOOKS, row, words)
        assert delivered(made, QUICKBOOKS).notes == 3
        [last], [only] = (made.sandbox.quickbooks.notes_on(str(row.number)) for row in (one, other))
        assert ("Reminder 2" in last, "Reminder 1" in only) == (True, True)


def test_each_of_two_notes_stands_where_a_ledger_keeps_them_all(tmp_path: Path) -> None:
    with two_open_invoices(tmp_path, XERO) as (made, (one, _)):
        keys = [a_note(made, XERO, one, f"Reminder {number}") for number in (1, 2)]
        assert delivered(made, XERO).notes == 2
        notes = " ".join(made.sandbox.xero.notes_on(str(one.number)))
        assert [notes.count(key) for key in keys] == [1, 1]


def test_a_note_waits_until_it_is_known_whether_the_one_before_it_stands(tmp_path: Path) -> None:
    with two_open_invoices(tmp_path, QUICKBOOKS) as (made, (one, _)):
        for words in ("Reminder 1", "Reminder 2"):
            a_note(made, QUICKBOOKS, one, words)
        made.sandbox.quickbooks.faults.add(Fault(match="POST .*/attachable", action="lost"))
        first = delivered(made, QUICKBOOKS)
        assert (first.notes, first.uncertain) == (0, 1)
        made.run(QUICKBOOKS)
        [note] = made.sandbox.quickbooks.notes_on(str(one.number))
        assert "Reminder 2" in note


def test_a_note_waits_for_no_other_where_a_ledger_keeps_them_all(tmp_path: Path) -> None:
    """What was never found out about one note would keep all that follow it back for ever."""
    with two_open_invoices(tmp_path, XERO) as (made, (one, _)):
        a_note(made, XERO, one, "Reminder 1")
        made.sandbox.xero.faults.add(Fault(match="PUT .*/History", action="lost", times=1))
        assert delivered(made, XERO).uncertain == 1
        key = a_note(made, XERO, one, "Reminder 2")
        assert delivered(made, XERO).notes == 1
        assert key in " ".join(made.sandbox.xero.notes_on(str(one.number)))


def test_an_address_that_was_stopped_a_second_before_is_not_written_to(
    tmp_path: Path, store_url: str
) -> None:
    with nearly_sent(tmp_path, store_url, XERO) as (made, ready):
        waiting = {act_of(one).recipients[0] for one in ready}
        stopped = ""

        def between() -> bool:  # as another process might, once the first message is gone
            nonlocal stopped
            if made.mail() and not stopped:
                stopped = min(waiting - sent_to(made))
                row: dict[str, Any] = {"kind": "email", "address": stopped.casefold(), "why": "stopped"}
                row |= {"since": made.office.clock.now(), "source": "", "recorded_by": "a test"}
                with made.office.store.write() as connection:
                    connection.execute(sa.insert(tables.suppressions).values(row))
            return False

        with made.office.work(XERO, asked_to_stop=between) as work:
            done = deliver(work)
        assert stopped
        assert stopped not in sent_to(made)
        assert len(made.mail()) == done.messages > 1
        reasons = {one.reason for one in messages(made, XERO, "dropped")}
        assert f"not to be written to: {stopped} stopped" in reasons
