"""What a person said of one step: a yes that lapses, a day to wait for, a no as things stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from dunning.account import Account, Contact, NoticeKind
from dunning.changed import changes
from dunning.decisions import Decision, Notify, Reason
from dunning.engine import decide, explain
from dunning.ledger import Invoice
from dunning.limits import dates_of
from dunning.outlook import outlook
from dunning.policy import read_policy
from dunning.said import Approved, Deferral
from tests.dunning.desk import RULES, account, at, invoice, notice, notify, wait

EVERY = read_policy({"approval_required": "every"})
EPISODE = "i1001@2026-05-05"
THURSDAY = at("2026-05-07")  # Friday and Monday are the two working days after it


def owing(*invoices: Invoice) -> Account:
    return account(*invoices, episode=EPISODE)


def ask(asked: Account, now: datetime = THURSDAY, **policy: Any) -> Decision:
    return decide(asked, read_policy({"approval_required": "every"} | policy), RULES, now)


def proposed(asked: Account, now: datetime = THURSDAY) -> Notify:
    act = wait(ask(asked, now)).proposed
    assert act is not None
    return act


def said_yes(asked: Account, when: datetime = THURSDAY) -> Account:
    mark = proposed(asked).fingerprint
    given = Approved(fingerprint=mark, at=when, by="ann")
    return replace(asked, approvals=(mark,), approved=(given,))


def word(act: Notify, until: str | None = None, **more: Any) -> Deferral:
    facts: dict[str, Any] = {
        "choice": "declined" if until is None else "postponed",
        "kind": act.kind,
        "level": act.level,
        "ordinal": act.ordinal,
        "episode": act.episode,
        "fingerprint": act.fingerprint,
        "until": None if until is None else date.fromisoformat(until),
        "words": "they are in talks",
        "on": date(2026, 5, 7),
        "by": "ann",
    }
    return Deferral(**(facts | more))


OWES = account(invoice(), episode=EPISODE)


@pytest.mark.parametrize(
    ("day", "days", "goes"),
    [
        ("2026-05-07", 2, True),
        ("2026-05-11", 2, True),
        ("2026-05-12", 2, False),
        ("2026-05-12", 3, True),
        ("2026-05-08", 1, True),
        ("2026-05-11", 1, False),
    ],
)
def test_a_yes_counts_for_some_working_days(day: str, days: int, goes: bool) -> None:
    found = ask(said_yes(OWES), at(day), approval_lapses_days=days)
    assert isinstance(found.action, Notify) is goes
    assert ("ann approved it on 7 May 2026, which lapsed after" in found.text) is not goes


def test_a_yes_that_lapsed_is_told_where_it_is_asked_for_again() -> None:
    lapsed = ask(said_yes(OWES), at("2026-05-12")).text
    assert '. ann approved it on 7 May 2026, which lapsed after 2 working days. "reminder" at ' in lapsed
    ours = said_yes(OWES)
    other = replace(ours, approved=(replace(ours.approved[0], fingerprint="ANOTHER"),))
    assert "lapsed" not in ask(replace(other, approvals=()), at("2026-05-12")).text
    assert "lapsed" not in ask(replace(ours, approvals=()), at("2026-05-11")).text


def test_a_yes_of_which_no_day_is_known_does_not_lapse() -> None:
    stored_before = replace(said_yes(OWES), approved=())
    notify(ask(stored_before, at("2026-05-29")))


def test_the_newest_of_two_yeses_counts() -> None:
    once = said_yes(OWES)
    again = Approved(fingerprint=once.approvals[0], at=at("2026-05-12"), by="ben")
    notify(ask(replace(once, approved=(*once.approved, again)), at("2026-05-14")))


def test_a_letter_on_paper_waits_for_whoever_posts_it() -> None:
    levels = [{"name": "post", "days": 1, "channel": "letter"}]
    policy = read_policy({"levels": levels})
    act = wait(decide(OWES, policy, RULES, THURSDAY)).proposed
    assert act is not None
    given = Approved(fingerprint=act.fingerprint, at=THURSDAY, by="ann")
    approved = replace(OWES, approvals=(act.fingerprint,), approved=(given,))
    notify(decide(approved, policy, RULES, at("2026-05-20")))


def test_what_was_postponed_waits_for_its_day_whatever_its_amount_by_then() -> None:
    put_off = replace(OWES, deferrals=(word(proposed(OWES), "2026-05-13"),))
    found = ask(put_off)
    assert (found.reason, found.review_at) == (Reason.POSTPONED, at("2026-05-12", "23:00"))
    assert "ann postponed it to 13 May 2026: they are in talks" in found.text
    part_paid = replace(put_off, invoices=(invoice(balance="10.00"),))
    assert ask(part_paid, at("2026-05-12")).reason is Reason.POSTPONED
    assert ask(put_off, at("2026-05-13")).reason is Reason.APPROVAL


def test_what_was_refused_comes_back_when_something_changes() -> None:
    declined = replace(OWES, deferrals=(word(proposed(OWES)),))
    found = ask(declined, at("2026-05-20"))
    assert (found.reason, wait(found).proposed) == (Reason.DECLINED, None)
    more = replace(declined, invoices=(*declined.invoices, invoice("8", due="2026-05-01")))
    assert ask(more, at("2026-05-20")).reason is Reason.APPROVAL


STEP = (
    '"reminder" at 6 days past due (from 4): 1 invoice, GBP 100.00, by e-mail for Northern Bakers: '
    "ana@bakers.example"
)


@pytest.mark.parametrize(("words", "why"), [("", ""), ("they are in talks", ": they are in talks")])
@pytest.mark.parametrize(
    ("until", "said"),
    [
        (
            None,
            (
                "ann refused it on 7 May 2026{why}. It is not sent while nothing changes in what they owe. "
                "{step}."
            ),
        ),
        ("2026-05-13", "ann postponed it to 13 May 2026{why}. {step}."),
    ],
)
def test_what_was_said_of_it_is_told_with_what_would_be_done(
    until: str | None, said: str, words: str, why: str
) -> None:
    put_off = replace(OWES, deferrals=(word(proposed(OWES), until, words=words),))
    assert ask(put_off).text == said.format(why=why, step=STEP)


def test_what_was_said_of_a_step_is_silent_once_nothing_is_to_be_done() -> None:
    paid = account(deferrals=(word(proposed(OWES)),))
    [told] = [each for each in explain(paid, EVERY, RULES, THURSDAY) if each.guard == "deferred"]
    assert (told.blocks, told.text) == (False, "Nobody postponed or refused this step.")


def test_the_newest_word_about_a_step_counts() -> None:
    act = proposed(OWES)
    both = replace(OWES, deferrals=(word(act), word(act, "2026-05-08")))
    assert ask(both).reason is Reason.POSTPONED
    assert ask(both, at("2026-05-08")).reason is Reason.APPROVAL
    of_another = word(act, level="firm")
    assert ask(replace(OWES, deferrals=(of_another,))).reason is Reason.APPROVAL


def test_why_says_how_to_take_it_up_again() -> None:
    act = proposed(OWES)
    for words, command in ((word(act), "refuse"), (word(act, "2026-05-13"), "postpone")):
        found = outlook(replace(OWES, deferrals=(words,)), EVERY, RULES, THURSDAY)
        [deferred] = [each for each in found.conditions if each.guard == "deferred"]
        assert deferred.commands == (f"duesync {command} acme --customer c1 --end",)


@dataclass(frozen=True)
class Then:
    """The same step about another state of the books."""

    asked: Account
    says: str


@pytest.mark.parametrize(
    "then",
    [
        Then(owing(invoice(balance="10.00")), "GBP 10.00 is asked for, not GBP 100.00"),
        Then(owing(invoice(balance="10.00")), "of invoice 7 GBP 10.00 is open, not GBP 100.00"),
        Then(owing(invoice(), invoice("8")), "invoice i8 is asked for, too"),
        Then(owing(invoice(emails=("new@acme.example",))), "it goes to new@acme.example now, not to"),
        Then(owing(invoice(), invoice("8", due="2026-08-01")), "other open invoices changed"),
    ],
)
def test_what_changed_since_a_yes_is_told(then: Then) -> None:
    before, now = proposed(OWES), proposed(then.asked)
    told = changes(before, now, {"i1001": "7"})
    assert any(then.says in each for each in told), told
    assert changes(now, now, {}) == ()
    assert before.amount == Decimal("100.00")


def test_a_call_and_its_outcome_are_one_contact() -> None:
    made = at("2026-05-06", "10:00")
    task = replace(notice(), delivered_at=made, channel="call")
    outcome = Contact(channel="call", at=made, reached=True)
    another = Contact(channel="call", at=at("2026-05-07", "10:00"), reached=True)
    acted: NoticeKind = "level"
    days = dates_of((task,), ZoneInfo("Europe/London"), (acted,), (outcome, another))
    assert days == [date(2026, 5, 6), date(2026, 5, 7)]
