"""The law where it counts: in the decisions, with its citation and the hour to look again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from dunning.account import Account, Contact, PhoneConsent
from dunning.decisions import Decision, Notify, Reason
from dunning.engine import decide, explain
from dunning.law.pack import Pack
from dunning.policy import Policy, PolicyError, read_policy
from dunning.speaking import may_text
from sync.law import by_country
from tests.dunning.agreements_desk import contact
from tests.dunning.desk import RULES, account, at, books, customer, invoice, notice
from tests.dunning.law_desk import CONSENT, pack
from tests.dunning.law_situations import BY_PHONE, CALLS, CAP, OF_AGENCIES, under

LAWFUL = replace(RULES, packs=by_country())
EVENING = datetime(2026, 5, 13, 2, 30, tzinfo=UTC)  # half past seven in the evening in California
NIGHT = datetime(2026, 5, 13, 5, 30, tzinfo=UTC)  # half past ten there
OPEN = {"from": "00:00", "until": "23:59", "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}


def policy(kind: str, **more: Any) -> Policy:
    """Without limits of our own, so that the law alone speaks."""
    contact = {"days_between": 0, "most": 99, "hours": {"email": OPEN, "call": OPEN}}
    levels = [{"name": f"level{number}", "days": number, "channel": "call"} for number in range(1, 9)]
    house: dict[str, Any] = {
        "approval_required": "none",
        "minimum_gap_days": 0,
        "contact": contact,
        "law": {"debtor_kind": kind},
        "booked_after_days": 0,
    }
    return read_policy(house | ({"levels": levels} if more.get("calls") else {}))


def decided(kind: str, now: datetime, region: str = "CA", **more: Any) -> Decision:
    found = account(invoice(due="2026-05-01"), customer=customer(country="US", region=region), **more)
    return decide(found, policy(kind), LAWFUL, now)


@pytest.mark.parametrize(
    ("kind", "now", "sends"),
    [
        ("consumer", EVENING, True),
        ("consumer", NIGHT, False),
        ("unknown", NIGHT, False),  # nobody said, so the stricter rules hold
        ("company", NIGHT, True),
    ],
)
def test_a_consumer_in_california_is_not_written_to_at_night(
    kind: str, now: datetime, *, sends: bool
) -> None:
    assert isinstance(decided(kind, now).action, Notify) is sends


def test_the_decision_names_the_law_and_the_hour_at_which_it_opens() -> None:
    found = decided("consumer", NIGHT)
    assert found.reason is Reason.OUT_OF_HOURS
    assert found.citation == "Cal. Civ. Code 1788.17; 15 USC 1692c(a)(1)"
    assert found.review_at == datetime(2026, 5, 13, 15, 0, tzinfo=UTC)  # eight in the morning there


def called(*days: str) -> Decision:
    """The next call to a consumer in Boston, who was called on these days."""
    told = [
        notice(f"level{number}", day, channel="call", episode="i1001@2026-05-02")
        for number, day in enumerate(days, 1)
    ]
    found = account(
        invoice(due="2026-05-01"),
        customer=customer(country="US", region="MA"),
        notices=tuple(told),
        episode="i1001@2026-05-02",
    )
    return decide(found, policy("consumer", calls=True), LAWFUL, at("2026-05-13", "15:00"))


def test_the_third_call_in_seven_days_waits_until_the_first_is_a_week_old() -> None:
    assert called("2026-05-11").reason is Reason.APPROVAL  # as any call, it is a person's to make
    found = called("2026-05-11", "2026-05-12")
    assert (found.reason, found.citation) == (
        Reason.LAW,
        "940 CMR 7.04(1)(f); Armata v. Target (SJC 2018)",
    )
    assert found.review_at == datetime(2026, 5, 18, 4, 0, tzinfo=UTC)  # midnight in Boston
    assert called("2026-05-05", "2026-05-12").reason is Reason.APPROVAL


def test_why_shows_what_the_law_minds_without_forbidding_it() -> None:
    kind = read_policy(
        {"law": {"debtor_kind": "consumer", "collector_role": "third_party_pre_default_servicer"}}
    )
    found = account(invoice(due="2026-05-01"), customer=customer(country="US", region="TX"))
    told = {each.guard: each.text for each in explain(found, kind, LAWFUL, at("2026-05-12", "15:00"))}
    assert "15 USC 1692a(6)(F)(iii)" in told["law"]
    assert told["hours by law"] == "No law closes this hour."


def test_where_no_pack_is_at_hand_nothing_is_asked() -> None:
    found = account(invoice(due="2026-05-01"), customer=customer(country="BR"))
    told = {each.guard: each.text for each in explain(found, policy("consumer"), LAWFUL, at("2026-05-12"))}
    assert told["law"] == "No rule of law speaks against it."


@pytest.mark.parametrize("key", ["collector_role", "debtor_kind"])
def test_an_unknown_word_is_refused_with_those_that_are_known(key: str) -> None:
    with pytest.raises(PolicyError, match=rf"law\.{key} must be"):
        read_policy({"law": {key: "landlord"}})


def test_calls_made_by_hand_count_by_law_and_so_do_the_tries() -> None:
    """Two logged calls that nobody took: Massachusetts counts attempts."""
    tries = tuple(
        Contact(channel="call", at=at(day, "14:00"), reached=False) for day in ("2026-05-11", "2026-05-12")
    )
    found = account(invoice(due="2026-05-01"), customer=customer(country="US", region="MA"), contacts=tries)
    called = decide(found, policy("consumer", calls=True), LAWFUL, at("2026-05-13", "15:00"))
    assert (called.reason, called.citation) == (
        Reason.LAW,
        "940 CMR 7.04(1)(f); Armata v. Target (SJC 2018)",
    )
    fewer = replace(found, contacts=tries[1:])
    assert (
        decide(fewer, policy("consumer", calls=True), LAWFUL, at("2026-05-13", "15:00")).reason
        is Reason.APPROVAL
    )


NUMBER = "+442079460101"
TEXTS = [{"name": "text", "days": 1, "channel": "sms"}]


def allowed(**more: Any) -> Account:
    """They allowed texts and automated calls to their number, by word of mouth."""
    given = tuple(
        PhoneConsent(number=NUMBER, kind="express", on=date(2026, 3, 1), how="form", channel=channel)
        for channel in ("sms", "voice")
    )
    return account(invoice(), consents=given, text_number=NUMBER, books=books(texts=True, voice=True), **more)


def by_law(asked: Account, *packs: Pack, **settings: Any) -> str:
    """What the guard says under these made-up laws; "" where it lets the next step go."""
    [answer] = [each for each in explain(*under(asked, *packs, **settings)) if each.guard == "law"]
    return answer.text if answer.blocks else ""


def test_a_stricter_consent_to_automated_calls_is_recorded_as_one_to_calls() -> None:
    levels = [{"name": "ring", "days": 1, "channel": "voice"}]
    assert by_law(allowed(), pack(consent=[{"channels": ["voice"], "need": "written"}]), levels=levels) == (
        "Automated calls need written consent; there is express. If they gave it, record it: "
        "duesync consent acme c1 NUMBER --to calls."
    )


def test_of_a_text_that_is_one_too_many_no_consent_is_asked_for() -> None:
    texted = allowed(notices=(notice(on="2026-05-06", episode="x", channel="sms"),))
    cap = CAP | {"channels": ["sms"], "id": "same"}
    for consent in (CONSENT, CONSENT | {"id": "same"}):  # another law may call its rule alike
        laws = pack("aa", cap=[cap]), pack("bb", consent=[consent])
        assert by_law(texted, *laws, levels=TEXTS) == "1 contact in 7 days; the most that is allowed is 1."


@pytest.mark.parametrize(("mark", "may"), [("V", False), ("M", True)])
def test_a_consent_that_a_law_from_memory_wants_is_not_lacking(mark: str, *, may: bool) -> None:
    asked, policy, rules, now = under(allowed(), pack(consent=[CONSENT | {"need": "written", "mark": mark}]))
    assert may_text(asked, policy, rules, now) is may


def test_an_answer_to_what_they_asked_is_no_contact_of_ours() -> None:
    for kind, blocks in (("level", True), ("answer", False)):
        written = account(invoice(), notices=(notice(on="2026-05-06", episode="x", kind=kind),))
        assert bool(by_law(written, pack(cap=[CAP]))) is blocks


def test_a_call_and_what_came_of_it_are_one_contact() -> None:
    made = notice("call 1", "2026-05-08", channel="call", episode="x")
    two = pack(cap=[BY_PHONE | {"max": 2}])
    once, again = contact("call", "2026-05-08"), contact("call", "2026-05-09")
    for contacts, blocks in (((once,), False), ((once, again), True)):
        asked = account(invoice(), notices=(made,), contacts=contacts)
        assert bool(by_law(asked, two, levels=CALLS)) is blocks


def test_a_law_of_agencies_forbids_us_nothing_whatever_it_says_of_others() -> None:
    written = account(invoice(), notices=(notice(on="2026-05-06", episode="x"),))
    agencies = pack(scope=OF_AGENCIES, cap=[CAP], outside=[{"of": "role", "effect": "block"}])
    assert by_law(written, agencies, law={"collector_role": "third_party_agency"})
    assert not by_law(written, agencies)
