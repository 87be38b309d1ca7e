"""Links that were given away: with a message, or to a person who hands one over; until they are revoked.

The law: one that was revoked, or lapsed, opens nothing again, whatever it was for; nor does one from before
the backup that a store was restored from open a customer's page: what was revoked since is not known.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.chain import tell
from sync.tables import effects, handed_links, ledgers

# Made once, for every page of a customer begins with them.
_KEY: Final = sa.bindparam("key", type_=sa.Text)
_WHOSE: Final = (ledgers.c.name.label("ledger_name"), ledgers.c.firm_id)
_MESSAGE: Final = (
    sa.select(
        effects.c.ledger_id,
        effects.c.customer_id,
        effects.c.rendered,
        effects.c.payload,
        effects.c.claimed_at,
        *_WHOSE,
    )
    .join(ledgers, ledgers.c.id == effects.c.ledger_id)
    .where(
        effects.c.key == _KEY,
        effects.c.one_click,
        effects.c.state.in_(("claimed", "uncertain", "done")),
        effects.c.rendered.is_not(None),
    )
)
_GIVEN: Final = (
    sa.select(
        handed_links.c.ledger_id,
        handed_links.c.customer_id,
        handed_links.c.made_at,
        handed_links.c.until,
        *_WHOSE,
    )
    .join(ledgers, ledgers.c.id == handed_links.c.ledger_id)
    .where(handed_links.c.key == _KEY, handed_links.c.revoked_at.is_(None))
)


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """What a link belongs to. `payload`: the Notify of its message, as JSON; `None`: a person handed it over.

    `since`: when it was given away, by the machine's clock. `until`: its own end, if it has one. `language`:
    of the message, BCP 47; "" where there is none.
    """

    key: str
    ledger_id: int
    ledger_name: str
    firm_id: int
    customer_id: str
    language: str
    payload: bytes | None
    since: datetime
    until: datetime | None

    def is_over(self, wall: datetime, after: timedelta) -> bool:
        """Whether it lapsed; `after`: how long one lasts that has no end of its own."""
        return wall >= (self.until or self.since + after)


def with_link(connection: Connection, key: str) -> Linked | None:
    """What the link of that key belongs to, while it works; of whatever ledger."""
    return _of_message(connection, key) or _handed(connection, key)


def _of_message(connection: Connection, key: str) -> Linked | None:
    row = connection.execute(_MESSAGE, {"key": key}).one_or_none()
    if row is None:
        return None
    return Linked(
        key=key,
        ledger_id=row.ledger_id,
        ledger_name=row.ledger_name,
        firm_id=row.firm_id,
        customer_id=row.customer_id,
        language=msgspec.json.decode(row.rendered).get("language", ""),
        payload=row.payload,
        since=row.claimed_at,
        until=None,
    )


def _handed(connection: Connection, key: str) -> Linked | None:
    row = connection.execute(_GIVEN, {"key": key}).one_or_none()
    if row is None:
        return None
    return Linked(
        key=key,
        ledger_id=row.ledger_id,
        ledger_name=row.ledger_name,
        firm_id=row.firm_id,
        customer_id=row.customer_id,
        language="",
        payload=None,
        since=row.made_at,
        until=row.until,
    )


def hand_over(
    connection: Connection,
    ledger_id: int,
    customer_id: str,
    key: str,
    wall: datetime,
    until: datetime,
    by: str,
) -> None:
    """A link of its own, for that customer; a person will hand it over."""
    row = {"key": key, "ledger_id": ledger_id, "customer_id": customer_id}
    connection.execute(sa.insert(handed_links).values(**row, made_at=wall, until=until, made_by=by))
    tell(connection, ledger_id, "act", {"act": "hand over a link", "until": until}, of=customer_id, by=by)


def revoke_links(connection: Connection, ledger_id: int, customer_id: str, wall: datetime, by: str) -> int:
    """No link that the customer was given works any more, in a message or not; returns how many did."""
    in_messages = sa.update(effects).where(
        effects.c.ledger_id == ledger_id, effects.c.customer_id == customer_id, effects.c.one_click
    )
    handed = sa.update(handed_links).where(
        handed_links.c.ledger_id == ledger_id,
        handed_links.c.customer_id == customer_id,
        handed_links.c.revoked_at.is_(None),
    )
    revoked = connection.execute(in_messages.values(one_click=False)).rowcount
    revoked += connection.execute(handed.values(revoked_at=wall, revoked_by=by)).rowcount
    tell(connection, ledger_id, "act", {"act": "revoke links", "links": revoked}, of=customer_id, by=by)
    return revoked
