"""The law by its cases: every row of the vectors, and what no case may ever come to."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning.law.facts import FactError, facts_of, question_of
from dunning.law.judge import judge
from dunning.law.pack import BINDING, EFFECTS, PackError, read_pack
from dunning.law.question import Question, Touch, Verdict
from dunning.law.rates import rate_on, read_rates
from dunning.law.vectors import HOUSE, check
from sync.law import packs, rates
from tests.house.sources import ROOT

HERE = Path(__file__).parent
SHARED = ROOT.parent / "shared" / "reference" / "law_vectors.csv"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def of_id(row: Mapping[str, str]) -> str:
    return row["id"]


def told(row: Mapping[str, str]) -> tuple[str, str]:
    """What is expected and what came, with every consequence that the row names."""
    judged = check(row, packs(), rates())
    assert judged.ok, judged
    return judged.expected, judged.got


@pytest.mark.parametrize("row", rows(HERE / "law_vectors.csv"), ids=of_id)
def test_every_case_comes_out_as_expected_to_the_last_consequence(row: dict[str, str]) -> None:
    expected, got = told(row)
    assert got == expected


@pytest.mark.skipif(not SHARED.exists(), reason="the shared reference is not at hand")
def test_the_cases_as_they_were_first_written_come_out_the_same() -> None:
    found = [told(row) for row in rows(SHARED)] if SHARED.exists() else []
    assert len(found) == len(rows(HERE / "law_vectors.csv"))
    assert [got for _, got in found] == [expected for expected, _ in found]


@pytest.mark.parametrize("row", rows(HERE / "law_more.csv"), ids=of_id)
def test_cases_of_our_own(row: dict[str, str]) -> None:
    told(row)


def test_a_rule_from_memory_warns_where_the_case_says_that_it_forbids() -> None:
    row = next(each for each in rows(HERE / "law_more.csv") if each["id"] == "fl-attorney")
    assert (row["expected_outcome"], told(row)[1]) == ("hold;route=attorney", "warn;route=attorney")


def test_no_case_is_right_whatever_is_expected() -> None:
    for row in rows(HERE / "law_vectors.csv"):
        others = [effect for effect in EFFECTS if not row["expected_outcome"].startswith(effect)]
        wrong = [other for other in others if not (row["mark"] == "M" and other in BINDING)]
        assert not any(check(row | {"expected_outcome": one}, packs(), rates()).ok for one in wrong), row[
            "id"
        ]


def test_every_pack_is_cited_and_its_review_is_still_ahead() -> None:
    late = [pack.pack.id for pack in packs() if pack.pack.review_due < date.today()]  # noqa: DTZ011  # CI's own day
    assert late == [], "review these packs, and move their review_due"
    assert all(rule.cite for pack in packs() for rule in pack.rules)
    assert len({pack.pack.id for pack in packs()}) == len(packs())


def test_what_is_from_memory_never_forbids() -> None:
    doubtful = [rule for pack in packs() for rule in pack.rules if rule.mark == "M"]
    assert doubtful
    assert all(rule.delivered not in BINDING for rule in doubtful)


PACK: dict[str, Any] = {
    "pack": {
        "id": "xx",
        "version": "1",
        "title": "A pack",
        "status": "in_force",
        "reviewed_on": date(2026, 11, 22),
        "review_due": date(2027, 5, 22),
    },
    "scope": {"debtor_place": ["GB"]},
}
HOURS: dict[str, Any] = {
    "id": "xx-time",
    "channels": ["phone"],
    "days": ["mon"],
    "from": "08:00",
    "until": "20:00",
    "cite": "An Act s.1",
    "mark": "V",
}


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ({"hours": [{key: value for key, value in HOURS.items() if key != "cite"}]}, "`cite`"),
        ({"hours": [{key: value for key, value in HOURS.items() if key != "mark"}]}, "`mark`"),
        ({"hours": [HOURS | {"mark": "X"}]}, "Invalid enum value 'X'"),
        ({"hours": [HOURS | {"from": "8 o'clock"}]}, "hours"),
        ({"hours": [HOURS | {"untill": "20:00"}]}, "untill"),
        ({"hours": [HOURS, HOURS]}, "the rule xx-time twice"),
        ({"scope": {}}, "debtor_place"),
    ],
)
def test_a_pack_that_is_none_is_refused_with_its_file_and_what_is_wrong(
    broken: dict[str, Any], words: str
) -> None:
    assert read_pack(PACK | {"hours": [HOURS]}, "xx.toml").hours[0].cite == "An Act s.1"
    with pytest.raises(PackError, match=r"xx\.toml") as caught:
        read_pack(PACK | broken, "xx.toml")
    assert words in str(caught.value)


def test_rates_that_overlap_are_refused_and_doubtful_ones_not_used() -> None:
    row = {"series": "s", "from": date(2026, 1, 1), "until": date(2026, 7, 1), "percent": "1", "mark": "M"}
    later = row | {"from": date(2026, 7, 1), "until": date(2027, 1, 1), "mark": "V"}
    found = read_rates({"rate": [each | {"source": "a page"} for each in (row, later)]}, "r.toml")
    assert rate_on(found, "s", date(2026, 3, 1)) is None
    assert rate_on(found, "s", date(2026, 3, 1), trusted=["M"]) == found[0]
    assert [rate_on(found, "s", date(2026, 7, 1)), rate_on(found, "s", date(2027, 1, 1))] == [found[1], None]
    with pytest.raises(PackError, match="two rows for 2026-06-30"):
        read_rates(
            {"rate": [each | {"source": "a page"} for each in (row, later | {"from": date(2026, 6, 30)})]},
            "r",
        )


def test_a_fact_that_is_none_names_its_row() -> None:
    row = rows(HERE / "law_vectors.csv")[0]
    with pytest.raises(FactError, match="row 1: the fact 'nonsense' is no key=value"):
        facts_of(row | {"facts": "nonsense"})
    with pytest.raises(FactError, match="row 1"):
        question_of(row | {"local_time": "yesterday"}, {})


def question(**more: Any) -> Question:
    facts: dict[str, Any] = {
        "now": datetime(2026, 11, 24, 16, 0, tzinfo=UTC),
        "action": "contact",
        "channel": "phone",
        "place": "US-MA",
        "kind": "consumer",
        "role": "first_party",
        "stage": "overdue",
        "zones": ("America/New_York",),
    }
    return Question(**(facts | more))


def answer(**more: Any) -> Verdict:
    return judge(question(**more), [pack for pack in packs() if pack.pack.id != HOUSE], rates())


def test_an_unknown_kind_is_contacted_as_a_consumer_and_asked_for_no_money() -> None:
    late = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)  # half past nine in the evening there
    assert [answer(kind=kind, now=late).outcome for kind in ("consumer", "unknown", "company")] == [
        "block",
        "block",
        "allow",
    ]


def test_a_cap_tells_the_first_day_on_which_it_is_open_again() -> None:
    touches = tuple(
        Touch(channel="phone", at=datetime(2026, 11, day, 16, 0, tzinfo=UTC), reached=False)
        for day in (19, 21)
    )
    verdict = answer(touches=touches)
    assert verdict.outcome == "block"
    assert verdict.next_allowed_at == datetime(2026, 11, 26, 5, tzinfo=UTC)  # midnight in Boston
    later = datetime(2026, 11, 26, 16, 0, tzinfo=UTC)
    assert answer(touches=touches, now=later).outcome == "allow"


def test_all_hits_come_back_and_not_the_first_alone() -> None:
    night = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
    touches = tuple(Touch(channel="sms", at=night - timedelta(hours=hour), reached=True) for hour in (1, 2))
    assert {hit.rule for hit in answer(now=night, touches=touches).hits} >= {"ma-time", "ma-2in7"}


places = st.sampled_from(sorted({place for pack in packs() for place in pack.scope.debtor_place} - {"*"}))
minutes = st.integers(0, 200 * 1440).map(
    lambda minute: datetime(2026, 9, 1, tzinfo=UTC) + timedelta(minutes=minute)
)
questions = st.builds(
    question,
    now=minutes,
    channel=st.sampled_from(["phone", "sms", "email", "letter"]),
    place=places,
    kind=st.sampled_from(["consumer", "sole_trader", "company", "public", "guarantor", "unknown"]),
    role=st.sampled_from(["first_party", "third_party_agency", "third_party_pre_default_servicer"]),
    stage=st.sampled_from(["pre_due", "overdue", "collections"]),
    touches=st.lists(
        st.builds(
            Touch,
            channel=st.sampled_from(["phone", "sms", "email"]),
            at=minutes,
            reached=st.booleans(),
        ),
        max_size=12,
    ).map(tuple),
)


@given(questions)
def test_when_it_may_be_asked_again_it_says_otherwise_or_later(asked: Question) -> None:
    """The answer's own date is never in the past, and asking then gets further."""
    found = judge(asked, packs(), rates())
    if found.outcome in BINDING and found.next_allowed_at is not None:
        assert found.next_allowed_at > asked.now
        again = judge(msgspec.structs.replace(asked, now=found.next_allowed_at), packs(), rates())
        assert again.outcome not in BINDING or again.next_allowed_at != found.next_allowed_at


@given(questions, st.randoms())
def test_the_order_of_packs_and_contacts_changes_nothing(asked: Question, chance: Any) -> None:
    shuffled, touches = list(packs()), list(asked.touches)
    chance.shuffle(shuffled)
    chance.shuffle(touches)
    other = judge(msgspec.structs.replace(asked, touches=tuple(touches)), shuffled, rates())
    assert other.outcome == judge(asked, packs(), rates()).outcome


@given(questions)
def test_one_more_contact_never_frees_a_hand(asked: Question) -> None:
    more = Touch(channel=asked.channel, at=asked.now - timedelta(hours=1), reached=True)
    before = judge(asked, packs(), rates()).outcome
    after = judge(msgspec.structs.replace(asked, touches=(*asked.touches, more)), packs(), rates()).outcome
    assert EFFECTS.index(after) <= EFFECTS.index(before)
