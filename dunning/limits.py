"""May this customer be contacted, now, by this channel? Hours and house limits, and when next.

The laws it keeps: hours are the customer's and must be open in every time zone they may be in;
house limits count dates of the ledger's organisation, so that neither a change of the clocks nor
the minute of the last message moves a letter to another day. `until` and `today + n` are exclusive.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dunning.account import Contact, Notice, NoticeKind
from dunning.contact_policy import ContactLimits, Hours
from dunning.dates import weekday_in_words
from dunning.law import Rules, is_holiday
from dunning.places import Place

_MORNING = time(6)
_SEARCH_DAYS = 40  # longer than any run of holidays; beyond it the zones have no common hour
_DAY = timedelta(days=1)


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo:
    """The zone by its IANA name. Kept, since ZoneInfo keeps eight and reads the others from disk again."""
    return ZoneInfo(name)


@lru_cache(maxsize=1024)
def start_of(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of that day in that zone, in UTC."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


@lru_cache(maxsize=64)  # the same for every account of a round
def next_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """The next 06:00 of that zone, after `now` and at most a day ahead, in UTC."""
    local = now.astimezone(zone)
    day = local.date() if local.time() < _MORNING else local.date() + _DAY
    return datetime.combine(day, _MORNING, tzinfo=zone).astimezone(UTC)


def dates_of(
    notices: Iterable[Notice],
    zone: ZoneInfo,
    kinds: Collection[NoticeKind],
    contacts: Iterable[Contact] = (),
) -> list[date]:
    """The dates on which the customer was contacted, ascending, by us (with such notices) or by hand.

    A hand-over is no contact, nor is a call that reached nobody. A call's task and what came of it, written
    down at the same instant, are one.
    """
    instants = {
        notice.delivered_at for notice in notices if notice.channel != "hand_over" and notice.kind in kinds
    }
    instants |= {contact.at for contact in contacts if contact.reached}
    return sorted(instant.astimezone(zone).date() for instant in instants)


def distance_ends(contacted: list[date], limits: ContactLimits) -> date | None:
    """The first date far enough from the last contact; `None` without one."""
    return contacted[-1] + timedelta(days=limits.days_between) if contacted else None


def window_ends(contacted: list[date], limits: ContactLimits) -> date | None:
    """The first date on which one more contact keeps to `most` in `window_days`; `None`: any."""
    if len(contacted) < limits.most:
        return None
    return contacted[-limits.most] + timedelta(days=limits.window_days)


def next_open(hours: Hours, place: Place, rules: Rules, now: datetime) -> datetime | None:
    """The first instant from `now` on that is open in every zone; `None` where none comes."""
    moment, limit = now, now + _SEARCH_DAYS * _DAY
    while moment < limit:
        last = moment
        for zone in place.zones:
            opening = _opening(hours, place, rules, moment, zone_named(zone))
            if opening is None:
                return None
            last = max(last, opening)
        if last == moment:
            return moment
        moment = last
    return None


def why_closed(hours: Hours, place: Place, rules: Rules, now: datetime) -> str:
    """What closes the channel now, which is closed, in the first such zone: "Sunday 12 May 2026, 09:30"."""
    zone = next(each for each in place.zones if _opening(hours, place, rules, now, zone_named(each)) != now)
    local = now.astimezone(zone_named(zone))
    closed = "a public holiday, " if is_holiday(rules, place.country, place.region, local.date()) else ""
    return f"{closed}{weekday_in_words(local.date())}, {local:%H:%M} in {zone}"


def _opening(hours: Hours, place: Place, rules: Rules, moment: datetime, zone: ZoneInfo) -> datetime | None:
    """The first instant from `moment` on that is open in one zone; `None` where none comes."""
    local = moment.astimezone(zone)
    day, clock = local.date(), local.time()
    for ahead in range(_SEARCH_DAYS + 1):
        this = day + ahead * _DAY
        if this.weekday() in hours.days and (
            hours.on_holidays or not is_holiday(rules, place.country, place.region, this)
        ):
            if ahead > 0 or clock < hours.opens:
                return datetime.combine(this, hours.opens, tzinfo=zone).astimezone(UTC)
            if clock < hours.until:
                return moment
    return None
