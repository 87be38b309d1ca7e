"""The days that people keep in a calendar: calls to make, promises and instalments to come.

The law: an entry is known by the same id as long as it is there, whatever changes about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import msgspec
from sqlalchemy.engine import Connection

from dunning.agreements import PaymentPlan, PromiseToPay
from sync.commands.agreed import zone_of
from sync.commands.proposed import proposals
from sync.commands.targets import today_of
from sync.office import Office
from sync.store import agreements, decided, figures
from sync.store.agreements import Recorded
from sync.store.ledgers import LinkedLedger


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A whole day. `id`: within its ledger. `kind`: "call", "promise", "instalment"."""

    id: str
    kind: str
    on: date
    customer: str
    name: str
    made_at: datetime


def agenda(office: Office, ledger: LinkedLedger) -> list[Entry]:
    """That ledger's entries, the earliest first. What is over is left out."""
    waiting = [one for one in proposals(office, ledger) if one.notify.channel == "call"]
    with office.store.read() as connection:
        names = figures.customer_names(connection, ledger.id)
        decisions = decided.standing_of(
            connection, ledger.id, {(one.customer_id, one.notify.currency) for one in waiting}
        )
        found = [*_agreed(connection, ledger, names, today_of(office, ledger))]
    for one in waiting:
        standing = decisions.get((one.customer_id, one.notify.currency))
        if standing is not None:
            found.append(
                Entry(
                    id=f"call-{one.customer_id}-{one.notify.currency}-{one.notify.episode}-{one.notify.level}",
                    kind="call",
                    on=standing.decided_at.astimezone(zone_of(ledger)).date(),
                    customer=one.customer_id,
                    name=one.customer,
                    made_at=standing.decided_at,
                )
            )
    return sorted(found, key=lambda each: (each.on, each.id))


def _agreed(
    connection: Connection, ledger: LinkedLedger, names: dict[str, str], today: date
) -> Iterator[Entry]:
    for one in agreements.about_what_is_owed(connection, ledger.id, zone_of(ledger)):
        for id_, kind, day in _days(one):
            if day >= today:
                yield Entry(
                    id=id_,
                    kind=kind,
                    on=day,
                    customer=one.customer_id,
                    name=names.get(one.customer_id, one.customer_id),
                    made_at=datetime.combine(one.agreement.made_on, datetime.min.time(), zone_of(ledger)),
                )


def _days(one: Recorded) -> Iterator[tuple[str, str, date]]:
    match one.agreement:
        case PromiseToPay(id=number, due_on=day, ending=None):
            yield f"promise-{number}", "promise", day
        case PaymentPlan(id=number, instalments=parts, ending=None):
            for place, part in enumerate(parts, 1):
                yield f"instalment-{number}-{place}", "instalment", part.due_on
