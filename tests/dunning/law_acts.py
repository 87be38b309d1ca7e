"""Cases about acts that must wait, states that stop them, and money on top of the debt."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.dunning.law_desk import (
    SPEAKS,
    Case,
    case,
    claim,
    on,
    pack,
)


def acts() -> dict[str, Case]:
    papers = {"elements": ["form", "leaflet"]}
    claim, fee = (
        pack(disclose=[{"when": "before_claim"} | papers]),
        pack(disclose=[{"when": "before_fee"} | papers]),
    )
    days: dict[str, Any] = {"after_event": "letter_sent", "days": 3, "blocks_action": "issue_claim"}
    plain, received = pack(wait=[days]), pack(wait=[days | {"from": "day_after_receipt"}])
    business, at_once = (
        pack(wait=[days | {"count": "business"}]),
        pack(wait=[days | {"count": "business", "days": 0}]),
    )
    asked = pack(wait=[days | {"when": "form_received"}])
    before_call = pack(wait=[days | {"blocks_action": "contact"}])
    return {
        "a claim that lacks both papers": case(
            claim, action="issue_claim", elements={"form": False, "leaflet": False}
        ),
        "a claim that lacks one": case(
            claim, action="issue_claim", elements={"form": True, "leaflet": False}
        ),
        "a claim of whose papers nothing is known": case(claim, action="issue_claim"),
        "a fee that lacks a paper": case(fee, action="charge_collection_cost", elements={"form": False}),
        "a fee asks for no paper of a claim": case(
            claim, action="charge_collection_cost", elements={"form": False}
        ),
        "a claim asks for no paper of a fee": case(fee, action="issue_claim", elements={"form": False}),
        **{
            f"{words}, the letter of {day} November": case(
                rule, action="issue_claim", events={"letter_sent": on(day)}
            )
            for words, rule in (
                ("three days", plain),
                ("three days from the day after", received),
                ("three working days", business),
                ("no working day", at_once),
            )
            for day in range(17, 25)
        },
        "a claim without a letter": case(plain, action="issue_claim"),
        **{
            f"a claim without a {event}": case(
                pack(wait=[days | {"after_event": event}]), action="issue_claim"
            )
            for event in ("reply_form", "call", "fourteen_day_letter_received")
        },
        "another act without a letter": case(plain, action="other_act"),
        "only where a form came, and it did": case(
            asked, action="issue_claim", events={"letter_sent": on(22), "form_received": on(22)}
        ),
        "only where a form came, and none did": case(
            asked, action="issue_claim", events={"letter_sent": on(22)}
        ),
        "only where a form came, and no letter went": case(
            asked, action="issue_claim", events={"form_received": on(22)}
        ),
        "a call three days after a letter": case(before_call, events={"letter_sent": on(22)}),
        "a call without a letter": case(before_call),
    }


def states() -> dict[str, Case]:
    month = pack(hold=[SPEAKS | {"days": 30}])
    rich = pack(
        hold=[
            SPEAKS
            | {"until": "answer_sent", "route": "lawyer", "use": "contract_rate", "freeze_interest": True}
        ]
    )
    both = pack(hold=[SPEAKS | {"days": 30, "until": "answer_sent"}])
    found = {
        f"held for thirty days since {day}": case(month, states={"dispute": day})
        for day in (on(24, 10), on(25, 10), on(26, 10), None)
    }
    found |= {
        "held until an answer": case(rich, states={"dispute": None}),
        "held, and answered": case(rich, states={"dispute": None}, events={"answer_sent": on(20)}),
        "held for another state": case(rich, states={"promise": None}),
        "held for thirty days or an answer": case(both, states={"dispute": on(20)}),
    }
    asked: dict[str, dict[str, Any]] = {
        "a contact": {},
        "a claim in court": {"action": "issue_claim"},
        "money that nobody named": {"action": "money"},
        **{
            f"money as {kind}": {"action": "money", "claim": claim(kind)}
            for kind in ("interest", "fixed_sum", "collection_cost")
        },
    }
    for blocked in ("contact", "collect", "interest", "statutory_interest", "fees", "issue_claim"):
        rule = pack(hold=[{"on": "dispute", "blocks": [blocked]}])
        for words, question in asked.items():
            found[f"{blocked} is held: {words}"] = case(rule, states={"dispute": None}, **question)
    return found


INTEREST: dict[str, Any] = {"kind": "interest", "margin": "8", "base": "base"}


def asked(rule: dict[str, Any], **more: Any) -> Case:
    facts = {"kind": "consumer", "events": {}, "about": claim("interest")} | more
    return case(
        pack(money=[rule]),
        action="money",
        kind=facts["kind"],
        events=facts["events"],
        claim=facts["about"],
    )


def money() -> dict[str, Case]:
    return granted() | granted_together()


def granted() -> dict[str, Case]:
    fixed: dict[str, Any] = {"kind": "fixed", "currency": "GBP", "tiers": [["0", "40"], ["1000", "70"]]}
    one = fixed | {"tiers": [["0", "40"]]}
    tiered: dict[str, Any] = {"kind": "tiered", "tiers": [["2500", "15"], ["2500", "10"]], "min": "40"}
    found = {
        f"{kind} by {words}": case(pack(money=[rule]), action="money", claim=claim(kind))
        for kind in ("interest", "fixed_sum", "collection_cost")
        for words, rule in (("fixed", fixed), ("interest", INTEREST), ("tiered", tiered))
    }

    found |= {
        "for companies alone, of a company": asked(INTEREST | {"for_kind": ["company"]}, kind="company"),
        "for companies alone, of a consumer": asked(INTEREST | {"for_kind": ["company"]}),
        "for companies alone, of nobody knows whom": asked(
            INTEREST | {"for_kind": ["company"]}, kind="unknown"
        ),
        **{
            f"only in default, which is {default}": asked(
                INTEREST | {"needs_default": True}, about=claim("interest", in_default=default)
            )
            for default in (True, False, None)
        },
        "not only in default": asked(INTEREST, about=claim("interest", in_default=False)),
        "only after a letter": asked(INTEREST | {"after": "letter_sent"}),
        "only after a letter, which went": asked(
            INTEREST | {"after": "letter_sent"}, events={"letter_sent": on(1)}
        ),
        "a day without a rate": asked(
            INTEREST, about=claim("interest", until=date(2026, 7, 2), since=date(2026, 7, 1))
        ),
        "a day without a rate that a person stated": asked(
            INTEREST,
            about=claim("interest", until=date(2026, 7, 31), since=date(2026, 7, 1), rate=Decimal(12)),
        ),
        "nobody knows since when": asked(INTEREST, about=claim("interest", since=None)),
        "nobody knows until when": asked(INTEREST, about=claim("interest", until=None)),
        "nobody knows of how much": asked(INTEREST, about=claim("interest", None)),
        "one sum, of nobody knows how much": asked(one, about=claim("fixed_sum", None)),
        "one sum from 1001 pounds on": asked(one | {"tiers": [["1001", "40"]]}, about=claim("fixed_sum")),
        "costs of one slice in pounds, of nobody knows how much": asked(
            tiered | {"tiers": [["2500", "15"]], "currency": "GBP"}, about=claim("collection_cost", None)
        ),
        "one of two sums, of nobody knows how much": asked(fixed, about=claim("fixed_sum", None)),
        "one sum in the debt's own currency, of nobody knows how much": asked(
            one | {"currency": None}, about=claim("fixed_sum", None)
        ),
        "costs of nobody knows how much": asked(tiered, about=claim("collection_cost", None)),
    }
    return found


def granted_together() -> dict[str, Case]:
    return {
        "the first of two that grant, the second only after a letter": case(
            pack(money=[INTEREST, INTEREST | {"after": "letter_sent"}]),
            action="money",
            claim=claim("interest"),
        ),
        "nothing granted, of a debt in euros": case(
            pack(), action="money", claim=claim("interest", currency="EUR")
        ),
        "a day without a rate, and a warning": case(
            pack(money=[INTEREST], hold=[{"on": "dispute", "blocks": ["interest"], "mark": "M"}]),
            action="money",
            claim=claim("interest", since=date(2026, 7, 1), until=date(2026, 7, 2)),
            states={"dispute": None},
        ),
        "nothing granted": case(pack(), action="money", claim=claim("interest")),
        "nothing granted, of nobody knows how much": case(
            pack(), action="money", claim=claim("interest", None)
        ),
        "the first of two that grant": case(
            pack(money=[INTEREST, INTEREST | {"margin": "5"}]),
            pack("yy", money=[INTEREST | {"margin": "3"}]),
            action="money",
            claim=claim("interest"),
        ),
        "a warning does not stop a claim": case(
            pack(money=[INTEREST], hold=[{"on": "dispute", "blocks": ["interest"], "mark": "M"}]),
            action="money",
            claim=claim("interest"),
            states={"dispute": None},
        ),
        "money without a claim": case(pack(money=[INTEREST]), action="money"),
        "a claim beside an act": case(pack(money=[INTEREST]), action="issue_claim", claim=claim("interest")),
        "two holds stop it": case(
            pack(hold=[{"on": "dispute", "blocks": ["interest"], "route": "lawyer", "effect": "block"}]),
            pack("yy", hold=[{"on": "dispute", "blocks": ["interest"], "use": "contract_rate"}]),
            action="money",
            claim=claim("interest"),
            states={"dispute": None},
        ),
    }
