"""Addresses and numbers that nothing is sent to: what is done instead, and that nothing ever goes there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dunning.account import Account, Suppressed
from dunning.decisions import Notify, Reason
from dunning.engine import decide, explain
from dunning.ledger import Person
from dunning.lifting import commands_that_lift, fact_that_lifts
from dunning.policy import read_policy
from dunning.procedure import case_of
from tests.dunning.desk import POLICY, RULES, account, customer, invoice, notify
from tests.dunning.guards_desk import TUESDAY
from tests.dunning.test_properties import MOMENTS, STEADY, accounts

SINCE = datetime(2026, 5, 3, 9, tzinfo=UTC)
ANN, BO, CY = "ann@x.example", "Bo@x.example", "cy@x.example"
BY_TEXT = read_policy(
    {"approval_required": "none", "levels": [{"name": "text", "days": 1, "channel": "sms"}]}
)
BY_CALL = read_policy(
    {"approval_required": "none", "levels": [{"name": "call", "days": 1, "channel": "call"}]}
)


def barred(address: str, why: str = "bounced") -> Suppressed:
    kind = "email" if "@" in address else "number"
    return Suppressed(kind=kind, address=address, why=why, since=SINCE)  # type: ignore[arg-type]  # words of a table


def known(*emails: str, by: tuple[Suppressed, ...], cy: bool = False, on: tuple[str, ...] = ()) -> Account:
    """`cy`: a person of theirs for invoices; `on`: the invoice's own addresses."""
    people = (Person(name="Cy", email=CY, for_invoices=True),) if cy else ()
    return account(invoice(emails=on), customer=customer(emails=emails, people=people), suppressed=by)


GOES_TO: dict[str, tuple[Account, tuple[str, ...]]] = {
    "one of two bounced": (known(ANN, BO, by=(barred(ANN),)), (BO,)),
    "one of two complained": (known(ANN, BO, by=(barred(BO, "complained"),)), (ANN,)),
    "the invoice's own bounced": (known(ANN, by=(barred(BO),), on=(BO,)), (ANN,)),
    "one of the invoice's own bounced": (known(ANN, by=(barred(BO),), on=(BO, CY)), (CY,)),
    "the person's for invoices bounced": (known(ANN, by=(barred(CY),), cy=True), (ANN,)),
    "one stopped that nothing would go to": (known(ANN, by=(barred(ANN, "stopped"),), cy=True), (CY,)),
    "their number stopped texts": (known(ANN, by=(barred("+442079460999", "stopped"),)), (ANN,)),
}
WAITS: dict[str, tuple[Account, Reason, str]] = {
    "the only one bounced": (
        known(ANN, by=(barred(ANN),)), Reason.NO_ADDRESS,
        "ann@x.example takes no messages (since 3 May 2026). Ask them for another.",
    ),
    "one stopped and one bounced": (
        known(ANN, BO, by=(barred(ANN), barred(BO, "stopped"))), Reason.OPTED_OUT,
        "stopped by Bo@x.example (since 3 May 2026)",
    ),
    "one of two stopped": (
        known(ANN, BO, by=(barred(ANN, "stopped"),)), Reason.OPTED_OUT, "whoever they come from",
    ),
    "one bounced, and the stopped one is left": (
        known(ANN, by=(barred(BO), barred(ANN, "stopped")), on=(BO,)), Reason.OPTED_OUT, "ann@x.example",
    ),
    "the same one stopped and bounced": (
        known(ANN, by=(barred(ANN), barred(ANN, "stopped"))), Reason.NO_ADDRESS, "takes no messages",
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", GOES_TO)
def test_the_others_are_written_to(situation: str) -> None:
    asked, to = GOES_TO[situation]
    assert notify(decide(asked, read_policy({"approval_required": "none"}), RULES, TUESDAY)).recipients == to


@pytest.mark.parametrize("situation", WAITS)
def test_a_person_is_asked_where_none_is_left_or_they_stopped_it(situation: str) -> None:
    asked, reason, words = WAITS[situation]
    decision = decide(asked, POLICY, RULES, TUESDAY)
    assert (decision.reason, words in decision.text) == (reason, True), decision.text
    case = case_of(asked, POLICY, RULES, TUESDAY)
    assert fact_that_lifts(case, reason)
    commands = commands_that_lift(case, reason)
    assert commands
    assert all(
        each.startswith("duesync suppress ") and each.endswith('--end --words "..."') for each in commands
    )


def test_a_stopped_number_is_neither_texted_nor_rung_and_a_dead_one_not_texted() -> None:
    stopped = known(ANN, by=(barred("+442079460999", "stopped"),))
    dead = replace(stopped, suppressed=(barred("+442079460999"),))
    assert decide(stopped, BY_TEXT, RULES, TUESDAY).reason is Reason.OPTED_OUT
    assert decide(stopped, BY_CALL, RULES, TUESDAY).reason is Reason.OPTED_OUT
    assert decide(dead, BY_TEXT, RULES, TUESDAY).reason is Reason.NO_ADDRESS
    assert decide(dead, BY_CALL, RULES, TUESDAY).reason is Reason.APPROVAL


def test_invoices_that_name_different_addresses_are_asked_about_also_when_one_bounced() -> None:
    asked = account(invoice("1", emails=(ANN,)), invoice("2", emails=(BO,)), suppressed=(barred(ANN),))
    assert decide(asked, POLICY, RULES, TUESDAY).reason is Reason.ADDRESSES_DIFFER


@given(
    accounts(),
    MOMENTS,
    st.lists(st.sampled_from([ANN, BO, CY, "a@x.example"]), max_size=3, unique=True),
    st.lists(
        st.tuples(
            st.sampled_from([ANN, BO, CY, "a@x.example", "b@x.example"]),
            st.sampled_from(["stopped", "bounced", "complained"]),
        ),
        max_size=4,
    ),
)
@STEADY
def test_no_decision_writes_to_an_address_that_is_suppressed(
    asked: Account, now: datetime, emails: list[str], facts: list[tuple[str, str]]
) -> None:
    under = replace(
        asked,
        customer=replace(asked.customer, emails=tuple(emails)),
        suppressed=tuple(barred(*each) for each in facts),
    )
    without = {address for address, _ in facts}
    policy = read_policy({"approval_required": "none"})
    act = decide(under, policy, RULES, now).action
    if isinstance(act, Notify):
        assert without.isdisjoint(act.recipients)
    for proposed in (getattr(act, "proposed", None), case_of(under, policy, RULES, now)):
        if proposed is not None and proposed.recipients:
            told = proposed.recipients if isinstance(proposed, Notify) else proposed.recipients[0]
            assert without.isdisjoint(told)
    assert all(answer.text for answer in explain(under, policy, RULES, now))
