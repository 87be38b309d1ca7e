"""What the API does: the acts of a person, by the same commands, in the token's name."""

from __future__ import annotations

from decimal import Decimal

from sync import commands
from sync.commands.targets import ActError, the_customer, the_invoice
from sync.office import Office
from sync.store.ledgers import LinkedLedger
from sync.web.api.call import Call
from sync.web.api.wire import Approval, Done, Hold, Promise, Release


def hold(call: Call[Hold]) -> Done:
    """Stop chasing."""
    asked = call.asked
    words = commands.hold(
        call.office,
        call.ledger,
        customer=asked.customer,
        invoice=asked.invoice,
        until=asked.until,
        note=asked.note,
    )
    until = "until it is released" if asked.until is None else f"until {asked.until}"
    return _done(f"{words} is on hold {until}", "It counts from the next pass on.", call, asked)


def release(call: Call[Release]) -> Done:
    """Let it be chased again."""
    asked = call.asked
    words = commands.release(call.office, call.ledger, customer=asked.customer, invoice=asked.invoice)
    return _done(f"{words} is released", "The next pass decides about it anew.", call, asked)


def _done(done: str, follows: str, call: Call[Hold] | Call[Release], asked: Hold | Release) -> Done:
    customer = _customer(call.office, call.ledger, asked.customer, asked.invoice)
    return Done(done=done, follows=follows, customer=customer, number=None)


def _customer(office: Office, ledger: LinkedLedger, customer: str | None, invoice: str | None) -> str | None:
    with office.store.read() as connection:
        if invoice is not None:
            return str(the_invoice(connection, ledger, invoice).customer_id)
        return None if customer is None else str(the_customer(connection, ledger, customer).id)


def approve(call: Call[Approval]) -> Done:
    """Say yes to one message or task, as the worklist shows it."""
    waiting = commands.proposals(call.office, call.ledger)
    chosen = [one for one in waiting if one.notify.fingerprint == call.asked.fingerprint]
    if not chosen:
        msg = (
            "nothing waits for a yes under that fingerprint: it was approved, or its invoices, balances or "
            "addresses changed; ask for the worklist again"
        )
        raise ActError(msg)
    commands.approve(call.office, call.ledger, chosen[:1], call.office.by, whole=False)
    [one] = chosen[:1]
    follows = "It goes with the next run, if nothing has changed by then."
    return Done(done=f"approved: {one.notify.level}", follows=follows, customer=one.customer_id, number=None)


def promise(call: Call[Promise]) -> Done:
    """Record that a customer will pay by a day."""
    asked = call.asked
    said = commands.Said(
        by=call.office.by,
        customer=asked.customer,
        invoices=asked.invoices,
        currency=asked.currency,
        who=asked.who,
        where=asked.where,
        quote=asked.quote,
    )
    amount = None if asked.amount is None else Decimal(asked.amount)
    outcome = commands.promise(call.office, call.ledger, said, amount=amount, by=asked.by)
    named = (*asked.invoices, None)[0]
    customer = _customer(call.office, call.ledger, asked.customer, named)
    return Done(done=outcome.words, follows=outcome.follows, customer=customer, number=outcome.number)
