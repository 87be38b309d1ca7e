"""QuickBooks Online's JSON as it comes, as typed structs; unknown keys are passed over.

Every field may be absent here, for a deleted stub has nearly none; `mapping` says which must be
there. Amounts are `Decimal` from the digits on the wire. What must never make its row unreadable is
kept as text (`Raw`). Structs that hold no others are not followed by the garbage collector.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import msgspec

from dunning.ledger import Kind

NOT_TOLD: Final = msgspec.Raw(b"")
Text = str | int | None  # ids and numbers are strings on the wire; some gateways drop the quotes


class Ref(msgspec.Struct, frozen=True, gc=False):
    """A reference: `value` is an id, or a currency's code."""

    value: Text = None


class Stamp(msgspec.Struct, frozen=True, rename="pascal", gc=False):
    """`MetaData`."""

    last_updated_time: str | None = None


class Mail(msgspec.Struct, frozen=True, rename="pascal", gc=False):
    """One or several addresses, by comma or semicolon."""

    address: str | None = None


class Phone(msgspec.Struct, frozen=True, rename="pascal"):
    """A telephone number."""

    free_form_number: str | None = None


class Address(msgspec.Struct, frozen=True, rename="pascal"):
    """A postal address; `country` is a name or a code."""

    line1: str | None = None
    line2: str | None = None
    line3: str | None = None
    line4: str | None = None
    line5: str | None = None
    city: str | None = None
    postal_code: str | None = None
    country: str | None = None
    country_sub_division_code: str | None = None


class LinkedTxn(msgspec.Struct, frozen=True, rename="pascal"):
    """The document that a payment's line goes to."""

    txn_id: Text = None
    txn_type: str | None = None


class PaymentLine(msgspec.Struct, frozen=True, rename="pascal"):
    """A part of a payment."""

    amount: Decimal | None = None
    linked_txn: tuple[LinkedTxn, ...] | None = None


class Entity(msgspec.Struct, frozen=True, rename="pascal", kw_only=True):
    """What every row may have; `status` "Deleted" marks a stub."""

    id: Text = None
    sync_token: Text = None
    meta_data: Stamp | None = None
    status: str | None = msgspec.field(default=None, name="status")
    currency_ref: Ref | None = None

    @property
    def deleted(self) -> bool:
        """Whether it is the stub of a deleted document, which has no amounts."""
        return (self.status or "").lower() == "deleted"


class CustomerRow(Entity, frozen=True, rename="pascal", kw_only=True):
    """`Customer`."""

    display_name: str | None = None
    fully_qualified_name: str | None = None
    company_name: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    primary_email_addr: Mail | None = None
    primary_phone: Phone | None = None
    mobile: Phone | None = None
    bill_addr: Address | None = None
    bill_with_parent: bool | None = None
    parent_ref: Ref | None = None
    active: bool | None = None
    balance: msgspec.Raw = NOT_TOLD


class Document(Entity, frozen=True, rename="pascal", kw_only=True):
    """What invoices, payments and credit memos share."""

    doc_number: Text = None
    txn_date: str | None = None
    customer_ref: Ref | None = None
    total_amt: Decimal | None = None
    private_note: str | None = None


class InvoiceRow(Document, frozen=True, rename="pascal", kw_only=True):
    """`Invoice`."""

    due_date: str | None = None
    balance: Decimal | None = None
    bill_email: Mail | None = None
    invoice_link: str | None = None
    delivery_info: msgspec.Raw = NOT_TOLD


class CreditMemoRow(Document, frozen=True, rename="pascal", kw_only=True):
    """`CreditMemo`."""

    balance: Decimal | None = None
    remaining_credit: Decimal | None = None


class PaymentRow(Document, frozen=True, rename="pascal", kw_only=True):
    """`Payment`."""

    unapplied_amt: Decimal | None = None
    payment_ref_num: Text = None
    line: tuple[PaymentLine, ...] | None = None


class PurchaseRow(Entity, frozen=True, rename="pascal", kw_only=True):
    """`Purchase`: money spent."""

    doc_number: Text = None
    total_amt: Decimal | None = None
    private_note: str | None = None


WireRow = CustomerRow | InvoiceRow | CreditMemoRow | PaymentRow
SHAPES: Final[dict[Kind, type[WireRow]]] = {
    Kind.CUSTOMER: CustomerRow,
    Kind.INVOICE: InvoiceRow,
    Kind.CREDIT: CreditMemoRow,
    Kind.PAYMENT: PaymentRow,
}
NAMES: Final[dict[Kind, str]] = {
    Kind.CUSTOMER: "Customer",
    Kind.INVOICE: "Invoice",
    Kind.CREDIT: "CreditMemo",
    Kind.PAYMENT: "Payment",
}


class AttachedTo(msgspec.Struct, frozen=True, rename="pascal"):
    """A document that an attachment is on."""

    entity_ref: Ref | None = None


class NoteRow(Entity, frozen=True, rename="pascal", kw_only=True):
    """`Attachable`: a file or, as here, a note on a document."""

    note: str | None = None
    attachable_ref: tuple[AttachedTo, ...] | None = None


class CustomField(msgspec.Struct, frozen=True, rename="pascal", kw_only=True):
    """One of the fields that a company adds to its forms."""

    definition_id: Text = None
    name: str | None = None
    type: str | None = None
    string_value: str | None = None


class MarkedRow(Entity, frozen=True, rename="pascal", kw_only=True):
    """`Invoice`, as far as a note may stand on it."""

    total_amt: Decimal | None = None
    private_note: str | None = None
    custom_field: tuple[CustomField, ...] | None = None


class LinkedRow(Entity, frozen=True, rename="pascal", kw_only=True):
    """`Invoice`, as far as it says where it can be paid."""

    invoice_link: str | None = None
    invoice_link_expiry_date: str | None = None


class _Linked(msgspec.Struct, frozen=True, rename="pascal"):
    invoice: tuple[LinkedRow, ...] = ()


class LinksAnswer(msgspec.Struct, frozen=True, rename="pascal"):
    """The answer to a query for invoices with their links."""

    query_response: _Linked


class Single(msgspec.Struct, frozen=True, rename="pascal", kw_only=True):
    """The answer to reading or writing one object."""

    payment: PaymentRow | None = None
    attachable: NoteRow | None = None
    invoice: MarkedRow | None = None
    purchase: PurchaseRow | None = None
    time: str | int | None = msgspec.field(default=None, name="time")


class Member(msgspec.Struct, frozen=True, rename="pascal", kw_only=True):
    """One part of a batch's answer: the object as written, or a fault."""

    b_id: Text = msgspec.field(default=None, name="bId")
    payment: PaymentRow | None = None
    attachable: NoteRow | None = None
    invoice: MarkedRow | None = None
    purchase: PurchaseRow | None = None
    fault: msgspec.Raw = msgspec.Raw(b"")


class BatchAnswer(msgspec.Struct, frozen=True, rename="pascal", kw_only=True):
    """The answer to a batch."""

    batch_item_response: tuple[Member, ...]
    time: str | int | None = msgspec.field(default=None, name="time")


class Removed(Entity, frozen=True, rename="pascal", kw_only=True):
    """What the change feed tells of a document; of one that was deleted, no more than this."""

    status: str | None = msgspec.field(default=None, name="status")


class _Changes(msgspec.Struct, frozen=True, rename="pascal"):
    payment: tuple[Removed, ...] = ()
    purchase: tuple[Removed, ...] = ()


class _Answers(msgspec.Struct, frozen=True, rename="pascal"):
    query_response: tuple[_Changes, ...] = ()


class RemovedFeed(msgspec.Struct, frozen=True, rename="pascal", kw_only=True):
    """The change feed, asked for payments alone, or for purchases alone."""

    cdc_response: tuple[_Answers, ...] = msgspec.field(default=(), name="CDCResponse")

    def removed(self) -> tuple[Removed, ...]:
        """Those that were deleted."""
        parts = [part for answer in self.cdc_response for part in answer.query_response]
        return tuple(
            row for part in parts for row in (*part.payment, *part.purchase) if row.status == "Deleted"
        )


class Zone(msgspec.Struct, frozen=True, rename="pascal"):
    """`DefaultTimeZone`, which is hardly ever there."""

    name: str | None = None


class Company(msgspec.Struct, frozen=True, rename="pascal", kw_only=True):
    """`CompanyInfo`."""

    company_name: str | None = None
    legal_name: str | None = None
    country: str | None = None
    company_addr: Address | None = None
    legal_addr: Address | None = None
    default_time_zone: str | Zone | None = None


class CompanyAnswer(msgspec.Struct, frozen=True, rename="pascal"):
    """The answer to reading the company."""

    company_info: Company


class CurrencyPrefs(msgspec.Struct, frozen=True, rename="pascal"):
    """Which currencies the company keeps its books in."""

    home_currency: Ref | None = None


class Preferences(msgspec.Struct, frozen=True, rename="pascal"):
    """`Preferences`: the part that counts here."""

    currency_prefs: CurrencyPrefs | None = None


class Account(msgspec.Struct, frozen=True, rename="pascal", kw_only=True):
    """`Account` of the chart of accounts."""

    id: str
    name: str
    acct_num: Text = None
    currency_ref: Ref | None = None
    account_type: str | None = None


class Found(msgspec.Struct, frozen=True, rename="pascal", kw_only=True):
    """A `QueryResponse` of the small lists."""

    account: tuple[Account, ...] = ()
    attachable: tuple[NoteRow, ...] = ()
    invoice: tuple[MarkedRow, ...] = ()
    payment: tuple[PaymentRow, ...] = ()
    preferences: tuple[Preferences, ...] = ()
    purchase: tuple[PurchaseRow, ...] = ()


class FoundAnswer(msgspec.Struct, frozen=True, rename="pascal"):
    """The answer to a query for one of the small lists."""

    query_response: Found
    time: str | int | None = msgspec.field(default=None, name="time")
