"""Xero's contacts -> customers. Pure.

Every contact is staged, suppliers too: Xero decides `IsCustomer` only once there is an invoice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from connectors.countries import country_code
from connectors.postal import postal
from connectors.xero.fit import Unfit, modified_at
from connectors.xero.wire import Address, ContactPerson, ContactRow, Phone
from dunning.ledger import Customer, Person, Row, is_currency

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
_PHONE_ORDER = ("DEFAULT", "OFFICE", "DDI", "MOBILE")  # a fax number is never called
_LONGEST_TERMS = 3650  # days
_POST_ORDER = ("POBOX", "STREET", "DELIVERY")
_ADDRESS_ORDER = ("STREET", "POBOX", "DELIVERY")


def contact_facts(row: ContactRow, read_at: datetime) -> Iterator[Row]:
    """The customer. `Unfit` when it has no id or no name."""
    if not row.contact_id:
        problem = "it has no id"
        raise Unfit(problem)
    if not (row.name and row.name.strip()):
        problem = "it has no name"
        raise Unfit(problem)
    country, region = _place(row.addresses or ())
    yield Customer(
        id=row.contact_id,
        version=row.updated_date_utc or "",
        modified_at=modified_at(row.updated_date_utc, read_at),
        name=row.name.strip(),
        first_name=row.first_name or None,
        emails=_emails(row.email_address),
        people=tuple(person for each in row.contact_persons or () if each for person in _people(each)),
        phone=_phone(row.phones or ()),
        country=country,
        region=region,
        currency=row.default_currency if is_currency(row.default_currency or "") else None,
        balance=None,
        terms_days=_terms(row),
        bills_with=row.merged_to_contact_id or None,  # a merge need not touch the documents it moves
        merged_into=row.merged_to_contact_id or None,
        active=row.contact_status != "ARCHIVED",
        contactable=row.contact_status != "GDPRREQUEST",
        address=_postal(row.addresses or ()),
    )


def _terms(row: ContactRow) -> int | None:
    """Days from invoice to due date; `None` where they count from a month's end, or cannot be true."""
    sales = row.payment_terms.sales if row.payment_terms else None
    if sales is None or sales.day is None or sales.type != "DAYSAFTERBILLDATE":
        return None
    return sales.day if 0 <= sales.day <= _LONGEST_TERMS else None


def _emails(field: str | None) -> tuple[str, ...]:
    """The addresses in a field where people write several; what is no address is left out."""
    return tuple(dict.fromkeys(_EMAIL.findall(field or "")))


def _people(person: ContactPerson) -> Iterator[Person]:
    names = [name.strip() for name in (person.first_name, person.last_name) if name and name.strip()]
    for email in _emails(person.email_address):
        yield Person(name=" ".join(names) or None, email=email, for_invoices=bool(person.include_in_emails))


def _phone(phones: tuple[Phone | None, ...] | list[Phone | None]) -> str | None:
    """The number a caller would try first, as "+64 21 1234567"."""
    numbers = {phone.phone_type: phone for phone in phones if phone and phone.phone_number}
    for kind in _PHONE_ORDER:
        if phone := numbers.get(kind):
            land = (phone.phone_country_code or "").strip().lstrip("+")
            parts = (f"+{land}" if land else "", phone.phone_area_code or "", phone.phone_number or "")
            return " ".join(part.strip() for part in parts if part.strip())
    return None


def _postal(addresses: tuple[Address | None, ...] | list[Address | None]) -> tuple[str, ...]:
    """The first whole address by post: invoices go to the box, where there is one."""
    for kind in _POST_ORDER:
        for address in addresses:
            if address is not None and address.address_type == kind and (found := _lines(address)):
                return found
    return ()


def _lines(address: Address) -> tuple[str, ...]:
    street = (address.address_line1, address.address_line2, address.address_line3, address.address_line4)
    return postal(
        street,
        city=address.city,
        region=address.region,
        postal_code=address.postal_code,
        country=country_code(address.country),
        attention=address.attention_to,
    )


def _place(addresses: tuple[Address | None, ...] | list[Address | None]) -> tuple[str | None, str | None]:
    """Country and region of the first address that names a country we know, else the first region."""
    ordered = sorted(
        (address for address in addresses if address),
        key=lambda address: (*_ADDRESS_ORDER, address.address_type).index(address.address_type),
    )
    for address in ordered:
        if code := country_code(address.country):
            return code, address.region or None
    return None, next((address.region for address in ordered if address.region), None)
