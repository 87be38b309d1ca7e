"""What of one account may be paid now: what is owed, less what is on its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.engine import Connection

from dunning.account import Account
from dunning.agreements import Dispute
from dunning.ledger import Allocation, Invoice, of_minor, to_minor
from sync.commands.targets import ActError
from sync.store import checkouts, money
from sync.store.ledgers import LinkedLedger


@dataclass(frozen=True, slots=True)
class Stand:
    """What may be paid of one account.

    `recorded`, `under_way`: by invoice, what was recorded for the ledger, and what was paid online, not
    recorded yet.
    """

    account: Account
    recorded: Mapping[str, Decimal]
    under_way: Mapping[str, Decimal]

    @property
    def invoices(self) -> tuple[Invoice, ...]:
        """Those with something owed, the oldest due first."""
        return tuple(each for each in self.account.invoices if each.balance > 0)

    @property
    def disputed(self) -> frozenset[str]:
        """Ids of those under a dispute that nobody answered."""
        kept = (each for each in self.account.agreements if isinstance(each, Dispute) and each.ending is None)
        return frozenset(one for each in kept for one in each.invoice_ids)

    @property
    def credit(self) -> Decimal:
        """What they have in hand, which no invoice has taken up."""
        credits_ = [each.unapplied for each in self.account.credits]
        return sum((*credits_, *(each.unapplied for each in self.account.payments)), Decimal(0))

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


def stand_of(connection: Connection, ledger: LinkedLedger, account: Account) -> Stand:
    """What of that account may be paid, as it was read in this transaction."""
    return Stand(
        account=account,
        recorded=money.all_on_their_way(connection, ledger.id),
        under_way=checkouts.under_way(connection, ledger.id, group_of(account)),
    )


def group_of(account: Account) -> tuple[str, ...]:
    """Ids: of the customer who is billed, and of those billed with them."""
    return (account.customer.id, *account.members)


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
