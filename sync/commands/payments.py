"""Money received, and money of ours taken back: recorded here, written to the ledger by the next run."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy.engine import Connection

import connectors
from dunning.effects import RecordPayment, VoidPayment, key_of
from dunning.ledger import Allocation, is_currency, of_minor, to_minor
from sync.commands.targets import ActError, review_target, the_invoice, today_of
from sync.office import Office
from sync.store import ledgers, money, outbox, review
from sync.store.chain import tell
from sync.store.ledgers import LinkedLedger


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """Money that a person says has come in.

    `numbers`: the invoices it pays, filled up in this order. `reference`: the bank's or provider's own
    id of the money; giving it makes a second recording of the same money impossible. `excess`: what is
    above the invoices stays with the customer as credit. `rate`: units of the home currency for one
    of the invoices'. `deposit_to`: the ledger's account, where not the configured one.
    """

    numbers: tuple[str, ...]
    amount: Decimal
    paid_on: date | None = None
    reference: str | None = None
    excess: bool = False
    rate: Decimal | None = None
    deposit_to: str | None = None


def pay(
    office: Office,
    ledger: LinkedLedger,
    number: str,
    amount: Decimal,
    *,
    paid_on: date | None,
    reference: str | None,
) -> RecordPayment:
    """As `receive`, for one invoice."""
    money_in = Received(numbers=(number,), amount=amount, paid_on=paid_on, reference=reference)
    return receive(office, ledger, money_in)[0]


def receive(office: Office, ledger: LinkedLedger, came: Received) -> tuple[RecordPayment, ...]:
    """Record money received for invoices of one customer; the next run writes it, once.

    One payment where the ledger holds one for several invoices; else one for each, and one for what
    is above them, which belong together by their cause. Raises `ActError` when it cannot be right.
    """
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)  # two people may record money for one invoice at once
        rows = [the_invoice(connection, ledger, number) for number in came.numbers]
        return record(connection, office, ledger, rows, came)


def record(
    connection: Connection,
    office: Office,
    ledger: LinkedLedger,
    rows: Sequence[Any],
    came: Received,
    act: str | None = None,
) -> tuple[RecordPayment, ...]:
    """As `receive`, for these invoices as they are staged, within a transaction that holds the ledger.

    `act`: the id of the money in the key, where it is not the reference. Raises `ActError`.
    """
    today = today_of(office, ledger)
    if came.paid_on is not None and came.paid_on > today:
        msg = f"{came.paid_on} is in the future for {ledger.name}, where it is {today}"
        raise ActError(msg)
    customer_id = _one_customer(connection, ledger, rows)
    memo = f"Recorded in Duesync{f', {came.reference}' if came.reference else ''}"
    if came.reference is not None:
        _check_new(connection, ledger, rows, memo, came.reference)
    shares, rest = _shares(connection, ledger, rows, came)
    whole = RecordPayment(
        key="",
        customer_id=customer_id,
        paid_on=came.paid_on or today,
        currency=rows[0].currency,
        amount=sum((share.amount for share in shares), rest),
        allocations=tuple(shares),
        memo=memo,
        deposit_to=came.deposit_to or office.config.ledger(ledger.name).deposit_for(rows[0].currency),
        rate=_check_rate(ledger, rows[0].currency, came.rate),
    )
    return enter(
        connection,
        ledger,
        whole,
        act=act or came.reference or uuid.uuid4().hex,
        reference=came.reference,
        now=office.clock.now(),
        by=office.by,
    )


def enter(
    connection: Connection,
    ledger: LinkedLedger,
    whole: RecordPayment,
    *,
    act: str,
    reference: str | None,
    now: datetime,
    by: str,
) -> tuple[RecordPayment, ...]:
    """Have this money written by the next run, once; within a transaction that holds the ledger.

    `act`: the id of the money in the key; `reference`: the bank's or provider's own, where it has one. Raises
    `ActError` where money of that id is recorded already.
    """
    money.see_to_refused(connection, ledger.id, whole, by, named=reference is not None)
    written = _add(connection, ledger, whole, act, now)
    for each in written:
        told = {"act": "record payment", "what": each, "reference": reference}
        tell(connection, ledger.id, "act", told, of=each.customer_id, by=by)
    review_target(connection, ledger.id, whole.customer_id)
    return written


def _add(
    connection: Connection, ledger: LinkedLedger, whole: RecordPayment, act: str, now: datetime
) -> tuple[RecordPayment, ...]:
    """One effect for each payment that the ledger needs for it; the first is the cause of the others."""
    written: list[RecordPayment] = []
    cause_id: int | None = None
    for write in _apart(whole, pays_several=connectors.provider(ledger.provider).pays_several):
        ids = [part.invoice_id for part in write.allocations]
        slot = key_of(ledger.name, "payment", act, *(ids or ("on account", write.customer_id)))
        if outbox.live(connection, slot) is not None:
            msg = f"{act} is already recorded"
            raise ActError(msg)
        made = outbox.add(
            connection,
            ledger.id,
            (write.customer_id, write.currency),
            kind="payment",
            slot=slot,
            payload=write,
            now=now,
            cause_id=cause_id,
            invoice_id=ids[0] if ids else None,
        )
        cause_id = cause_id or made.id
        written.append(msgspec.json.decode(made.payload, type=RecordPayment))
    return tuple(written)


def _apart(whole: RecordPayment, *, pays_several: bool) -> list[RecordPayment]:
    """The payment as it is, or one for each invoice and one without for the rest."""
    if pays_several:
        return [whole]
    parts = [replace(whole, amount=part.amount, allocations=(part,)) for part in whole.allocations]
    rest = whole.amount - sum((part.amount for part in whole.allocations), Decimal(0))
    return [*parts, replace(whole, amount=rest, allocations=())] if rest else parts


def void_payment(office: Office, ledger: LinkedLedger, key: str) -> RecordPayment:
    """Reverse a payment that Duesync wrote; the next run does it in the ledger, once.

    One that the ledger refused is set aside at once, for there is nothing to reverse. Raises
    `ActError` when there is none of that key, or it is not in the ledger (yet or any more).
    """
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        return void(connection, office, ledger, key)


def void(
    connection: Connection, office: Office, ledger: LinkedLedger, key: str, *, by: str | None = None
) -> RecordPayment:
    """As `void_payment`, within a transaction that holds the ledger. `by`: who, if no person. `ActError`."""
    written = outbox.by_key(connection, ledger.id, key)
    if written is None or written.kind != "payment":
        msg = f"{ledger.name} has no payment recorded by Duesync as {key!r}"
        raise ActError(msg)
    write = msgspec.json.decode(written.payload, type=RecordPayment)
    if written.state == "refused" and not written.taken_back:
        money.set_aside(connection, written.id, office.by)
        review_target(connection, ledger.id, written.customer_id)
        return write
    if written.state != "done" or written.taken_back or written.provider_id is None:
        state = "reversed already" if written.taken_back else f"{written.state}, not in the ledger"
        msg = f"payment {key} is {state}"
        raise ActError(msg)
    if not (write.allocations or connectors.provider(ledger.provider).pays_several):
        msg = f"payment {key} is an overpayment: void it in the ledger itself, the next pull sees it"
        raise ActError(msg)
    slot = key_of(ledger.name, "void", key)
    if outbox.live(connection, slot) is not None:
        msg = f"payment {key} is being reversed already"
        raise ActError(msg)
    outbox.add(
        connection,
        ledger.id,
        (written.customer_id, written.currency),
        kind="void",
        slot=slot,
        payload=VoidPayment(key="", payment_id=written.provider_id, version=None),
        now=office.clock.now(),
        cause_id=written.id,
        invoice_id=written.invoice_id,
    )
    told = {"act": "void payment", "key": key}
    tell(connection, ledger.id, "act", told, of=written.customer_id, by=by or office.by)
    return write


def _one_customer(connection: Connection, ledger: LinkedLedger, rows: Sequence[Any]) -> str:
    """Whose money it is. Raises `ActError` unless all is owed by one customer, in one currency."""
    for row in rows:
        if row.status != "open" or not is_currency(row.currency):
            msg = f"{_name(row)} of {ledger.name} is {row.status}; no payment can be recorded on it"
            raise ActError(msg)
    if len({row.id for row in rows}) < len(rows):
        msg = "an invoice is named twice"
        raise ActError(msg)
    billed = review.billed_customers(connection, ledger.id)
    owners = {billed.get(row.customer_id, row.customer_id) for row in rows}
    if len(owners) > 1 or len({row.currency for row in rows}) > 1:
        msg = "the invoices must be of one customer and in one currency: record the others apart"
        raise ActError(msg)
    customers = {row.customer_id for row in rows}
    return str(customers.pop() if len(customers) == 1 else owners.pop())


def _name(row: Any) -> str:
    return f"invoice {row.number or row.id}"


def _shares(
    connection: Connection, ledger: LinkedLedger, rows: Sequence[Any], came: Received
) -> tuple[list[Allocation], Decimal]:
    """What each invoice takes, in their order, and what is left. Raises `ActError` when it can't be right."""
    currency = rows[0].currency
    try:
        minor = to_minor(came.amount, currency)
    except ValueError as error:
        raise ActError(str(error)) from error
    if minor <= 0:
        msg = f"{came.amount} is not an amount received"
        raise ActError(msg)
    rest, shares, owed = of_minor(minor, currency), [], Decimal(0)
    told: list[str] = []
    for row in rows:
        pending = money.on_its_way(connection, ledger.id, row.id)
        left = of_minor(row.balance, currency) - pending
        on_its_way = f" ({currency} {pending} is on its way)" if pending else ""
        told.append(f"{_name(row)} owes {currency} {left}{on_its_way}")
        owed += left
        share = min(left, rest)
        if share <= 0:
            why = "nothing of the money is left for it" if left > 0 else f"less than {came.amount}"
            msg = f"{told[-1]}, {why}"
            raise ActError(msg)
        shares.append(Allocation(invoice_id=row.id, amount=share))
        rest -= share
    if rest and not came.excess:
        msg = (
            f"{', '.join(told)}, less than {came.amount}; add --excess to leave the {currency} {rest} "
            "above it with the customer as credit"
        )
        raise ActError(msg)
    return shares, rest


def _check_new(
    connection: Connection, ledger: LinkedLedger, rows: Sequence[Any], memo: str, reference: str
) -> None:
    """Raises `ActError` where that money is recorded for one of these invoices already."""
    before = money.recorded(connection, ledger.id, memo)
    for row in rows:
        if row.id in before:
            msg = f"{reference} is already recorded for {_name(row)}"
            raise ActError(msg)


def _check_rate(ledger: LinkedLedger, currency: str, rate: Decimal | None) -> Decimal | None:
    if rate is None:
        return None
    if currency == ledger.home_currency:
        msg = f"{currency} is the home currency of {ledger.name}, so there is no rate"
        raise ActError(msg)
    if not rate.is_finite() or rate <= 0:
        msg = f"{rate} is not a rate: give what one {currency} is worth in {ledger.home_currency}"
        raise ActError(msg)
    return rate
