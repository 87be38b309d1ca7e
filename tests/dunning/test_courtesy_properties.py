"""What must hold of courtesies for any account at any time, tried on generated books."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import event, given
from hypothesis import strategies as st
from msgspec.structs import replace

from dunning.account import COURTESIES, Account
from dunning.decisions import Notify, Wait
from dunning.engine import decide, explain
from dunning.ledger import Allocation, Payment
from dunning.places import place_of
from dunning.plan import noticed
from dunning.policy import Policy, read_policy
from dunning.procedure import case_of
from tests.dunning.desk import RULES, books, notice, payment
from tests.dunning.test_properties import AT_WORK, MOMENTS, NAMES, STEADY, accounts, mostly

PLAIN = read_policy({"approval_required": "none"})
LONDON = ZoneInfo("Europe/London")
Asked = tuple[Account, Policy, datetime]


def courteous(day: int) -> Policy:
    chosen = {"thanks": True, "terms_note": True, "statement_day": day}
    return read_policy({"approval_required": "none", "courtesies": chosen})


@st.composite
def offers(draw: st.DrawFn) -> Asked:
    """Books in which a courtesy may be due: what was chased is paid, a month ended, an invoice is new."""
    asked, now = draw(accounts()), draw(AT_WORK | MOMENTS)
    today = now.astimezone(LONDON).date()
    ahead = st.integers(*draw(mostly((0, 40), (-12, 40))))
    invoices = tuple(
        replace(
            each,
            due_on=today + timedelta(days=draw(ahead)),
            issued_on=today - timedelta(days=draw(st.integers(0, 9))),
        )
        for each in asked.invoices[: draw(mostly(2, 0, 5))]
    )
    settled = [replace(asked.invoices[0], id=id_, status="paid", balance=Decimal(0)) for id_ in ("i8", "i9")]
    told = today - timedelta(days=draw(st.integers(1, 9)))
    chased = notice(NAMES[0], told.isoformat(), episode="e", invoice_ids=("i8", "i9"))
    asked = replace(
        asked,
        invoices=invoices,
        episode=draw(mostly("e", None)),
        notices=draw(st.sampled_from([(chased,), (), (*asked.notices[:1], chased), asked.notices])),
        settled=tuple(settled[: draw(mostly(1, 2))]),
        paid=draw(
            mostly((paying(told + timedelta(days=draw(st.integers(-1, 9)))),), (), (paying(told, "void"),))
        ),
        first_invoice=draw(st.sampled_from([each.id for each in asked.invoices])),
        opted_out=draw(mostly((), ("email",))),
        books=draw(mostly(books(), asked.books)),
        holds=draw(mostly((), asked.holds)),
    )
    return asked, courteous(draw(st.sampled_from([max(today.day - 1, 1), today.day, 31]))), now


ANY = offers() | st.tuples(accounts(), st.sampled_from([1, 20, 31]).map(courteous), MOMENTS)


def paying(on: date, status: str = "active") -> Payment:
    parts = (Allocation(invoice_id="i8", amount=Decimal(60)), Allocation(invoice_id="i9", amount=Decimal(40)))
    return payment("100", paid_on=on, allocations=parts, status=status, unapplied=Decimal(0))


@given(ANY)
@STEADY
def test_no_thanks_without_a_payment_of_what_was_asked_for(case: Asked) -> None:
    asked, policy, now = case
    decision = decide(asked, policy, RULES, now)
    if not isinstance(decision.action, Notify) or decision.action.kind != "thanks":
        return
    event("thanks")
    act, today = decision.action, now.astimezone(LONDON).date()
    [paid] = asked.paid
    assert paid.status == "active"
    assert paid.paid_on is not None
    assert timedelta(0) <= today - paid.paid_on <= timedelta(days=7)
    asking = [each for each in asked.notices if each.kind == "level" and each.episode == act.episode]
    assert {*act.overdue} <= {one for each in asking for one in each.invoice_ids}
    assert paid.paid_on >= max(each.delivered_at.astimezone(LONDON).date() for each in asking)
    assert all(each.due_on is not None and each.due_on >= today for each in asked.invoices)
    assert "email" not in asked.opted_out
    assert not decision.overdue
    again = replace(asked, notices=(*asked.notices, noticed(act, now)))
    for days in range(8):
        later = decide(again, policy, RULES, now + timedelta(days=days)).action
        assert not isinstance(later, Notify) or later.kind != "thanks"


@given(ANY)
@STEADY
def test_one_message_a_day_is_the_most(case: Asked) -> None:
    asked, policy, now = case
    act = decide(asked, policy, RULES, now).action
    if not isinstance(act, Notify) or act.channel == "hand_over":
        return
    event(act.kind)
    after = replace(asked, notices=(*asked.notices, noticed(act, now)))
    later = now
    while later.astimezone(LONDON).date() == now.astimezone(LONDON).date():
        then = decide(after, policy, RULES, later).action
        assert not isinstance(then, Notify) or then.channel == "hand_over"
        later += timedelta(hours=1)


@given(ANY)
@STEADY
def test_a_courtesy_pushes_no_level_aside_and_advances_none(case: Asked) -> None:
    asked, policy, now = case
    plain = decide(asked, PLAIN, RULES, now)
    kind = decide(asked, policy, RULES, now)
    if isinstance(plain.action, Notify):
        assert kind == plain
    assert (kind.episode, kind.overdue) == (plain.episode, plain.overdue)
    if isinstance(kind.action, Notify):
        after = replace(asked, notices=(*asked.notices, noticed(kind.action, now)))
        if kind.action.kind in COURTESIES:
            event(kind.action.kind)
            assert case_of(after, PLAIN, RULES, now).index == case_of(asked, PLAIN, RULES, now).index


@given(ANY)
@STEADY
def test_no_courtesy_leaves_out_of_hours_or_by_a_way_that_was_refused(case: Asked) -> None:
    asked, policy, now = case
    act = decide(asked, policy, RULES, now).action
    if not isinstance(act, Notify) or act.kind not in COURTESIES:
        return
    event(act.kind)
    who = asked.customer
    assert act.channel == "email"
    assert len(act.recipients) == 1
    assert not asked.opted_out
    place = place_of(who.country, who.region, "GB", "Europe/London")
    for zone in place.zones:
        local = now.astimezone(ZoneInfo(zone))
        assert 8 <= local.hour < 18
        assert local.weekday() < 5
        assert local.date() not in RULES.holidays.get(place.country or "", ())
    if act.kind == "statement":
        owed = sum(each.balance for each in asked.invoices)
        assert act.amount == owed - act.credit >= 10
        assert {*act.overdue} == {each.id for each in asked.invoices}


@given(ANY)
@STEADY
def test_between_now_and_the_review_no_courtesy_is_missed(case: Asked) -> None:
    asked, policy, now = case
    decision = decide(asked, policy, RULES, now)
    if not isinstance(decision.action, Wait) or decision.review_at is None:
        return
    assert now < decision.review_at
    asked = replace(asked, episode=decision.episode)
    just_before = decision.review_at - timedelta(minutes=1)
    if just_before > now:
        then = decide(asked, policy, RULES, just_before)
        assert isinstance(then.action, Wait), then.text


@given(ANY)
@STEADY
def test_the_answers_agree_with_the_decision(case: Asked) -> None:
    asked, policy, now = case
    decision = decide(asked, policy, RULES, now)
    answers = explain(asked, policy, RULES, now)
    for each in answers:
        assert each.text.endswith(".")
        assert each.blocks == (each.reason is not None)
    act = decision.action
    if isinstance(act, Notify) and act.kind in COURTESIES:
        [answer] = [each for each in answers if each.guard == act.kind.replace("_", " ")]
        assert (answer.blocks, answer.text) == (False, decision.text)
