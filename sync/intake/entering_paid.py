"""One payment online and the books: what they lack of it is recorded, what went back is reversed.

The law: the books are told of it by the outbox alone; what was recorded is reversed whole before anything
else is recorded for it; what went back leaves its invoices on hold until a person says how to go on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.engine import Connection

import connectors
from dunning.effects import RecordPayment, WriteNote, key_of
from dunning.ledger import Allocation, of_minor
from sync.commands import payments
from sync.commands.targets import ActError, today_of
from sync.store import acts, checkouts, figures, money, outbox
from sync.store.checkouts import Checkout
from sync.store.ledger_notes import last_notes
from sync.store.ledgers import LinkedLedger
from sync.store.outbox import Effect

if TYPE_CHECKING:
    from sync.office import Office

PROVIDER: Final = "Stripe"
_WENT_BACK: Final = "the payment online went back"


def enter_one(connection: Connection, office: Office, ledger: LinkedLedger, one: Checkout) -> None:
    """Make good what the books lack, in a transaction that holds the ledger; some needs another pass."""
    if one.entered:
        left = [each for each in checkouts.effects_of(connection, one) if not _is_gone(each)]
        troubles = [_take_back(connection, office, ledger, one, each) for each in left]
        if left:
            _trouble(connection, one, next(filter(None, troubles), None))
            return
        none_left = replace(one, entered=0)
        checkouts.keep(connection, one, none_left)
        one = none_left
    if one.kept:
        _record(connection, office, ledger, one)


def _is_gone(effect: Effect) -> bool:
    return effect.taken_back or effect.state == "dropped"


def _take_back(
    connection: Connection, office: Office, ledger: LinkedLedger, one: Checkout, effect: Effect
) -> str | None:
    """Begin to reverse it, where nobody has; what a person must do, in words, where we cannot."""
    write = msgspec.json.decode(effect.payload, type=RecordPayment)
    for part in write.allocations:
        _hold(connection, office, ledger, effect.customer_id, part, one)
    if effect.state == "ready":
        outbox.drop(connection, effect, _WENT_BACK, office.clock.now())
    elif effect.state == "refused":
        money.set_aside(connection, effect.id, PROVIDER)
    elif effect.state == "done" and outbox.live(connection, key_of(ledger.name, "void", effect.key)) is None:
        try:
            payments.void(connection, office, ledger, effect.key, by=PROVIDER)
        except ActError as error:
            return f"{one.money(one.refunded + one.lost)} of {one.payment_id} went back: {error}"
    return None


def _hold(
    connection: Connection,
    office: Office,
    ledger: LinkedLedger,
    customer: str,
    part: Allocation,
    one: Checkout,
) -> None:
    """Nothing is asked for it until a person says so: whoever paid once may have good reason."""
    how = "taken back by the payer's bank" if one.lost else "refunded"
    note = f"a payment online of {one.money(one.paid)} ({one.payment_id}) was {how}"
    standing = acts.active_holds(connection, ledger.id)
    if any(row.invoice_id == part.invoice_id and row.note == note for row in standing):
        return
    acts.hold(
        connection,
        ledger.id,
        customer_id=customer,
        invoice_id=part.invoice_id,
        until=None,
        note=note,
        now=office.clock.now(),
        by=PROVIDER,
    )


def _record(connection: Connection, office: Office, ledger: LinkedLedger, one: Checkout) -> None:
    shares, customer, rest = _shares(connection, ledger, one)
    settings = office.config.ledger(ledger.name)
    whole = RecordPayment(
        key="",
        customer_id=customer,
        paid_on=_paid_on(office, ledger, one),
        currency=one.currency,
        amount=of_minor(one.kept, one.currency),
        allocations=shares,
        memo=_memo(office, ledger, one),
        deposit_to=settings.stripe.clearing if settings.stripe else settings.deposit_for(one.currency),
    )
    written = payments.enter(
        connection,
        ledger,
        whole,
        act=one.key,
        reference=one.payment_id,
        now=office.clock.now(),
        by=PROVIDER,
    )
    checkouts.recorded(connection, ledger.id, one, [each.key for each in written])
    checkouts.keep(connection, one, replace(one, entered=one.kept))
    _note(connection, office, ledger, one, whole)
    if rest:
        _trouble(
            connection,
            one,
            f"{one.currency} {rest:,} of {one.payment_id} is above what is owed on what it paid, so it "
            f"stands as credit of the customer's: use it there, or refund it at {PROVIDER}",
        )


def _shares(
    connection: Connection, ledger: LinkedLedger, one: Checkout
) -> tuple[tuple[Allocation, ...], str, Decimal]:
    """What each invoice still takes of it, whose money it is in the ledger, and what is left."""
    rows = figures.invoices_by_id(connection, ledger.id, [part.invoice_id for part in one.allocations])
    pending = money.all_on_their_way(connection, ledger.id)
    rest, shares, owners = of_minor(one.kept, one.currency), [], set()
    for part in one.allocations:
        row = rows.get(part.invoice_id)
        if row is None or row.status != "open" or row.currency != one.currency:
            continue
        share = min(part.amount, of_minor(row.balance, row.currency) - pending[row.id], rest)
        if share > 0:
            shares.append(Allocation(invoice_id=row.id, amount=share))
            owners.add(str(row.customer_id))
            rest -= share
    return tuple(shares), owners.pop() if len(owners) == 1 else one.customer_id, rest


def _paid_on(office: Office, ledger: LinkedLedger, one: Checkout) -> date:
    """By the ledger's calendar; never ahead of it."""
    today = today_of(office, ledger)
    return (
        today if one.paid_at is None else min(one.paid_at.astimezone(ZoneInfo(ledger.timezone)).date(), today)
    )


def _memo(office: Office, ledger: LinkedLedger, one: Checkout) -> str:
    """Where the money came from, by the provider's id, and what the provider kept of it."""
    told = f"Paid online, {PROVIDER} {one.payment_id}"
    return f"{told}; {fee}" if (fee := _fee(office, ledger, one)) else told


def _fee(office: Office, ledger: LinkedLedger, one: Checkout) -> str:
    if one.fee is None:
        return ""
    settings = office.config.ledger(ledger.name).stripe
    to = f", to be booked to {settings.fees_to}" if settings is not None and settings.fees_to else ""
    return f"fee {one.fee_currency} {of_minor(one.fee, one.fee_currency or one.currency):,}{to}"


def _note(
    connection: Connection, office: Office, ledger: LinkedLedger, one: Checkout, whole: RecordPayment
) -> None:
    """On the invoices, where a ledger's payments have no room for words."""
    if connectors.provider(ledger.provider).writes_note_in_place:
        return
    for part in whole.allocations:
        count, previous = last_notes(connection, ledger.id, [part.invoice_id])[part.invoice_id]
        slot = key_of(ledger.name, "paid note", one.key, part.invoice_id, str(count))
        key = outbox.next_keys(connection, [slot])[slot]
        of_it = f". {one.currency} {part.amount:,} of it is for this invoice" if whole.allocations[1:] else ""
        text = f"{one.money(one.kept)}: {whole.memo}{of_it} [{key}]"
        outbox.add(
            connection,
            ledger.id,
            (whole.customer_id, whole.currency),
            kind="note",
            slot=slot,
            payload=WriteNote(
                key="", invoice_id=part.invoice_id, text=text, sequence=count + 1, previous=previous
            ),
            now=office.clock.now(),
            invoice_id=part.invoice_id,
        )


def _trouble(connection: Connection, one: Checkout, text: str | None) -> None:
    now = checkouts.by_id(connection, one.id)
    checkouts.keep(connection, now, checkouts.with_trouble(now, text))
