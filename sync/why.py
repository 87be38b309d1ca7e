"""Why: the decision on an invoice's account, explained by the engine on the very account it rested on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy.engine import Connection

from dunning.account import Account
from dunning.agreed import told
from dunning.choosing import policy_for
from dunning.decisions import GuardAnswer, Notify, Wait
from dunning.engine import explain
from dunning.outlook import Outlook, outlook
from dunning.part import part_of
from dunning.procedure import Case, case_of
from dunning.reaching import preferred_in_words
from sync.commands import the_invoice
from sync.office import Office
from sync.pacing import over_limit
from sync.store import decided, outbox, review
from sync.store.decided import Standing
from sync.store.ledgers import LinkedLedger


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to "why was this invoice chased, or not?".

    `action`: "email", "call", "hand_over", "wait", or "none" where the account has no decision yet.
    `proposed`: what would be done if a person said yes. `facts`: what the decision rested on.
    `outdated`: why the next run decides anew, where it will; the guards are asked as things stood.
    `procedure`: the one that the account follows; `origins`: who wrote each setting of it that is not
    the default, by its dotted key. `part`: whether this invoice is asked for, "" where it simply is.
    `outlook`: the account's next step and what it takes, seen from now. `held_up`: why a message that may
    go has not gone yet, where the mail server is why; "" else.
    """

    ledger: str
    invoice: str
    customer: str
    currency: str
    action: str
    reason: str
    text: str
    citation: str | None
    decided_at: datetime | None
    review_at: datetime | None
    outdated: str | None
    proposed: Notify | None
    guards: tuple[GuardAnswer, ...]
    facts: dict[str, Any]
    versions: dict[str, str]
    procedure: str
    origins: dict[str, str]
    part: str
    outlook: Outlook | None
    held_up: str


def why(office: Office, ledger: LinkedLedger, number: str) -> Why:
    """Explain. Raises `ActError` when no such invoice was pulled."""
    with office.store.read() as connection:
        row = the_invoice(connection, ledger, number)
        owner = review.billed_customers(connection, ledger.id).get(row.customer_id, row.customer_id)
        found = decided.standing(connection, ledger.id, customer_id=owner, currency=row.currency)
        if not found:
            return _undecided(ledger, row)
        return _explained(connection, office, ledger, row, found[0])


def _undecided(ledger: LinkedLedger, row: Any) -> Why:
    return Why(
        ledger=ledger.name,
        invoice=row.number or row.id,
        customer=row.customer_id,
        currency=row.currency,
        action="none",
        reason="NOT_DECIDED",
        text=f"No decision has been taken on this account yet; run: duesync sync {ledger.name}",
        citation=None,
        decided_at=None,
        review_at=None,
        outdated=None,
        proposed=None,
        guards=(),
        facts={},
        versions={},
        procedure="",
        origins={},
        part="",
        outlook=None,
        held_up="",
    )


def _explained(
    connection: Connection, office: Office, ledger: LinkedLedger, row: Any, standing: Standing
) -> Why:
    account = decided.snapshot(connection, standing.account_digest)
    decision = standing.decision
    action = decision.action
    policy, rules = policy_for(office.policy(ledger.name), account), office.rules(ledger)
    case = case_of(account, policy, rules, standing.decided_at)
    return Why(
        ledger=ledger.name,
        invoice=row.number or row.id,
        customer=account.customer.name,
        currency=account.currency,
        action="wait" if isinstance(action, Wait) else action.channel,
        reason=decision.reason.name,
        text=decision.text,
        citation=decision.citation,
        decided_at=standing.decided_at,
        review_at=decision.review_at,
        outdated=_outdated(connection, office, ledger, standing),
        proposed=action.proposed if isinstance(action, Wait) else action,
        guards=explain(account, policy, rules, standing.decided_at),
        facts=_facts(row, case),
        versions=standing.versions,
        procedure=policy.procedure,
        origins=policy.origins,
        part=part_of(case, row.id),
        outlook=outlook(account, policy, rules, office.clock.now()),
        held_up=_held_up(connection, office, ledger, account),
    )


def _outdated(connection: Connection, office: Office, ledger: LinkedLedger, standing: Standing) -> str | None:
    """Whether something happened since that the decision knows nothing of."""
    if standing.versions.get("policy") != office.policy(ledger.name).version:
        return (
            "The policy has changed since: the next run decides anew, and the guards below are the new one's."
        )
    if review.is_up(connection, ledger.id, (standing.customer_id, standing.currency), office.clock.now()):
        return "Something has changed since, or the time has come: the next run decides anew."
    return None


def _held_up(connection: Connection, office: Office, ledger: LinkedLedger, account: Account) -> str:
    key = account.customer.id, account.currency
    ready = outbox.ready_of(connection, ledger.id, [key], ["message"]).get(key)
    if not ready:
        return ""
    full = office.quota(ledger.name).look()
    if full is not None:
        return f"It waits: {over_limit(full, 1)}."
    reason = ready[0].reason
    return "" if reason is None else f"Put off to the next run: {reason}"


def _facts(row: Any, case: Case) -> dict[str, Any]:
    """What the decision rested on, in a bookkeeper's terms."""
    account = case.account
    return {
        "status_of_invoice": row.status,
        "booked_through": account.books.booked_through,
        "linked_on": account.books.linked_on,
        "open_invoices": [
            {
                "number": invoice.number or invoice.id,
                "due_on": invoice.due_on,
                "balance": invoice.balance,
                "problem": invoice.problem,
            }
            for invoice in account.invoices
        ],
        "credit": [
            {"number": note.number or note.id, "unapplied": note.unapplied} for note in account.credits
        ],
        "unapplied_payments": [
            {"paid_on": payment.paid_on, "unapplied": payment.unapplied} for payment in account.payments
        ],
        "payments_on_their_way": account.in_flight,
        "notices": [
            {"level": one.level, "channel": one.channel, "delivered_at": one.delivered_at}
            for one in account.notices
        ],
        "holds": [{"scope": one.scope, "until": one.until, "note": one.note} for one in account.holds],
        "agreements": [told(one, account.currency) for one in case.agreements.judged],
        "old_debt_sorted": account.sortings,
        "contacts_by_hand": [
            {"channel": one.channel, "at": one.at, "reached": one.reached} for one in account.contacts
        ],
        "suppressed": account.suppressed,
        "preference": preferred_in_words(account, case.policy, case.now),
        "behaviour": account.behaviour,
        "episode": account.episode,
        "could_not_be_read": account.unreadable,
    }
