"""Every operation of the API, in one table: what serves it, and what its document is made of."""

from __future__ import annotations

from typing import Final

from sync.reminders import Reminder
from sync.standings import CustomerStanding, Worklist
from sync.web.api import acting, reading
from sync.web.api.call import Operation
from sync.web.api.wire import (
    Approval,
    Customers,
    Done,
    Hold,
    Invoices,
    InvoicesAsked,
    Ledgers,
    LedgerState,
    Nothing,
    Paging,
    Promise,
    Release,
)

PREFIX: Final = "/api/v1"
_ONE: Final = "/ledgers/{ledger}"
OPERATIONS: Final = (
    Operation(
        "GET",
        "/ledgers",
        "ledgers",
        "Every ledger of the token, as it stands",
        Nothing,
        Ledgers,
        reading.ledgers,
    ),
    Operation("GET", _ONE, "ledger", "One ledger, as it stands", Nothing, LedgerState, reading.ledger),
    Operation(
        "GET",
        f"{_ONE}/invoices",
        "invoices",
        "Invoices with their reminder status, page by page",
        InvoicesAsked,
        Invoices,
        reading.invoices,
    ),
    Operation(
        "GET",
        f"{_ONE}/invoices/{{invoice}}",
        "invoice",
        "One invoice with its reminder status, by number or id",
        Nothing,
        Reminder,
        reading.invoice,
    ),
    Operation(
        "GET",
        f"{_ONE}/customers",
        "customers",
        "How customers stand, page by page",
        Paging,
        Customers,
        reading.customers,
    ),
    Operation(
        "GET",
        f"{_ONE}/customers/{{customer}}",
        "customer",
        "How one customer stands, by name or id",
        Nothing,
        CustomerStanding,
        reading.customer,
    ),
    Operation(
        "GET",
        f"{_ONE}/worklist",
        "worklist",
        "What waits for a person: a yes, a call, an answer",
        Nothing,
        Worklist,
        reading.work,
    ),
    Operation(
        "POST", f"{_ONE}/holds", "hold", "Stop chasing a customer, an invoice or all", Hold, Done, acting.hold
    ),
    Operation(
        "POST",
        f"{_ONE}/releases",
        "release",
        "Let what was held be chased again",
        Release,
        Done,
        acting.release,
    ),
    Operation(
        "POST",
        f"{_ONE}/approvals",
        "approve",
        "Say yes to one message of the worklist, as it stands there",
        Approval,
        Done,
        acting.approve,
    ),
    Operation(
        "POST",
        f"{_ONE}/promises",
        "promise",
        "Record a customer's promise to pay",
        Promise,
        Done,
        acting.promise,
    ),
)
