"""What customers answered, for many of them at once: what they wrote, pressed, or said on their own page.

The law: what a machine wrote is left out, and so is what only stops messages. A text names no message of
ours, and a mail that is known by its sender alone answers none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.account import Response, Responses
from dunning.incoming import BY_CALL
from sync.store.dialects import listed
from sync.store.incoming import NO_MORE, SETTLED
from sync.tables import agreements, incoming, incoming_whose

_IS_STOP = sa.and_(incoming.c.state == SETTLED, sa.func.coalesce(incoming.c.note, "").startswith(NO_MORE))
_HEAD = sa.func.substr(incoming.c.body, 1, 2048).label("head")  # a message may be large, and there are many
_TEXTED = re.compile(rb'"sender":"\+[^"@]*"')  # in no words of theirs, whose quotation marks are escaped
_PRESSED = f'"subject":"{BY_CALL}"'.encode()
_WROTE: Final = (
    sa.select(
        incoming_whose.c.customer_id,
        incoming.c.received_at,
        incoming.c.how,
        incoming.c.effect_key,
        _HEAD,
    )
    .join(incoming, incoming.c.id == incoming_whose.c.incoming_id)
    .where(
        incoming_whose.c.ledger_id == sa.bindparam("ledger"),
        listed(incoming_whose.c.customer_id, "owners"),
        incoming.c.kind == "reply",
        incoming.c.received_at > sa.bindparam("since"),
        sa.not_(_IS_STOP),
    )
)
_SAID: Final = sa.select(agreements.c.customer_id, agreements.c.made_at, agreements.c.body).where(
    agreements.c.ledger_id == sa.bindparam("ledger"),
    listed(agreements.c.customer_id, "owners"),
    agreements.c.made_at > sa.bindparam("since"),
)
_THREADS: Final = (
    sa.select(incoming.c.received_at, _HEAD)
    .where(
        incoming.c.ledger_id == sa.bindparam("ledger"), incoming.c.kind == "reply", incoming.c.how == "thread"
    )
    .order_by(incoming.c.id)
    .limit(50)  # keys pressed in calls are among them
)
_KNOWN_BY_KEY: Final = ("thread", "page")


class _Agreed(msgspec.Struct):
    """Of an agreement, by which message of ours they came to say it."""

    message: str = ""


def of(
    connection: Connection,
    ledger_id: int,
    billed: Mapping[str, str],
    since: datetime,
    *,
    tables: Collection[str],
    called: Collection[str],
) -> dict[str, Responses]:
    """By billed customer, of those who answered anything since then, or were `called` by hand.

    `tables`: those of this module's that have rows at all.
    """
    asked = {"ledger": ledger_id, "owners": billed, "since": since}
    found: dict[str, set[Response]] = defaultdict(set, {owner: set() for owner in called})
    if "incoming_whose" in tables:
        for customer, at, how, key, head in connection.execute(_WROTE, asked):
            by = "page" if how == "page" else _by(head)
            to = key if key is not None and how in _KNOWN_BY_KEY else ""
            found[billed[customer]].add(Response(by=by, to=to, at=at))
    if "agreements" in tables:
        for customer, at, body in connection.execute(_SAID, asked):
            message = msgspec.json.decode(body, type=_Agreed).message
            if message:
                found[billed[customer]].add(Response(by="page", to=message, at=at))
    read_from = _mail_read_from(connection, ledger_id) if found else None
    return {
        owner: Responses(those=tuple(sorted(those, key=_order)), mail_read_from=read_from)
        for owner, those in found.items()
    }


def _by(head: bytes) -> Literal["email", "sms", "voice"]:
    """As `Incoming.is_text` and `is_pressed` tell of the whole message."""
    if _TEXTED.search(head) is None:
        return "email"
    return "voice" if _PRESSED in head else "sms"


def _order(one: Response) -> tuple[datetime, str, str]:
    return one.at, one.by, one.to


def _mail_read_from(connection: Connection, ledger_id: int) -> datetime | None:
    """When the first mail came in that answers a message of this ledger."""
    rows = connection.execute(_THREADS, {"ledger": ledger_id}).all()
    return next((row.received_at for row in rows if _by(row.head) == "email"), None)
