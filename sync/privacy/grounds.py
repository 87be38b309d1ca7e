"""What stands in the way of an erasure: claims that are open, and evidence that must be kept.

The law: Art. 17(3)(b) and (e) GDPR. While something is owed, either way, all is kept; once nothing is,
what was sent, said and agreed stays as long as a claim of either side, or a duty, may ask for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import Kind, of_minor
from sync import law, tables
from sync.office import Office
from sync.store.dialects import among
from sync.store.ledgers import LinkedLedger
from sync.store.personal import Person

_CLAIM = "Art. 17(3)(e) GDPR"
_DUTY = "Art. 17(3)(b) and (e) GDPR"


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """Why something may not be erased yet. `until`: the first day on which it may; `None`: once settled."""

    text: str
    citation: str
    until: date | None


def open_claims(connection: Connection, who: Person) -> list[Ground]:
    """Why nothing may be erased now."""
    told = [*_owed(connection, who), *_credits(connection, who), *_under_way(connection, who)]
    return [Ground(text=text, citation=_CLAIM, until=None) for text in told]


def _owed(connection: Connection, who: Person) -> Iterator[str]:
    table = tables.invoices
    query = sa.select(table.c.currency, sa.func.count(), sa.func.sum(table.c.balance)).where(
        table.c.ledger_id == who.ledger_id,
        among(table.c.customer_id, who.ids),
        table.c.status == "open",
        table.c.balance != 0,
    )
    for currency, number, minor in connection.execute(query.group_by(table.c.currency)):
        invoices = f"{number} open invoice{'s' if number > 1 else ''}"
        yield f"{invoices}, {currency} {of_minor(int(minor), currency):,}"


def _credits(connection: Connection, who: Person) -> Iterator[str]:
    for table, name in ((tables.credit_notes, "credit notes"), (tables.payments, "payments")):
        query = sa.select(table.c.currency, sa.func.sum(table.c.unapplied)).where(
            table.c.ledger_id == who.ledger_id,
            among(table.c.customer_id, who.ids),
            table.c.status == "active",
            table.c.unapplied > 0,
        )
        for currency, minor in connection.execute(query.group_by(table.c.currency)):
            yield f"{name} of theirs that are not used up, {currency} {of_minor(int(minor), currency):,}"


def _under_way(connection: Connection, who: Person) -> Iterator[str]:
    effects, agreements, charges = tables.effects, tables.agreements, tables.charges

    def count(table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
        mine = sa.and_(table.c.ledger_id == who.ledger_id, among(table.c.customer_id, who.ids))
        return connection.scalar(sa.select(sa.func.count()).select_from(table).where(mine, *where)) or 0

    if number := count(effects, effects.c.state.in_(("ready", "claimed", "uncertain"))):
        yield f"{number} message{'s' if number > 1 else ''} or writes under way"
    disputes = (agreements.c.kind == "dispute", agreements.c.ended_at.is_(None))
    if number := count(agreements, *disputes):
        yield f"{number} dispute{'s' if number > 1 else ''} that nobody ended"
    if number := count(charges, charges.c.ended_at.is_(None)):
        yield f"{number} charge{'s' if number > 1 else ''} of interest not withdrawn"


def duty(office: Office, connection: Connection, ledger: LinkedLedger, who: Person) -> Ground | None:
    """Why what was sent, said and agreed stays for a time yet; `None` where there is none, or it is over."""
    last = last_act(connection, who)
    if last is None:
        return None
    years, citation = _years(office, connection, ledger, who)
    until = _years_on(last, years)
    if until <= office.clock.now().astimezone(ZoneInfo(ledger.timezone)).date():
        return None
    text = f"they were written to or agreed with, last on {last}; kept for {years} years after"
    return Ground(text=text, citation=f"{_DUTY}; {citation}", until=until)


def last_act(connection: Connection, who: Person) -> date | None:
    """The day of the last that was sent, said, agreed or paid; `None` where nothing was but payments."""
    moments: list[datetime] = []
    for column in (
        tables.effects.c.settled_at,
        tables.notices.c.delivered_at,
        tables.agreements.c.made_at,
        tables.agreements.c.ended_at,
        tables.contacts.c.at,
        tables.charges.c.proposed_at,
    ):
        table = column.table
        query = sa.select(sa.func.max(column)).where(
            table.c.ledger_id == who.ledger_id, among(table.c.customer_id, who.ids)
        )
        if table is tables.effects:
            query = query.where(table.c.state == "done")
        found = connection.scalar(query)
        if found is not None:
            moments.append(found)
    if not moments:
        return None
    paid: date | None = connection.scalar(
        sa.select(sa.func.max(tables.payments.c.paid_on)).where(
            tables.payments.c.ledger_id == who.ledger_id,
            among(tables.payments.c.id, who.documents[Kind.PAYMENT]),
        )
    )
    return max(filter(None, (max(moments).astimezone(UTC).date(), paid)))


def _years(office: Office, connection: Connection, ledger: LinkedLedger, who: Person) -> tuple[int, str]:
    """How many years: the settings', or those of a law of the customer's country or ours, if more."""
    table = tables.customers
    countries = set(
        connection.scalars(
            sa.select(table.c.country).where(table.c.ledger_id == who.ledger_id, among(table.c.id, who.ids))
        )
    ) | {ledger.country}
    packs = law.by_country()
    asked = [
        (pack.retention.years, pack.retention.cite)
        for country in countries
        for pack in packs.get(country or "", ())
        if pack.retention is not None
    ]
    return max([(office.config.keeping.retention.evidence_years, "[retention] evidence_years"), *asked])


def _years_on(day: date, years: int) -> date:
    """The same day so many years on; 1 March where there is no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
