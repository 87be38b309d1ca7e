"""The facts of a source ledger, in accounting's own words: frozen, whole, and free of any provider.

Shapes are what `connectors` map the wire to and `sync` stages. An absent fact is `None` and typed
so; no fact has a default. Amounts are `Decimal` in the currency's major unit beside the ISO 4217
code; instants are aware UTC datetimes; dates are calendar dates of the ledger's organisation.
What is frozen can't come round to itself, so the garbage collector need not follow it (`gc=False`).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import msgspec

# ISO 4217 list one, active codes; digits after the point are 2 but for the exceptions below.
# CLDR's table is not used: it holds *display* digits, 0 for many currencies whose ledgers keep 2.
_CURRENCIES = frozenset(
    """AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP
    BYN BZD CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP
    GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF
    KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR
    MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG
    SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU
    UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG""".split()
)
_DIGITS = (
    dict.fromkeys(_CURRENCIES, 2)
    | dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(), 0)
    | dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3)
    | {"CLF": 4}
)
_STEPS = {  # by currency: the smallest unit as an amount, and how many of them make a major one
    code: (Decimal(1).scaleb(-digits), Decimal(10**digits)) for code, digits in _DIGITS.items()
}
_LARGEST_ADJUSTED = 15  # tens of trillions in cents: more is a slip, and 64 bits hold this
_SURE_DIGITS = 24  # characters of an amount: fewer than `normalize` rounds away
_TOO_LARGE = 10 ** (_LARGEST_ADJUSTED + 1)


def is_currency(code: str) -> bool:
    """Whether `code` is an active ISO 4217 code whose digits we know."""
    return code in _CURRENCIES


def minor_digits(currency: str) -> int:
    """Digits after the decimal point: 2, JPY 0, KWD 3. `ValueError` on an unknown currency."""
    digits = _DIGITS.get(currency)
    if digits is None:
        msg = f"unknown currency {currency!r}"
        raise ValueError(msg)
    return digits


def to_minor(amount: Decimal, currency: str) -> int:
    """`amount` in the currency's smallest unit.

    `ValueError` when it is not exact (JPY 10.5), not finite, or absurdly large.
    """
    step = _STEPS.get(currency)
    if step is not None and amount.same_quantum(step[0]):  # with just its decimals, as nearly all are
        minor = int(amount * step[1])
        if -_TOO_LARGE < minor < _TOO_LARGE:
            return minor
    if not amount.is_finite():
        msg = f"{amount} is not an amount"
        raise ValueError(msg)
    digits = minor_digits(currency)
    if amount.adjusted() + digits > _LARGEST_ADJUSTED:  # before any arithmetic: 1E+999999 would overflow
        msg = f"{amount} {currency} is too large to be an amount owed"
        raise ValueError(msg)
    unit, units = _STEPS[currency]
    exact = amount.quantize(unit)
    if exact != amount:
        msg = f"{amount} {currency} has more decimals than {currency} has"
        raise ValueError(msg)
    return int(exact * units)


def of_minor(minor: int, currency: str) -> Decimal:
    """The amount in major units, with the currency's digits: 1050 GBP -> Decimal('10.50')."""
    step = _STEPS.get(currency)
    return Decimal(minor).scaleb(-minor_digits(currency)) if step is None else minor * step[0]


def in_full(amount: Decimal) -> str:
    """The amount without an exponent and without the zeros at its end, as `normalize` has it, only sooner."""
    text = str(amount)
    if "E" in text or len(text) > _SURE_DIGITS:
        return f"{amount.normalize():f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Money(msgspec.Struct, frozen=True):
    """An amount with its currency; arithmetic refuses to mix currencies (`ValueError`)."""

    amount: Decimal
    currency: str

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Nothing, in that currency."""
        return cls(Decimal(0), currency)

    @classmethod
    def total(cls, amounts: Iterable[Decimal], currency: str) -> Money:
        """The sum of amounts that are all in `currency`."""
        return cls(sum(amounts, Decimal(0)), currency)

    def _same(self, other: Money) -> Decimal:
        if self.currency != other.currency:
            msg = f"{self.currency} and {other.currency} do not add up"
            raise ValueError(msg)
        return other.amount

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other)

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,.{minor_digits(self.currency)}f}"


class Kind(enum.StrEnum):
    """The kinds of fact a ledger keeps."""

    CUSTOMER = "customer"
    INVOICE = "invoice"
    CREDIT = "credit"
    PAYMENT = "payment"


class Fact(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What every fact has: its id in the source ledger, its version there, and when it changed."""

    id: str
    version: str
    modified_at: datetime


class Person(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Someone at the customer's; `for_invoices` when the ledger marks them to receive invoices."""

    name: str | None
    email: str
    for_invoices: bool


class Customer(Fact, frozen=True, kw_only=True):
    """A customer (Xero contact). `bills_with` is who is billed in its place: a parent, or after a merge.

    `balance`: what the ledger itself says they owe in all, net of every credit, in their `currency`
    and without those below them; `None` where it does not say. What it differs by from their
    documents was posted without one (a journal entry). `address`: postal, the lines below the name and
    without the country; none where it is not whole.
    """

    name: str
    first_name: str | None
    emails: tuple[str, ...]
    people: tuple[Person, ...]
    phone: str | None
    country: str | None  # ISO 3166-1 alpha-2
    region: str | None  # subdivision code or name as the ledger has it
    currency: str | None
    balance: Decimal | None
    terms_days: int | None
    bills_with: str | None
    merged_into: str | None
    active: bool
    contactable: bool  # False: the ledger itself forbids contact (Xero GDPRREQUEST)
    address: tuple[str, ...] = ()  # accounts stored before it was read have none


InvoiceStatus = Literal["draft", "open", "paid", "void", "deleted"]


class Invoice(Fact, frozen=True, kw_only=True):
    """A sales invoice. `balance` is what is still owed on it, in `currency`.

    `problem`: what is wrong with the row in a bookkeeper's words, when it could be staged but must
    not be chased (no due date, say); its balance still counts. `sent_at`: when the ledger itself
    last sent it to the customer; `None` where it never did, or does not say.
    """

    number: str | None
    customer_id: str
    issued_on: date | None
    due_on: date | None
    currency: str
    total: Decimal
    balance: Decimal
    status: InvoiceStatus
    emails: tuple[str, ...]
    reference: str | None
    pay_url: str | None
    sent_at: datetime | None
    problem: str | None


CreditKind = Literal["credit_note", "overpayment", "prepayment", "journal"]
DocumentStatus = Literal["active", "draft", "void", "deleted"]


class CreditNote(Fact, frozen=True, kw_only=True):
    """Money the customer has in hand: `unapplied` lowers what they really owe."""

    number: str | None
    customer_id: str
    kind: CreditKind
    issued_on: date | None
    currency: str
    total: Decimal
    unapplied: Decimal
    status: DocumentStatus


class Allocation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The part of a payment that went to one invoice, in the payment's currency."""

    invoice_id: str
    amount: Decimal


class Payment(Fact, frozen=True, kw_only=True):
    """Money received. `unapplied` is the part that no invoice has taken up."""

    customer_id: str | None
    paid_on: date | None
    currency: str
    amount: Decimal
    unapplied: Decimal
    reference: str | None
    status: DocumentStatus
    allocations: tuple[Allocation, ...]


class Gone(Fact, frozen=True, kw_only=True):
    """A deletion: the ledger no longer has this document. It says nothing about amounts."""

    kind: Kind


class Unreadable(msgspec.Struct, frozen=True, kw_only=True):
    """A row that could not be staged, with its problem; the page goes on without it.

    `id` and `customer_id` where they could be read; `raw`: the row as received, shortened.
    """

    kind: Kind
    id: str | None
    customer_id: str | None
    number: str | None
    problem: str
    raw: str


class PaymentsOf(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The whole list of payments on one invoice: any other staged payment on it is gone.

    `modified_at`: of the version of the invoice that lists them. Once a later one is staged, the list
    says nothing any more.
    """

    invoice_id: str
    modified_at: datetime
    payment_ids: tuple[str, ...]


class StillOpen(msgspec.Struct, frozen=True, kw_only=True):
    """A whole list, for ledgers that may not tell of a deletion.

    No document of that kind but these has anything owed or unapplied on it: any other that is
    staged so is gone, or settled, in the ledger. Ids of settled ones may be among them.
    """

    kind: Kind
    ids: tuple[str, ...]


Row = Customer | Invoice | CreditNote | Payment | Gone | Unreadable | PaymentsOf | StillOpen


class Organisation(msgspec.Struct, frozen=True, kw_only=True):
    """The company whose books these are.

    `id`: company or tenant id at the provider. `environment`: `production` or `sandbox`; with `id`
    it is the ledger's identity. `timezone`: IANA name. `own_reminders`: whether the ledger sends
    reminders of its own, `None` where it does not say.
    """

    provider: str
    environment: str
    id: str
    name: str
    home_currency: str
    country: str | None
    timezone: str
    demo: bool
    own_reminders: bool | None
