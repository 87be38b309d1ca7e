"""What is read of the law's files and of rows of cases, and what is said of one that cannot be read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace

from dunning.law.facts import FactError, facts_of, question_of
from dunning.law.judge import judge
from dunning.law.pack import Mark, Pack, PackError, read_pack
from dunning.law.rates import TRUSTED, Rate, rate_on, read_rates
from dunning.law.vectors import COLUMNS, Judged, check
from tests.dunning.law_desk import ALWAYS, CITED, RATE, SPEAKS, asking, claim, pack

ROW = {
    "id": "7",
    "place": "GB-ENG",
    "debtor_kind": "company",
    "collector_role": "first_party",
    "stage": "overdue",
    "channel": "money",
    "local_time": "2026-11-24T11:00",
    "timezone": "Europe/London",
    "facts": "",
    "expected_outcome": "block",
    "expected_amount": "",
    "rule": "",
    "mark": "V",
}


def without(row: dict[str, str], key: str) -> dict[str, str]:
    return {name: value for name, value in row.items() if name != key}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ROW | {"facts": "a=1;b"}, "row 7: the fact 'b' is no key=value"),
        (without(ROW, "id") | {"facts": "b"}, "row ?: the fact 'b' is no key=value"),
        (ROW | {"facts": "ask=tea"}, "row 7: what is asked for is not known: ask=tea"),
        (ROW, "row 7: what is asked for is not known: ask="),
        (ROW | {"facts": "ask=interest;principal=GBP"}, "row 7: 'GBP' is no amount such as GBP 5000.00"),
        (ROW | {"facts": "ask=interest;principal=100"}, "row 7: '100' is no amount such as GBP 5000.00"),
        (
            ROW | {"facts": "ask=interest;principal=XXXX 1"},
            "row 7: 'XXXX 1' is no amount such as GBP 5000.00",
        ),
        (
            ROW | {"facts": "ask=interest;principal=GBP ten"},
            "row 7: 'GBP ten' is no amount such as GBP 5000.00",
        ),
        (without(ROW, "stage") | {"facts": "ask=interest"}, "row 7: 'stage'"),
        (without(without(ROW, "id"), "stage") | {"facts": "ask=interest"}, "row ?: 'stage'"),
        (ROW | {"timezone": "Mars/Base"}, "row 7: 'No time zone found with key Mars/Base'"),
        (ROW | {"local_time": "noon"}, "row 7: Invalid isoformat string: 'noon'"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_what_is_wrong(row: dict[str, str], words: str) -> None:
    with pytest.raises(FactError) as caught:
        question_of(row, facts_of(row))
    assert str(caught.value) == words


def test_a_row_without_facts_has_none() -> None:
    assert facts_of(without(ROW, "facts")) == {}
    assert facts_of(ROW | {"facts": " A = 1 ;; a=2; ask=interest; kind=fixed_sum "}) == {
        "a": "2",
        "ask": "interest",
    }


def test_the_columns_of_a_file_of_cases_are_these() -> None:
    assert list(ROW) == COLUMNS


HELD = pack(hold=[SPEAKS | {"route": "lawyer", "until": "answer_sent"}])
DOUBTFUL = pack(hold=[SPEAKS | {"mark": "M"}])
OURS = pack("house", hold=[SPEAKS])
SHUT = pack(hours=[{**ALWAYS, "from": "12:00", "until": "18:00"}])
FROZEN = pack(hold=[SPEAKS | {"freeze_interest": True}])
RESTS = pack(
    cap=[
        {
            "channels": ["phone"],
            "max": 9,
            "window_days": 7,
            "counts": "contact",
            "cooldown_after": {"event": "phone_conversation", "days": 7},
        }
    ]
)
SUM = pack(money=[{"kind": "fixed", "currency": "GBP", "tiers": [["0", "40"]]}])
CALL = ROW | {"channel": "phone", "facts": "dispute=true"}


def expects(outcome: str, row: dict[str, str] = CALL, **more: str) -> dict[str, str]:
    return row | {"expected_outcome": outcome} | more


MONEY = ROW | {"facts": "ask=fixed_sum"}
OF_KIND = "allow;kind=fixed_sum"


@pytest.mark.parametrize(
    ("row", "law", "ok", "expected", "got"),
    [
        (expects("hold"), HELD, True, "hold", "hold"),
        (expects(" hold;until=answer_sent "), HELD, True, "hold;until=answer_sent", "hold;until=answer_sent"),
        (expects("hold;until=a=b"), HELD, False, "hold;until=a=b", "hold;until=answer_sent"),
        (expects("hold;until=never"), HELD, False, "hold;until=never", "hold;until=answer_sent"),
        (expects("hold;route=nobody"), HELD, True, "hold;route=nobody", "hold;route=lawyer"),
        (expects("hold;next=9;x;route=y"), HELD, True, "hold;next=9;x;route=y", "hold;route=lawyer"),
        (expects("block"), HELD, False, "block", "hold"),
        (expects("hold"), DOUBTFUL, False, "hold", "warn"),
        (expects("hold", mark=" M "), DOUBTFUL, True, "hold", "warn"),
        (expects("allow_warn", mark="M"), DOUBTFUL, False, "allow_warn", "warn"),
        (expects("block", mark="M"), HELD, False, "block", "hold"),
        (expects("hold"), OURS, False, "hold", "allow"),
        (expects("hold", facts="dispute=true;house_pack=on"), OURS, True, "hold", "hold"),
        (expects("hold", facts="dispute=true;house_pack=off"), OURS, False, "hold", "allow"),
        (expects("hold", expected_amount="GBP 1.00"), HELD, False, "hold GBP 1.00", "hold"),
        (expects("allow", MONEY), SUM, True, "allow", "allow"),
        (expects("allow", MONEY, expected_amount="GBP 7"), SUM, False, "allow GBP 7", "allow GBP 40.00"),
        (
            expects(OF_KIND, MONEY, expected_amount=" GBP 40.00 "),
            SUM,
            True,
            f"{OF_KIND} GBP 40.00",
            f"{OF_KIND} GBP 40.00",
        ),
        (expects("allow;kind=interest", MONEY), SUM, False, "allow;kind=interest", OF_KIND),
        (expects("block;next=soon"), SHUT, False, "block;next=soon", "block;next=2026-11-24T12:00"),
        (expects("hold;interest=runs"), FROZEN, False, "hold;interest=runs", "hold;interest=frozen"),
        (
            expects("block;cooldown_until=soon", facts="phone_conversation=2026-11-23"),
            RESTS,
            False,
            "block;cooldown_until=soon",
            "block;cooldown_until=2026-11-30",
        ),
    ],
)
def test_a_case_is_right_where_outcome_amount_dates_and_states_agree(
    row: dict[str, str], law: Pack, expected: str, got: str, *, ok: bool
) -> None:
    assert check(row, [law], ()) == Judged(id="7", ok=ok, expected=expected, got=got)


@pytest.mark.parametrize(
    ("rates", "trusted", "got"),
    [
        ([RATE], TRUSTED, "allow GBP 9.21"),
        ([replace(RATE, mark="M")], TRUSTED, "fail_closed"),
        ([replace(RATE, mark="M")], ["M"], "allow GBP 9.21"),
        ([], TRUSTED, "fail_closed"),
    ],
)
def test_a_case_of_interest_rests_on_the_rates_that_are_trusted(
    rates: list[Rate], trusted: Collection[Mark], got: str
) -> None:
    asked = "ask=interest;principal=GBP 1000.00;interest_from=2026-02-01;interest_to=2026-03-01"
    row = expects("allow", ROW | {"facts": asked}, expected_amount="GBP 9.21")
    grants = pack(money=[{"kind": "interest", "margin": "8", "base": "base"}])
    found = check(row, [grants], rates, trusted)
    assert (found.got, found.ok) == (got, got == "allow GBP 9.21")


def rate(since: str, until: str, **more: str) -> dict[str, Any]:
    facts = {"series": "s", "from": since, "until": until, "percent": "1", "mark": "V", "source": "a page"}
    return facts | more


def test_a_rate_holds_from_its_first_day_to_the_day_before_its_last() -> None:
    rows = read_rates(
        {"rate": [rate("2026-01-01", "2026-07-01"), rate("2026-07-01", "2027-01-01", percent="2")]}, "r"
    )
    days = [
        date(2025, 12, 31),
        date(2026, 1, 1),
        date(2026, 6, 30),
        date(2026, 7, 1),
        date(2026, 12, 31),
        date(2027, 1, 1),
    ]
    found = [rate_on(rows, "s", day) for day in days]
    assert [each and each.percent for each in found] == [
        None,
        Decimal(1),
        Decimal(1),
        Decimal(2),
        Decimal(2),
        None,
    ]
    assert rate_on(rows, "other", days[1]) is None


@pytest.mark.parametrize(("mark", "trusted"), [("V", True), ("S", True), ("M", False), ("D", False)])
def test_only_what_was_seen_is_trusted(mark: str, *, trusted: bool) -> None:
    rows = read_rates({"rate": [rate("2026-01-01", "2026-07-01", mark=mark)]}, "r")
    assert (rate_on(rows, "s", date(2026, 1, 1)) is not None) is trusted


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            [rate("2026-01-01", "2026-07-01"), rate("2026-06-30", "2027-01-01")],
            "the rates in r.toml: s has two rows for 2026-06-30",
        ),
        (
            [rate("2026-06-30", "2027-01-01"), rate("2026-01-01", "2026-07-01")],
            "the rates in r.toml: s has two rows for 2026-06-30",
        ),
        (
            [rate("2026-01-01", "2026-07-01"), rate("2026-01-01", "2026-02-01")],
            "the rates in r.toml: s has two rows for 2026-01-01",
        ),
        (
            [rate("2026-01-01", "soon")],
            "the rates in r.toml: Invalid RFC3339 encoded date - at `$.rate[0].until`",
        ),
        (
            [rate("2026-01-01", "2026-07-01", percentage="1")],
            "the rates in r.toml: Object contains unknown field `percentage` - at `$.rate[0]`",
        ),
    ],
)
def test_rates_that_cannot_be_used_are_refused(rows: list[dict[str, Any]], words: str) -> None:
    with pytest.raises(PackError) as caught:
        read_rates({"rate": rows}, "r.toml")
    assert str(caught.value) == words


def test_a_file_of_rates_holds_nothing_else() -> None:
    with pytest.raises(PackError, match=r"^the rates in r: Object contains unknown field `rates`"):
        read_rates({"rate": [], "rates": []}, "r")


@pytest.mark.parametrize(
    ("series", "words"),
    [
        ("boe_bank_rate_30jun_31dec", "the Bank of England's Bank Rate"),
        ("de_basiszinssatz", "the German Basiszinssatz"),
        ("ecb_refi", "the ECB's main refinancing rate"),
        ("nl_handelsrente", "the Dutch wettelijke handelsrente"),
        ("nl_wettelijke_rente", "the Dutch wettelijke rente"),
        ("a_rate_of_our_own", "a_rate_of_our_own"),
    ],
)
def test_a_rate_that_is_not_known_is_named_in_words(series: str, words: str) -> None:
    grants = pack(money=[{"kind": "interest", "margin": "8", "base": series}])
    [unknown] = judge(asking(action="money", claim=claim("interest")), [grants]).hits
    assert unknown.text == f"no trusted figure of {words} is known for 1 February 2026"


def test_rates_of_two_series_may_be_of_the_same_days() -> None:
    rows = [rate("2026-01-01", "2026-07-01"), rate("2026-01-01", "2026-07-01", series="t")]
    assert len(read_rates({"rate": rows}, "r")) == 2


def hours(**more: Any) -> dict[str, Any]:
    rule = {"id": "h", **CITED, "channels": ["phone"], "days": ["mon"], "from": "08:00", "until": "20:00"}
    return rule | more


def file_with(**tables: Any) -> dict[str, Any]:
    head = {"id": "xx", "version": "1", "title": "A pack", "status": "in_force",
            "reviewed_on": "2026-11-22", "review_due": "2027-05-22"}  # fmt: skip
    return {"pack": head, "scope": {"debtor_place": ["GB"]}} | tables


@pytest.mark.parametrize("clock", ["00:00", "09:59", "19:00", "23:59"])
def test_a_clock_is_of_twenty_four_hours(clock: str) -> None:
    assert read_pack(file_with(hours=[hours(until=clock)]), "xx").hours[0].until == clock


@pytest.mark.parametrize("clock", ["24:00", "8:00", "08:60", "08:00:00", "x08:00"])
def test_what_is_no_clock_is_refused(clock: str) -> None:
    with pytest.raises(PackError, match="the rule pack xx: Expected `str` matching regex"):
        read_pack(file_with(hours=[hours(until=clock)]), "xx")


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"hours": [hours(), hours()]}, "the rule pack x.toml has the rule h twice"),
        (
            {"hours": [hours(id="z"), hours(id="a"), hours(id="z"), hours(id="a")]},
            "the rule pack x.toml has the rule z twice",
        ),
        (
            {"hours": [hours()], "hold": [{"id": "h", **CITED, **SPEAKS}]},
            "the rule pack x.toml has the rule h twice",
        ),
        (
            {"hours": [hours(id="")]},
            "the rule pack x.toml: Expected `str` of length >= 1 - at `$.hours[0].id`",
        ),
        (
            {"hours": [hours(cite="")]},
            "the rule pack x.toml: Expected `str` of length >= 1 - at `$.hours[0].cite`",
        ),
        ({"hourz": []}, "the rule pack x.toml: Object contains unknown field `hourz`"),
    ],
)
def test_a_pack_that_cannot_be_used_is_refused(tables: dict[str, Any], words: str) -> None:
    with pytest.raises(PackError) as caught:
        read_pack(file_with(**tables), "x.toml")
    assert str(caught.value) == words


def test_every_kind_of_rule_is_among_the_rules_of_a_pack() -> None:
    disclosed = {"when": "first", "elements": ["x"]}
    cap = {"channels": ["phone"], "max": 1, "window_days": 7, "counts": "contact"}
    every: dict[str, dict[str, Any]] = {
        "hours": {key: value for key, value in hours().items() if key != "id"},
        "cap": cap,
        "consent": {"channels": ["sms"], "need": "none"},
        "only": {"channels": ["voice"], "places": ["GB"]},
        "wish": {},
        "disclose": disclosed,
        "wait": {"after_event": "x"},
        "hold": SPEAKS,
        "money": {"kind": "interest"},
        "text": {"lint": "x"},
        "advice": {},
        "signpost": {"names": ["StepChange"]},
        "outside": {"of": "role"},
    }
    tables: dict[str, Any] = {kind: [rule] for kind, rule in every.items()}
    found = pack(**tables)
    assert [rule.id for rule in found.rules] == [f"xx-{kind}" for kind in every]
    usual = {
        "disclose": "require",
        "hold": "hold",
        "money": "allow",
        "advice": "warn",
        "signpost": "require",
        "outside": "allow_warn",
    }
    assert {kind: rule.effect for kind, rule in zip(every, found.rules, strict=True)} == {
        kind: usual.get(kind, "block") for kind in every
    }


@pytest.mark.parametrize("effect", ["stop", "hold", "block", "require", "warn", "allow_warn", "allow"])
def test_what_is_from_memory_warns_at_most(effect: str) -> None:
    [seen] = pack(hold=[SPEAKS | {"effect": effect}]).hold
    [doubtful] = pack(hold=[SPEAKS | {"effect": effect, "mark": "M"}]).hold
    assert seen.delivered == effect
    assert doubtful.delivered == (effect if effect in {"allow_warn", "allow"} else "warn")


UNSAID: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "hours": (
        {key: value for key, value in hours().items() if key != "id"},
        {"holidays": "allow", "waivable_by": None},
    ),
    "cap": (
        {"channels": ["phone"], "max": 1, "window_days": 7, "counts": "contact"},
        {"window": "rolling", "per": "account", "at": None, "cooldown_after": None},
    ),
    "consent": (
        {"channels": ["sms"], "need": "none"},
        {"revoke_words": (), "revoke_deadline": None, "revoke_all_waived_until": None},
    ),
    "wish": ({}, {"channels": ("*",)}),
    "disclose": ({"when": "first", "elements": ["x"]}, {"channels": ("*",)}),
    "wait": (
        {"after_event": "x"},
        {
            "days": 0,
            "count": "calendar",
            "counted_from": "sent",
            "blocks_action": None,
            "within_days": None,
            "send": None,
            "when": None,
        },
    ),
    "hold": (SPEAKS, {"days": None, "until": None, "route": None, "use": None, "freeze_interest": False}),
    "money": (
        {"kind": "interest"},
        {
            "margin": None,
            "base": None,
            "rate_mode": "fixed_at_start",
            "day_count": "act/365",
            "compounding": "none",
            "per": "invoice",
            "currency": None,
            "tiers": (),
            "slices": (),
            "min": None,
            "max": None,
            "for_kind": ("*",),
            "needs_default": False,
            "after": None,
        },
    ),
    "advice": ({}, {"collector_role": ("*",), "debtor_kind": ("*",)}),
    "outside": ({"of": "role"}, {"rules": ("*",)}),
}


@pytest.mark.parametrize("kind", UNSAID)
def test_what_a_rule_leaves_unsaid(kind: str) -> None:
    said, unsaid = UNSAID[kind]
    tables: dict[str, Any] = {kind: [said]}
    [rule] = pack(**tables).rules
    assert rule.reason is None
    assert {name: getattr(rule, name) for name in unsaid} == unsaid


def test_what_a_pack_leaves_unsaid() -> None:
    found = pack()
    scope = {name: getattr(found.scope, name) for name in found.scope.__struct_fields__}
    anybody = dict.fromkeys(("debtor_kind", "collector_role", "debt_kind", "stage"), ("*",))
    assert scope == {"debtor_place": ("GB",), "debt_entered_on_or_after": None, "max_total": None} | anybody
    head = found.pack
    assert (head.jurisdiction, head.effective_from, head.effective_until, head.notes) == (None,) * 4
    assert (head.precedence, found.retention, found.source, found.rules) == (0, None, (), ())


ORDER = ("stop", "hold", "block", "require", "warn", "allow_warn", "allow")


@pytest.mark.parametrize(("strict", "mild"), list(pairwise(ORDER)))
def test_the_stricter_of_two_rules_is_the_answer(strict: str, mild: str) -> None:
    both = [pack(effect, hold=[SPEAKS | {"effect": effect}]) for effect in (mild, strict)]
    assert judge(asking(states={"dispute": None}), both).outcome == strict


@pytest.mark.parametrize("place", range(7))
def test_hours_of_one_day_are_of_that_day(place: int) -> None:
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    monday = datetime(2026, 11, 23, 12, tzinfo=UTC)
    only = pack(hours=[{"channels": ["phone"], "days": [days[place]], "from": "08:00", "until": "18:00"}])
    outcomes = [judge(asking(now=monday + timedelta(days=day)), [only]).outcome for day in range(7)]
    assert outcomes == ["allow" if day == place else "block" for day in range(7)]
