"""Answers at a desk: once for one message, whatever happens in between, and only to whoever may have one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from dunning.decisions import Notify
from sync import tables
from sync.commands import replies as commands
from sync.delivered import notify_of
from sync.store import outbox, review, suppressions
from sync.store.outbox import Effect
from tests.sync.books import NOW, customer, invoice
from tests.sync.desk import Desk, desk
from tests.sync.mail_desk import BOLT, STRANGER, hand_over, hear, kept, key_to, letter, send, stock

ANSWERS = 'approval_required = "none"\nreplies.answer = ["owed", "how_to_pay", "invoice_copy", "who"]'
ASKS = "Hello,\nwhat do I owe you?\nThanks"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Desk]:
    """A reminder went to Bolt, and to Acme, who owes in two currencies."""
    with desk(tmp_path, policy=ANSWERS) as made:
        yield stock(made)


@pytest.fixture
def either(tmp_path: Path, store_url: str) -> Iterator[Desk]:
    """The same on both databases."""
    with desk(tmp_path, store_url, policy=ANSWERS) as made:
        yield stock(made)


def asks(bench: Desk, text: str = ASKS, *, sender: str = BOLT, number: int = 1, **more: str) -> bytes:
    identity = f"<{number}@bolt.example>"
    return letter(text, sender=sender, to_key=key_to(bench, "C2"), message_id=identity, **more)


def answers(bench: Desk, state: str = "ready") -> list[Effect]:
    return [each for each in bench.effects(state) if notify_of(each).kind == "answer"]


def reason(bench: Desk) -> str:
    return bench.standing("C2").reason.name


def test_a_question_is_answered_once_and_holds_nothing_any_more(either: Desk) -> None:
    asked = asks(either)
    assert hear(either, asked).waiting == 1
    [answer] = answers(either)
    act = notify_of(answer)
    assert (act.recipients, reason(either)) == ((BOLT,), "ANSWER")
    assert commands.messages(either.office, either.ledger), "it waits until the answer is out"
    assert send(either) == 1
    assert commands.messages(either.office, either.ledger) == []
    note = kept(either)[0].note or ""
    assert "answered from the books, as the policy says: what they owe" in note
    assert answer.key in note
    hear(either, asked)
    either.at(NOW + timedelta(days=20)).decide()
    assert answers(either) == []
    assert reason(either) != "REPLY_WAITS"
    [went] = [each for each in either.effects("done") if notify_of(each).kind == "answer"]
    with either.office.store.read() as connection:
        notes = outbox.work(connection, either.ledger.id, ("note",), "ready")
    assert went.id not in {each.cause_id for each in notes}, "the books tell of levels alone"


def test_nothing_is_answered_unless_the_policy_says_so(bench: Desk) -> None:
    bench.under('approval_required = "none"')
    hear(bench, asks(bench))
    assert (answers(bench), reason(bench)) == ([], "REPLY_WAITS")


@pytest.mark.parametrize("how", ["no thread", "unknown thread", "key in the subject"])
def test_a_forged_sender_gets_nothing_and_holds(bench: Desk, how: str) -> None:
    thread = "KEYKEYKEYKEYKEYKEYKE" if how == "unknown thread" else None
    subject = f"Re: [{key_to(bench, 'C2')}]" if how == "key in the subject" else "Re: Reminder"
    hear(bench, letter(ASKS, sender=BOLT, to_key=thread, subject=subject))
    assert (answers(bench), reason(bench)) == ([], "REPLY_WAITS")


def test_a_stranger_in_the_thread_gets_nothing(bench: Desk) -> None:
    hear(bench, asks(bench, sender=STRANGER))
    assert (answers(bench), reason(bench)) == ([], "REPLY_WAITS")


def test_no_machine_is_answered(bench: Desk) -> None:
    heard = hear(bench, asks(bench, Auto_Submitted="auto-replied"))
    assert (heard.waiting, answers(bench)) == (0, [])


def test_who_owes_in_two_currencies_is_answered_by_a_person(bench: Desk) -> None:
    hear(bench, letter(ASKS, to_key=key_to(bench, "C1")))
    assert (answers(bench), bench.standing("C1").reason.name) == ([], "REPLY_WAITS")


def test_a_second_message_before_the_answer_left_takes_it_back(bench: Desk) -> None:
    hear(bench, asks(bench))
    [answer] = answers(bench)
    hear(bench, asks(bench, "We dispute it: the pump was broken.", number=2))
    assert not hand_over(bench, answer, certain=True)
    assert (answers(bench), reason(bench)) == ([], "REPLY_WAITS")


def test_a_worker_that_died_over_an_answer_leaves_no_second(either: Desk) -> None:
    hear(either, asks(either))
    [answer] = answers(either)
    assert hand_over(either, answer, certain=False)
    either.decide()
    assert answers(either) == []
    assert commands.messages(either.office, either.ledger), "nobody knows whether it was answered"
    assert not hand_over(either, answer, certain=True), "another worker does not take it again"


def test_the_same_question_again_within_a_week_waits_for_a_person(bench: Desk) -> None:
    hear(bench, asks(bench))
    assert send(bench) == 1
    bench.at(NOW + timedelta(days=5))
    hear(bench, asks(bench, number=2))
    assert (answers(bench), reason(bench)) == ([], "REPLY_WAITS")


def test_with_approval_required_the_answer_waits_for_a_yes(bench: Desk) -> None:
    bench.under(ANSWERS.replace('"none"', '"every"'))
    hear(bench, asks(bench))
    assert (answers(bench), reason(bench)) == ([], "APPROVAL")
    bench.approve("C2").decide()
    [answer] = answers(bench)
    assert notify_of(answer).recipients == (BOLT,)


def test_who_stopped_messages_gets_no_answer(bench: Desk) -> None:
    with bench.office.store.write() as connection:
        suppressions.suppress(connection, "email", BOLT, "stopped", "a test", NOW)
    hear(bench, asks(bench))
    assert answers(bench) == []


def test_who_owes_nothing_any_more_is_told_so(bench: Desk) -> None:
    bench.stage(invoice("I3", number="INV-3", of="C2", edit=5, balance=Decimal(0), status="paid")).decide()
    hear(bench, asks(bench))
    [answer] = answers(bench)
    act: Notify = notify_of(answer)
    assert (act.overdue, act.amount) == ((), Decimal(0))


def test_copies_are_of_what_they_were_written_about(bench: Desk) -> None:
    bench.stage(
        customer("C2", name="Bolt & Sons", emails=(BOLT,), edit=5), invoice("I9", of="C2", overdue=-20)
    )
    hear(bench, asks(bench, "Could you send me the invoice again please?"))
    [answer] = answers(bench)
    act = notify_of(answer)
    assert act.answer is not None
    assert (act.answer.copies, set(act.overdue)) == (("I3",), {"I3", "I9"})


def test_what_went_to_another_address_for_trial_is_not_answered_again_and_holds(bench: Desk) -> None:
    hear(bench, asks(bench))
    assert send(bench) == 1
    [went] = answers(bench, "done")
    with bench.office.store.write() as connection:
        outbox.take_back(connection, went.id, "went to another address than the customer's", NOW)
        connection.execute(sa.update(tables.incoming).values(state="waiting"))
        review.review_customers(connection, bench.ledger.id, ["C2"])
    bench.decide()
    assert (answers(bench), reason(bench)) == ([], "REPLY_WAITS")
