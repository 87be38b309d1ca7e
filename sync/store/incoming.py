"""What came in by mail: kept once, matched, waiting for a person, settled; and whom it holds meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.account import Question, WaitingReply
from dunning.answering import answer_slot, told_slot
from dunning.decisions import Notify
from dunning.incoming import Incoming
from dunning.intents import Meaning, Owed
from sync.store import facts, texts
from sync.store.chain import OURSELVES, tell
from sync.store.dialects import among, listed
from sync.store.outbox import COLUMNS, Effect
from sync.store.review import review_customers
from sync.tables import effects, incoming, incoming_whose

WAITING, SETTLED = "waiting", "settled"
NO_MORE: Final = "they want no more"
"""What begins the note beside a message that stopped messages."""
_TEXTED_WITHIN = timedelta(days=90)  # numbers go to somebody else; longer ago proves little
_QUOTED = 300  # letters of their words that go along with a decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One row. `whose`: customers whose it is, or may be; `effect_key`: the message of ours it is about."""

    id: int
    key: str
    kind: str
    state: str
    how: str | None
    effect_key: str | None
    back_on: date | None
    received_at: datetime
    taken_in_at: datetime
    message: Incoming
    whose: tuple[str, ...]
    settled_at: datetime | None
    settled_by: str | None
    note: str | None

    @property
    def is_waiting(self) -> bool:
        """Whether a person must see to it."""
        return self.state == WAITING


def keep(
    connection: Connection,
    ledger_id: int,
    message: Incoming,
    now: datetime,
    *,
    how: str | None,
    whose: Collection[str],
    effect_key: str | None,
) -> int | None:
    """Keep a message, waiting; its number, or `None` where it is there already."""
    if is_kept(connection, ledger_id, message):
        return None
    row = {
        "ledger_id": ledger_id,
        "key": message.key,
        "received_at": message.received_at,
        "taken_in_at": now,
        "kind": message.kind,
        "state": WAITING,
        "how": how,
        "effect_key": effect_key,
        "back_on": message.back_on,
        "body": msgspec.json.encode(message),
    }
    number = connection.execute(sa.insert(incoming).values(row).returning(incoming.c.id)).scalar_one()
    _give(connection, ledger_id, number, whose)
    told = {
        "incoming": message.key,
        "kind": message.kind,
        "received_at": message.received_at,
        "how": how,
        "about": effect_key,
    }
    for customer in sorted(whose):
        tell(connection, ledger_id, "incoming", told | _said(message), of=customer)
    if not whose:
        tell(connection, ledger_id, "incoming", told)
    review_customers(connection, ledger_id, whose)
    return int(number)


def is_kept(connection: Connection, ledger_id: int, message: Incoming) -> bool:
    """Whether it is there already."""
    known = sa.select(incoming.c.id).where(incoming.c.ledger_id == ledger_id, incoming.c.key == message.key)
    return connection.scalar(known) is not None


def _said(message: Incoming) -> dict[str, str]:
    return {"from": message.sender, "subject": message.subject, "words": message.words}


def _give(connection: Connection, ledger_id: int, number: int, whose: Collection[str]) -> None:
    rows = [
        {"ledger_id": ledger_id, "incoming_id": number, "customer_id": customer}
        for customer in sorted(set(whose))
    ]
    if rows:
        connection.execute(sa.insert(incoming_whose), rows)


def known_now(connection: Connection, ledger_id: int, kept: Kept, how: str, whose: Collection[str]) -> None:
    """It was nobody's when it came in; the books know by now whose it is, or may be, and they are held."""
    _give(connection, ledger_id, kept.id, whose)
    connection.execute(sa.update(incoming).where(incoming.c.id == kept.id).values(how=how))
    told = {"act": "match message", "incoming": kept.key, "how": how, **_said(kept.message)}
    for customer in sorted(whose):
        tell(connection, ledger_id, "incoming", told, of=customer)
    review_customers(connection, ledger_id, whose)


def assign(connection: Connection, ledger_id: int, kept: Kept, customer_id: str, by: str) -> None:
    """A person says whose it is; nobody else is held for it."""
    connection.execute(sa.delete(incoming_whose).where(incoming_whose.c.incoming_id == kept.id))
    _give(connection, ledger_id, kept.id, [customer_id])
    connection.execute(sa.update(incoming).where(incoming.c.id == kept.id).values(how="person"))
    told = {"act": "assign message", "incoming": kept.key, **_said(kept.message)}
    tell(connection, ledger_id, "act", told, of=customer_id, by=by)
    review_customers(connection, ledger_id, {*kept.whose, customer_id})


def settle(
    connection: Connection, ledger_id: int, kept: Kept, note: str, now: datetime, by: str = OURSELVES
) -> bool:
    """Nobody needs to see to it any more; whether it waited until now. `note`: what became of it."""
    waited = connection.execute(
        sa.update(incoming)
        .where(incoming.c.id == kept.id, incoming.c.state == WAITING)
        .values(state=SETTLED, settled_at=now, settled_by=by, note=note)
    )
    if not waited.rowcount:
        return False
    told = {"act": "settle message", "incoming": kept.key, "note": note}
    for customer in kept.whose or (None,):
        tell(connection, ledger_id, "act", told, of=customer, by=by)
    review_customers(connection, ledger_id, kept.whose)
    return True


def reopen(connection: Connection, ledger_id: int, kept: Kept, note: str) -> None:
    """It waits for a person after all. `note`: why."""
    values = {"state": WAITING, "settled_at": None, "settled_by": None, "note": note}
    connection.execute(sa.update(incoming).where(incoming.c.id == kept.id).values(values))
    told = {"act": "reopen message", "incoming": kept.key, "note": note}
    for customer in kept.whose or (None,):
        tell(connection, ledger_id, "act", told, of=customer)
    review_customers(connection, ledger_id, kept.whose)


def remark(connection: Connection, kept: Kept, note: str) -> None:
    """Say beside a message that waits why it does."""
    connection.execute(sa.update(incoming).where(incoming.c.id == kept.id).values(note=note))


def keep_proposals(
    connection: Connection, ledger_id: int, kept: Kept, found: tuple[Meaning, ...], by: str
) -> bool:
    """Keep with a message what a model made of it; `False` where one was asked meanwhile."""
    one = sa.select(incoming.c.body).where(incoming.c.id == kept.id)
    message = msgspec.json.decode(connection.execute(one.with_for_update()).scalar_one(), type=Incoming)
    if message.proposed is not None:
        return False
    body = msgspec.json.encode(msgspec.structs.replace(message, proposed=found))
    connection.execute(sa.update(incoming).where(incoming.c.id == kept.id).values(body=body))
    told = {"act": "ask a model", "incoming": kept.key, "proposed": [each.kind for each in found]}
    for customer in kept.whose or (None,):
        tell(connection, ledger_id, "act", told, of=customer, by=by)
    return True


def find(connection: Connection, ledger_id: int, number: int) -> Kept | None:
    """The message of that number."""
    return next(iter(_kept(connection, ledger_id, incoming.c.id == number)), None)


def waiting(connection: Connection, ledger_id: int) -> list[Kept]:
    """Those that a person must see to, the oldest first."""
    return _kept(connection, ledger_id, incoming.c.state == WAITING)


_MESSAGES = sa.select(incoming).order_by(incoming.c.received_at, incoming.c.id)
_WHOSE = (
    sa.select(incoming_whose.c.incoming_id, incoming_whose.c.customer_id)
    .join(incoming)
    .order_by(incoming_whose.c.customer_id)
)
_THEIRS = sa.and_(
    incoming.c.ledger_id == sa.bindparam("ledger"),
    incoming.c.id.in_(
        sa.select(incoming_whose.c.incoming_id).where(
            incoming_whose.c.ledger_id == sa.bindparam("ledger"),
            listed(incoming_whose.c.customer_id, "owners"),
        )
    ),
)
_OF_CUSTOMERS, _OWNERS = _MESSAGES.where(_THEIRS), _WHOSE.where(_THEIRS)


def nobodys(connection: Connection, ledger_id: int) -> list[Kept]:
    """Those that wait and are of nobody known, the oldest first."""
    owned = sa.select(incoming_whose.c.incoming_id).where(incoming_whose.c.ledger_id == ledger_id)
    return _kept(connection, ledger_id, incoming.c.state == WAITING, incoming.c.id.not_in(owned))


WAITS: Final = incoming.c.state == WAITING


def how_many_wait(connection: Connection, ledger_id: int) -> tuple[int, int]:
    """How many messages nobody has seen to, and how many customers are held for them."""
    mine = sa.and_(incoming.c.ledger_id == ledger_id, WAITS)
    number = sa.select(sa.func.count()).select_from(incoming).where(mine)
    held = sa.select(sa.func.count(incoming_whose.c.customer_id.distinct())).join(incoming).where(mine)
    return int(connection.scalar(number) or 0), int(connection.scalar(held) or 0)


def settled(connection: Connection, ledger_id: int, most: int) -> list[Kept]:
    """Those settled last, newest first."""
    found = _kept(connection, ledger_id, incoming.c.state == SETTLED)
    return sorted(found, key=lambda one: (str(one.settled_at), one.id), reverse=True)[:most]


def of_customers(connection: Connection, ledger_id: int, ids: Collection[str]) -> list[Kept]:
    """All that is theirs for sure: matched by what it answers, or by a person; oldest first."""
    asked = {"ledger": ledger_id, "owners": ids}
    rows = connection.execute(_OF_CUSTOMERS, asked).all()
    return _with_owners(rows, connection.execute(_OWNERS, asked)) if rows else []


def answered(connection: Connection, keys: Collection[str]) -> dict[str, tuple[int, Effect]]:
    """By key, the messages and other effects of ours that have one of these, with their ledger's id."""
    query = sa.select(effects.c.ledger_id, *COLUMNS).where(among(effects.c.key, keys))
    rows = connection.execute(query).mappings() if keys else ()
    return {
        row["key"]: (row["ledger_id"], Effect(**{name: row[name] for name in Effect.__dataclass_fields__}))
        for row in rows
    }


def about(connection: Connection, ledger_id: int, effect_key: str) -> list[Kept]:
    """All that was told of one message of ours."""
    return _kept(connection, ledger_id, incoming.c.effect_key == effect_key)


def _kept(connection: Connection, ledger_id: int, *only: sa.ColumnElement[bool]) -> list[Kept]:
    wanted = sa.and_(incoming.c.ledger_id == ledger_id, *only)
    rows = connection.execute(_MESSAGES.where(wanted)).all()
    return _with_owners(rows, connection.execute(_WHOSE.where(wanted))) if rows else []


def _with_owners(rows: Iterable[Any], owners: Iterable[Any]) -> list[Kept]:
    whose: dict[int, list[str]] = defaultdict(list)
    for number, customer in owners:
        whose[number].append(customer)
    return [_of(row, whose[row.id]) for row in rows]


def _of(row: Any, whose: Sequence[str]) -> Kept:
    return Kept(
        id=row.id,
        key=row.key,
        kind=row.kind,
        state=row.state,
        how=row.how,
        effect_key=row.effect_key,
        back_on=row.back_on,
        received_at=row.received_at,
        taken_in_at=row.taken_in_at,
        message=msgspec.json.decode(row.body, type=Incoming),
        whose=tuple(whose),
        settled_at=row.settled_at,
        settled_by=row.settled_by,
        note=row.note,
    )


def held(connection: Connection, ledger_id: int, billed: Mapping[str, str]) -> dict[str, list[WaitingReply]]:
    """By billed customer: messages that nobody has seen to, the oldest first."""
    query = (
        sa.select(incoming_whose.c.customer_id, incoming)
        .join(incoming)
        .where(
            incoming_whose.c.ledger_id == ledger_id,
            incoming.c.state == WAITING,
            among(incoming_whose.c.customer_id, billed),
        )
        .order_by(incoming.c.received_at, incoming.c.id)
    )
    found, members = defaultdict[str, list[WaitingReply]](list), defaultdict[str, list[str]](list)
    for member, owner in billed.items():
        members[owner].append(member)
    for row in connection.execute(query):
        message = msgspec.json.decode(row.body, type=Incoming)
        owner = billed[row.customer_id]
        waits = WaitingReply(
            number=row.id,
            kind=row.kind,
            received_at=row.received_at,
            sender=message.sender,
            words=" ".join((message.words or message.subject).split())[:_QUOTED],
            proven=row.how != "sender",
            question=_question(connection, ledger_id, row, message, members[owner]),
        )
        if waits not in found[owner]:
            found[owner].append(waits)
    return found


def _question(
    connection: Connection, ledger_id: int, row: Any, message: Incoming, members: Collection[str]
) -> Question | None:
    """What it asks, where our books may answer: it answers a message of ours, and nothing answered it yet."""
    if row.kind != "reply":
        return None
    if message.is_text:
        ours = _text_answered(connection, ledger_id, row, message, members)
    else:
        ours = _mail_answered(connection, ledger_id, row, message)
    mailed = _answered(connection, row.key)
    if ours is None or mailed is None:
        return None
    key, currency = ours
    owed = facts.open_invoices(connection, ledger_id, members)
    if any(each.currency != currency for each in owed):
        return None
    known = [Owed(number=each.number or each.id, balance=each.balance, due_on=each.due_on) for each in owed]
    from dunning.asked_alone import question_of  # the rules of words, which few runs need

    found = question_of(message, message.received_at.date(), known, currency)
    if found is None or not found.by_text:
        return found
    return msgspec.structs.replace(found, about=(key,), mailed=mailed)


def _answered(connection: Connection, key: str) -> str | None:
    """What answered that message of theirs and has yet to be told by text: the key of our e-mail.

    "": nothing did; `None`: nothing is to be answered any more.
    """
    given = sa.select(effects.c.key, effects.c.slot, effects.c.state, effects.c.taken_back, effects.c.payload)
    those = effects.c.slot.in_((answer_slot(key), told_slot(key))), effects.c.state.in_(("done", "refused"))
    tried = connection.execute(given.where(*those)).all()
    if not tried:
        return ""
    [one] = tried if len(tried) == 1 else [None]
    if one is None or one.state != "done" or one.taken_back or one.slot != answer_slot(key):
        return None
    act = msgspec.json.decode(one.payload, type=Notify)
    return one.key if act.answer is not None and act.answer.texted else None


def _mail_answered(
    connection: Connection, ledger_id: int, row: Any, message: Incoming
) -> tuple[str, str] | None:
    """(key, currency) of the message of ours that a mail answers, if any."""
    answered = {each.partition("@")[0] for each in message.about}  # a key in its words alone proves less
    if row.how != "thread" or row.effect_key not in answered:
        return None
    about = sa.select(effects.c.currency).where(
        effects.c.ledger_id == ledger_id, effects.c.key == row.effect_key, effects.c.kind == "message"
    )
    found: str | None = connection.scalar(about)
    return None if found is None else (row.effect_key, found)


def _text_answered(
    connection: Connection, ledger_id: int, row: Any, message: Incoming, members: Collection[str]
) -> tuple[str, str] | None:
    """(key, currency) of the text of ours that a text answers: the last to that number, and not long ago.

    None where the number is another customer's too, be it in another ledger's books.
    """
    others = (
        sa.select(incoming.c.id)
        .outerjoin(incoming_whose)
        .where(
            incoming.c.key == row.key,
            sa.or_(incoming.c.ledger_id != ledger_id, incoming_whose.c.customer_id.not_in(members)),
        )
    )
    if row.how != "sender" or connection.scalar(others.limit(1)) is not None:
        return None
    came = message.received_at
    return texts.last_to(connection, ledger_id, members, message.sender, came - _TEXTED_WITHIN, came)


def away(connection: Connection, ledger_id: int, billed: Mapping[str, str], today: date) -> dict[str, date]:
    """By billed customer: the day on which whoever is out of office is there again."""
    query = (
        sa.select(incoming_whose.c.customer_id, sa.func.max(incoming.c.back_on))
        .join(incoming)
        .where(
            incoming_whose.c.ledger_id == ledger_id,
            incoming.c.kind == "out_of_office",
            incoming.c.back_on > today,
            among(incoming_whose.c.customer_id, billed),
        )
        .group_by(incoming_whose.c.customer_id)
    )
    found: dict[str, date] = {}
    for customer, day in connection.execute(query):
        found[billed[customer]] = max(day, found.get(billed[customer], day))
    return found


def is_sent(connection: Connection, ledger_id: int, key: str) -> bool:
    """Whether a message of ours bears that key."""
    query = sa.select(effects.c.id).where(
        effects.c.ledger_id == ledger_id, effects.c.kind == "message", effects.c.key == key
    )
    return connection.scalar(query) is not None
