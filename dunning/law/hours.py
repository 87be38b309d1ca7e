"""Contact hours by law: open only where every pack is open in every time zone the debtor may be in.

The law kept here: the hours of one pack for a channel add up (weekdays and weekends), those of several
packs must all be open; `until` is exclusive; a day that a pack's hours do not name is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dunning.law.pack import Hours, Pack
from dunning.law.question import Hit, Question, contacts_by

_DAYS_AHEAD = 14
IsHoliday = Callable[[date], bool]


def hours_of(pack: Pack, question: Question) -> tuple[Hours, ...]:
    """The pack's hours for the channel that is asked about, unless the debtor waived them."""
    return tuple(
        rule
        for rule in pack.hours
        if question.channel in rule.channels and rule.waivable_by not in question.waived
    )


def closed(pack: Pack, question: Question, is_holiday: IsHoliday) -> Hit | None:
    """The hit of a pack that is closed now in one of the zones."""
    rules = hours_of(pack, question)
    zones = [zone for zone in question.zones if not _is_open(rules, question.now, zone, is_holiday)]
    if not zones:
        return None
    rule = rules[0]
    local = question.now.astimezone(ZoneInfo(zones[0]))
    shut = is_holiday(local.date()) and any(each.holidays == "deny" for each in rules)
    day = "a public holiday, " if shut else ""
    told = {}
    if len(zones) < len(question.zones):
        told["until"] = "open_in_all_candidate_zones"
    return Hit(
        pack=pack.pack.id,
        rule=rule.id,
        effect=rule.delivered,
        cite=rule.cite,
        mark=rule.mark,
        text=(
            f"It is {day}{local:%A %H:%M} in {zones[0]}: "
            f"{contacts_by(question.channel)} are for {_in_words(rules)}."
        ),
        told=told,
        of_hours=True,
    )


def next_open(packs: Sequence[Pack], question: Question, is_holiday: IsHoliday) -> datetime | None:
    """The next instant at which every pack is open in every zone; `None` where none comes in two weeks."""
    each = [rules for pack in packs if (rules := hours_of(pack, question))]

    def all_open(moment: datetime) -> bool:
        return all(_is_open(rules, moment, zone, is_holiday) for rules in each for zone in question.zones)

    for moment in _openings(each, question):
        if all_open(moment):
            return moment
    return None


def _openings(each: Iterable[Sequence[Hours]], question: Question) -> list[datetime]:
    """The coming instants at which some hours begin, in some zone."""
    clocks = {time.fromisoformat(rule.opens) for rules in each for rule in rules}
    found = set()
    for name in question.zones:
        zone = ZoneInfo(name)
        today = question.now.astimezone(zone).date()
        for ahead in range(_DAYS_AHEAD):
            day = today + timedelta(days=ahead)
            found |= {datetime.combine(day, clock, zone).astimezone(UTC) for clock in clocks}
    return sorted(moment for moment in found if moment > question.now)


def _is_open(rules: Sequence[Hours], moment: datetime, zone: str, is_holiday: IsHoliday) -> bool:
    local = moment.astimezone(ZoneInfo(zone))
    holiday = is_holiday(local.date())
    return not rules or any(
        rule.covers(local.weekday(), local.time()) and not (holiday and rule.holidays == "deny")
        for rule in rules
    )


def _in_words(rules: Sequence[Hours]) -> str:
    spans = (f"{rule.opens} to {rule.until} ({_days(rule.days)})" for rule in rules)
    return ", ".join(dict.fromkeys(spans))


def _days(days: Sequence[str]) -> str:
    """The first and last of them, "Mon to Fri", or a single one."""
    first, last = days[0].capitalize(), days[-1].capitalize()
    return first if first == last else f"{first} to {last}"
