"""The outbox: effects from `ready` to `done`, and every way in between.

At most one live effect exists per slot; the database itself refuses a second. A claim is committed
before its call is made; what a dead worker had claimed becomes `uncertain`, never `ready`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from dunning.account import Notice
from dunning.acting import key_with
from dunning.contact_policy import PERSONS_CHANNELS
from dunning.decisions import Notify, Reason
from dunning.effects import EffectKind, LedgerWrite, Receipt
from sync.store import bulk
from sync.store.chain import OURSELVES, tell
from sync.store.dialects import among, forms
from sync.store.review import AT_ONCE, review_customers
from sync.tables import accounts, decisions, effects, notices

_LIVE = sa.or_(
    effects.c.state.in_(("ready", "claimed", "uncertain")),
    sa.and_(effects.c.state == "done", sa.not_(effects.c.taken_back)),
)
_CODER = msgspec.json.Encoder(decimal_format="string")
MONEY = ("payment", "void")
OUR_CHECK = "our own check"  # what the reason of a message begins with that it refused
# of events, where it is no delivery
_KINDS = {"note": "note", "charge": "charge"} | dict.fromkeys(("payment", "void", "fee"), "payment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One row of `effects`. `payload`: the Notify or the `LedgerWrite`, as JSON."""

    id: int
    customer_id: str
    currency: str
    kind: str
    slot: str
    attempt: int
    key: str
    state: str
    taken_back: bool
    payload: bytes
    decision_id: int | None
    cause_id: int | None
    invoice_id: str | None
    created_at: datetime
    fence: int | None
    claimed_at: datetime | None
    look_after: datetime | None
    settled_at: datetime | None
    provider_id: str | None
    receipt: bytes | None
    confirmed_at: datetime | None
    reason: str | None
    put_off_at: datetime | None


_NEW = (
    "ledger_id",
    "customer_id",
    "currency",
    "kind",
    "slot",
    "attempt",
    "key",
    "state",
    "payload",
    "decision_id",
    "cause_id",
    "invoice_id",
    "created_at",
)
COLUMNS = [effects.c[name] for name in Effect.__dataclass_fields__]


# What the audit chain tells of an effect whenever it turns: which it is, and how it stands now.
_TOLD = (
    *(effects.c[name] for name in ("ledger_id", "customer_id", "key", "kind", "state", "taken_back")),
    *(effects.c[name] for name in ("currency", "invoice_id", "payload", "receipt", "reason")),
)


def _of(row: Any) -> Effect:
    return Effect(**row)


def turn(
    connection: Connection,
    effect_id: int,
    only_from: Sequence[str],
    values: Mapping[str, object],
    *,
    by: str = OURSELVES,
) -> Row[Any] | None:
    """Change it where it is in one of these states, and tell of it; `None` where it is in none of them."""
    query = sa.update(effects).where(effects.c.id == effect_id, effects.c.state.in_(only_from))
    row = connection.execute(query.values(values).returning(*_TOLD)).one_or_none()
    if row is not None:
        _tell(connection, row, by)
    return row


def _tell(connection: Connection, row: Row[Any], by: str) -> None:
    told = {
        "effect": row.kind,
        "key": row.key,
        "state": "taken back" if row.taken_back else row.state,
        "currency": row.currency,
        "invoice_id": row.invoice_id,
        "reason": row.reason,
        "what": msgspec.json.decode(row.payload),
        "receipt": None if row.receipt is None else msgspec.json.decode(row.receipt),
    }
    tell(connection, row.ledger_id, _KINDS.get(row.kind, "delivery"), told, of=row.customer_id, by=by)


def live(connection: Connection, slot: str) -> Effect | None:
    """The one live effect of that slot."""
    row = connection.execute(sa.select(*COLUMNS).where(effects.c.slot == slot, _LIVE)).mappings()
    found = row.one_or_none()
    return None if found is None else _of(found)


def by_key(connection: Connection, ledger_id: int, key: str) -> Effect | None:
    """The effect that was written under that key."""
    query = sa.select(*COLUMNS).where(effects.c.ledger_id == ledger_id, effects.c.key == key)
    found = connection.execute(query).mappings().one_or_none()
    return None if found is None else _of(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """An effect to be: `account` is (customer id, currency); the rest as in `Effect`."""

    account: tuple[str, str]
    kind: EffectKind
    slot: str
    payload: msgspec.Struct
    decision_id: int | None = None
    cause_id: int | None = None
    invoice_id: str | None = None


def occupied(connection: Connection, slots: Collection[str]) -> set[str]:
    """Those of the slots that have a live effect."""
    query = sa.select(effects.c.slot).where(among(effects.c.slot, slots), _LIVE)
    return set(connection.scalars(query)) if slots else set()


def add(  # noqa: PLR0913 - one row, its columns by name
    connection: Connection,
    ledger_id: int,
    account: tuple[str, str],
    *,
    kind: EffectKind,
    slot: str,
    payload: msgspec.Struct,
    now: datetime,
    cause_id: int | None = None,
    invoice_id: str | None = None,
    decision_id: int | None = None,
) -> Effect:
    """As `add_all`, for one; returns it."""
    new = New(
        account=account,
        kind=kind,
        slot=slot,
        payload=payload,
        decision_id=decision_id,
        cause_id=cause_id,
        invoice_id=invoice_id,
    )
    add_all(connection, ledger_id, [new], now)
    made = live(connection, slot)
    assert made is not None  # noqa: S101 - just written in this transaction
    return made


def add_all(connection: Connection, ledger_id: int, new: Sequence[New], now: datetime) -> None:
    """New `ready` effects, each with its slot's next attempt. The database refuses a second live one."""
    attempts = _attempts(connection, [each.slot for each in new])
    created = forms(connection).instant(now)
    rows = []
    for each in new:
        attempt = attempts[each.slot]
        key = key_with(each.slot, attempt)
        payload = each.payload
        if isinstance(payload, LedgerWrite):
            payload = msgspec.structs.replace(payload, key=key)
        row = (ledger_id, *each.account, each.kind, each.slot, attempt, key, "ready", _CODER.encode(payload))
        rows.append((*row, each.decision_id, each.cause_id, each.invoice_id, created))
    bulk.insert(connection, effects, _NEW, rows)


def next_keys(connection: Connection, slots: Collection[str]) -> dict[str, str]:
    """The key that each of these slots' next effect will have."""
    return {slot: key_with(slot, attempt) for slot, attempt in _attempts(connection, slots).items()}


def _attempts(connection: Connection, slots: Collection[str]) -> dict[str, int]:
    counted = sa.select(effects.c.slot, sa.func.count()).where(among(effects.c.slot, slots))
    made: dict[str, int] = dict(iter(connection.execute(counted.group_by(effects.c.slot))))
    return {slot: made.get(slot, 0) + 1 for slot in slots}


def work(connection: Connection, ledger_id: int, kinds: Sequence[str], state: str) -> list[Effect]:
    """The ledger's effects of these kinds in that state, oldest first."""
    query = (
        sa.select(*COLUMNS)
        .where(effects.c.ledger_id == ledger_id, effects.c.state == state, effects.c.kind.in_(kinds))
        .order_by(effects.c.id)
    )
    return [_of(row) for row in connection.execute(query).mappings()]


def is_any_ready(connection: Connection, ledger_id: int) -> bool:
    """Whether anything of the ledger's waits to be carried out."""
    query = sa.select(effects.c.id).where(effects.c.ledger_id == ledger_id, effects.c.state == "ready")
    return connection.scalar(query.limit(1)) is not None


def unsettled(connection: Connection, ledger_id: int) -> list[Effect]:
    """The ledger's effects that are ready or claimed, oldest first."""
    query = sa.select(*COLUMNS).where(
        effects.c.ledger_id == ledger_id, effects.c.state.in_(("ready", "claimed"))
    )
    return [_of(row) for row in connection.execute(query.order_by(effects.c.id)).mappings()]


def ready_of(
    connection: Connection, ledger_id: int, accounts: Collection[tuple[str, str]], kinds: Sequence[str]
) -> dict[tuple[str, str], list[Effect]]:
    """The effects of these kinds that these accounts have ready, oldest first; those without are left out."""
    query = sa.select(*COLUMNS).where(
        effects.c.ledger_id == ledger_id,
        effects.c.state == "ready",
        effects.c.kind.in_(kinds),
        among(effects.c.customer_id, {customer for customer, _ in accounts}),
    )
    asked, found = set(accounts), defaultdict[tuple[str, str], list[Effect]](list)
    for row in connection.execute(query.order_by(effects.c.id)).mappings():
        effect = _of(row)
        if (effect.customer_id, effect.currency) in asked:
            found[effect.customer_id, effect.currency].append(effect)
    return found


def refer(connection: Connection, again: Sequence[tuple[Effect, int | None, msgspec.Struct]]) -> None:
    """The same effects, decided again on fresher facts: each with the decision's id and what it says."""
    found = sa.update(effects).where(effects.c.id == sa.bindparam("of"), effects.c.state == "ready")
    told = found.values(decision_id=sa.bindparam("by"), payload=sa.bindparam("as"))
    rows = [{"of": one.id, "by": number, "as": _CODER.encode(payload)} for one, number, payload in again]
    if rows:
        connection.execute(told, rows)


def drop(connection: Connection, effect: Effect, reason: str, now: datetime, *, by: str = OURSELVES) -> bool:
    """Give up an effect that was not begun. Returns whether it still could be."""
    values = {"state": "dropped", "reason": reason, "settled_at": now}
    return turn(connection, effect.id, ("ready",), values, by=by) is not None


def claim(
    connection: Connection,
    effect: Effect,
    fence: int,
    wall: datetime,
    look_after: datetime,
    rendered: bytes | None = None,
    *,
    linked: bool = False,
) -> bool:
    """Take it for one call; `False` when it is no longer ready.

    What speaks to a customer is not taken either when its decision no longer stands, or when its
    account is up for review: someone may just have held it, or recorded a payment.

    `rendered`: the message as it will leave, kept from now on, for it may leave unseen. `linked`: there are
    links in it (see `sync.signed`).
    """
    query = (
        sa.update(effects)
        .where(effects.c.id == effect.id, effects.c.state == "ready")
        .values(state="claimed", fence=fence, claimed_at=wall, look_after=look_after, rendered=rendered)
    )
    if effect.kind in ("message", "letter"):
        query = query.values(one_click=True if linked else None)
    if effect.kind in ("message", *PERSONS_CHANNELS):
        stands = sa.exists().where(decisions.c.id == effects.c.decision_id, decisions.c.standing)
        in_review = sa.exists().where(
            accounts.c.ledger_id == effects.c.ledger_id,
            accounts.c.customer_id == effects.c.customer_id,
            accounts.c.currency == effects.c.currency,
            accounts.c.review_at <= AT_ONCE,
        )
        query = query.where(stands, sa.not_(in_review))
    ledger_id = connection.scalar(query.returning(effects.c.ledger_id))
    if ledger_id is not None and rendered is not None:
        message = {"key": effect.key, "message": msgspec.json.decode(rendered)}
        tell(connection, ledger_id, "message", message, of=effect.customer_id)
    return ledger_id is not None


def settle(
    connection: Connection,
    effect: Effect,
    state: str,
    now: datetime,
    *,
    reason: str | None = None,
    receipt: Receipt | None = None,
    look_after: datetime | None = None,
    by: str = OURSELVES,
) -> None:
    """Write down how it ended; only from `claimed` or `uncertain`. `by`: the person who says so."""
    values: dict[str, object] = {"state": state, "reason": reason, "settled_at": now}
    if look_after is not None:
        values["look_after"] = look_after
    if receipt is not None:
        values |= {"provider_id": receipt.provider_id, "receipt": _CODER.encode(receipt)}
    if turn(connection, effect.id, ("claimed", "uncertain"), values, by=by) is None:
        msg = f"effect {effect.key} was settled by another worker"
        raise RuntimeError(msg)


def put_back(
    connection: Connection, effect: Effect, reason: str | None, *, since: datetime | None = None
) -> None:
    """The call certainly was not carried out: ready again, under the same key.

    `since`: when the mail server first said "not now" to it, where it did.
    """
    values: dict[str, object] = {"state": "ready", "fence": None, "claimed_at": None, "look_after": None}
    values |= {"reason": reason, "put_off_at": since or effect.put_off_at}
    turn(connection, effect.id, ("claimed", "uncertain"), values)


def _to(payload: bytes) -> tuple[str, ...]:
    return msgspec.json.decode(payload, type=Notify).recipients


def first_put_off(connection: Connection, effect: Effect) -> datetime | None:
    """When the mail server first said "not now" to it, or to one decided before it to the same addresses."""
    query = sa.select(effects.c.payload, effects.c.put_off_at).where(
        effects.c.slot == effect.slot,
        effects.c.state == "dropped",
        effects.c.put_off_at.is_not(None),
    )
    to = _to(effect.payload)
    earlier: list[datetime] = [row.put_off_at for row in connection.execute(query) if _to(row.payload) == to]
    return min(earlier, default=None) if effect.put_off_at is None else effect.put_off_at


def orphaned(connection: Connection, ledger_id: int, fence: int, look_after: datetime) -> int:
    """Claims of earlier holders of the lease become `uncertain`; returns how many.

    `look_after`: the end of their lease, at the latest now, plus the provider's own longest timeout.
    """
    later = sa.case((effects.c.look_after < look_after, effects.c.look_after), else_=look_after)
    turned = connection.execute(
        sa.update(effects)
        .where(effects.c.ledger_id == ledger_id, effects.c.state == "claimed", effects.c.fence < fence)
        .values(state="uncertain", look_after=later, reason="the worker stopped before the answer came")
        .returning(*_TOLD)
    ).all()
    for row in turned:
        _tell(connection, row, OURSELVES)
    review_customers(connection, ledger_id, {row.customer_id for row in turned})
    return len(turned)


def written_to(connection: Connection, ledger_id: int, since: datetime) -> set[str]:
    """Customers to whom a message went, or may have gone, from `since` on; no statement and no answer."""
    statements = sa.select(decisions.c.id).where(
        decisions.c.id == effects.c.decision_id,
        decisions.c.reason.in_((Reason.STATEMENT.name, Reason.ANSWER.name)),
    )
    of_one = sa.select(effects.c.customer_id).where(
        sa.not_(statements.exists()), effects.c.ledger_id == ledger_id, effects.c.kind == "message"
    )
    open_ones = effects.c.state.in_(("claimed", "uncertain"))
    went = of_one.where(effects.c.state == "done", effects.c.settled_at >= since)
    may_have = of_one.where(open_ones, sa.or_(effects.c.claimed_at >= since, effects.c.settled_at >= since))
    query = went.union(may_have)
    return set(connection.scalars(query))


def deliver_notice(
    connection: Connection, ledger_id: int, effect: Effect, notice: Notice, now: datetime
) -> None:
    """A message or task was delivered: the level counts from now on."""
    connection.execute(
        sa.insert(notices).values(
            effect_id=effect.id,
            ledger_id=ledger_id,
            customer_id=effect.customer_id,
            currency=effect.currency,
            body=_CODER.encode(notice),
            delivered_at=now,
        )
    )


def take_back(
    connection: Connection, effect_id: int, reason: str, now: datetime, *, by: str = OURSELVES
) -> None:
    """It was done, but does not count: bounced, reversed, or never meant for the customer.

    Nor does the level that it told of.
    """
    turn(connection, effect_id, ("done",), {"taken_back": True, "reason": reason}, by=by)
    connection.execute(
        sa.update(notices)
        .where(notices.c.effect_id == effect_id, notices.c.taken_back_at.is_(None))
        .values(taken_back_at=now)
    )


def came_back(connection: Connection, effect: Effect, reason: str, now: datetime) -> bool:
    """It was taken and reached nobody: refused after all, no level counts. Whether it was done."""
    if turn(connection, effect.id, ("done",), {"state": "refused", "reason": reason}) is None:
        return False
    connection.execute(
        sa.update(notices)
        .where(notices.c.effect_id == effect.id, notices.c.taken_back_at.is_(None))
        .values(taken_back_at=now)
    )
    drop_notes(connection, effect, "the message that it tells of came back", now)
    return True


def drop_notes(connection: Connection, effect: Effect, reason: str, now: datetime) -> None:
    """What is not written yet of that message in the ledger is not written any more."""
    mine = sa.select(*COLUMNS).where(
        effects.c.cause_id == effect.id, effects.c.kind == "note", effects.c.state == "ready"
    )
    for row in connection.execute(mine).mappings().all():
        drop(connection, _of(row), reason, now)


def see_to_refused(
    connection: Connection,
    ledger_id: int,
    account: tuple[str, str],
    by: str = OURSELVES,
    to: Sequence[str] | None = None,
) -> None:
    """Refused messages of the account stand in its way no more: a person said so, or one got through.

    `to`: those alone that went to just these, `None` for all: a yes to a letter is none to another e-mail.
    """
    mine = (
        effects.c.ledger_id == ledger_id,
        effects.c.customer_id == account[0],
        effects.c.currency == account[1],
        effects.c.kind == "message",
        effects.c.state == "refused",
        sa.not_(effects.c.taken_back),
    )
    which: sa.ColumnElement[bool] = sa.true()
    if to is not None:
        found = connection.execute(sa.select(effects.c.id, effects.c.payload).where(*mine)).all()
        which = effects.c.id.in_([row.id for row in found if set(_to(row.payload)) == set(to)])
    seen = connection.execute(
        sa.update(effects).where(*mine, which).values(taken_back=True).returning(*_TOLD)
    )
    for row in seen.all():
        _tell(connection, row, by)


def give_up_ready(connection: Connection, ledger_id: int, reason: str, now: datetime, by: str) -> None:
    """What was not begun is dropped; but money that a person recorded must not be forgotten.

    Refused, it keeps its customer from being chased until a person records it again or sets it aside.
    """
    for is_money, state in ((True, "refused"), (False, "dropped")):
        kinds = effects.c.kind.in_(MONEY) if is_money else effects.c.kind.not_in(MONEY)
        given_up = connection.execute(
            sa.update(effects)
            .where(effects.c.ledger_id == ledger_id, effects.c.state == "ready", kinds)
            .values(state=state, reason=reason, settled_at=now)
            .returning(*_TOLD)
        )
        for row in given_up.all():
            _tell(connection, row, by)
