"""Addresses and numbers that a firm sends nothing to any more, in any ledger: the person is the same.

The law: a STOP, a bounce or a complaint is about the address, whoever's customer it is, so it puts every
account of every ledger of that firm that has it up for review, in its own transaction, and every message is
held against this list once more as it is claimed. A row is lifted, never deleted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, get_args

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.account import Suppressed, SuppressedFor
from dunning.ledger import Customer, Invoice
from sync.emails import in_one_form
from sync.phones import e164
from sync.store import firms, ledgers, review
from sync.store.chain import OURSELVES, tell
from sync.store.dialects import among, insert
from sync.store.holders import Holder, Kind, emails_of, holders, tail
from sync.tables import suppressions as table

_APART = timedelta(microseconds=1)
_EVERY_WHY: tuple[SuppressedFor, ...] = ("stopped", "bounced", "complained", "wrong")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One row: see `sync.tables.reach`."""

    kind: Kind
    address: str
    why: SuppressedFor
    since: datetime
    source: str
    recorded_by: str


def form_of(kind: Kind, written: str) -> str:
    """The address or number in its one form. Raises `ValueError` where it is none."""
    found = in_one_form(written) if kind == "email" else e164(written, None)
    if found is None:
        what = "e-mail address" if kind == "email" else "telephone number with its country"
        msg = f"{written!r} is no {what}"
        raise ValueError(msg)
    return found


def suppress(
    connection: Connection,
    kind: Kind,
    address: str,
    why: SuppressedFor,
    source: str,
    now: datetime,
    by: str = OURSELVES,
) -> list[Holder]:
    """Send nothing there any more, whosever it is; returns whose it is, by ledger.

    `source`: how that is known. First in a transaction, for it locks each of their ledgers. Raises
    `ValueError` where it is no address, or no number.
    """
    form = form_of(kind, address)
    found = _locked(connection, kind, form)
    if any(each.why == why for each in _standing(connection, kind, [form]).get(form, ())):
        return found
    row = {"kind": kind, "address": form, "why": why, "source": source, "recorded_by": by}
    while not _noted(connection, row | {"since": now}):
        now += _APART
    _tell(
        connection,
        found,
        {"act": "suppress", "kind": kind, "address": form, "why": why, "source": source},
        by,
    )
    return found


def _noted(connection: Connection, row: dict[str, Any]) -> bool:
    """Whether it could be: at the same instant one may have been lifted, or another firm have heard the same.

    Another firm's counts only between the halves of a migration, where the older program's key stands yet.
    """
    made = insert(connection, table).values(row).on_conflict_do_nothing().returning(table.c.since)
    return connection.execute(made).one_or_none() is not None


def lift(
    connection: Connection,
    kind: Kind,
    address: str,
    words: str,
    by: str,
    now: datetime,
    whys: Collection[SuppressedFor] = _EVERY_WHY,
) -> list[Suppression]:
    """Messages may go there again; returns what stood against it. First in a transaction, as `suppress`.

    `words`: what the customer said, or what a person knows. Raises `ValueError` where they are empty.
    """
    if not words.strip():
        msg = "it is lifted on somebody's word: say whose, and what they said"
        raise ValueError(msg)
    form = form_of(kind, address)
    found = _locked(connection, kind, form)
    lifted = [each for each in _standing(connection, kind, [form]).get(form, ()) if each.why in whys]
    if lifted:
        mine = sa.and_(
            _stands(connection), table.c.kind == kind, table.c.address == form, table.c.why.in_(list(whys))
        )
        values = {"lifted_at": now, "lifted_by": by, "lifted_words": words.strip()}
        connection.execute(sa.update(table).where(mine).values(values))
        _tell(
            connection, found, {"act": "lift suppression", "kind": kind, "address": form, "words": words}, by
        )
    return lifted


def lifted_since(connection: Connection, kind: Kind, address: str, why: SuppressedFor, at: datetime) -> bool:
    """Whether that was told later than `at`, and a person lifted it again."""
    query = sa.select(table.c.address).where(
        table.c.firm_id == firms.whose(connection),
        table.c.kind == kind,
        table.c.address == form_of(kind, address),
        table.c.why == why,
        table.c.since > at,
        table.c.lifted_at.is_not(None),
        table.c.key_id.is_(None),
    )
    return connection.scalar(query) is not None


def _stands(connection: Connection) -> sa.ColumnElement[bool]:
    """With the firm that asks, in words that can be read."""
    return _stands_with(firms.whose(connection))


def _stands_with(firm: int | sa.BindParameter[int]) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.firm_id == firm, table.c.lifted_at.is_(None), table.c.key_id.is_(None))


_ANY_OF_KINDS = sa.select(
    *(sa.exists().where(table.c.kind == kind, _stands_with(sa.bindparam("firm"))) for kind in get_args(Kind))
)


def _locked(connection: Connection, kind: Kind, form: str) -> list[Holder]:
    """Whose it is, each ledger locked in their order; one that leaves writes to nobody anyway."""
    here = {one.id for one in ledgers.every(connection) if one.leaves_on is None}
    found = [each for each in holders(connection, kind, form) if each[0] in here]
    for ledger_id in sorted({ledger_id for ledger_id, _ in found}):
        ledgers.lock(connection, ledger_id)
    return found


def _tell(connection: Connection, found: Sequence[Holder], told: Mapping[str, object], by: str) -> None:
    for ledger_id, customer_id in found:
        review.review_customers(connection, ledger_id, [customer_id])
        tell(connection, ledger_id, "act", told, of=customer_id, by=by)


def suppressed(connection: Connection, kind: Kind, addresses: Iterable[str]) -> dict[str, list[Suppression]]:
    """What stands against each of these, by the address as it was given; those with nothing are left out."""
    forms: dict[str, str | None] = {
        each: in_one_form(each) if kind == "email" else e164(each, None) for each in addresses
    }
    found = _standing(connection, kind, {form for form in forms.values() if form is not None})
    return {each: found[form] for each, form in forms.items() if form in found}


def not_to_be_rung(connection: Connection, numbers: Iterable[str]) -> dict[str, list[Suppression]]:
    """What forbids calls to these numbers: not that one takes no texts, as a landline."""
    found = suppressed(connection, "number", numbers)
    forbid = {number: [one for one in rows if one.why != "bounced"] for number, rows in found.items()}
    return {number: rows for number, rows in forbid.items() if rows}


def every(connection: Connection) -> list[Suppression]:
    """All that stand and can be read, the newest first."""
    return [
        _of(row)
        for row in connection.execute(
            sa.select(table).where(_stands(connection)).order_by(table.c.since.desc())
        )
    ]


def _standing(connection: Connection, kind: Kind, forms: Collection[str]) -> dict[str, list[Suppression]]:
    found: dict[str, list[Suppression]] = {}
    those = among(table.c.address, forms)
    query = sa.select(table).where(table.c.kind == kind, _stands(connection), those)
    for row in connection.execute(query.order_by(table.c.since, table.c.why)) if forms else ():
        found.setdefault(row.address, []).append(_of(row))
    return found


def bearing(
    connection: Connection,
    owners: Mapping[str, Customer],
    owed: Mapping[tuple[str, str], Sequence[Invoice]],
    home: str | None,
) -> dict[tuple[str, str], tuple[Suppressed, ...]]:
    """What stands against the addresses of these accounts, as the books spell them.

    `owed`: by customer id and currency. `home`: the ledger's country, of numbers without a prefix.
    """
    kinds = _kinds(connection)
    if not kinds:
        return {}
    known = {
        key: emails_of(owners[key[0]], invoices) if "email" in kinds else ()
        for key, invoices in owed.items()
        if key[0] in owners
    }
    mails = suppressed(connection, "email", {address for each in known.values() for address in each})
    numbers = _numbers(connection, [owners[key[0]] for key in known], home) if "number" in kinds else {}
    found: dict[tuple[str, str], tuple[Suppressed, ...]] = {}
    for key, addresses in known.items():
        facts = [_fact(one, each) for each in addresses for one in mails.get(each, ())]
        facts += [_fact(one, one.address) for one in numbers.get(key[0], ())]
        if facts:
            found[key] = tuple(facts)
    return found


def _kinds(connection: Connection) -> set[str]:
    """Of what anything stands."""
    kinds: tuple[str, ...] = get_args(Kind)
    row = connection.execute(_ANY_OF_KINDS, {"firm": firms.whose(connection)}).one()
    return {kind for kind, stands in zip(kinds, row, strict=True) if stands}


def _numbers(
    connection: Connection, owners: Iterable[Customer], home: str | None
) -> dict[str, list[Suppression]]:
    """What stands against the numbers of these customers, by their id."""
    every_number = sa.select(table.c.address).where(table.c.kind == "number", _stands(connection))
    known = {*connection.scalars(every_number)}
    tails, dialled = {tail(number) for number in known}, dict[str, str]()
    for one in owners:
        form = e164(one.phone, one.country or home) if tail(one.phone) in tails else None
        if form in known:
            dialled[one.id] = form or ""
    found = _standing(connection, "number", {*dialled.values()})
    return {id_: found[form] for id_, form in dialled.items()}


def _fact(row: Suppression, address: str) -> Suppressed:
    return Suppressed(kind=row.kind, address=address, why=row.why, since=row.since)


def _of(row: Any) -> Suppression:
    return Suppression(**{name: row._mapping[name] for name in Suppression.__dataclass_fields__})  # noqa: SLF001 - so named by SQLAlchemy
