"""What other tools are told of, written with what it tells of: from the audit chain's events, and by name.

The law: an announcement is committed in the transaction of what it tells, or not at all, a row for each
endpoint that is told; it names customers and invoices by their ids and numbers, and nobody by name.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.dialects import among, insert
from sync.tables import invoices, ledgers, webhook_endpoints, webhook_messages

EventType = Literal[
    "notice.sent",
    "reply.received",
    "promise.made",
    "promise.broken",
    "invoice.paid",
    "dispute.opened",
    "hold.placed",
    "hold.released",
    "problem.found",
    "test",
]
_ENCODER: Final = msgspec.json.Encoder(decimal_format="string")
_NOTICES: Final = ("message", "call", "letter", "hand_over", "sms")
_ACTS: Final[Mapping[str, EventType]] = {
    "promise": "promise.made",
    "plan": "promise.made",
    "dispute": "dispute.opened",
    "hold": "hold.placed",
    "exclude": "hold.placed",
    "release": "hold.released",
    "end exclusion": "hold.released",
}


class InvoiceNamed(msgspec.Struct, frozen=True, kw_only=True):
    """An invoice: its id in the source ledger, and its number as people know it."""

    id: str
    number: str


class Happened(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What happened. `customer`: their id in the source ledger; `number`: ours, of an agreement or a reply.

    `kind`: what sort of it: of a notice, an agreement, a reply, a hold, or of what is in trouble. `state`:
    how that stands. `day`: until when, or by when. What does not apply is left out.
    """

    ledger: str
    customer: str | None = None
    currency: str | None = None
    invoices: tuple[InvoiceNamed, ...] = ()
    kind: str | None = None
    state: str | None = None
    level: str | None = None
    channel: str | None = None
    amount: str | None = None
    day: date | None = None
    number: int | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """The body of a webhook, as Standard Webhooks have it."""

    type: EventType
    timestamp: Annotated[datetime, msgspec.Meta(tz=True)]
    data: Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """An event to be. `about`: told an endpoint but once; `since`: not told one that was made later."""

    ledger_id: int
    type: EventType
    of: str | None = None
    invoice_ids: tuple[str, ...] = ()
    more: Mapping[str, Any]
    about: str | None = None
    since: date | None = None


def announce(connection: Connection, one: Announcement) -> None:
    """Tell of it when this transaction (see `Store.write`) is through, to whom it may concern."""
    told: list[Announcement] = connection.get_execution_options()["announced"]
    told.append(one)


def is_heard(connection: Connection, ledger_id: int) -> bool:
    """Whether anybody is told of that ledger."""
    query = sa.select(webhook_endpoints.c.id).where(_on([ledger_id])).limit(1)
    return connection.scalar(query) is not None


def write(connection: Connection, told: Sequence[Any], now: datetime, wall: datetime) -> None:
    """Write what was announced in this transaction, and what of its events (`chain.Told`) is to be."""
    announced: list[Announcement] = connection.get_execution_options()["announced"]
    if not told and not announced:
        return
    query = sa.select(webhook_endpoints).where(_on({one.ledger_id for one in (*told, *announced)}))
    endpoints: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(query.order_by(webhook_endpoints.c.id)):
        endpoints[row.ledger_id].append(row)
    heard = [*_read([one for one in told if one.ledger_id in endpoints]), *announced]
    rows = [
        _row(connection, one, row, now, wall)
        for one in heard
        for row in endpoints.get(one.ledger_id, ())
        if _is_told(row, one)
    ]
    if rows:
        connection.execute(insert(connection, webhook_messages).on_conflict_do_nothing(), rows)


def _on(ledger_ids: Iterable[int]) -> sa.ColumnElement[bool]:
    return sa.and_(webhook_endpoints.c.ledger_id.in_(list(ledger_ids)), webhook_endpoints.c.off_at.is_(None))


def _is_told(row: Any, one: Announcement) -> bool:
    chosen = msgspec.json.decode(row.events, type=list[str])
    if chosen and one.type not in chosen:
        return False
    return one.since is None or row.made_at.date() <= one.since


def _row(
    connection: Connection, one: Announcement, endpoint: Any, now: datetime, wall: datetime
) -> dict[str, Any]:
    name = connection.execute(sa.select(ledgers.c.name).where(ledgers.c.id == one.ledger_id)).scalar_one()
    data = Happened(
        ledger=name,
        customer=one.of,
        invoices=_named(connection, one.ledger_id, one.invoice_ids),
        **one.more,
    )
    return {
        "ledger_id": one.ledger_id,
        "endpoint_id": endpoint.id,
        "key": new_key(),
        "about": one.about,
        "type": one.type,
        "customer_id": one.of,
        "body": _ENCODER.encode(Event(type=one.type, timestamp=now, data=data)),
        "told_at": wall,
        "next_at": wall,
    }


def new_key() -> str:
    """What a message is known by to who gets it, at whichever try."""
    return f"msg_{secrets.token_hex(16)}"


def _named(connection: Connection, ledger_id: int, ids: Sequence[str]) -> tuple[InvoiceNamed, ...]:
    if not ids:
        return ()
    query = sa.select(invoices.c.id, invoices.c.number).where(
        invoices.c.ledger_id == ledger_id, among(invoices.c.id, ids)
    )
    numbers = {id_: number or id_ for id_, number in connection.execute(query)}
    return tuple(InvoiceNamed(id=each, number=numbers.get(each, each)) for each in ids)


def _read(told: Sequence[Any]) -> Iterator[Announcement]:
    """What of the chain's events other tools are told."""
    for one in told:
        if one.of is None and one.kind not in ("act", "incoming"):
            continue  # nothing of it is told, and it may be long
        body = msgspec.to_builtins(one.body, builtin_types=(date, datetime))
        made = _announcement(one, body) if isinstance(body, dict) else None
        if made is not None:
            yield made


def _announcement(one: Any, body: dict[str, Any]) -> Announcement | None:
    if body.keys() >= {"effect", "state", "what"}:
        return _of_effect(one, body)
    if one.kind == "incoming" and "act" not in body:
        more = {"kind": body["kind"]}
        return Announcement(ledger_id=one.ledger_id, type="reply.received", of=one.of, more=more)
    act = str(body.get("act"))
    if one.kind != "act" or act not in _ACTS:
        return None
    if _ACTS[act].startswith("hold"):
        ids = _one(body)
        more = {"kind": "exclusion" if "exclu" in act else "hold", "day": body.get("until")}
        return Announcement(ledger_id=one.ledger_id, type=_ACTS[act], of=one.of, invoice_ids=ids, more=more)
    what = body["what"]
    return Announcement(
        ledger_id=one.ledger_id,
        type=_ACTS[act],
        of=one.of,
        invoice_ids=tuple(what["invoice_ids"]),
        more={
            "kind": act,
            "currency": body["currency"],
            "number": body["number"],
            "amount": _text(what.get("amount")),
            "day": _day(what),
        },
    )


def _of_effect(one: Any, body: dict[str, Any]) -> Announcement | None:
    state, what = body["state"], body["what"]
    is_notice = body["effect"] in _NOTICES
    if not (is_notice and state == "done") and state not in ("refused", "uncertain", "taken back"):
        return None
    more: dict[str, Any] = {"kind": body["effect"], "state": state, "currency": body["currency"]}
    ids = _one(body)
    if is_notice:
        ids = tuple(what["overdue"])
        more |= {
            "kind": what["kind"],
            "level": what["level"],
            "channel": what["channel"],
            "amount": _text(what["amount"]),
        }
    type_: EventType = "notice.sent" if state == "done" else "problem.found"
    return Announcement(ledger_id=one.ledger_id, type=type_, of=one.of, invoice_ids=ids, more=more)


def _one(body: dict[str, Any]) -> tuple[str, ...]:
    return () if body.get("invoice_id") is None else (body["invoice_id"],)


def _text(amount: object) -> str | None:
    return None if amount is None else str(amount)


def _day(what: dict[str, Any]) -> date | None:
    parts = what.get("instalments")
    found: date | str | None = parts[-1]["due_on"] if parts else what.get("due_on") or what.get("answer_by")
    return date.fromisoformat(found) if isinstance(found, str) else found
