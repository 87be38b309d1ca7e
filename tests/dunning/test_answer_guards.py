"""What keeps a question from being answered by itself: whether we may write at all; no rule of chasing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from dunning.account import Account, Refusal, Suppressed, SuppressedFor
from dunning.decisions import Decision, Notify, Reason
from dunning.engine import decide
from dunning.policy import read_policy
from dunning.said import Deferral
from tests.dunning.desk import RULES, account, at, invoice
from tests.dunning.guards_desk import TUESDAY
from tests.dunning.law_desk import ALWAYS, pack
from tests.dunning.test_answering import answer_to, own
from tests.dunning.test_guards import BLOCKED
from tests.dunning.test_text_answers import texting

KEPT_BACK = {
    Reason.UNREADABLE,
    Reason.DIFFERENT,
    Reason.PAYMENT_REFUSED,
    Reason.MONEY_ARRIVED,
    Reason.PAYING,
    Reason.PRETEND,
    Reason.UNCERTAIN,
    Reason.FORBIDDEN,
    Reason.HOLD,
    Reason.HANDED_OVER,
    Reason.OPTED_OUT,
    Reason.NOT_RELEASED,
}
ONE_IS_HELD = "the only overdue invoice is on hold"  # what is owed may be told, though nobody asks for it


def asking(made: Account) -> Account:
    """The same customer, who asked what they owe an hour ago."""
    customer = replace(made.customer, emails=(*made.customer.emails, "ap@northern.example"))
    return replace(made, replies=own().replies, customer=customer)


@pytest.mark.parametrize("why", BLOCKED)
def test_a_question_is_answered_wherever_we_may_write_to_them(why: str) -> None:
    made, reason, _words = BLOCKED[why]
    answered = answer_to(asking(made)) is not None
    assert answered == (reason not in KEPT_BACK or why == ONE_IS_HELD)


def test_an_answer_that_was_refused_is_not_tried_again_by_itself() -> None:
    refused = Refusal(recipients=("ap@northern.example",), reason="550 no such user")
    assert answer_to(replace(own(), refused=(refused,))) is None
    other = replace(refused, recipients=("other@northern.example",))
    assert answer_to(replace(own(), refused=(other,))) is not None


def test_an_answer_that_a_person_refused_is_not_given() -> None:
    act = answer_to(own())
    assert act is not None
    declined = Deferral(
        choice="declined",
        kind=act.kind,
        level=act.level,
        ordinal=act.ordinal,
        episode=act.episode,
        fingerprint=act.fingerprint,
        until=None,
        words="",
        on=TUESDAY.date(),
        by="ann",
    )
    assert answer_to(replace(own(), deferrals=(declined,))) is None
    assert answer_to(replace(own(), deferrals=(replace(declined, fingerprint="ANOTHER"),))) is not None


@pytest.mark.parametrize("why", ["stopped", "bounced", "complained", "wrong"])
def test_no_answer_goes_where_nothing_is_sent(why: SuppressedFor) -> None:
    gone = Suppressed(kind="email", address="AP@Northern.example ", why=why, since=TUESDAY)
    assert answer_to(replace(own(), suppressed=(gone,))) is None
    other = replace(gone, address="x@northern.example")
    assert answer_to(replace(own(), suppressed=(other,))) is not None


AWAKE = {"from": "06:00", "until": "22:00"}
OF_LAW = pack(hours=[{**ALWAYS, "from": "09:00", "until": "20:00"}])


def asked_hours_ago(made: Account) -> Account:
    """The same customer, who texted it nine hours ago and does not wait any more."""
    return texting("owed", of=made, at=TUESDAY - timedelta(hours=9))


def answer_late(made: Account, now: datetime = TUESDAY, **contact: object) -> Decision:
    policy = {"approval_required": "none", "replies": {"answer": ["owed"]}, "law": {"debtor_kind": "company"}}
    rules = replace(RULES, packs={"GB": (OF_LAW,)})
    return decide(asked_hours_ago(made), read_policy(policy | {"contact": contact}), rules, now)


@pytest.mark.parametrize("why", BLOCKED)
def test_a_text_that_was_asked_hours_ago_is_answered_wherever_we_may_write(why: str) -> None:
    made, reason, _words = BLOCKED[why]
    action = answer_late(made).action
    answered = isinstance(action, Notify) and action.kind == "answer"
    mail_alone = reason is Reason.OPTED_OUT
    assert answered == (reason not in KEPT_BACK or why == ONE_IS_HELD or mail_alone)


def test_a_late_answer_by_text_waits_for_the_hours_of_the_house_and_of_the_law() -> None:
    early = at("2026-05-05", "06:30")  # half past seven in London
    by_the_house = answer_late(account(invoice()), early)
    assert (by_the_house.reason, by_the_house.review_at) == (Reason.OUT_OF_HOURS, at("2026-05-05", "07:00"))
    by_the_law = answer_late(account(invoice()), early, hours={"sms": AWAKE})
    assert (by_the_law.reason, by_the_law.review_at) == (Reason.OUT_OF_HOURS, at("2026-05-05", "08:00"))
    assert (by_the_house.citation, by_the_law.citation) == (None, "An Act s.1")


def test_what_no_text_may_answer_waits_for_no_hour() -> None:
    unread = account(invoice(), unreadable=("payment P-9: no amount",))
    assert answer_late(unread, at("2026-05-05", "04:00")).reason is Reason.UNREADABLE
