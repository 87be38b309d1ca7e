"""A person's word on one message: yes, taken back, in other words, not before a day, no."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from dunning.account import Contact
from dunning.figures.debts import Period
from sync import commands
from sync.commands import ActError, Proposal
from sync.commands.calling import Called, called
from sync.commands.contents import content
from sync.commands.deferring import withdraw_approval
from sync.commands.proposed import chosen_of
from sync.commands.rewording import draft, in_place_of
from sync.evidence.told import events_of
from sync.overview import overviews
from sync.reports.gather import gather
from sync.store import agreements, decided, personal, review, said, suppressions
from tests.sync.books import NOW, TODAY, customer, invoice
from tests.sync.desk import Desk, desk

EVERY = 'approval_required = "every"'
DAY = timedelta(days=1)


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """A reminder of GBP 120.00 to C1 waits for a yes, on a Wednesday."""
    with desk(tmp_path, store_url, policy=EVERY) as made:
        made.stage(customer("C1"), invoice("I1")).decide()
        yield made


def waiting(bench: Desk) -> Proposal:
    [one] = commands.proposals(bench.office, bench.ledger)
    return one


def counted(bench: Desk) -> int:
    """How many wait, as the page of all ledgers counts them and as Today lists them."""
    [seen] = overviews(bench.office)
    assert seen.approvals == len(commands.proposals(bench.office, bench.ledger))
    return seen.approvals


def acts_of(bench: Desk) -> list[tuple[str, str]]:
    """(by whom, what) of all that was told of C1."""
    with bench.office.store.read() as connection:
        who = personal.person(connection, bench.ledger.id, "C1")
        return [
            (each.by, each.body["act"])
            for each in events_of(connection, bench.ledger.id, who.ids)
            if each.kind == "act"
        ]


def test_a_yes_lapses_after_two_working_days_and_is_asked_for_again(bench: Desk) -> None:
    bench.approve().decide()
    [reminder] = bench.effects()
    assert bench.at(NOW + 2 * DAY).decide().dropped == 0  # Friday
    bench.at(NOW + 5 * DAY)  # Monday
    [still] = bench.effects()
    assert still.key == reminder.key
    commands.confirm_books(bench.office, bench.ledger, date(2026, 11, 23))
    with bench.office.store.write() as connection:
        review.review_customers(connection, bench.ledger.id, ["C1"])
    assert bench.decide().dropped == 1
    assert bench.reasons() == {"C1": "APPROVAL"}
    assert (
        "a test approved it on 18 November 2026, which lapsed after 2 working days." in waiting(bench).reason
    )
    bench.approve().decide()
    assert len(bench.effects()) == 1


def test_what_changed_since_a_yes_is_told_when_it_is_asked_for_again(bench: Desk) -> None:
    bench.approve().decide()
    bench.stage(invoice("I1", edit=2, owes="120.00", balance=invoice().balance / 2)).decide()
    assert bench.effects() == []
    [told] = waiting(bench).earlier
    assert told == (
        "a test approved it on 18 November 2026. Since then: GBP 60.00 is asked for, not GBP 120.00; "
        "of invoice N-I1 GBP 60.00 is open, not GBP 120.00."
    )


def test_what_somebody_said_a_word_of_is_no_longer_counted_as_waiting(bench: Desk) -> None:
    for one in ("C2", "C3", "C4"):
        bench.stage(customer(one), invoice(f"I{one}", of=one))
    bench.decide()
    first, second, third, _ = sorted(
        commands.proposals(bench.office, bench.ledger), key=lambda one: one.customer_id
    )
    counts = [counted(bench)]
    commands.refuse(bench.office, bench.ledger, [first], words="we talk", by="ann")
    counts.append(counted(bench))
    commands.postpone(bench.office, bench.ledger, [second], until=TODAY + 3 * DAY, words="", by="ann")
    counts.append(counted(bench))
    commands.approve(bench.office, bench.ledger, [third], "ann", whole=False)
    assert [*counts, counted(bench)] == [4, 3, 2, 1]


def test_a_yes_is_for_what_was_seen_and_for_nothing_else(bench: Desk) -> None:
    seen = waiting(bench).notify.fingerprint
    bench.stage(invoice("I1", edit=2, owes="90.00")).decide()
    assert chosen_of(bench.office, bench.ledger, [seen]) == ([], 1)
    found, gone = chosen_of(bench.office, bench.ledger, [seen, waiting(bench).notify.fingerprint])
    assert ([one.customer_id for one in found], gone) == (["C1"], 1)


def test_a_yes_is_taken_back_while_nothing_went_by_it(bench: Desk) -> None:
    one = waiting(bench)
    key, mark = (one.customer_id, "GBP"), one.notify.fingerprint
    bench.approve().decide()
    withdraw_approval(bench.office, bench.ledger, key, mark, "ann")
    assert (bench.decide().dropped, bench.reasons()) == (1, {"C1": "APPROVAL"})
    with pytest.raises(ActError, match="there is no yes to take back"):
        withdraw_approval(bench.office, bench.ledger, key, mark, "ann")
    bench.approve().decide()
    assert bench.send() == 1
    with pytest.raises(ActError, match="too late"):
        withdraw_approval(bench.office, bench.ledger, key, mark, "ann")
    assert ("ann", "take back approval") in acts_of(bench)


def test_what_is_put_off_comes_back_on_its_day_and_all_else_goes_on(bench: Desk) -> None:
    for wrong in (TODAY, TODAY - DAY, TODAY + 400 * DAY):
        with pytest.raises(ActError, match="is not within the year ahead of 2026-11-18"):
            commands.postpone(bench.office, bench.ledger, [waiting(bench)], until=wrong, words="", by="ann")
    day = TODAY + 2 * DAY
    one = waiting(bench)
    bench.approve()
    assert commands.proposals(bench.office, bench.ledger) == []  # seen to, also before it is decided anew
    commands.postpone(bench.office, bench.ledger, [one], until=day, words="in  talks", by="ann")
    bench.decide()
    assert bench.standing().text.startswith("ann postponed it to 20 November 2026: in talks.")
    assert commands.proposals(bench.office, bench.ledger) == []
    bench.at(NOW + 2 * DAY).decide()
    assert (bench.reasons(), waiting(bench).earlier) == (
        {"C1": "APPROVAL"},
        ("ann put it off to 20 November 2026 on 18 November 2026 (in talks).",),
    )
    assert ("ann", "postpone") in acts_of(bench)


def test_what_is_refused_comes_back_when_something_changes_or_is_taken_up_again(bench: Desk) -> None:
    with pytest.raises(ActError, match="say why"):
        commands.refuse(bench.office, bench.ledger, [waiting(bench)], words=" ", by="ann")
    commands.refuse(bench.office, bench.ledger, [waiting(bench)], words="a friend", by="ann")
    bench.decide()
    assert bench.reasons() == {"C1": "DECLINED"}
    bench.stage(customer("C1"), invoice("I2", overdue=8)).decide()
    assert waiting(bench).earlier == ("ann refused it as it was then on 18 November 2026 (a friend).",)
    commands.refuse(bench.office, bench.ledger, [waiting(bench)], words="a friend still", by="ben")
    bench.decide()
    assert bench.reasons() == {"C1": "DECLINED"}
    assert commands.take_up_again(bench.office, bench.ledger, customer="C1", by="ann") == "Customer C1"
    bench.decide()
    assert bench.reasons() == {"C1": "APPROVAL"}
    with pytest.raises(ActError, match="nothing of Customer C1 is put off or refused"):
        commands.take_up_again(bench.office, bench.ledger, customer="C1", by="ann")
    acts = [act for _, act in acts_of(bench)]
    assert (acts.count("refuse"), acts.count("take up again")) == (2, 1)


def test_a_letter_goes_in_a_persons_words_and_the_chain_tells_both(bench: Desk) -> None:
    one = waiting(bench)
    template = draft(bench.office, bench.ledger, one).template
    own = in_place_of(template, {"opening": "It was good to talk to you.", "subject": "Our talk"})
    commands.reword(bench.office, bench.ledger, one, own, "ann")
    said = content(bench.office, bench.ledger, one)
    assert (said.subject, "It was good to talk to you." in said.text) == ("Our talk", True)
    kept = draft(bench.office, bench.ledger, one)
    assert (kept.own and kept.own.by, kept.words, kept.template) == ("ann", own, template)
    with bench.office.store.read() as connection:
        who = personal.person(connection, bench.ledger.id, "C1")
        [told] = [each.body for each in events_of(connection, bench.ledger.id, who.ids) if each.kind == "act"]
    assert told["words"]["opening"] == ["It was good to talk to you."]
    assert told["template"]["opening"] == list(template.opening)
    commands.end_rewording(bench.office, bench.ledger, one, "ann")
    assert content(bench.office, bench.ledger, one).subject == template.subject
    with pytest.raises(ActError, match="has its template's words"):
        commands.end_rewording(bench.office, bench.ledger, one, "ann")


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (
            {"closing": "We will call the police."},
            "it may not be sent in these words: a threat",
        ),
        ({"ask": "Please pay £999.00."}, "£999.00"),
        ({"opening": " \n "}, "the opening may not be empty"),
        ({"opening": "x" * 4001}, "longer than 4000"),
    ],
)
def test_words_that_may_not_leave_are_not_kept(bench: Desk, parts: dict[str, str], told: str) -> None:
    one = waiting(bench)
    made = draft(bench.office, bench.ledger, one)
    with pytest.raises(ActError, match=told):
        commands.reword(bench.office, bench.ledger, one, in_place_of(made.template, parts), "ann")
    assert draft(bench.office, bench.ledger, one).own is None


@pytest.mark.parametrize(
    ("country", "said", "others"),
    [
        ("NL", "€ 1.234,50", ("€ 11.234,50", "€ 1.234,51")),
        ("FR", "1 234,50 €", ("91 234,50 €", "9 234,50 €", "9 1 234,50 €")),
    ],
)
def test_a_sum_may_be_typed_with_plain_spaces(
    tmp_path: Path, country: str, said: str, others: tuple[str, ...]
) -> None:
    with desk(tmp_path, policy=EVERY) as made:
        made.stage(
            customer("C1", country=country, currency="EUR"),
            invoice("I1", owes="1234.50", currency="EUR"),
        ).decide()
        one = waiting(made)
        template = draft(made.office, made.ledger, one).template
        [ask] = template.ask
        plain = ask.translate(str.maketrans("\u00a0\u202f", "  "))  # as a field of a page sends it
        assert said in plain
        own = in_place_of(template, {"opening": "Bonjour.", "ask": plain})
        commands.reword(made.office, made.ledger, one, own, "ann")
        assert said in content(made.office, made.ledger, one).text
        for other in others:
            wrong = in_place_of(template, {"ask": plain.replace(said, other)})
            with pytest.raises(ActError, match=r"is (no amount|not in the text)"):
                commands.reword(made.office, made.ledger, one, wrong, "ann")


TEXTS = """\
approval_required = "every"
[policy.law]
debtor_kind = "company"
[[policy.levels]]
name = "text"
days = 4
channel = "sms"
"""


def test_a_text_goes_in_a_persons_words_that_say_who_writes_and_how_to_stop(tmp_path: Path) -> None:
    with desk(tmp_path, policy=TEXTS) as made:
        made.stage(customer("C1", phone="020 7946 0123"), invoice("I1")).decide()
        one = waiting(made)
        template = draft(made.office, made.ledger, one).template
        assert template.opening == (content(made.office, made.ledger, one).text,)
        for words, told in (
            ("Please pay £120.00. Reply STOP to end texts.", "begins with who writes: Summit"),
            ("Summit: please pay £120.00.", "says how to stop"),
            ("Summit: £120.00 of £999.00 are to be paid. Reply STOP.", "£999.00 is no amount"),
            ("Summit: please pay. Reply STOP.", "the amount, £120.00, is not in it"),
            ("Summit: £120.00, or we call the police. Reply STOP.", "a threat with the police"),
            (" ", "the opening may not be empty"),
        ):
            own = in_place_of(template, {"opening": words})
            with pytest.raises(ActError, match=told):
                commands.reword(made.office, made.ledger, one, own, "ann")
        own = in_place_of(template, {"opening": "Summit: we spoke of\n£120.00.  Reply STOP to end texts."})
        commands.reword(made.office, made.ledger, one, own, "ann")
        said = content(made.office, made.ledger, one)
        assert said.text == "Summit: we spoke of £120.00. Reply STOP to end texts."
        assert said.segments is not None
        commands.end_rewording(made.office, made.ledger, one, "ann")
        assert content(made.office, made.ledger, one).text == template.opening[0]


def test_words_are_for_one_set_of_balances_and_a_yes_to_others_is_asked_again(bench: Desk) -> None:
    one = waiting(bench)
    bench.approve().decide()
    own = in_place_of(draft(bench.office, bench.ledger, one).template, {"opening": "We talked."})
    commands.reword(bench.office, bench.ledger, one, own, "ann")
    assert (bench.decide().dropped, bench.reasons()) == (1, {"C1": "APPROVAL"})
    bench.stage(invoice("I1", edit=2, owes="90.00")).decide()
    assert draft(bench.office, bench.ledger, waiting(bench)).own is None


CALLS = """\
approval_required = "none"
[[policy.levels]]
name = "ring"
days = 4
channel = "call"
"""


@pytest.fixture
def phone(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """A call to C1 about GBP 120.00 is to be made."""
    with desk(tmp_path, store_url, policy=CALLS) as made:
        made.stage(customer("C1", phone="020 7946 0123"), invoice("I1")).decide()
        yield made


def contacts_of(phone: Desk) -> list[Contact]:
    with phone.office.store.read() as connection:
        return agreements.contacts_of(connection, phone.ledger.id, {"C1": "C1"}).get("C1", [])


def test_a_call_that_reached_them_counts_once_with_what_they_said(phone: Desk) -> None:
    outcome = Called(came="promise", note="on Friday week", pay_on=TODAY + 9 * DAY)
    told = called(phone.office, phone.ledger, waiting(phone), outcome, "ann")
    assert "27 November 2026" in told
    phone.decide()
    assert phone.reasons() == {"C1": "PROMISED"}
    [task] = phone.effects("done")
    [contact] = contacts_of(phone)
    assert (contact.reached, contact.note, contact.at) == (True, "on Friday week", NOW)
    assert (task.kind, task.settled_at) == ("call", NOW)
    took = gather(phone.office, phone.ledger, Period(TODAY, TODAY)).effort
    assert (took.messages, took.contacts, took.reached) == ({"call": 1}, {}, 0)
    other = Contact(channel="call", at=NOW - DAY / 24, reached=True, note="")
    commands.log(phone.office, phone.ledger, customer="C1", contact=other, by="ann", minutes=5)
    took = gather(phone.office, phone.ledger, Period(TODAY, TODAY)).effort
    assert (took.messages, took.contacts, took.minutes) == ({"call": 1}, {"call": 1}, 5)


def test_a_promise_that_may_not_be_recorded_is_told_and_the_call_counts(phone: Desk) -> None:
    outcome = Called(came="promise", note="", pay_on=TODAY + 90 * DAY)
    with pytest.raises(ActError, match=r"the call counts, but the promise was not recorded: .*promise_days"):
        called(phone.office, phone.ledger, waiting(phone), outcome, "ann")
    assert len(phone.effects("done")) == 1


def test_a_call_that_reached_nobody_stays_to_be_made(phone: Desk) -> None:
    one = waiting(phone)
    told = called(phone.office, phone.ledger, one, Called(came="not reached", note=""), "ann")
    assert "nobody was reached" in told
    phone.decide()
    assert waiting(phone).notify.fingerprint == one.notify.fingerprint
    assert [each.reached for each in contacts_of(phone)] == [False]
    assert phone.effects("done") == []


def test_a_wrong_number_is_neither_called_nor_texted_until_the_ledger_has_another(phone: Desk) -> None:
    told = called(phone.office, phone.ledger, waiting(phone), Called(came="wrong number", note=""), "ann")
    assert told.startswith("+442079460123 is neither called nor texted any more")
    with phone.office.store.read() as connection:
        barred = suppressions.suppressed(connection, "number", ["+442079460123"])
    assert [each.source for each in barred["+442079460123"]] == ["ann called: a wrong number"]
    assert [(each.reached, each.note) for each in contacts_of(phone)] == [(False, "wrong number")]
    phone.decide()
    assert phone.reasons() == {"C1": "NO_ADDRESS"}
    assert "+442079460123 is somebody else's" in phone.standing().text
    phone.stage(customer("C1", edit=3, phone="020 7946 0999")).decide()
    assert waiting(phone).notify.channel == "call"
    phone.stage(customer("C1", edit=4, phone="extension 9")).decide()
    with pytest.raises(ActError, match="extension 9 is no telephone number of Customer C1's"):
        called(phone.office, phone.ledger, waiting(phone), Called(came="wrong number", note=""), "ann")


def test_what_they_dispute_is_recorded_of_one_invoice(phone: Desk) -> None:
    one = waiting(phone)
    for outcome, told in (
        (Called(came="promise", note=""), "on which day"),
        (Called(came="dispute", note=" "), "what they dispute"),
    ):
        with pytest.raises(ActError, match=told):
            called(phone.office, phone.ledger, one, outcome, "ann")
    assert phone.effects("done") == []
    told = called(phone.office, phone.ledger, one, Called(came="dispute", note="wrong price"), "ann")
    assert "wrong price" in told
    phone.decide()
    assert phone.reasons() == {"C1": "DISPUTED"}


def test_of_several_invoices_the_disputed_one_is_named(phone: Desk) -> None:
    phone.stage(invoice("I2", overdue=9)).decide()
    one = waiting(phone)
    with pytest.raises(ActError, match="say which invoice they dispute"):
        called(phone.office, phone.ledger, one, Called(came="dispute", note="not ours"), "ann")
    outcome = Called(came="dispute", note="not ours", invoice="N-I2")
    called(phone.office, phone.ledger, one, outcome, "ann")
    phone.decide()
    with phone.office.store.read() as connection:
        [standing] = decided.standing(connection, phone.ledger.id, customer_id="C1")
        [disputed] = decided.snapshot(connection, standing.account_digest).agreements
    assert disputed.invoice_ids == ("I2",)


def test_a_call_about_other_balances_is_due_no_more(phone: Desk) -> None:
    one = waiting(phone)
    phone.stage(invoice("I1", edit=2, owes="60.00"))
    with pytest.raises(ActError, match="the call to Customer C1 is due no more: something changed"):
        called(phone.office, phone.ledger, one, Called(came="reached", note=""), "ann")
    assert phone.effects("done") == []
    waits = commands.proposals(phone.office, phone.ledger)
    assert [each.notify.amount for each in waits] == [60]
    with phone.office.store.read() as connection:
        assert said.given(connection, phone.ledger.id, NOW - DAY) == [], "no yes is left behind"


def test_a_call_of_a_new_ledger_counts_only_once_its_list_was_approved(phone: Desk) -> None:
    phone.update(released_at=None).decide()
    with pytest.raises(ActError, match="summit is new, and no call of its list counts"):
        called(phone.office, phone.ledger, waiting(phone), Called(came="reached", note=""), "ann")
    with phone.office.store.read() as connection:
        assert said.given(connection, phone.ledger.id, NOW - DAY) == []


def test_what_is_no_call_has_no_such_outcome(bench: Desk) -> None:
    with pytest.raises(ActError, match="what waits for Customer C1 is no call"):
        called(bench.office, bench.ledger, waiting(bench), Called(came="reached", note=""), "ann")
