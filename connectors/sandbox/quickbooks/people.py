"""A book's customer as QuickBooks keeps one: full names, addresses as a person typed them."""

from __future__ import annotations

from connectors.sandbox.book import BookCustomer
from connectors.sandbox.quickbooks.chart import COUNTRY_NAMES
from connectors.sandbox.quickbooks.wire import Wire, currency_reference, reference

_LONGEST_ADDRESS = 100


def addresses(customer: BookCustomer) -> str:
    """PrimaryEmailAddr: several addresses stand in one field with commas, as far as it is long."""
    known = [customer.email, *(person.email for person in customer.people if person.for_invoices)]
    text = ""
    for address in dict.fromkeys(address for address in known if address):
        longer = f"{text}, {address}" if text else address
        text = longer if len(longer) <= _LONGEST_ADDRESS else text
    return text


def customer_row(customer: BookCustomer, term_id: str, above: Wire | None) -> Wire:
    """The Customer; `above` is the parent that is billed in its place."""
    shown = customer.name if customer.active else f"{customer.name} (deleted)"
    row: Wire = {
        "Taxable": False,
        "Job": above is not None,
        "BillWithParent": above is not None,
        "Balance": 0,
        "BalanceWithJobs": 0,
        "CurrencyRef": currency_reference(customer.currency),
        "PreferredDeliveryMethod": "Email" if customer.email else "None",
        "SalesTermRef": reference(term_id),
        "FullyQualifiedName": shown,
        "CompanyName": customer.name,
        "DisplayName": shown,
        "PrintOnCheckName": customer.name,
        "Active": customer.active,
        "BillAddr": {
            "Line1": "12 High Street",
            "City": customer.city,
            "Country": COUNTRY_NAMES.get(customer.country, customer.country),
        },
    }
    if customer.region:
        row["BillAddr"]["CountrySubDivisionCode"] = customer.region
    if above is not None:
        row |= {
            "ParentRef": reference(above["Id"]),
            "Level": int(above.get("Level", 0)) + 1,
            "FullyQualifiedName": f"{above['FullyQualifiedName']}:{shown}",
        }
    return row | _contact(customer)


def _contact(customer: BookCustomer) -> Wire:
    """What is known of how to reach them; absent where nothing is."""
    known = {"GivenName": customer.first_name, "FamilyName": customer.last_name}
    row: Wire = {name: said for name, said in known.items() if said}
    if customer.phone:
        row["PrimaryPhone"] = {"FreeFormNumber": customer.phone}
    if text := addresses(customer):
        row["PrimaryEmailAddr"] = {"Address": text}
    return row
