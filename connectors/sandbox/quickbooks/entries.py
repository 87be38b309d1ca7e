"""Customers, invoices, credit memos, notes and money spent as asked for, checked and filled up."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from connectors.sandbox.quickbooks.checks import amount, day, ref
from connectors.sandbox.quickbooks.company import Company
from connectors.sandbox.quickbooks.forms import invoice_form, sales_form
from connectors.sandbox.quickbooks.receipts import payment_asked
from connectors.sandbox.quickbooks.refusals import Refusal, business_rule, missing, not_found
from connectors.sandbox.quickbooks.wire import PACIFIC, Wire, currency_of, currency_reference, figure, rounded

_FORM_OWN = frozenset({"CustomerRef", "CurrencyRef", "TotalAmt", "LinkedTxn", "ExchangeRate"})


def customer_asked(company: Company, body: Wire, at: datetime, customer_id: str | None = None) -> Wire:  # noqa: ARG001  # all makers are called alike
    """The customer that a request asks for."""
    name = str(body.get("DisplayName") or "").strip()
    if not name:
        raise missing(name="DisplayName")
    for other in company.rows["Customer"].values():
        if other["Id"] != customer_id and other["DisplayName"] == name:
            raise Refusal(
                code="6240",
                message="Duplicate Name Exists Error",
                detail="The name supplied already exists. : null",
            )
    row: Wire = {
        "Taxable": True,
        "Job": False,
        "BillWithParent": False,
        "Balance": 0,
        "BalanceWithJobs": 0,
        "CurrencyRef": currency_reference(company.home_currency),
        "PreferredDeliveryMethod": "Print",
        "PrintOnCheckName": name,
        "Active": True,
        **body,
        "FullyQualifiedName": name,
    }
    if "ParentRef" in row:
        above = company.find("Customer", ref(row, "ParentRef"))
        row |= {
            "Level": int(above.get("Level", 0)) + 1,
            "FullyQualifiedName": f"{above['FullyQualifiedName']}:{name}",
        }
    if row.get("Active") is False and not name.endswith("(deleted)"):
        row["DisplayName"] = f"{name} (deleted)"
    return row


def _lines(body: Wire, currency: str) -> tuple[list[Wire], Decimal]:
    given: list[Any] = [
        line for line in body.get("Line") or [] if line.get("DetailType") != "SubTotalLineDetail"
    ]
    if not given:
        raise missing(name="Line")
    lines, total = [], Decimal(0)
    for count, line in enumerate(given, 1):
        if not line.get("DetailType"):
            raise missing(name="DetailType")
        share = rounded(amount(line, "Amount"), currency)
        total += share
        lines.append({"Id": str(count), "LineNum": count} | line | {"Amount": figure(share, currency)})
    lines.append(
        {"Amount": figure(total, currency), "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}}
    )
    return lines, total


def _number(company: Company, entity: str, body: Wire, document_id: str | None) -> str:
    taken = {
        row.get("DocNumber"): row["Id"] for row in company.rows[entity].values() if row["Id"] != document_id
    }
    given = body.get("DocNumber")
    if given is not None and given in taken:
        raise Refusal(
            code="6140",
            message="Duplicate Document Number Error",
            detail="Duplicate Document Number Error : You must specify a different number. This number has "
            f"already been used. DocNumber={given} is assigned to TxnType={entity} with TxnId={taken[given]}",
        )
    return str(
        given or max((int(number) for number in taken if number and number.isdigit()), default=1000) + 1
    )


def _form_asked(company: Company, entity: str, body: Wire, at: datetime, document_id: str | None) -> Wire:
    customer = company.find("Customer", ref(body, "CustomerRef"))
    if not customer["Active"]:
        raise not_found()
    currency = currency_of(customer)
    if "CurrencyRef" in body and ref(body, "CurrencyRef") != currency:
        raise business_rule(text="The currency of the transaction is not the customer's currency.")
    lines, total = _lines(body, currency)
    on = day(body["TxnDate"], "TxnDate") if "TxnDate" in body else at.astimezone(PACIFIC).date()
    number = _number(company, entity, body, document_id)
    if entity == "Invoice":
        terms = body.get("SalesTermRef") or customer.get("SalesTermRef")
        days = company.find("Term", terms["value"])["DueDays"] if terms else 0
        address = customer.get("PrimaryEmailAddr", {}).get("Address")
        row = invoice_form(
            company, customer, total=total, on=on, due=on + timedelta(days=days), number=number, email=address
        )
        if document_id is not None:
            row.pop("BillEmail", None)  # an update that does not give it clears it, or kept it already
    else:
        row = sales_form(company, customer, total=total, on=on, number=number)
    return row | {name: value for name, value in body.items() if name not in _FORM_OWN} | {"Line": lines}


def invoice_asked(company: Company, body: Wire, at: datetime, document_id: str | None = None) -> Wire:
    """The invoice that a request asks for."""
    return _form_asked(company, "Invoice", body, at, document_id)


def credit_asked(company: Company, body: Wire, at: datetime, document_id: str | None = None) -> Wire:
    """The credit memo that a request asks for."""
    return _form_asked(company, "CreditMemo", body, at, document_id)


def note_asked(company: Company, body: Wire, at: datetime, note_id: str | None = None) -> Wire:  # noqa: ARG001  # all makers are called alike
    """The attachable that a request asks for: a note, since files are not emulated."""
    if not body.get("Note") and not body.get("FileName"):
        raise missing(name="Note")
    links = []
    for link in body.get("AttachableRef") or []:
        target = link.get("EntityRef") or {}
        entity = next(
            (name for name in company.rows if name.lower() == str(target.get("type")).lower()), None
        )
        if entity is None or str(target.get("value")) not in company.rows[entity]:
            named = f"{target.get('type')} {target.get('value')}"
            text = f"The entity {named} that you are trying to link does not exist. {named}"
            raise business_rule(text)
        links.append(
            {
                "EntityRef": {"value": str(target["value"]), "type": entity},
                "IncludeOnSend": bool(link.get("IncludeOnSend", False)),
            }
        )
    return body | {"AttachableRef": links}


def purchase_asked(company: Company, body: Wire, at: datetime, purchase_id: str | None = None) -> Wire:  # noqa: ARG001  # all makers are called alike
    """The money spent that a request asks for: in cash, so to say, on one cost."""
    if body.get("PaymentType") != "Cash":
        msg = "Only PaymentType Cash is emulated"
        raise business_rule(msg)
    paid_from = company.find("Account", ref(body, "AccountRef"))
    if paid_from["AccountType"] not in {"Bank", "Other Current Asset"}:
        raise business_rule(text="Select a bank account or an other current asset account for this expense.")
    currency = ref(body, "CurrencyRef") if "CurrencyRef" in body else company.home_currency
    if currency_of(paid_from) != currency:
        raise business_rule(text="The currency of the account is not the currency of the transaction.")
    lines, total = _lines(body, currency)
    for line in lines[:-1]:
        if line["DetailType"] != "AccountBasedExpenseLineDetail":
            raise business_rule(text="Only lines on an account are emulated.")
        cost = company.find("Account", ref(line.get("AccountBasedExpenseLineDetail") or {}, "AccountRef"))
        if cost["AccountType"] not in {"Expense", "Other Expense", "Cost of Goods Sold"}:
            raise business_rule(text="Select an expense account.")
    if total <= 0:
        raise business_rule(text="Transaction amount must be greater than 0.")
    row = {
        "TxnDate": at.astimezone(PACIFIC).date().isoformat(),
        "CurrencyRef": currency_reference(currency),
        "PrintStatus": "NotSet",
        "Credit": False,
    }
    return row | body | {"TotalAmt": figure(total, currency), "Line": lines[:-1]}


ASKED = {
    "Attachable": note_asked,
    "CreditMemo": credit_asked,
    "Customer": customer_asked,
    "Invoice": invoice_asked,
    "Payment": payment_asked,
    "Purchase": purchase_asked,
}
"""What can be written, and how a request for it is read."""
