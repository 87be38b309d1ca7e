"""The briefing before a call: what is owed, what happened, what was said, what may be agreed on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from dunning.account import Account
from dunning.briefing import Briefing, Happened, briefing
from dunning.decisions import Notify
from dunning.engine import decide
from dunning.letters.languages import LANGUAGES
from dunning.letters.lint.words import found
from dunning.letters.opening import opening
from dunning.policy import TONES, Policy, read_policy
from sync.law import by_country
from tests.dunning.agreements_desk import contact, dispute, handed_over, promise
from tests.dunning.desk import (
    EARLIER,
    POLICY,
    RULES,
    SENDER,
    account,
    at,
    books,
    credit,
    customer,
    hold,
    invoice,
    notice,
    notify,
    payer,
    templates,
)

LAW = replace(RULES, packs=by_country())
HOME = {"en": "GB", "de": "DE", "fr": "FR", "es": "ES", "nl": "NL"}
EPISODE = "i1001@2026-05-02"


def told(asked: Account, policy: Policy = POLICY, day: str = "2026-06-05", clock: str = "10:00") -> Briefing:
    return briefing(asked, policy, LAW, at(day, clock))


def test_what_is_owed_comes_oldest_first_with_what_may_be_asked_for() -> None:
    asked = account(
        invoice("2", due="2026-06-30", balance="70"),
        invoice("3", due="2026-05-20", balance="50", total=Decimal(90)),
        invoice("1001", balance="100"),
        invoice("4", due="2026-05-02", balance="30"),
        credits=(credit("20"),),
        agreements=(
            dispute("40", answer_by="2026-07-01"),
            dispute(None, "4", answer_by="2026-07-01", number=2),
        ),
    )
    found = told(asked)
    assert [(each.number, each.days_past_due, each.balance, each.to_ask) for each in found.owed] == [
        ("1001", 35, Decimal(100), Decimal(60)),
        ("4", 34, Decimal(30), Decimal(0)),
        ("3", 16, Decimal(50), Decimal(50)),
        ("2", -25, Decimal(70), Decimal(70)),
    ]
    assert found.owed[2].total == Decimal(90)
    assert (found.amount, found.credit) == (Decimal(90), Decimal(20)), "60 and 50, less the credit"


def test_what_happened_is_told_in_order_with_what_was_said_on_the_telephone() -> None:
    asked = account(
        invoice(),
        notices=(EARLIER, notice("reminder", "2026-05-05"), notice("pre_due", "2026-04-28", kind="pre_due")),
        contacts=(
            replace(contact("call", "2026-05-18"), note="asked for a copy"),
            contact("call", "2026-05-19", reached=False),
            contact("visit", "2026-05-20"),
        ),
    )
    assert told(asked).history == (
        Happened(on=date(2025, 6, 2), what='"reminder" by e-mail'),
        Happened(on=date(2026, 4, 28), what="note before the due date by e-mail"),
        Happened(on=date(2026, 5, 5), what='"reminder" by e-mail'),
        Happened(on=date(2026, 5, 18), what='called: "asked for a copy"'),
        Happened(on=date(2026, 5, 19), what="called, nobody reached"),
        Happened(on=date(2026, 5, 20), what="visit"),
    )


def test_what_was_promised_and_disputed_is_told_with_their_words() -> None:
    broken = replace(promise(), quote="on Tuesday")
    found = told(account(invoice(), agreements=(broken, dispute("40", answer_by="2026-07-01", number=2))))
    assert found.said == (
        'the promise of GBP 100.00 by 12 May 2026 (Ana, call) was broken, in their words: "on Tuesday"',
        'the dispute about GBP 40.00 (Ana, call: "wrong price") that Jo is to answer by 1 July 2026 is open',
    )


def test_how_they_pay_is_told_with_the_reasons() -> None:
    habit = replace(payer("late"), reasons=("4 of 5 invoices paid late", "0 of 1 promise to pay kept"))
    assert told(account(invoice(), behaviour=habit)).behaviour.reasons[-1] == "0 of 1 promise to pay kept"


def test_what_may_be_agreed_on_is_the_policys() -> None:
    policy = read_policy(
        {"agreements": {"promise_days_most": 10, "instalments_most": 3, "instalment_least": 25}}
    )
    bounds = told(account(invoice(), agreements=(promise(),), episode=EPISODE), policy).bounds
    assert (bounds.promise_until, bounds.promises_left) == (date(2026, 6, 15), 1)
    assert (bounds.instalments_most, bounds.instalment_least, bounds.plan_until) == (
        3, Decimal(25), date(2027, 6, 5),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "day", "clock", "said"),
    [
        (account(invoice()), "2026-06-06", "10:00", "Saturday 6 June 2026"),
        (
            account(invoice(), notices=(notice("reminder", "2026-06-03"),)),
            "2026-06-05",
            "10:00",
            "7 days must lie",
        ),
        (account(invoice(), opted_out=("call",)), "2026-06-05", "10:00", "by telephone"),
        (account(invoice(), holds=(hold(),)), "2026-06-05", "10:00", "On hold"),
        (account(invoice(), agreements=(handed_over(),)), "2026-06-05", "10:00", "Collect Ltd alone speaks"),
    ],
)
def test_what_speaks_against_a_call_now_is_told(asked: Account, day: str, clock: str, said: str) -> None:
    assert any(said in each for each in told(asked, day=day, clock=clock).calling.stops)


def test_nothing_speaks_against_a_call_on_a_working_day() -> None:
    found = told(account(invoice()))
    assert found.calling.stops == ()
    assert found.calling.house == (
        "7 days between contacts, at most 3 in 30 days; 08:00 to 18:00 on their working days"
    )


def test_the_laws_hours_and_limits_for_calls_stand_with_their_citation() -> None:
    bostonian = account(
        invoice(), customer=customer(country="US", region="MA"), books=books(timezone="America/New_York")
    )
    policy = read_policy({"law": {"debtor_kind": "consumer"}})
    law = told(bostonian, policy, clock="15:00").calling.law
    assert any(each.startswith("at most 2 ") and "940 CMR 7" in each for each in law), law
    companys = told(bostonian, read_policy({"law": {"debtor_kind": "company"}}), clock="15:00").calling.law
    assert not any("940 CMR 7" in each for each in companys)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tone", TONES)
def test_the_first_sentence_is_in_their_language_names_the_debt_and_threatens_nobody(
    language: str, tone: str
) -> None:
    levels = [{"name": "call", "days": 2, "tone": tone, "channel": "call"}]
    asked = account(
        invoice("INV-7", balance="1000"), invoice("INV-8", due="2026-05-02", balance="0.5"),
        customer=customer(country=HOME[language]),
    )  # fmt: skip
    first = opening(call_of(asked, levels), asked, SENDER, templates(), at("2026-06-05"))
    assert "Acme Ltd" in first
    if tone == "friendly":
        assert "INV-7" in first
    else:
        assert any(sum_ in first for sum_ in ("1,000.50", "1.000,50", "1000,50", "1 000,50", "1\u202f000,50"))
    for code in ("E101", "E102", "E103", "E104", "E105", "E106", "E107", "E108", "W202", "W203", "W204"):
        assert list(found(language, code, first)) == [], code


def call_of(asked: Account, levels: list[dict[str, object]]) -> Notify:
    """The call that is decided once a person said yes."""
    policy = read_policy({"levels": levels, "approval_required": "none"})
    decision = decide(asked, policy, RULES, at("2026-06-05"))
    proposed = getattr(decision.action, "proposed", None)
    assert proposed is not None
    yes = replace(asked, approvals=(proposed.fingerprint,))
    return notify(decide(yes, policy, RULES, at("2026-06-05")))
