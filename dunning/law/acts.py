"""What a pack says of acts that must wait (a claim, a collection charge), and of states that stop one.

The law kept here: a wait that runs from the receipt begins on the day after it; the act is allowed on
the first day after the last that was to be waited for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from dunning.dates import counted, in_words
from dunning.law.contact import day_begins, hit, today_of
from dunning.law.pack import Hold, Pack, Wait
from dunning.law.question import Hit, Question

_CONTACT: Final = frozenset({"contact", "collect"})
_OF_MONEY: Final[dict[str, frozenset[str]]] = {
    "interest": frozenset({"interest", "statutory_interest"}),
    "fixed_sum": frozenset({"fees"}),
    "collection_cost": frozenset({"fees"}),
}
_SATURDAY: Final = 5


def act_hits(pack: Pack, question: Question) -> Iterator[Hit]:
    """The waits before this act, and what must be disclosed before it."""
    yield from wait_hits(pack, question)
    before = {"issue_claim": "before_claim", "charge_collection_cost": "before_fee"}.get(question.action)
    for disclosed in pack.disclose:
        missing = [each for each in disclosed.elements if question.elements.get(each) is False]
        if disclosed.when == before and missing:
            yield hit(pack, disclosed, f"It lacks: {', '.join(missing)}.", lacks="|".join(missing))


def wait_hits(pack: Pack, question: Question) -> Iterator[Hit]:
    """The days that must pass before this act. A contact waits only for what is known to have happened."""
    for wait in pack.wait:
        known = question.action != "contact" or wait.after_event in question.events
        if wait.blocks_action == question.action and known:
            yield from _too_early(pack, wait, question)


def hold_hits(pack: Pack, question: Question) -> Iterator[Hit]:
    """The states that stop what is asked about."""
    for hold in pack.hold:
        if hold.on in question.states and _concerns(hold, question) and hold.until not in question.events:
            yield from _held(pack, hold, question)


def earliest(wait: Wait, event: date) -> date:
    """The first day on which the act may follow the event."""
    start = event + timedelta(days=1) if wait.counted_from == "day_after_receipt" else event
    if wait.count == "calendar":
        return start + timedelta(days=wait.days)
    left, day = wait.days, start
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return day


def _too_early(pack: Pack, wait: Wait, question: Question) -> Iterator[Hit]:
    if wait.when is not None and wait.when not in question.events:
        return
    event = question.events.get(wait.after_event)
    thing, happened = _told(wait.after_event)
    if event is None:
        if wait.when is None:
            text = f"No {thing} {happened} yet." if happened else f"There was no {thing} yet."
            yield hit(pack, wait, text, until=wait.after_event)
        return
    again = earliest(wait, event)
    if today_of(question) < again:
        since = f"{thing} {happened} on {in_words(event)}" if happened else f"{thing} of {in_words(event)}"
        text = f"{counted(wait.days, 'day')} must pass after the {since}."
        yield hit(pack, wait, text, again_at=day_begins(question, again), next=again.isoformat())


def _told(event: str) -> tuple[str, str]:
    """An event in words: ("letter of claim", "was sent"), or ("reply form", "") where it is a thing alone."""
    thing, _, how = event.replace("fourteen_day", "14-day").replace("_", " ").rpartition(" ")
    return (thing, f"was {how}") if how in {"sent", "received"} else (f"{thing} {how}".strip(), "")


def _concerns(hold: Hold, question: Question) -> bool:
    if question.action == "contact":
        return not _CONTACT.isdisjoint(hold.blocks)
    if question.action == "money":
        return question.claim is not None and not _OF_MONEY[question.claim.kind].isdisjoint(hold.blocks)
    return question.action in hold.blocks


def _held(pack: Pack, hold: Hold, question: Question) -> Iterator[Hit]:
    since = question.states[hold.on]
    ends = since + timedelta(days=hold.days) if since is not None and hold.days is not None else None
    if ends is not None and today_of(question) >= ends:
        return
    told = {"until": hold.until} if hold.until else {}
    if ends is not None:
        told["until"] = ends.isoformat()
    told |= {"route": hold.route} if hold.route else {}
    told |= {"use": hold.use} if hold.use else {}
    told |= {"interest": "frozen"} if hold.freeze_interest else {}
    over = in_words(ends) if ends is not None else told.get("until", "").replace("_", " ")
    until = f" until {over}" if over else ""
    again_at = None if ends is None else day_begins(question, ends)
    yield hit(pack, hold, f"Stopped by {hold.on.replace('_', ' ')}{until}.", again_at=again_at, **told)
