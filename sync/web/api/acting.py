"""What the API does: the acts of a person, by the same commands, in the token's name."""

from __future__ import annotations

from decimal import Decimal
from http import HTTPStatus

from sync import commands
from sync.commands.targets import ActError, Id, the_customer, the_invoice
from sync.office import Office
from sync.store.ledgers import LinkedLedger
from sync.web.api.call import Call
from sync.web.api.problems import ProblemError
from sync.web.api.wire import Approval, Done, Hold, Promise, Release


def hold(call: Call[Hold]) -> Done:
    """Stop chasing."""
    asked, (customer, invoice) = call.asked, _named(call.asked)
    words = commands.hold(
        call.office, call.ledger, customer=customer, invoice=invoice, until=asked.until, note=asked.note
    )
    until = "until it is released" if asked.until is None else f"until {asked.until}"
    whose = _customer(call.office, call.ledger, customer, invoice)
    follows = "It counts from the next pass on."
    return Done(done=f"{words} is on hold {until}", follows=follows, customer=whose, number=None)


def release(call: Call[Release]) -> Done:
    """Let it be chased again."""
    customer, invoice = _named(call.asked)
    words = commands.release(call.office, call.ledger, customer=customer, invoice=invoice)
    whose = _customer(call.office, call.ledger, customer, invoice)
    follows = "The next pass decides about it anew."
    return Done(done=f"{words} is released", follows=follows, customer=whose, number=None)


def _named(asked: Hold | Release) -> tuple[str | None, str | None]:
    """The customer and the invoice that it is about. Raises `ProblemError`."""
    return (
        _either("customer", asked.customer, asked.customer_id),
        _either("invoice", asked.invoice, asked.invoice_id),
    )


def _either(what: str, name: str | None, by_id: str | None) -> str | None:
    """The one that was given: an id is one, whatever else is called so. Raises `ProblemError`."""
    if name is not None and by_id is not None:
        msg = f"the body is not what it should be: say {what} or {what}_id, not both"
        raise ProblemError(HTTPStatus.BAD_REQUEST, msg)
    return name if by_id is None else Id(by_id)


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
    customer = _either("customer", asked.customer, asked.customer_id)
    invoices = (*asked.invoices, *map(Id, asked.invoice_ids))
    said = commands.Said(
        by=call.office.by,
        customer=customer,
        invoices=invoices,
        currency=asked.currency,
        who=asked.who,
        where=asked.where,
        quote=asked.quote,
    )
    amount = None if asked.amount is None else Decimal(asked.amount)
    outcome = commands.promise(call.office, call.ledger, said, amount=amount, by=asked.by)
    whose = _customer(call.office, call.ledger, customer, (*invoices, None)[0])
    return Done(done=outcome.words, follows=outcome.follows, customer=whose, number=outcome.number)
