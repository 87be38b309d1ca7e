"""Guards about the customer: whether they may be contacted, at which address, and at this time."""

from __future__ import annotations

from datetime import datetime, timedelta

from dunning.account import Hold
from dunning.aging import due_of, holds_on
from dunning.dates import counted, in_words
from dunning.decisions import Reason
from dunning.guards.debt import named, past_due_but_held
from dunning.guards.question import Block, Guard, until_a_person
from dunning.limits import (
    dates_of,
    distance_ends,
    next_open,
    start_of,
    why_closed,
    window_ends,
)
from dunning.policy import CONTACT_CHANNELS
from dunning.procedure import Case, recipients_of

CHANNEL_WORDS = {"email": "e-mail", "call": "telephone", "hand_over": "hand-over"}


def _is_forbidden(case: Case) -> Block | None:
    customer = case.account.customer
    if not customer.contactable:
        why = "the ledger forbids contact"
    elif customer.merged_into is not None:
        why = "the ledger has merged this customer into another"
    elif not customer.active:
        why = "the customer is inactive in the ledger"
    else:
        return None
    return until_a_person(case, Reason.FORBIDDEN, f"{customer.name}: {why}.")


def _holds(case: Case) -> tuple[list[Hold], datetime | None]:
    """The holds that stop the whole case, and when that ends: `None` only by a person.

    The ledger's and customer's must all have ended. An invoice's hold frees that invoice alone, and
    stops the case where nothing else is left to ask for: the first to end matters.
    """
    held = [each for each in case.account.holds if holds_on(each, case.today)]
    whole = [each for each in held if each.scope != "invoice"]
    if whole:
        days = [each.until for each in whole if each.until is not None]
        ends = max(days) if len(days) == len(whole) else None
        return whole, None if ends is None else start_of(ends, case.zone)
    if case.kind != "none":
        return [], None
    left_out = {each.id for each in past_due_but_held(case)}
    held = [each for each in held if each.invoice_id in left_out]
    ends = min((each.until for each in held if each.until is not None), default=None)
    return held, None if ends is None else start_of(ends, case.zone)


def _is_on_hold(case: Case) -> Block | None:
    holds, ends = _holds(case) if case.account.holds else ([], None)
    if not holds:
        return None
    until = "until released" if ends is None else f"until {in_words(ends.astimezone(case.zone).date())}"
    text = f"On hold {until} ({'; '.join(f'{each.scope}: {each.note}' for each in holds)})."
    if ends is None:
        return until_a_person(case, Reason.HOLD, text)
    return Block(reason=Reason.HOLD, text=text, review_at=ends)


def _no_hold(case: Case) -> str:
    held = case.standing.held
    return f"Held and left out: {', '.join(map(named, held))}." if held else "No hold."


def _is_at_its_end(case: Case) -> Block | None:
    if case.kind != "level":
        return None
    for notice in case.account.notices:
        if notice.episode == case.episode and notice.channel == "hand_over":
            day = notice.delivered_at.astimezone(case.zone).date()
            return until_a_person(case, Reason.HANDED_OVER, f"The debt was handed over on {in_words(day)}.")
    if case.level is not None:
        return None
    last = case.policy.levels[-1].name
    text = f'The procedure has ended: its last level, "{last}", was reached. A person decides what follows.'
    return until_a_person(case, Reason.PROCEDURE_ENDED, text)


def _goes_on(case: Case) -> str:
    return f'The next level is "{case.level.name}".' if case.level is not None else "No level is asked about."


def _is_opted_out(case: Case) -> Block | None:
    if case.channel not in case.account.opted_out:
        return None
    text = f"{case.account.customer.name} does not want to be contacted by {CHANNEL_WORDS[case.channel]}."
    return until_a_person(case, Reason.OPTED_OUT, text)


def _not_opted_out(case: Case) -> str:
    return f"Refused channels: {', '.join(case.account.opted_out) or 'none'}."


def _has_no_address(case: Case) -> Block | None:
    if case.channel != "email":
        return None
    recipients, differ = recipients_of(case)
    if differ:
        places = ", ".join(f"{named(each)}: {' '.join(each.emails)}" for each in case.asked if each.emails)
        text = f"The invoices name different billing addresses ({places}): a person must choose."
        return until_a_person(case, Reason.ADDRESSES_DIFFER, text)
    if recipients:
        return None
    customer = case.account.customer
    known = [*(each for invoice in case.asked for each in invoice.emails), *customer.emails]
    dropped = f"; not an address: {', '.join(known)}" if known else ""
    return until_a_person(case, Reason.NO_ADDRESS, f"{customer.name} has no usable e-mail address{dropped}.")


def _has_address(case: Case) -> str:
    if case.channel != "email":
        return "No address is needed for a person's task."
    return f"To {', '.join(recipients_of(case)[0])}."


def _is_over_limits(case: Case) -> Block | None:
    if case.channel not in CONTACT_CHANNELS or not case.account.notices:
        return None
    limits, notices = case.policy.contact, case.account.notices
    # a pre-due note is not counted, yet keeps its distance from whatever was sent before
    near = dates_of(notices, case.zone, pre_due_too=case.kind == "pre_due")
    counted_dates = dates_of(notices, case.zone, pre_due_too=False)
    distance, window = distance_ends(near, limits), window_ends(counted_dates, limits)
    if window is not None and case.today < window and (distance is None or window >= distance):
        text = (
            f"{limits.most} messages since {in_words(window - timedelta(days=limits.window_days))}: the most"
        )
        text = f"{text} in {limits.window_days} days. The next may go on {in_words(window)}."
        return Block(reason=Reason.HOUSE_LIMIT, text=text, review_at=start_of(window, case.zone))
    if distance is None or case.today >= distance:
        return None
    text = (
        f"The last message went on {in_words(near[-1])}: {limits.days_between} days must lie between two. "
        f"The next may go on {in_words(distance)}."
    )
    return Block(reason=Reason.HOUSE_LIMIT, text=text, review_at=start_of(distance, case.zone))


def _within_limits(case: Case) -> str:
    limits = case.policy.contact
    sent = dates_of(case.account.notices, case.zone, pre_due_too=False)
    last = f"the last on {in_words(sent[-1])}" if sent else "none so far"
    return f"{limits.days_between} days between messages, {limits.most} in {limits.window_days} days; {last}."


def _is_too_soon(case: Case) -> Block | None:
    level, oldest = case.level, case.standing.oldest
    if level is None or oldest is None:
        return None
    first = due_of(oldest) + timedelta(days=level.days)
    text = (
        f'"{level.name}" comes {counted(level.days, "day")} past due, on {in_words(first)}; '
        f"it is {case.past_due()} now."
    )
    gap = case.policy.minimum_gap_days
    for notice in case.account.notices:
        if notice.episode == case.episode and notice.kind == "level":
            day = notice.delivered_at.astimezone(case.zone).date()
            if day + timedelta(days=gap) > first:
                first = day + timedelta(days=gap)
                text = (
                    f'"{notice.level}" went on {in_words(day)}: "{level.name}" follows '
                    f"{gap} days later, on {in_words(first)}."
                )
    if case.today >= first:
        return None
    return Block(reason=Reason.TOO_SOON, text=text, review_at=start_of(first, case.zone))


def _soon_enough(case: Case) -> str:
    if case.level is None:
        return "No level is asked about."
    return f'"{case.level.name}" is reached: {case.past_due()} days past due, from {case.level.days}.'


def _is_closed(case: Case) -> Block | None:
    hours = case.policy.contact.hours.get(case.channel)
    if hours is None:
        return None
    place = case.place()
    opening = next_open(hours, place, case.rules, case.now)
    if opening == case.now:
        return None
    channel = CHANNEL_WORDS[case.channel]
    if opening is None:
        text = (
            f"No hour for {channel} is open in all {len(place.zones)} time zones of {place.country}: "
            "give the customer's region."
        )
        return until_a_person(case, Reason.OUT_OF_HOURS, text)
    closed = why_closed(hours, place, case.rules, case.now)
    text = (
        f"It is {closed}; {channel} is for {hours.opens:%H:%M} to {hours.until:%H:%M} "
        "on the customer's own working days."
    )
    return Block(reason=Reason.OUT_OF_HOURS, text=text, review_at=opening)


def _is_open(case: Case) -> str:
    if case.channel not in case.policy.contact.hours:
        return "No contact hours apply."
    return f"It is within contact hours in {', '.join(case.place().zones)}."


FORBIDDEN = Guard(
    name="forbidden",
    asks="Does the ledger forbid contact, or is the customer inactive or merged?",
    check=_is_forbidden,
    clear=lambda _case: "The ledger allows contact.",
)
HOLD = Guard(name="hold", asks="Did a person put it on hold?", check=_is_on_hold, clear=_no_hold)
PROCEDURE = Guard(name="procedure", asks="Is the procedure at its end?", check=_is_at_its_end, clear=_goes_on)
OPTED_OUT = Guard(
    name="opted out",
    asks="Did the customer refuse this channel?",
    check=_is_opted_out,
    clear=_not_opted_out,
)
ADDRESS = Guard(
    name="address", asks="Is there no one address to write to?", check=_has_no_address, clear=_has_address
)
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
