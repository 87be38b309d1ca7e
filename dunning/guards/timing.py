"""Guards about time: whether it is too soon after the last message, too early for the level, or closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dunning.account import COURTESIES, NoticeKind
from dunning.aging import due_of
from dunning.contact_policy import CONTACT_CHANNELS
from dunning.dates import counted, in_words
from dunning.decisions import Reason
from dunning.guards.question import Block, Guard, until_a_person
from dunning.limits import dates_of, distance_ends, next_open, start_of, why_closed, window_ends
from dunning.places import Place
from dunning.procedure import BY_NUMBER, Case, CaseKind, is_courtesy
from dunning.reaching import CHANNEL_WORDS, VOICE, hours_for, timed_as, tries_since, wish_in_words
from dunning.sorting import CONFIRMATION_STEP

# What is counted, and whose distance each kind of step keeps. A note before the due date is not counted, yet
# keeps its distance from whatever was sent before; a statement is one a month by itself, and each level
# keeps from it. Thanks and a note on terms ask for nothing: one message a day is all that is asked of them.
_EVERY_KIND: frozenset[NoticeKind] = frozenset({"level", "pre_due", *COURTESIES})
_COUNTED: frozenset[NoticeKind] = frozenset({"level", "statement"})
_KEEPS_FROM: dict[CaseKind, frozenset[NoticeKind]] = {
    "level": _COUNTED,
    "pre_due": _COUNTED | {"pre_due"},
    "statement": frozenset({"level", "pre_due"}),
}


def _is_over_limits(case: Case) -> Block | None:
    by_hand = case.account.contacts
    if case.channel not in CONTACT_CHANNELS or not (case.account.notices or by_hand):
        return None
    limits, notices = case.policy.contact, case.account.notices
    if (text := _today_already(case)) is not None:
        tomorrow = start_of(case.today + timedelta(days=1), case.zone)
        return Block(reason=Reason.HOUSE_LIMIT, text=text, review_at=tomorrow)
    if case.kind not in _KEEPS_FROM:
        return None
    near = dates_of(notices, case.zone, _KEEPS_FROM[case.kind], by_hand)
    counted_dates = dates_of(notices, case.zone, _COUNTED, by_hand)
    distance, window = distance_ends(near, limits), window_ends(counted_dates, limits)
    if window is not None and case.today < window and (distance is None or window >= distance):
        since = in_words(window - timedelta(days=limits.window_days))
        text = f"{limits.most} {_what(case)}s since {since}: the most"
        text = f"{text} in {limits.window_days} days. The next may go on {in_words(window)}."
        return Block(reason=Reason.HOUSE_LIMIT, text=text, review_at=start_of(window, case.zone))
    if distance is None or case.today >= distance:
        return None
    went = "went" if _what(case) == "message" else "was"
    text = (
        f"The last {_what(case)} {went} on {in_words(near[-1])}: {limits.days_between} days must lie between "
        f"two. The next may go on {in_words(distance)}."
    )
    return Block(reason=Reason.HOUSE_LIMIT, text=text, review_at=start_of(distance, case.zone))


def _today_already(case: Case) -> str | None:
    """What speaks against another message today, whatever the account: one a day, and one way a day."""
    several = case.policy.contact.several_channels_a_day
    went = [each for each in case.account.notices if not several or each.channel == case.channel]
    if case.today in dates_of(went, case.zone, _EVERY_KIND):
        return "A message went today already: one a day is the most."
    others = [each for each in case.account.contacts if not several and each.channel != case.channel]
    if case.today in dates_of((), case.zone, _EVERY_KIND, others):
        return "They were contacted another way today already: one way a day is the most."
    if case.channel == VOICE and any(
        each.at.astimezone(case.zone).date() == case.today for each in tries_since(case.account)
    ):
        return "An automated call reached nobody today: one a day is the most."
    return None


def _what(case: Case) -> str:
    """What is counted: our messages, or, with those made by hand, contacts."""
    return "contact" if any(each.reached for each in case.account.contacts) else "message"


def _within_limits(case: Case) -> str:
    limits = case.policy.contact
    if is_courtesy(case) and case.kind not in _KEEPS_FROM:
        return "It asks for nothing, so it is not counted; one message a day is the most."
    sent = dates_of(case.account.notices, case.zone, _COUNTED, case.account.contacts)
    last = f"the last on {in_words(sent[-1])}" if sent else "none so far"
    return f"{limits.days_between} days between messages, {limits.most} in {limits.window_days} days; {last}."


def first_day(case: Case) -> tuple[date, tuple[date, str, bool, int] | None] | None:
    """The first day on which the next level may go; after what it is, where that is not the due date.

    That is the day, what happened, whether the same level comes again, and how many days later.
    """
    level, oldest = case.level, case.standing.oldest
    if level is None or oldest is None:
        return None
    first, after = due_of(oldest) + timedelta(days=level.days), None
    for day, what, again in _gone_before(case, level.name):
        gap = level.every_days if again else _gap(case)
        if day + timedelta(days=gap) > first:
            first, after = day + timedelta(days=gap), (day, what, again, gap)
    return first, after


def _is_too_soon(case: Case) -> Block | None:
    level, found = case.level, first_day(case)
    if level is None or found is None or case.today >= found[0]:
        return None
    first, after = found
    if after is None:
        text = (
            f'"{level.name}" comes {counted(level.days, "day")} past due, on {in_words(first)}; '
            f"it is {case.past_due()} now."
        )
    else:
        day, what, again, gap = after
        follows = "it comes again" if again else f'"{level.name}" follows'
        text = f"{what} on {in_words(day)}: {follows} {gap} days later, on {in_words(first)}."
    return Block(reason=Reason.TOO_SOON, text=text, review_at=start_of(first, case.zone))


def _gone_before(case: Case, level: str) -> Iterator[tuple[date, str, bool]]:
    """What the gap runs from: levels sent, and a part paid since; whether the same level comes again.

    A part-payment keeps the level and restarts the gap: who has just paid is not written to at once.
    """
    again = went = False
    for notice in case.account.notices:
        if notice.episode == case.episode and notice.kind == "level":
            again, went = notice.level == level, True
            day = notice.delivered_at.astimezone(case.zone).date()
            yield day, f'"{notice.level}" went', again
    paid_on = case.account.part_paid_on
    if paid_on is not None and went:
        yield paid_on, "A part was paid", again


def _gap(case: Case) -> int:
    """Days between the last level and this one."""
    own = None if case.level is None else case.level.gap_days
    return case.policy.minimum_gap_days if own is None else own


def _soon_enough(case: Case) -> str:
    if case.level is None or case.standing.oldest is None:
        return "No level is asked about."
    if case.level is CONFIRMATION_STEP:
        return "A balance confirmation waits for no days past due."
    return f'"{case.level.name}" is reached: {case.past_due()} days past due, from {case.level.days}.'


def _is_closed(case: Case) -> Block | None:
    hours = hours_for(case.account, case.policy.contact, case.channel)
    if hours is None:
        return None
    place = case.place
    opening = case.once(("hours", hours, place), lambda: next_open(hours, place, case.rules, case.now))
    if opening == case.now:
        return None
    channel = CHANNEL_WORDS[case.channel]
    if opening is None:
        text = (
            f"No hour for {channel} is open in all {len(place.zones)} time zones of {_where(case, place)}: "
            "give the customer's region."
        )
        return until_a_person(case, Reason.OUT_OF_HOURS, text)
    closed = why_closed(hours, place, case.rules, case.now)
    text = (
        f"It is {closed}; {channel} is for {hours.opens:%H:%M} to {hours.until:%H:%M} "
        f"on the customer's own working days.{_as_they_want(case)}"
    )
    return Block(reason=Reason.OUT_OF_HOURS, text=text, review_at=opening)


def _as_they_want(case: Case) -> str:
    wish = case.account.preference
    timed = wish is not None and (wish.opens is not None or wish.days)
    return f" {wish_in_words(case.account)}" if timed else ""


def _where(case: Case, place: Place) -> str:
    by_number = case.channel in BY_NUMBER and case.account.number_zones
    return f"{place.country} and of their number" if by_number else f"{place.country}"


def _is_open(case: Case) -> str:
    if timed_as(case.channel) not in case.policy.contact.hours:
        return "No contact hours apply."
    return f"It is within contact hours in {', '.join(case.place.zones)}.{_as_they_want(case)}"


HOUSE_LIMITS = Guard(
    name="house limits",
    asks="Were they contacted often enough lately?",
    check=_is_over_limits,
    clear=_within_limits,
)
TOO_SOON = Guard(
    name="too soon", asks="Is the next level not reached yet?", check=_is_too_soon, clear=_soon_enough
)
HOURS = Guard(
    name="hours",
    asks="Is it a weekend, a holiday or a closed hour where they may be?",
    check=_is_closed,
    clear=_is_open,
)
