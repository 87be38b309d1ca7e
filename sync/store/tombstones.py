"""Tombstones: who was erased is known again by keyed hashes, so that no pull brings them back.

The law: nothing of the person is in them. Their wish to hear nothing by some channel outlives them, and
holds for whoever comes with the same address or number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import CreditNote, Customer, Invoice, Payment, Row, Unreadable
from sync.secrets import SecretsError, Vault
from sync.store.dialects import upsert
from sync.tables import tombstones

_FEWEST_DIGITS = 5


def texts_of(
    ids: Iterable[str], emails: Iterable[str], phones: Iterable[str | None]
) -> list[tuple[str, str]]:
    """(of, text) of everything by which they are known again."""
    told = [("id", id_) for id_ in ids]
    told += [("email", text) for email in emails if (text := email.strip().casefold())]
    told += [("phone", text) for phone in phones if len(text := _digits(phone)) >= _FEWEST_DIGITS]
    return list(dict.fromkeys(told))


def _digits(phone: str | None) -> str:
    return "".join(each for each in phone or "" if each.isdecimal())


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One tombstone: see `sync.tables.forgotten`."""

    mark: str
    of: str
    key_id: str
    erased_at: datetime
    opt_outs: str


def keep(
    connection: Connection,
    ledger_id: int,
    texts: Sequence[tuple[str, str]],
    vault: Vault,
    *,
    opt_outs: Sequence[str],
    now: datetime,
    until: date | None,
) -> None:
    """Mark them. `until`: how long evidence of theirs stays; `None` when nothing does."""
    refused = msgspec.json.encode(sorted(opt_outs)).decode()
    for of, text in texts:
        key_id, hashed = next(iter(vault.marks(f"{of}:{text}").items()))
        mark = Mark(mark=hashed, of=of, key_id=key_id, erased_at=now, opt_outs=refused)
        owner = text if until is not None and of == "id" else None
        row = {"ledger_id": ledger_id, **msgspec.structs.asdict(mark), "customer_id": owner, "until": until}
        upsert(connection, tombstones, [row])


def add(connection: Connection, ledger_id: int, marks: Sequence[Mark]) -> None:
    """Marks that were kept elsewhere, of whom nothing is here."""
    rows = [{"ledger_id": ledger_id, **msgspec.structs.asdict(mark)} for mark in marks]
    upsert(connection, tombstones, rows, update=False)


def every(connection: Connection, ledger_id: int) -> list[Mark]:
    """All of the ledger."""
    columns = [tombstones.c[name] for name in Mark.__struct_fields__]
    query = sa.select(*columns).where(tombstones.c.ledger_id == ledger_id).order_by(tombstones.c.mark)
    return [Mark(**row) for row in connection.execute(query).mappings()]


def due(connection: Connection, ledger_id: int, today: date) -> list[str]:
    """Ids of the erased customers whose evidence need be kept no longer."""
    query = sa.select(tombstones.c.customer_id).where(
        tombstones.c.ledger_id == ledger_id,
        tombstones.c.until <= today,
        tombstones.c.customer_id.is_not(None),
    )
    return sorted(set(connection.scalars(query)))


def waiting(connection: Connection, ledger_id: int, today: date) -> list[str]:
    """Ids of the erased customers whose evidence must be kept still."""
    query = sa.select(tombstones.c.customer_id).where(
        tombstones.c.ledger_id == ledger_id,
        tombstones.c.until > today,
        tombstones.c.customer_id.is_not(None),
    )
    return [*connection.scalars(query)]


def let_go(connection: Connection, ledger_id: int, customer_id: str) -> None:
    """Nothing is kept of that customer any more, nor who it was."""
    mine = sa.and_(tombstones.c.ledger_id == ledger_id, tombstones.c.customer_id == customer_id)
    connection.execute(sa.update(tombstones).where(mine).values(customer_id=None, until=None))


def lift(connection: Connection, ledger_id: int, customer_id: str, vault: Vault) -> list[str]:
    """That customer of the source may be pulled again; the marks that kept them out."""
    marks = vault.marks(f"id:{customer_id}").values()
    mine = sa.and_(tombstones.c.ledger_id == ledger_id, tombstones.c.mark.in_([*marks]))
    return [*connection.scalars(sa.delete(tombstones).where(mine).returning(tombstones.c.mark))]


@dataclass(slots=True)
class Erased:
    """Those of one ledger who were erased. `marks`: each with the channels they refused.

    `withheld`: open invoices of theirs that were pulled and left out, by customer id.
    """

    marks: dict[str, tuple[str, ...]]
    marked: Callable[[str], Iterable[str]]
    withheld: dict[str, int]

    def knows(self, of: str, text: str) -> tuple[str, ...] | None:
        """The channels that whoever is known by that text refused; `None` where it is nobody's."""
        found = (self.marks.get(mark) for mark in self.marked(f"{of}:{text}"))
        return next((channels for channels in found if channels is not None), None)

    def without(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """A page without what is theirs."""
        kept = []
        for row in rows:
            owner = _owner(row)
            if owner is None or self.knows("id", owner) is None:
                kept.append(row)
            elif isinstance(row, Invoice) and row.status == "open" and row.balance:
                self.withheld[owner] = self.withheld.get(owner, 0) + 1
        return tuple(kept)

    def refusals(self, customer: Customer) -> set[str]:
        """The channels that were refused from one of the customer's addresses or numbers."""
        texts = texts_of((), customer.emails, (customer.phone,))
        return {channel for of, text in texts for channel in self.knows(of, text) or ()}


def _owner(row: Row) -> str | None:
    if isinstance(row, Customer):
        return row.id
    return row.customer_id if isinstance(row, Invoice | CreditNote | Payment | Unreadable) else None


def erased(connection: Connection, ledger_id: int, open_vault: Callable[[], Vault]) -> Erased | None:
    """Those of the ledger; `None` where nobody was erased. Raises `SecretsError`."""
    query = sa.select(tombstones.c.mark, tombstones.c.key_id, tombstones.c.opt_outs).where(
        tombstones.c.ledger_id == ledger_id
    )
    rows = connection.execute(query).all()
    if not rows:
        return None
    vault = open_vault()
    if not {row.key_id for row in rows} <= vault.marks("").keys():
        msg = (
            "customers were erased here under a key that is not at hand, and without it a pull would bring "
            "them back: put that key behind the present one, apart by a blank, where the key is"
        )
        raise SecretsError(msg)
    marks = {row.mark: tuple(msgspec.json.decode(row.opt_outs, type=list[str])) for row in rows}
    return Erased(marks, lru_cache(maxsize=65536)(lambda text: (*vault.marks(text).values(),)), {})
