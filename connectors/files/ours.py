"""What Duesync noted down, laid over the exports: money that is on its way into them counts already.

The law: a payment of ours lowers the balance from the moment it is noted down until an export shows
it, and never twice; so that nobody is asked for what he has paid, whoever is slower. An export shows
it by its key; by a payment of the same day, invoice and amount; or, where no payments are exported,
by a balance that has fallen by just that much.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from connectors.files.actions import Action
from connectors.files.books import Books, versioned
from connectors.files.rows import UNDATED
from connectors.sheets.columns import PAYMENTS
from dunning.ledger import Invoice, Payment


class Standing(msgspec.Struct, frozen=True):
    """The books as they are told. `pending`: keys of payments that no export shows yet.

    `entered`: keys of those that a balance showed, which later balances no longer do.
    """

    books: Books
    pending: frozenset[str]
    entered: frozenset[str]


def laid_over(books: Books, actions: Sequence[Action], entered: frozenset[str]) -> Standing:
    """The books with our payments in them. `entered`: as it was told at an earlier time."""
    reversed_ = {action.reverses for action in actions if action.what == "void payment"}
    paid = [action for action in actions if action.what == "payment"]
    payments = dict(books.payments)
    pending: list[Action] = []
    if PAYMENTS.name not in books.lists:
        entered |= _fallen([one for one in paid if one.key not in reversed_], books, entered)
    for action in paid:
        if action.key in payments:
            continue
        twin = None if action.key in reversed_ else _twin(action, payments)
        if twin is not None:
            exported = payments.pop(twin)
            payments[action.key] = versioned(
                msgspec.structs.replace(exported, id=action.key, reference=action.key)
            )
            continue
        payments[action.key] = versioned(_payment(action, stands=action.key not in reversed_))
        if action.key not in reversed_ | entered:
            pending.append(action)
    invoices = dict(books.invoices)
    awaited = [one for one in pending if _lower(invoices, one)]
    told = msgspec.structs.replace(books, invoices=invoices, payments=payments)
    return Standing(told, frozenset(one.key for one in awaited), entered)


def _lower(invoices: dict[str, Invoice], action: Action) -> bool:
    """Let a payment count. `False` where none of its invoices is owed any more anyway."""
    counts = False
    for share in action.shares:
        bill = invoices.get(share.invoice_id)
        if bill is not None and bill.status == "open":
            left = max(Decimal(0), bill.balance - share.amount)
            status = bill.status if left else "paid"
            invoices[bill.id] = versioned(msgspec.structs.replace(bill, balance=left, status=status))
            counts = True
    return counts


def _twin(action: Action, payments: dict[str, Payment]) -> str | None:
    """The exported payment that is this one, though it does not bear its key."""
    for id_, payment in payments.items():
        if (
            payment.status == "active"
            and (payment.paid_on, payment.amount) == (action.paid_on, action.amount)
            and set(payment.allocations) == set(action.shares)
            and payment.reference != id_
        ):
            return id_
    return None


def _fallen(paid: Sequence[Action], books: Books, entered: frozenset[str]) -> frozenset[str]:
    """Those whose invoices owe just as much less as they and those before them come to."""
    found = set()
    for action in paid:
        if action.key not in entered and action.shares and len(action.before) == len(action.shares):
            invoices = [books.invoices.get(part.invoice_id) for part in action.shares]
            if all(
                bill is not None and _shows(bill, owed, action, paid)
                for bill, owed in zip(invoices, action.before, strict=True)
            ):
                found.add(action.key)
    return frozenset(found)


def _shows(bill: Invoice, owed: Decimal, action: Action, paid: Sequence[Action]) -> bool:
    """Whether the balance is what was owed less our payments up to this one, or up to a later one."""
    left, passed = owed, False
    for one in paid:
        for part, before in zip(one.shares, one.before, strict=False):
            if (part.invoice_id, before) == (bill.id, owed):
                left -= part.amount
                passed = passed or one.key == action.key
                if passed and bill.balance == left:
                    return True
    return False


def _payment(action: Action, *, stands: bool) -> Payment:
    amount = action.amount or Decimal(0)
    taken = sum((part.amount for part in action.shares), Decimal(0))
    return Payment(
        id=action.key,
        version="",
        modified_at=UNDATED,
        customer_id=action.customer_id,
        paid_on=action.paid_on,
        currency=action.currency,
        amount=amount,
        unapplied=amount - taken if stands else Decimal(0),
        reference=action.key,
        status="active" if stands else "void",
        allocations=action.shares,
    )
