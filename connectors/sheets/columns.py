"""The columns of each file, and what programs and people call them. Pure values.

A header is known by its letters and figures alone, in any case. The earlier name of a list wins
where a file has several.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from dunning.ledger import Kind

_CUSTOMER: Final = """customer_name customer client_name client contact_name debtor debtorname accountname
    companyname company billto billtoname soldto customerfullname contact name"""
_CUSTOMER_ID: Final = """customer_id customer_number customer_no customercode clientid clientno accountcode
    accountno accountnumber accountref contactid customerref debtorno"""
_EMAIL: Final = "email emailaddress customeremail billingemail billemail contactemail mail invoiceemail"
_CURRENCY: Final = "currency currencycode invoicecurrency ccy curr"
_NUMBER: Final = "documentnumber docnumber docno number num no transactionnumber"
_TOTAL: Final = """total invoice_total total_amount totalgross grosstotal grossamount gross invoiceamount
    totalincvat totalinclvat totalinctax totalincltax originalamount amount"""
_BALANCE: Final = """balance balance_due amount_due invoiceamountdue openbalance outstanding
    outstandingbalance amountoutstanding outstandingamount balanceoutstanding remainingbalance remaining
    amountowing owing openamount unpaid unpaidamount amountunpaid totaldue"""
_ISSUED: Final = "invoicedate issuedate dateissued issuedon issued documentdate txndate transactiondate date"
_STATUS: Final = "status invoicestatus state paymentstatus"
_REFERENCE: Final = "reference paymentreference bankreference ref checkno chequeno checknumber"


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """One file. `columns`: each with the headers it may bear, `_` for a blank.

    `needed`: those it cannot be without; of each group one will do. `amounts`: columns of amounts.
    """

    name: str
    kind: Kind
    columns: Mapping[str, tuple[str, ...]]
    needed: tuple[tuple[str, ...], ...]
    amounts: tuple[str, ...]


def _form(name: str, kind: Kind, needed: str, amounts: str, **columns: str) -> Form:
    return Form(
        name=name,
        kind=kind,
        columns={column: tuple(names.split()) for column, names in columns.items()},
        needed=tuple(tuple(group.split("|")) for group in needed.split()),
        amounts=tuple(amounts.split()),
    )


INVOICES: Final = _form(
    "invoices.csv",
    Kind.INVOICE,
    "number customer|customer_id due_on balance|paid",
    "balance total paid",
    number=f"invoice_number invoice_no invoice_num invoiceid invoice {_NUMBER}",
    customer=_CUSTOMER,
    customer_id=_CUSTOMER_ID,
    email=_EMAIL,
    issued_on=_ISSUED,
    due_on="due_date date_due invoice_due_date paymentduedate paymentdue dueon dueby",
    total=_TOTAL,
    balance=_BALANCE,
    paid="amount_paid invoice_amount_paid paidamount amountreceived received paid",
    currency=_CURRENCY,
    status=_STATUS,
    type="type invoicetype transactiontype documenttype doctype txntype",
    reference="ponumber purchaseorder customerreference yourref yourreference reference ref po",
    pay_url="paymentlink paylink payurl onlineinvoiceurl onlineinvoice invoicelink invoiceurl",
)
CREDITS: Final = _form(
    "credit_notes.csv",
    Kind.CREDIT,
    "number customer|customer_id unapplied",
    "unapplied total",
    number=f"credit_note_number credit_note_no credit_note creditmemonumber creditmemo {_NUMBER}",
    customer=_CUSTOMER,
    customer_id=_CUSTOMER_ID,
    issued_on=f"creditnotedate {_ISSUED}",
    total=_TOTAL,
    unapplied=f"unapplied unapplied_amount unallocated remainingcredit creditremaining available {_BALANCE}",
    currency=_CURRENCY,
    status=_STATUS,
)
PAYMENTS: Final = _form(
    "payments.csv",
    Kind.PAYMENT,
    "paid_on amount invoice|customer|customer_id",
    "amount unapplied",
    id="paymentid paymentnumber paymentno receiptnumber receiptno receipt transactionid id number num no",
    invoice="invoice_number invoice_no invoice_num invoiceid invoice appliedto",
    customer=_CUSTOMER,
    customer_id=_CUSTOMER_ID,
    paid_on="payment_date date_paid paid_on paiddate receiptdate datereceived transactiondate txndate date",
    amount="""applied_amount amount_applied payment_amount amountpaid amountreceived paidamount amount
        received paid total""",
    unapplied="unapplied unappliedamount amountunapplied unallocated unallocatedamount",
    currency=_CURRENCY,
    reference=_REFERENCE,
    memo="memo description details narrative notes note comment comments",
    status=_STATUS,
)
CUSTOMERS: Final = _form(
    "customers.csv",
    Kind.CUSTOMER,
    "customer",
    "",
    customer=f"display_name full_name {_CUSTOMER}",
    customer_id=f"{_CUSTOMER_ID} id number no code",
    email=_EMAIL,
    first_name="firstname contactfirstname givenname",
    phone="phone phonenumber telephone tel mobile",
    country="country countrycode billingcountry",
    region="state region province billingstate county",
    street="address street streetaddress address1 addressline1 billingaddress billingstreet postaladdress",
    street_2="address2 addressline2 street2 billingaddress2 billingstreet2",
    street_3="address3 addressline3 street3",
    city="city town billingcity",
    postal_code="postalcode postcode zip zipcode billingzip billingpostcode",
    currency=_CURRENCY,
    terms="terms paymentterms termsdays paymenttermsdays netdays creditdays",
    status="status",
    active="active isactive",
    archived="archived inactive",
    no_contact="donotcontact donotemail nocontact optout optedout",
)
FORMS: Final = (INVOICES, CUSTOMERS, PAYMENTS, CREDITS)


def plain(header: str) -> str:
    """A header by its letters and figures; what stands in brackets aside."""
    bare = re.sub(r"\([^)]*\)|\[[^]]*\]", "", header)
    return "".join(sign for sign in bare.casefold() if sign.isalnum())
