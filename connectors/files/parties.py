"""Customers: from `customers.csv`, and from the rows that name one that is not there.

A customer is known by number where the files have one, else by name in any case and spacing.
"""

from __future__ import annotations

import re
from collections import defaultdict

from connectors.countries import country_code
from connectors.files.rows import UNDATED, Row, Taken
from connectors.postal import postal
from connectors.sheets.cells import YES
from connectors.sheets.sheet import Sheet
from dunning.ledger import Customer, Kind, is_currency

_GONE = frozenset("inactive archived closed deleted disabled".split())
_NO = frozenset("no n false 0".split())


class Customers:
    """All customers so far. `found`: by id."""

    def __init__(self, taken: Taken, sheet: Sheet | None) -> None:
        self._taken = taken
        self.found: dict[str, Customer] = {}
        self._by_number: dict[str, str] = {}
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
        for row in () if sheet is None else taken.rows(sheet):
            self._listed(row)

    def _listed(self, row: Row) -> None:
        name, number = row.text("customer"), row.text("customer_id")
        if name is None and number is None:
            return
        id_ = _id(name, number)
        customer = self._customer(row, id_)
        fault = row.line.fault
        if self.found.get(id_, customer) != customer:
            fault = f"there is another {name or number} with other details; give each a number"
        if fault is not None:
            self._taken.refuse(row, fault, kind=Kind.CUSTOMER, number=id_, customer_id=id_)
            return
        self._keep(customer, number)

    def _keep(self, customer: Customer, number: str | None) -> None:
        self.found[customer.id] = customer
        self._by_name[_key(customer.name)].add(customer.id)
        if number is not None:
            self._by_number[_key(number)] = customer.id

    def of(self, row: Row) -> str | None:
        """The id of the customer whom a row names, who is added where he is new; `None` if it names none.

        `ValueError` where it may be one of several.
        """
        name, number = row.text("customer"), row.text("customer_id")
        if number is not None and _key(number) in self._by_number:
            return self._by_number[_key(number)]
        alike = self._by_name.get(_key(name), set()) if name is not None else set()
        if number is None and len(alike) > 1:
            msg = f"there are several customers called {name}; add a column with their numbers"
            raise ValueError(msg)
        if alike and (number is None or (len(alike) == 1 and not self._by_number)):
            return next(iter(alike))
        if row.line.fault is not None or (name is None and number is None):
            return None
        self._keep(self._customer(row, _id(name, number)), number)
        return _id(name, number)

    def addressed(self, id_: str, row: Row) -> None:
        """A customer who has no address yet has the one that this row of his shows."""
        customer = self.found[id_]
        if not customer.emails and row.emails():
            parts = {name: getattr(customer, name) for name in customer.__struct_fields__}
            self.found[id_] = Customer(**parts | {"emails": row.emails()})

    def _customer(self, row: Row, id_: str) -> Customer:
        currency = (row.text("currency") or "").upper()
        own = row.sheet.form.kind is Kind.CUSTOMER  # on an invoice, status and currency are the invoice's
        status = (row.text("status") or "").casefold() if own else ""
        archived = (row.text("archived") or "").casefold() in YES
        active = (row.text("active") or "").casefold() not in _NO
        terms = re.search(r"\d{1,3}", row.text("terms") or "")
        country = country_code(row.text("country"))
        return Customer(
            id=id_,
            version="",
            modified_at=UNDATED,
            name=row.text("customer") or row.text("customer_id") or "",
            first_name=row.text("first_name"),
            emails=row.emails(),
            people=(),
            phone=row.text("phone"),
            country=country,
            region=row.text("region"),
            currency=currency if own and is_currency(currency) else None,
            balance=None,
            terms_days=None if terms is None else int(terms[0]),
            bills_with=None,
            merged_into=None,
            active=active and not archived and status not in _GONE,
            contactable=(row.text("no_contact") or "").casefold() not in YES,
            address=_postal(row, country) if own else (),
        )


def _postal(row: Row, country: str | None) -> tuple[str, ...]:
    """From a column for each part, or from one cell that holds all of it in lines."""
    street = [
        line for name in ("street", "street_2", "street_3") for line in (row.text(name) or "").splitlines()
    ]
    parts = {name: row.text(name) for name in ("city", "region", "postal_code")}
    return postal(street, country=country, **parts)


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _id(name: str | None, number: str | None) -> str:
    """By number, or by name; marked, so that one is never taken for the other."""
    return f"no:{_key(number)}" if number is not None else f"name:{_key(name or '')}"
