"""Contacts, accounts and the organisation as Xero shows them: pure functions to JSON objects."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from connectors.sandbox.xero.books import Account, Books, Contact
from connectors.sandbox.xero.shapes import rate
from connectors.sandbox.xero.wire import Shape, amount, day, instant

_COUNTRIES = {
    "GB": "United Kingdom",
    "IE": "Ireland",
    "DE": "Germany",
    "FR": "France",
    "NL": "Netherlands",
    "ES": "Spain",
    "US": "USA",
    "CA": "Canada",
}
_ZONES = {"Europe/London": "GMTSTANDARDTIME", "America/New_York": "EASTERNSTANDARDTIME"}


def _phones(contact: Contact) -> list[Shape]:
    number = contact.customer.phone or ""
    return [
        {
            "PhoneType": kind,
            "PhoneNumber": number if kind == "DEFAULT" else "",
            "PhoneAreaCode": "",
            "PhoneCountryCode": "",
        }
        for kind in ("DDI", "DEFAULT", "FAX", "MOBILE")
    ]


def _addresses(contact: Contact) -> list[Shape]:
    who = contact.customer
    street = {"AddressType": "STREET", "City": "", "Region": "", "PostalCode": "", "Country": ""}
    box = street | {
        "AddressType": "POBOX",
        "AddressLine1": "1 High Street",
        "City": who.city,
        "Region": who.region or "",
        "Country": _COUNTRIES.get(who.country, who.country),
    }
    return [street, box]


def contact_shape(contact: Contact, owed: Mapping[str, tuple[Decimal, Decimal]] | None) -> Shape:
    """A contact; with persons, terms and balances where `owed` (see `owed_by`) is given."""
    who = contact.customer
    shape: Shape = {
        "ContactID": contact.id,
        "ContactStatus": contact.status,
        "Name": who.name,
        "FirstName": who.first_name or "",
        "LastName": who.last_name or "",
        "EmailAddress": contact.email or "",
        "BankAccountDetails": "",
        "Addresses": _addresses(contact),
        "Phones": _phones(contact),
        "UpdatedDateUTC": instant(contact.updated),
        "ContactGroups": [],
        "IsSupplier": contact.is_supplier,
        "IsCustomer": not contact.is_supplier,
        "DefaultCurrency": who.currency,
        "ContactPersons": [],
        "HasAttachments": False,
        "HasValidationErrors": False,
    }
    if contact.merged_to is not None:
        shape["MergedToContactID"] = contact.merged_to
    if owed is not None:
        shape["ContactPersons"] = [
            {
                "FirstName": person.first_name,
                "LastName": person.last_name,
                "EmailAddress": person.email,
                "IncludeInEmails": person.for_invoices,
            }
            for person in who.people
        ]
        shape["PaymentTerms"] = {"Sales": {"Day": who.terms_days, "Type": "DAYSAFTERBILLDATE"}}
        outstanding, overdue = owed.get(contact.id, (Decimal(0), Decimal(0)))
        nothing = {"Outstanding": amount(Decimal(0)), "Overdue": amount(Decimal(0))}
        receivable = {"Outstanding": amount(outstanding), "Overdue": amount(overdue)}
        shape["Balances"] = {"AccountsReceivable": receivable, "AccountsPayable": nothing}
    return shape


def owed_by(books: Books) -> dict[str, tuple[Decimal, Decimal]]:
    """What each contact (by id) owes and what of it is overdue, in the home currency's cents."""
    owed: dict[str, tuple[Decimal, Decimal]] = {}
    today = books.today()
    for invoice in books.open_invoices():
        home = (invoice.due / rate(books, invoice.currency)).quantize(Decimal("0.01"))
        outstanding, overdue = owed.get(invoice.contact.id, (Decimal(0), Decimal(0)))
        late = invoice.due_on is not None and invoice.due_on < today
        owed[invoice.contact.id] = (outstanding + home, overdue + home if late else overdue)
    return owed


def account_shape(account: Account) -> Shape:
    """An account; what a kind of account does not have is absent."""
    shape: Shape = {
        "AccountID": account.id,
        "Name": account.name,
        "Status": "ACTIVE",
        "Type": account.type,
        "TaxType": "NONE",
        "Class": account.klass,
        "EnablePaymentsToAccount": account.takes_payments,
        "ShowInExpenseClaims": False,
        "ReportingCode": "ASS",
        "HasAttachments": False,
        "UpdatedDateUTC": instant(account.updated),
        "AddToWatchlist": False,
    }
    if account.code is not None:
        shape["Code"] = account.code
    if account.type == "BANK":
        shape |= {
            "BankAccountNumber": "20000012345678",
            "BankAccountType": "BANK",
            "CurrencyCode": account.currency,
        }
    if account.system is not None:
        shape["SystemAccount"] = account.system
    return shape


def organisation_shape(books: Books) -> Shape:
    """The organisation itself."""
    shape: Shape = {
        "Name": books.name,
        "LegalName": books.name,
        "PaysTax": True,
        "Version": "UK",
        "OrganisationType": "COMPANY",
        "BaseCurrency": books.currency,
        "CountryCode": books.country,
        "IsDemoCompany": books.demo,
        "OrganisationStatus": "ACTIVE",
        "FinancialYearEndDay": 31,
        "FinancialYearEndMonth": 3,
        "SalesTaxBasis": "ACCRUALS",
        "SalesTaxPeriod": "QUARTERLY",
        "DefaultSalesTax": "Tax Exclusive",
        "DefaultPurchasesTax": "Tax Exclusive",
        "CreatedDateUTC": "/Date(1584566350680)/",
        "OrganisationEntityType": "COMPANY",
        "Timezone": _ZONES[books.timezone],
        "ShortCode": books.short_code,
        "OrganisationID": books.tenant_id,
        "Edition": "BUSINESS",
        "Class": "DEMO" if books.demo else "STANDARD",
        "Addresses": [],
        "Phones": [],
        "ExternalLinks": [],
        "PaymentTerms": {},
    }
    return shape | ({"PeriodLockDate": day(books.period_lock)} if books.period_lock else {})
