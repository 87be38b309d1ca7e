"""Cases about whom a pack is about, and about several packs at once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dunning.law.pack import Pack
from tests.dunning.law_acts import INTEREST
from tests.dunning.law_desk import (
    CONSENT,
    SPEAKS,
    Case,
    case,
    claim,
    on,
    pack,
    touched,
)

DISPUTED: dict[str, Any] = {"states": {"dispute": None}}


def held(*, head: dict[str, Any] | None = None, **scope: Any) -> Pack:
    outside = [
        {"of": of, "effect": "allow_warn"} for of in ("role", "kind", "stage", "date", "total", "entered")
    ]
    return pack(head=head, scope=scope, hold=[SPEAKS], outside=outside)


def scopes() -> dict[str, Case]:
    return whom() | agencies() | advices() | missing()


def whom() -> dict[str, Case]:
    found = {
        f"a pack for {wide}": case(held(debtor_place=[wide]), **DISPUTED)
        for wide in ("GB", "GB-ENG", "GB-ENG-LND", "G", "*", "US")
    }
    persons = held(debtor_kind=["consumer"])
    found |= {
        f"a pack for consumers, asked of a {kind}": case(persons, **DISPUTED, kind=kind)
        for kind in ("consumer", "unknown", "company", "public", "sole_trader")
    }
    grants = pack(scope={"debtor_kind": ["consumer"]}, money=[INTEREST])
    found |= {
        f"a pack that grants interest from consumers, of a {kind}": case(
            grants, kind=kind, action="money", claim=claim("interest")
        )
        for kind in ("consumer", "unknown")
    }
    found |= {
        f"a pack for companies, asked of a {kind}": case(held(debtor_kind=["company"]), **DISPUTED, kind=kind)
        for kind in ("company", "unknown")
    }
    found |= {
        "a pack for agencies": case(held(collector_role=["third_party_agency"]), **DISPUTED),
        "a pack for what is not due": case(held(stage=["pre_due", "collections"]), **DISPUTED),
        "a pack for agencies and companies": case(
            held(collector_role=["third_party_agency"], debtor_kind=["company"]), **DISPUTED
        ),
        "a pending pack": case(held(head={"status": "pending"}), **DISPUTED),
        **{
            f"a pack from {day} November on": case(held(head={"effective_from": on(day)}), **DISPUTED)
            for day in (23, 24, 25)
        },
        **{
            f"a pack until {day} November": case(held(head={"effective_until": on(day)}), **DISPUTED)
            for day in (23, 24, 25)
        },
    }
    small, young = held(max_total=Decimal("500.00")), held(debt_entered_on_or_after=on(10))
    found |= {
        f"a pack up to 500, of {total}": case(small, **DISPUTED, total=total)
        for total in (None, Decimal(499), Decimal(500), Decimal("500.01"))
    }
    found |= {
        f"a pack from the 10th on, entered on {day}": case(young, **DISPUTED, entered_on=day)
        for day in (None, on(9), on(10), on(11))
    }
    return found


def agencies() -> dict[str, Case]:
    agency = ["third_party_agency"]
    return {
        "an agency's pack whose rule is not one of those": case(
            pack(
                scope={"collector_role": agency}, hold=[SPEAKS], outside=[{"of": "role", "rules": ["other"]}]
            ),
            **DISPUTED,
        ),
        "an agency's pack whose rule is one of those": case(
            pack(
                scope={"collector_role": agency},
                hold=[SPEAKS],
                outside=[{"of": "role", "rules": ["other", "xx-hold"]}],
            ),
            **DISPUTED,
        ),
        "an agency's pack of two rules, one of them named": case(
            pack(
                scope={"collector_role": agency},
                hold=[SPEAKS],
                cap=[{"channels": ["phone"], "max": 1, "window_days": 7, "counts": "contact"}],
                outside=[{"of": "role", "rules": ["xx-hold"]}],
            ),
            **DISPUTED,
            touches=touched(24),
        ),
        "an agency's pack that forbids all the same": case(
            pack(
                scope={"collector_role": agency, "debtor_place": ["*"]},
                hold=[SPEAKS],
                outside=[{"of": "role", "effect": "block"}],
            ),
            pack("yy"),
            **DISPUTED,
        ),
        "a pack from tomorrow to the end of the month": case(
            held(head={"effective_from": on(25), "effective_until": on(30)}), **DISPUTED
        ),
    }


def advices() -> dict[str, Case]:
    agency = ["third_party_agency"]
    return {
        "an agency's pack with advice alone": case(
            pack(scope={"collector_role": agency}, advice=[{}], outside=[{"of": "role"}])
        ),
        "a company's pack with advice alone": case(
            pack(scope={"debtor_kind": ["company"]}, advice=[{}], outside=[{"of": "kind"}])
        ),
        "advice to agencies": case(pack(advice=[{"collector_role": agency}])),
        "advice to those who collect themselves": case(
            pack(advice=[{"collector_role": ["first_party"], "debtor_kind": ["consumer"]}])
        ),
        "advice about companies": case(pack(advice=[{"debtor_kind": ["company"]}])),
        "advice before an act": case(pack(advice=[{}]), action="issue_claim"),
    }


def missing() -> dict[str, Case]:
    agency = ["third_party_agency"]
    return {
        "two packs that miss, the nearer says why": case(
            pack("far", scope={"collector_role": agency, "debtor_place": ["*"]}, hold=[SPEAKS]),
            pack("near", scope={"stage": ["collections"]}, hold=[SPEAKS]),
            **DISPUTED,
        ),
        "two packs that miss, the nearer second, of the very place": case(
            pack("far", scope={"collector_role": agency}, hold=[SPEAKS]),
            pack("near", scope={"stage": ["collections"], "debtor_place": ["US", "GB-ENG"]}, hold=[SPEAKS]),
            **DISPUTED,
        ),
        "two packs that miss, the farther is narrow elsewhere": case(
            pack("far", scope={"collector_role": agency, "debtor_place": ["GB", "US-NY-NYC"]}, hold=[SPEAKS]),
            pack("near", scope={"stage": ["collections"], "debtor_place": ["GB-ENG"]}, hold=[SPEAKS]),
            **DISPUTED,
        ),
        "two packs that miss, the nearer is for everywhere and for the very place": case(
            pack("far", scope={"collector_role": agency}, hold=[SPEAKS]),
            pack("near", scope={"stage": ["collections"], "debtor_place": ["*", "GB-ENG"]}, hold=[SPEAKS]),
            **DISPUTED,
        ),
    }


def several() -> dict[str, Case]:
    narrow = {"debtor_place": ["GB-ENG"]}
    calls = {"channels": ["phone"], "max": 1, "window_days": 7, "counts": "contact"}
    return {
        "the wider law forbids what the narrower allows": case(
            pack(hold=[SPEAKS]), pack("nn", scope=narrow), **DISPUTED
        ),
        "the narrower law forbids what the wider allows": case(
            pack(), pack("nn", scope=narrow, hold=[SPEAKS]), **DISPUTED
        ),
        "both forbid": case(pack(hold=[SPEAKS]), pack("nn", scope=narrow, hold=[SPEAKS]), **DISPUTED),
        "only one law, and it forbids": case(pack(hold=[SPEAKS]), **DISPUTED),
        "the wider law only warns": case(
            pack(hold=[SPEAKS | {"mark": "M"}]), pack("nn", scope=narrow), **DISPUTED
        ),
        "a hold goes before a block, whatever the order": case(
            pack(cap=[calls | {"reason": "often"}]),
            pack("yy", hold=[SPEAKS | {"reason": "disputed"}]),
            **DISPUTED,
            touches=touched(24),
        ),
        "a rule for calls alone, by text": case(pack(cap=[calls]), channel="sms", touches=touched(24)),
        "a rule for calls alone, by text, no call": case(pack(cap=[calls]), channel="sms"),
        "a rule for calls alone, by any way": case(pack(cap=[calls]), channel="*", touches=touched(24)),
        "a rule for calls and texts, by letter": case(
            pack(cap=[calls | {"channels": ["phone", "sms"]}]), channel="letter", touches=touched(24)
        ),
        "a rule for calls alone, before an act": case(
            pack(cap=[calls]), action="issue_claim", channel="", touches=touched(24)
        ),
        "two caps that end on different days": case(
            pack(cap=[calls, calls | {"window_days": 9}]), touches=touched(22)
        ),
        **{
            f"they wrote {words!r}": case(pack(consent=[CONSENT]), channel="sms", heard=words)
            for words in ("STOP", "please stop!", "nonstop", "Arret, merci", "stopped", "", "do-not-stop-me")
        },
        "they wrote STOP by a letter": case(pack(consent=[CONSENT]), channel="letter", heard="STOP"),
        "they wrote STOP, by a deadline": case(
            pack(consent=[CONSENT | {"revoke_deadline": "10_days"}]), channel="sms", heard="STOP"
        ),
        "they wrote STOP, elsewhere": case(
            pack(scope={"debtor_place": ["US"]}, consent=[CONSENT]), channel="sms", heard="STOP"
        ),
        "a message came back": case(pack(), message="a_notice", bounced=True),
        "something came back": case(pack(), bounced=True),
        "no pack at all": case(),
    }
