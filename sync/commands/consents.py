"""Consents to texts and to calls by a machine, by number: recorded with how they were given, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dunning.account import PhoneConsent
from sync.commands.targets import ActError, review_target, the_customer, today_of
from sync.office import Office
from sync.phones import e164
from sync.store import consents, ledgers
from sync.store.ledgers import LinkedLedger

TO: dict[str, Literal["sms", "voice"]] = {"texts": "sms", "calls": "voice"}
KINDS: dict[str, Literal["express", "written"]] = {"express": "express", "express-written": "written"}


@dataclass(frozen=True, slots=True)
class Consents:
    """What stands with a customer. `number`: the ledger's, in E.164; `None` where it has none."""

    customer: str
    number: str | None
    given: tuple[PhoneConsent, ...]


def consents_of(office: Office, ledger: LinkedLedger, customer: str) -> Consents:
    """Those that stand. Raises `ActError` where there is no such customer."""
    with office.store.read() as connection:
        row = the_customer(connection, ledger, customer)
        given = consents.given(connection, ledger.id, {row.id: row.id}).get(row.id, ())
    return Consents(row.name, e164(row.phone, row.country or ledger.country), tuple(given))


def record_consent(  # noqa: PLR0913 - what a consent says, by name
    office: Office,
    ledger: LinkedLedger,
    *,
    customer: str,
    number: str,
    kind: str,
    on: date | None,
    how: str,
    by: str,
    to: str = "texts",
) -> Consents:
    """The customer allowed text messages, or calls by a machine, to that number. Raises `ActError`."""
    if to not in TO:
        msg = f"{to!r} is nothing that they allow: give {' or '.join(TO)}"
        raise ActError(msg)
    if kind not in KINDS:
        msg = f"{kind!r} is no kind of consent: give {' or '.join(KINDS)}"
        raise ActError(msg)
    if not how.strip():
        msg = 'say how it was given, for whoever must prove it: --how "order form of 3 May, box ticked"'
        raise ActError(msg)
    today = today_of(office, ledger)
    given_on = on or today
    if given_on > today:
        msg = f"{given_on} is in the future for {ledger.name}, where it is {today}"
        raise ActError(msg)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        row = the_customer(connection, ledger, customer)
        dialled = e164(number, row.country or ledger.country)
        if dialled is None:
            msg = f"{number!r} is no telephone number: write it with its country, as +1 212 555 0123"
            raise ActError(msg)
        fact = PhoneConsent(number=dialled, kind=KINDS[kind], on=given_on, how=how.strip(), channel=TO[to])
        consents.record(connection, ledger.id, row.id, fact, by, office.clock.now())
        review_target(connection, ledger.id, row.id)
    return consents_of(office, ledger, customer)


def withdraw_consent(
    office: Office, ledger: LinkedLedger, *, customer: str, number: str | None, by: str
) -> Consents:
    """They allow none to that number any more, or to any. Raises `ActError` where none stands."""
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        row = the_customer(connection, ledger, customer)
        dialled = None if number is None else e164(number, row.country or ledger.country) or number
        if not consents.withdraw(connection, ledger.id, row.id, dialled, by, office.clock.now()):
            msg = f"no consent of {row.name} stands{'' if dialled is None else f' for {dialled}'}"
            raise ActError(msg)
        review_target(connection, ledger.id, row.id)
    return consents_of(office, ledger, customer)
