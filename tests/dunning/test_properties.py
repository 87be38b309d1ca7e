"""What must hold for any account at any time: the promises of the engine, tried on generated books."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dunning.account import Account, Notice
from dunning.decisions import Notify, Wait
from dunning.engine import decide, explain
from dunning.ledger import Invoice
from dunning.places import place_of
from dunning.plan import plan_ahead
from dunning.policy import read_policy
from dunning.procedure import case_of
from tests.dunning.desk import RULES, account, books, credit, customer, hold, invoice, notice

POLICY = read_policy({"approval_required": "none"})
NAMES = [level.name for level in POLICY.levels]
STEADY = settings(deadline=None, derandomize=True, max_examples=150)  # the same cases on a busy machine
START = date(2026, 3, 1)
MONEY = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(5000), places=2)
DAYS = st.integers(min_value=0, max_value=80).map(lambda days: START + timedelta(days=days))
WEEKDAYS = [
    START + timedelta(days=days) for days in range(150) if (START + timedelta(days=days)).weekday() < 5
]
AT_WORK = st.builds(
    lambda day, hour: datetime(day.year, day.month, day.day, hour, tzinfo=UTC),
    st.sampled_from(WEEKDAYS),
    st.sampled_from([8, 10, 16, 19, 20]),  # London works from 8 to 17 by UTC, all of America from 18 to 22
)
MOMENTS = AT_WORK | st.datetimes(
    min_value=datetime(2026, 3, 1),  # noqa: DTZ001 - Hypothesis takes naive bounds beside a zone
    max_value=datetime(2026, 7, 31),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
).map(lambda moment: moment.replace(second=0, microsecond=0))


def mostly(usual: object, *rare: object) -> st.SearchStrategy[Any]:
    """The usual one, most of the time: else nothing would ever be sent in these books."""
    return st.sampled_from([usual] * (4 * max(len(rare), 1)) + list(rare))


@st.composite
def invoices(draw: st.DrawFn) -> tuple[Invoice, ...]:
    count = draw(st.integers(min_value=1, max_value=5))
    return tuple(
        invoice(
            str(number),
            draw(DAYS).isoformat(),
            str(draw(MONEY)),
            emails=draw(st.sampled_from([(), ("a@x.example",), ("b@x.example",)])) if number == 0 else (),
        )
        for number in range(count)
    )


@st.composite
def sent(draw: st.DrawFn) -> tuple[Notice, ...]:
    """Levels that went out in their order, some in this episode, some before."""
    reached = draw(st.integers(min_value=0, max_value=3))
    days = sorted(draw(st.lists(DAYS, min_size=reached, max_size=reached, unique=True)))
    episode = draw(st.sampled_from(["e", "before"]))
    kinds = draw(st.lists(st.sampled_from(["level", "pre_due"]), min_size=reached, max_size=reached))
    return tuple(
        notice(NAMES[place], day.isoformat(), episode=episode, kind=kind)
        for place, (day, kind) in enumerate(zip(days, kinds, strict=True))
    )


CREDITS = mostly((), (credit("20", id="a"),), (credit("60", id="a"), credit("900", id="b")))


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    return account(
        *draw(invoices()),
        notices=draw(sent()),
        credits=draw(CREDITS),
        episode=draw(st.sampled_from([None, "e"])),
        customer=customer(
            country=draw(mostly("GB", None, "US", "JP", "RU")), region=draw(mostly(None, "MA", "Texas"))
        ),
        books=books(
            booked_through=draw(mostly(date(2026, 12, 31), None, date(2026, 4, 1), date(2026, 5, 1))),
            released=draw(mostly("yes", "no")) == "yes",
            flooded=draw(mostly("no", "yes")) == "yes",
        ),
        holds=draw(mostly((), (hold("invoice", "2026-06-01", "i0"),), (hold(until="2026-05-01"),))),
    )


def step(asked: Account, now: datetime) -> Notify | None:
    action = decide(asked, POLICY, RULES, now).action
    return action if isinstance(action, Notify) else None


@given(accounts(), MOMENTS)
@STEADY
def test_a_decision_is_the_first_blocking_answer_or_an_act(asked: Account, now: datetime) -> None:
    decision = decide(asked, POLICY, RULES, now)
    blocking = [each for each in explain(asked, POLICY, RULES, now) if each.blocks]
    if not blocking:
        assert isinstance(decision.action, Notify)
        return
    assert isinstance(decision.action, Wait)
    assert (decision.reason, decision.text) == (blocking[0].reason, blocking[0].text)


@given(accounts(), MOMENTS)
@STEADY
def test_every_wait_looks_ahead_and_every_answer_has_words(asked: Account, now: datetime) -> None:
    decision = decide(asked, POLICY, RULES, now)
    assert decision.review_at is not None  # something is open in every account made here
    assert now < decision.review_at
    assert decision.text.endswith(".")
    for answer in explain(asked, POLICY, RULES, now):
        assert answer.text.endswith(".")
        assert answer.blocks == (answer.reason is not None)


@given(accounts(), MOMENTS, st.randoms(use_true_random=False))
@STEADY
def test_the_order_of_the_documents_is_irrelevant(asked: Account, now: datetime, order: object) -> None:
    shuffled = list(asked.invoices)
    order.shuffle(shuffled)  # type: ignore[attr-defined] # Hypothesis's randoms are typed as object here
    other = replace(asked, invoices=tuple(shuffled), credits=tuple(reversed(asked.credits)))
    assert decide(asked, POLICY, RULES, now) == decide(other, POLICY, RULES, now)


@given(accounts(), MOMENTS)
@STEADY
def test_nothing_is_asked_for_that_could_have_been_paid_unseen(asked: Account, now: datetime) -> None:
    act = step(asked, now)
    if act is None or act.kind != "level":
        return
    through = asked.books.booked_through
    assert through is not None
    due = {each.id: each.due_on for each in asked.invoices}
    for each in act.overdue:
        day = due[each]
        assert day is not None
        assert through - day >= timedelta(days=2)
        assert each not in act.alongside
    today = now.astimezone(ZoneInfo("Europe/London")).date()
    held = {hold.invoice_id for hold in asked.holds if hold.until is not None and today < hold.until}
    open_ones = {each.id for each in asked.invoices if each.id not in held}
    assert {*act.overdue, *act.alongside} == open_ones
    owed = sum(each.balance for each in asked.invoices if each.id in act.overdue)
    assert act.amount == owed - act.credit > 0


@given(accounts(), MOMENTS, st.sampled_from(["i0", "i1", None]))
@STEADY
def test_a_hold_never_starts_a_debt_over(asked: Account, now: datetime, held: str | None) -> None:
    asked = replace(asked, episode="e", holds=(hold("invoice", None, held or "i0"),))
    today = now.astimezone(ZoneInfo("Europe/London")).date()
    left = [each for each in asked.invoices if each.due_on is not None and each.due_on < today]
    assert decide(asked, POLICY, RULES, now).episode == ("e" if left else None)


def reached(asked: Account, now: datetime) -> int:
    """How far the clock lets the procedure go: the number of levels whose days have come."""
    case = case_of(asked, POLICY, RULES, now)
    return sum(level.days <= case.past_due() for level in POLICY.levels) if case.standing.oldest else 0


@given(accounts(), AT_WORK, st.data())
@STEADY
def test_paying_never_raises_the_level(asked: Account, now: datetime, data: st.DataObject) -> None:
    asked = replace(asked, episode="e")
    paid = data.draw(st.sampled_from(asked.invoices))
    part = data.draw(st.decimals(min_value=0, max_value=paid.balance, places=2))
    after = replace(
        asked,
        invoices=tuple(
            replace(each, balance=part) if each.id == paid.id else each for each in asked.invoices
        ),
    )
    assert reached(after, now) <= reached(asked, now)
    before, then = step(asked, now), step(after, now)
    if before is not None and then is not None and then.kind == before.kind == "level":
        assert NAMES.index(then.level) <= NAMES.index(before.level)
        assert then.amount <= before.amount


@given(accounts(), AT_WORK, MONEY)
@STEADY
def test_more_credit_never_makes_a_message(asked: Account, now: datetime, amount: Decimal) -> None:
    if step(asked, now) is None:
        richer = replace(asked, credits=(*asked.credits, credit(str(amount), id="more")))
        assert step(richer, now) is None


@given(accounts(), MOMENTS)
@STEADY
def test_no_decision_breaks_a_limit(asked: Account, now: datetime) -> None:
    asked = replace(asked, books=books(), holds=())
    act = step(asked, now)
    if act is None:
        return
    assert act.amount >= 10
    today = now.astimezone(ZoneInfo("Europe/London")).date()
    gone = [
        each.delivered_at.astimezone(ZoneInfo("Europe/London")).date()
        for each in asked.notices
        if each.kind == "level"
    ]
    if act.channel == "email":
        assert all(not timedelta(0) <= today - day < timedelta(days=7) for day in gone)
        assert sum(timedelta(0) <= today - day < timedelta(days=30) for day in gone) < 3
        who = asked.customer
        place = place_of(who.country, who.region, "GB", "Europe/London")
        for zone in place.zones:
            local = now.astimezone(ZoneInfo(zone))
            assert 8 <= local.hour < 18
            assert local.weekday() < 5
            assert local.date() not in RULES.holidays.get(place.country or "", ())
    assert len(act.recipients) == (1 if act.channel == "email" else 0)
    if act.kind == "level":
        assert act.level not in {
            each.level for each in asked.notices if each.episode == act.episode and each.kind == "level"
        }


@given(accounts(), MOMENTS)
@STEADY
def test_between_now_and_the_review_nothing_is_missed(asked: Account, now: datetime) -> None:
    decision = decide(asked, POLICY, RULES, now)
    if isinstance(decision.action, Notify) or decision.review_at is None:
        return
    asked = replace(asked, episode=decision.episode)
    just_before = decision.review_at - timedelta(minutes=1)
    if just_before > now:
        assert step(asked, just_before) is None


@given(accounts(), AT_WORK)
@STEADY
def test_what_is_planned_keeps_its_distance_and_asks_for_more_and_more(asked: Account, now: datetime) -> None:
    planned = plan_ahead(asked, POLICY, RULES, now, 60)
    levels = [each for each in planned if each.level != "pre_due"]
    assert all(later.on >= earlier.on for earlier, later in pairwise(planned))
    for earlier, later in pairwise(levels):
        assert (later.on - earlier.on).days >= 7
    assert sorted(NAMES.index(each.level) for each in levels) == [NAMES.index(each.level) for each in levels]
