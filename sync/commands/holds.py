"""Holds, and a person's word that the books are complete."""

from __future__ import annotations

from datetime import date

from sync.commands.targets import ActError, review_target, target, today_of
from sync.office import Office
from sync.store import acts, decided, ledgers, review
from sync.store.chain import tell
from sync.store.ledgers import LinkedLedger


def hold(
    office: Office,
    ledger: LinkedLedger,
    *,
    customer: str | None,
    invoice: str | None,
    until: date | None,
    note: str,
    excluded: bool = False,
) -> str:
    """Hold a ledger, a customer or an invoice; returns what was held, in words.

    `until`: the first day on which chasing may go on. `excluded`: it is to be left out, not paused; a hold
    beside it comes and goes without ending that. Raises `ActError`, also when `until` is not ahead.
    """
    today = today_of(office, ledger)
    if until is not None and until <= today:
        msg = f"{until} is not ahead for {ledger.name}, where it is {today}: that would hold nothing"
        raise ActError(msg)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        customer_id, invoice_id, words = target(connection, ledger, customer, invoice)
        acts.hold(
            connection,
            ledger.id,
            customer_id=customer_id,
            invoice_id=invoice_id,
            until=until,
            note=note,
            now=office.clock.now(),
            excluded=excluded,
            by=office.by,
        )
        review_target(connection, ledger.id, customer_id)
    return words


def release(
    office: Office,
    ledger: LinkedLedger,
    *,
    customer: str | None,
    invoice: str | None,
    excluded: bool = False,
) -> str:
    """Release a hold, or end an exclusion, of just that thing; returns what was released, in words."""
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        customer_id, invoice_id, words = target(connection, ledger, customer, invoice)
        released = acts.release(
            connection,
            ledger.id,
            customer_id=customer_id,
            invoice_id=invoice_id,
            now=office.clock.now(),
            excluded=excluded,
            by=office.by,
        )
        if released == 0:
            msg = f"{words} is not {'excluded' if excluded else 'on hold'}"
            raise ActError(msg)
        review_target(connection, ledger.id, customer_id)
    return words


def confirm_books(office: Office, ledger: LinkedLedger, as_of: date) -> None:
    """A person states that all payments up to and including `as_of` are recorded in the ledger."""
    today = today_of(office, ledger)
    if as_of > today:
        msg = f"{as_of} is in the future for {ledger.name}, where it is {today}"
        raise ActError(msg)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        ledgers.update(connection, ledger.id, confirmed_through=as_of)
        tell(connection, ledger.id, "act", {"act": "confirm books", "as_of": as_of}, by=office.by)
        decided.review_those_waiting_for(connection, ledger.id, ["BOOKS_NOT_BOOKED"], review.AT_ONCE)
