"""What must hold of old debt in any books: silence until it is sorted, and one confirmation, first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from dunning.account import Account
from dunning.decisions import Notify, Reason, Wait
from dunning.engine import decide
from dunning.guards.old import unsorted
from dunning.ledger import Invoice
from dunning.plan import noticed, plan_ahead
from dunning.policy import CONFIRMATION
from dunning.procedure import case_of
from dunning.sorting import SET_ASIDE, SortedAs, Sorting, last_word, old_ones
from tests.dunning.desk import RULES, UNASKED, invoice
from tests.dunning.test_properties import AT_WORK, MOMENTS, STEADY, accounts

NAMES = [level.name for level in UNASKED.levels]
ANCIENT = st.integers(min_value=0, max_value=700).map(lambda days: date(2025, 10, 2) - timedelta(days=days))


@st.composite
def with_old_debt(draw: st.DrawFn) -> Account:
    """Any account, with old invoices beside what it owes, and words about some of them."""
    asked = draw(accounts())
    old = tuple(
        invoice(f"old{number}", draw(ANCIENT).isoformat(), str(draw(st.integers(1, 900))))
        for number in range(draw(st.integers(1, 3)))
    )
    words = draw(st.lists(words_about(old), max_size=4))
    return replace(asked, invoices=(*old, *asked.invoices), sortings=tuple(words))


@st.composite
def words_about(draw: st.DrawFn, invoices: tuple[Invoice, ...]) -> Sorting:
    choice: SortedAs = draw(st.sampled_from(["confirm", "level", "write_off", "time_barred"]))
    about = draw(st.lists(st.sampled_from([each.id for each in invoices]), min_size=1, unique=True))
    level = draw(st.sampled_from(NAMES)) if choice == "level" else None
    return Sorting(
        choice=choice, level=level, invoice_ids=tuple(about), on=date(2026, 1, 2), by="ann", note=""
    )


def unsaid(asked: Account) -> list[Invoice]:
    said = last_word(asked.sortings)
    return [each for each in old_ones(asked.invoices, asked.books.linked_on, 90) if each.id not in said]


@given(with_old_debt(), MOMENTS)
@STEADY
def test_while_any_old_debt_is_unsorted_nothing_goes(asked: Account, now: datetime) -> None:
    assume(unsaid(asked))
    decision = decide(asked, UNASKED, RULES, now)
    assert isinstance(decision.action, Wait)
    assert decision.action.proposed is None
    assert plan_ahead(asked, UNASKED, RULES, now, 60) == ()


@given(with_old_debt(), MOMENTS)
@STEADY
def test_what_is_set_aside_is_in_no_step_at_all(asked: Account, now: datetime) -> None:
    act = decide(asked, UNASKED, RULES, now).action
    step = act if isinstance(act, Notify) else act.proposed
    aside = {one for one, word in last_word(asked.sortings).items() if word.choice in SET_ASIDE}
    if step is not None:
        assert aside.isdisjoint(dict(step.balances))


@given(with_old_debt(), AT_WORK, st.lists(st.integers(1, 9), min_size=30, max_size=30))
@STEADY
def test_a_debt_is_confirmed_once_at_most_and_before_all_else(
    asked: Account, now: datetime, steps: list[int]
) -> None:
    asked = replace(asked, notices=(), episode=None)
    sent: list[Notify] = []
    for days in steps:
        decision = decide(asked, UNASKED, RULES, now)
        asked = replace(asked, episode=decision.episode)
        act = decision.action
        step = act if isinstance(act, Notify) else act.proposed
        if step is not None and decision.reason is not Reason.NOT_RELEASED:
            sent.append(step)
            asked = replace(asked, notices=(*asked.notices, noticed(step, now)))
        now = (now + timedelta(days=days)).replace(hour=10, tzinfo=UTC)
    confirmed = [place for place, step in enumerate(sent) if step.level == CONFIRMATION]
    episodes = [sent[place].episode for place in confirmed]
    assert len(episodes) == len(set(episodes))
    assert all(sent[place].channel == "email" and not sent[place].serious for place in confirmed)
    for place in confirmed:
        assert not [each for each in sent[:place] if each.episode == sent[place].episode]


@given(with_old_debt(), AT_WORK, st.data())
@STEADY
def test_paying_never_raises_the_level_of_old_debt_either(
    asked: Account, now: datetime, data: st.DataObject
) -> None:
    asked = replace(asked, episode="e")
    paid = data.draw(st.sampled_from(asked.invoices))
    after = replace(asked, invoices=tuple(each for each in asked.invoices if each.id != paid.id))
    assume(not unsaid(asked))
    before, then = (case_of(each, UNASKED, RULES, now) for each in (asked, after))
    assume(before.kind == then.kind == "level" and not unsorted(before))
    if before.index >= 0:  # else the policy knows none of the levels sent
        assert then.index <= before.index
