"""The ledgers that are linked, and what is known of each as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.account import Books
from dunning.effects import EffectState
from dunning.ledger import Organisation
from sync import tables
from sync.errors import DuesyncError
from sync.store import firms
from sync.tables import leases, ledgers


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedLedger:
    """One row of `ledgers`. `name` is ours; `organisation` is the company's own name.

    `reminders_asked_on`: when the ledger was last asked anew whether it reminds by itself.
    `compared_at`: when what is staged was last compared with what the ledger says is owed.
    `restored_at`: of what instant the backup was that this store was restored from.
    `usual`: see `sync.store.settled`.
    `leaves_on`: the day on which it is deleted, once it was unlinked. `mail_tested`: the way that a test
    mail went last, so that another one shows (see `sync.mailing`). `firm_id`: whose it is.
    """

    id: int
    name: str
    provider: str
    environment: str
    company_id: str
    organisation: str
    home_currency: str
    country: str | None
    timezone: str
    demo: bool
    own_reminders: bool | None
    reminders_asked_on: date | None
    linked_on: date
    released_at: datetime | None
    planned_per_day: int
    confirmed_through: date | None
    cursor: str | None
    complete: bool
    pulled_at: datetime | None
    compared_at: datetime | None
    restored_at: datetime | None
    decided_under: str | None
    usual: bytes | None
    problem: str | None
    leaves_on: date | None
    mail_tested: str | None
    firm_id: int


class OtherCompany(DuesyncError):
    """The name is taken by another company; the text says which."""


class Leaving(DuesyncError):
    """The ledger was unlinked: nothing is done with it any more. The text says until when it is here."""


_NAMED = sa.select(ledgers).where(ledgers.c.name == sa.bindparam("name"))
_NAMED_OF_FIRM = _NAMED.where(ledgers.c.firm_id == sa.bindparam("firm"))


def find(connection: Connection, name: str) -> LinkedLedger | None:
    """The linked ledger of that name."""
    firm = firms.asking(connection)
    query = _NAMED if firm is None else _NAMED_OF_FIRM
    row = connection.execute(query, {"name": name, "firm": firm}).mappings().one_or_none()
    return None if row is None else LinkedLedger(**row)


def every(connection: Connection) -> list[LinkedLedger]:
    """All linked ledgers by name."""
    query = sa.select(ledgers).where(firms.mine(connection, ledgers.c.firm_id))
    rows = connection.execute(query.order_by(ledgers.c.name)).mappings()
    return [LinkedLedger(**row) for row in rows]


def leaving(connection: Connection) -> list[LinkedLedger]:
    """Those that were unlinked and are here yet, by name."""
    mine = sa.and_(ledgers.c.leaves_on.is_not(None), firms.mine(connection, ledgers.c.firm_id))
    rows = connection.execute(sa.select(ledgers).where(mine).order_by(ledgers.c.name)).mappings()
    return [LinkedLedger(**row) for row in rows]


def refuse_leaving(ledger: LinkedLedger) -> None:
    """Raises `Leaving` for one that was unlinked."""
    if ledger.leaves_on is not None:
        msg = (
            f"{ledger.name} was unlinked, and is deleted on {ledger.leaves_on}; to keep it after all, "
            f"run: duesync unlink {ledger.name} --take-back"
        )
        raise Leaving(msg)


def link(connection: Connection, name: str, organisation: Organisation, on: date) -> LinkedLedger:
    """Link a company under `name`; linking the same one again keeps its history.

    Raises `OtherCompany` when the name belongs to another company, or the company to another name, and
    `Leaving`.
    """
    about = {
        "organisation": organisation.name,
        "home_currency": organisation.home_currency,
        "country": organisation.country,
        "timezone": organisation.timezone,
        "demo": organisation.demo,
        "own_reminders": organisation.own_reminders,
        "problem": None,
    }
    identity = {
        "provider": organisation.provider,
        "environment": organisation.environment,
        "company_id": organisation.id,
    }
    known = find(connection, name)
    if known is not None:
        if (known.provider, known.environment, known.company_id) != tuple(identity.values()):
            msg = (
                f"{name} is linked to {known.organisation} ({known.company_id}); you signed in to "
                f"{organisation.name} ({organisation.id}). Give the other company a ledger name of its own."
            )
            raise OtherCompany(msg)
        refuse_leaving(known)
        connection.execute(sa.update(ledgers).where(ledgers.c.id == known.id).values(about))
    else:
        taken = connection.scalar(
            sa.select(ledgers.c.name).where(*(ledgers.c[key] == value for key, value in identity.items()))
        )
        if taken is not None:
            msg = f"{organisation.name} is already linked as {taken}"
            raise OtherCompany(msg)
        firms.refuse_more_ledgers(connection)
        try:
            connection.execute(sa.insert(ledgers).values(name=name, linked_on=on, **identity, **about))
        except sa.exc.IntegrityError as error:  # a row that this firm does not see
            msg = f"{organisation.name} cannot be linked as {name}: the company, or the name, is taken here"
            raise OtherCompany(msg) from error
    linked = find(connection, name)
    assert linked is not None  # noqa: S101 - just written in this transaction
    return linked


def lock(connection: Connection, ledger_id: int) -> None:
    """Let no run and no other person change what hangs on this ledger before our commit. Raises `Leaving`.

    First in the transaction: a run's begin with its lease too, so that no two ever wait for each other.
    """
    runs = sa.select(leases.c.name).where(leases.c.name == f"ledger:{ledger_id}").with_for_update()
    connection.execute(runs)
    # rows that only name the ledger (a call counted, a signal heard) may be written beside us
    mine = sa.select(ledgers).where(ledgers.c.id == ledger_id).with_for_update(key_share=True)
    refuse_leaving(LinkedLedger(**connection.execute(mine).mappings().one()))


def update(connection: Connection, ledger_id: int, **values: object) -> None:
    """Set columns of one ledger."""
    connection.execute(sa.update(ledgers).where(ledgers.c.id == ledger_id).values(values))


def keep_own_reminders(connection: Connection, ledger: LinkedLedger, said: bool | None, on: date) -> None:
    """Note that the ledger was asked whether it reminds by itself; where it did not say, nothing changes."""
    stands = ledger.own_reminders if said is None else said
    update(connection, ledger.id, own_reminders=stands, reminders_asked_on=on)


def _newest_paid() -> sa.Select[Any]:
    payments, effects = tables.payments, tables.effects
    ledger: sa.BindParameter[int] = sa.bindparam("ledger")
    in_any_state = effects.c.state.in_(get_args(EffectState))  # said so that an index leads to them
    written = sa.and_(effects.c.ledger_id == ledger, in_any_state, effects.c.kind == "payment")
    ours = sa.select(effects.c.provider_id).where(written, effects.c.provider_id.is_not(None))
    keys = sa.select(effects.c.key).where(written)
    return sa.select(sa.func.max(payments.c.paid_on)).where(
        payments.c.ledger_id == ledger,
        payments.c.status == "active",
        payments.c.amount > 0,
        payments.c.paid_on <= sa.bindparam("today"),
        payments.c.id.not_in(ours),
        sa.or_(payments.c.reference.is_(None), payments.c.reference.not_in(keys)),
    )


_NEWEST_PAID = _newest_paid()


def booked_through(connection: Connection, ledger: LinkedLedger, today: date) -> date | None:
    """The newest customer payment recorded in that ledger, or a later date that a person stated.

    Payments written by Duesync prove nothing of the bank, and a future date nothing of today. Ours
    are known by the receipt, or by the key in their reference where the receipt was lost.
    """
    newest: date | None = connection.scalar(_NEWEST_PAID, {"ledger": ledger.id, "today": today})
    return max(filter(None, (newest, ledger.confirmed_through)), default=None)


def books(
    ledger: LinkedLedger,
    through: date | None,
    *,
    pretend: bool,
    overlap_known: bool = False,
    texts: bool = False,
    voice: bool = False,
) -> Books:
    """The ledger as decisions see it; a flood is for the whole run to notice.

    `overlap_known`: a person acknowledged that the ledger reminds by itself. `texts`: we send texts;
    `voice`: a machine of ours calls.
    """
    return Books(
        name=ledger.name,
        organisation=ledger.organisation,
        timezone=ledger.timezone,
        home_currency=ledger.home_currency,
        country=ledger.country,
        linked_on=ledger.linked_on,
        booked_through=through,
        released=ledger.released_at is not None,
        planned_per_day=ledger.planned_per_day,
        flooded=False,
        pretend=pretend,
        own_reminders=bool(ledger.own_reminders) and not overlap_known,
        restored_at=ledger.restored_at,
        texts=texts,
        voice=voice,
    )
