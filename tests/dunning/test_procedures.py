"""Procedures for some customers: who follows which, and levels that come again, cost more, or wait longer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dunning.account import Account
from dunning.choosing import policy_for
from dunning.decisions import Reason
from dunning.engine import decide
from dunning.ledger import Invoice
from dunning.policy import Policy, PolicyError, read_policy
from tests.dunning.desk import (
    RULES,
    account,
    at,
    books,
    credit,
    customer,
    invoice,
    notice,
    notify,
    payer,
    wait,
)
from tests.dunning.test_procedure import carried_on

OTHERS = customer(name="Southern Bakers", id="c2", emails=())
OPEN = {"days_between": 0, "most": 99}


def house(*procedures: dict[str, Any], **more: Any) -> Policy:
    tags = {"vip": ["Northern Bakers"], "old": ["Other"]}
    return read_policy({"procedures": list(procedures), "tags": tags} | more)


def named(policy: Policy, *, invoices: tuple[Invoice, ...] = (invoice(),), **more: Any) -> str:
    """The procedure that Northern Bakers of Leeds, who owe 100 pounds, follow."""
    return policy_for(policy, account(*invoices, **more)).procedure


@pytest.mark.parametrize(
    ("whom", "theirs", "others"),
    [
        (
            {"customers": ["northern bakers"]},
            {},
            {"customer": OTHERS},
        ),
        ({"customers": ["c1"]}, {}, {"customer": customer(id="c2", emails=())}),
        ({"customers": ["C1"]}, {"customer": customer(id="c1", name="X")}, {"customer": OTHERS}),
        ({"customers": ["ANA@bakers.example"]}, {"customer": customer(name="X")}, {"customer": OTHERS}),
        ({"customers": ["c9"]}, {"customer": customer(id="C9", name="X")}, {"customer": OTHERS}),
        ({"customers": ["x"]}, {"customer": customer(name="X")}, {"customer": OTHERS}),
        ({"tags": ["vip"]}, {}, {"customer": OTHERS}),
        ({"tags": ["vip"]}, {"customer": customer(name="NORTHERN BAKERS")}, {"customer": OTHERS}),
        ({"tags": ["vip", "old"]}, {}, {"customer": OTHERS}),
        ({"kinds": ["unknown"], "countries": ["GB"]}, {}, {"customer": customer(country="DE")}),
        ({"segments": ["slipping", "late"]}, {}, {"behaviour": payer("prompt")}),
        ({"countries": ["GB"]}, {}, {"customer": customer(country="DE")}),
        ({"countries": ["GB"]}, {"customer": customer(country=None)}, {"customer": customer(country="DE")}),
        (
            {"countries": ["GB"]},
            {"customer": customer(country=None)},
            {"customer": customer(country=None), "books": books(country=None)},
        ),
        ({"currencies": ["GBP"]}, {}, {"currency": "EUR"}),
        (
            {"balance_from": "150"},
            {"invoices": (invoice("1"), invoice("2", balance="50"))},
            {"invoices": (invoice("1"), invoice("2", status="paid", balance="50"))},
        ),
        ({"balance_from": "100", "balance_below": "200"}, {}, {"invoices": (invoice(balance="200"),)}),
        ({"balance_from": "100", "balance_below": "200"}, {}, {"invoices": (invoice(balance="99"),)}),
        ({"balance_from": "100"}, {}, {"invoices": (invoice(balance="99.99"),)}),
        ({"balance_below": "100.01"}, {}, {"invoices": (invoice(balance="100.01"),)}),
        ({"countries": ["GB"], "segments": ["slipping"]}, {}, {"behaviour": payer("prompt")}),
    ],
)
def test_a_procedure_is_for_those_whom_every_condition_fits(
    whom: dict[str, Any], theirs: dict[str, Any], others: dict[str, Any]
) -> None:
    policy = house({"name": "theirs", "for": whom})
    assert named(policy, **theirs) == "theirs"
    assert named(policy, **others) == "standard"


@pytest.mark.parametrize(("kind", "name"), [("consumer", "theirs"), ("company", "standard")])
def test_a_procedure_for_a_kind_of_debtor_is_for_that_kind(kind: str, name: str) -> None:
    policy = house({"name": "theirs", "for": {"kinds": ["consumer"]}}, law={"debtor_kind": kind})
    assert named(policy) == name


def test_a_procedure_for_a_kind_is_for_the_kind_that_the_law_is_told() -> None:
    row = {"name": "consumers", "for": {"kinds": ["consumer"]}}
    assert named(house(row)) == "standard"
    assert named(house(row, law={"debtor_kind": "consumer"})) == "consumers"


def test_the_first_that_fits_is_followed() -> None:
    rows = [
        {"name": name, "for": {"countries": [place]}}
        for name, place in (("a", "DE"), ("b", "GB"), ("c", "GB"))
    ]
    assert named(house(*rows)) == "b"
    assert named(house(*reversed(rows))) == "c"


def test_what_a_procedure_does_not_say_stays_as_the_house_has_it_and_each_value_names_its_origin() -> None:
    row = {"name": "ours", "for": {"countries": ["GB"]}, "contact": {"most": 5}}
    raw = {"procedures": [row], "minimum_gap_days": 9, "contact": {"days_between": 3}}
    chosen = policy_for(
        read_policy(raw, {"minimum_gap_days": "house", "contact.days_between": "ledger"}), account()
    )
    assert (chosen.minimum_gap_days, chosen.contact.days_between, chosen.contact.most) == (9, 3, 5)
    assert chosen.origins == {
        "minimum_gap_days": "house",
        "contact.days_between": "ledger",
        "contact.most": "procedure ours",
    }


def test_who_wrote_a_value_is_no_part_of_the_policys_version() -> None:
    raw: dict[str, object] = {"minimum_gap_days": 9}
    assert read_policy(raw, {"minimum_gap_days": "house"}).version == read_policy(raw).version
    row = {"name": "ours", "for": {"countries": ["GB"]}}
    assert house(row).version != house(row | {"minimum_gap_days": 9}).version != house().version


VIP: dict[str, Any] = {"name": "a", "for": {"tags": ["vip"]}}


@pytest.mark.parametrize(
    ("row", "key", "words"),
    [
        ({"for": {"countries": ["GB"]}}, "procedures.1.name", "is missing"),
        ({"name": "a"}, "procedures.1.for", "must say for whom"),
        ({"name": "a", "for": {"country": ["GB"]}}, "procedures.1.for.country", 'did you mean "countries"'),
        ({"name": "a", "for": {"tags": ["vpi"]}}, "procedures.1.for.tags", 'names "vpi"'),
        ({"name": "a", "for": {"segments": ["lat"]}}, "procedures.1.for.segments", 'did you mean "late"'),
        ({"name": "a", "for": {"balance_from": 1.5}}, "procedures.1.for.balance_from", "amount in quotes"),
        (
            {"name": "a", "for": {"tags": ["vip"]}, "minimum_gap_days": -1},
            "procedures.1.minimum_gap_days",
            "0 or more",
        ),
        (
            {"name": "a", "for": {"tags": ["vip"]}, "levels": [{"name": "x"}]},
            "procedures.1.levels.1.days",
            "missing",
        ),
        ({"name": "a", "for": {"tags": ["vip"]}, "colour": "red"}, "procedures.1.colour", "is not known"),
    ],
)
def test_a_mistake_in_a_procedure_is_told_with_its_key(row: dict[str, Any], key: str, words: str) -> None:
    with pytest.raises(PolicyError) as caught:
        house(row)
    told = dict(caught.value.problems)
    assert words in told[key]


def test_a_mistake_of_the_house_is_told_once_and_not_again_for_each_procedure() -> None:
    rows = [{"name": name, "for": {"countries": ["GB"]}} for name in "abc"]
    with pytest.raises(PolicyError) as caught:
        house(*rows, minimum_gap_days=-1)
    assert [key for key, _ in caught.value.problems] == ["minimum_gap_days"]


LEVELS = [
    {"name": "first", "days": 2, "times": 3, "every_days": 10},
    {"name": "letter", "days": 20, "channel": "letter", "gap_days": 12},
    {"name": "last", "days": 21, "channel": "sms"},
]


def test_a_level_comes_again_so_often_and_then_the_next() -> None:
    """Three times ten days apart; twelve days to the letter; seven, the policy's own, to the last."""
    policy = read_policy({"levels": LEVELS, "contact": OPEN})
    asked = account(invoice(due="2026-05-01"))
    gone = carried_on(asked, policy, "2026-05-02", 60)
    assert gone == [
        ("first", date(2026, 5, 4)),  # the third is a Sunday
        ("first", date(2026, 5, 14)),
        ("first", date(2026, 5, 25)),  # the day before is a Sunday
        ("letter", date(2026, 6, 6)),  # a Saturday, but the post has no hours
        ("last", date(2026, 6, 15)),
    ]


def test_a_level_with_a_minimum_waits_until_the_debt_is_worth_it() -> None:
    levels = [{"name": "first", "days": 2, "minimum_balance": "250"}]
    policy = read_policy({"levels": levels, "approval_required": "none"})
    small = account(invoice(due="2026-05-01", balance="249.99"))
    found = decide(small, policy, RULES, at("2026-05-12"))
    assert (found.reason, found.text) == (
        Reason.BELOW_MINIMUM,
        'GBP 249.99 is below the minimum of "first" of GBP 250.00.',
    )
    assert notify(decide(account(invoice(due="2026-05-01", balance="250")), policy, RULES, at("2026-05-12")))
    covered = account(invoice(due="2026-05-01", balance="300"), credits=(credit("50.01"),))
    assert decide(covered, policy, RULES, at("2026-05-12")).reason is Reason.BELOW_MINIMUM


@pytest.mark.parametrize(
    ("channel", "cause"),
    [("sms", "a text message is a person's to send"), ("letter", "a person prints and posts a letter")],
)
def test_a_text_and_a_letter_are_a_persons_tasks(channel: str, cause: str) -> None:
    policy = read_policy(
        {"levels": [{"name": "x", "days": 2, "channel": channel}], "approval_required": "none"}
    )
    found = decide(account(invoice(due="2026-05-01")), policy, RULES, at("2026-05-12"))
    assert found.reason is Reason.APPROVAL
    assert cause in found.text
    assert (proposed := wait(found).proposed) is not None
    assert (proposed.channel, proposed.recipients) == (channel, ())


def test_who_moves_to_another_procedure_goes_on_at_the_level_reached() -> None:
    """They paid on time for long and no more: the next level of the other procedure follows."""
    row = {
        "name": "late",
        "for": {"segments": ["late"]},
        "levels": [{"name": "reminder", "days": 1}, {"name": "sharp", "days": 5}],
    }
    policy = house(row, approval_required="none")
    sent = (notice("reminder", "2026-05-05"),)
    asked = account(invoice(due="2026-05-01"), notices=sent, episode="i1001@2026-05-02")
    assert notify(decide(asked, policy, RULES, at("2026-05-13"))).level == "second_reminder"
    later = replace(asked, behaviour=payer("late"))
    assert notify(decide(later, policy, RULES, at("2026-05-13"))).level == "sharp"


ladders = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 9), st.integers(1, 20)), min_size=1, max_size=4
).map(
    lambda rows: [
        {"name": f"l{place}", "days": 3 * place + 1, "times": times, "every_days": every, "gap_days": gap}
        for place, (times, every, gap) in enumerate(rows)
    ]
)


@given(ladders)
def test_no_level_is_skipped_and_none_comes_more_often_than_its_policy_says(
    levels: list[dict[str, Any]],
) -> None:
    policy = read_policy({"levels": levels, "contact": OPEN})
    gone = [level for level, _ in carried_on(account(invoice(due="2026-05-01")), policy, "2026-05-02", 150)]
    assert gone == [level["name"] for level in levels for _ in range(level["times"])]


@given(st.permutations(["GB", "DE", "FR"]), st.decimals(Decimal("0.01"), Decimal(500), places=2))
def test_the_same_account_always_follows_the_same_procedure(order: list[str], balance: Decimal) -> None:
    rows = [{"name": place, "for": {"countries": [place]}} for place in order]
    asked: Account = account(invoice("1", balance=str(balance)), invoice("2", balance="1"))
    turned = replace(asked, invoices=tuple(reversed(asked.invoices)))
    assert policy_for(house(*rows), asked).procedure == policy_for(house(*rows), turned).procedure == "GB"


def test_a_part_payment_restarts_the_gap_and_keeps_the_level() -> None:
    policy = read_policy({"approval_required": "none", "contact": OPEN, "minimum_gap_days": 7})
    sent = (notice("reminder", "2026-05-05"),)
    asked = account(invoice(due="2026-05-01"), notices=sent, episode="i1001@2026-05-02")
    assert notify(decide(asked, policy, RULES, at("2026-05-12"))).level == "second_reminder"
    paid = replace(asked, part_paid_on=date(2026, 5, 11))
    found = decide(paid, policy, RULES, at("2026-05-12"))
    assert (found.reason, found.text) == (
        Reason.TOO_SOON,
        'A part was paid on 11 May 2026: "second_reminder" follows 7 days later, on 18 May 2026.',
    )
    assert notify(decide(paid, policy, RULES, at("2026-05-18"))).level == "second_reminder"


def test_a_part_paid_before_the_first_level_keeps_nothing_back() -> None:
    policy = read_policy({"approval_required": "none"})
    asked = account(invoice(due="2026-05-01"), part_paid_on=date(2026, 5, 11))
    assert notify(decide(asked, policy, RULES, at("2026-05-12"))).level == "reminder"
