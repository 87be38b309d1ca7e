"""Situations in which a law made up for them speaks: when, by which way, in which part of the country."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from msgspec.structs import replace

from dunning.account import Account
from dunning.law import Rules
from dunning.law.pack import Pack
from dunning.policy import Policy, read_policy
from tests.dunning.agreements_desk import contact
from tests.dunning.desk import RULES, account, at, customer, invoice, notice
from tests.dunning.law_desk import ALWAYS, CONSENT, pack

Situation = tuple[Account, Policy, Rules, datetime]
EPISODE = "i1001@2026-05-02"
OFTEN = {
    "days_between": 0,
    "most": 99,
    "hours": {
        "email": {
            "from": "00:00",
            "until": "23:59",
            "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        }
    },
}
CALLS: list[dict[str, Any]] = [
    {"name": f"call {each}", "days": each, "channel": "call"} for each in range(1, 4)
]
CAP: dict[str, Any] = {"channels": ["email"], "max": 1, "window_days": 7, "counts": "contact"}
NEEDED = CONSENT | {"channels": ["email"]}
BY_PHONE = CAP | {"channels": ["phone"]}
HOURS = {**ALWAYS, "from": "08:00", "until": "12:00"}
OFFICE = HOURS | {"until": "18:00", "holidays": "deny"}
OF_COMPANIES, OF_AGENCIES = {"debtor_kind": ["company"]}, {"collector_role": ["third_party_agency"]}
IN_BOSTON = {"debtor_place": ["US-MA"]}
BOSTON = customer(country="US", region="MA")
SOMEWHERE = customer(country="US")


def under(
    asked: Account, *packs: Pack, day: str = "2026-05-12", clock: str = "15:00", **settings: Any
) -> tuple[Account, Policy, Rules, datetime]:
    """Asked under these packs, whatever the country, and no limits of our own."""
    rules = replace(RULES, packs={"GB": packs, "US": packs})
    house: dict[str, Any] = {
        "approval_required": "none",
        "minimum_gap_days": 0,
        "booked_after_days": 0,
        "contact": OFTEN,
    }
    return asked, read_policy(house | settings), rules, at(day, clock)


def written(*days: str, **more: Any) -> Account:
    """They were written to on these days, of another debt."""
    return account(invoice(), notices=tuple(notice(on=day, episode="x", **more) for day in days))


def levels_of(count: int, **more: Any) -> Account:
    """So many levels of this debt went."""
    notices = tuple(
        notice(each, "2026-05-04", episode=EPISODE) for each in ("reminder", "second_reminder")[:count]
    )
    return account(invoice(), notices=notices, episode=EPISODE, **more)


TWO_CAPS = pack(cap=[CAP, CAP | {"window_days": 9, "cite": "Another Act s.2"}])
NEED = pack("need", consent=[NEEDED | {"effect": "require", "cite": "Consent Act"}])
SITUATIONS: dict[str, Situation] = {
    "a law that says nothing": under(account(invoice()), pack()),
    "one letter in seven days, written to six days ago": under(written("2026-05-06"), pack(cap=[CAP])),
    "one letter in seven days, written to seven days ago": under(written("2026-05-05"), pack(cap=[CAP])),
    "two laws, to different days": under(written("2026-05-06"), TWO_CAPS),
    "a law to a day, and one that only a person satisfies": under(
        written("2026-05-06"), pack(cap=[CAP]), NEED
    ),
    "a law that only a person satisfies": under(account(invoice()), NEED),
    "the milder law first, the stricter after it": under(
        written("2026-05-06"),
        pack(cap=[CAP | {"effect": "require"}, CAP | {"effect": "stop", "window_days": 8}]),
    ),
    "laws from memory": under(
        written("2026-05-06"), pack(cap=[CAP | {"mark": "M"}, CAP | {"mark": "M", "window_days": 9}])
    ),
    "a law from memory and one that binds": under(
        written("2026-05-06"), pack(cap=[CAP | {"mark": "M"}, CAP])
    ),
    "a law that nearly binds": under(
        written("2026-05-06"),
        pack(scope=OF_AGENCIES, cap=[CAP], outside=[{"of": "role"}]),
    ),
    "a law of companies, of a company": under(
        written("2026-05-06"),
        pack(scope=OF_COMPANIES, cap=[CAP]),
        law={"debtor_kind": "company"},
    ),
    "a law of companies, of a consumer": under(
        written("2026-05-06"),
        pack(scope=OF_COMPANIES, cap=[CAP]),
        law={"debtor_kind": "consumer"},
    ),
    "a law of agencies, by an agency": under(
        written("2026-05-06"),
        pack(scope=OF_AGENCIES, cap=[CAP]),
        law={"collector_role": "third_party_agency"},
    ),
    **{
        f"a law of {stage}, {words}": under(asked, pack(scope={"stage": [stage]}, consent=[NEEDED]))
        for stage in ("pre_due", "overdue", "collections")
        for words, asked in (
            ("before the due date", account(invoice(due="2026-05-15"))),
            ("the first level", levels_of(0)),
            ("the third level", levels_of(2)),
        )
    },
    "a law of Massachusetts, in Boston": under(
        account(invoice(), customer=BOSTON),
        pack(scope=IN_BOSTON, consent=[NEEDED]),
    ),
    "a law of Massachusetts, in New York": under(
        account(invoice(), customer=customer(country="US", region="NY")),
        pack(scope=IN_BOSTON, consent=[NEEDED]),
    ),
    "a law of Massachusetts, nobody knows in which State": under(
        account(invoice(), customer=SOMEWHERE),
        pack(scope=IN_BOSTON, consent=[NEEDED]),
        clock="17:00",
    ),
    "a law of another country": under(
        account(invoice(), customer=customer(country="FR")),
        pack(scope={"debtor_place": ["*"]}, consent=[NEEDED]),
    ),
    "one call a week, called": under(
        account(invoice(), notices=(notice("call 1", "2026-05-08", channel="call", episode="x"),)),
        pack(cap=[BY_PHONE]),
        levels=CALLS,
    ),
    "one call a week, called by hand": under(
        account(invoice(), contacts=(contact("call", "2026-05-08"),)),
        pack(cap=[BY_PHONE]),
        levels=CALLS,
    ),
    "one call a week, and nobody took it": under(
        account(invoice(), contacts=(contact("call", "2026-05-08", reached=False),)),
        pack(cap=[BY_PHONE]),
        levels=CALLS,
    ),
    "one try a week, and nobody took it": under(
        account(invoice(), contacts=(contact("call", "2026-05-08", reached=False),)),
        pack(cap=[BY_PHONE | {"counts": "attempt"}]),
        levels=CALLS,
    ),
    "one call a week, and they were never written to nor called": under(
        account(invoice(), notices=()), pack(cap=[BY_PHONE]), levels=CALLS
    ),
    "one call a week, never written to and called by hand": under(
        account(invoice(), notices=(), contacts=(contact("call", "2026-05-08"),)),
        pack(cap=[BY_PHONE]),
        levels=CALLS,
    ),
    **{
        f"one letter a week, written to at {clock} somewhere in America": under(
            account(
                invoice(),
                customer=SOMEWHERE,
                notices=(replace(notice(episode="x"), delivered_at=at("2026-05-06", clock)),),
            ),
            pack(scope={"debtor_place": ["US"]}, cap=[CAP]),
        )
        for clock in ("08:30", "09:30")  # 5 May in Honolulu, and in Alaska at half past eight alone
    },
    "one letter a week, one written by hand": under(
        account(invoice(), contacts=(contact("email", "2026-05-08"),)), pack(cap=[CAP])
    ),
    "one contact a week by any way, handed over": under(
        written("2026-05-08", channel="hand_over"), pack(cap=[CAP | {"channels": ["*"]}])
    ),
    "a hand-over asks for no consent": under(
        account(invoice()),
        pack(consent=[CONSENT | {"channels": ["hand_over"]}]),
        levels=[{"name": "out", "days": 1, "channel": "hand_over"}],
    ),
    "closed by law": under(account(invoice()), pack(hours=[HOURS])),
    "closed by law on a holiday": under(account(invoice()), pack(hours=[OFFICE]), day="2026-05-25"),
    "closed by law on a holiday of Boston": under(
        account(invoice(due="2026-04-10"), customer=BOSTON),
        pack(hours=[OFFICE], scope={"debtor_place": ["US"]}),
        day="2026-04-20",
    ),
    "closed by law, and too often": under(written("2026-05-06"), pack(hours=[HOURS], cap=[CAP])),
    "never open by law": under(
        account(invoice()),
        pack(hours=[HOURS]),
        pack("yy", hours=[HOURS | {"from": "12:00", "until": "13:00"}]),
    ),
    "a letter a day before its law begins": under(
        written("2026-05-06"), pack(head={"effective_from": date(2026, 5, 13)}, cap=[CAP])
    ),
}


def _many_laws() -> list[Situation]:
    """Every account of these under each of their policies, and under laws that tell them apart."""
    rules = {
        "stage": pack("stage", scope={"stage": ["collections"]}, consent=[NEEDED | {"cite": "stage"}]),
        "before": pack("before", scope={"stage": ["pre_due"]}, consent=[NEEDED | {"cite": "before"}]),
        "place": pack("place", scope=IN_BOSTON, consent=[NEEDED | {"cite": "place"}]),
        "kind": pack("kind", scope=OF_COMPANIES, cap=[CAP | {"cite": "kind"}]),
        "role": pack("role", scope=OF_AGENCIES, cap=[CAP | {"cite": "role"}]),
        "calls": pack("calls", cap=[BY_PHONE | {"cite": "calls", "counts": "attempt"}]),
        "reached": pack("reached", cap=[BY_PHONE | {"cite": "reached"}]),
        "letters": pack("letters", scope={"debtor_place": ["*"]}, cap=[CAP | {"cite": "letters"}]),
    }
    policies = list({repr(policy): policy for _, policy, _, _ in SITUATIONS.values()}.values())
    for until in ("17:00", "15:30"):  # open in London, and not in Alaska; closed in both
        hours = {"email": {"from": "08:00", "until": until}}
        policies.append(under(account(), contact={"days_between": 0, "hours": hours})[1])
    _, _, law, now = under(account(), *rules.values())
    return [(each, policy, law, now) for policy in policies for each, _, _, _ in SITUATIONS.values()]


MANY_LAWS = _many_laws()
