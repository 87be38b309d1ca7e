"""Unlinking: stop, export, sign out, and set the day on which the ledger is deleted.

Each step may be cut off anywhere and done again. They come in this order: first nothing more may
begin, so the export holds all there is; the sign-in goes last, when nothing needs it any more; and
only when the export is written is the day of deletion one that counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

import connectors
from connectors.errors import ConnectorError, SignInAgain
from dunning.agreed import named_agreement
from dunning.effects import RecordPayment
from sync import linking_mail
from sync.commands.targets import today_of
from sync.config import ConfigError
from sync.errors import DuesyncError
from sync.leaving import export
from sync.office import NotLinked, Office
from sync.reconcile import settle_uncertain
from sync.secrets import SecretsError
from sync.store import acts, agreements, checkouts, credentials, departures, figures, ledgers, outbox, review
from sync.store.chain import tell
from sync.store.credentials import StoredCredentials
from sync.store.ledgers import LinkedLedger
from sync.store.outbox import MONEY
from sync.tables import approvals, customers, effects, notices
from sync.work import Held, held_ledger

UNLINKED = "unlinked"
_STEP_SECONDS = 60.0  # an export may have taken its time
_UNSETTLED = ("claimed", "uncertain")


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a ledger that left. `deleted`: rows by table. `dropped`: acts never begun, by kind.

    `exported_to`, `export_sha256`: the last export made of it here. `signed_out`: `False` where the
    provider could not be told; then the grant is to be ended there by hand.
    """

    name: str
    provider: str
    environment: str
    company_id: str
    organisation: str
    unlinked_at: str
    deletes_on: date
    dropped: dict[str, int]
    exported_to: str | None
    export_sha256: str | None
    signed_out: bool
    deleted_at: str | None = None
    deleted: dict[str, int] = {}
    evidence: dict[str, int] = {}
    evidence_until: date | None = None


def known(office: Office, name: str) -> LinkedLedger:
    """The ledger of that name, in the settings or not, leaving or not. Raises `NotLinked`."""
    with office.store.read() as connection:
        found = ledgers.find(connection, name)
    if found is None:
        msg = f"{name} is not linked"
        raise NotLinked(msg)
    return found


def look_up(office: Office, ledger: LinkedLedger) -> str | None:
    """Look up in the ledger what is uncertain there; in words, why it could not be. Raises `Busy`."""
    if ledger.leaves_on is not None:
        return None
    try:
        with office.work(ledger.name) as work:
            waiting = settle_uncertain(work).waiting
    except (ConnectorError, SecretsError, ConfigError) as error:
        return f"what is uncertain could not be looked up: {credentials.told(error, ledger.name)}"
    return f"{waiting} uncertain cannot be looked up yet; try again in some minutes" if waiting else None


def still_open(office: Office, ledger: LinkedLedger) -> dict[str, tuple[str, ...]]:
    """What leaving ends or leaves undone, by its heading, each in a line; empty headings are left out."""
    with office.store.read() as connection:
        told = {heading: tuple(tell(connection, ledger)) for heading, tell in OPEN.items()}
    return {heading: lines for heading, lines in told.items() if lines}


def _payments(connection: Connection, ledger: LinkedLedger) -> list[str]:
    return _acts(connection, ledger, effects.c.kind.in_(("payment", "void")), ("ready", *_UNSETTLED))


def _online(connection: Connection, ledger: LinkedLedger) -> list[str]:
    names = figures.customer_names(connection, ledger.id)
    return [
        f"{names.get(one.customer_id, one.customer_id)}, {one.money(one.paid or one.amount)} "
        f"({one.payment_id or one.key}): paid or under way, and not in the books; see to it by hand"
        for one in checkouts.under_way_now(connection, ledger.id)
    ]


def _in_doubt(connection: Connection, ledger: LinkedLedger) -> list[str]:
    return _acts(connection, ledger, effects.c.kind.not_in(("payment", "void")), _UNSETTLED)


def _unsent(connection: Connection, ledger: LinkedLedger) -> list[str]:
    return _acts(connection, ledger, effects.c.kind.not_in(("payment", "void")), ("ready",))


def _acts(
    connection: Connection, ledger: LinkedLedger, kinds: sa.ColumnElement[bool], states: tuple[str, ...]
) -> list[str]:
    names = sa.and_(customers.c.ledger_id == ledger.id, customers.c.id == effects.c.customer_id)
    query = (
        sa.select(effects, customers.c.name.label("customer"))
        .outerjoin(customers, names)
        .where(effects.c.ledger_id == ledger.id, kinds, effects.c.state.in_(states))
    )
    return [_act_in_words(row) for row in connection.execute(query.order_by(effects.c.id))]


def _act_in_words(row: Any) -> str:
    amount = ""
    if row.kind == "payment":
        write = msgspec.json.decode(row.payload, type=RecordPayment)
        amount = f", {write.currency} {write.amount:,}"
    ended = "not written; to be recorded again" if row.kind in MONEY else "not begun, and dropped"
    state = ended if row.state == "ready" else "it may have gone, or not"
    return f"{row.kind.replace('_', '-')} {row.key} for {row.customer or row.customer_id}{amount}: {state}"


def _holds(connection: Connection, ledger: LinkedLedger) -> list[str]:
    names = figures.customer_names(connection, ledger.id)
    return [
        f"{row.invoice_id or names.get(row.customer_id or '', row.customer_id) or 'the whole ledger'}"
        f"{f' until {row.until}' if row.until else ''}{f': {row.note}' if row.note else ''}"
        for row in (one._mapping for one in acts.active_holds(connection, ledger.id))  # noqa: SLF001 - so named by SQLAlchemy
    ]


def _agreed(kind: str) -> Callable[[Connection, LinkedLedger], list[str]]:
    """Agreements of that kind that nobody ended and that are about something still owed, each in words."""

    def tell(connection: Connection, ledger: LinkedLedger) -> list[str]:
        names = figures.customer_names(connection, ledger.id)
        return [
            f"{names.get(each.customer_id, each.customer_id)}: "
            f"{named_agreement(each.agreement, each.currency or ledger.home_currency)}"
            for each in agreements.about_what_is_owed(connection, ledger.id, ZoneInfo(ledger.timezone))
            if each.agreement.__struct_config__.tag == kind
        ]

    return tell


def _counted(table: sa.Table, text: str) -> Callable[[Connection, LinkedLedger], list[str]]:
    def tell(connection: Connection, ledger: LinkedLedger) -> list[str]:
        query = sa.select(sa.func.count()).select_from(table).where(table.c.ledger_id == ledger.id)
        number = connection.scalar(query)
        return [f"{number} {text}"] if number else []

    return tell


OPEN: Mapping[str, Callable[[Connection, LinkedLedger], list[str]]] = {
    "payments in flight": _payments,
    "payments online": _online,
    "in doubt": _in_doubt,
    "not sent or written yet": _unsent,
    "holds": _holds,
    "promises": _agreed("promise"),
    "instalment plans": _agreed("plan"),
    "disputes": _agreed("dispute"),
    "claims to have paid": _agreed("claim"),
    "settlements": _agreed("settlement"),
    "handed over": _agreed("hand_over"),
    "approvals": _counted(approvals, "given"),
    "notices": _counted(notices, "delivered"),
}


def unlink(
    office: Office, ledger: LinkedLedger, *, file: Path | None, days: int | None
) -> tuple[Receipt, str | None]:
    """Unlink it, or do the rest of an unlinking that was cut off.

    `days`: until it is deleted, the configured ones if `None`. Returns the receipt so far, and in
    words what could not be done: then do it again. Raises `Busy`, `Damaged`, `OSError`.
    """
    with held_ledger(office.store, ledger.name, ledger.id) as held:
        ledger = _stop(office, ledger, held, days)
        digest = None
        if file is not None:
            with office.store.read() as connection:
                digest = export.to_file(connection, ledger, file, office.clock.now())
        receipt = _note(office, ledger, held, file, digest)
        trouble = sign_out(office, ledger)
        if trouble is None:
            receipt = msgspec.structs.replace(receipt, signed_out=True)
            _keep(office, ledger, held, receipt)
    return receipt, trouble


def _stop(office: Office, ledger: LinkedLedger, held: Held, days: int | None) -> LinkedLedger:
    """From here on nothing begins: no run, no command; what had not begun is dropped."""
    now = office.clock.now()
    leaves_on = ledger.leaves_on
    if leaves_on is None or days is not None:
        wait = office.config.leaving.delete_after_days if days is None else days
        leaves_on = today_of(office, ledger) + timedelta(days=wait)
    with office.store.write(held.lease) as connection:
        ledgers.update(connection, ledger.id, leaves_on=leaves_on)
        outbox.orphaned(connection, ledger.id, held.lease.fence, office.store.clock.wall())
        outbox.give_up_ready(connection, ledger.id, UNLINKED, now, office.by)
        told = {"act": "unlink", "leaves_on": leaves_on}
        tell(connection, ledger.id, "act", told, by=office.by)
    return known(office, ledger.name)


def _note(office: Office, ledger: LinkedLedger, held: Held, file: Path | None, digest: str | None) -> Receipt:
    assert ledger.leaves_on is not None  # noqa: S101 - set by `_stop`
    with office.store.read() as connection:
        before = departures.pending(connection, ledger)
        counted = connection.execute(
            sa.select(effects.c.kind, sa.func.count())
            .where(
                effects.c.ledger_id == ledger.id,
                effects.c.state.in_(("dropped", "refused")),
                effects.c.reason == UNLINKED,
            )
            .group_by(effects.c.kind)
        ).all()
    earlier = None if before is None else msgspec.json.decode(before.receipt, type=Receipt)
    exported = (None, None) if earlier is None else (earlier.exported_to, earlier.export_sha256)
    if file is not None:
        exported = (str(file), digest)
    receipt = Receipt(
        name=ledger.name,
        provider=ledger.provider,
        environment=ledger.environment,
        company_id=ledger.company_id,
        organisation=ledger.organisation,
        unlinked_at=office.clock.now().isoformat() if earlier is None else earlier.unlinked_at,
        deletes_on=ledger.leaves_on,
        dropped={kind: number for kind, number in counted},  # noqa: C416 - rows are not pairs to mypy
        exported_to=exported[0],
        export_sha256=exported[1],
        signed_out=earlier is not None and earlier.signed_out,
    )
    _keep(office, ledger, held, receipt)
    return receipt


def _keep(office: Office, ledger: LinkedLedger, held: Held, receipt: Receipt) -> None:
    with office.store.write(held.still(_STEP_SECONDS)) as connection:
        departures.note(connection, ledger, office.clock.now(), msgspec.json.encode(receipt))


def sign_out(office: Office, ledger: LinkedLedger) -> str | None:
    """End the grant at the provider, and forget the tokens; returns, in words, why it could not be."""
    enter = connectors.provider(ledger.provider).sign_in
    try:
        if enter is not None:
            stored = StoredCredentials(office.store, office.vault(), ledger.id, ledger.name)
            sign_in = enter(office.connection(ledger.name, ledger.company_id))
            # renewed first: some providers ask for a token in force, and it shows whether the grant is
            sign_in.revoke(stored.renew(stored.tokens(), sign_in.refresh))
        linking_mail.sign_out(office, ledger)
    except (ConnectorError, SecretsError, ConfigError) as error:
        if not isinstance(error, SignInAgain) or not error.relink:  # else it has ended already
            return f"the sign-in could not be ended at the provider: {error}"
    with office.store.write() as connection:
        credentials.forget(connection, ledger.id)
    return None


class NotLeaving(DuesyncError):
    """There is nothing to take back."""


def take_back(office: Office, ledger: LinkedLedger) -> None:
    """Keep it after all: it is here as it was, but must be linked and approved anew. Raises `Busy`."""
    if ledger.leaves_on is None:
        msg = f"{ledger.name} was not unlinked"
        raise NotLeaving(msg)
    with (
        held_ledger(office.store, ledger.name, ledger.id) as held,
        office.store.write(held.lease) as connection,
    ):
        ledgers.update(connection, ledger.id, leaves_on=None, released_at=None)
        tell(connection, ledger.id, "act", {"act": "keep after all"}, by=office.by)
        review.review_ledger(connection, ledger.id)  # what was dropped is decided anew
        departures.forget(connection, ledger)
