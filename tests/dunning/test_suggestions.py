"""What we suggest for old debt, and when it may be time-barred: for people, and nothing follows from it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dunning.account import Account, Contact
from dunning.agreements import HandedOver
from dunning.law import Rules
from dunning.law.limitation import Limitation, limitation_for, read_limitations
from dunning.law.pack import PackError
from dunning.old_debt import OldDebt, old_debt_of
from dunning.policy import Policy, read_policy
from dunning.procedure import case_of
from sync import law
from tests.dunning.desk import account, at, credit, customer, hold, invoice, sorting

UNKNOWN = read_policy({})
RULES = Rules(holidays={}, version="test", limitations=law.limitations())
NOW = at("2026-05-05")
NOBODY = "Nobody asked for it from here yet."
ACT = "Limitation Act 1980 s.5"


def waiting(asked: Account, policy: Policy = UNKNOWN) -> OldDebt | None:
    return old_debt_of(case_of(asked, policy, RULES, NOW))


def of_kind(kind: str) -> Policy:
    return read_policy({"law": {"debtor_kind": kind}})


@pytest.mark.parametrize(
    ("asked", "suggestion", "why"),
    [
        (account(invoice("17", due="2025-10-02")), "confirm", "Nobody asked for it from here yet."),
        (
            account(invoice("17", due="2020-05-04")),
            "time-barred",
            "It may be enforceable no more since 5 May 2026 (Limitation Act 1980 s.5).",
        ),
        (account(invoice("17", due="2020-05-05")), "confirm", None),
        (
            account(invoice("17", due="2025-10-02", balance="9.99")),
            "write-off",
            "It is below the minimum of GBP 10.00.",
        ),
        (
            account(
                invoice("17", due="2025-10-02"),
                contacts=(Contact(channel="call", at=at("2026-04-10"), reached=True),),
            ),
            "level",
            "They were spoken to on 10 April 2026, so they know of it.",
        ),
        (
            account(
                invoice("17", due="2025-10-02"),
                contacts=(Contact(channel="call", at=at("2026-04-10"), reached=False),),
            ),
            "confirm",
            None,
        ),
        (
            account(invoice("17", due="2019-10-02"), invoice("18", due="2025-10-02")),
            "confirm",
            f"{NOBODY} A part of it may be time-barred since 3 October 2025 ({ACT}): see to that first.",
        ),
        (
            account(invoice("17", due="2020-07-02")),
            "confirm",
            f"{NOBODY} It may be time-barred from 3 July 2026 ({ACT}): see to that first.",
        ),
        (
            account(
                invoice("17", due="2019-10-02", balance="60", total=Decimal(100)),
                part_paid_on=date(2022, 1, 3),
            ),
            "confirm",
            "Nobody asked for it from here yet.",
        ),
    ],
    ids=[
        "nothing is known", "six years and a day", "six years", "too little", "spoken to", "not reached",
        "one of two", "soon", "a part was paid since",
    ],
)  # fmt: skip
def test_what_is_suggested_and_why(asked: Account, suggestion: str, why: str | None) -> None:
    found = waiting(asked)
    assert found is not None
    assert found.suggestion == suggestion
    if why is not None:
        assert found.why == why


def test_a_row_of_the_table_is_the_account_as_it_stands() -> None:
    found = waiting(
        account(
            invoice("18", due="2025-09-01", balance="40"),
            invoice("17", due="2025-10-02"),
            invoice("1001", due="2026-05-01"),
            credits=(credit("5"),),
        )
    )
    assert found is not None
    assert [each.number for each in found.invoices] == ["18", "17"]
    assert (found.oldest_due, found.days, found.amount, found.currency) == (
        date(2025, 9, 1), 246, Decimal(140), "GBP",
    )  # fmt: skip
    assert (found.barred_from, found.citation) == (date(2031, 9, 2), "Limitation Act 1980 s.5")


def test_what_a_person_saw_to_otherwise_waits_for_nobody() -> None:
    old = invoice("17", due="2025-10-02")
    handed = HandedOver(
        id=1, invoice_ids=(), made_on=date(2026, 5, 1), known=(), who="", where="", quote="", ending=None,
        to="Collect Ltd", whom="agency",
    )  # fmt: skip
    for asked in (
        account(invoice()),
        account(old, credits=(credit("100"),)),
        account(old, holds=(hold(),)),
        account(old, holds=(hold("invoice", None, "i17"),)),
        account(old, agreements=(handed,)),
        account(old, sortings=(sorting("confirm", "17"),)),
        account(old, sortings=(sorting("time_barred", "17"),)),
    ):
        assert waiting(asked) is None


@pytest.mark.parametrize(
    ("place", "kind", "due", "barred"),
    [
        ("GB", "company", date(2020, 2, 29), date(2026, 3, 1)),
        ("GB-SCT", "company", date(2020, 2, 29), date(2025, 3, 1)),
        ("US-CA", "company", date(2020, 2, 28), date(2024, 2, 29)),
        ("US-CA", "company", date(2020, 2, 29), date(2024, 3, 1)),  # four years later there is a 29 February
        ("GB-ENG", "unknown", date(2020, 3, 1), date(2026, 3, 2)),
        ("DE", "company", date(2022, 1, 1), date(2026, 1, 1)),
        ("DE-BY", "consumer", date(2022, 12, 31), date(2026, 1, 1)),
        ("FR", "company", date(2021, 5, 4), date(2026, 5, 5)),
        ("FR", "consumer", date(2021, 5, 4), date(2023, 5, 5)),
        ("FR", "unknown", date(2021, 5, 4), date(2023, 5, 5)),
        ("US-NY-NYC", "consumer", date(2021, 5, 4), date(2024, 5, 5)),
        ("US-NY", "company", date(2021, 5, 4), date(2027, 5, 5)),
        ("US-TX", "company", date(2021, 5, 4), None),
        ("JP", "company", date(2021, 5, 4), None),
    ],
)
def test_the_periods_of_the_places(place: str, kind: str, due: date, barred: date | None) -> None:
    found = limitation_for(law.limitations(), place, kind)
    assert (None if found is None else found.barred_from(due, None)) == barred


def test_a_part_payment_begins_the_time_anew_and_an_earlier_one_does_not() -> None:
    six = Limitation(place="GB", years=6, cite="Limitation Act 1980 s.5", mark="M")
    assert six.barred_from(date(2020, 5, 1), date(2021, 6, 1)) == date(2027, 6, 2)
    assert six.barred_from(date(2020, 5, 1), date(2019, 6, 1)) == date(2026, 5, 2)


def test_an_unsorted_debt_says_since_when_it_may_be_barred_with_the_law() -> None:
    from dunning.engine import decide

    decision = decide(account(invoice("17", due="2019-10-02")), of_kind("company"), RULES, NOW)
    assert "beyond 90 days, and may be time-barred since 3 October 2025. Until" in decision.text
    assert decision.citation == "Limitation Act 1980 s.5"
    barred = account(
        invoice("17", due="2019-10-02"), sortings=(sorting("time_barred", "17"),), customer=customer()
    )
    assert decide(barred, UNKNOWN, RULES, NOW).citation == "Limitation Act 1980 s.5"


def test_the_nearest_law_holds_though_a_wider_one_is_shorter() -> None:
    wide, near = (
        Limitation(place=place, years=years, cite="c", mark="M")
        for place, years in (("GB", 2), ("GB-SCT", 5))
    )
    for both in ((wide, near), (near, wide)):
        assert limitation_for(both, "GB-SCT", "company") == near
        assert limitation_for(both, "GB-ENG", "company") == wide


def test_a_file_of_periods_is_read_strictly() -> None:
    row = {"place": "GB", "years": 6, "cite": "c", "mark": "M"}
    assert read_limitations({"limitation": [row]}, "x")[0].after == "due_date"
    with pytest.raises(PackError, match=r"^the limitation periods in x: Object missing required field"):
        read_limitations({}, "x")
    with pytest.raises(PackError, match="limitation periods in x"):
        read_limitations({"limitation": [row], "more": 1}, "x")
    for wrong in (
        {**row, "years": 0},
        {**row, "years": "6"},
        {**row, "cite": ""},
        {**row, "mark": "Z"},
        {**row, "more": 1},
    ):
        with pytest.raises(PackError, match="limitation periods in x"):
            read_limitations({"limitation": [wrong]}, "x")
    assert {each.mark for each in law.limitations()} == {"M"}  # what is verified one day may say so
