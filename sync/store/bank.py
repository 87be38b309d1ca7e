"""Lines of the bank's: staged once, waiting, settled, and waiting again where what was entered is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import of_minor, to_minor
from sync.store.chain import tell
from sync.store.dialects import among, upsert
from sync.store.review import review_customers
from sync.tables import bank_candidates, bank_lines, bank_payers, bank_payments, effects, payments

if TYPE_CHECKING:
    from dunning.matching import Arrived

SHOWN = 8  # letters of a line's key that people see and type
_COUNTS = sa.and_(sa.not_(effects.c.taken_back), effects.c.state != "dropped")


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What the bank says of a line. `reference`: its own id of it, "" for none."""

    text: str
    payer: str
    reference: str


NOTHING_SAID = msgspec.json.encode(Said(text="", payer="", reference=""))
"""A line's words once they are past their time; by its key it is known as before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row. `payments`: ids in the books that it was taken for."""

    id: int
    key: str
    source: str
    booked_on: date
    currency: str
    amount: Decimal
    payer_account: str | None
    said: Said
    state: str
    again: bool
    other_money: bool
    payments: tuple[str, ...]
    settled_at: datetime | None
    settled_by: str | None
    note: str | None

    @property
    def name(self) -> str:
        """As people type it."""
        return self.key[:SHOWN]

    def arrived(self, payers: Mapping[str, Sequence[str]]) -> Arrived:
        """The line as matching knows it."""
        from dunning.matching import Arrived  # loaded where lines are matched, not by a status

        return Arrived(
            id=self.key,
            on=self.booked_on,
            amount=self.amount,
            currency=self.currency,
            text=self.said.text,
            payer=self.said.payer,
            known=tuple(payers.get(self.payer_account or "", ())),
            source=self.source,
            again=self.again,
        )


def _line(row: Any) -> Line:
    return Line(
        id=row.id,
        key=row.key,
        source=row.source,
        booked_on=row.booked_on,
        currency=row.currency,
        amount=of_minor(row.amount, row.currency),
        payer_account=row.payer_account,
        said=msgspec.json.decode(row.body, type=Said),
        state=row.state,
        again=row.again,
        other_money=row.other_money,
        payments=tuple(msgspec.json.decode(row.booked_as or "[]", type=list[str])),
        settled_at=row.settled_at,
        settled_by=row.settled_by,
        note=row.note,
    )


def _lines(connection: Connection, ledger_id: int, *only: sa.ColumnElement[bool]) -> list[Line]:
    query = sa.select(bank_lines).where(bank_lines.c.ledger_id == ledger_id, *only)
    return [
        _line(row) for row in connection.execute(query.order_by(bank_lines.c.booked_on, bank_lines.c.key))
    ]


def stage(connection: Connection, ledger_id: int, new: Iterable[Line], now: datetime) -> None:
    """Keep lines that were not there."""
    rows = [
        {
            "ledger_id": ledger_id,
            "key": each.key,
            "source": each.source,
            "booked_on": each.booked_on,
            "currency": each.currency,
            "amount": to_minor(each.amount, each.currency),
            "payer_account": each.payer_account,
            "body": msgspec.json.encode(each.said),
            "state": each.state,
            "read_at": now,
        }
        for each in new
    ]
    if rows:
        connection.execute(sa.insert(bank_lines), rows)


def any_waits(connection: Connection, ledger_id: int) -> bool:
    """Whether the books must be looked at for a line at all."""
    query = sa.select(bank_lines.c.id).where(
        bank_lines.c.ledger_id == ledger_id, bank_lines.c.state.in_(("waiting", "entered", "booked"))
    )
    return connection.scalar(query.limit(1)) is not None


def how_many_wait(connection: Connection, ledger_id: int) -> tuple[int, int]:
    """How many lines nobody settled, and how many customers are held for them."""
    mine = sa.and_(bank_lines.c.ledger_id == ledger_id, bank_lines.c.state == "waiting")
    lines = sa.select(sa.func.count()).select_from(bank_lines).where(mine)
    held = sa.select(sa.func.count(bank_candidates.c.customer_id.distinct())).join(bank_lines).where(mine)
    return int(connection.scalar(lines) or 0), int(connection.scalar(held) or 0)


def waiting(connection: Connection, ledger_id: int) -> list[Line]:
    """Those that nobody settled, by day."""
    return _lines(connection, ledger_id, bank_lines.c.state == "waiting")


def entered(connection: Connection, ledger_id: int) -> list[Line]:
    """Those for which payments were recorded here."""
    return _lines(connection, ledger_id, bank_lines.c.state == "entered")


def settled(connection: Connection, ledger_id: int, most: int) -> list[Line]:
    """Those settled last, newest first."""
    found = _lines(connection, ledger_id, bank_lines.c.state != "waiting")
    return sorted(found, key=lambda each: (str(each.settled_at), each.key), reverse=True)[:most]


def between(connection: Connection, ledger_id: int, first: date, last: date) -> list[Line]:
    """Every line of these days, whatever became of it."""
    return _lines(connection, ledger_id, bank_lines.c.booked_on.between(first, last))


def beginning_with(connection: Connection, ledger_id: int, name: str) -> list[Line]:
    """The lines that a person may mean."""
    wanted = name.strip().upper()
    return (
        _lines(connection, ledger_id, bank_lines.c.key.startswith(wanted, autoescape=True)) if wanted else []
    )


def of_payment(connection: Connection, ledger_id: int, key: str) -> list[Line]:
    """The line for which the payment of that key was recorded."""
    mine = sa.select(bank_payments.c.line_id).join(effects).where(effects.c.key == key)
    return _lines(connection, ledger_id, bank_lines.c.id.in_(mine))


def settle(  # noqa: PLR0913 - the columns of one row
    connection: Connection,
    ledger_id: int,
    line: Line,
    state: str,
    now: datetime,
    by: str,
    *,
    payments: Sequence[str] = (),
    note: str | None = None,
    other_money: bool = False,
    whose: Collection[str] = (),
) -> None:
    """Write down what became of it. `whose`: the customers whose it turned out to be; else they stay who it
    may have been. Nobody is held for it any more.
    """
    before = _of_line(connection, line.id)
    review_customers(connection, ledger_id, before)
    if whose:
        _replace(connection, ledger_id, {line.id: whose}, {line.id: before})
    told = {"act": "settle bank line", "line": line.key, "as": state, "payments": payments}
    tell(connection, ledger_id, "act", told, by=by)
    connection.execute(
        sa.update(bank_lines)
        .where(bank_lines.c.id == line.id)
        .values(
            state=state,
            settled_at=now,
            settled_by=by,
            note=note,
            other_money=other_money,
            booked_as=msgspec.json.encode(list(payments)).decode() if payments else None,
        )
    )


def entered_as(connection: Connection, ledger_id: int, line: Line, keys: Collection[str]) -> None:
    """Remember which payments were recorded for the line."""
    ids = connection.scalars(sa.select(effects.c.id).where(effects.c.key.in_(sorted(keys))))
    rows = [{"ledger_id": ledger_id, "line_id": line.id, "effect_id": each} for each in ids]
    connection.execute(sa.insert(bank_payments), rows)


def learn(connection: Connection, ledger_id: int, line: Line, customer_id: str) -> None:
    """A person confirmed that this customer paid from that account."""
    if line.payer_account:
        row = {"ledger_id": ledger_id, "account": line.payer_account, "customer_id": customer_id}
        upsert(connection, bank_payers, [row], update=False)


def payers(connection: Connection, ledger_id: int) -> dict[str, list[str]]:
    """Customers by the account that they paid from."""
    query = sa.select(bank_payers.c.account, bank_payers.c.customer_id).where(
        bank_payers.c.ledger_id == ledger_id
    )
    found: dict[str, list[str]] = defaultdict(list)
    for account, customer in connection.execute(query.order_by(bank_payers.c.customer_id)):
        found[account].append(customer)
    return found


def reopen(connection: Connection, ledger_id: int) -> int:
    """Lines whose payments are all gone, by void or deletion, wait again; returns how many."""
    counts = (
        sa.exists()
        .where(bank_payments.c.line_id == bank_lines.c.id, bank_payments.c.effect_id == effects.c.id, _COUNTS)
        .correlate(bank_lines)
    )
    entered = sa.select(bank_lines.c.id).where(
        bank_lines.c.ledger_id == ledger_id, bank_lines.c.state == "entered", sa.not_(counts)
    )
    gone = [*connection.scalars(entered), *_unbooked(connection, ledger_id)]
    if gone:
        connection.execute(
            sa.update(bank_lines)
            .where(bank_lines.c.id.in_(gone))
            .values(state="waiting", again=True, settled_at=None, settled_by=None, booked_as=None)
        )
    return len(gone)


def _unbooked(connection: Connection, ledger_id: int) -> list[int]:
    """Lines that were taken for payments of which one is void, deleted or taken back by now."""
    removed = sa.select(payments.c.id).where(
        payments.c.ledger_id == ledger_id, payments.c.status.in_(("void", "deleted"))
    )
    query = sa.select(bank_lines.c.id, bank_lines.c.booked_as).where(
        bank_lines.c.ledger_id == ledger_id, bank_lines.c.state == "booked"
    )
    booked = {
        row.id: msgspec.json.decode(row.booked_as or "[]", type=list[str])
        for row in connection.execute(query)
    }
    ids = {one for each in booked.values() for one in each}
    ours = sa.select(effects.c.key).where(effects.c.ledger_id == ledger_id, sa.not_(_COUNTS))
    gone = set(connection.scalars(removed.where(among(payments.c.id, ids)))) if ids else set()
    gone |= set(connection.scalars(ours.where(among(effects.c.key, ids)))) if ids else set()
    return [line for line, each in booked.items() if gone.intersection(each)]


def candidates(connection: Connection, ledger_id: int) -> dict[int, set[str]]:
    """By line that waits: the customers whose money it may be."""
    query = (
        sa.select(bank_candidates.c.line_id, bank_candidates.c.customer_id)
        .join(bank_lines)
        .where(bank_candidates.c.ledger_id == ledger_id, bank_lines.c.state == "waiting")
    )
    found: dict[int, set[str]] = defaultdict(set)
    for line, customer in connection.execute(query):
        found[line].add(customer)
    return found


def keep_candidates(
    connection: Connection, ledger_id: int, wanted: Mapping[int, Collection[str]]
) -> set[str]:
    """Those, and no others, are held from now on; returns the customers for whom something changed."""
    before = candidates(connection, ledger_id)
    changed = {line for line in {*before, *wanted} if before.get(line, set()) != set(wanted.get(line, ()))}
    after = {line: wanted.get(line, ()) for line in changed}
    _replace(connection, ledger_id, after, before)
    return {one for line in changed for one in before.get(line, set()) ^ set(after[line])}


def _of_line(connection: Connection, line_id: int) -> set[str]:
    query = sa.select(bank_candidates.c.customer_id).where(bank_candidates.c.line_id == line_id)
    return set(connection.scalars(query))


def _replace(
    connection: Connection,
    ledger_id: int,
    after: Mapping[int, Collection[str]],
    before: Mapping[int, Collection[str]],
) -> None:
    for line in after.keys() & before.keys():
        connection.execute(sa.delete(bank_candidates).where(bank_candidates.c.line_id == line))
    rows = [
        {"ledger_id": ledger_id, "line_id": line, "customer_id": customer}
        for line, each in sorted(after.items())
        for customer in sorted(set(each))
    ]
    if rows:
        connection.execute(sa.insert(bank_candidates), rows)


def held(
    connection: Connection, ledger_id: int, billed: Mapping[str, str]
) -> dict[tuple[str, str], list[str]]:
    """By account: the waiting lines that may be theirs, in words that begin with the line's name."""
    query = (
        sa.select(bank_candidates.c.customer_id, bank_lines)
        .join(bank_lines)
        .where(
            bank_candidates.c.ledger_id == ledger_id,
            bank_lines.c.state == "waiting",
            bank_lines.c.amount > 0,
            among(bank_candidates.c.customer_id, billed),
        )
        .order_by(bank_lines.c.booked_on, bank_lines.c.key)
    )
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in connection.execute(query):
        amount = of_minor(row.amount, row.currency)
        told = f"{row.key[:SHOWN]}, {row.currency} {amount:,} of {row.booked_on}"
        found[billed[row.customer_id], row.currency].append(told)
    return found
