"""By which ways, how often and in which hours a customer may hear from us, as the policy says."""

from __future__ import annotations

from datetime import time
from typing import Literal

import msgspec

from dunning.reading import Section

LevelChannel = Literal["email", "sms", "call", "voice", "letter", "hand_over"]
PersonsChannel = Literal["sms", "call", "letter", "hand_over"]
Learn = Literal["off", "suggest", "on"]

CHANNELS: tuple[LevelChannel, ...] = ("email", "sms", "call", "voice", "letter", "hand_over")
CONTACT_CHANNELS = CHANNELS[:-1]  # a hand-over writes to no customer
TIMED_CHANNELS = CHANNELS[:3]  # a letter comes with the post; a call is one, whoever makes it
# what a person does: to text, ring, print and post, hand over
PERSONS_CHANNELS: tuple[PersonsChannel, ...] = ("sms", "call", "letter", "hand_over")
LEARN: tuple[Learn, ...] = ("off", "suggest", "on")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_OPENS, _UNTIL = time(8), time(18)


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """When one channel may be used, at the customer's. `until` is exclusive; Monday is day 0."""

    opens: time
    until: time
    days: tuple[int, ...]
    on_holidays: bool


class ContactLimits(msgspec.Struct, frozen=True, kw_only=True):
    """House limits over all channels: `days_between` messages, `most` in any `window_days`.

    Counted in dates of the ledger's organisation. Pre-due notes are not counted, yet keep the distance.
    `fallback`: ways, in order, for a level that has none of its own. `several_channels_a_day`: whether a
    customer may hear from us by more than one on the same day. `learn`: whether the way in which they answer
    is shown to a person, who may prefer it, or takes the place of e-mail by itself where nobody said a way.
    """

    days_between: int
    most: int
    window_days: int
    hours: dict[str, Hours]
    fallback: tuple[LevelChannel, ...] = ()
    several_channels_a_day: bool = False
    learn: Learn = "suggest"


def read_ways(section: Section, key: str) -> tuple[LevelChannel, ...]:
    """One way, or several in the order in which they are tried; e-mail where nothing is said."""
    written = section.written.get(key)
    if not isinstance(written, list):
        return (next(each for each in CHANNELS if each == section.choice(key, CHANNELS, "email")),)
    chosen = section.choices(key, CONTACT_CHANNELS, ("email",))
    if len(chosen) < len(written):
        section.refuse(key, "must name each way once, and no hand-over: that is a level of its own")
    told = [each for each in written if each in chosen]
    return tuple(each for word in told for each in CONTACT_CHANNELS if each == word) or ("email",)


def read_contact(section: Section) -> ContactLimits:
    """The table `[policy.contact]`."""
    table = section.section("hours")
    limits = ContactLimits(
        days_between=section.whole("days_between", 7),
        most=section.whole("most", 3, least=1),
        window_days=section.whole("window_days", 30, least=1),
        hours={channel: _read_hours(table.section(channel)) for channel in TIMED_CHANNELS},
        fallback=read_ways(section, "fallback") if section.has("fallback") else (),
        several_channels_a_day=section.flag("several_channels_a_day", default=False),
        learn=next(each for each in LEARN if each == section.choice("learn", LEARN, "suggest")),
    )
    table.close()
    section.close()
    return limits


def _read_hours(section: Section) -> Hours:
    days = section.choices("days", DAYS, DAYS[:5])
    hours = Hours(
        opens=section.clock("from", _OPENS),
        until=section.clock("until", _UNTIL),
        days=tuple(DAYS.index(day) for day in days),
        on_holidays=section.flag("on_holidays", default=False),
    )
    if hours.opens >= hours.until:
        section.refuse("until", f"must be later than {hours.opens:%H:%M}, not {hours.until:%H:%M}")
    section.close()
    return hours
