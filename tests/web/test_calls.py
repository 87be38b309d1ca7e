"""Calls by a machine from the decision to the telephone and back, over the pretend Twilio's real HTTP."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from connectors.sandbox.faults import Fault
from connectors.sandbox.twilio import callbacks
from dunning.reaching import MOST_TRIES
from sync import firms
from sync.commands.drafts import drafts
from sync.delivered import notify_of
from sync.portal.visitor import visitor_of
from sync.store import incoming, suppressions
from sync.texts import give_up_number
from tests.calling import LEVEL, PUBLIC, calling
from tests.texting import MINE, NUMBERS, OTHER, OURS
from tests.world import WORKING_DAY

FIRST = NUMBERS[0]
WHO = "name:customer 1"


def test_only_who_allowed_it_is_called_and_counts_once_it_was_heard(tmp_path: Path, store_url: str) -> None:
    with calling(tmp_path, store_url) as one:
        assert [each.kind for each in one.tasks()] == ["call"] * len(NUMBERS), "a person calls"
        one.allow(FIRST)
        done = one.made.run().delivered
        assert (done.messages, done.uncertain, len(one.made.twin.telephones.calls)) == (1, 0, 1)
        [effect] = one.made.messages("uncertain")
        assert notify_of(effect).channel == "voice"
        assert one.made.run().settled.for_a_person == 0
        words = one.ring()
        assert len(words) == 3, "twice where nothing is pressed, and a farewell"
        assert "automated call from Quay for Customer 1" in words[0]
        assert "£120.00, due since 4 November 2026" in words[0]
        assert "press 9" in words[0]
        assert [each.key for each in one.made.messages("done")] == [effect.key]
        assert one.made.run().delivered.messages == 0
        assert "Reminder 1 by automated call" in (tmp_path / "exports" / "actions.csv").read_text("utf-8")
        [cost] = one.made.costs()
        assert (cost.calls, cost.texts, str(cost.price), cost.currency) == (1, 0, "0.01400", "USD")


def test_a_number_that_takes_no_texts_is_rung(tmp_path: Path, store_url: str) -> None:
    with calling(tmp_path, store_url) as one:
        one.allow(FIRST)
        give_up_number(one.made.office.store, FIRST, 30006, WORKING_DAY)
        done = one.made.run().delivered
        assert (done.messages, done.dropped, len(one.made.twin.telephones.calls)) == (1, 0, 1)
        assert len(one.ring()) == 3, "and hears what it is told"
        assert len(one.made.messages("done")) == 1


def test_a_number_that_complained_is_not_rung(tmp_path: Path) -> None:
    with calling(tmp_path) as one:
        one.allow(FIRST)
        with one.made.office.store.write() as connection:
            suppressions.suppress(connection, "number", FIRST, "complained", "their word", WORKING_DAY)
        assert one.made.run().delivered.messages == 0
        assert one.made.twin.telephones.calls == []


@pytest.mark.parametrize("there", ["busy", "no-answer", "machine_start", "fax"])
def test_a_call_that_reached_nobody_is_a_try_and_the_third_is_the_last(
    tmp_path: Path, store_url: str, there: str
) -> None:
    with calling(tmp_path, store_url) as one:
        one.allow(FIRST)
        for day in range(MOST_TRIES):
            one.at(WORKING_DAY + timedelta(days=day))
            assert one.made.run().delivered.messages == 1, f"try {day + 1}"
            assert one.ring(there) == []
            done = one.made.run().delivered
            last = day == MOST_TRIES - 1
            assert (done.messages, done.tasks) == (0, int(last)), "one a day, and then a person calls"
        assert len(one.made.messages("refused")) == MOST_TRIES
        assert one.made.messages("done") == []
        assert "automated" not in (tmp_path / "exports" / "actions.csv").read_text("utf-8")


def test_key_9_stops_at_once_in_every_ledger(tmp_path: Path, store_url: str) -> None:
    with calling(tmp_path, store_url) as one:
        one.allow(FIRST)
        one.made.run()
        words = one.ring(keys="9")
        assert words[-1] == "You get no more calls and texts from us. Goodbye."
        assert [each.why for each in one.stopped()] == ["stopped"]
        one.made.link(OTHER)
        assert one.made.reasons(OTHER)[WHO] == "OPTED_OUT"


def test_key_1_has_the_address_texted_once_however_often_it_is_told(tmp_path: Path, store_url: str) -> None:
    with calling(tmp_path, store_url) as one:
        one.allow(FIRST)
        one.made.run()
        words = one.ring(keys="1")
        assert "press 1" in words[0]
        [text] = one.texts()
        link = re.search(rf"{PUBLIC}/p/(\S+)", text)
        assert link is not None
        visitor = visitor_of(one.made.office, link.group(1))
        assert visitor is not None
        assert visitor.customer == WHO
        [call] = one.made.twin.telephones.calls
        url, form, _ = call.asked[1]
        path = url.removeprefix(PUBLIC)
        again = callbacks.post(url, form, one.made.twin.token, to=one.ours.url + path)
        assert again.ok
        assert len(one.texts()) == 1
        [effect] = [each for each in one.made.messages("done") if notify_of(each).channel == "sms"]
        assert notify_of(effect).kind == "answer"
        one.made.twin.carry()
        one.made.run()
        [cost] = one.made.costs()
        [sent] = one.made.out()
        assert (cost.calls, cost.texts) == (1, 1)
        assert cost.price == Decimal("0.014") - (sent.price or 0)


CLOSED = LEVEL.replace(
    "[policy.law]", '[policy.contact.hours.sms]\nfrom = "16:00"\nuntil = "17:00"\n[policy.law]'
)


@pytest.mark.parametrize("why", ["hours", "limit", "stopped meanwhile"])
def test_the_text_that_key_1_asks_for_keeps_hours_and_limits_and_a_person_sees_it(
    tmp_path: Path, store_url: str, why: str
) -> None:
    with calling(tmp_path, store_url, policy=CLOSED if why == "hours" else LEVEL) as one:
        one.allow(FIRST)
        if why == "limit":
            firms.bound(one.made.office, "house", {"messages_per_day": 1})
        assert one.made.run().delivered.messages == 1
        if why == "stopped meanwhile":
            one.made.twin.exchange.stopped.add((FIRST, OURS))
        words = one.ring(keys="1")
        assert "press 1" in words[0]
        assert words[-1].startswith("Thank you. One of us")
        assert one.texts() == []
        ledger = one.made.office.linked(MINE)
        with one.made.office.store.read() as connection:
            waiting = incoming.waiting(connection, ledger.id)
        if why == "stopped meanwhile":
            assert [each.why for each in one.stopped()] == ["stopped"]
        else:
            [kept] = waiting
            assert "text me the address" in kept.message.words
            one.made.run()
            assert one.made.reasons()[WHO] == "REPLY_WAITS"


def test_a_text_of_key_1_whose_answer_was_lost_is_found_and_never_sent_twice(tmp_path: Path) -> None:
    with calling(tmp_path) as one:
        one.allow(FIRST)
        one.made.run()
        one.made.twin.faults.add(Fault(match="POST .*/Messages", action="lost"))
        words = one.ring(keys="1")
        assert words[-1].startswith("Thank you. We are sending you the text")
        assert len(one.made.messages("uncertain")) == 1
        for _ in range(2):
            one.made.run()
        assert one.made.messages("uncertain") == []
        assert len(one.texts()) == 1


@pytest.mark.parametrize("why", ["consumer", "stopped in between"])
def test_no_address_is_texted_where_texts_are_not_allowed(tmp_path: Path, why: str) -> None:
    policy = LEVEL.replace('"company"', '"consumer"') if why == "consumer" else LEVEL
    with calling(tmp_path, policy=policy) as one:
        one.allow(FIRST)
        one.made.run()
        if why != "consumer":
            one.made.twin.text(FIRST, "STOP")
            one.made.run()
            assert one.ring(keys="1") == [], "nothing is said to who wants no more"
        else:
            words = one.ring(keys="1")
            assert "press 1" not in words[0]
            assert "120" not in words[0]
            assert words[-1] == "Goodbye."
        assert one.texts() in ([], [each for each in one.texts() if "unsubscribed" in each])


def test_key_2_asks_for_a_call_and_key_3_drafts_a_dispute(tmp_path: Path, store_url: str) -> None:
    with calling(tmp_path, store_url) as one:
        one.allow(*NUMBERS[:2])
        one.made.run()
        one.ring(keys="2")
        one.ring(keys="3", number=NUMBERS[1])
        ledger = one.made.office.linked(MINE)
        with one.made.office.store.read() as connection:
            call, dispute = incoming.waiting(connection, ledger.id)
        assert call.message.words == "Key 2 in our automated call: Please call me."
        assert (call.whose, call.how) == ((WHO,), "thread")
        assert [each.kind for each in drafts(one.made.office, ledger, dispute.id)] == ["dispute"]
        one.made.run()
        assert one.made.reasons()[WHO] == "REPLY_WAITS"


def test_a_lost_answer_is_found_by_the_key_that_twilio_asked_with(tmp_path: Path, store_url: str) -> None:
    with calling(tmp_path, store_url) as one:
        one.allow(*NUMBERS[:2])
        one.made.twin.faults.add(Fault(match="POST .*/Calls", action="lost", times=2))
        assert one.made.run().delivered.uncertain == 2
        telephones = one.made.twin.telephones
        for number in NUMBERS[:2]:
            one.ring(number=number)
        for call in list(telephones.calls):  # another program of theirs called the same people
            telephones.dial({"From": call.ours, "To": call.theirs, "Url": "https://else.example/x?key=OTHER"})
            telephones.calls[-1].asked.append(("https://else.example/x?key=OTHER", {}, ""))
        one.made.run()
        assert one.made.messages("uncertain") == []
        assert len(one.made.messages("done")) == 2
        assert len(telephones.calls) == 4, "never called twice"


def test_a_call_that_was_never_made_is_left_to_a_person(tmp_path: Path) -> None:
    with calling(tmp_path) as one:
        one.allow(FIRST)
        one.made.twin.faults.add(Fault(match="POST .*/Calls", action="cut"))
        one.made.run()
        assert one.made.run().settled.for_a_person == 1
        assert one.made.standing(WHO).reason.name == "UNCERTAIN"
        assert one.made.twin.telephones.calls == []


def test_two_calls_that_nobody_took_up_prove_nothing(tmp_path: Path) -> None:
    with calling(tmp_path) as one:
        one.allow(FIRST)
        one.made.twin.faults.add(Fault(match="POST .*/Calls", action="lost"))
        one.made.run()
        call = one.made.twin.telephones.calls[0]
        one.made.twin.telephones.dial({"From": call.ours, "To": call.theirs, "Url": "https://else.example"})
        one.made.run()
        assert len(one.made.messages("uncertain")) == 1


def test_how_it_ended_is_asked_where_it_was_not_told(tmp_path: Path) -> None:
    with calling(tmp_path) as one:
        one.allow(FIRST)
        one.made.run()
        [call] = one.made.twin.telephones.calls
        call.callback = None
        one.ring()
        assert len(one.made.messages("uncertain")) == 1
        one.made.run()
        assert len(one.made.messages("done")) == 1


def test_hung_up_before_a_word_is_no_reminder(tmp_path: Path) -> None:
    with calling(tmp_path) as one:
        one.allow(FIRST)
        one.made.run()
        [call] = one.made.twin.telephones.calls
        call.url = f"{PUBLIC}/calls/nowhere"
        one.ring()
        [effect] = one.made.messages("refused")
        assert "before a word was said" in (effect.reason or "")


@pytest.mark.parametrize("path", ["/calls/speak", "/calls/pressed", "/calls/ended"])
def test_what_is_not_signed_for_just_this_is_told_nothing(tmp_path: Path, path: str) -> None:
    with calling(tmp_path) as one:
        one.allow(FIRST)
        one.made.run()
        [effect] = one.made.messages("uncertain")
        form = {"CallSid": "CA1", "CallStatus": "completed", "Digits": "9", "AnsweredBy": "human"}
        url = f"{PUBLIC}{path}?key={effect.key}"
        for signed in ("AAAA", callbacks.signature(url, form, "another token")):
            to = f"{one.ours.url}{path}?key={effect.key}"
            answer = callbacks.post(url, form, one.made.twin.token, to=to, signed=signed)
            assert answer.status_code == 401
            assert "Quay" not in answer.text
        assert one.stopped() == []
        assert len(one.made.messages("uncertain")) == 1


def test_a_key_of_no_call_of_ours_says_nothing(tmp_path: Path) -> None:
    with calling(tmp_path) as one:
        form = {"CallSid": "CA1", "CallStatus": "in-progress", "AnsweredBy": "human"}
        for path in ("/calls/speak", "/calls/pressed"):
            url = f"{PUBLIC}{path}?key={'A' * 20}"
            answer = callbacks.post(url, form, one.made.twin.token, to=url.replace(PUBLIC, one.ours.url))
            assert answer.text.endswith("<Response><Hangup /></Response>")


@pytest.mark.parametrize(("code", "state"), [(21215, "refused"), (21210, "ready")])
def test_what_twilio_says_no_to(tmp_path: Path, code: int, state: str) -> None:
    with calling(tmp_path) as one:
        one.allow(FIRST)
        if code == 21215:
            one.made.twin.telephones.barred = ("+44",)
        else:
            one.made.twin.exchange.numbers = ()
        done = one.made.run().delivered
        assert done.messages == 0
        assert [str(code) in (each.reason or "") for each in one.made.messages(state)] == [True]
