"""What people said of steps to come: yes, in other words, not before a day, no. Ended, never deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.decisions import Notify
from dunning.letters.letter import Words
from dunning.said import Approved, Deferral
from sync.store.chain import tell
from sync.store.dialects import among, listed
from sync.store.review import AT_ONCE
from sync.tables import Instant, approvals, decisions, deferrals, effects, ledgers, rewordings

Key = tuple[str, str]  # billed customer id, currency
_CODER = msgspec.json.Encoder(decimal_format="string")


def _stands(ledger_id: int | sa.BindParameter[int]) -> sa.ColumnElement[bool]:
    restored = sa.select(ledgers.c.restored_at).where(ledgers.c.id == ledger_id).scalar_subquery()
    since = sa.func.coalesce(restored, sa.literal(AT_ONCE, Instant))
    return sa.and_(
        approvals.c.ledger_id == ledger_id, approvals.c.ended_at.is_(None), approvals.c.approved_at > since
    )


_APPROVED = (
    sa.select(
        *(approvals.c[name] for name in ("customer_id", "currency", "fingerprint")),
        *(approvals.c[name] for name in ("approved_at", "approved_by")),
    )
    .where(_stands(sa.bindparam("ledger")), listed(approvals.c.customer_id, "owners"))
    .order_by(approvals.c.id)
)
_SPOKEN_OF = sa.union(
    sa.select(approvals.c.customer_id).where(
        _stands(sa.bindparam("ledger")), approvals.c.approved_at >= sa.bindparam("since")
    ),
    sa.select(deferrals.c.customer_id).where(
        deferrals.c.ledger_id == sa.bindparam("ledger"), deferrals.c.ended_at.is_(None)
    ),
)


@dataclass(frozen=True, slots=True)
class Given:
    """A yes as it was given. `act`: to what; `None` of those before it was kept."""

    customer_id: str
    currency: str
    fingerprint: str
    at: datetime
    by: str
    act: Notify | None


@dataclass(frozen=True, slots=True)
class Deferred:
    """A word against a step, and when it was said."""

    word: Deferral
    at: datetime


@dataclass(frozen=True, slots=True)
class Reworded:
    """A person's words for one message, and the template's in whose place they are."""

    own: Words
    template: Words
    at: datetime
    by: str


def approve(
    connection: Connection, ledger_id: int, account: Key, act: Notify, by: str, now: datetime
) -> None:
    """Record a person's yes to exactly that message."""
    customer, currency = account
    row = {"ledger_id": ledger_id, "customer_id": customer, "currency": currency}
    row |= {"fingerprint": act.fingerprint, "act": _CODER.encode(act)}
    connection.execute(sa.insert(approvals).values(row | {"approved_at": now, "approved_by": by}))
    told = {"currency": currency, "fingerprint": act.fingerprint}
    tell(connection, ledger_id, "approval", told, of=customer, by=by)


def withdraw(
    connection: Connection, ledger_id: int, account: Key, fingerprint: str, by: str, now: datetime
) -> bool:
    """The yes to that message counts no more; whether there was one."""
    customer, currency = account
    mine = sa.and_(_of(approvals, ledger_id, account), approvals.c.fingerprint == fingerprint)
    ended = sa.update(approvals).where(mine, approvals.c.ended_at.is_(None))
    if not connection.execute(ended.values(ended_at=now, ended_by=by)).rowcount:
        return False
    told = {"act": "take back approval", "currency": currency, "fingerprint": fingerprint}
    tell(connection, ledger_id, "act", told, of=customer, by=by)
    return True


def approved(connection: Connection, ledger_id: int, customers: Collection[str]) -> dict[Key, list[Approved]]:
    """By account, oldest first: the newest yes to each message.

    What was approved before the backup that a store was restored from may have gone since: it is asked for
    again.
    """
    newest: dict[Key, dict[str, Approved]] = defaultdict(dict)
    rows = connection.execute(_APPROVED, {"ledger": ledger_id, "owners": customers})
    for customer, currency, mark, at, by in rows:
        mine = newest[customer, currency]
        mine.pop(mark, None)
        mine[mark] = Approved(fingerprint=mark, at=at, by=by)
    return {key: list(mine.values()) for key, mine in newest.items()}


def given(connection: Connection, ledger_id: int, since: datetime) -> list[Given]:
    """Every yes from `since` on that counts and by which nothing went yet, oldest first."""
    gone = _gone(ledger_id).where(decisions.c.fingerprint == approvals.c.fingerprint).exists()
    query = sa.select(approvals).where(_stands(ledger_id), approvals.c.approved_at >= since, sa.not_(gone))
    return [
        Given(
            customer_id=row.customer_id,
            currency=row.currency,
            fingerprint=row.fingerprint,
            at=row.approved_at,
            by=row.approved_by,
            act=None if row.act is None else msgspec.json.decode(row.act, type=Notify),
        )
        for row in connection.execute(query.order_by(approvals.c.id))
    ]


def spoken_of(connection: Connection, ledger_id: int, since: datetime) -> set[str]:
    """Ids of the customers about whom there is a yes from `since` on, or any word against."""
    return set(connection.scalars(_SPOKEN_OF, {"ledger": ledger_id, "since": since}))


def is_under_way(connection: Connection, ledger_id: int, fingerprint: str) -> bool:
    """Whether the message with that fingerprint went, or may have, or is going."""
    query = _gone(ledger_id).where(decisions.c.fingerprint == fingerprint)
    return connection.scalar(query.limit(1)) is not None


def _gone(ledger_id: int) -> sa.Select[tuple[int]]:
    """Effects that went, or may have, beside their decisions."""
    return (
        sa.select(effects.c.id)
        .join(decisions, decisions.c.id == effects.c.decision_id)
        .where(effects.c.ledger_id == ledger_id, effects.c.state.in_(("claimed", "uncertain", "done")))
    )


def reword(
    connection: Connection,
    ledger_id: int,
    account: Key,
    fingerprint: str,
    words: Reworded,
) -> None:
    """A person's words for exactly that message, in place of earlier ones; a yes to others is asked again."""
    customer, currency = account
    _end_rewording(connection, ledger_id, fingerprint, words.by, words.at)
    withdraw(connection, ledger_id, account, fingerprint, words.by, words.at)
    row = {"ledger_id": ledger_id, "customer_id": customer, "currency": currency, "fingerprint": fingerprint}
    row |= {"body": _CODER.encode(words.own), "template": _CODER.encode(words.template)}
    connection.execute(sa.insert(rewordings).values(row | {"made_at": words.at, "made_by": words.by}))
    told = {
        "act": "reword",
        "currency": currency,
        "fingerprint": fingerprint,
        "template": words.template,
        "words": words.own,
    }
    tell(connection, ledger_id, "act", told, of=customer, by=words.by)


def end_rewording(
    connection: Connection, ledger_id: int, account: Key, fingerprint: str, by: str, now: datetime
) -> bool:
    """The template's words again; whether there were others."""
    customer, currency = account
    if not _end_rewording(connection, ledger_id, fingerprint, by, now):
        return False
    withdraw(connection, ledger_id, account, fingerprint, by, now)
    told = {"act": "end rewording", "currency": currency, "fingerprint": fingerprint}
    tell(connection, ledger_id, "act", told, of=customer, by=by)
    return True


def _end_rewording(connection: Connection, ledger_id: int, fingerprint: str, by: str, now: datetime) -> bool:
    mine = sa.and_(rewordings.c.ledger_id == ledger_id, rewordings.c.fingerprint == fingerprint)
    ended = sa.update(rewordings).where(mine, rewordings.c.ended_at.is_(None))
    return connection.execute(ended.values(ended_at=now, ended_by=by)).rowcount > 0


def reworded(connection: Connection, ledger_id: int, fingerprints: Sequence[str]) -> dict[str, Reworded]:
    """By fingerprint, a person's words for those messages."""
    query = sa.select(rewordings).where(
        rewordings.c.ledger_id == ledger_id,
        rewordings.c.ended_at.is_(None),
        among(rewordings.c.fingerprint, fingerprints),
    )
    return {
        row.fingerprint: Reworded(
            own=msgspec.json.decode(row.body, type=Words),
            template=msgspec.json.decode(row.template, type=Words),
            at=row.made_at,
            by=row.made_by,
        )
        for row in connection.execute(query)
    }


def own_words(connection: Connection, ledger_id: int, fingerprint: str) -> Words | None:
    """A person's words for that message, where somebody wrote any."""
    found = reworded(connection, ledger_id, [fingerprint]).get(fingerprint)
    return None if found is None else found.own


def defer(connection: Connection, ledger_id: int, account: Key, word: Deferral, now: datetime) -> None:
    """A step is not taken now; a yes to it counts no more. The newest word about a step counts."""
    customer, currency = account
    withdraw(connection, ledger_id, account, word.fingerprint, word.by, now)
    row = {"ledger_id": ledger_id, "customer_id": customer, "currency": currency, "body": _CODER.encode(word)}
    connection.execute(sa.insert(deferrals).values(row | {"made_at": now, "made_by": word.by}))
    act = "postpone" if word.choice == "postponed" else "refuse"
    tell(connection, ledger_id, "act", {"act": act, "step": word}, of=customer, by=word.by)


def end_deferral(connection: Connection, ledger_id: int, account: Key, by: str, now: datetime) -> bool:
    """Nothing of the account's is put off or refused any more; whether something was."""
    customer, currency = account
    ended = sa.update(deferrals).where(_of(deferrals, ledger_id, account), deferrals.c.ended_at.is_(None))
    if not connection.execute(ended.values(ended_at=now, ended_by=by)).rowcount:
        return False
    tell(connection, ledger_id, "act", {"act": "take up again", "currency": currency}, of=customer, by=by)
    return True


def deferrals_of(
    connection: Connection, ledger_id: int, customers: Collection[str] | None = None
) -> dict[Key, list[Deferred]]:
    """By account, oldest first; of these customers, or of all."""
    query = sa.select(
        deferrals.c.customer_id, deferrals.c.currency, deferrals.c.body, deferrals.c.made_at
    ).where(deferrals.c.ledger_id == ledger_id, deferrals.c.ended_at.is_(None))  # fmt: skip
    if customers is not None:
        query = query.where(among(deferrals.c.customer_id, customers))
    found: dict[Key, list[Deferred]] = defaultdict(list)
    for customer, currency, body, at in connection.execute(query.order_by(deferrals.c.id)):
        found[customer, currency].append(Deferred(msgspec.json.decode(body, type=Deferral), at))
    return found


def _of(table: sa.Table, ledger_id: int, account: Key) -> sa.ColumnElement[bool]:
    customer, currency = account
    return sa.and_(
        table.c.ledger_id == ledger_id, table.c.customer_id == customer, table.c.currency == currency
    )
