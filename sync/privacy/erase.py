"""Erasing a customer: refused while a claim is open, narrowed while evidence must be kept, else whole.

The law: what is erased is gone from the tables, the runs' texts and, where nothing must be kept, from
the audit chain, whose events of that person nobody can read any more; the chain verifies as before. Only
keyed marks stay, so that no pull brings them back. It is done in one transaction, under the ledger's lease.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync import tables
from sync.commands.targets import ActError, the_customer
from sync.evidence import chain
from sync.office import Office
from sync.privacy import marks, traces
from sync.privacy.grounds import Ground, duty, open_claims
from sync.store import events, forgotten, personal, tombstones
from sync.store.chain import keys, tell
from sync.store.dialects import among
from sync.store.ledgers import LinkedLedger
from sync.store.personal import FACTS, Person
from sync.work import held_ledger

Outcome = Literal["refused", "narrowed", "erased"]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an erasure. `rows`, `kept`: by table. `kept_until`: when the rest goes by itself.

    `remains`: what is beyond our reach, each in a sentence. `compacted`: whether the database was
    rewritten, so that no trace of earlier versions is left in its free space.
    """

    ledger: str
    outcome: Outcome
    grounds: tuple[Ground, ...]
    rows: dict[str, int]
    kept: dict[str, int]
    kept_until: date | None
    compacted: bool
    remains: tuple[str, ...]


def erase(office: Office, ledger: LinkedLedger, customer: str) -> Report:
    """Erase that customer, by name or id, as far as may be. Raises `ActError`, `Busy`, `SecretsError`."""
    with held_ledger(office.store, ledger.name, ledger.id) as held:
        with office.store.write(held.lease) as connection:
            row = the_customer(connection, ledger, customer)
            if row.bills_with is not None:
                msg = (
                    f"{row.name} is billed with customer {row.bills_with}, and what is kept is about both: "
                    f"erase that one (duesync erase {ledger.name} {row.bills_with})"
                )
                raise ActError(msg)
            who = personal.person(connection, ledger.id, row.id)
            claims = open_claims(connection, who)
            if claims:
                return _report(ledger, "refused", claims)
            remains = traces.remains(connection, ledger, who)
            ground = duty(office, connection, ledger, who)
            report = _erased(office, connection, ledger, who, ground)
        marks.keep(office)
        compacted = traces.compact(office)
    return msgspec.structs.replace(report, compacted=compacted, remains=remains)


def _report(ledger: LinkedLedger, outcome: Outcome, grounds: Sequence[Ground], **more: Any) -> Report:
    nothing: dict[str, Any] = {"rows": {}, "kept": {}, "kept_until": None, "compacted": False, "remains": ()}
    return Report(ledger=ledger.name, outcome=outcome, grounds=tuple(grounds), **(nothing | more))


def _erased(
    office: Office,
    connection: Connection,
    ledger: LinkedLedger,
    who: Person,
    ground: Ground | None,
) -> Report:
    emails, phones, opt_outs = _known_by(connection, who)
    texts = tombstones.texts_of(who.ids, emails, phones)
    until = None if ground is None else ground.until
    tombstones.keep(
        connection,
        ledger.id,
        texts,
        office.vault(),
        opt_outs=opt_outs,
        now=office.clock.now(),
        until=until,
    )
    traces.empty_texts(connection, ledger, who, [*emails, *filter(None, phones)])
    suppressed = forgotten.suppressed_of(connection, ledger, who.ids)
    if ground is None:
        rows = wipe(connection, who, office.by)
        forgotten.forget(connection, suppressed, office.vault)
        return _report(ledger, "erased", (), rows=rows)
    rows = personal.delete(connection, who, FACTS)
    forgotten.forget(connection, suppressed, office.vault)
    mine = sa.and_(
        tables.decisions.c.ledger_id == who.ledger_id,
        among(tables.decisions.c.customer_id, who.ids),
    )
    connection.execute(sa.update(tables.decisions).where(mine).values(standing=False))
    told: dict[str, Any] = {"persons": [], "leaves": chain.digest(b""), "rows": rows, "until": until}
    tell(connection, who.ledger_id, "erasure", told, by=office.by, leaves=b"")
    kept = {name: len(found) for name, found in personal.held(connection, who).items()}
    return _report(ledger, "narrowed", [ground], rows=rows, kept=kept, kept_until=until)


def wipe(
    connection: Connection, who: Person, by: str, names: Collection[str] | None = None
) -> dict[str, int]:
    """Delete every row, or those of the tables so named, and destroy the key of what the chain tells of them.

    The chain tells of that, too.
    """
    tokens = [token for token, _ in keys(connection, who.ledger_id, who.ids).values()]
    taken = events.decisions_of(connection, who.ledger_id, who.ids)
    leaves = b"".join(one.leaf() for one in taken if one.salt is not None)
    every = {table.name for table in personal.personal()}
    rows = personal.delete(connection, who, every if names is None else names)
    told = {"persons": sorted(tokens), "leaves": chain.digest(leaves), "rows": rows}
    tell(connection, who.ledger_id, "erasure", told, by=by, leaves=leaves)
    return rows


def _known_by(connection: Connection, who: Person) -> tuple[list[str], list[str | None], list[str]]:
    """Their addresses, their numbers, and the channels by which they want no messages."""
    table = tables.customers
    rows = connection.execute(
        sa.select(table.c.emails, table.c.phone).where(
            table.c.ledger_id == who.ledger_id, among(table.c.id, who.ids)
        )
    ).all()
    refused = connection.scalars(
        sa.select(tables.opt_outs.c.channel).where(
            tables.opt_outs.c.ledger_id == who.ledger_id,
            among(tables.opt_outs.c.customer_id, who.ids),
        )
    )
    emails = [one for row in rows for one in msgspec.json.decode(row.emails, type=list[str])]
    return emails, [row.phone for row in rows], sorted(set(refused))
