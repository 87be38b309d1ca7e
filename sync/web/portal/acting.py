"""The forms of a customer's page: shown by a look, done by a POST that leads back to the first page."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any, Final

from starlette.responses import Response

from dunning.account import Preference
from dunning.agreements import Dispute, PaymentPlan
from dunning.briefing import promises_given
from dunning.contact_policy import DAYS
from dunning.letters.languages import LANGUAGES
from sync.portal import acts
from sync.portal.planning import FEWEST, STEPS, Part, Wanted, alone, most_parts, parts_of
from sync.portal.refusing import NotThat, Why
from sync.portal.seen import Seen, Sheet
from sync.web.portal.door import Visit
from sync.web.portal.reading import amount_in, day_in, number_in

WHYS: Final = (
    "not_received", "not_ordered", "quality", "not_done", "price",
    "duplicate", "cancelled", "credit", "wrong",
)  # fmt: skip
HOURS: Final = {"morning": (time(9), time(12)), "afternoon": (time(13), time(17))}
KEEP: Final = "keep"  # hours that they named to a person of ours, and none of these
_LONGEST_REFERENCE = 140


def chosen(visit: Visit, seen: Seen) -> Sheet | None:
    """The account that the form is about."""
    owing = [each for each in seen.owing if each.to_agree > 0]
    return seen.sheet(visit.field("currency")) or next(iter(owing), None)


def latest_of(sheet: Sheet) -> date:
    """The last day on which they may say that they will pay."""
    return sheet.today + timedelta(days=sheet.bounds.promise_days_most)


def _shown(visit: Visit, template: str, no: str, **values: Any) -> Response:
    """A form, again with what was typed where it was refused."""
    seen = visit.look()
    sheet, status = chosen(visit, seen), 400 if no else 200
    if sheet is None or sheet.to_agree <= 0:
        return visit.page("refused", seen, status=status, no=_nothing_to_agree(seen).value)
    return visit.page(template, seen, status=status, sheet=sheet, latest=latest_of(sheet), no=no, **values)


def _nothing_to_agree(seen: Seen) -> Why:
    """Why there is nothing to agree about, though something may be open."""
    agreed = [each.agreement for sheet in seen.owing for each in sheet.agreed]
    if any(isinstance(each, Dispute) for each in agreed):
        return Why.DISPUTED
    return Why.AGREED if agreed else Why.NOTHING_OPEN


def promise_form(visit: Visit, no: str = "") -> Response:
    """By which day they will pay."""
    sheet = chosen(visit, visit.look())
    spent = sheet is not None and len(promises_given(sheet.case, sheet.about)) >= sheet.bounds.promises_most
    can_split = sheet is not None and most_parts(sheet) >= FEWEST and not sheet.has(PaymentPlan)
    return _shown(visit, "promise", no, spent=spent, can_split=can_split)


def promise(visit: Visit) -> Response:
    """Note it."""
    try:
        with visit.room() as at:
            amount, by = amount_in(visit.field("amount")), day_in(visit.field("by"))
            done = acts.promise(at, visit.field("currency"), amount, by)
    except NotThat as refused:
        return promise_form(visit, refused.why.value)
    return visit.home(done)


def plan_form(visit: Visit, no: str = "") -> Response:
    """Which parts, and what they come to; looking at a plan agrees on nothing."""
    seen = visit.look()
    sheet = chosen(visit, seen)
    if sheet is None or most_parts(sheet) < FEWEST:
        return _shown(visit, "plan", no, most=0, parts=(), steps=STEPS, wanted=None, alone=False)
    parts: tuple[Part, ...] = ()
    wanted = None
    if visit.field("parts") and not no:
        try:
            wanted = _wanted(visit)
            parts = parts_of(sheet, wanted)
        except NotThat as refused:
            no, wanted = refused.why.value, None
    most = min(most_parts(sheet), 24)
    return _shown(
        visit, "plan", no, most=most, parts=parts, steps=STEPS, wanted=wanted, alone=alone(sheet, parts)
    )


def _wanted(visit: Visit) -> Wanted:
    every = next((each for each in STEPS if each == visit.field("every")), STEPS[-1])
    return Wanted(number_in(visit.field("parts")), every, day_in(visit.field("first")))


def plan(visit: Visit) -> Response:
    """Agree on it, or ask a person."""
    try:
        with visit.room() as at:
            done = acts.plan(at, visit.field("currency"), _wanted(visit))
    except NotThat as refused:
        return plan_form(visit, refused.why.value)
    return visit.home(done)


def paid_form(visit: Visit, no: str = "") -> Response:
    """When and how they paid."""
    return _shown(visit, "paid", no)


def paid(visit: Visit) -> Response:
    """Look for it."""
    try:
        with visit.room() as at:
            amount, on = amount_in(visit.field("amount")), day_in(visit.field("on"))
            reference = visit.field("reference")[:_LONGEST_REFERENCE]
            done = acts.paid(at, visit.field("currency"), amount, on, reference)
    except NotThat as refused:
        return paid_form(visit, refused.why.value)
    return visit.home(done)


def dispute_form(visit: Visit, no: str = "") -> Response:
    """What is wrong, with which invoice."""
    seen = visit.look()
    if not seen.owing:
        return visit.page("refused", seen, no=Why.NOTHING_OPEN.value)
    status = 400 if no else 200
    return visit.page("dispute", seen, status=status, no=no, whys=WHYS)


def dispute(visit: Visit) -> Response:
    """A person of ours looks at it."""
    why, words = visit.field("why"), visit.text("words")[: acts.LONGEST]
    told = why.replace("_", " ") if why in WHYS else ""
    reason = ": ".join(each for each in (told, " ".join(words.split())) if each)
    try:
        with visit.room() as at:
            part = amount_in(visit.field("amount"))
            done = acts.dispute(at, visit.field("invoice"), part, reason if told else "", words)
    except NotThat as refused:
        return dispute_form(visit, refused.why.value)
    return visit.home(done)


def hours_of(wish: Preference | None) -> tuple[time, time] | None:
    """The hours that they named, if any."""
    return None if wish is None or wish.opens is None or wish.until is None else (wish.opens, wish.until)


def choices_form(visit: Visit, no: str = "") -> Response:
    """How, when and in which language they want to hear from us."""
    seen = visit.look()
    account = seen.sheets[0].account
    ways = ["email"]
    if account.customer.address:
        ways.append("letter")
    if account.customer.phone:
        ways.append("call")
    digits = acts.texts_to(visit.office, visit.visitor, account)[-2:]
    if digits:
        ways.append("sms")
    return visit.page(
        "choices",
        seen,
        status=400 if no else 200,
        no=no,
        wish=account.preference,
        ways=ways,
        hours_of=HOURS,
        own_hours=None if hours_of(account.preference) in HOURS.values() else hours_of(account.preference),
        days=DAYS[:6],
        languages=LANGUAGES,
        stopped="email" in account.opted_out,
        digits=digits,
    )


def choices(visit: Visit) -> Response:
    """Keep to it from now on."""
    channel = visit.field("channel") or None
    language = visit.field("language") or None
    try:
        with visit.room() as at:
            days = [each for each in visit.every("day") if each in DAYS[:6]]
            every = [] if len(days) == len(DAYS[:6]) else days
            seen = at.seen()
            wish = seen.sheets[0].account.preference
            if language == seen.language and (wish is None or wish.language is None):
                language = None  # as it is already
            hours = hours_of(wish) if visit.field("hours") == KEEP else HOURS.get(visit.field("hours"))
            done = acts.prefer(at, channel, hours, every, language)
    except NotThat as refused:
        return choices_form(visit, refused.why.value)
    return visit.home(done)


def stop(visit: Visit) -> Response:
    """They want no more e-mails."""
    with visit.room() as at:
        return visit.home(acts.stop(at))
