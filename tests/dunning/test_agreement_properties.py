"""What must hold of agreements for any account at any time, tried on generated books."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dunning.account import Account
from dunning.agreed import agreed_on
from dunning.agreements import Agreement, PaidClaim
from dunning.decisions import Wait
from dunning.engine import decide, explain
from dunning.ledger import Allocation, Payment
from tests.dunning.agreements_desk import came, claim, dispute, handed_over, plan, promise, settlement
from tests.dunning.desk import RULES, books, customer
from tests.dunning.test_properties import (
    AT_WORK,
    DAYS,
    MOMENTS,
    NAMES,
    POLICY,
    STEADY,
    accounts,
    mostly,
    reached,
    step,
)

LONDON = ZoneInfo("Europe/London")
AMOUNTS = st.decimals(min_value=Decimal(1), max_value=Decimal(3000), places=2)
NUMBERS = st.sampled_from(["0", "1", "2"])


@st.composite
def agreements(draw: st.DrawFn) -> tuple[Agreement, ...]:
    """One to three of any kind, about the first invoices, made and due on any day."""
    made: list[Agreement] = []
    for number in range(draw(st.integers(min_value=1, max_value=3))):
        about, amount = draw(NUMBERS), str(draw(AMOUNTS))
        on, by = sorted([draw(DAYS), draw(DAYS)])
        kinds: list[Agreement] = [
            promise(amount, by.isoformat()),
            plan((by.isoformat(), amount), ((by + timedelta(days=30)).isoformat(), amount)),
            dispute(draw(st.sampled_from([amount, None])), answer_by=by.isoformat()),
            claim(amount, on.isoformat()),
            settlement(amount, pay_by=by.isoformat()),
            handed_over(),
        ]
        kind = draw(st.sampled_from(kinds))
        about_ids = () if kind is kinds[-1] else (f"i{about}",)
        made.append(replace(kind, id=number, made_on=on, invoice_ids=about_ids))
    return tuple(made)


@st.composite
def money(draw: st.DrawFn) -> tuple[Payment, ...]:
    return tuple(
        came(
            str(draw(AMOUNTS)),
            draw(DAYS).isoformat(),
            draw(st.sampled_from(["0", "1", None])),
            id=f"p{number}",
        )
        for number in range(draw(st.integers(min_value=0, max_value=2)))
    )


@st.composite
def agreeing(draw: st.DrawFn) -> Account:
    """An account that would be written to, were nothing agreed, most of the time."""
    made = draw(accounts())
    through = draw(mostly(date(2026, 12, 31), date(2026, 4, 10)))
    return replace(
        made,
        agreements=draw(agreements()),
        received=draw(money()),
        books=books(booked_through=through),
        customer=customer(),
        holds=(),
    )


def today(now: datetime) -> date:
    return now.astimezone(LONDON).date()


def paying(asked: Account, now: datetime, data: st.DataObject) -> Account:
    """The same account after a payment, dated at the latest today, for one of its invoices."""
    paid = data.draw(st.sampled_from(asked.invoices))
    amount = data.draw(st.decimals(min_value=Decimal("0.01"), max_value=paid.balance, places=2))
    on = min(data.draw(DAYS), today(now))
    part = Allocation(invoice_id=paid.id, amount=amount)
    receipt = replace(came(str(amount), on.isoformat()), id="new", allocations=(part,))
    left = tuple(
        replace(each, balance=each.balance - amount) if each.id == paid.id else each
        for each in asked.invoices
    )
    return replace(asked, invoices=left, received=(*asked.received, receipt))


@given(agreeing(), MOMENTS)
@STEADY
def test_a_decision_is_the_first_blocking_answer_and_looks_ahead(asked: Account, now: datetime) -> None:
    decision = decide(asked, POLICY, RULES, now)
    answers = explain(asked, POLICY, RULES, now)
    assert all(each.text.endswith(".") and each.blocks == (each.reason is not None) for each in answers)
    blocking = [each for each in answers if each.blocks]
    assert isinstance(decision.action, Wait) == bool(blocking)
    if blocking:
        assert (decision.reason, decision.text) == (blocking[0].reason, blocking[0].text)
    assert decision.review_at is not None
    assert now < decision.review_at


@given(agreeing(), AT_WORK, st.data())
@STEADY
def test_paying_never_raises_the_level_nor_what_is_asked(
    asked: Account, now: datetime, data: st.DataObject
) -> None:
    # what was claimed to be paid is silent until it is found: only there does money lift a silence
    asked = replace(
        asked,
        episode="e",
        agreements=tuple(each for each in asked.agreements if not isinstance(each, PaidClaim)),
    )
    after = paying(asked, now, data)
    assert reached(after, now) <= reached(asked, now)
    before, then = step(asked, now), step(after, now)
    if before is not None and then is not None and before.kind == then.kind == "level":
        assert NAMES.index(then.level) <= NAMES.index(before.level)
        assert then.amount <= before.amount


@given(agreeing(), AT_WORK, st.data())
@STEADY
def test_paying_breaks_no_promise_that_was_kept(asked: Account, now: datetime, data: st.DataObject) -> None:
    after = paying(asked, now, data)
    before = agreed_on(asked, POLICY, RULES, today(now)).judged
    then = agreed_on(after, POLICY, RULES, today(now)).judged
    for one, other in zip(before, then, strict=True):
        assert other.came >= one.came
        if one.state in {"kept", "on_track", "completed", "found", "settled"}:
            assert other.state in {one.state, "completed"}


@given(accounts(), AT_WORK, st.data())
@STEADY
def test_a_promise_adds_no_message_about_what_was_promised_before_its_day(
    asked: Account, now: datetime, data: st.DataObject
) -> None:
    by = today(now) + timedelta(days=data.draw(st.integers(min_value=0, max_value=30)))
    given_now = replace(promise("5", by.isoformat()), made_on=today(now), invoice_ids=("i0", "i1"))
    promised = replace(asked, agreements=(given_now,))
    moment = now
    while today(moment) <= by:
        act = step(promised, moment)
        if act is not None:
            assert not {"i0", "i1"} & {*act.overdue, *act.alongside}
        moment += timedelta(days=3)


@given(accounts(), AT_WORK, st.data())
@STEADY
def test_a_promise_of_all_keeps_all_silent_until_its_day(
    asked: Account, now: datetime, data: st.DataObject
) -> None:
    by = today(now) + timedelta(days=data.draw(st.integers(min_value=0, max_value=30)))
    every = tuple(each.id for each in asked.invoices)
    promised = replace(
        asked, agreements=(replace(promise("5", by.isoformat()), made_on=today(now), invoice_ids=every),)
    )
    assert step(promised, now) is None
    decision = decide(promised, POLICY, RULES, now)
    assert decision.overdue == decide(asked, POLICY, RULES, now).overdue


@given(agreeing(), MOMENTS, st.randoms(use_true_random=False))
@STEADY
def test_the_order_in_which_things_are_known_is_irrelevant(
    asked: Account, now: datetime, order: object
) -> None:
    shuffled = list(asked.agreements)
    order.shuffle(shuffled)  # type: ignore[attr-defined] # Hypothesis's randoms are typed as object here
    other = replace(
        asked,
        agreements=tuple(shuffled),
        received=tuple(reversed(asked.received)),
        invoices=tuple(reversed(asked.invoices)),
    )
    assert decide(asked, POLICY, RULES, now) == decide(other, POLICY, RULES, now)
    assert explain(asked, POLICY, RULES, now) == explain(other, POLICY, RULES, now)


@given(accounts(), AT_WORK, AMOUNTS, NUMBERS)
@STEADY
def test_a_disputed_part_is_never_in_the_amount_asked(
    asked: Account, now: datetime, amount: Decimal, about: str
) -> None:
    disputed = replace(asked, agreements=(dispute(str(amount), about, answer_by="2026-12-31"),))
    act = step(disputed, now)
    if act is None:
        return
    owed = {each.id: each.balance for each in asked.invoices}
    if f"i{about}" in owed:
        owed[f"i{about}"] = max(owed[f"i{about}"] - amount, Decimal(0))
    assert act.amount == sum((owed[each] for each in act.overdue), Decimal(0)) - act.credit
    assert all(balance == owed[each] > 0 for each, balance in act.balances)


@given(agreeing(), MOMENTS)
@STEADY
def test_between_now_and_the_review_nothing_is_missed(asked: Account, now: datetime) -> None:
    decision = decide(asked, POLICY, RULES, now)
    if not isinstance(decision.action, Wait) or decision.review_at is None:
        return
    asked = replace(asked, episode=decision.episode)
    just_before = decision.review_at - timedelta(minutes=1)
    if just_before > now:
        assert step(asked, just_before) is None
