"""Postal addresses: what a person wrote, or took back, and what letters go to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale

from dunning.account import Account
from dunning.letters.wording import one_line
from sync.commands.targets import ActError, review_target, the_customer
from sync.office import Office
from sync.store import addresses, facts, ledgers
from sync.store.ledgers import LinkedLedger

MOST_LINES = 5  # below the name; a window has room for one more, the country


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where letters to a customer go: `lines` below the name. `own`: a person wrote them here."""

    customer: str
    lines: tuple[str, ...]
    own: bool


def address_of(office: Office, ledger: LinkedLedger, customer: str) -> PostalAddress:
    """The address as it counts now. Raises `ActError` where there is no such customer."""
    with office.store.read() as connection:
        row = the_customer(connection, ledger, customer)
        own = addresses.written(connection, ledger.id, [row.id]).get(row.id)
        [staged] = facts.customers(connection, ledger.id, [row.id])
    return PostalAddress(staged.name, staged.address if own is None else own, own is not None)


def write_address(
    office: Office, ledger: LinkedLedger, customer: str, lines: Sequence[str], by: str
) -> PostalAddress:
    """Letters go there from now on, whatever the ledger says. Raises `ActError`."""
    told = tuple(line for line in map(one_line, lines) if line)
    if not 1 < len(told) <= MOST_LINES:
        msg = f"an address has 2 to {MOST_LINES} lines below the name, not {len(told)}"
        raise ActError(msg)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        row = the_customer(connection, ledger, customer)
        addresses.write(connection, ledger.id, row.id, told, by, office.clock.now())
        review_target(connection, ledger.id, row.id)
    return address_of(office, ledger, customer)


def end_address(office: Office, ledger: LinkedLedger, customer: str, by: str) -> PostalAddress:
    """The ledger's own address counts again. Raises `ActError` where none was written here."""
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        row = the_customer(connection, ledger, customer)
        if not addresses.end(connection, ledger.id, row.id, by, office.clock.now()):
            msg = f"no address of {row.name} was written here: the ledger's counts"
            raise ActError(msg)
        review_target(connection, ledger.id, row.id)
    return address_of(office, ledger, customer)


def envelope(account: Account) -> tuple[str, ...]:
    """Name and address; abroad the country as the last line, in English, for the post at home to read."""
    customer, home = account.customer, account.books.country
    abroad = customer.country is not None and customer.country != home
    name = Locale("en").territories.get(customer.country or "", "") if abroad else ""
    country = (name.upper(),) if name and name.casefold() not in map(str.casefold, customer.address) else ()
    return (customer.name, *customer.address, *country)
