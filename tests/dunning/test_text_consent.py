"""Text messages in the United States: a consent for just that number lets them go, and what lacks is said."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from msgspec.structs import replace

from dunning.account import Account, PhoneConsent
from dunning.decisions import Decision, Notify, Reason, Wait
from dunning.engine import decide
from dunning.lifting import commands_that_lift
from dunning.policy import read_policy
from dunning.procedure import case_of
from sync.law import by_country
from tests.dunning.desk import RULES, account, at, customer, invoice

LAWFUL = replace(RULES, packs=by_country())
LEVELS = [{"name": "text", "days": 4, "channel": "sms"}, {"name": "last", "days": 90}]
POLICY = read_policy({"approval_required": "none", "levels": LEVELS, "law": {"debtor_kind": "consumer"}})
NOW = at("2026-05-12", "15:00")  # eleven in the morning in New York
NUMBER, OTHER = "+12125550123", "+12125550999"


def consent(number: str = NUMBER, kind: Literal["express", "written"] = "express") -> PhoneConsent:
    return PhoneConsent(number=number, kind=kind, on=date(2026, 3, 1), how="order form")


def owing(*given: PhoneConsent, country: str = "US", region: str = "NY") -> Account:
    return account(
        invoice(),
        customer=customer(country=country, region=region, phone="(212) 555-0123"),
        consents=given,
        text_number=NUMBER if given else None,
    )


def decided(asked: Account) -> Decision:
    return decide(asked, POLICY, LAWFUL, NOW)


def test_without_a_consent_it_waits_and_says_how_to_record_one() -> None:
    found = decided(owing())
    assert found.reason is Reason.LAW
    assert found.text == (
        "Text messages need express consent; there is none. If they gave it, record it: "
        "duesync consent acme c1 NUMBER."
    )
    assert found.citation is not None
    assert "47 USC 227(b)(1)(A)" in found.citation


@pytest.mark.parametrize("kind", ["express", "written"])
def test_with_one_for_that_number_the_task_is_given(kind: Literal["express", "written"]) -> None:
    found = decided(owing(consent(kind=kind)))
    assert found.reason is Reason.APPROVAL
    assert isinstance(found.action, Wait)
    assert found.action.proposed is not None
    assert found.action.proposed.channel == "sms"


def test_one_for_another_number_is_told_beside_the_ledgers() -> None:
    found = decided(owing(consent(OTHER)))
    assert found.reason is Reason.LAW
    assert found.text == (
        "Text messages need express consent; there is none. "
        f"There is one for {OTHER}, and the ledger has {NUMBER}."
    )
    assert decided(owing(consent(OTHER), consent())).reason is Reason.APPROVAL


def test_consents_for_several_other_numbers_are_told_of_texts_alone() -> None:
    third = replace(consent("+12125550888"), channel="sms")
    asked = replace(
        owing(consent(OTHER), third, replace(consent("+12125550777"), channel="voice")), text_number=None
    )
    told = f" There is one for {OTHER}, +12125550888, and the ledger has no number."
    assert decided(asked).text.endswith(told)


def test_one_to_calls_alone_is_none_to_texts() -> None:
    found = decided(owing(replace(consent(OTHER), channel="voice")))
    assert found.text.endswith("If they gave it, record it: duesync consent acme c1 NUMBER.")


def test_the_answer_for_one_customer_is_not_taken_for_another() -> None:
    shared: dict[tuple[object, ...], object] = {}
    first = decide(owing(consent()), POLICY, LAWFUL, NOW, shared)
    second = decide(owing(), POLICY, LAWFUL, NOW, shared)
    assert (first.reason, second.reason) == (Reason.APPROVAL, Reason.LAW)


def test_where_no_law_asks_none_is_missed() -> None:
    found = decided(owing(country="GB", region=""))
    assert found.reason is not Reason.LAW


def test_what_lifts_it_is_a_command_with_the_number() -> None:
    case = case_of(owing(), POLICY, LAWFUL, NOW)
    assert commands_that_lift(case, Reason.LAW) == (
        """duesync consent acme c1 '(212) 555-0123' --kind express --on DAY --how "...\"""",
    )


ALONE = read_policy({"approval_required": "none", "levels": LEVELS, "law": {"debtor_kind": "company"}})


def sent(number_zones: tuple[str, ...], clock: str, **more: str) -> Decision:
    asked = owing(consent(), **more)
    books = replace(asked.books, texts=True)
    asked = replace(asked, books=books, text_number=NUMBER, number_zones=number_zones)
    return decide(asked, ALONE, RULES, at("2026-05-12", clock))


def test_a_text_that_we_send_goes_to_the_number_without_a_yes() -> None:
    found = sent((), "15:00")
    assert found.reason is Reason.LEVEL_DUE
    assert isinstance(found.action, Notify)
    assert found.action.recipients == (NUMBER,)
    assert NUMBER in found.text


@pytest.mark.parametrize(
    ("zones", "clock", "reason"),
    [
        (("America/New_York",), "13:00", Reason.LEVEL_DUE),
        (("America/Los_Angeles",), "13:00", Reason.OUT_OF_HOURS),  # six in the morning at the number
        (("America/Los_Angeles",), "21:30", Reason.LEVEL_DUE),
        (("America/Los_Angeles",), "22:30", Reason.OUT_OF_HOURS),  # half past six at the address
    ],
)
def test_both_the_address_and_the_number_must_be_in_hours(
    zones: tuple[str, ...], clock: str, reason: Reason
) -> None:
    assert sent(zones, clock).reason is reason


def test_without_a_number_it_waits() -> None:
    asked = owing()
    asked = replace(asked, books=replace(asked.books, texts=True), text_number=None)
    found = decide(asked, ALONE, RULES, NOW)
    assert (found.reason, "no usable telephone number" in found.text) == (Reason.NO_ADDRESS, True)
