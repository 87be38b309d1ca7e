"""The vocabulary of facts in which a case of law is written, and the question that they put.

`key=value` joined by ";", lists by "|". Other spellings that are in use are brought to it first
(`_SPELLINGS`):

    zones=A|B                      every time zone the debtor may be in
    holiday=true                   today is a public holiday there
    to=work                        the contact goes there, not home
    wish=not_before_12:00|no_phone what the debtor asked for
    calls_last_7_days=2            so many contacts of that kind in the days up to now: `calls`, `sms`,
                                   `emails`, `letters`, `visits`, `contacts` (by the row's channel) reached
                                   the debtor; `unanswered_...` and `attempts_...` did not
    consent=none|express|written   how far the debtor agreed to this channel
    waived=prior_consent           a rule that the debtor waived
    stop_received_on=X             a STOP answered messages of kind X; `this_message=Y` is of kind Y
    heard=WORDS                    what the debtor wrote
    bounce=CODE                    the message came back for good
    STATE=DATE or STATE=true       dispute, attorney, cease, bankruptcy, moratorium, time_barred, ...
    EVENT_on=DATE                  or days_since_EVENT=6, of initial_communication, phone_conversation,
                                   letter_of_claim_sent, ...
    NOTICE=sent or not_sent        validation_notice, verification
    ELEMENT=present or absent      what the message holds: opt_out_method, ...
    debt_entered=DATE total=AMOUNT the debt's own
    ask=interest|fixed_sum|collection_cost, principal=GBP 5000.00, interest_from=DATE, interest_to=DATE,
    rate=11.75                     a claim of money on top; in_default=true or false
    house_pack=on                  our own limits are asked too; else they are not
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dunning.law.question import Claim, ClaimKind, Question, Touch
from dunning.ledger import Money, is_currency

_CHANNELS: Final = frozenset({"phone", "sms", "email", "letter", "visit", "*"})
_OTHER_CHANNELS: Final = {
    "call": "phone",
    "voice": "phone",
    "voicemail": "phone",
    "text": "sms",
    "post": "letter",
    "mail": "letter",
    "face_to_face": "visit",
}
_YES: Final = frozenset({"true", "yes", "1", "on", "known", "open", "written", "received", "filed", "active"})
_NO: Final = frozenset({"false", "no", "0", "off", "none", "unknown", "not_sent", "absent", "missing"})
_COUNTED: Final = re.compile(
    r"(?P<how>actual_|unanswered_)?(?P<what>calls|phone_calls|sms|texts|emails|letters|visits|contacts|attempts"
    r"|contact_attempts)_last_(?P<days>\d+)_days"
)
_CHANNEL_OF: Final = {
    "calls": "phone", "phone_calls": "phone", "sms": "sms", "texts": "sms", "emails": "email",
    "letters": "letter", "visits": "visit",
}  # fmt: skip
_SPELLINGS: Final = {
    theirs: ours
    for line in """\
zones: candidate_zones
holiday: national_public_holiday public_holiday
to: call_to place location
wish: consumer_request debtor_request request
phone_conversation_on: phone_conversation
initial_communication_on: initial_communication first_contact
letter_of_claim_sent_on: letter letter_of_claim letter_of_claim_sent
fourteen_day_letter_received_on: letter_received fourteen_day_letter_received
written_notice_sent_on: written_notice notice_sent written_notice_sent
first_reminder_sent_on: first_reminder first_reminder_sent
reply_form_received_on: reply_form_received reply_form
intention_to_issue_notice_on: intention_to_issue_notice intention_notice
opt_out_method: opt_out_text
contractual_substantial_remedy: substantial_remedy
moratorium: breathing_space_from breathing_space moratorium_from
cease: cease_request written_cease cease_received cease_letter
dispute: written_dispute dispute_received disputed
bankruptcy: bankruptcy_filed insolvency
attorney: lawyer represented attorney_known
heard: reply inbound received received_text text sms_reply inbound_sms inbound_text keyword reply_text word
heard: incoming reply_received message_received sms_text message_text words
total: total_usd total_eur total_gbp
renewed: renewed_on
debt_entered: sold assigned
consent: sms_consent email_consent
this_message: message
ask: kind
principal: balance amount invoice_amount
interest_to: payment_date""".splitlines()
    for ours, others in (line.split(": "),)
    for theirs in others.split()
}
_ASKED: Final[tuple[tuple[ClaimKind, re.Pattern[str]], ...]] = (
    ("interest", re.compile("interest")),
    ("collection_cost", re.compile("cost")),
    ("fixed_sum", re.compile("fixed|sum|indemnity|compensation|penalty")),
)
_NTH: Final = re.compile(r"this_(?P<what>call|sms|email|contact|attempt)")
_STATES: Final = frozenset(
    "dispute attorney cease bankruptcy moratorium mental_health_moratorium time_barred promise payment "
    "opt_out military_service work_contact_prohibited contractual_substantial_remedy "
    "dispute_take_me_to_court".split()
)
_WEEK: Final = 7
_NOTICES: Final = frozenset({"validation_notice", "verification"})


class FactError(ValueError):
    """A row is no case; says which, and what is wrong with it."""


def facts_of(row: Mapping[str, str]) -> dict[str, str]:
    """The row's facts in our vocabulary. Raises `FactError` where one is no `key=value`."""
    facts: dict[str, str] = {}
    for part in filter(None, (each.strip() for each in row.get("facts", "").split(";"))):
        key, equals, value = part.partition("=")
        if not equals:
            msg = f"row {row.get('id', '?')}: the fact {part!r} is no key=value"
            raise FactError(msg)
        key = key.strip().lower()
        key = _SPELLINGS.get(key, key)
        if key != "ask" or "ask" not in facts:
            facts[key] = value.strip()
    return facts


def question_of(row: Mapping[str, str], facts: Mapping[str, str]) -> Question:
    """The question that the row puts. Raises `FactError` where a column cannot be read."""
    try:
        zones = _zones(row, facts)
        zone, *_others = map(ZoneInfo, zones)
        local = datetime.fromisoformat(row["local_time"].strip())
        channel = _OTHER_CHANNELS.get(row["channel"].strip(), row["channel"].strip())
        now = local.replace(tzinfo=zone).astimezone(UTC)
        is_contact = channel in _CHANNELS
        return Question(
            now=now,
            action="contact" if is_contact else channel,
            channel=channel if is_contact else "",
            place=row["place"].strip(),
            kind=_kind(row["debtor_kind"].strip(), facts),
            role=_role(row["collector_role"].strip(), facts),
            stage=row["stage"].strip(),
            zones=zones,
            holiday=_flag(facts, "holiday") or False,
            at_place="work" if facts.get("to") == "work" else None,
            touches=tuple(_touches(facts, channel if is_contact else "phone", now)),
            consents=_consents(facts, channel),
            waived=_waived(facts),
            stopped=tuple(filter(None, facts.get("stop_received_on", "").split("|"))),
            message=facts.get("this_message"),
            revoke_all_waived=_flag(facts, "waiver_extended"),
            wishes=tuple(each for each in facts.get("wish", "").split("|") if each and each not in _NO),
            states=dict(_states(facts)),
            events=dict(_events(facts, local.date())),
            unsent=tuple(each for each in _NOTICES if facts.get(each) in _NO),
            elements=dict(_elements(facts)),
            entered_on=_entered(facts),
            total=_number(facts.get("total")),
            claim=_claim(facts) if channel == "money" else None,
            heard=facts.get("heard"),
            bounced=facts.get("bounce", "").startswith("5") or facts.get("bounce") in _YES,
        )
    except (
        KeyError,
        ValueError,
        OSError,
        OverflowError,
        ZoneInfoNotFoundError,
    ) as error:  # "Europe" is a folder
        msg = f"row {row.get('id', '?')}: {error}"
        raise FactError(msg) from error


def _zones(row: Mapping[str, str], facts: Mapping[str, str]) -> tuple[str, ...]:
    """The candidates, the one that the local time is told in first."""
    told = row["timezone"].strip()
    named = tuple(facts.get("zones", told).split("|"))
    return (told, *(each for each in named if each != told)) if told in named else named


def _kind(kind: str, facts: Mapping[str, str]) -> str:
    """A company whose debt a natural person guarantees is asked about as that person."""
    guaranteed = "guarantor" in facts and facts["guarantor"] not in _NO
    return "guarantor" if kind == "company" and guaranteed else kind


def _role(role: str, facts: Mapping[str, str]) -> str:
    """Who took a debt on after it was overdue is a collector like any other."""
    if role == "third_party_pre_default_servicer" and _flag(facts, "hired_before_default") is False:
        return "third_party_agency"
    return role


def _touches(facts: Mapping[str, str], channel: str, now: datetime) -> Iterator[Touch]:
    """The contacts behind the counts: those of a longer span lie before those of a shorter one."""
    counts = [
        (int(found["days"]), found, int(facts[key])) for key in facts if (found := _COUNTED.fullmatch(key))
    ]
    if not counts:  # "the 4th" says it too
        counts = [
            (_WEEK, known, int("0" + "".join(filter(str.isdigit, facts[key]))) - 1)
            for key in facts
            if (found := _NTH.fullmatch(key))
            and (known := _COUNTED.fullmatch(f"{found['what'].removesuffix('sms') or 'sm'}s_last_7_days"))
        ]
    at_place = "work" if facts.get("to") == "work" else None
    told: dict[tuple[str, bool], int] = {}
    for days, found, count in sorted(counts, key=lambda each: each[0]):
        of = _CHANNEL_OF.get(found["what"], channel)
        reached = found["how"] != "unanswered_" and not found["what"].endswith("attempts")
        already = told.get((of, reached), 0)
        ago = timedelta(days=1) if days <= _WEEK else timedelta(days=_WEEK + 1)
        for number in range(count - already):
            yield Touch(
                channel="phone" if of == "*" else of,
                at=now - ago - timedelta(minutes=number),
                reached=reached,
                at_place=at_place,
            )
        told[of, reached] = max(count, already)


def _consents(facts: Mapping[str, str], channel: str) -> dict[str, str] | None:
    if "consent" not in facts:
        return None
    level = facts["consent"]
    return {channel: "none" if level in _NO else "written" if level == "written" else "express"}


def _waived(facts: Mapping[str, str]) -> tuple[str, ...]:
    named = tuple(filter(None, facts.get("waived", "").split("|")))
    return (
        (*named, "prior_consent")
        if _flag(facts, "prior_consent") or facts.get("consent", "").startswith("prior")
        else named
    )


def _states(facts: Mapping[str, str]) -> Iterator[tuple[str, date | None]]:
    for key in _STATES & facts.keys():
        value = facts[key]
        if value not in _NO:
            name = f"mental_health_{key}" if key == "moratorium" and "mental" in facts.get("ask", "") else key
            yield name, _day(value)


def _events(facts: Mapping[str, str], today: date) -> Iterator[tuple[str, date]]:
    for key, value in facts.items():
        if key.startswith("days_since_") and value.isdecimal():
            event = key.removeprefix("days_since_")
            event = _SPELLINGS.get(event, f"{event}_on").removesuffix("_on")
            yield event, today - timedelta(days=int(value))
        if key.endswith("_on") and (when := _day(value)) is not None:
            yield key.removesuffix("_on"), when
        elif key in _NOTICES and value == "sent":
            yield f"{key}_sent", date.min
    if _flag(facts, "verification_sent"):
        yield "verification_sent", date.min
    if _flag(facts, "valid_14_day_letter") and _flag(facts, "term_expired"):
        yield "fourteen_day_letter_expired", date.min
    if "first_reminder_sent_on" in facts and _flag(facts, "term_expired"):
        yield "fourteen_days_after_first_reminder", date.min


def _elements(facts: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    for key, value in facts.items():
        if value in {"present", "included", "absent", "missing"}:
            yield key, value in {"present", "included"}


def _entered(facts: Mapping[str, str]) -> date | None:
    """The day the debt was entered into, or the later one on which it was renewed."""
    days = [_day(facts[key]) for key in ("debt_entered", "renewed") if key in facts]
    return max((day for day in days if day is not None), default=None)


def _claim(facts: Mapping[str, str]) -> Claim:
    asked = facts.get("ask", "")
    kind = next((kind for kind, words in _ASKED if words.search(asked)), None)
    if kind is None:
        kind = (
            "collection_cost"
            if "valid_14_day_letter" in facts
            else "interest"
            if "interest_from" in facts
            else None
        )
    if kind is None:
        msg = f"what is asked for is not known: ask={asked}"
        raise FactError(msg)
    return Claim(
        kind=kind,
        principal=_money(facts.get("principal")),
        since=_day(facts.get("interest_from", "")),
        until=_day(facts.get("interest_to", "")),
        rate=_number(facts.get("rate")),
        in_default=_in_default(facts),
    )


def _in_default(facts: Mapping[str, str]) -> bool | None:
    """By what the facts say of it, or by the three ways into default, where they are told."""
    if (told := _flag(facts, "in_default")) is not None:
        return told
    ways = [_flag(facts, key) for key in ("reminder_sent", "invoice_30_day_note", "calendar_due_date_agreed")]
    known = [way for way in ways if way is not None]
    return any(known) if known else None


def _flag(facts: Mapping[str, str], key: str) -> bool | None:
    value = facts.get(key)
    return value in _YES if value in _YES | _NO else None


def _day(value: str) -> date | None:
    """A date; the first day of a month that stands without one."""
    try:
        return date.fromisoformat(f"{value}-01" if re.fullmatch(r"\d{4}-\d{2}", value) else value[:10])
    except ValueError:
        return None


def _number(value: str | None) -> Decimal | None:
    try:
        found = Decimal(value) if value is not None else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None


def _money(value: str | None) -> Money | None:
    if value is None:
        return None
    currency, _, amount = value.partition(" ")
    number = _number(amount.replace(",", ""))
    if number is None or not is_currency(currency):
        msg = f"{value!r} is no amount such as GBP 5000.00"
        raise FactError(msg)
    return Money(number, currency)
