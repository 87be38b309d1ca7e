"""What came in by mail, and a person's word on it: taken in from files, listed, assigned, settled.

The law: a message waits until somebody settles it here, and holds whose it is meanwhile; none is ever lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from connectors.mail.reading import read
from dunning.law import banking_days_after
from sync.commands.targets import ActError, the_customer, today_of
from sync.intake.heard import Heard
from sync.intake.replies import Desk, own_addresses, take_in
from sync.office import Office
from sync.store import figures, incoming, ledgers
from sync.store.incoming import Kept
from sync.store.ledgers import LinkedLedger

_MOST_SETTLED = 50
_PATIENCE = 2  # working days, after which a message heads every list
_HOW = {
    "thread": "it answers a message of ours",
    "sender": "by its sender's address alone, which anybody can write",
    "person": "as a person said",
    "page": "they wrote it on their own page",
    None: "nobody known",
}


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message that came in, for a person. `whose`: names of those it is, or may be, from; `how`: in words.

    `days`: whole days that it waits; `late`: longer than two working days. `became`: what became of it, or
    why it waits; `by`: who settled it.
    """

    number: int
    kind: str
    waiting: bool
    received_at: datetime
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    words: str
    quoted: str
    attachments: tuple[str, ...]
    problems: tuple[str, ...]
    whose: tuple[str, ...]
    how: str
    days: int
    late: bool
    became: str
    by: str


def hear(office: Office, ledger: LinkedLedger, contents: Sequence[bytes]) -> Heard:
    """Take in messages as files. The time at which one came is its own date, for a file has no other."""
    now = office.clock.now()
    found = [read(each, now) for each in contents]
    dated = [
        replace(each, received_at=each.sent_at) if each.sent_at is not None and each.sent_at < now else each
        for each in found
    ]

    @contextmanager
    def writing() -> Iterator[Connection]:
        with office.store.write() as connection:
            ledgers.lock(connection, ledger.id)
            yield connection

    desk = Desk(
        store=office.store,
        ledger=ledger,
        policy=office.config.policy_for(ledger.name),
        ours=own_addresses(office.config.ledger(ledger.name).sender),
        now=now,
        writing=writing,
    )
    return take_in(desk, dated)


def messages(office: Office, ledger: LinkedLedger, *, settled: bool = False) -> list[Message]:
    """Those that wait, the oldest first; or those settled last, the newest first."""
    with office.store.read() as connection:
        found = (
            incoming.settled(connection, ledger.id, _MOST_SETTLED)
            if settled
            else incoming.waiting(connection, ledger.id)
        )
        names = figures.customer_names(connection, ledger.id)
    if not found:
        return []
    late_from = _late_from(office, ledger, [one.received_at for one in found])
    return [_shown(one, names, today_of(office, ledger), late_from, ledger) for one in found]


def message(office: Office, ledger: LinkedLedger, number: int) -> Message:
    """That one. Raises `ActError`."""
    with office.store.read() as connection:
        kept = kept_message(connection, ledger, number)
        names = figures.customer_names(connection, ledger.id)
    late_from = _late_from(office, ledger, [kept.received_at])
    return _shown(kept, names, today_of(office, ledger), late_from, ledger)


def late_messages(office: Office, ledger: LinkedLedger) -> list[Message]:
    """Those that wait for longer than two working days, the oldest first."""
    return [one for one in messages(office, ledger) if one.late]


def late_in_words(office: Office, ledger: LinkedLedger) -> list[str]:
    """What heads every list of the day: who wrote and waits for too long, each in a line."""
    with office.store.read() as connection:
        if not incoming.how_many_wait(connection, ledger.id)[0]:
            return []  # and the law's calendars need not be read
    return [
        f"{' or '.join(one.whose) or one.sender or 'somebody'} wrote on {one.received_at:%Y-%m-%d}, and "
        f"waits for longer than two working days: duesync reply {ledger.name} {one.number}"
        for one in late_messages(office, ledger)
    ]


def _late_from(office: Office, ledger: LinkedLedger, came: Sequence[datetime]) -> dict[date, date]:
    """By the day on which a message came: the first on which it waits too long."""
    rules, zone = office.rules(ledger), ZoneInfo(ledger.timezone)
    days = {each.astimezone(zone).date() for each in came}
    return {day: banking_days_after(day, _PATIENCE, rules, ledger.country) for day in days}


def _shown(
    one: Kept, names: dict[str, str], today: date, late_from: dict[date, date], ledger: LinkedLedger
) -> Message:
    read_, came = one.message, one.received_at.astimezone(ZoneInfo(ledger.timezone)).date()
    return Message(
        number=one.id,
        kind=one.kind,
        waiting=one.is_waiting,
        received_at=one.received_at,
        sender=read_.sender,
        sender_name=read_.sender_name,
        recipients=read_.recipients,
        subject=read_.subject,
        words=read_.words,
        quoted=read_.quoted,
        attachments=tuple(f"{each.name} ({each.type}, {each.size:,} bytes)" for each in read_.attachments),
        problems=read_.problems,
        whose=tuple(names.get(each, each) for each in one.whose),
        how=_HOW.get(one.how, ""),
        days=max((today - came).days, 0),
        late=one.is_waiting and today > late_from[came],
        became=one.note or "",
        by=one.settled_by or "",
    )


def kept_message(connection: Connection, ledger: LinkedLedger, number: int) -> Kept:
    """That one. Raises `ActError`."""
    found = incoming.find(connection, ledger.id, number)
    if found is None:
        msg = f"{ledger.name} has no message {number}; see: duesync replies {ledger.name}"
        raise ActError(msg)
    return found


def resolve_reply(office: Office, ledger: LinkedLedger, number: int, note: str, by: str) -> None:
    """A person saw to it: it holds nobody any more. `note`: what became of it. Raises `ActError`."""
    if not note.strip():
        msg = "say what became of it: --resolve NOTE"
        raise ActError(msg)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        kept = kept_message(connection, ledger, number)
        if not incoming.settle(connection, ledger.id, kept, note.strip(), office.clock.now(), by):
            msg = f"message {number} was settled already: {kept.note} (by {kept.settled_by})"
            raise ActError(msg)


def assign_reply(office: Office, ledger: LinkedLedger, number: int, customer: str, by: str) -> str:
    """A person says whose it is: that customer alone is held while it waits. Raises `ActError`."""
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        kept = kept_message(connection, ledger, number)
        row = the_customer(connection, ledger, customer)
        incoming.assign(connection, ledger.id, kept, row.id, by)
    return str(row.name)
