"""What came of a call that was proposed: the level counts, and what they said is recorded by its own command.

The laws it keeps: a call that reached nobody is only logged, and stays to be made; one that reached them is
the task and its outcome in one, so that it counts once; what they said that may not be recorded is told, and
the call counts all the same, for it was made.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from sqlalchemy.engine import Connection

from dunning.account import Contact
from dunning.effects import Receipt
from sync.commands import agreements, contacts, suppressing
from sync.commands.agreed import Said
from sync.commands.posting import refuse_redirected
from sync.commands.proposed import Proposal
from sync.commands.targets import ActError, Id
from sync.decide import decide_due
from sync.delivered import delivered, notify_of
from sync.office import Office
from sync.phones import e164
from sync.store import agreements as kept_agreements
from sync.store import facts, outbox, review, said
from sync.store.ledgers import LinkedLedger
from sync.store.outbox import Effect
from sync.work import Work

Came = Literal["reached", "promise", "dispute", "not reached", "wrong number"]
CAME: tuple[Came, ...] = ("reached", "promise", "dispute", "not reached", "wrong number")
_OUTCOME_REACHED = ("reached", "promise", "dispute")


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What came of it. `note`: what was said, or is disputed; `pay_on`: of a promise; `amount`: promised
    or disputed, the whole where it is `None`; `invoice`: the one that is disputed, by number.
    """

    came: Came
    note: str
    pay_on: date | None = None
    amount: Decimal | None = None
    invoice: str | None = None


def called(office: Office, ledger: LinkedLedger, proposal: Proposal, outcome: Called, by: str) -> str:
    """Record it; what follows, in words. Raises `ActError`."""
    if proposal.notify.channel != "call":
        msg = f"what waits for {proposal.customer} is no call"
        raise ActError(msg)
    _refuse_incomplete(proposal, outcome)
    number = _number(office, ledger, proposal) if outcome.came == "wrong number" else ""
    if outcome.came not in _OUTCOME_REACHED:
        contact = _contact(outcome, office.clock.now())
        contacts.log(office, ledger, customer=Id(proposal.customer_id), contact=contact, by=by)
        if not number:
            return f"nobody was reached at {proposal.customer}: the call stays to be made"
        suppressing.suppress(office, number, why="wrong", source=f"{by} called: a wrong number")
        return (
            f"{number} is neither called nor texted any more, in any ledger: correct the number in the "
            "books, and the call is to be made again"
        )
    refuse_redirected(office)
    if ledger.released_at is None:
        msg = (
            f"{ledger.name} is new, and no call of its list counts before the whole list was approved "
            f"(duesync approve {ledger.name}): until then log it (duesync log {ledger.name} --channel call)"
        )
        raise ActError(msg)
    with office.work(ledger.name) as work:
        _count(work, proposal, outcome, by)
    return _record(office, ledger, proposal, outcome, by)


def _refuse_incomplete(proposal: Proposal, outcome: Called) -> None:
    if outcome.came == "promise" and outcome.pay_on is None:
        msg = "say on which day they will pay"
        raise ActError(msg)
    if outcome.came == "dispute" and not outcome.note.strip():
        msg = "say what they dispute"
        raise ActError(msg)
    if outcome.came == "dispute" and outcome.invoice is None and len(proposal.notify.overdue) > 1:
        msg = "say which invoice they dispute: the call is about several"
        raise ActError(msg)


def _number(office: Office, ledger: LinkedLedger, proposal: Proposal) -> str:
    """In E.164. Raises `ActError` where the ledger has none that is one."""
    with office.store.read() as connection:
        [row] = facts.customers(connection, ledger.id, [proposal.customer_id])
    found = e164(row.phone, row.country or ledger.country)
    if found is None:
        msg = (
            f"{row.phone or 'nothing'} is no telephone number of {proposal.customer}'s: "
            "correct it in the ledger"
        )
        raise ActError(msg)
    return found


def _contact(outcome: Called, at: datetime) -> Contact:
    note = " ".join(outcome.note.split())
    if outcome.came == "wrong number":  # who reads it later sees more than that nobody was reached
        note = f"{outcome.came}: {note}" if note else outcome.came
    return Contact(channel="call", at=at, reached=outcome.came in _OUTCOME_REACHED, note=note)


def _count(work: Work, proposal: Proposal, outcome: Called, by: str) -> None:
    """The task is done, as it would be decided now; the call is logged at the same instant."""
    account, act = (proposal.customer_id, proposal.notify.currency), proposal.notify
    with work.store.write(work.lease()) as connection:
        said.approve(connection, work.ledger.id, account, act, by, work.now())
        review.review_customers(connection, work.ledger.id, [proposal.customer_id])
    decide_due(work)
    lease = work.lease()
    with work.store.write(lease) as connection:
        effect = _task(connection, work, act.fingerprint)
        wall = work.store.clock.wall()
        if effect is not None and outbox.claim(connection, effect, lease.fence, wall, work.look_after()):
            receipt = Receipt(provider_id="a person's word", version="", at=work.now())
            delivered(connection, work.ledger, work.policy, effect, receipt, by=by)
            contact = _contact(outcome, receipt.at)
            kept_agreements.log(connection, work.ledger.id, proposal.customer_id, contact, by, receipt.at)
            return
        said.withdraw(connection, work.ledger.id, account, act.fingerprint, by, work.now())
    msg = (
        f"the call to {proposal.customer} is due no more: something changed. Log it instead: "
        f"duesync log {work.ledger.name} --channel call"
    )
    raise ActError(msg)


def _task(connection: Connection, work: Work, fingerprint: str) -> Effect | None:
    ready = outbox.work(connection, work.ledger.id, ("call",), "ready")
    return next((each for each in ready if notify_of(each).fingerprint == fingerprint), None)


def _record(office: Office, ledger: LinkedLedger, proposal: Proposal, outcome: Called, by: str) -> str:
    currency = proposal.notify.currency
    who = Said(by=by, customer=Id(proposal.customer_id), currency=currency, where="a call")
    try:
        if outcome.came == "promise" and outcome.pay_on is not None:
            made = agreements.promise(office, ledger, who, amount=outcome.amount, by=outcome.pay_on)
            return made.words
        if outcome.came == "dispute":
            about = (outcome.invoice or Id(proposal.notify.overdue[0]),)
            made = agreements.dispute(
                office,
                ledger,
                dataclasses.replace(who, invoices=about),
                amount=outcome.amount,
                reason=outcome.note,
                owner=None,
                answer_by=None,
            )
            return made.words
    except ActError as error:
        msg = f"the call counts, but the {outcome.came} was not recorded: {error}"
        raise ActError(msg) from error
    return f"{proposal.customer} was reached: the call counts"
