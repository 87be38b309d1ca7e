"""Guards about the law of the customer's place: whether it allows this contact, and at this hour.

The law they keep: every pack that may bind is asked; the hour is asked about last, with our own hours,
so that a letter that is too soon anyway is not said to be waiting for the morning.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from dunning.contact_policy import CONTACT_CHANNELS
from dunning.decisions import Reason
from dunning.guards.question import Block, Guard, until_a_person
from dunning.law import is_holiday
from dunning.law.contact import today_of
from dunning.law.judge import judge
from dunning.law.pack import BINDING, EFFECTS, Pack
from dunning.law.question import Hit, Question, Touch, Verdict
from dunning.law.scope import lacking
from dunning.limits import zone_named
from dunning.places import Place
from dunning.procedure import Case, is_far
from dunning.reaching import VOICE

_CHANNELS = {"call": "phone", "voice": "phone"}
_TO_CALLS = {"sms": "", VOICE: " --to calls"}  # what people allow for a number, by the command's words


def question_of(case: Case) -> Question:
    """What the law is asked about the next step. All notices were meant to reach the customer."""
    place, settings = case.place, case.policy.law
    country = place.country or ""
    return Question(
        now=case.now,
        action="contact",
        channel=_CHANNELS.get(case.channel, case.channel),
        automated=case.channel == VOICE,
        place=country if place.region is None else f"{country}-{place.region}",
        kind=settings.debtor_kind,
        role=settings.collector_role,
        stage=_stage(case),
        zones=place.zones,
        touches=tuple(_touches(case)),
        consents=_consents(case),
    )


def _consents(case: Case) -> dict[str, str]:
    """What the customer allowed for the number that a text or a call would go to, by channel."""
    number = case.account.text_number
    return {each.channel: each.kind for each in case.account.consents if each.number == number}


def _asks_consent(case: Case, hit: Hit) -> bool:
    """Whether it is a text, or a call by machine, that somebody must have allowed first."""
    packs = _of_place(case)
    asks = (rule.id for pack in packs if pack.pack.id == hit.pack for rule in pack.consent)
    return case.channel in _TO_CALLS and hit.rule in asks


def lacks_consent(case: Case) -> bool:
    """Whether it is a consent that the law wants and nobody recorded."""
    found = _verdict(case)
    return found is not None and any(
        _asks_consent(case, each) for each in found.hits if each.effect in BINDING
    )


def _stage(case: Case) -> str:
    if not case.standing.overdue:
        return "pre_due"
    return "collections" if is_far(case) else "overdue"


def packs_of(case: Case) -> Iterator[Pack]:
    """The rule packs of the customer's place that are about them."""
    question = question_of(case)
    for pack in _of_place(case):
        if not lacking(pack, question, today_of(question)):
            yield pack


def _of_place(case: Case) -> tuple[Pack, ...]:
    """Those about that country, and those about every place."""
    packs = case.rules.packs
    return (*packs.get(case.place.country or "", ()), *packs.get("*", ()))


def _touches(case: Case) -> Iterator[Touch]:
    """Our messages, and what people did by hand, the tries included."""
    for notice in case.account.notices:
        if notice.channel in CONTACT_CHANNELS and notice.kind != "answer":  # which they asked for
            channel = _CHANNELS.get(notice.channel, notice.channel)
            yield Touch(channel=channel, at=notice.delivered_at, reached=True)
    tasks = {notice.delivered_at for notice in case.account.notices}  # whose outcome is no second contact
    for contact in case.account.contacts:
        if contact.at in tasks:
            continue
        channel = _CHANNELS.get(contact.channel, contact.channel)
        yield Touch(channel=channel, at=contact.at, reached=contact.reached)


def _verdict(case: Case) -> Verdict | None:
    return case.own("verdict", _judged)


def _judged(case: Case, *, nearly: bool = False) -> Verdict | None:
    place, packs = case.place, _of_place(case)
    if not packs or case.channel not in CONTACT_CHANNELS:
        return None
    allowed = tuple(_consents(case).items())
    alike = ("law", nearly, place, case.channel, case.policy.law, _stage(case), _days(case, place), allowed)
    return case.once(
        alike,
        lambda: judge(
            question_of(case),
            packs,
            is_holiday=lambda day: is_holiday(case.rules, place.country, place.region, day),
            nearly=nearly,
        ),
    )


def _days(case: Case, place: Place) -> tuple[tuple[date, str, bool], ...]:
    """All that the law can tell earlier contacts apart by: the day, the channel, whether it reached them."""
    if not (case.account.notices or case.account.contacts):
        return ()
    zone = zone_named(place.zones[0])
    return tuple(
        sorted((each.at.astimezone(zone).date(), each.channel, each.reached) for each in _touches(case))
    )


def _block(case: Case, *, of_hours: bool) -> Block | None:
    found = _verdict(case)
    if found is None:
        return None
    hits = [each for each in found.hits if each.effect in BINDING and each.of_hours is of_hours]
    if not hits:
        return None
    first = min(hits, key=lambda each: EFFECTS.index(each.effect))
    reason = Reason.OUT_OF_HOURS if of_hours else Reason.LAW
    cite = "; ".join(dict.fromkeys(each.cite for each in hits))
    again = found.next_allowed_at if of_hours else _again(hits)
    text = first.text + (_how_to_consent(case) if _asks_consent(case, first) else "")
    if again is None:
        person = until_a_person(case, reason, text)
        return Block(reason=reason, text=person.text, review_at=person.review_at, citation=cite)
    return Block(reason=reason, text=text, review_at=again, citation=cite)


def _how_to_consent(case: Case) -> str:
    """Where a consent is on record after all, for another number, that is said."""
    account = case.account
    given = [each.number for each in account.consents if each.channel == case.channel]
    others = [each for each in given if each != account.text_number]
    if others:
        there = account.text_number or "no number"
        return f" There is one for {', '.join(others)}, and the ledger has {there}."
    command = f"duesync consent {account.books.name} {account.customer.id} NUMBER{_TO_CALLS[case.channel]}"
    return f" If they gave it, record it: {command}."


def _again(hits: list[Hit]) -> datetime | None:
    """When all of them have fallen silent; `None` where one of them never does by itself."""
    times = [each.again_at for each in hits if each.again_at is not None]
    return max(times) if len(times) == len(hits) else None


def _allowed(case: Case) -> str:
    found = _judged(case, nearly=True)
    warned = [] if found is None else [each for each in found.hits if each.effect not in BINDING]
    if not warned:
        return "No rule of law speaks against it."
    return " ".join(["No rule of law forbids it.", *(f"Mind: {each.text} ({each.cite})." for each in warned)])


LAW = Guard(
    name="law",
    asks="Does the law of their place forbid this contact?",
    check=lambda case: _block(case, of_hours=False),
    clear=_allowed,
)
LAW_HOURS = Guard(
    name="hours by law",
    asks="Does the law of their place close this hour?",
    check=lambda case: _block(case, of_hours=True),
    clear=lambda _case: "No law closes this hour.",
)
