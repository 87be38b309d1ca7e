"""What the law wants before a debt goes to an agency or a lawyer, with the dates counted by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from dunning.account import Account, Contact
from dunning.decisions import Decision, Reason, Wait
from dunning.engine import decide, explain
from dunning.guards.handing import Whom, again_on, binding, told_of, waits
from dunning.lifting import commands_that_lift
from dunning.policy import read_policy
from dunning.procedure import case_of
from sync.law import by_country
from tests.dunning.desk import RULES, account, at, customer, invoice, notice
from tests.dunning.law_desk import pack

LAWFUL = replace(RULES, packs=by_country())


def given(what: str | None, on: str, channel: str = "email", *, reached: bool = True) -> Contact:
    return Contact(channel=channel, at=at(on), reached=reached, notice=what)


CLAIM, CLAIM_POSTED = given("letter_of_claim", "2026-05-01"), given("letter_of_claim", "2026-05-01", "letter")
AGAIN, RETURNED = given("letter_of_claim", "2026-05-10"), given("reply_form", "2026-05-05")
INTENT = given("intention_to_issue", "2026-06-02")
CLAIM_FIRST = {"after_event": "letter_of_claim_sent", "days": 30, "blocks_action": "issue_claim"}
WIK, WIK_POSTED = (given("fourteen_day_letter", "2026-05-01", each) for each in ("email", "letter"))
NOBODY = given("fourteen_day_letter", "2026-05-01", "visit", reached=False)


def debt(country: str, *contacts: Contact, first: str = "2026-04-01", channel: str = "email") -> Account:
    """Long overdue, reminded for the first time on that day: the hand-over is what comes next."""
    return account(
        invoice(due="2026-01-15"),
        customer=customer(country=country),
        episode="e",
        notices=(notice("reminder", first, episode="e", channel=channel),),
        contacts=contacts,
    )


POSTED = debt("BE", first="2026-04-05", channel="letter")


def stands(asked: Account, kind: str, on: str, whom: Whom) -> tuple[list[str], date | None]:
    """Which rules forbid it on that day, and the first day on which none does."""
    case = case_of(asked, policy(kind), LAWFUL, at(on))
    stopping = binding(waits(case, whom))
    return [each.rule for each in stopping], again_on(stopping, case) if stopping else None


def policy(kind: str) -> Any:
    levels = [
        {"name": "reminder", "days": 4},
        {"name": "over", "days": 50, "channel": "hand_over", "tone": "final"},
    ]
    return read_policy({"law": {"debtor_kind": kind}, "levels": levels, "minimum_gap_days": 0})


@pytest.mark.parametrize(
    ("asked", "kind", "on", "whom", "rules", "again"),
    [
        # a letter of claim of 1 May, and 30 days: 31 May
        (debt("GB"), "sole_trader", "2026-06-01", "lawyer", ["papdc-30"], None),
        (debt("GB", CLAIM), "sole_trader", "2026-05-30", "lawyer", ["papdc-30"], "2026-05-31"),
        (debt("GB", CLAIM), "sole_trader", "2026-05-31", "lawyer", [], None),
        # posted: the 30 days count from the letter, not from its receipt
        (debt("GB", CLAIM_POSTED), "sole_trader", "2026-05-31", "lawyer", [], None),
        # a later one begins anew
        (
            debt("GB", CLAIM, AGAIN),
            "sole_trader", "2026-06-01", "lawyer", ["papdc-30"], "2026-06-09",
        ),
        (debt("GB"), "unknown", "2026-06-01", "lawyer", ["papdc-30"], None),
        (debt("GB"), "company", "2026-06-01", "lawyer", [], None),
        (debt("GB"), "sole_trader", "2026-06-01", "agency", [], None),
        # the reply form came back: 14 days from a notice that a claim will be issued
        (
            debt("GB", CLAIM, RETURNED, INTENT),
            "consumer", "2026-06-10", "lawyer", ["papdc-14"], "2026-06-16",
        ),
        # that notice of 12 May ends on 26 May, the letter's 30 days on 31 May: the later day counts
        (
            debt("GB", CLAIM, RETURNED, given("intention_to_issue", "2026-05-12")),
            "consumer", "2026-05-20", "lawyer", ["papdc-30", "papdc-14"], "2026-05-31",
        ),
        # received 1 May, from the day after it 14 days: 2 May to 15 May
        (debt("NL"), "consumer", "2026-06-01", "agency", ["nl-14"], None),
        (debt("NL", WIK), "consumer", "2026-05-15", "agency", ["nl-14"], "2026-05-16"),
        (debt("NL", WIK), "consumer", "2026-05-16", "agency", [], None),
        # posted on 1 May, received by 6 May: from 21 May
        (debt("NL", WIK_POSTED), "consumer", "2026-05-20", "lawyer", ["nl-14"], "2026-05-21"),
        # nobody was there
        (debt("NL", NOBODY), "consumer", "2026-06-01", "agency", ["nl-14"], None),
        (debt("NL", given(None, "2026-05-01")), "consumer", "2026-06-01", "agency", ["nl-14"], None),
        (debt("NL"), "company", "2026-06-01", "agency", [], None),
        # our own first reminder is what Belgium asks for: sent 1 April, so from 16 April
        (debt("BE"), "consumer", "2026-04-15", "agency", ["be-14-interest"], "2026-04-16"),
        (debt("BE"), "consumer", "2026-04-16", "agency", [], None),
        (POSTED, "consumer", "2026-04-24", "agency", ["be-14-interest"], "2026-04-25"),
        (debt("BE", given("first_reminder", "2026-03-20")), "consumer", "2026-04-05", "agency", [], None),
        (debt("US"), "consumer", "2026-06-01", "lawyer", [], None),
    ],
)  # fmt: skip
def test_a_debt_is_handed_over_once_the_law_lets_it(
    asked: Account, kind: str, on: str, whom: Whom, rules: list[str], again: str | None
) -> None:
    assert stands(asked, kind, on, whom) == (rules, date.fromisoformat(again) if again else None)


def next_step(asked: Account, kind: str, on: str) -> Decision:
    return decide(asked, policy(kind), LAWFUL, at(on))


def test_the_level_waits_with_its_citation_and_its_date() -> None:
    found = next_step(debt("GB", CLAIM), "sole_trader", "2026-05-20")
    assert (found.reason, found.citation) == (Reason.LAW, "PAP Debt Claims (2017) s.3")
    assert found.text == (
        "30 days must pass after the letter of claim was sent on 1 May 2026 (PAP Debt Claims (2017) s.3)."
    )
    assert found.review_at == at("2026-05-30", "23:00"), "midnight in London"
    assert isinstance(found.action, Wait)
    assert found.action.proposed is None, "nobody can say yes to it"


def test_without_the_notice_a_person_is_told_how_to_say_that_it_was_given() -> None:
    found = next_step(debt("NL"), "consumer", "2026-06-01")
    assert found.reason is Reason.LAW
    assert found.text.startswith("No 14-day letter was received yet (art. 6:96 lid 6 BW).")
    assert "duesync log acme --customer c1 --channel letter --notice fourteen_day_letter --at" in found.text
    assert next_step(debt("NL"), "company", "2026-06-01").reason is Reason.APPROVAL


def test_a_rule_from_memory_only_warns() -> None:
    case = case_of(debt("GB"), policy("company"), LAWFUL, at("2026-06-01"))
    [warned] = waits(case, "lawyer")
    assert (warned.rule, warned.effect) == ("pd-14", "warn")
    assert "PD Pre-Action Conduct 6(b)" in told_of([warned], case)
    [answer] = [
        each
        for each in explain(debt("GB"), policy("company"), LAWFUL, at("2026-06-01"))
        if each.guard == "waits by law"
    ]
    assert not answer.blocks
    assert answer.text.startswith("Nothing that is known forbids it. Mind: No letter of claim")


def test_where_the_part_of_a_country_is_known_its_own_law_is_kept() -> None:
    scots = debt("GB")
    scots = replace(scots, customer=replace(scots.customer, region="Scotland"))
    assert stands(scots, "sole_trader", "2026-06-01", "lawyer") == ([], None)
    english = replace(scots, customer=replace(scots.customer, region="England"))
    assert stands(english, "sole_trader", "2026-06-01", "lawyer") == (["papdc-30"], None)


def test_where_the_part_is_not_known_the_laws_of_all_are_kept_in_the_order_of_their_places() -> None:
    states = ("WA", "CA", "TX", "NY", "MA", "FL")
    packs = tuple(
        pack(state, scope={"debtor_place": [f"US-{state}"]}, wait=[CLAIM_FIRST | {"cite": state}])
        for state in states
    )
    case = case_of(debt("US"), policy("company"), replace(RULES, packs={"US": packs}), at("2026-06-01"))
    assert [each.cite for each in waits(case, "lawyer")] == sorted(states)


def test_other_levels_are_not_asked_about() -> None:
    [answer] = [
        each
        for each in explain(account(invoice()), policy("consumer"), LAWFUL, at("2026-06-01"))
        if each.guard == "waits by law"
    ]
    assert (answer.blocks, answer.text) == (False, "No hand-over is next.")


def test_what_lifts_a_wait_by_law_is_the_command_that_logs_the_notice() -> None:
    case = case_of(debt("GB"), policy("sole_trader"), LAWFUL, at("2026-06-01"))
    assert commands_that_lift(case, Reason.LAW) == (
        "duesync log acme --customer c1 --channel letter --notice letter_of_claim --at DAY",
    )
    granted = case_of(debt("GB", CLAIM), policy("sole_trader"), LAWFUL, at("2026-05-02"))
    assert "at DAY" not in " ".join(commands_that_lift(granted, Reason.LAW))
