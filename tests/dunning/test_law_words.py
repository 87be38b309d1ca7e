"""The words in which cases of law are written, one by one: what each of them is understood as."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from dunning.law.facts import facts_of, question_of
from dunning.law.question import Question
from dunning.ledger import Money
from tests.dunning.test_law_reading import ROW

CALL = ROW | {"channel": "phone"}
MONEY = ROW | {"channel": "money"}
YES = "true yes 1 on known open written received filed active".split()
NO = "false no 0 off none unknown not_sent absent missing".split()


def asked(facts: str, row: dict[str, str] = CALL, **more: str) -> Question:
    told = row | {"facts": facts} | more
    return question_of(told, facts_of(told))


@pytest.mark.parametrize("word", [*YES, *NO, "perhaps"])
def test_a_word_means_yes_or_no_or_is_not_understood(word: str) -> None:
    expected = True if word in YES else False if word in NO else None
    assert asked(f"ask=interest;in_default={word}", MONEY).claim.in_default is expected  # type: ignore[union-attr]  # a claim
    assert asked(f"holiday={word}").holiday is (word in YES)
    assert asked(f"waiver_extended={word}").revoke_all_waived is expected
    assert (asked(f"dispute={word}").states == {}) is (word in NO)
    assert asked(f"wish={word}").wishes == (() if word in NO else (word,))
    assert asked(f"validation_notice={word}").unsent == (("validation_notice",) if word in NO else ())
    level = word if word in {"none", "written"} else "none" if word in NO else "express"
    assert asked(f"consent={word}").consents == {"phone": level}
    assert asked(f"guarantor={word}").kind == ("company" if word in NO else "guarantor")
    assert asked(f"bounce={word}").bounced is (word in YES)


OURS = {
    "zones": "candidate_zones",
    "holiday": "national_public_holiday public_holiday",
    "to": "call_to place location",
    "wish": "consumer_request debtor_request request",
    "phone_conversation_on": "phone_conversation",
    "initial_communication_on": "initial_communication first_contact",
    "letter_of_claim_sent_on": "letter letter_of_claim letter_of_claim_sent",
    "fourteen_day_letter_received_on": "letter_received fourteen_day_letter_received",
    "written_notice_sent_on": "written_notice notice_sent written_notice_sent",
    "first_reminder_sent_on": "first_reminder first_reminder_sent",
    "reply_form_received_on": "reply_form_received reply_form",
    "intention_to_issue_notice_on": "intention_to_issue_notice intention_notice",
    "opt_out_method": "opt_out_text",
    "contractual_substantial_remedy": "substantial_remedy",
    "moratorium": "breathing_space_from breathing_space moratorium_from",
    "cease": "cease_request written_cease cease_received cease_letter",
    "dispute": "written_dispute dispute_received disputed",
    "bankruptcy": "bankruptcy_filed insolvency",
    "attorney": "lawyer represented attorney_known",
    "heard": "reply inbound received received_text text "
    "sms_reply inbound_sms inbound_text keyword reply_text "
    "word incoming reply_received message_received sms_text message_text words",
    "total": "total_usd total_eur total_gbp",
    "renewed": "renewed_on",
    "debt_entered": "sold assigned",
    "consent": "sms_consent email_consent",
    "this_message": "message",
    "ask": "kind",
    "principal": "balance amount invoice_amount",
    "interest_to": "payment_date",
}


@pytest.mark.parametrize("word", [theirs for others in OURS.values() for theirs in others.split()])
def test_another_spelling_is_brought_to_ours(word: str) -> None:
    ours = next(ours for ours, others in OURS.items() if word in others.split())
    assert facts_of(CALL | {"facts": f"{word}=x"}) == {ours: "x"}


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("phone", "phone"),
        ("sms", "sms"),
        ("email", "email"),
        ("letter", "letter"),
        ("visit", "visit"),
        ("*", "*"),
        ("call", "phone"),
        ("voice", "phone"),
        ("voicemail", "phone"),
        ("text", "sms"),
        ("post", "letter"),
        ("mail", "letter"),
        ("face_to_face", "visit"),
    ],
)
def test_a_contact_goes_by_one_of_these_ways(word: str, channel: str) -> None:
    found = asked("", channel=word)
    assert (found.action, found.channel) == ("contact", channel)


def test_what_is_no_way_is_an_act() -> None:
    found = asked("attempts_last_7_days=1", channel="issue_claim")
    assert (found.action, found.channel, found.touches[0].channel) == ("issue_claim", "", "phone")


STATES = (
    "dispute attorney cease bankruptcy moratorium mental_health_moratorium time_barred promise payment "
    "opt_out military_service work_contact_prohibited contractual_substantial_remedy dispute_take_me_to_court"
).split()


@pytest.mark.parametrize("word", STATES)
def test_a_state_is_the_case_since_its_day_where_that_is_known(word: str) -> None:
    assert asked(f"{word}=2026-11-02").states == {word: date(2026, 11, 2)}
    assert asked(f"{word}=2026-11").states == {word: date(2026, 11, 1)}
    assert asked(f"{word}=2026-11-02T09:00").states == {word: date(2026, 11, 2)}
    assert asked(f"{word}=true").states == {word: None}


def test_what_is_no_state_is_none() -> None:
    assert asked("tea=true").states == {}
    assert asked("moratorium=true;ask=mental_health").states == {"mental_health_moratorium": None}
    assert asked("dispute=true;ask=mental_health").states == {"dispute": None}


COUNTS = {
    "calls": "phone",
    "phone_calls": "phone",
    "sms": "sms",
    "texts": "sms",
    "emails": "email",
    "letters": "letter",
    "visits": "visit",
}


@pytest.mark.parametrize("word", [*COUNTS, "contacts", "attempts", "contact_attempts"])
@pytest.mark.parametrize("how", ["", "actual_", "unanswered_"])
def test_contacts_are_counted_by_their_way_and_by_whether_they_reached_anybody(word: str, how: str) -> None:
    reached = how != "unanswered_" and not word.endswith("attempts")
    for channel in ("visit", "letter"):
        touches = asked(f"{how}{word}_last_7_days=2", channel=channel).touches
        told = [(touch.channel, touch.reached) for touch in touches]
        assert told == [(COUNTS.get(word, channel), reached)] * 2


@pytest.mark.parametrize(("days", "ago"), [(1, 1), (7, 1), (8, 8), (30, 8)])
def test_contacts_of_a_longer_span_lie_before_the_last_seven_days(days: int, ago: int) -> None:
    touches = asked(f"calls_last_{days}_days=3").touches
    now = datetime(2026, 11, 24, 11, tzinfo=UTC)
    assert [touch.at for touch in touches] == [now - timedelta(days=ago, minutes=each) for each in range(3)]


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ("this_call=3rd", 2),
        ("this_call=1st", 0),
        ("this_call=no", 0),
        ("this_sms=4", 3),
        ("this_email=2nd", 1),
        ("this_contact=5", 4),
        ("this_attempt=2", 1),
        ("this_letter=2", 0),
        ("this_call=12th", 11),
        ("calls_last_30_days=5;calls_last_7_days=2", 5),
        ("calls_last_30_days=1;calls_last_7_days=2", 2),
        ("this_call=9;calls_last_7_days=0", 0),
        ("mycalls_last_7_days=2", 0),
        ("calls_last_7_days_=2", 0),
    ],
)
def test_so_many_contacts_lie_behind_what_is_told(facts: str, count: int) -> None:
    assert len(asked(facts).touches) == count


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ("ask=interest", "interest"),
        ("ask=statutory_interest", "interest"),
        ("ask=collection_cost", "collection_cost"),
        ("ask=costs", "collection_cost"),
        ("ask=fixed_sum", "fixed_sum"),
        ("ask=lump sum", "fixed_sum"),
        ("ask=fixed", "fixed_sum"),
        ("ask=indemnity", "fixed_sum"),
        ("ask=compensation", "fixed_sum"),
        ("ask=penalty", "fixed_sum"),
        ("interest_from=2026-01-01", "interest"),
        ("valid_14_day_letter=true", "collection_cost"),
        ("valid_14_day_letter=true;interest_from=2026-01-01", "collection_cost"),
        ("ask=tea;interest_from=2026-01-01", "interest"),
        ("ask=interest on cost", "interest"),
        ("ask=fixed cost", "collection_cost"),
    ],
)
def test_what_is_asked_for_is_known_by_one_of_these_words(facts: str, kind: str) -> None:
    found = asked(facts, MONEY).claim
    assert found is not None
    assert found.kind == kind
    assert asked(facts).claim is None


@pytest.mark.parametrize(
    ("facts", "default"),
    [
        ("reminder_sent=true", True),
        ("invoice_30_day_note=true", True),
        ("calendar_due_date_agreed=true", True),
        ("reminder_sent=false", False),
        ("reminder_sent=false;invoice_30_day_note=true", True),
        ("in_default=false;reminder_sent=true", False),
        ("reminder_sent=perhaps", None),
    ],
)
def test_one_of_three_ways_leads_into_default(facts: str, *, default: bool | None) -> None:
    found = asked(f"ask=interest;{facts}", MONEY).claim
    assert found is not None
    assert found.in_default is default


@pytest.mark.parametrize(
    ("facts", "events"),
    [
        ("days_since_letter=6", {"letter_of_claim_sent": date(2026, 11, 18)}),
        ("days_since_parcel=0", {"parcel": date(2026, 11, 24)}),
        ("days_since_parcel=soon", {}),
        ("parcel_on=2026-11-02", {"parcel": date(2026, 11, 2)}),
        ("parcel_on=soon", {}),
        ("parcel=2026-11-02", {}),
        ("validation_notice=sent", {"validation_notice_sent": date.min}),
        ("verification=sent", {"verification_sent": date.min}),
        ("verification=later", {}),
        ("parcel=sent", {}),
        ("verification_sent=yes", {"verification_sent": date.min}),
        ("verification_sent=no", {}),
        ("valid_14_day_letter=yes;term_expired=yes", {"fourteen_day_letter_expired": date.min}),
        ("valid_14_day_letter=yes;term_expired=no", {}),
        ("valid_14_day_letter=no;term_expired=yes", {}),
        ("first_reminder=true;term_expired=yes", {"fourteen_days_after_first_reminder": date.min}),
        ("first_reminder=true;term_expired=no", {}),
        ("term_expired=yes", {}),
    ],
)
def test_what_happened_and_when(facts: str, events: dict[str, date]) -> None:
    assert asked(facts).events == events


@pytest.mark.parametrize(
    ("role", "facts", "expected"),
    [
        ("third_party_pre_default_servicer", "hired_before_default=no", "third_party_agency"),
        ("third_party_pre_default_servicer", "hired_before_default=yes", "third_party_pre_default_servicer"),
        ("third_party_pre_default_servicer", "", "third_party_pre_default_servicer"),
        ("first_party", "hired_before_default=no", "first_party"),
    ],
)
def test_who_took_a_debt_on_after_it_was_overdue_is_a_collector(role: str, facts: str, expected: str) -> None:
    assert asked(facts, collector_role=role).role == expected


def test_spaces_around_what_a_row_says_mean_nothing() -> None:
    row = CALL | {"channel": "voice", "facts": "zones=Europe/London|Europe/Paris"}
    wide = {name: f" {value} " for name, value in row.items()}
    assert question_of(wide, facts_of(wide)) == question_of(row, facts_of(row))


def test_what_the_debtor_wrote_may_hold_any_sign() -> None:
    assert asked("heard=1+1=2").heard == "1+1=2"


@pytest.mark.parametrize("told", ["GBP 5000.00", "GBP 5,000.00", "GBP  5000.00"])
def test_an_amount_is_read_however_it_is_spaced(told: str) -> None:
    found = asked(f"ask=interest;principal={told}", MONEY).claim
    assert found is not None
    assert found.principal == Money(Decimal("5000.00"), "GBP")
