"""Payments as they are written: what one may be linked to, and how much of it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from decimal import Decimal

from connectors.sandbox.quickbooks.checks import amount, ref
from connectors.sandbox.quickbooks.company import VOIDED, Company, linked
from connectors.sandbox.quickbooks.forms import payment_form, payment_lines
from connectors.sandbox.quickbooks.postings import owner
from connectors.sandbox.quickbooks.refusals import Refusal, business_rule, missing, not_found
from connectors.sandbox.quickbooks.wire import PACIFIC, Wire, currency_of, figure, rounded

_LINKABLE = frozenset({"Check", "CreditMemo", "Expense", "Invoice", "JournalEntry"})


def is_void(row: Wire) -> bool:
    """Whether a document was voided; QuickBooks has no better sign of it."""
    return not row.get("TotalAmt", 1) and str(row.get("PrivateNote", "")).startswith(VOIDED)


def _family(company: Company, customer_id: str) -> str:
    """The topmost parent."""
    row = company.find("Customer", customer_id)
    while "ParentRef" in row:
        row = company.find("Customer", row["ParentRef"]["value"])
    return str(row["Id"])


def _lines(company: Company, body: Wire, currency: str) -> list[Wire]:
    applied = []
    for line in body.get("Line") or []:
        links = line.get("LinkedTxn") or []
        if len(links) != 1:
            raise missing(name="LinkedTxn")
        entity, document = str(links[0].get("TxnType")), str(links[0].get("TxnId"))
        if entity not in _LINKABLE:
            raise Refusal(
                code="620",
                message="Transaction is not linked",
                detail=f"Transaction Type {entity} of Id {document} cannot be linked to a Payment",
            )
        company.find(entity, document)
        share = rounded(amount(line, "Amount"), currency)
        if share < 0:
            raise business_rule(text="Transaction amount must be 0 or greater.")
        applied.append((entity, document, share))
    return payment_lines(applied, currency)


def _check_links(company: Company, payment: Wire, payment_id: str | None) -> None:
    shares: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for entity, document_id, share in linked(payment):
        shares[entity, document_id] += share
    family = _family(company, payment["CustomerRef"]["value"])
    for (entity, document_id), share in shares.items():
        document = company.find(entity, document_id)
        if is_void(document):
            raise business_rule(
                text=f"You can't link a payment to {entity} {document_id}, because it is voided."
            )
        if _family(company, owner(company.rows, entity, document_id)) != family:
            raise business_rule(text="The linked transaction belongs to another customer.")
        if currency_of(document) != currency_of(payment):
            raise business_rule(text="You can only use one foreign currency per transaction.")
        if share > company.open_amount(document, but_for=payment_id):
            raise business_rule(
                text="Unable to process your request. The amount applied is greater than the open balance "
                f"of the linked transaction. {entity} {document_id}"
            )
    if company.unapplied(payment["TotalAmt"], linked(payment)) < 0:
        raise business_rule(text="The amount applied to transactions exceeds the amount of the payment.")


def _check_account(company: Company, payment: Wire) -> None:
    account = company.find("Account", ref(payment, "DepositToAccountRef"))
    if account["AccountType"] not in {"Bank", "Other Current Asset"}:
        raise business_rule(text="Select a bank account or an other current asset account for this deposit.")
    if currency_of(account) not in {company.home_currency, currency_of(payment)}:
        raise business_rule(text="You can only use one foreign currency per transaction.")


def payment_asked(company: Company, body: Wire, at: datetime, payment_id: str | None = None) -> Wire:
    """The payment that a request asks for, checked; `payment_id` when it is already there."""
    customer = company.find("Customer", ref(body, "CustomerRef"))
    if not customer["Active"]:
        raise not_found()
    currency = currency_of(customer)
    if "CurrencyRef" in body and ref(body, "CurrencyRef") != currency:
        raise business_rule(text="The currency of the transaction is not the customer's currency.")
    total = rounded(amount(body, "TotalAmt"), currency)
    if total < 0:
        raise business_rule(text="Transaction amount must be 0 or greater.")
    today = at.astimezone(PACIFIC).date()
    payment = payment_form(company, customer, total=total, on=today, lines=_lines(company, body, currency))
    own = {"CustomerRef", "CurrencyRef", "TotalAmt", "Line", "ExchangeRate"}
    payment |= {name: value for name, value in body.items() if name not in own}
    if company.multicurrency and body.get("ExchangeRate") is not None and currency != company.home_currency:
        payment["ExchangeRate"] = _rate(body)
    payment["UnappliedAmt"] = figure(company.unapplied(total, linked(payment)), currency)
    _check_links(company, payment, payment_id)
    _check_account(company, payment)
    return payment


def _rate(body: Wire) -> Decimal:
    rate = Decimal(amount(body, "ExchangeRate"))
    if rate <= 0:
        raise business_rule(text="The exchange rate must be greater than 0.")
    return rate


def customers_of(company: Company, payment: Wire) -> list[Wire]:
    """Whose balances a payment moves."""
    found = {payment["CustomerRef"]["value"]}
    found |= {owner(company.rows, entity, document) for entity, document, _ in linked(payment)}
    return [company.find("Customer", customer) for customer in sorted(found)]
