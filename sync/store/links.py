"""Messages whose reader can stop them by the address that went along, until that is revoked."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.tables import effects, ledgers


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """A message that left, or may have, with an address to stop by; `payload`: the Notify, as JSON."""

    key: str
    ledger_id: int
    ledger_name: str
    customer_id: str
    language: str
    payload: bytes


def with_link(connection: Connection, key: str) -> Linked | None:
    """The message of that key whose address to stop by works; of whatever ledger."""
    query = (
        sa.select(effects, ledgers.c.name.label("ledger_name"))
        .join(ledgers, ledgers.c.id == effects.c.ledger_id)
        .where(
            effects.c.key == key,
            effects.c.one_click,
            effects.c.state.in_(("claimed", "uncertain", "done")),
            effects.c.rendered.is_not(None),
        )
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    language = msgspec.json.decode(row.rendered).get("language", "")
    return Linked(
        key=key,
        ledger_id=row.ledger_id,
        ledger_name=row.ledger_name,
        customer_id=row.customer_id,
        language=language,
        payload=row.payload,
    )


def revoke_links(connection: Connection, ledger_id: int, customer_id: str) -> int:
    """The addresses to stop by in that customer's messages work no more; returns how many."""
    query = sa.update(effects).where(
        effects.c.ledger_id == ledger_id, effects.c.customer_id == customer_id, effects.c.one_click
    )
    return connection.execute(query.values(one_click=False)).rowcount
