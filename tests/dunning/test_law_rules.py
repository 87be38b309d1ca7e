"""Each kind of rule that a pack may hold, at its limit, a day before and after, by a pack made up for it.

It is Tuesday 24 November 2026, four in the afternoon, in London.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from dunning.law.judge import judge
from dunning.law.pack import Pack, read_pack
from dunning.law.question import Claim, Question, Touch
from dunning.law.rates import Rate
from dunning.ledger import Money
from tests.dunning.golden_files import same_as_golden
from tests.dunning.test_law_answers import told

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
Case = tuple[tuple[Pack, ...], Question]
CITED = {"cite": "An Act s.1", "mark": "V"}
ALWAYS = {"channels": ["phone", "sms", "email"], "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}
CONSENT = {"channels": ["sms"], "need": "express", "revoke_words": ["stop", "arret"]}
SPEAKS = {"on": "dispute", "blocks": ["contact"]}
RATE = Rate(
    series="base",
    since=date(2026, 1, 1),
    until=date(2026, 7, 1),
    percent=Decimal(4),
    mark="V",
    source="a page",
)


def pack(
    name: str = "xx", head: dict[str, Any] | None = None, scope: dict[str, Any] | None = None, **tables: Any
) -> Pack:
    """A pack for Britain with these rules, each told without its id and source."""
    rules = {
        kind: [{"id": f"{name}-{kind}{place or ''}", **CITED, **rule} for place, rule in enumerate(rows)]
        for kind, rows in tables.items()
    }
    about = {
        "id": name,
        "version": "1",
        "title": f"Pack {name}",
        "status": "in_force",
        "reviewed_on": date(2026, 11, 1),
        "review_due": date(2027, 11, 1),
    }
    return read_pack(
        {"pack": about | (head or {}), "scope": {"debtor_place": ["GB"]} | (scope or {})} | rules, name
    )


def asking(**more: Any) -> Question:
    facts: dict[str, Any] = {
        "now": NOW,
        "action": "contact",
        "channel": "phone",
        "place": "GB-ENG",
        "kind": "consumer",
        "role": "first_party",
        "stage": "overdue",
        "zones": ("Europe/London",),
    }
    return Question(**(facts | more))


def case(*packs: Pack, **more: Any) -> Case:
    return packs, asking(**more)


def touched(
    *days: int, channel: str = "phone", reached: bool = True, at_place: str | None = None
) -> tuple[Touch, ...]:
    """Contacts on these days of November."""
    return tuple(
        Touch(channel=channel, at=datetime(2026, 11, day, 10, tzinfo=UTC), reached=reached, at_place=at_place)
        for day in days
    )


def on(day: int, month: int = 11) -> date:
    return date(2026, month, day)


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


def claim(kind: Any, principal: str | None = "1000", **more: Any) -> Claim:
    facts: dict[str, Any] = {
        "kind": kind,
        "principal": None if principal is None else Money(Decimal(principal), "GBP"),
        "since": date(2026, 2, 1),
        "until": date(2026, 3, 1),
        "rate": None,
        "in_default": None,
    }
    return Claim(**(facts | more))


def contacts() -> dict[str, Case]:
    cap: dict[str, Any] = {"channels": ["phone", "sms"], "max": 2, "window_days": 7, "counts": "contact"}
    two, tries, any_way = (
        pack(cap=[cap]),
        pack(cap=[cap | {"counts": "attempt"}]),
        pack(cap=[cap | {"channels": ["*"]}]),
    )
    work = pack(cap=[cap | {"at": "work"}])
    rest = pack(cap=[cap | {"cooldown_after": {"event": "phone_talk", "days": 7}}])
    found = {
        f"two in seven days, called on {days}": case(two, touches=touched(*days))
        for days in ((17, 18), (18, 20), (18, 24), (24, 24), (18,), (19, 18, 20), (25, 26))
    }
    found |= {
        "two in seven days, called and written to": case(
            two, touches=(*touched(20), *touched(21, channel="sms"))
        ),
        "two in seven days by any way, called and written to": case(
            any_way, touches=(*touched(20), *touched(21, channel="letter"))
        ),
        "two in seven days, by a letter": case(two, channel="letter", touches=touched(20, 21)),
        "two in seven days, a call and a letter": case(
            two, touches=(*touched(20), *touched(21, channel="letter"))
        ),
        "two in seven days, tries": case(two, touches=touched(20, 21, reached=False)),
        "two tries in seven days": case(tries, touches=touched(20, 21, reached=False)),
        "two at work, at work": case(work, at_place="work", touches=touched(20, 21, at_place="work")),
        "two at work, at home": case(work, touches=touched(20, 21, at_place="work")),
        "two at work, called at home": case(work, at_place="work", touches=touched(20, 21)),
        "two at home, at work": case(two, at_place="work", touches=touched(20, 21)),
        "two at home, called at work": case(two, touches=touched(20, 21, at_place="work")),
        "the first of two zones tells the day": case(
            two, zones=("Europe/London", "Pacific/Auckland"), touches=touched(18, 20)
        ),
        "the later of two zones tells when it begins": case(
            two, zones=("Europe/London", "America/New_York"), touches=touched(18, 20)
        ),
        "where it is tomorrow": case(two, zones=("Pacific/Auckland",), touches=touched(18, 20)),
        **{
            f"silence for seven days since {day}": case(rest, events={"phone_talk": on(day)})
            for day in (16, 17, 18, 24)
        },
        "silence for seven days, by letter": case(rest, channel="letter", events={"phone_talk": on(24)}),
    }
    need = pack(consent=[CONSENT])
    written, none = pack(consent=[CONSENT | {"need": "written"}]), pack(consent=[CONSENT | {"need": "none"}])
    for has in ("none", "express", "written"):
        for words, rule in (("no consent", none), ("express consent", need), ("written consent", written)):
            found[f"{words} is needed, there is {has}"] = case(rule, channel="sms", consents={"sms": has})
    waived = pack(consent=[CONSENT | {"revoke_all_waived_until": on(24)}])
    over = pack(consent=[CONSENT | {"revoke_all_waived_until": on(23)}])
    doubtful = pack(consent=[CONSENT | {"mark": "M"}])
    quiet = pack(consent=[CONSENT | {"revoke_words": []}])
    ahead: dict[str, Any] = {"channel": "sms", "stopped": ("offers",), "message": "reminders"}
    found |= {
        "consent to another way": case(need, channel="sms", consents={"email": "written"}),
        "nobody asked for consent": case(need, channel="sms"),
        "consent to a way that needs none": case(need, consents={}),
        "a STOP of this kind, waived": case(waived, **ahead | {"message": "offers"}),
        "a STOP of another kind, waived to this day": case(waived, **ahead),
        "a STOP of another kind, waived to yesterday": case(over, **ahead),
        "a STOP of another kind, waived for longer": case(over, **ahead, revoke_all_waived=True),
        "a STOP of another kind, said not to be waived, yet it is": case(
            waived, **ahead, revoke_all_waived=False
        ),
        "a STOP of another kind, said not to be waived": case(over, **ahead, revoke_all_waived=False),
        "a STOP of another kind, never waived": case(need, **ahead),
        "a STOP of another kind, waived by word alone": case(need, **ahead, revoke_all_waived=True),
        "a STOP, and this kind is not known": case(waived, **ahead | {"message": None}),
        "a STOP by a rule from memory": case(doubtful, **ahead),
        "a STOP where no word takes consent back": case(quiet, **ahead),
        "a STOP and no consent": case(need, **ahead, consents={"sms": "none"}),
        "a STOP to another way": case(need, **ahead | {"channel": "phone"}),
        "no STOP": case(waived, channel="sms"),
    }
    wish = pack(wish=[{"channels": ["phone"]}])
    zones = ("Europe/London", "Europe/Paris")
    said_so = (
        "not_before_16:00 not_before_16:01 not_after_16:00 not_after_16:01 no_phone no_phones not_by_phone "
        "no_contact no_calls no_sms"
    )
    for said in said_so.split():
        found[f"they wish {said}"] = case(wish, wishes=(said,))
    found |= {
        "they wish nothing before five, which it is in Paris alone": case(
            wish, zones=zones, wishes=("not_before_17:00",)
        ),
        "they wish nothing after half past four, which it is in Paris alone": case(
            wish, zones=zones, wishes=("not_after_16:30",)
        ),
        "a wish about another way": case(wish, channel="sms", wishes=("no_contact",)),
        "no calls, and this is a text": case(pack(wish=[{}]), channel="sms", wishes=("no_calls",)),
    }
    for when in ("first", "every", "before_claim"):
        rule = pack(disclose=[{"when": when, "channels": ["phone"], "elements": ["name", "sum"]}])
        found |= {
            f"said {when}, lacking both": case(rule, elements={"name": False, "sum": False}),
            f"said {when}, lacking one": case(rule, elements={"name": True, "sum": False}),
            f"said {when}, nothing known": case(rule),
            f"said {when}, by another way": case(rule, channel="sms", elements={"name": False}),
        }
    late = pack(wait=[{"after_event": "first_call", "within_days": 5, "send": "a_notice"}])
    later = pack(wait=[{"after_event": "first_call", "send": "a_notice"}])
    found |= {
        f"a notice within five days of {day}": case(
            late, unsent=("a_notice",), events={"first_call": on(day)}
        )
        for day in (18, 19, 20)
    }
    found |= {
        "a notice within five days, and it went": case(late, events={"first_call": on(1)}),
        "a notice within five days of nothing": case(late, unsent=("a_notice",)),
        "a notice at some time": case(later, unsent=("a_notice",), events={"first_call": on(1)}),
    }
    return found


def hours() -> dict[str, Case]:
    day, evening = (
        {**ALWAYS, "from": "08:00", "until": "18:00"},
        {**ALWAYS, "from": "19:00", "until": "20:30"},
    )
    weekdays = {**day, "days": ["mon", "tue", "wed", "thu", "fri"], "holidays": "deny"}
    office, both, waivable = (
        pack(hours=[weekdays]),
        pack(hours=[day, evening]),
        pack(hours=[day | {"waivable_by": "prior_consent"}]),
    )
    found = {
        f"open eight to six, at {clock} of the {number}th": case(
            office, now=datetime.fromisoformat(f"2026-11-{number}T{clock}+00:00")
        )
        for number, clock in (
            (24, "07:59"),
            (24, "08:00"),
            (24, "17:59"),
            (24, "18:00"),
            (27, "18:00"),
            (28, "12:00"),
            (29, "12:00"),
        )
    }
    found |= {
        f"open twice a day, at {clock}": case(both, now=datetime.fromisoformat(f"2026-11-24T{clock}+00:00"))
        for clock in ("17:59", "18:00", "19:00", "20:29", "20:30")
    }
    night = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
    found |= {
        "a holiday": case(office, holiday=True),
        "no holiday, as they say": case(office, holiday=False),
        "a holiday at night": case(both, holiday=True, now=night),
        "by a way without hours, at night": case(office, channel="letter", now=night),
        "hours that they waived": case(waivable, now=night, waived=("prior_consent",)),
        "hours that they waived not": case(waivable, now=night, waived=("other",)),
        "closed in one of two zones": case(
            office, now=datetime(2026, 11, 24, 17, 30, tzinfo=UTC), zones=("Europe/London", "Europe/Paris")
        ),
        "closed in both zones": case(office, now=night, zones=("Europe/London", "Europe/Paris")),
        "open in both zones": case(office, zones=("Europe/London", "Europe/Paris")),
        "never open in both zones": case(office, zones=("Europe/London", "Pacific/Auckland")),
        "closed by one of two packs": case(both, pack("yy", hours=[evening])),
        "never open by both packs": case(
            pack(hours=[day]), pack("yy", hours=[{**ALWAYS, "from": "18:00", "until": "19:00"}])
        ),
        "held, and closed": case(
            pack(hours=[day], hold=[SPEAKS | {"days": 2}]), now=night, states={"dispute": on(24)}
        ),
        "held for longer than closed": case(
            pack(hours=[day], hold=[SPEAKS | {"days": 30}]), now=night, states={"dispute": on(24)}
        ),
        "hours by a rule from memory": case(pack(hours=[day | {"mark": "M"}]), now=night),
    }
    return found


def scopes() -> dict[str, Case]:
    def held(*, head: dict[str, Any] | None = None, **scope: Any) -> Pack:
        outside = [
            {"of": of, "effect": "allow_warn"} for of in ("role", "kind", "stage", "date", "total", "entered")
        ]
        return pack(head=head, scope=scope, hold=[SPEAKS], outside=outside)

    disputed: dict[str, Any] = {"states": {"dispute": None}}
    found = {
        f"a pack for {wide}": case(held(debtor_place=[wide]), **disputed)
        for wide in ("GB", "GB-ENG", "GB-ENG-LND", "G", "*", "US")
    }
    persons = held(debtor_kind=["consumer"])
    found |= {
        f"a pack for consumers, asked of a {kind}": case(persons, **disputed, kind=kind)
        for kind in ("consumer", "unknown", "company", "public", "sole_trader")
    }
    found["a pack for consumers, money of an unknown kind"] = case(
        persons, **disputed, kind="unknown", action="money", claim=claim("interest")
    )
    found |= {
        "a pack for agencies": case(held(collector_role=["third_party_agency"]), **disputed),
        "a pack for what is not due": case(held(stage=["pre_due", "collections"]), **disputed),
        "a pack for agencies and companies": case(
            held(collector_role=["third_party_agency"], debtor_kind=["company"]), **disputed
        ),
        "a pending pack": case(held(head={"status": "pending"}), **disputed),
        **{
            f"a pack from {day} November on": case(held(head={"effective_from": on(day)}), **disputed)
            for day in (23, 24, 25)
        },
        **{
            f"a pack until {day} November": case(held(head={"effective_until": on(day)}), **disputed)
            for day in (23, 24, 25)
        },
    }
    small, young = held(max_total=Decimal("500.00")), held(debt_entered_on_or_after=on(10))
    found |= {
        f"a pack up to 500, of {total}": case(small, **disputed, total=total)
        for total in (None, Decimal(499), Decimal(500), Decimal("500.01"))
    }
    found |= {
        f"a pack from the 10th on, entered on {day}": case(young, **disputed, entered_on=day)
        for day in (None, on(9), on(10), on(11))
    }
    agency = ["third_party_agency"]
    found |= {
        "an agency's pack whose rule is not one of those": case(
            pack(
                scope={"collector_role": agency}, hold=[SPEAKS], outside=[{"of": "role", "rules": ["other"]}]
            ),
            **disputed,
        ),
        "an agency's pack whose rule is one of those": case(
            pack(
                scope={"collector_role": agency},
                hold=[SPEAKS],
                outside=[{"of": "role", "rules": ["other", "xx-hold"]}],
            ),
            **disputed,
        ),
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
        "two packs that miss, the nearer says why": case(
            pack("far", scope={"collector_role": agency, "debtor_place": ["*"]}, hold=[SPEAKS]),
            pack("near", scope={"stage": ["collections"]}, hold=[SPEAKS]),
            **disputed,
        ),
        "two packs that miss, the nearer second, of the very place": case(
            pack("far", scope={"collector_role": agency}, hold=[SPEAKS]),
            pack("near", scope={"stage": ["collections"], "debtor_place": ["US", "GB-ENG"]}, hold=[SPEAKS]),
            **disputed,
        ),
    }
    return found


def several() -> dict[str, Case]:
    narrow = {"debtor_place": ["GB-ENG"]}
    disputed: dict[str, Any] = {"states": {"dispute": None}}
    calls = {"channels": ["phone"], "max": 1, "window_days": 7, "counts": "contact"}
    return {
        "the wider law forbids what the narrower allows": case(
            pack(hold=[SPEAKS]), pack("nn", scope=narrow), **disputed
        ),
        "the narrower law forbids what the wider allows": case(
            pack(), pack("nn", scope=narrow, hold=[SPEAKS]), **disputed
        ),
        "both forbid": case(pack(hold=[SPEAKS]), pack("nn", scope=narrow, hold=[SPEAKS]), **disputed),
        "only one law, and it forbids": case(pack(hold=[SPEAKS]), **disputed),
        "the wider law only warns": case(
            pack(hold=[SPEAKS | {"mark": "M"}]), pack("nn", scope=narrow), **disputed
        ),
        "a hold goes before a block, whatever the order": case(
            pack(cap=[calls | {"reason": "often"}]),
            pack("yy", hold=[SPEAKS | {"reason": "disputed"}]),
            **disputed,
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


def money() -> dict[str, Case]:
    fixed: dict[str, Any] = {"kind": "fixed", "currency": "GBP", "tiers": [["0", "40"], ["1000", "70"]]}
    one = fixed | {"tiers": [["0", "40"]]}
    interest: dict[str, Any] = {"kind": "interest", "margin": "8", "base": "base"}
    tiered: dict[str, Any] = {"kind": "tiered", "tiers": [["2500", "15"], ["2500", "10"]], "min": "40"}
    found = {
        f"{kind} by {words}": case(pack(money=[rule]), action="money", claim=claim(kind))
        for kind in ("interest", "fixed_sum", "collection_cost")
        for words, rule in (("fixed", fixed), ("interest", interest), ("tiered", tiered))
    }

    def asked(rule: dict[str, Any], **more: Any) -> Case:
        facts = {"kind": "consumer", "events": {}, "about": claim("interest")} | more
        return case(
            pack(money=[rule]),
            action="money",
            kind=facts["kind"],
            events=facts["events"],
            claim=facts["about"],
        )

    found |= {
        "for companies alone, of a company": asked(interest | {"for_kind": ["company"]}, kind="company"),
        "for companies alone, of a consumer": asked(interest | {"for_kind": ["company"]}),
        "for companies alone, of nobody knows whom": asked(
            interest | {"for_kind": ["company"]}, kind="unknown"
        ),
        **{
            f"only in default, which is {default}": asked(
                interest | {"needs_default": True}, about=claim("interest", in_default=default)
            )
            for default in (True, False, None)
        },
        "not only in default": asked(interest, about=claim("interest", in_default=False)),
        "only after a letter": asked(interest | {"after": "letter_sent"}),
        "only after a letter, which went": asked(
            interest | {"after": "letter_sent"}, events={"letter_sent": on(1)}
        ),
        "a day without a rate": asked(
            interest, about=claim("interest", until=date(2026, 7, 2), since=date(2026, 7, 1))
        ),
        "a day without a rate that a person stated": asked(
            interest,
            about=claim("interest", until=date(2026, 7, 31), since=date(2026, 7, 1), rate=Decimal(12)),
        ),
        "nobody knows since when": asked(interest, about=claim("interest", since=None)),
        "nobody knows until when": asked(interest, about=claim("interest", until=None)),
        "nobody knows of how much": asked(interest, about=claim("interest", None)),
        "one sum, of nobody knows how much": asked(one, about=claim("fixed_sum", None)),
        "one of two sums, of nobody knows how much": asked(fixed, about=claim("fixed_sum", None)),
        "one sum in the debt's own currency, of nobody knows how much": asked(
            one | {"currency": None}, about=claim("fixed_sum", None)
        ),
        "costs of nobody knows how much": asked(tiered, about=claim("collection_cost", None)),
        "nothing granted": case(pack(), action="money", claim=claim("interest")),
        "nothing granted, of nobody knows how much": case(
            pack(), action="money", claim=claim("interest", None)
        ),
        "the first of two that grant": case(
            pack(money=[interest, interest | {"margin": "5"}]),
            pack("yy", money=[interest | {"margin": "3"}]),
            action="money",
            claim=claim("interest"),
        ),
        "a warning does not stop a claim": case(
            pack(money=[interest], hold=[{"on": "dispute", "blocks": ["interest"], "mark": "M"}]),
            action="money",
            claim=claim("interest"),
            states={"dispute": None},
        ),
        "money without a claim": case(pack(money=[interest]), action="money"),
        "a claim beside an act": case(pack(money=[interest]), action="issue_claim", claim=claim("interest")),
        "two holds stop it": case(
            pack(hold=[{"on": "dispute", "blocks": ["interest"], "route": "lawyer", "effect": "block"}]),
            pack("yy", hold=[{"on": "dispute", "blocks": ["interest"], "use": "contract_rate"}]),
            action="money",
            claim=claim("interest"),
            states={"dispute": None},
        ),
    }
    return found


def test_each_kind_of_rule_answers_as_it_was_approved() -> None:
    lines = []
    for cases in (acts(), states(), contacts(), hours(), scopes(), several(), money()):
        for name, (packs, question) in cases.items():
            verdict = judge(question, packs, (RATE,))
            lines += [
                name,
                f"    {told(verdict, 'hits')}",
                *(f"    - {told(hit, 'cite', 'mark')}" for hit in verdict.hits),
            ]
    same_as_golden("law_rules.txt", "\n".join([*lines, ""]))


def test_a_pack_that_nearly_fits_is_asked_only_where_that_is_wanted() -> None:
    near = pack(scope={"stage": ["collections"]}, hold=[SPEAKS], outside=[{"of": "stage"}])
    question = asking(states={"dispute": None})
    assert [hit.effect for hit in judge(question, (near,)).hits] == ["allow_warn"]
    assert judge(question, (near,), nearly=False).hits == ()


def test_a_holiday_is_looked_up_where_nobody_says() -> None:
    shut = pack(hours=[{**ALWAYS, "from": "08:00", "until": "18:00", "holidays": "deny"}])
    asked: list[date] = []

    def is_holiday(day: date) -> bool:
        asked.append(day)
        return day == NOW.date()

    assert judge(asking(), (shut,), is_holiday=is_holiday).next_allowed_at == NOW.replace(hour=8) + timedelta(
        days=1
    )
    assert asked
    assert judge(asking(holiday=False), (shut,), is_holiday=is_holiday).outcome == "allow"
