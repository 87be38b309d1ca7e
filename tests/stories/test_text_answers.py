"""Questions by text and their answers, over the pretend Twilio's HTTP: once, to the customer alone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from connectors.sandbox.faults import Fault
from sync.commands.replies import resolve_reply
from sync.delivered import notify_of
from sync.intake.inbox import match_replies_again
from sync.settling_texts import settle_texts
from sync.store import incoming
from sync.store.incoming import Kept
from tests.texting import MINE, NUMBERS, OTHER, OURS, POLICY, Texting, texting
from tests.world import WORKING_DAY

ANSWERS = POLICY.replace(
    'approval_required = "none"\n',
    'approval_required = "none"\nreplies.answer = ["owed", "how_to_pay", "invoice_copy", "who"]\n',
)
ASKING = NUMBERS[0]


@pytest.fixture
def either(tmp_path: Path, store_url: str) -> Iterator[Texting]:
    """On both databases: a text went to each."""
    with texting(tmp_path, store_url, policy=ANSWERS) as made:
        made.run()
        made.twin.carry()
        yield made


@pytest.fixture
def phones(tmp_path: Path) -> Iterator[Texting]:
    """A text went to each."""
    with texting(tmp_path, policy=ANSWERS) as made:
        made.run()
        made.twin.carry()
        yield made


def ask(made: Texting, words: str = "What do I owe?", number: str = ASKING) -> list[str]:
    """What goes to that number for it, in the next two passes."""
    before = len(made.to(number))
    made.twin.text(number, words)
    made.run()
    made.run()
    return made.to(number)[before:]


def waiting(made: Texting) -> list[Kept]:
    with made.office.store.read() as connection:
        return incoming.waiting(connection, made.office.linked(MINE).id)


def test_a_question_by_text_is_answered_once_by_text(either: Texting) -> None:
    [answer] = ask(either, "Hi, what do I owe, and how can I pay?")
    assert answer.startswith("Quay: ")
    for fact in ("120.00", "N-1", "12345678", "STOP"):
        assert fact in answer
    assert waiting(either) == [], "it holds nothing any more"
    assert len(either.out()) == len(NUMBERS) + 1, "nobody else was texted"
    [effect] = [each for each in either.messages("done") if notify_of(each).kind == "answer"]
    assert notify_of(effect).recipients == (ASKING,)
    either.twin.carry()
    either.run()
    [cost] = either.costs()
    assert (cost.texts, cost.segments) == (len(NUMBERS) + 1, sum(one.segments for one in either.out()))


def test_a_telephone_that_answers_every_answer_gets_one(either: Texting) -> None:
    assert len(ask(either)) == 1
    assert ask(either) == []
    assert ask(either, "Who are you?") == [], "one answer a day"
    assert len(waiting(either)) == 2


def test_a_lost_answer_is_found_and_never_given_twice(either: Texting) -> None:
    either.twin.faults.add(Fault(match="POST .*/Messages", action="lost"))
    assert len(ask(either)) == 1
    assert either.messages("uncertain") == []
    assert waiting(either) == []


@pytest.mark.parametrize("code", [30003, 30006])
def test_a_question_whose_answer_reached_nobody_is_open_again(either: Texting, code: int) -> None:
    assert len(ask(either)) == 1
    assert waiting(either) == []
    either.twin.meets(ASKING, code)
    either.twin.carry()
    either.run()
    [kept] = waiting(either)
    assert str(code) in (kept.note or "")
    assert either.reasons()["name:customer 1"] == "REPLY_WAITS"
    assert len(either.to(ASKING)) == 2, "the reminder, and the one answer that was tried"
    resolve_reply(either.office, either.office.linked(MINE), kept.id, "told them by telephone", "Robin")
    either.run()
    assert waiting(either) == [], "told again, nothing follows again"


def test_nothing_is_answered_unless_the_policy_says_so(tmp_path: Path) -> None:
    with texting(tmp_path) as made:
        made.run()
        assert ask(made) == []
        assert len(waiting(made)) == 1


def test_only_a_number_that_we_texted_is_answered(tmp_path: Path) -> None:
    with texting(tmp_path, policy=ANSWERS) as made:
        made.twin.meets(NUMBERS[1], 30003)
        assert ask(made) == [], "it came before any text of ours"
        made.twin.carry()
        made.run()
        assert ask(made, number=NUMBERS[1]) == [], "which never got there"
        assert ask(made, number="+447700900199") == []
        for sender in ("AMAZON", "12345"):
            made.twin.exchange.receive(sender, OURS, "What do I owe?")
        made.run()
        assert len(waiting(made)) == 3
        assert all("Nothing" not in each.body for each in made.out())


def test_a_number_in_two_ledgers_is_answered_by_a_person(either: Texting) -> None:
    either.link(OTHER)
    either.run(OTHER)
    assert ask(either) == []
    either.run(OTHER)
    assert either.reasons(OTHER)["name:customer 1"] == "REPLY_WAITS"


@pytest.mark.parametrize("word", ["STOP", "What do I owe? Stop texting me"])
def test_who_stopped_is_not_answered(phones: Texting, word: str) -> None:
    phones.twin.exchange.answers_words = False
    ask(phones, word)
    assert ask(phones) == []
    assert not any("120.00" in each for each in phones.to(ASKING)[1:])


def test_a_consumer_is_told_who_we_are_and_of_no_debt(tmp_path: Path) -> None:
    consumers = ANSWERS.replace('"company"', '"consumer"')
    with texting(tmp_path, policy=consumers) as made:
        made.run()
        assert ask(made) == []
        assert len(waiting(made)) == 1
        [who] = ask(made, "Who are you?", NUMBERS[1])
        assert "N-2" not in who
        assert "120" not in who
        assert "Quay" in who


def test_an_invoice_is_sent_by_a_person_where_no_mail_address_is_known(phones: Texting) -> None:
    assert ask(phones, "Please send the invoice again.") == []
    assert len(waiting(phones)) == 1


def test_an_invoice_goes_by_mail_with_what_the_last_text_was_about(either: Texting) -> None:
    books = either.folder / "exports" / "customers.csv"
    rows = [f"Customer {n},{number},GB,ap@c{n}.example" for n, number in enumerate(NUMBERS, 1)]
    books.write_text("\n".join(["Name,Phone,Country,Email", *rows, "Payer,,GB,"]) + "\n")
    os.utime(books, (time.time() - 60,) * 2)
    either.at(WORKING_DAY)
    assert ask(either, "Please send the invoice again.") == []
    [answer] = either.messages("ready")
    act = notify_of(answer)
    assert (act.kind, act.channel, act.recipients) == ("answer", "email", ("ap@c1.example",))
    assert act.answer is not None
    assert act.answer.copies == act.overdue
    assert len(waiting(either)) == 1, "it waits until the mail is out"


def test_a_second_text_takes_the_answer_back(phones: Texting) -> None:
    phones.twin.text(ASKING, "What do I owe?")
    phones.twin.text(ASKING, "I paid on Monday")
    phones.run()
    assert len(phones.to(ASKING)) == 1
    assert len(waiting(phones)) == 2


def test_a_number_not_texted_for_long_is_not_answered(phones: Texting) -> None:
    phones.at(WORKING_DAY + timedelta(days=91))
    phones.twin.exchange.receive(ASKING, OURS, "What do I owe?")
    phones.twin.exchange.texts[-1].created += timedelta(days=91)
    before = len(phones.to(ASKING))
    phones.run()
    assert not any("open on" in each for each in phones.to(ASKING)[before:])
    assert len(waiting(phones)) == 1


@pytest.mark.parametrize("number", [1, 40])
def test_customers_are_read_once_however_many_texts_are_of_nobody(tmp_path: Path, number: int) -> None:
    with texting(tmp_path, policy=ANSWERS) as made:
        for place in range(number):
            made.twin.text(f"+4477009{place:05}", f"Who is this? {place}")
        with made.office.work(MINE) as work, reads_of_telephones(made) as seen:
            assert settle_texts(work) == []
        assert len(waiting(made)) == number
        assert len(seen) == 1, "as they came"
        with made.office.work(MINE) as work, reads_of_telephones(made) as seen:
            match_replies_again(work)
        assert len(seen) == 1, "after each pull"


@contextmanager
def reads_of_telephones(made: Texting) -> Iterator[list[str]]:
    """Statements that read the telephones of customers."""
    seen: list[str] = []

    def saw(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if "customers.phone" in statement and statement.startswith("SELECT"):
            seen.append(statement)

    sa.event.listen(made.office.store.engine, "before_cursor_execute", saw)
    try:
        yield seen
    finally:
        sa.event.remove(made.office.store.engine, "before_cursor_execute", saw)


def test_a_text_of_nobody_is_theirs_once_the_books_have_its_number(either: Texting) -> None:
    stranger = "+447700900199"
    assert ask(either, "What do I owe?", stranger) == []
    assert [each.whose for each in waiting(either)] == [()]
    books = either.folder / "exports" / "customers.csv"
    books.write_text(books.read_text().replace(NUMBERS[1], "07700 900199"))
    os.utime(books, (time.time() - 60,) * 2)
    either.at(WORKING_DAY).run()
    [kept] = waiting(either)
    assert (kept.whose, kept.how) == (("name:customer 2",), "sender")
    assert either.reasons()["name:customer 2"] == "REPLY_WAITS"
    assert either.to(stranger) == [], "no text of ours went there before"
