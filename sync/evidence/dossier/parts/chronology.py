"""14: what happened, on one page: the most telling events, all of them in the JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from dunning.reaching import CHANNEL_WORDS
from sync.documents.report import Column, Row, Table, Text
from sync.evidence.dossier.facts import Facts
from sync.evidence.dossier.part import Part
from sync.evidence.dossier.parts.acts import NOTICES
from sync.evidence.dossier.parts.agreed import STATES, of_kind, title_of
from sync.evidence.dossier.parts.communications import level
from sync.evidence.dossier.words import Words
from sync.spoken import outcome

_MOST, _LINE = 36, 95  # lines that fit on the page, and characters on a line
_EXCERPT = 140  # characters of what they wrote
_ALWAYS, _TELLING, _MINOR = 0, 1, 2


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """`rank`: the lower, the sooner it stands on the page."""

    on: date
    what: str
    rank: int


def events_of(facts: Facts, words: Words) -> list[Event]:
    """All that is dated, oldest first."""
    parts = (_invoices, _spoken, _wrote, _said, _paid)
    found = [event for part in parts for event in part(facts, words)]
    return sorted(found, key=lambda one: (one.on, one.rank))


def _invoices(facts: Facts, words: Words) -> Iterator[Event]:
    owed = _owed(facts)
    for one in facts.invoices:
        if one.issued_on is not None and one.status in ("open", "paid"):
            rank = _TELLING if one.id in owed else _MINOR
            number, amount = one.number or one.id, words.money(one.total, one.currency)
            due = words.short(one.due_on) or words("without a date")
            said = words("Invoice {number}, {amount}, due {due}", number=number, amount=amount, due=due)
            yield Event(on=one.issued_on, what=said, rank=rank)


def _spoken(facts: Facts, words: Words) -> Iterator[Event]:
    for number, one in enumerate(facts.communications, 1):
        at = one.sent.settled_at or one.sent.claimed_at
        if at is not None and outcome(one) == "delivered":
            way = words(CHANNEL_WORDS[one.act.channel])
            what = f"{level(one, words)}, {way} ({words('07, number {number}', number=number)})"
            rank = _TELLING if one.act.kind == "level" else _MINOR
            yield Event(on=at.astimezone(facts.zone).date(), what=what, rank=rank)
    for row in facts.logged:
        if not row["withdrawn_at"]:
            name = words(NOTICES[row["notice"]]) if row["notice"] else words("contact by hand")
            rank = _ALWAYS if row["notice"] else _MINOR
            what = f"{name}: {row['note']}".rstrip(": ")
            yield Event(on=row["at"].astimezone(facts.zone).date(), what=what, rank=rank)


def _wrote(facts: Facts, words: Words) -> Iterator[Event]:
    """What they wrote by mail; the whole of it stands in part 07."""
    for one in facts.came_in:
        if one.kind == "reply":
            written = " ".join((one.message.words or one.message.subject).split())
            short = f"{written[:_EXCERPT]}..." if len(written) > _EXCERPT else written
            what = words("Message from them: {words}", words=short)
            yield Event(on=one.received_at.astimezone(facts.zone).date(), what=what, rank=_TELLING)


def _said(facts: Facts, words: Words) -> Iterator[Event]:
    for account, one in of_kind(facts, (object,)):
        agreement = one.judged.agreement
        title = title_of(agreement, words, account.currency)
        state = words(STATES[one.judged.state])
        yield Event(on=agreement.made_on, what=f"{title}: {state}", rank=_ALWAYS)
        if agreement.ending is not None and agreement.ending.how == "answered":
            answer = words("Answer to the dispute: {words}", words=agreement.ending.words)
            yield Event(on=agreement.ending.on, what=answer, rank=_ALWAYS)


def _owed(facts: Facts) -> set[str]:
    return {each.invoice.id for account in facts.accounts for each in account.owed}


def _paid(facts: Facts, words: Words) -> Iterator[Event]:
    owed = _owed(facts)
    for came in facts.payments:
        if came.payment.status == "active" and came.payment.paid_on is not None:
            amount = words.money(came.amount, came.payment.currency)
            numbers = ", ".join(facts.number_of(invoice) for invoice, _ in came.to)
            what = words("Payment of {amount} ({numbers})", amount=amount, numbers=numbers)
            rank = _TELLING if any(invoice in owed for invoice, _ in came.to) else _MINOR
            yield Event(on=came.payment.paid_on, what=what.replace(" ()", ""), rank=rank)


def chronology(facts: Facts, words: Words) -> Part:
    """One page."""
    events = events_of(facts, words)
    shown = {id(one) for one in _of_weight(events)}
    rows = tuple(Row((words.short(one.on), one.what)) for one in events if id(one) in shown)
    columns = (Column(words("Date"), 1.6), Column(words("What happened"), 8))
    left = len(events) - len(rows)
    blocks = [Table(columns, rows)]
    more = words("Events of less weight ({number}) are in the JSON of this part.", number=left)
    return Part(
        name="14-chronology",
        title=words("Chronology"),
        blocks=(*blocks, *((Text(more, "small"),) if left else ())),
        told={"events": [{"on": one.on, "what": one.what} for one in events]},
    )


def _of_weight(events: Sequence[Event]) -> Iterator[Event]:
    """As many as the page holds: by their rank, the newest first."""
    left = _MOST
    for one in sorted(events, key=lambda one: (one.rank, -one.on.toordinal())):
        left -= 1 + len(one.what) // _LINE
        if left >= 0:
            yield one
