"""What a pack says of one contact: its caps, consents, wishes, disclosures and waits.

The law kept here: contacts made by hand count like ours; "attempt" counts every try, "contact" only
those that reached the debtor; days are dates at the debtor's, so seven days are today and the six before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from dunning.dates import counted, in_words
from dunning.law.pack import Cap, Consent, Pack, Rule, Wait
from dunning.law.question import Hit, Question, contacts_by
from dunning.law.scope import is_within

_LEVELS: Final = ("none", "express", "written")
_OTHER_WAY: Final = "letter"


def today_of(question: Question) -> date:
    """The debtor's date, in the first of their zones."""
    return question.now.astimezone(ZoneInfo(question.zones[0])).date()


def day_begins(question: Question, day: date) -> datetime:
    """The first instant that is on that day in each of the debtor's zones, in UTC."""
    return max(datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC) for zone in question.zones)


def hit(pack: Pack, rule: Rule, text: str, *, again_at: datetime | None = None, **told: str) -> Hit:
    """What a rule says. `again_at`: when it says otherwise."""
    if rule.reason is not None:
        told = {"reason": rule.reason} | told
    return Hit(
        pack=pack.pack.id,
        rule=rule.id,
        effect=rule.delivered,
        cite=rule.cite,
        mark=rule.mark,
        text=text,
        told=told,
        again_at=again_at,
    )


def contact_hits(pack: Pack, question: Question) -> Iterator[Hit]:
    """Every hit but those of hours and holds."""
    for cap in pack.cap:
        yield from _over(pack, cap, question)
        yield from _cooling(pack, cap, question)
    for consent in pack.consent:
        yield from _unasked(pack, consent, question)
    yield from _elsewhere(pack, question)
    for wish in pack.wish:
        if _fits(question.channel, wish.channels):
            for text in filter(None, (_against(each, question) for each in question.wishes)):
                yield hit(pack, wish, text)
    for disclosed in pack.disclose:
        if disclosed.when in {"first", "every"} and _fits(question.channel, disclosed.channels):
            missing = [each for each in disclosed.elements if question.elements.get(each) is False]
            if missing:
                yield hit(
                    pack,
                    disclosed,
                    f"The message lacks: {', '.join(missing).replace('_', ' ')}.",
                    lacks="|".join(missing),
                )
    for wait in pack.wait:
        yield from _not_sent(pack, wait, question)


def _fits(channel: str, listed: tuple[str, ...]) -> bool:
    return "*" in listed or channel in listed


def _over(pack: Pack, cap: Cap, question: Question) -> Iterator[Hit]:
    if not _fits(question.channel, cap.channels) or cap.at != question.at_place:
        return
    zone, today = ZoneInfo(question.zones[0]), today_of(question)
    first = today - timedelta(days=cap.window_days - 1)
    touches = sorted(
        (touch.at.astimezone(zone).date(), touch.channel)
        for touch in question.touches
        if _fits(touch.channel, cap.channels)
        and touch.at_place == cap.at
        and (cap.counts == "attempt" or touch.reached)
    )
    within = [each for each in touches if first <= each[0] <= today]
    if len(within) < cap.max:
        return
    again = within[-cap.max][0] + timedelta(days=cap.window_days)
    kinds = {channel for _, channel in within}
    told = {"reason": "channels_add"} if len(kinds) > 1 and "*" not in cap.channels else {}
    span = counted(cap.window_days, "day")
    text = f"{counted(len(within), cap.counts)} in {span}; the most that is allowed is {cap.max}."
    yield hit(pack, cap, text, again_at=day_begins(question, again), **told)


def _cooling(pack: Pack, cap: Cap, question: Question) -> Iterator[Hit]:
    rest = cap.cooldown_after
    if rest is None or rest.event not in question.events or not _fits(question.channel, cap.channels):
        return
    again = question.events[rest.event] + timedelta(days=rest.days)
    if today_of(question) < again:
        text = f"{rest.days} days must pass after the {rest.event.replace('_', ' ')}."
        yield hit(pack, cap, text, again_at=day_begins(question, again), cooldown_until=again.isoformat())


def _unasked(pack: Pack, consent: Consent, question: Question) -> Iterator[Hit]:
    if question.way not in consent.channels:
        return
    yield from _stopped(pack, consent, question)
    if question.consents is None:
        return
    has = question.consents.get(question.way, "none")
    if _LEVELS.index(has) < _LEVELS.index(consent.need):
        text = f"{contacts_by(question.way).capitalize()} need {consent.need} consent; there is {has}."
        yield hit(pack, consent, text, propose=_OTHER_WAY)


def _elsewhere(pack: Pack, question: Question) -> Iterator[Hit]:
    for only in pack.only:
        within = any(is_within(question.place, place) for place in only.places)
        if question.way in only.channels and not within:
            text = f"{contacts_by(question.way).capitalize()} are used in {', '.join(only.places)} alone."
            yield hit(pack, only, text)


def _stopped(pack: Pack, consent: Consent, question: Question) -> Iterator[Hit]:
    """A STOP ends the kind of message it answered, and, once that is in force, every other too."""
    if not question.stopped or not consent.revoke_words:
        return
    waived_until = consent.revoke_all_waived_until
    other = question.message is not None and question.message not in question.stopped
    dated = waived_until is not None and today_of(question) <= waived_until
    if not (other and (dated or question.revoke_all_waived)):
        stop = hit(pack, consent, "The debtor answered STOP.", propose=_OTHER_WAY)
        yield msgspec.structs.replace(stop, effect="warn" if consent.mark == "M" else "block")
    elif waived_until is not None:
        text = (
            f"The debtor stopped other messages; until {in_words(waived_until)} that does not end this kind."
        )
        told = {"reason": f"revoke_all_waived_until_{waived_until.isoformat()}", "house_pack": "ask"}
        yield Hit(
            pack=pack.pack.id, rule=consent.id, effect="allow", cite=consent.cite,
            mark=consent.mark, text=text, told=told,
        )  # fmt: skip


def _against(wish: str, question: Question) -> str | None:
    """In words, where the contact would go against what the debtor asked for."""
    channel = question.channel
    clocks = [question.now.astimezone(ZoneInfo(zone)).time() for zone in question.zones]
    name, _, clock = wish.rpartition("_")
    if name == "not_before" and any(each < time.fromisoformat(clock) for each in clocks):
        return f"The debtor asked for no contact before {clock}."
    if name == "not_after" and any(each >= time.fromisoformat(clock) for each in clocks):
        return f"The debtor asked for no contact after {clock}."
    if wish == "no_contact":
        return "The debtor asked for no contact."
    if wish in {f"no_{channel}", f"not_by_{channel}", f"no_{channel}s"}:
        return f"The debtor asked for no {contacts_by(channel)}."
    if wish == "no_calls" and channel == "phone":
        return "The debtor asked not to be called."
    return None


def _not_sent(pack: Pack, wait: Wait, question: Question) -> Iterator[Hit]:
    """Something that had to be sent within so many days of an event, and was not."""
    if wait.within_days is None or wait.send not in question.unsent:
        return
    since = question.events.get(wait.after_event)
    if since is not None and today_of(question) > since + timedelta(days=wait.within_days):
        text = (
            f"The {wait.send.replace('_', ' ')} was due within {wait.within_days} days of {in_words(since)}."
        )
        yield hit(pack, wait, text, until=f"{wait.send}_sent")
