"""Creating, updating, voiding and deleting: everything is checked before anything is changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from connectors.sandbox.quickbooks.checks import (
    READ_ONLY,
    asked,
    check_deposit,
    check_period,
    check_properties,
    check_token,
)
from connectors.sandbox.quickbooks.company import Company
from connectors.sandbox.quickbooks.entries import ASKED
from connectors.sandbox.quickbooks.forms import void_form
from connectors.sandbox.quickbooks.postings import POSTED, postings
from connectors.sandbox.quickbooks.receipts import customers_of
from connectors.sandbox.quickbooks.refusals import business_rule, missing, unsupported
from connectors.sandbox.quickbooks.wire import Wire

_VOIDABLE = frozenset({"CreditMemo", "Invoice", "Payment"})
_RELEASED = _VOIDABLE | frozenset(POSTED)


def write(company: Company, entity: str, body: Any, operation: str, at: datetime) -> Wire:
    """Do what a POST asks; `operation`: "save", "delete" or "void". Gives the object, or a stub of it.

    Raises `Refusal`, and then nothing has been changed.
    """
    if entity not in ASKED:
        msg = f"Operation {operation} is not supported for entity {entity}"
        raise unsupported(msg)
    check_properties(entity, body)
    match operation:
        case "save" if body.get("Id") is None:
            return _create(company, entity, body, at)
        case "save":
            return _update(company, entity, body, at)
        case "delete":
            return _delete(company, entity, body, at)
        case "void" if entity in _VOIDABLE:
            return void(company, entity, _present(company, entity, body), at)
        case _:
            msg = f"Operation {operation} is not supported for entity {entity}"
            raise unsupported(msg)


def _present(company: Company, entity: str, body: Wire) -> Wire:
    """The object that a request names by id and present token, in books that are open."""
    if body.get("Id") is None:
        raise missing(name="Id")
    row = company.find(entity, body["Id"])
    if entity != "Attachable" or "SyncToken" in body:  # as recorded: a note is deleted by its id alone
        check_token(row, body)
    check_period(company, entity, row)
    check_deposit(company, entity, row)
    return row


def owners(company: Company, entity: str, row: Wire) -> list[Wire]:
    """The customers whose balances hang on a document."""
    if entity == "Payment":
        return customers_of(company, row)
    if entity not in _RELEASED:
        return []
    found = [company.find("Customer", customer) for customer in _named_on(company, row)]
    for payment in company.applied_to(row["Id"]):
        found += customers_of(company, company.find("Payment", payment))
    return found


def _named_on(company: Company, row: Wire) -> list[str]:
    if "CustomerRef" in row:
        return [row["CustomerRef"]["value"]]
    return sorted({customer for customer, _ in postings(company.rows, row)})


def rebalance(company: Company, customers: Iterable[Wire], at: datetime) -> None:
    """Bring these customers' balances in line with their papers."""
    for customer in {customer["Id"]: customer for customer in customers}.values():
        company.balance(customer, at)


def _create(company: Company, entity: str, body: Wire, at: datetime) -> Wire:
    given = {name: value for name, value in body.items() if name not in READ_ONLY and value is not None}
    row = ASKED[entity](company, given, at)
    check_period(company, entity, row)
    return added(company, entity, row, at)


def added(company: Company, entity: str, row: Wire, at: datetime) -> Wire:
    """Post a checked new object."""
    company.add(entity, row, at)
    if entity == "Payment":
        company.link(row, at)
    elif entity in _VOIDABLE:
        company.settle(entity, row)
    rebalance(company, owners(company, entity, row), at)
    return row


def _update(company: Company, entity: str, body: Wire, at: datetime) -> Wire:
    row = _present(company, entity, body)
    given = {name: value for name, value in asked(row, body).items() if name not in READ_ONLY}
    wanted = ASKED[entity](company, given, at, row["Id"])
    check_period(company, entity, wanted)
    if entity in _VOIDABLE - {"Payment"} and wanted["TotalAmt"] < row["TotalAmt"] - row["Balance"]:
        raise business_rule(text="The transaction is worth less than what was already applied to it.")
    touched = owners(company, entity, row)
    if entity == "Payment":
        company.unlink(row, at)
    kept = {name: row[name] for name in row if name in READ_ONLY}
    row.clear()
    row |= wanted | kept
    if "FullyQualifiedName" in wanted:
        row["FullyQualifiedName"] = wanted["FullyQualifiedName"]
    if entity == "Payment":
        company.link(row, at)
    elif entity in _VOIDABLE:
        company.settle(entity, row)
    company.touch(row, at)
    rebalance(company, [*touched, *owners(company, entity, row)], at)
    return row


def void(company: Company, entity: str, row: Wire, at: datetime) -> Wire:
    """Void a document."""
    touched = owners(company, entity, row)
    void_form(company, entity, row, at)
    rebalance(company, touched, at)
    return row


def _delete(company: Company, entity: str, body: Wire, at: datetime) -> Wire:
    if entity == "Customer":
        msg = "Operation delete is not supported for entity Customer"
        raise unsupported(msg)
    row = _present(company, entity, body)
    deleted(company, entity, row, at)
    return {"domain": "QBO", "status": "Deleted", "Id": row["Id"]}


def deleted(company: Company, entity: str, row: Wire, at: datetime) -> None:
    """Delete a document: what a payment had taken up is owed again, what was paid is unapplied."""
    touched = owners(company, entity, row)
    if entity == "Payment":
        company.unlink(row, at)
    elif entity in _RELEASED:
        company.release(row, at)
    company.remove(entity, row, at)
    rebalance(company, touched, at)
