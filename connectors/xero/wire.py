"""Xero's rows as they arrive, typed and lenient: what each list's rows may hold.

The law: nothing Xero sends can lose a page. Every field may be missing or null; unknown keys are
ignored; statuses, types and currencies are open strings; amounts are exact `Decimal`s.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

_CAPITALS = {"id": "ID", "utc": "UTC"}


def _xero_name(field: str) -> str:
    """`updated_date_utc` as Xero spells it: `UpdatedDateUTC`."""
    return "".join(_CAPITALS.get(word, word.capitalize()) for word in field.split("_"))


class Wire(msgspec.Struct, frozen=True, kw_only=True, rename=_xero_name, omit_defaults=True, gc=False):
    """A JSON object of Xero's; every field absent or null is `None`. JSON makes no circles."""


class ContactName(Wire, frozen=True, kw_only=True):
    """The contact inside a document: its id and name only."""

    contact_id: str | None = None
    name: str | None = None


class EmbeddedPayment(Wire, frozen=True, kw_only=True):
    """A payment inside an invoice; its amount is in the invoice's currency."""

    payment_id: str | None = None
    date_string: str | None = None
    date: str | None = None
    amount: Decimal | None = None
    reference: str | None = None
    status: str | None = None


class InvoiceRow(Wire, frozen=True, kw_only=True):
    """A row of `Invoices`."""

    type: str | None = None
    invoice_id: str | None = None
    invoice_number: str | None = None
    reference: str | None = None
    contact: ContactName | None = None
    date_string: str | None = None
    date: str | None = None
    due_date_string: str | None = None
    due_date: str | None = None
    status: str | None = None
    currency_code: str | None = None
    total: Decimal | None = None
    amount_due: Decimal | None = None
    amount_paid: Decimal | None = None
    amount_credited: Decimal | None = None
    payments: list[EmbeddedPayment | None] | None = None
    updated_date_utc: str | None = None


class DraftRow(Wire, frozen=True, kw_only=True):
    """A row of `Invoices` as the answer to a draft of ours."""

    invoice_id: str | None = None
    reference: str | None = None
    status: str | None = None
    updated_date_utc: str | None = None
    status_attribute_string: str | None = None
    validation_errors: list[ValidationError] | None = None


class CreditRow(Wire, frozen=True, kw_only=True):
    """A row of `CreditNotes`, `Overpayments` or `Prepayments`, which share their fields."""

    credit_note_id: str | None = None
    overpayment_id: str | None = None
    prepayment_id: str | None = None
    type: str | None = None
    credit_note_number: str | None = None
    reference: str | None = None
    contact: ContactName | None = None
    date_string: str | None = None
    date: str | None = None
    status: str | None = None
    currency_code: str | None = None
    total: Decimal | None = None
    remaining_credit: Decimal | None = None
    updated_date_utc: str | None = None


class PaidInvoice(Wire, frozen=True, kw_only=True):
    """The invoice inside a payment."""

    invoice_id: str | None = None
    type: str | None = None
    contact: ContactName | None = None
    currency_code: str | None = None


class ValidationError(Wire, frozen=True, kw_only=True):
    """One sentence of Xero's on what is wrong with what we sent."""

    message: str | None = None


class PaymentRow(Wire, frozen=True, kw_only=True):
    """A row of `Payments`, read or as answered to a write."""

    payment_id: str | None = None
    payment_type: str | None = None
    status: str | None = None
    date_string: str | None = None
    date: str | None = None
    amount: Decimal | None = None
    currency_rate: Decimal | None = None
    currency_code: str | None = None
    reference: str | None = None
    invoice: PaidInvoice | None = None
    updated_date_utc: str | None = None
    status_attribute_string: str | None = None
    validation_errors: list[ValidationError] | None = None


class LineText(Wire, frozen=True, kw_only=True):
    """The words of a line."""

    description: str | None = None


class BankedRow(Wire, frozen=True, kw_only=True):
    """A row of `BankTransactions`, read or as answered to a write."""

    bank_transaction_id: str | None = None
    overpayment_id: str | None = None
    reference: str | None = None
    status: str | None = None
    line_items: list[LineText | None] | None = None
    updated_date_utc: str | None = None
    status_attribute_string: str | None = None
    validation_errors: list[ValidationError] | None = None


class ContactPerson(Wire, frozen=True, kw_only=True):
    """One of a contact's people."""

    first_name: str | None = None
    last_name: str | None = None
    email_address: str | None = None
    include_in_emails: bool | None = None


class Phone(Wire, frozen=True, kw_only=True):
    """A telephone number in its parts."""

    phone_type: str | None = None
    phone_number: str | None = None
    phone_area_code: str | None = None
    phone_country_code: str | None = None


class Address(Wire, frozen=True, kw_only=True):
    """A postal address: POBOX or STREET."""

    address_type: str | None = None
    attention_to: str | None = None
    address_line1: str | None = None
    address_line2: str | None = None
    address_line3: str | None = None
    address_line4: str | None = None
    city: str | None = None
    postal_code: str | None = None
    region: str | None = None
    country: str | None = None


class Term(Wire, frozen=True, kw_only=True):
    """When a bill falls due: `day` counted as `type` says."""

    day: int | None = None
    type: str | None = None


class Terms(Wire, frozen=True, kw_only=True):
    """A contact's terms; only those of sales matter here."""

    sales: Term | None = None


class ContactRow(Wire, frozen=True, kw_only=True):
    """A row of `Contacts`."""

    contact_id: str | None = None
    contact_status: str | None = None
    name: str | None = None
    first_name: str | None = None
    email_address: str | None = None
    contact_persons: list[ContactPerson | None] | None = None
    phones: list[Phone | None] | None = None
    addresses: list[Address | None] | None = None
    default_currency: str | None = None
    payment_terms: Terms | None = None
    merged_to_contact_id: str | None = None
    updated_date_utc: str | None = None


class HistoryRow(Wire, frozen=True, kw_only=True):
    """A line of an invoice's History & notes."""

    details: str | None = None
    date_utc: str | None = None
    date_utc_string: str | None = None


class OrganisationRow(Wire, frozen=True, kw_only=True):
    """The organisation itself."""

    organisation_id: str | None = None
    name: str | None = None
    legal_name: str | None = None
    base_currency: str | None = None
    country_code: str | None = None
    timezone: str | None = None
    is_demo_company: bool | None = None


class AccountRow(Wire, frozen=True, kw_only=True):
    """An account of the chart of accounts."""

    account_id: str | None = None
    code: str | None = None
    name: str | None = None
    type: str | None = None
    status: str | None = None
    currency_code: str | None = None
    enable_payments_to_account: bool | None = None


class OnlineInvoiceRow(Wire, frozen=True, kw_only=True):
    """A row of `OnlineInvoices`, of which there is one."""

    online_invoice_url: str | None = None


class ReminderRow(Wire, frozen=True, kw_only=True):
    """Whether Xero itself reminds customers."""

    enabled: bool | None = None
