"""Traces of an erased customer outside their own rows: texts of runs, free space, and what is beyond us."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.dates import counted
from dunning.ledger import Kind
from sync import tables
from sync.office import Office
from sync.policies import ERASED, nameless
from sync.store import departures, ledgers, personal, policies
from sync.store.dialects import among, is_postgres
from sync.store.ledgers import LinkedLedger
from sync.store.personal import Person


def empty_texts(connection: Connection, ledger: LinkedLedger, who: Person, known: Sequence[str]) -> None:
    """Texts about whole runs that name them say nothing more; nor does the ledger's last problem.

    In the versions of its policy, the one in force among them, a procedure of theirs is nobody's then.
    """
    table, runs = tables.customers, tables.runs
    mine = sa.and_(table.c.ledger_id == who.ledger_id, among(table.c.id, who.ids))
    names = connection.scalars(sa.select(table.c.name).where(mine))
    words = [word.casefold() for word in (*names, *known) if word.strip()]
    told = sa.select(runs.c.id, runs.c.summary).where(
        runs.c.ledger_id == ledger.id, runs.c.summary.is_not(None)
    )
    for run_id, summary in connection.execute(told).all():
        if any(word in summary.casefold() for word in words):
            connection.execute(sa.update(runs).where(runs.c.id == run_id).values(summary=None))
    if any(word in (ledger.problem or "").casefold() for word in words):
        ledgers.update(connection, ledger.id, problem=None)
    if words:
        policies.rewrite(
            connection,
            ledger.id,
            lambda text: nameless(text, words),
            lambda note: _told_of(note, words),
        )


def _told_of(note: str, words: Sequence[str]) -> str:
    return ERASED if any(word in note.casefold() for word in words) else note


def remains(connection: Connection, ledger: LinkedLedger, who: Person) -> tuple[str, ...]:
    """What no erasure here reaches, and why or whose it is to erase, each in a sentence."""
    documents = sum(len(ids) for kind, ids in who.documents.items() if kind is not Kind.CUSTOMER)
    books = (
        f"At {ledger.provider}, {ledger.organisation} keeps the customer, {documents} documents of theirs, "
        "and the notes and payments that were written there: the law of bookkeeping asks for them."
    )
    told = [books]
    effects = tables.effects
    sent = connection.scalar(
        sa.select(sa.func.count()).where(
            effects.c.ledger_id == who.ledger_id,
            among(effects.c.customer_id, who.ids),
            effects.c.kind == "message",
            effects.c.state == "done",
        )
    )
    if sent:
        told.append(
            f"{sent} message{'s' if sent > 1 else ''} in the mailboxes they went to, and in your mail "
            "server's Sent folder and log."
        )
    texts = tables.texts
    texted = connection.scalar(
        sa.select(sa.func.count()).where(
            texts.c.ledger_id == who.ledger_id, among(texts.c.customer_id, who.ids)
        )
    )
    if texted:
        told.append(f"{counted(texted, 'text message')} at Twilio, and their answers: delete them there.")
    told.append(
        "Copies of the database, exports, dossiers and output of commands that you kept, and your settings "
        "where they name them: these are yours to delete."
    )
    if is_postgres(connection):
        told.append("PostgreSQL's archived log, until your archive's own time is over.")
    return tuple(told)


def compact(office: Office) -> bool:
    """Rewrite the database, so that its free space and its log hold nothing old; whether it could be.

    It cannot while another process reads it.
    """
    engine = office.store.engine
    try:
        if engine.dialect.name == "sqlite":
            raw = engine.raw_connection()
            try:
                raw.cursor().execute("VACUUM")
            finally:
                raw.close()
            departures.empty_log(engine)
        else:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                names = ", ".join(table.name for table in (*personal.personal(), tables.runs))
                connection.exec_driver_sql(f"VACUUM {names}")
    except (sa.exc.DBAPIError, sqlite3.OperationalError):
        return False
    return True
