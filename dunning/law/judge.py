"""The law's answer to one question: all packs asked, all hits returned, the most restrictive wins.

The law kept here: nothing stops at the first hit, for a person wants to see them all; a pack that
misses by one part of its scope is asked too, so that the answer can say why it is not binding.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from zoneinfo import ZoneInfo

import msgspec

from dunning.interest import NoRate, rounded
from dunning.law.acts import act_hits, hold_hits, wait_hits
from dunning.law.claims import granting, sum_of, why_not_yet
from dunning.law.contact import contact_hits, hit, today_of
from dunning.law.hours import IsHoliday, closed, next_open
from dunning.law.pack import BINDING, EFFECTS, Mark, Pack
from dunning.law.question import Claim, Hit, Outcome, Question, Verdict
from dunning.law.rates import TRUSTED, Rate
from dunning.law.scope import lacking, nearness
from dunning.ledger import Money

_CURRENCY_OF = {"GB": "GBP", "US": "USD", "AU": "AUD", "CA": "CAD", "NZ": "NZD"}


def judge(
    question: Question,
    packs: Sequence[Pack],
    rates: Sequence[Rate] = (),
    is_holiday: Callable[[date], bool] = lambda _day: False,
    trusted: Collection[Mark] = TRUSTED,
    *,
    nearly: bool = True,
) -> Verdict:
    """What the packs say of the question. `is_holiday`: of dates at the debtor's place.

    `nearly`: packs that miss by one part of their scope are asked too; they never forbid anything.
    """
    today = today_of(question)
    if question.holiday is not None:
        is_holiday = partial(_is_told, {today} if question.holiday else set())
    gaps = {pack.pack.id: lacking(pack, question, today) for pack in packs}
    ours = [pack for pack in packs if not gaps[pack.pack.id]]
    if (told := _heard(ours, question)) is not None:
        return told
    hits = [each for pack in ours for each in _hits(pack, question, is_holiday)]
    beside: dict[str, str] = {}
    near = [pack for pack in packs if _all_but_one(gaps[pack.pack.id])] if nearly else []
    for pack in sorted(near, key=lambda each: -nearness(each, question.place)):  # the nearest law says why
        [of] = gaps[pack.pack.id]
        hits += _outside(pack, of, question, is_holiday, beside)
    if question.action == "money" and question.claim is not None:
        return _of_money(ours, question, question.claim, hits, rates, trusted)
    return _summed(ours, question, hits, beside, is_holiday)


def _all_but_one(gaps: Collection[str]) -> bool:
    """Whether one part of the scope misses; nobody asks what is law elsewhere."""
    return len(gaps) == 1 and "place" not in gaps


def _is_told(told: Collection[date], day: date) -> bool:
    return day in told


def _hits(pack: Pack, question: Question, is_holiday: IsHoliday) -> Iterator[Hit]:
    if question.action == "contact":
        if (shut := closed(pack, question, is_holiday)) is not None:
            yield shut
        yield from contact_hits(pack, question)
        yield from wait_hits(pack, question)
    else:
        yield from act_hits(pack, question)
    yield from hold_hits(pack, question)
    for each in pack.advice if question.action == "contact" else ():
        if _among(question.role, each.collector_role) and _among(question.kind, each.debtor_kind):
            yield hit(pack, each, f"{pack.pack.title} may concern this debt.")


def _among(word: str, listed: tuple[str, ...]) -> bool:
    return "*" in listed or word in listed


def _outside(
    pack: Pack, of: str, question: Question, is_holiday: IsHoliday, beside: dict[str, str]
) -> Iterator[Hit]:
    """What a pack would have said, but for one part of its scope."""
    advice = {each.id for each in pack.advice} if of == "role" else set()  # meant for those roles alone
    missed = [each for each in _hits(pack, question, is_holiday) if each.rule not in advice]
    if not missed:
        return
    beside.setdefault("reason", _why_outside(pack, of, question))
    for each in pack.outside:
        if each.of == of and any(_among(one.rule, each.rules) for one in missed):
            why = _why_outside(pack, of, question).replace("_", " ")
            yield hit(pack, each, f"{pack.pack.title} does not bind here: {why}.")


def _why_outside(pack: Pack, of: str, question: Question) -> str:
    scope = pack.scope
    match of:
        case "kind":
            return "b2b_out_of_scope" if question.kind in {"company", "public"} else "kind_out_of_scope"
        case "stage":
            return f"before_{scope.stage[0]}_stage"
        case "total":
            return f"over_{scope.max_total:f}"
        case "entered":
            return f"before_{scope.debt_entered_on_or_after}"
        case "date":
            until = pack.pack.effective_until
            over = until is not None and until <= today_of(question)
            return "no_longer_effective" if over else "not_yet_effective"
        case _:
            return of


def _summed(
    ours: Sequence[Pack],
    question: Question,
    hits: Sequence[Hit],
    beside: dict[str, str],
    is_holiday: IsHoliday,
) -> Verdict:
    outcome: Outcome = min((each.effect for each in hits), key=EFFECTS.index, default="allow")
    told: dict[str, str] = {}
    if outcome == "allow" and len(question.zones) > 1:
        told["reason"] = "open_in_all_zones"
    for each in sorted(hits, key=lambda one: EFFECTS.index(one.effect)):
        told = {**each.told, **told}
    told = {**beside, **_calls_only(ours, question), **_stricter(ours, hits, question), **told}
    shut = any(each.of_hours for each in hits)
    again = next_open(ours, question, is_holiday) if shut else None
    if again is not None:
        told.setdefault("next", f"{again.astimezone(ZoneInfo(question.zones[0])):%Y-%m-%dT%H:%M}")
    later = [each.again_at for each in hits if each.effect in BINDING and each.again_at is not None]
    return Verdict(
        outcome=outcome,
        hits=tuple(hits),
        told=told,
        next_allowed_at=max(later if again is None else [*later, again], default=None),
    )


def _stricter(ours: Sequence[Pack], hits: Iterable[Hit], question: Question) -> dict[str, str]:
    """Where a wider law forbids what the narrower one allows."""
    near = {pack.pack.id: nearness(pack, question.place) for pack in ours}
    broken = [near[each.pack] for each in hits if each.effect in BINDING and each.pack in near]
    return {"reason": "federal_rule_stricter"} if broken and max(near.values()) > max(broken) else {}


def _calls_only(ours: Sequence[Pack], question: Question) -> dict[str, str]:
    """Where a rule would have spoken, had it been a call."""
    if question.action != "contact" or question.channel in {"phone", "*"}:
        return {}
    called = msgspec.structs.replace(question, channel="phone")
    calls = {cap.id for pack in ours for cap in pack.cap if cap.channels == ("phone",)}
    spoken = any(each.rule in calls for pack in ours for each in contact_hits(pack, called))
    return {"reason": "rule_covers_calls_only"} if spoken else {}


def _of_money(
    ours: Sequence[Pack],
    question: Question,
    claim: Claim,
    hits: list[Hit],
    rates: Sequence[Rate],
    trusted: Collection[Mark],
) -> Verdict:
    stopped = [each for each in hits if each.effect in BINDING]
    if stopped:
        outcome: Outcome = min((each.effect for each in stopped), key=EFFECTS.index)
        told = {name: value for each in stopped for name, value in each.told.items()}
        return Verdict(
            outcome=outcome, hits=tuple(hits), told={"kind": claim.kind} | told, amount=_none(question, claim)
        )
    found = granting(ours, question, claim)
    why = "act_not_applicable" if not found else why_not_yet(found[0][1], question, claim)
    if why is not None:
        told = {"kind": claim.kind, "reason": why, "use": "contract_rate"}
        return Verdict(outcome="block", hits=tuple(hits), told=told, amount=_none(question, claim))
    pack, rule = found[0]
    try:
        amount = sum_of(rule, claim, rates, trusted)
    except NoRate as error:
        told = {"kind": claim.kind, "reason": "rate_unknown"}
        unknown = hit(pack, rule, str(error))
        return Verdict(outcome="fail_closed", hits=(*hits, unknown), told=told)
    granted = hit(pack, rule, f"{pack.pack.title} grants it.")
    return Verdict(outcome="allow", hits=(*hits, granted), told={"kind": claim.kind}, amount=amount)


def _none(question: Question, claim: Claim) -> Money:
    """Nothing, in the currency of the debt, or of the place."""
    placed = _CURRENCY_OF.get(question.place.split("-")[0], "EUR")
    currency = claim.principal.currency if claim.principal is not None else placed
    return rounded(Decimal(0), currency)


def _heard(ours: Sequence[Pack], question: Question) -> Verdict | None:
    """What the debtor's own words, or a message that came back, do before anything is asked."""
    if question.heard is not None:
        for pack in ours:
            for consent in pack.consent:
                if question.channel in consent.channels and _revokes(consent.revoke_words, question.heard):
                    told = {"deadline": consent.revoke_deadline or "at_once"}
                    said = hit(pack, consent, f'The debtor wrote "{question.heard}".')
                    outcome: Outcome = msgspec.convert(f"opt_out_{question.channel}", Outcome)
                    return Verdict(outcome=outcome, hits=(said,), told=told)
    if question.bounced and question.message is not None:
        told = {"task": "find_new_contact"}
        return Verdict(outcome="clock_not_started", hits=(), told=told)
    return None


def _revokes(words: Iterable[str], heard: str) -> bool:
    """Whether a word of revocation is in the text; free text counts too."""
    said = " ".join("".join(mark if mark.isalnum() else " " for mark in heard.casefold()).split())
    return any(f" {word.casefold()} " in f" {said} " for word in words)
