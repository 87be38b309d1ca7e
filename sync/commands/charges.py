"""Interest and fixed sums on what a customer owes: worked out line by line, and nothing booked by it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from dunning.charged import ChargeLine, Charges, Stretch
from dunning.procedure import charges_to
from sync.commands.agreed import Desk, Said, desk_for
from sync.commands.targets import ActError
from sync.office import Office
from sync.store.ledgers import LinkedLedger


class ClaimedInvoice(msgspec.Struct, frozen=True, kw_only=True):
    """One invoice of a claim, by its number."""

    number: str
    principal: Decimal
    stretches: tuple[Stretch, ...]
    interest: Decimal
    cite: str
    fixed: Decimal
    fixed_cite: str


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What could be charged on top of a customer's overdue invoices.

    `basis`: "statutory" or "contractual"; "none" where interest is off, and all else is empty then.
    `from_level`: the first level whose letter states it. `until`: the first day that does not count.
    `left_out`: (invoice, why) of what bears nothing; an empty number stands for all of them. `charged`:
    (invoice, from, until) of the days that were charged before.
    """

    ledger: str
    customer: str
    currency: str
    basis: str
    from_level: str
    until: date
    invoices: tuple[ClaimedInvoice, ...]
    interest: Decimal
    fixed: Decimal
    total: Decimal
    left_out: tuple[tuple[str, str], ...]
    charged: tuple[tuple[str, date, date], ...]


def interest_on(
    office: Office, ledger: LinkedLedger, customer: str, *, currency: str | None, as_of: date | None
) -> Claim:
    """What the customer's overdue invoices bear on that day, today if `None`. Raises `ActError`."""
    rules = office.rules(ledger)
    with office.store.read() as connection:
        said = Said(by="", customer=customer, currency=currency)
        desk, _ = desk_for(office, connection, ledger, rules, said)
        return told(desk, charges_of(desk, as_of))


def charges_of(desk: Desk, as_of: date | None) -> Charges | None:
    """The claim to that day; `None` where interest is off. Raises `ActError` on a day to come."""
    until = as_of or desk.today
    if until > desk.today:
        msg = f"{until} is in the future for {desk.ledger.name}: interest is claimed for days that are over"
        raise ActError(msg)
    return charges_to(desk.case, until)


def told(desk: Desk, charges: Charges | None) -> Claim:
    """The claim with the invoices' numbers."""
    numbers = {each.id: each.number or each.id for each in desk.case.account.invoices}
    settings = desk.policy.interest
    nothing = Decimal(0)
    return Claim(
        ledger=desk.ledger.name,
        customer=desk.name,
        currency=desk.currency,
        basis=settings.basis,
        from_level=settings.from_level,
        until=desk.today if charges is None else charges.until,
        invoices=() if charges is None else tuple(_numbered(each, numbers) for each in charges.lines),
        interest=nothing if charges is None else charges.interest.amount,
        fixed=nothing if charges is None else charges.fixed.amount,
        total=nothing if charges is None else charges.total.amount,
        left_out=()
        if charges is None
        else tuple((numbers.get(one, one), why) for one, why in charges.left_out),
        charged=tuple(
            (numbers.get(each.invoice_id, each.invoice_id), each.since, each.until)
            for each in desk.case.account.charged
        ),
    )


def _numbered(line: ChargeLine, numbers: dict[str, str]) -> ClaimedInvoice:
    return ClaimedInvoice(
        number=numbers[line.invoice_id],
        principal=line.principal,
        stretches=line.stretches,
        interest=line.interest,
        cite=line.cite,
        fixed=line.fixed,
        fixed_cite=line.fixed_cite,
    )
