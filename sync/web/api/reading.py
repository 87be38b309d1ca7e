"""What the API shows: ledgers, invoices with their reminder status, customers, what waits for a person."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from http import HTTPStatus
from typing import NoReturn

import msgspec
from sqlalchemy.engine import Connection

from sync.commands.targets import ActError, Id, the_customer, the_invoice, today_of
from sync.reminders import Reminder, reminders
from sync.standings import CustomerStanding, Worklist, standings, worklist
from sync.status import status_of
from sync.store import decided, outside
from sync.store import ledgers as linked
from sync.store.outside import Mark
from sync.store.review import billed_customers
from sync.web.api.call import Call
from sync.web.api.problems import ProblemError
from sync.web.api.wire import (
    Customers,
    Invoices,
    InvoicesAsked,
    Ledgers,
    LedgerState,
    Nothing,
    Paging,
)


class _Cursor(msgspec.Struct, array_like=True):
    """Where a page ended: after which id, and the mark of the moment when the first one was asked for."""

    after: str
    event: int
    decision: int


def ledgers(call: Call[Nothing]) -> Ledgers:
    """All that the token may see."""
    with call.office.store.read() as connection:
        known = call.token.ledgers.keys() & call.office.config.ledgers.keys()
        mine = [one for one in linked.every(connection) if one.name in known]
    return Ledgers(ledgers=tuple(_state(call, one) for one in mine))


def ledger(call: Call[Nothing]) -> LedgerState:
    """One of them."""
    return _state(call, call.ledger)


def _state(call: Call[Nothing], one: linked.LinkedLedger) -> LedgerState:
    found = status_of(call.office, one)
    with call.office.store.read() as connection:
        approvals = outside.how_many_wait(connection, one.id)
        waiting = decided.waiting_by_reason(connection, one.id)
    return LedgerState(
        name=found.name,
        provider=found.provider,
        organisation=found.organisation,
        linked_on=found.linked_on,
        may_send=found.released,
        pulled_at=found.pulled_at,
        complete=found.complete,
        booked_through=found.booked_through,
        last_run=found.last_run,
        invoices=found.invoices,
        open_balance=found.open_balance,
        overdue_accounts=found.overdue_accounts,
        waiting=waiting,
        approvals=approvals,
        holds=found.holds,
        troubles=found.troubled,
        warnings=(*found.problems, *found.warnings),
    )


def invoices(call: Call[InvoicesAsked]) -> Invoices:
    """One page of them."""
    asked, ledger_id = call.asked, call.ledger.id
    with call.office.store.read() as connection:
        cursor, whose = _where(connection, ledger_id, asked)
        rows = outside.page_of_invoices(
            connection,
            ledger_id,
            after=cursor.after,
            most=asked.limit + 1,
            whose=whose,
            only_open=asked.state == "open",
            due_before=today_of(call.office, call.ledger) if asked.state == "overdue" else None,
        )
        found = reminders(call.office, connection, call.ledger, rows[: asked.limit])
    ends = rows[asked.limit - 1].id if len(rows) > asked.limit else None
    return Invoices(invoices=tuple(found), next=_next(cursor, ends), since=_since(cursor))


def invoice(call: Call[Nothing]) -> Reminder:
    """One, by its number, or by its id in the source ledger where none has that number."""
    with call.office.store.read() as connection:
        try:
            row = the_invoice(connection, call.ledger, call.path["invoice"])
        except ActError as error:
            _unknown(error)
        [found] = reminders(call.office, connection, call.ledger, [row])
    return found


def customers(call: Call[Paging]) -> Customers:
    """One page of those who are billed."""
    asked, ledger_id = call.asked, call.ledger.id
    with call.office.store.read() as connection:
        cursor, whose = _where(connection, ledger_id, asked)
        rows = outside.page_of_customers(
            connection, ledger_id, after=cursor.after, most=asked.limit + 1, whose=whose
        )
        found = standings(call.office, connection, call.ledger, rows[: asked.limit])
    ends = rows[asked.limit - 1].id if len(rows) > asked.limit else None
    return Customers(customers=tuple(found), next=_next(cursor, ends), since=_since(cursor))


def customer(call: Call[Nothing]) -> CustomerStanding:
    """One, by name, else by the id in the source ledger; of one who bills with another, that other."""
    with call.office.store.read() as connection:
        try:
            named = the_customer(connection, call.ledger, call.path["customer"])
            owner = billed_customers(connection, call.ledger.id).get(named.id)
            row = named if owner is None else the_customer(connection, call.ledger, Id(owner))
        except ActError as error:
            _unknown(error)
        [found] = standings(call.office, connection, call.ledger, [row])
    return found


def work(call: Call[Nothing]) -> Worklist:
    """What waits for a person."""
    return worklist(call.office, call.ledger)


def _unknown(error: ActError) -> NoReturn:
    raise ProblemError(HTTPStatus.NOT_FOUND, str(error)) from error


def _where(connection: Connection, ledger_id: int, asked: Paging) -> tuple[_Cursor, set[str] | None]:
    """Where the page begins, and whom it is about; `None`: everybody."""
    now = outside.mark(connection, ledger_id)
    cursor = _Cursor("", now.event, now.decision) if asked.cursor is None else _read(asked.cursor)
    whose: set[str] | None = None
    if asked.since is not None:
        event, _, decision = asked.since.partition(".")
        whose = outside.changed(connection, ledger_id, Mark(int(event), int(decision)))
    if asked.changed_since is not None:
        changed = outside.changed(connection, ledger_id, _utc(asked.changed_since))
        whose = changed if whose is None else whose & changed
    return cursor, whose


def _utc(instant: datetime) -> datetime:
    """Before the first and after the last day of the calendar nothing happens."""
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        return datetime(instant.year, 1, 2, tzinfo=UTC)


def _read(text: str) -> _Cursor:
    try:
        found = msgspec.json.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=_Cursor)
    except (ValueError, msgspec.MsgspecError) as error:
        msg = "the cursor is none that an answer gave as `next`"
        raise ProblemError(HTTPStatus.NOT_FOUND, msg) from error
    if "\0" in found.after or not 0 <= found.event < 1 << 53 or not 0 <= found.decision < 1 << 53:
        msg = "the cursor is none that an answer gave as `next`"
        raise ProblemError(HTTPStatus.NOT_FOUND, msg)
    return found


def _next(cursor: _Cursor, ends: str | None) -> str | None:
    if ends is None:
        return None
    told = msgspec.json.encode(_Cursor(ends, cursor.event, cursor.decision))
    return base64.urlsafe_b64encode(told).rstrip(b"=").decode("ascii")


def _since(cursor: _Cursor) -> str:
    return str(Mark(cursor.event, cursor.decision))
