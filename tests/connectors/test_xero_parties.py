"""Xero's contacts, countries, time zones and accounts, however they were typed in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from connectors.xero.contacts import contact_facts
from connectors.xero.fit import Facts, facts_of
from connectors.xero.organisation import deposit_accounts_of, reminds_itself
from connectors.xero.places import zone
from connectors.xero.sheets import BadRow, sheet
from connectors.xero.wire import (
    AccountRow,
    ContactRow,
    ReminderRow,
    Wire,
)
from dunning.ledger import (
    Customer,
    Kind,
    Person,
    Row,
    Unreadable,
)

RECORDED = Path(__file__).resolve().parents[2] / ".." / "shared" / "recorded" / "xero"
CONTRACT = Path(__file__).resolve().parents[2] / ".." / "shared" / "contracts" / "xero_accounting.yaml"
READ_AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
R = TypeVar("R", bound=Wire)


def facts(resource: str, rows: object, row: type[R], kind: Kind, mapped: Facts[R]) -> list[Row]:
    """What a page of `rows`, given as values or as JSON text, becomes."""
    listed = rows if isinstance(rows, str) else json.dumps(rows)
    page = sheet(f'{{"{resource}": {listed}}}'.encode(), resource, row)
    return list(facts_of(page.rows, kind, mapped, READ_AT))


def contacts(*rows: object) -> list[Row]:
    return facts("Contacts", list(rows), ContactRow, Kind.CUSTOMER, contact_facts)


def the_problem(rows: list[Row]) -> Unreadable:
    (problem,) = rows
    assert isinstance(problem, Unreadable), problem
    return problem


def a_contact(**changed: object) -> dict[str, object]:
    row: dict[str, object] = {
        "ContactID": "c-1",
        "ContactStatus": "ACTIVE",
        "Name": "Žluťoučký kůň s.r.o.",
        "FirstName": "Jana",
        "LastName": "Nováková",
        "EmailAddress": "ucto@kun.example; JANA@kun.example,nobody",
        "ContactPersons": [
            {
                "FirstName": "Petr",
                "LastName": "Malý",
                "EmailAddress": "petr@kun.example",
                "IncludeInEmails": True,
            },
            {"FirstName": "", "LastName": None, "EmailAddress": "x@kun.example", "IncludeInEmails": "false"},
            {"FirstName": "Nora", "LastName": "Z", "EmailAddress": "", "IncludeInEmails": True},
            None,
        ],
        "Phones": [
            {"PhoneType": "FAX", "PhoneNumber": "999"},
            {"PhoneType": "MOBILE", "PhoneNumber": "777 123", "PhoneAreaCode": "", "PhoneCountryCode": "420"},
            {"PhoneType": "DEFAULT", "PhoneNumber": "", "PhoneAreaCode": "2"},
        ],
        "Addresses": [
            {"AddressType": "POBOX", "Region": "Box", "Country": "Germany"},
            {"AddressType": "STREET", "Region": "Praha", "Country": "CZ"},
        ],
        "DefaultCurrency": "CZK",
        "PaymentTerms": {"Sales": {"Day": 14, "Type": "DAYSAFTERBILLDATE"}},
        "UpdatedDateUTC": "/Date(1790899200000+0000)/",
    }
    return row | changed


def the_customer(**changed: object) -> Customer:
    (customer,) = contacts(a_contact(**changed))
    assert isinstance(customer, Customer), customer
    return customer


def test_letters_go_to_the_postal_address_or_to_the_street_where_that_one_is_not_whole() -> None:
    box = {
        "AddressType": "POBOX", "AttentionTo": "Jana", "AddressLine1": "P O Box 5", "AddressLine2": "",
        "City": "Leeds", "PostalCode": "LS1 1AA", "Country": "United Kingdom",
    }  # fmt: skip
    street = {"AddressType": "STREET", "AddressLine1": "Hauptstr. 1", "City": "Köln", "PostalCode": "50667"}
    german = street | {"Country": "Germany"}
    assert the_customer(Addresses=[german, box]).address == ("Jana", "P O Box 5", "LEEDS", "LS1 1AA")
    assert the_customer(Addresses=[german, box | {"AddressLine1": ""}]).address == (
        "Hauptstr. 1", "50667 KÖLN",
    )  # fmt: skip
    assert the_customer(Addresses=[street]).address == ("Hauptstr. 1", "Köln 50667")
    assert the_customer(Addresses=[None, {"AddressType": "POBOX"}]).address == ()
    assert the_customer().address == ()


def test_a_contact_is_staged_with_everyone_who_can_be_written_to() -> None:
    assert the_customer() == Customer(
        id="c-1",
        version="/Date(1790899200000+0000)/",
        modified_at=datetime(2026, 10, 2, tzinfo=UTC),
        name="Žluťoučký kůň s.r.o.",
        first_name="Jana",
        emails=("ucto@kun.example", "JANA@kun.example"),
        people=(
            Person(name="Petr Malý", email="petr@kun.example", for_invoices=True),
            Person(name=None, email="x@kun.example", for_invoices=False),
        ),
        phone="+420 777 123",
        country="CZ",
        region="Praha",
        currency="CZK",
        balance=None,
        terms_days=14,
        bills_with=None,
        merged_into=None,
        active=True,
        contactable=True,
    )


def test_a_contact_of_nulls_is_still_a_customer() -> None:
    empty = dict.fromkeys(
        (
            "FirstName",
            "EmailAddress",
            "ContactPersons",
            "Phones",
            "Addresses",
            "DefaultCurrency",
            "PaymentTerms",
        )
    )
    customer = the_customer(**empty, UpdatedDateUTC=None)
    assert (customer.emails, customer.people, customer.phone, customer.country) == ((), (), None, None)
    assert (customer.currency, customer.terms_days, customer.modified_at) == (None, None, READ_AT)


@pytest.mark.parametrize(
    ("changed", "active", "contactable", "merged_into"),
    [
        ({"ContactStatus": "ARCHIVED"}, False, True, None),
        ({"ContactStatus": "GDPRREQUEST"}, True, False, None),
        ({"ContactStatus": "ARCHIVED", "MergedToContactID": "c-2"}, False, True, "c-2"),
    ],
)
def test_archived_merged_and_erased_contacts_are_staged_as_such(
    changed: dict[str, object], active: bool, contactable: bool, merged_into: str | None
) -> None:
    customer = the_customer(**changed)
    assert (customer.active, customer.contactable, customer.merged_into) == (active, contactable, merged_into)
    assert customer.bills_with == merged_into


def test_terms_that_do_not_count_from_the_bill_are_not_days() -> None:
    terms = {"Sales": {"Day": 20, "Type": "OFFOLLOWINGMONTH"}}
    assert the_customer(PaymentTerms=terms).terms_days is None
    assert the_customer(DefaultCurrency="ZMK").currency is None


def test_a_contact_without_a_name_or_id_is_named() -> None:
    assert the_problem(contacts(a_contact(Name=" "))).problem == "it has no name"
    assert the_problem(contacts(a_contact(ContactID=None))).problem == "it has no id"


@pytest.mark.parametrize(
    ("said", "country", "expected"),
    [
        ("NEWZEALANDSTANDARDTIME", "NZ", "Pacific/Auckland"),
        ("GMTSTANDARDTIME", "GB", "Europe/London"),
        ("EASTERNSTANDARDTIME(MEXICO)", "MX", "America/Cancun"),
        ("UTC", None, "UTC"),
        ("UTC+13", None, "Etc/GMT-13"),
        ("UTC11", None, "Etc/GMT+11"),
        ("LUNARSTANDARDTIME", "NZ", "Pacific/Auckland"),
        ("LUNARSTANDARDTIME", "GB", "Europe/London"),
        (None, None, "UTC"),
    ],
)
def test_an_organisations_time_zone_is_one_that_python_knows(
    said: str | None, country: str | None, expected: str
) -> None:
    assert zone(said, country) == expected


@pytest.mark.skipif(not CONTRACT.exists(), reason="shared/contracts is not here")
def test_every_time_zone_of_the_contract_is_known() -> None:
    enums = CONTRACT.read_text().split("    TimeZone:\n")[1].split("    PaymentTerm:")[0]
    names = [line.strip("- \n") for line in enums.splitlines() if line.startswith("        - ")]
    assert len(names) > 130
    assert [name for name in names if zone(name, None) == "UTC"] == ["UTC"]


def test_payments_go_to_bank_accounts_and_those_that_allow_it() -> None:
    accounts = [
        {"AccountID": "a-1", "Name": "Cheque", "Type": "BANK", "Status": "ACTIVE", "CurrencyCode": "NZD"},
        {
            "AccountID": "a-2",
            "Code": "880",
            "Name": "Owner",
            "Type": "EQUITY",
            "EnablePaymentsToAccount": True,
        },
        {"AccountID": "a-3", "Code": "200", "Name": "Sales", "Type": "REVENUE", "Status": "ACTIVE"},
        {"AccountID": "a-4", "Name": "Old", "Type": "BANK", "Status": "ARCHIVED"},
        {"AccountID": 5},
    ]
    page = sheet(json.dumps({"Accounts": accounts}).encode(), "Accounts", AccountRow)
    found = deposit_accounts_of(page.rows)
    assert [(one.id, one.code, one.currency) for one in found] == [("a-1", None, "NZD"), ("a-2", "880", None)]


def test_xeros_own_reminders_are_reported_where_it_says() -> None:
    assert reminds_itself([ReminderRow(enabled=True)]) is True
    assert reminds_itself([ReminderRow(enabled=False)]) is False
    assert reminds_itself([ReminderRow(), BadRow("", "", {})]) is None
