"""The waits of the law before a debt goes to an agency or a lawyer, by what was sent and when.

The laws it keeps: a notice that the law wants counts only where it was given: as a reminder of ours, or as
a person logged it; no word of a person shortens a wait, and a rule from memory warns only. A letter
counts as received five days after it was posted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final, Literal

from msgspec.structs import replace

from dunning.decisions import Reason
from dunning.guards.law import question_of
from dunning.guards.question import Block, Guard, until_a_person
from dunning.law.judge import judge
from dunning.law.pack import BINDING, Pack
from dunning.law.question import Hit
from dunning.limits import zone_named
from dunning.procedure import Case

Whom = Literal["agency", "lawyer"]
NOTICES: Final = {  # what a person may log as given -> the event that the packs name
    "letter_of_claim": "letter_of_claim_sent",
    "fourteen_day_letter": "fourteen_day_letter_received",
    "first_reminder": "first_reminder_sent",
    "intention_to_issue": "intention_to_issue_notice",
    "reply_form": "reply_form_received",
}
_ACTS: Final[dict[Whom, tuple[str, ...]]] = {
    "agency": ("charge_collection_cost",),
    "lawyer": ("issue_claim", "charge_collection_cost"),
}
_REMINDED: Final = "first_reminder_sent"
_BY_RECEIPT: Final = "fourteen_day_letter_received"
_IN_THE_POST: Final = timedelta(days=5)


def waits(case: Case, whom: Whom) -> list[Hit]:
    """What the law wants before the debts go there; those that only warn too."""
    country, region = case.place.country, case.place.region
    packs = case.rules.packs.get(country or "", ())
    if not packs:
        return []
    asked = replace(question_of(case), stage="collections", events=_events(case))
    found = [
        each
        for place in ([asked.place] if region is not None else sorted({asked.place, *_parts(country, packs)}))
        for act in _ACTS[whom]
        for each in judge(replace(asked, action=act, place=place), packs, nearly=False).hits
    ]
    return list({(each.pack, each.rule): each for each in found}.values())


def _parts(country: str | None, packs: Sequence[Pack]) -> Iterator[str]:
    """The parts of a country that have laws of their own: where it is not known in which, all are kept."""
    for pack in packs:
        yield from (place for place in pack.scope.debtor_place if place.startswith(f"{country}-"))


def binding(hits: Sequence[Hit]) -> list[Hit]:
    """Those that forbid it now."""
    return [each for each in hits if each.effect in BINDING]


def again_on(stopping: Sequence[Hit], case: Case) -> date | None:
    """The first day, at the debtor's, on which none of them forbids it; `None` while a notice is wanting."""
    again = _again_at(stopping)
    return None if again is None else again.astimezone(zone_named(case.place.zones[0])).date()


def _again_at(stopping: Sequence[Hit]) -> datetime | None:
    again = [each.again_at for each in stopping if each.again_at is not None]
    return max(again) if len(again) == len(stopping) else None


def missing_notices(hits: Sequence[Hit]) -> list[str]:
    """The notices that they wait for, as a person logs them."""
    wanted = {each.told.get("until") for each in hits}
    return [name for name, event in NOTICES.items() if event in wanted]


def told_of(hits: Sequence[Hit], case: Case) -> str:
    """What is wanted, by which rule, and how a person says that it was given."""
    words = " ".join(f"{each.text.removesuffix('.')} ({each.cite})." for each in hits)
    missing = missing_notices(hits)
    if not missing:
        return words
    books, customer = case.account.books.name, case.account.customer.id
    log = f"duesync log {books} --customer {customer} --channel letter --notice {missing[0]} --at DAY"
    return f"{words} If it was given otherwise, say so: {log}."


def _events(case: Case) -> dict[str, date]:
    """When each notice was given last; the first reminder, when it was given first."""
    events: dict[str, date] = {}
    for event, day in sorted(_given(case), reverse=True):
        if event == _REMINDED or event not in events:
            events[event] = day
    return events


def _given(case: Case) -> Iterator[tuple[str, date]]:
    for notice in case.account.notices:
        if (
            notice.episode == case.episode
            and notice.kind == "level"
            and notice.channel in ("email", "letter")
        ):
            day = notice.delivered_at.astimezone(case.zone).date()
            yield _REMINDED, _received(day, notice.channel)
    for contact in case.account.contacts:
        if contact.notice is not None and contact.reached:
            event, day = NOTICES[contact.notice], contact.at.astimezone(case.zone).date()
            yield event, _received(day, contact.channel) if event in (_REMINDED, _BY_RECEIPT) else day


def _received(day: date, channel: str) -> date:
    return day + _IN_THE_POST if channel == "letter" else day


def _must_wait(case: Case) -> Block | None:
    if case.channel != "hand_over":
        return None
    stopping = binding(waits(case, "lawyer"))  # whoever takes it on, a court is where it may end
    if not stopping:
        return None
    text, cite = told_of(stopping, case), "; ".join(dict.fromkeys(each.cite for each in stopping))
    again = _again_at(stopping) or until_a_person(case, Reason.LAW, text).review_at
    return Block(reason=Reason.LAW, text=text, review_at=again, citation=cite)


def _may_go(case: Case) -> str:
    if case.channel != "hand_over":
        return "No hand-over is next."
    warned = waits(case, "lawyer")
    return (
        f"Nothing that is known forbids it. Mind: {told_of(warned, case)}"
        if warned
        else "No law wants a wait."
    )


HAND_OVER_WAITS = Guard(
    name="waits by law",
    asks="Must a notice or a wait come before the debt is handed over?",
    check=_must_wait,
    clear=_may_go,
)
