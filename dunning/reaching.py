"""By which way a level goes: the customer's wish, the policy's, and those that it falls back on.

The laws it keeps: a wish takes the place of e-mail alone, and so does, where the policy lets it, the way in
which they answer, for the policy says why a level is a call or a letter; a text goes in the place of another
way only to a number that a consent is on record for; a way that they refused, that leads to nobody, or by
which the last message was refused for good, is passed over, but not for words that our own check refused;
where none leads to anybody the policy's own stands, and the guards say what is wrong with it. A machine calls
only those who allowed it for just that number; in its place a person calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dunning.account import Account, Contact, Preference
from dunning.addresses import recipients
from dunning.contact_policy import CONTACT_CHANNELS, ContactLimits, Hours
from dunning.dates import in_words
from dunning.ledger import Invoice
from dunning.listening import learnt_by_itself, learnt_in_words, shown
from dunning.policy import CONFIRMATION, Level, Policy

CHANNEL_WORDS = {
    "email": "e-mail",
    "sms": "text message",
    "call": "telephone",
    "voice": "automated call",
    "letter": "letter",
    "hand_over": "hand-over",
}
LANGUAGE_WORDS = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "nl": "Dutch"}
VOICE = "voice"
MOST_TRIES = 3
"""Calls by machine that reached nobody: after so many a person calls."""
_NO_PERSONS = ("company", "public")
_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


def is_private(debtor_kind: str) -> bool:
    """Whether somebody else than the debtor may have their telephone in hand, or it is not known."""
    return debtor_kind not in _NO_PERSONS


def way_of(
    level: Level, account: Account, limits: ContactLimits, asked: Sequence[Invoice], now: datetime
) -> str:
    """The way by which the level goes to this customer at `now`."""
    own = level.channel
    if own not in CONTACT_CHANNELS or level.name == CONFIRMATION:
        return own
    last = "call" if own == VOICE else own
    first = preferred_way(account, limits, now) if own == "email" else None
    order = dict.fromkeys((first or own, own, *(level.fallback or limits.fallback), last))
    if len(order) == 1:
        return own
    return next((each for each in order if _leads_to_them(each, account, asked, own=each == own)), last)


def preferred_way(account: Account, limits: ContactLimits, now: datetime) -> str | None:
    """What they said, or was chosen for them; else what the policy lets be learnt of how they answer."""
    said = None if account.preference is None else account.preference.channel
    return said or learnt_by_itself(account, limits, now)


def thanks_by(account: Account, limits: ContactLimits, asked: Sequence[Invoice], now: datetime) -> str:
    """By text where they want texts, or no e-mail leads to them and the policy falls back on texts; else by
    mail. A text goes only to a number that a consent is on record for.
    """
    order = dict.fromkeys((preferred_way(account, limits, now) or "email", "email", *limits.fallback))
    ways = [each for each in order if each == "email" or (each == "sms" and account.books.texts)]
    return next((each for each in ways if _leads_to_them(each, account, asked, own=False)), "email")


def _leads_to_them(channel: str, account: Account, asked: Sequence[Invoice], *, own: bool) -> bool:
    customer = account.customer
    if channel in account.opted_out:
        return False
    if channel == "email":
        useless = tuple(each.address for each in account.barred("email", "bounced", "complained", "wrong"))
        found, differ = recipients(asked, customer, useless)
        stopped = {each.address.strip() for each in account.barred("email", "stopped")}
        return differ or (bool(found) and stopped.isdisjoint(found) and not _refused(account, found))
    if channel == "letter":
        return bool(customer.address)
    if channel == "call":
        return (own or bool(customer.phone)) and not account.barred("number", "stopped", "wrong")
    if channel == VOICE:
        return not why_no_machine(account)
    allowed = {each.number for each in account.consents if each.channel == channel}
    number = account.text_number
    return (own or number in allowed) and not account.barred("number") and not _refused(account, (number,))


def _refused(account: Account, to: Sequence[str | None]) -> bool:
    """Whether just these refused the last message for good, and nobody has seen to it."""
    return any(set(each.recipients) == set(to) and not each.by_us for each in account.refused)


def why_no_machine(account: Account) -> str:
    """Why no machine of ours calls them, as the end of a sentence; "" where one may."""
    number = account.text_number
    if not account.books.voice:
        return "no calls are made by a machine here"
    if number is None:
        return "there is no usable telephone number"
    if {"call", VOICE} & set(account.opted_out) or account.barred("number", "stopped", "complained", "wrong"):
        return f"{number} is not to be called"
    if number not in {each.number for each in account.consents if each.channel == VOICE}:
        return f"no consent to automated calls to {number} is on record"
    if _refused(account, (number,)):
        return f"the last message to {number} was refused"
    tries = tries_since(account)
    return f"{len(tries)} automated calls reached nobody" if len(tries) >= MOST_TRIES else ""


def tries_since(account: Account) -> list[Contact]:
    """Calls by machine that reached nobody, since something last did."""
    last = max((each.delivered_at for each in account.notices if each.kind == "level"), default=None)
    tries = (each for each in account.contacts if each.channel == VOICE and not each.reached)
    return [each for each in tries if last is None or each.at > last]


def hours_for(account: Account, limits: ContactLimits, channel: str) -> Hours | None:
    """When that way is open to them: in their own hours, where they named some."""
    own, wish = limits.hours.get(timed_as(channel)), account.preference
    if own is None or wish is None:
        return own
    return Hours(
        opens=wish.opens or own.opens,
        until=wish.until or own.until,
        days=wish.days or own.days,
        on_holidays=own.on_holidays,
    )


def timed_as(channel: str) -> str:
    """The way whose hours are kept: a call is a call, whoever makes it."""
    return "call" if channel == VOICE else channel


def wish_in_words(account: Account) -> str:
    """What they want and who wrote it down, as a sentence; empty where nothing was said."""
    wish = account.preference
    if wish is None:
        return ""
    return f"They {'' if wish.learnt else 'want to '}hear from us {preference_in_words(wish)}."


def learnt_way_in_words(account: Account, policy: Policy, now: datetime) -> str:
    """By which way they answer, and what the policy makes of it, as a sentence; "" where nothing is told."""
    found = shown(account, policy.contact, now)
    if found is None:
        return ""
    counts = learnt_by_itself(account, policy.contact, now) is not None
    follows = (
        f"{CHANNEL_WORDS[found.way]} comes before e-mail where it may be used"
        if counts
        else "it is not preferred until somebody says so"
    )
    setting = f"contact.learn = {policy.contact.learn}, {policy.origins.get('contact.learn', 'default')}"
    return f"They {learnt_in_words(found)}: {follows} ({setting})."


def preferred_in_words(account: Account, policy: Policy, now: datetime) -> str:
    """What was said of how and when they hear from us, and what was learnt; "" where it is nothing."""
    return f"{wish_in_words(account)} {learnt_way_in_words(account, policy, now)}".strip()


def preference_in_words(wish: Preference) -> str:
    """The wish, who wrote it down and when, and their words."""
    wants = [] if wish.channel is None else [f"by {CHANNEL_WORDS[wish.channel]}"]
    if wish.opens is not None and wish.until is not None:
        wants.append(f"from {wish.opens:%H:%M} to {wish.until:%H:%M}")
    if wish.days:
        wants.append(f"on {', '.join(_DAYS[day] for day in wish.days)}")
    if wish.language:
        wants.append(f"in {LANGUAGE_WORDS.get(wish.language, wish.language)}")
    said = f", for they {wish.learnt}" if wish.learnt else ""
    said += f': "{wish.words}"' if wish.words else ""
    return f"{' '.join(wants)} ({wish.by}, {in_words(wish.on)}{said})"
