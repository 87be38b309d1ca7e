"""Cases about contacts: how often, with whose consent, at which hour, with which words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from tests.dunning.law_desk import (
    ALWAYS,
    CONSENT,
    SPEAKS,
    Case,
    case,
    on,
    pack,
    touched,
)


def contacts() -> dict[str, Case]:
    return caps() | consents() | machines() | wishes()


def caps() -> dict[str, Case]:
    cap: dict[str, Any] = {"channels": ["phone", "sms"], "max": 2, "window_days": 7, "counts": "contact"}
    two, tries, any_way = (
        pack(cap=[cap]),
        pack(cap=[cap | {"counts": "attempt"}]),
        pack(cap=[cap | {"channels": ["*"]}]),
    )
    work = pack(cap=[cap | {"at": "work"}])
    rest = pack(cap=[cap | {"cooldown_after": {"event": "phone_talk", "days": 7}}])
    found = {
        f"two in seven days, called on {days}": case(two, touches=touched(*days))
        for days in ((17, 18), (18, 20), (18, 24), (24, 24), (18,), (19, 18, 20), (25, 26))
    }
    found |= {
        "two in seven days, called and written to": case(
            two, touches=(*touched(20), *touched(21, channel="sms"))
        ),
        "two in seven days by any way, called and written to": case(
            any_way, touches=(*touched(20), *touched(21, channel="letter"))
        ),
        "two in seven days, by a letter": case(two, channel="letter", touches=touched(20, 21)),
        "two in seven days, a call and a letter": case(
            two, touches=(*touched(20), *touched(21, channel="letter"))
        ),
        "two in seven days, tries": case(two, touches=touched(20, 21, reached=False)),
        "two tries in seven days": case(tries, touches=touched(20, 21, reached=False)),
        "two at work, at work": case(work, at_place="work", touches=touched(20, 21, at_place="work")),
        "two at work, at home": case(work, touches=touched(20, 21, at_place="work")),
        "two at work, called at home": case(work, at_place="work", touches=touched(20, 21)),
        "two at home, at work": case(two, at_place="work", touches=touched(20, 21)),
        "two at home, called at work": case(two, touches=touched(20, 21, at_place="work")),
        "the first of two zones tells the day": case(
            two, zones=("Europe/London", "Pacific/Auckland"), touches=touched(18, 20)
        ),
        "the first of two zones tells the day of a call too": case(
            two,
            zones=("Europe/London", "Pacific/Auckland"),
            touches=tuple(replace(touch, at=touch.at + timedelta(hours=10)) for touch in touched(17, 20)),
        ),
        "the later of two zones tells when it begins": case(
            two, zones=("Europe/London", "America/New_York"), touches=touched(18, 20)
        ),
        "where it is tomorrow": case(two, zones=("Pacific/Auckland",), touches=touched(18, 20)),
        **{
            f"silence for seven days since {day}": case(rest, events={"phone_talk": on(day)})
            for day in (16, 17, 18, 24)
        },
        "silence for seven days, by letter": case(rest, channel="letter", events={"phone_talk": on(24)}),
    }
    return found


def consents() -> dict[str, Case]:
    found: dict[str, Case] = {}
    need = pack(consent=[CONSENT])
    written, none = pack(consent=[CONSENT | {"need": "written"}]), pack(consent=[CONSENT | {"need": "none"}])
    for has in ("none", "express", "written"):
        for words, rule in (("no consent", none), ("express consent", need), ("written consent", written)):
            found[f"{words} is needed, there is {has}"] = case(rule, channel="sms", consents={"sms": has})
    waived = pack(consent=[CONSENT | {"revoke_all_waived_until": on(24)}])
    over = pack(consent=[CONSENT | {"revoke_all_waived_until": on(23)}])
    doubtful = pack(consent=[CONSENT | {"mark": "M"}])
    quiet = pack(consent=[CONSENT | {"revoke_words": []}])
    ahead: dict[str, Any] = {"channel": "sms", "stopped": ("offers",), "message": "reminders"}
    found |= {
        "consent to another way": case(need, channel="sms", consents={"email": "written"}),
        "nobody asked for consent": case(need, channel="sms"),
        "consent to a way that needs none": case(need, consents={}),
        "a STOP of this kind, waived": case(waived, **ahead | {"message": "offers"}),
        "a STOP of another kind, waived to this day": case(waived, **ahead),
        "a STOP of another kind, waived to yesterday": case(over, **ahead),
        "a STOP of another kind, waived for longer": case(over, **ahead, revoke_all_waived=True),
        "a STOP of another kind, said not to be waived, yet it is": case(
            waived, **ahead, revoke_all_waived=False
        ),
        "a STOP of another kind, said not to be waived": case(over, **ahead, revoke_all_waived=False),
        "a STOP of another kind, never waived": case(need, **ahead),
        "a STOP of another kind, waived by word alone": case(need, **ahead, revoke_all_waived=True),
        "a STOP, and this kind is not known": case(waived, **ahead | {"message": None}),
        "a STOP by a rule from memory": case(doubtful, **ahead),
        "a STOP where no word takes consent back": case(quiet, **ahead),
        "a STOP and no consent": case(need, **ahead, consents={"sms": "none"}),
        "a STOP to another way": case(need, **ahead | {"channel": "phone"}),
        "no STOP": case(waived, channel="sms"),
    }
    return found


def machines() -> dict[str, Case]:
    here = pack(only=[{"channels": ["voice", "sms"], "places": ["US", "GB"]}])
    elsewhere = pack(only=[{"channels": ["voice", "sms"], "places": ["US", "FR"]}])
    need = pack(consent=[CONSENT | {"channels": ["voice"]}])
    return {
        "a machine calls where it may": case(here, automated=True),
        "a machine calls where it may not": case(elsewhere, automated=True),
        "a person calls where no machine may": case(elsewhere),
        "a text where none may go": case(elsewhere, channel="sms"),
        "a machine calls who allowed it": case(need, automated=True, consents={"voice": "express"}),
        "a machine calls who allowed a person's calls": case(
            need, automated=True, consents={"phone": "written"}
        ),
        "a person calls who allowed no machine to": case(need, consents={"voice": "none"}),
    }


def wishes() -> dict[str, Case]:
    found: dict[str, Case] = {}
    wish = pack(wish=[{"channels": ["phone"]}])
    zones = ("Europe/London", "Europe/Paris")
    said_so = (
        "not_before_16:00 not_before_16:01 not_after_16:00 not_after_16:01 no_phone no_phones not_by_phone "
        "no_contact no_calls no_sms"
    )
    for said in said_so.split():
        found[f"they wish {said}"] = case(wish, wishes=(said,))
    found |= {
        "they wish nothing before five, which it is in Paris alone": case(
            wish, zones=zones, wishes=("not_before_17:00",)
        ),
        "they wish nothing after half past four, which it is in Paris alone": case(
            wish, zones=zones, wishes=("not_after_16:30",)
        ),
        "a wish about another way": case(wish, channel="sms", wishes=("no_contact",)),
        "no calls, and this is a text": case(pack(wish=[{}]), channel="sms", wishes=("no_calls",)),
    }
    for when in ("first", "every", "before_claim"):
        rule = pack(disclose=[{"when": when, "channels": ["phone"], "elements": ["name", "sum"]}])
        found |= {
            f"said {when}, lacking both": case(rule, elements={"name": False, "sum": False}),
            f"said {when}, lacking one": case(rule, elements={"name": True, "sum": False}),
            f"said {when}, nothing known": case(rule),
            f"said {when}, by another way": case(rule, channel="sms", elements={"name": False}),
        }
    late = pack(wait=[{"after_event": "first_call", "within_days": 5, "send": "a_notice"}])
    later = pack(wait=[{"after_event": "first_call", "send": "a_notice"}])
    found |= {
        f"a notice within five days of {day}": case(
            late, unsent=("a_notice",), events={"first_call": on(day)}
        )
        for day in (18, 19, 20)
    }
    found |= {
        "a notice within five days, and it went": case(late, events={"first_call": on(1)}),
        "a notice within five days of nothing": case(late, unsent=("a_notice",)),
        "a notice at some time": case(later, unsent=("a_notice",), events={"first_call": on(1)}),
    }
    return found


def hours() -> dict[str, Case]:
    day, evening = (
        {**ALWAYS, "from": "08:00", "until": "18:00"},
        {**ALWAYS, "from": "19:00", "until": "20:30"},
    )
    weekdays = {**day, "days": ["mon", "tue", "wed", "thu", "fri"], "holidays": "deny"}
    office, both, waivable = (
        pack(hours=[weekdays]),
        pack(hours=[day, evening]),
        pack(hours=[day | {"waivable_by": "prior_consent"}]),
    )
    found = {
        f"open eight to six, at {clock} of the {number}th": case(
            office, now=datetime.fromisoformat(f"2026-11-{number}T{clock}+00:00")
        )
        for number, clock in (
            (24, "07:59"),
            (24, "08:00"),
            (24, "17:59"),
            (24, "18:00"),
            (27, "18:00"),
            (28, "12:00"),
            (29, "12:00"),
        )
    }
    found |= {
        f"open twice a day, at {clock}": case(both, now=datetime.fromisoformat(f"2026-11-24T{clock}+00:00"))
        for clock in ("17:59", "18:00", "19:00", "20:29", "20:30")
    }
    night = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
    found |= {
        "a holiday": case(office, holiday=True),
        "no holiday, as they say": case(office, holiday=False),
        "a holiday, by hours that keep it and others that do not": case(
            pack(hours=[weekdays, evening]), holiday=True
        ),
        "a holiday at night": case(both, holiday=True, now=night),
        "by a way without hours, at night": case(office, channel="letter", now=night),
        "hours that they waived": case(waivable, now=night, waived=("prior_consent",)),
        "hours that they waived not": case(waivable, now=night, waived=("other",)),
        "closed in one of two zones": case(
            office, now=datetime(2026, 11, 24, 17, 30, tzinfo=UTC), zones=("Europe/London", "Europe/Paris")
        ),
        "closed in both zones": case(office, now=night, zones=("Europe/London", "Europe/Paris")),
        "open in both zones": case(office, zones=("Europe/London", "Europe/Paris")),
        "never open in both zones": case(office, zones=("Europe/London", "Pacific/Auckland")),
        "closed by one of two packs": case(both, pack("yy", hours=[evening])),
        "never open by both packs": case(
            pack(hours=[day]), pack("yy", hours=[{**ALWAYS, "from": "18:00", "until": "19:00"}])
        ),
        "held, and closed": case(
            pack(hours=[day], hold=[SPEAKS | {"days": 2}]), now=night, states={"dispute": on(24)}
        ),
        "held for longer than closed": case(
            pack(hours=[day], hold=[SPEAKS | {"days": 30}]), now=night, states={"dispute": on(24)}
        ),
        "hours by a rule from memory": case(pack(hours=[day | {"mark": "M"}]), now=night),
    }
    return found
