"""What keeps a question from being answered by itself: whether we may write at all; no rule of chasing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dunning.account import Account, Refusal, Suppressed, SuppressedFor
from dunning.decisions import Reason
from dunning.said import Deferral
from tests.dunning.guards_desk import TUESDAY
from tests.dunning.test_answering import answer_to, own
from tests.dunning.test_guards import BLOCKED

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
