"""The books of a linked ledger as they stood on a past day, rebuilt from dated payments.

The law it keeps: a payment is in the books from the day on which it was entered (the ledger's own time of
its last edit), and is money in hand from the day it bears; the two differ, and that difference is what
makes a reminder go to someone who has paid. Credit that was applied is taken to have been there from
the start, so that nobody is thought to have owed more than they did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from dunning.account import Account
from dunning.behaviour import Settled, behaviour
from dunning.courtesies import THANKS_DAYS
from dunning.ledger import Allocation, Invoice, Payment, of_minor
from sync.store import decided
from sync.store.accounts import Key
from sync.store.courtesies import chased, newest_first
from sync.store.ledgers import LinkedLedger
from sync.store.review import billed_customers
from sync.tables import allocations, invoices, payments


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a payment that went to an invoice. `paid_on`: its date; `entered_on`: when it was booked.

    `payment`: its id.
    """

    paid_on: date
    entered_on: date
    amount: Decimal
    payment: str


@dataclass(frozen=True, slots=True)
class Past:
    """One account over time: as it is now, and every invoice it ever had with what was paid on it.

    `payments`: the ledger's, by id, as they stand in the books now.
    """

    account: Account
    invoices: tuple[tuple[Invoice, tuple[Share, ...]], ...]
    payments: Mapping[str, Payment]

    def at(self, day: date, booked_through: date | None) -> Account:
        """The account as the books showed it at the end of the day before `day`."""
        open_ones = tuple(
            replace(invoice, balance=balance, status="open")
            for invoice, shares in self.invoices
            if (invoice.issued_on or invoice.due_on or day) < day
            and (balance := invoice.balance + sum_of(shares, after=day)) > 0
        )
        return replace(
            self.account,
            books=replace(self.account.books, booked_through=booked_through),
            invoices=open_ones,
            behaviour=behaviour(self._settled(day)),
        )

    def courteous(self, account: Account, day: date, *, reaches_back: bool) -> Account:
        """That account of the day with what thanks and notes on terms rest on, given what was sent by then.

        `reaches_back`: the books tell of the time before, so that a first invoice is known to be one.
        """
        asked = chased(account, day)
        paid = {
            invoice: shares
            for invoice, shares in self.invoices
            if invoice.id in asked
            and invoice.balance == 0
            and all(each.entered_on < day for each in shares)
            and any(each.paid_on >= day - timedelta(days=THANKS_DAYS) for each in shares)
        }
        came = {each.payment for shares in paid.values() for each in shares}
        first = newest_first(account, day) if reaches_back else None
        return replace(
            account,
            settled=tuple(replace(each, status="paid") for each in paid),
            paid=tuple(self.payments[each] for each in sorted(came)),
            first_invoice=None if first is None or self._dealt_before(first) else first.id,
        )

    def _dealt_before(self, first: Invoice) -> bool:
        issued = first.issued_on
        return issued is None or any(
            each.issued_on is None or each.issued_on < issued or any(one.paid_on < issued for one in shares)
            for each, shares in self.invoices
            if each.id != first.id
        )

    def paid_by(self, invoice_id: str, day: date) -> bool:
        """Whether all that the books showed open on the invoice that day had been paid by then."""
        for invoice, shares in self.invoices:
            if invoice.id == invoice_id:
                late = sum((each.amount for each in shares if each.paid_on > day), Decimal(0))
                return invoice.balance + late <= 0
        return False

    def days(self) -> set[date]:
        """The days on which what the books show changes."""
        entered = {share.entered_on for _, shares in self.invoices for share in shares}
        return entered | {invoice.issued_on for invoice, _ in self.invoices if invoice.issued_on is not None}

    def _settled(self, day: date) -> list[Settled]:
        return [
            Settled(invoice.due_on, max(share.paid_on for share in shares))
            for invoice, shares in self.invoices
            if shares
            and invoice.due_on is not None
            and invoice.balance == 0
            and all(share.entered_on < day for share in shares)
        ]


def sum_of(shares: Sequence[Share], *, after: date) -> Decimal:
    """What was entered on or after that day, and so was still open then."""
    return sum((share.amount for share in shares if share.entered_on >= after), Decimal(0))


def pasts(connection: Connection, ledger: LinkedLedger) -> list[Past]:
    """Every account with a standing decision, over time."""
    zone = ZoneInfo(ledger.timezone)
    shares, known = _shares(connection, ledger.id, zone)
    billed = billed_customers(connection, ledger.id)
    found: dict[Key, list[tuple[Invoice, tuple[Share, ...]]]] = defaultdict(list)
    query = sa.select(invoices).where(
        invoices.c.ledger_id == ledger.id, invoices.c.status.in_(("open", "paid"))
    )
    for row in connection.execute(query.order_by(invoices.c.due_on, invoices.c.id)).mappings():
        told = dict(row)
        del told["ledger_id"]
        currency = told["currency"]
        told["emails"] = msgspec.json.decode(told["emails"], type=tuple[str, ...])
        told |= {name: of_minor(told[name], currency) for name in ("total", "balance")}
        owner = billed.get(told["customer_id"], told["customer_id"])
        found[owner, currency].append((Invoice(**told), tuple(shares.get(told["id"], ()))))
    return [
        Past(_bare(decided.snapshot(connection, one.account_digest)), tuple(found[key]), known)
        for one in decided.standing(connection, ledger.id)
        for key in ((one.customer_id, one.currency),)
    ]


def _bare(account: Account) -> Account:
    """The account without what was said and sent since: a policy is tried from the start."""
    return replace(
        account,
        notices=(),
        approvals=(),
        episode=None,
        refused=(),
        uncertain=(),
        settled=(),
        paid=(),
        first_invoice=None,
    )


def _shares(
    connection: Connection, ledger_id: int, zone: ZoneInfo
) -> tuple[dict[str, list[Share]], dict[str, Payment]]:
    """By invoice id what was paid on it, and by its id each of those payments."""
    query = (
        sa.select(allocations.c.invoice_id, allocations.c.amount.label("share"), payments)
        .join(
            payments,
            sa.and_(
                payments.c.ledger_id == allocations.c.ledger_id, payments.c.id == allocations.c.payment_id
            ),
        )
        .where(allocations.c.ledger_id == ledger_id, payments.c.status == "active")
    )
    found: dict[str, list[Share]] = defaultdict(list)
    known: dict[str, Payment] = {}
    for row in connection.execute(query).mappings():
        told = dict(row)
        del told["ledger_id"]
        invoice_id, currency = told.pop("invoice_id"), told["currency"]
        share = of_minor(told.pop("share"), currency)
        entered = told["modified_at"].astimezone(zone).date()
        paid = told["paid_on"] or entered
        told |= {name: of_minor(told[name], currency) for name in ("amount", "unapplied")}
        before = known.get(told["id"])
        parts = () if before is None else before.allocations
        part = Allocation(invoice_id=invoice_id, amount=share)
        known[told["id"]] = Payment(**told, allocations=(*parts, part))
        found[invoice_id].append(Share(paid, max(entered, paid), share, told["id"]))
    return found, known
