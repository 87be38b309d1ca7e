"""What of one customer's invoices may be paid now: the stage, less what is on its way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.engine import Connection

from dunning.ledger import Allocation, Customer, Invoice, of_minor, to_minor
from sync.commands.targets import ActError
from sync.store import agreements, checkouts, facts, money, review
from sync.store.ledgers import LinkedLedger


@dataclass(frozen=True, slots=True)
class Stand:
    """What the stage says of one account. `group`: ids, of the customer who is billed first.

    `recorded`, `under_way`: by invoice, what was recorded for the ledger, and what was paid online, not
    recorded yet. `credit`: what they have in hand, which no invoice has taken up.
    """

    group: tuple[str, ...]
    customer: Customer | None
    invoices: Sequence[Invoice]
    recorded: Mapping[str, Decimal]
    under_way: Mapping[str, Decimal]
    disputed: frozenset[str]
    credit: Decimal

    def left(self, invoice: Invoice) -> Decimal:
        """What of it nobody pays yet."""
        pending = self.recorded.get(invoice.id, Decimal(0)) + self.under_way.get(invoice.id, Decimal(0))
        return max(invoice.balance - pending, Decimal(0))

    def why_not(self, invoice: Invoice) -> str:
        """Why it cannot be paid online; empty where it can."""
        if invoice.id in self.disputed:
            return "it is disputed: that is answered first"
        if invoice.problem is not None:
            return invoice.problem
        return "" if self.left(invoice) > 0 else "its payment is on its way"


def stand_of(connection: Connection, ledger: LinkedLedger, customer_id: str, currency: str) -> Stand:
    """The account of that customer, or of who is billed for them, as it is staged."""
    billed = review.billed_customers(connection, ledger.id)
    owner = billed.get(customer_id, customer_id)
    group = (owner, *sorted(child for child, parent in billed.items() if parent == owner))

    def mine(found: Sequence[Invoice]) -> list[Invoice]:
        return [each for each in found if each.currency == currency and each.balance > 0]

    credits_ = facts.credits_in_hand(connection, ledger.id, group)
    paid = facts.payments_in_hand(connection, ledger.id, group)
    credit = [(one.unapplied, one.currency) for one in credits_]
    credit += [(one.unapplied, one.currency) for one in paid]
    return Stand(
        group=group,
        customer=next((one for one in facts.customers(connection, ledger.id, [owner])), None),
        invoices=mine(facts.open_invoices(connection, ledger.id, group)),
        recorded=money.all_on_their_way(connection, ledger.id),
        under_way=checkouts.under_way(connection, ledger.id, group),
        disputed=agreements.disputed(connection, ledger.id, group),
        credit=sum((amount for amount, of in credit if of == currency), Decimal(0)),
    )


def checked(
    ledger: LinkedLedger, stand: Stand, currency: str, parts: Mapping[str, Decimal]
) -> tuple[Allocation, ...]:
    """These parts, each of which may be paid. Raises `ActError`."""
    known = {invoice.id: invoice for invoice in stand.invoices}
    wanted = []
    for invoice_id, amount in sorted(parts.items()):
        invoice = known.get(invoice_id)
        if invoice is None:
            msg = f"invoice {invoice_id} of {ledger.name} is not open for that customer in {currency}"
            raise ActError(msg)
        name, why_not, left = invoice.number or invoice.id, stand.why_not(invoice), stand.left(invoice)
        if why_not:
            msg = f"invoice {name} cannot be paid online: {why_not}"
            raise ActError(msg)
        try:
            exact = of_minor(to_minor(amount, currency), currency)
        except ValueError as error:
            raise ActError(str(error)) from error
        if not 0 < exact <= left:
            msg = f"{currency} {amount} cannot be paid on invoice {name}: {currency} {left} is open"
            raise ActError(msg)
        wanted.append(Allocation(invoice_id=invoice_id, amount=exact))
    if not wanted:
        msg = "nothing was named that is to be paid"
        raise ActError(msg)
    return tuple(wanted)
