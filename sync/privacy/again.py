"""Erased again, or no more: an older copy of the store was put back, or somebody may come back.

The law: what an older copy brings back is erased anew, before anything is done with it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.commands.targets import ActError
from sync.office import Office
from sync.privacy import marks
from sync.privacy.erase import erase
from sync.secrets import Vault
from sync.store import ledgers, tombstones
from sync.store.chain import tell
from sync.store.ledgers import LinkedLedger
from sync.store.tombstones import Mark
from sync.tables import customers
from sync.work import Busy, held_ledger


def take_back(office: Office, ledger: LinkedLedger, customer_id: str) -> None:
    """Let the customer of that id be pulled again, by a pull of all there is. Raises `ActError`, `Busy`."""
    with (
        held_ledger(office.store, ledger.name, ledger.id) as held,
        office.store.write(held.lease) as connection,
    ):
        lifted = tombstones.lift(connection, ledger.id, customer_id, office.vault())
        if not lifted:
            msg = f"no customer {customer_id!r} was erased from {ledger.name}: give their id in the books"
            raise ActError(msg)
        ledgers.update(connection, ledger.id, cursor=None)
        tell(connection, ledger.id, "act", {"act": "let an erased customer come back"}, by=office.by)
        marks.lift(office, ledger, lifted)  # last: it cannot be taken back


def erase_again(office: Office) -> list[str]:
    """Erase whom the kept marks mean and the store does not know as erased; in words, what came of it.

    Raises `NoMarks`, `OSError`, `SecretsError`.
    """
    path = office.config.keeping.erased
    kept = marks.read(path) if path is not None else {}
    with office.store.read() as connection:
        linked = [one for one in ledgers.every(connection) if one.leaves_on is None]
        known = {one.name: {mark.mark for mark in tombstones.every(connection, one.id)} for one in linked}
    told: list[str] = []
    for ledger in linked:
        lost = [
            mark for (name, text), mark in kept.items() if name == ledger.name and text not in known[name]
        ]
        if lost:
            told += _again(office, ledger, lost)
    return told


def _again(office: Office, ledger: LinkedLedger, lost: Sequence[Mark]) -> list[str]:
    office, told = office.of_ledger(ledger), list[str]()
    with office.store.read() as connection:
        here = _here(connection, ledger, office.vault(), {mark.mark for mark in lost})
    for customer_id in here:
        try:
            outcome = erase(office, ledger, customer_id).outcome
        except Busy as busy:
            return [*told, str(busy)]
        told.append(
            f"{ledger.name}: customer {customer_id} was erased, and is here by an older copy: {outcome}"
        )
    with office.store.write() as connection:  # of whom nothing is here, for the copy is older than they are
        found = {mark for marks_ in here.values() for mark in marks_}
        tombstones.add(connection, ledger.id, [mark for mark in lost if mark.mark not in found])
    return told


def _here(
    connection: Connection, ledger: LinkedLedger, vault: Vault, lost: Collection[str]
) -> dict[str, set[str]]:
    """The marks of the customers whom these marks mean, by id."""
    query = sa.select(customers.c.id).where(
        customers.c.ledger_id == ledger.id, customers.c.bills_with.is_(None)
    )
    found = {id_: {*vault.marks(f"id:{id_}").values()} for id_ in connection.scalars(query)}
    return {id_: texts for id_, texts in found.items() if not texts.isdisjoint(lost)}
