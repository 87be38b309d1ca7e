"""Text messages from the decision to the telephone and back, over the pretend Twilio's real HTTP."""

from __future__ import annotations

import os
import re
import time
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from connectors.sandbox.faults import Fault
from sync import doctor
from sync.clock import fixed
from sync.commands.drafts import confirm, drafts
from sync.decide import decide_due
from sync.deliver import deliver
from sync.delivered import message_of, notify_of
from sync.evidence.dossier.bundle import parts_of
from sync.evidence.dossier.facts import Options
from sync.evidence.dossier.gather import gather
from sync.evidence.verify import verify
from sync.portal.visitor import visitor_of
from sync.privacy import access, retention
from sync.pull import pull
from sync.status import statuses
from sync.store import incoming, suppressions
from sync.tables import heard_texts
from tests.texting import MINE, NUMBERS, OTHER, OURS, texting
from tests.world import WORKING_DAY


def test_a_level_by_text_is_sent_once_and_counts(tmp_path: Path, store_url: str) -> None:
    with texting(tmp_path, store_url) as made:
        first = made.run().delivered
        assert first.messages == len(made.out()) == len(NUMBERS)
        assert {each.theirs for each in made.out()} == {*NUMBERS}
        assert all("STOP" in each.body for each in made.out())
        assert "Reminder 1 texted" in (tmp_path / "exports" / "actions.csv").read_text(encoding="utf-8")
        assert made.run().delivered.messages == 0
        assert len(made.messages("done")) == first.messages


def test_what_it_cost_is_kept_once_it_is_known(tmp_path: Path, store_url: str) -> None:
    with texting(tmp_path, store_url) as made:
        sent = made.run().delivered.messages
        [unpriced] = made.costs()
        assert unpriced.currency is None
        assert unpriced.texts == sent
        assert unpriced.price == 0
        made.twin.carry()
        made.run()
        [cost] = made.costs()
        segments = sum(one.segments for one in made.out())
        assert (cost.currency, cost.texts, cost.segments) == ("USD", sent, segments)
        assert cost.price == -sum(one.price or 0 for one in made.out())


@pytest.mark.parametrize("code", [30006, 30003])
def test_a_text_that_reached_nobody_is_no_reminder(tmp_path: Path, store_url: str, code: int) -> None:
    with texting(tmp_path, store_url) as made:
        made.run()
        lost = made.out()[0]
        made.twin.meets(lost.theirs, code)
        made.twin.carry()
        assert made.run().delivered.messages == 0
        [effect] = made.messages("refused")
        assert str(code) in (effect.reason or "")
        standing = made.standing(effect.customer_id)
        if code == 30006:
            assert standing.reason.name == "NO_ADDRESS"
            assert lost.theirs in standing.text
        else:
            assert standing.reason.name == "REFUSED"
        made.run()
        assert len([one for one in made.out() if one.theirs == lost.theirs]) == 1


def test_a_lost_answer_is_found_in_the_list_and_never_sent_twice(tmp_path: Path, store_url: str) -> None:
    with texting(tmp_path, store_url) as made:
        made.twin.faults.add(Fault(match="POST .*/Messages", action="lost", times=2))
        first = made.run().delivered
        assert first.uncertain == 2
        assert made.run().settled.found == 2
        assert made.messages("uncertain") == []
        assert len(made.messages("done")) == len(made.out()) == first.messages + 2


def test_a_text_leads_to_their_own_page_and_is_found_again_by_all_its_words(tmp_path: Path) -> None:
    served = '[serve]\npublic_url = "https://pay.quay.example"\n'
    with texting(tmp_path, more=served) as made:
        made.office.store.prove_url("https://pay.quay.example")
        made.twin.faults.add(Fault(match="POST .*/Messages", action="lost"))
        assert made.run().delivered.uncertain == 1
        assert made.run().settled.found == 1
        for effect in made.messages("done"):
            [words] = made.to(notify_of(effect).recipients[0])
            link = re.search(r"https://pay\.quay\.example/p/(\S+)", words)
            assert link is not None
            visitor = visitor_of(made.office, link.group(1))
            assert visitor is not None
            assert visitor.customer == effect.customer_id
            with made.office.store.read() as connection:
                kept = message_of(connection, effect)
            assert kept is not None
            assert link.group(1) not in kept.text, "nobody who reads what is kept opens a page by it"


def test_what_the_list_does_not_show_is_left_to_a_person(tmp_path: Path) -> None:
    with texting(tmp_path) as made:
        made.twin.faults.add(Fault(match="POST .*/Messages", action="cut"))
        made.run()
        made.run()
        [effect] = made.messages("uncertain")
        assert made.standing(effect.customer_id).reason.name == "UNCERTAIN"


def test_two_texts_alike_prove_nothing(tmp_path: Path) -> None:
    with texting(tmp_path) as made:
        made.twin.faults.add(Fault(match="POST .*/Messages", action="lost"))
        made.run()
        twice = made.out()[0]
        made.twin.exchange.send(twice.ours, twice.theirs, twice.body, None, None)
        made.run()
        assert len(made.messages("uncertain")) == 1


def test_a_stop_that_came_in_before_the_sending_is_heard_first(tmp_path: Path, store_url: str) -> None:
    with texting(tmp_path, store_url, 'keywords = "duesync"\n') as made:
        number = made.numbers()[0]
        made.twin.exchange.answers_words = False
        made.twin.text(number, "Stop!")
        made.run()
        replies = [one for one in made.out() if one.theirs == number]
        assert [one.body.split(":")[0] for one in replies] == ["Quay"]
        assert "no more text messages" in replies[0].body
        made.twin.text(number, "STOP")
        made.run()
        assert len([one for one in made.out() if one.theirs == number]) == 1, "confirmed once"
        made.twin.text(number, "UNSTOP")
        made.run()
        _, again, reminder = [one.body for one in made.out() if one.theirs == number]
        assert "text messages from us again" in again
        assert "N-1" in reminder


def test_a_text_that_never_arrives_is_followed_by_the_next_way(tmp_path: Path, store_url: str) -> None:
    with texting(tmp_path, store_url) as made:
        config, books = tmp_path / "config.toml", tmp_path / "exports" / "customers.csv"
        policy = config.read_text(encoding="utf-8").replace(
            'channel = "sms"\n', 'channel = ["sms", "email"]\n'
        )
        config.write_text(policy, encoding="utf-8")
        rows = [f"Customer {n},{number},GB,ap@c{n}.example" for n, number in enumerate(NUMBERS, 1)]
        books.write_text("\n".join(["Name,Phone,Country,Email", *rows, "Payer,,GB,"]) + "\n")
        os.utime(books, (time.time() - 60,) * 2)
        made.at(WORKING_DAY).run()
        assert len(made.out()) == len(NUMBERS)
        made.twin.meets(NUMBERS[0], 30006)
        made.twin.carry()
        made.at(WORKING_DAY + timedelta(days=1)).run()
        [put_off] = made.messages("ready")
        assert (notify_of(put_off).channel, notify_of(put_off).recipients) == ("email", ("ap@c1.example",))
        assert len(made.out()) == len(NUMBERS)


@pytest.mark.parametrize("word", ["Info", "START"])
def test_a_telephone_that_answers_everything_gets_one_answer(
    tmp_path: Path, store_url: str, word: str
) -> None:
    with texting(tmp_path, store_url, 'keywords = "duesync"\n') as made:
        number = made.numbers()[0]
        made.twin.exchange.answers_words = False
        if word == "START":
            made.twin.text(number, "STOP")
            made.run()
        before = len(made.to(number))
        made.twin.text(number, word)
        made.run()
        answers = [one for one in made.to(number)[before:] if "N-1" not in one]
        assert len(answers) == 1
        for days in range(4):  # also once a day it would go on for ever
            moment = WORKING_DAY + timedelta(days=days, hours=1)
            made.at(moment).twin.exchange.clock = fixed(moment).now
            made.twin.text(number, word)
            made.run()
        assert [one for one in made.to(number)[before:] if "N-1" not in one] == answers
        made.twin.text(NUMBERS[1], "help")
        made.run()
        assert "questions?" in made.to(NUMBERS[1])[-1], "somebody else still gets theirs"


def test_who_stopped_is_not_helped_either(tmp_path: Path) -> None:
    with texting(tmp_path, more='keywords = "duesync"\n') as made:
        number = made.numbers()[0]
        made.twin.exchange.answers_words = False
        for word in ("STOP", "HELP"):
            made.twin.text(number, word)
            made.run()
        [confirmed] = made.to(number)
        assert "no more text messages" in confirmed


def test_what_twilio_answers_itself_we_do_not(tmp_path: Path) -> None:
    with texting(tmp_path) as made:
        number = made.numbers()[0]
        made.twin.text(number, "STOP")
        made.run()
        assert [one.body[:16] for one in made.out() if one.theirs == number] == ["You have success"]
        made.twin.text(number, "no more texts")
        made.run()
        assert len([one for one in made.out() if one.theirs == number]) == 1


def test_nothing_is_texted_while_twilio_does_not_say_what_came_in(tmp_path: Path) -> None:
    with texting(tmp_path) as made:
        made.twin.faults.add(Fault(match="GET .*/Messages", action="status", status=404, times=None))
        done = made.run()
        assert made.out() == []
        assert done.delivered.later == len(made.messages("ready")) == len(NUMBERS)
        assert any("text messages" in each for each in done.trouble)
        made.twin.faults.clear()
        assert made.run().delivered.messages == len(NUMBERS)


def test_a_number_that_stopped_elsewhere_is_given_up(tmp_path: Path) -> None:
    with texting(tmp_path) as made:
        number = made.numbers()[0]
        made.twin.exchange.stopped.add((number, made.twin.exchange.numbers[0]))
        made.run()
        [effect] = made.messages("refused")
        assert "21610" in (effect.reason or "")
        assert made.standing(effect.customer_id).reason.name == "OPTED_OUT"


@pytest.mark.parametrize(("status", "left"), [(429, "ready"), (500, "uncertain")])
def test_twilio_in_trouble(tmp_path: Path, status: int, left: str) -> None:
    with texting(tmp_path) as made:
        made.twin.faults.add(Fault(match="POST .*/Messages", action="status", status=status))
        made.run()
        assert len(made.messages(left)) == (1 if left == "uncertain" else len(made.numbers()))


def test_a_reply_holds_the_account(tmp_path: Path, store_url: str) -> None:
    with texting(tmp_path, store_url) as made:
        number = made.numbers()[0]
        made.twin.text(number, "I paid this last week")
        made.twin.text(number, "see the slip")
        made.run()
        assert [one for one in made.out() if one.theirs == number] == []
        held = made.standing("name:customer 1")
        assert held.reason.name == "REPLY_WAITS"
        with made.office.store.read() as connection:
            kept = incoming.waiting(connection, made.office.linked(MINE).id)
        assert [one.message.words for one in kept] == ["I paid this last week", "see the slip"]
        assert {one.whose for one in kept} == {("name:customer 1",)}


def test_an_answer_from_a_number_that_nobody_has_waits_too(tmp_path: Path) -> None:
    with texting(tmp_path) as made:
        made.twin.text("+447700900199", "Wrong number, Acme moved to York")
        made.run()
        with made.office.store.read() as connection:
            [kept] = incoming.waiting(connection, made.office.linked(MINE).id)
        assert (kept.whose, kept.how, kept.message.words) == ((), None, "Wrong number, Acme moved to York")
        assert len(made.out()) == len(NUMBERS)


def test_a_text_of_a_moment_ago_holds_back_mail_too(tmp_path: Path) -> None:
    with texting(tmp_path) as made:
        config, books = tmp_path / "config.toml", tmp_path / "exports" / "customers.csv"
        config.write_text(
            config.read_text(encoding="utf-8").replace('channel = "sms"\n', ""), encoding="utf-8"
        )
        rows = [f"Customer {n},{number},GB,ap@c{n}.example" for n, number in enumerate(NUMBERS, 1)]
        books.write_text("\n".join(["Name,Phone,Country,Email", *rows, "Payer,,GB,"]) + "\n")
        os.utime(books, (time.time() - 60,) * 2)
        with made.at(WORKING_DAY).office.work(MINE) as work:
            pull(work)
            decide_due(work)
            assert {notify_of(each).channel for each in made.messages("ready")} == {"email"}
            for number in NUMBERS:
                made.twin.text(number, "I paid this last week")
            done = deliver(work)
        assert (done.dropped, done.messages + done.later) == (len(NUMBERS), 0)
        assert set(made.reasons().values()) == {"REPLY_WAITS", "PAID"}


def test_a_stop_in_other_words_holds_and_is_drafted_as_one_of_texts(tmp_path: Path) -> None:
    with texting(tmp_path) as made:
        made.twin.text(NUMBERS[0], "Take me off your list")
        made.run()
        ledger = made.office.linked(MINE)
        with made.office.store.read() as connection:
            [kept] = incoming.waiting(connection, ledger.id)
            assert [*suppressions.suppressed(connection, "number", NUMBERS)] == [NUMBERS[0]]
        stop = next(one for one in drafts(made.office, ledger, kept.id) if one.kind == "stop")
        told = confirm(made.office, ledger, kept.id, [stop.number], "robin")
        assert told == ["Customer 1 wants no contact by text message"]


def test_hours_that_they_text_are_kept_once_somebody_confirmed_them(tmp_path: Path, store_url: str) -> None:
    with texting(tmp_path, store_url) as made:
        made.twin.text(NUMBERS[0], "Only in the morning, please")
        made.run()  # at 15:00 in London
        assert made.standing("name:customer 1").reason.name == "REPLY_WAITS"
        ledger = made.office.linked(MINE)
        with made.office.store.read() as connection:
            [kept] = incoming.waiting(connection, ledger.id)
        [wish] = drafts(made.office, ledger, kept.id)
        assert confirm(made.office, ledger, kept.id, [wish.number], "robin") == [
            "Customer 1 wants to hear from us from 08:00 to 12:00"
        ]
        made.run()
        later = made.standing("name:customer 1")
        assert (later.reason.name, "Only in the morning, please" in later.text) == ("OUT_OF_HOURS", True)
        assert made.to(NUMBERS[0]) == []
        made.at(WORKING_DAY + timedelta(hours=18)).run()  # nine in the morning
        assert len(made.to(NUMBERS[0])) == 1


def test_a_stop_holds_in_every_ledger_that_has_the_number(tmp_path: Path, store_url: str) -> None:
    with texting(tmp_path, store_url) as made:
        made.twin.text(NUMBERS[0], "stop texting me, I paid")
        made.link(OTHER)
        made.run(OTHER)
        assert made.reasons(OTHER)["name:customer 1"] == "OPTED_OUT"
        made.run()
        assert made.reasons()["name:customer 1"] in ("HOLD", "REPLY_WAITS", "OPTED_OUT")
        assert all("invoice" not in words for words in made.to(NUMBERS[0]))
        assert len(made.to(NUMBERS[1])) == 2, "each company writes for itself"


def test_redirected_texts_go_by_mail_and_count_for_nobody(tmp_path: Path) -> None:
    with texting(tmp_path) as made:
        config = tmp_path / "config.toml"
        redirected = f'redirect_to = "me@quay.example"\n{config.read_text(encoding="utf-8")}'
        config.write_text(redirected, encoding="utf-8")
        done = made.at(WORKING_DAY).run().delivered
        assert made.out() == []
        assert done.later == 1, "nobody listens where the mail server should be"


def test_what_no_telephone_sent_is_nobodys_word(tmp_path: Path) -> None:
    with texting(tmp_path, more='keywords = "duesync"\n') as made:
        made.twin.exchange.answers_words = False
        for sender in ("AMAZON", "12345", "+1", ""):
            made.twin.exchange.receive(sender, OURS, "STOP")
        assert made.run().trouble == []
        assert len(made.out()) == len(NUMBERS)


def test_a_word_of_last_week_holds_and_is_not_answered_today(tmp_path: Path) -> None:
    with texting(tmp_path, more='keywords = "duesync"\n') as made:
        made.twin.exchange.answers_words = False
        made.twin.exchange.receive(NUMBERS[0], OURS, "STOP")
        made.twin.exchange.texts[0].created -= timedelta(days=7)
        made.run()
        assert made.to(NUMBERS[0]) == []
        assert made.reasons()["name:customer 1"] == "OPTED_OUT"


def test_ids_of_texts_are_forgotten_after_a_while_and_nothing_is_heard_twice(
    tmp_path: Path, store_url: str
) -> None:
    with texting(tmp_path, store_url) as made:
        for words in ("I paid this last week", "see the slip"):
            made.twin.text(NUMBERS[0], words)
        made.twin.exchange.texts[0].created -= timedelta(hours=1)
        made.run()
        made.at(WORKING_DAY + timedelta(days=91))
        retention.enforce(made.office)
        with made.office.store.read() as connection:
            left = connection.scalars(sa.select(heard_texts.c.sid)).all()
        assert [*left] == [made.twin.exchange.texts[1].sid], "by the newest it is known how far was read"
        made.run()
        with made.office.store.read() as connection:
            assert len(incoming.waiting(connection, made.office.linked(MINE).id)) == 2


def test_a_text_is_in_the_evidence_and_in_what_is_held_of_the_customer(tmp_path: Path) -> None:
    with texting(tmp_path) as made:
        made.run()
        ledger = made.office.linked(MINE)
        facts = gather(made.office, ledger, "Customer 1", Options(language="en", address=(), number=None))
        part = next(one for one in parts_of(facts)[0] if one.number == "07")
        assert [file.path.rpartition(".")[2] for file in part.files] == ["json"], "no mail was ever written"
        shown = str(part.blocks)
        assert made.to(NUMBERS[0])[0] in shown
        assert "Message-ID" not in shown
        held = access.to_file(made.office, ledger, "Customer 1", tmp_path / "held.zip")
        assert held["texts"] == 1
        made.twin.meets(NUMBERS[0], 30006)
        made.twin.carry()
        made.run()
        with made.office.store.read() as connection:
            assert verify(connection, ledger.id, MINE, {}).broken == ()


def test_status_and_doctor_tell_of_texts(tmp_path: Path) -> None:
    with texting(tmp_path) as made:
        made.run()
        made.twin.carry()
        made.run()
        [mine] = [one for one in statuses(made.office) if one.name == MINE]
        assert mine.texts == "3 text messages (3 segments) in the last 30 days: USD 0.0237"
        found = {(one.level, one.about) for one in doctor.examine(made.office)}
        assert ("ok", "quay sms") in found
        made.twin.faults.add(Fault(match="Accounts/AC5+.json", action="status", status=401))
        told = {one.about: one.text for one in doctor.examine(made.office) if one.level == "fail"}
        assert "correct account_sid and auth_token" in told["quay sms"]
